"""Mail (``.eml``) → the message, and each attachment as a document of its own (``mail.eml/report.pdf``).

Of a message in several forms the plain text is read, else the HTML; the HTML where only it says
what is crossed out, or which label a value has.
"""

import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.encodings.decoding import Decoded, decode
from kotae.parsing.files import Source, printable
from kotae.parsing.mail.attachments import Attachment, read_attachments
from kotae.parsing.mail.flowed import joined
from kotae.parsing.mail.message import Letter, write_letter
from kotae.parsing.packages.archive import Readers
from kotae.parsing.struck import harmless
from kotae.parsing.units import Draft, clean_text

__all__ = ["POLICY", "content_of", "read_mail"]

_SHOWN: Final = ("From", "To", "Cc", "Date")
_MAX_HEADER_CHARS: Final = 1_000
# Shorter than so many characters, the plain form may be a stub.
_STUB_CHARS: Final = 200
_MAX_PARSED_CHARS: Final = 8_000
# What a plain form can't show: it has what is crossed out beside what holds, and tables as single words.
_SAYS_MORE: Final = re.compile(
    r"<(?:del|s|strike)[ >]|<[^<>]{1,500}line-through|<style[^<>]{0,200}>[^<]{0,100000}line-through|<th[ >]",
    re.IGNORECASE,
)
# Bytes that stand in a header as they are, as the parser keeps them: it shows each as unreadable.
_BYTES: Final = re.compile("[\udc80-\udcff]")
_READ_ITSELF: Final = frozenset(["text/plain", "text/html", "text/calendar"])
_INVITATION: Final = "calendar.ics"
# What the standard parser raises for headers and encodings that break their rules.
_FAULTS: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


class _ShortHeaders(email.policy.EmailPolicy):
    """The standard policy, with headers cut where nobody reads on: taking them apart isn't linear."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_PARSED_CHARS]


POLICY: Final = _ShortHeaders()
"""How messages of whatever origin are taken apart."""


def read_mail(source: Source, readers: Readers) -> tuple[Draft, ...]:
    """Return the drafts of a message and of its attachments; the subject is the title.

    Args:
        source: The message.
        readers: Of the files attached.

    Raises:
        ReadingError: There are no headers of a message in it.
    """
    message = BytesParser(EmailMessage, policy=POLICY).parsebytes(source.data)
    assert isinstance(message, EmailMessage)  # the class it was asked for
    if not any(_header(message, name) for name in ("From", "To", "Subject", "Date", "Received")):
        shown = printable(source.path)
        raise ReadingError(
            "this is no mail: it has neither sender nor subject nor date. Save it again as .eml.", path=shown
        )
    attached = read_attachments(source, tuple(_attachments(message)), readers)
    headers = {name: _date(message) if name == "Date" else _header(message, name) for name in _SHOWN}
    bodies = {form: _body(message, form) for form in ("plain", "html")}
    plain, html = bodies["plain"].text, bodies["html"].text
    if html and (_is_stub(plain, html) or _SAYS_MORE.search(html)):
        plain = ""
    letter = Letter(headers=headers, subject=_header(message, "Subject"), plain=plain, html=html)
    warnings = (*attached.warnings, *bodies["plain" if plain.strip() else "html"].warnings)
    return (write_letter(letter, warnings=warnings), *attached.drafts)


def _is_stub(plain: str, html: str) -> bool:
    """Whether the plain form may only say that there is an HTML form."""
    length = len(plain.strip())
    return length < _STUB_CHARS and len(html) > 20 * length + 1_000


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line, decoded; empty where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        value = str(message.get(name) or "")
    except _FAULTS:
        value = raw
    if _BYTES.search(raw):
        value = decode(raw.encode("utf-8", "surrogateescape")).text
    return " ".join(clean_text(harmless(value)).split())[:_MAX_HEADER_CHARS]


def _date(message: EmailMessage) -> str:
    """The date as ``2025-05-01 09:30``, in the sender's time; as written where it can't be told."""
    written = _header(message, "Date")
    try:
        return parsedate_to_datetime(written).strftime("%Y-%m-%d %H:%M")
    except _FAULTS:
        return written


def _body(message: EmailMessage, form: str) -> Decoded:
    """The text of a message in one form, empty where it has none."""
    try:
        part = message.get_body(preferencelist=(form,))
    except _FAULTS:
        part = message if form == "plain" else None
    return _text(part) if part is not None else Decoded(text="", encoding="utf-8")  # type: ignore[arg-type]  # get_body's parts are of the message's own class


def _text(part: EmailMessage) -> Decoded:
    """The text of a part in the charset it names, or in the one its bytes look like."""
    decoded = decode(content_of(part), declared=part.get_content_charset("") or "")
    text = clean_text(decoded.text)
    if part.get_content_type() == "text/plain" and _parameter(part, "format") == "flowed":
        text = joined(text, delete_space=_parameter(part, "delsp") == "yes")
    return replace(decoded, text=text)


def _parameter(part: EmailMessage, name: str) -> str:
    """A parameter of the content's type in lower case; empty where there is none or the header is broken."""
    try:
        return str(part.get_param(name) or "").lower()
    except _FAULTS:
        return ""


def content_of(part: EmailMessage) -> bytes:
    """Return what a part holds, out of the encoding it travels in."""
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        data = None
    return data if isinstance(data, bytes) else str(part.get_payload()).encode("utf-8", "replace")


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    try:
        parts = list(message.iter_attachments())
        # An invitation is a form of the message beside its text, and says more than that: it is named.
        forms = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    except _FAULTS:
        return
    if not message.is_multipart() and message.get_content_type() not in _READ_ITSELF:
        parts = [message]  # the whole message is a file: a scan, an encrypted letter
    if forms and not any(part.get_content_type() == "text/calendar" for part in parts):
        yield Attachment(name=_INVITATION, data=b"")
    for part in parts:
        kind = part.get_content_type()
        name = clean_text(harmless(str(part.get_filename("") or "")))
        if kind == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            data = first.as_bytes() if isinstance(first, EmailMessage) else b""
            yield Attachment(
                name=name or f"{_header(first, 'Subject') if isinstance(first, EmailMessage) else ''}.eml",
                data=data,
            )
        else:
            yield Attachment(name=name or kind, data=content_of(part))
