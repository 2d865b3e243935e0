"""Mail (``.eml``) → one document: subject as title, who wrote to whom and when, then the message.

Of a message in several forms the plain text is read, else the HTML. Attachments are named in a
warning: they are documents of their own and have to be put into the corpus as such.
"""

import email.policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.decoding import decode
from kotae.parsing.files import Source, printable
from kotae.parsing.html import read_html
from kotae.parsing.plain import read_plain
from kotae.parsing.units import Draft, clean_text
from kotae.parsing.writing import TextWriter

__all__ = ["read_mail"]

_SHOWN: Final = ("From", "To", "Cc", "Date")
_MAX_HEADER_CHARS: Final = 1_000
_MAX_PARSED_CHARS: Final = 8_000
_MAX_NAMED: Final = 10
# What the standard parser raises for headers and encodings that break their rules.
_FAULTS: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


class _ShortHeaders(email.policy.EmailPolicy):
    """The standard policy, with headers cut where nobody reads on: taking them apart isn't linear."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_PARSED_CHARS]


_POLICY: Final = _ShortHeaders()


def read_mail(source: Source) -> Draft:
    """Return the text of a message with its units; the subject is the title.

    Raises:
        ReadingError: There are no headers of a message in it.
    """
    message = BytesParser(EmailMessage, policy=_POLICY).parsebytes(source.data)
    if not any(_header(message, name) for name in ("From", "To", "Subject", "Date", "Received")):
        shown = printable(source.path)
        raise ReadingError(
            en=f"{shown}: this is no mail: it has neither sender nor subject nor date. Save it again as .eml.",
            ja=f"{shown}: 差出人、件名、日時のいずれもなく、メールではありません。.emlとして保存し直してください。",
        )
    subject = _header(message, "Subject")
    writer = TextWriter()
    writer.add(subject, "heading", level=1)
    headers = {name: _date(message) if name == "Date" else _header(message, name) for name in _SHOWN}
    writer.add("\n".join(f"{name}: {value}" for name, value in headers.items() if value))
    body = _body(message)
    if body is not None:
        writer.add_draft(body, deeper=1)
    metadata = {name.lower(): value for name, value in headers.items() if value}
    units = tuple(writer.units) if (body is not None and body.units) or subject else ()
    return Draft(
        text=writer.text, units=units, title=subject, metadata=metadata, warnings=tuple(_attachments(message))
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line, decoded; empty where there is none."""
    try:
        value = str(message.get(name) or "")
    except _FAULTS:
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(clean_text(value).split())[:_MAX_HEADER_CHARS]


def _date(message: EmailMessage) -> str:
    """The date as ``2025-05-01 09:30``, in the sender's time; as written where it can't be told."""
    written = _header(message, "Date")
    try:
        return parsedate_to_datetime(written).strftime("%Y-%m-%d %H:%M")
    except _FAULTS:
        return written


def _body(message: EmailMessage) -> Draft | None:
    try:
        part = message.get_body(preferencelist=("plain", "html"))
    except _FAULTS:
        part = message
    if part is None:
        return None
    text = _text(part)  # type: ignore[arg-type]  # get_body's parts are of the message's own class
    return read_html(text) if part.get_content_type() == "text/html" else read_plain(text)


def _text(part: EmailMessage) -> str:
    """The text of a part in the charset it names, or in the one its bytes look like."""
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        data = None
    raw = data if isinstance(data, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    return clean_text(decode(raw, declared=part.get_content_charset("") or "").text)


def _attachments(message: EmailMessage) -> list[str]:
    try:
        names = [
            printable(part.get_filename("") or part.get_content_type()) for part in message.iter_attachments()
        ]
    except _FAULTS:
        names = []
    if not names:
        return []
    listed = ", ".join(names[:_MAX_NAMED]) + ("…" if len(names) > _MAX_NAMED else "")
    return [
        f"attachments were not read; save them into the corpus: {listed}"
        f" / 添付ファイルは読み込んでいません。コーパスに保存してください: {listed}"
    ]
