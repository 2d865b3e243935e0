"""Outlook's own message files (``.msg``) → the message and its attachments, as :mod:`kotae.parsing.mail.eml` does.

The compound file is read by python-oxmsg and olefile.
"""

import struct
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from typing import Final

from oxmsg import Message, properties
from oxmsg.domain import constants

from kotae.errors import ReadingError, failing_as
from kotae.parsing.encodings.decoding import Decoded, decode
from kotae.parsing.files import Source, printable
from kotae.parsing.html import declared_charset
from kotae.parsing.mail.attachments import Attachment, read_attachments
from kotae.parsing.mail.message import Letter, write_letter
from kotae.parsing.packages.archive import Readers
from kotae.parsing.struck import harmless
from kotae.parsing.units import Draft, clean_text

__all__ = ["read_msg"]


def _of_8_bits(one: properties.String8Property) -> str:
    """The text of a property of bytes, in the code page that the message names, or in the one it looks like."""
    named = one._body_encoding if one.pid == constants.PID_BODY else one._str_prop_encoding
    if named == _UNNAMED:
        named = one._body_encoding
    data = one._storage.property_stream_bytes(one.pid, one.ptyp)
    return decode(data, declared="" if named == _UNNAMED else named).text


# The library knows no Big5, and gives up at a character that the vendors added to Shift_JIS or GB 2312 (①, 髙).
properties.String8Property.value = property(_of_8_bits)  # type: ignore[assignment,method-assign]  # the library has no other way

_UNNAMED: Final = "iso-8859-15"
"""What the library takes where a message names no code page."""
_SHOWN: Final = ("From", "To", "Cc", "Date")
_MAX_HEADER_CHARS: Final = 1_000
# What the libraries raise for files that break the format's rules.
_FAULTS: Final = (
    ValueError,
    LookupError,
    OSError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    struct.error,
)


def read_msg(source: Source, readers: Readers) -> tuple[Draft, ...]:
    """Return the drafts of a message and of its attachments; the subject is the title.

    Args:
        source: The message.
        readers: Of the files attached.

    Raises:
        ReadingError: It is damaged or no Outlook message.
    """
    with failing_as(
        ReadingError,
        "the file is damaged or no Outlook message. Save it again, or as .eml.",
        on=_FAULTS,
        path=printable(source.path),
    ):
        message = Message.load(source.data)
        html = _html(message)
        letter = Letter(
            headers=_headers(message),
            subject=_line(message.subject),
            plain=_plain(message),
            html=html.text,
        )
        attachments = tuple(_attachments(message))
    attached = read_attachments(source, attachments, readers)
    warnings = () if letter.plain.strip() else html.warnings
    return (write_letter(letter, warnings=(*attached.warnings, *warnings)), *attached.drafts)


def _line(written: str | None) -> str:
    return " ".join(clean_text(harmless(written or "")).split())[:_MAX_HEADER_CHARS]


def _headers(message: Message) -> dict[str, str]:
    sent = {name.title(): _decoded(value) for name, value in message.message_headers.items()}
    recipients = ", ".join(filter(None, (_person(one.name, one.email_address) for one in message.recipients)))
    sender = message.sender or message.properties.str_prop_value(constants.PID_SENDER_NAME) or ""
    known = {"From": sent.get("From") or _decoded(sender), "To": sent.get("To") or recipients}
    known |= {"Cc": sent.get("Cc", ""), "Date": _date(message, sent.get("Date", ""))}
    return {name: _line(known[name]) for name in _SHOWN}


def _person(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _decoded(header: str) -> str:
    try:
        return str(make_header(decode_header(header)))
    except (ValueError, LookupError, HeaderParseError):
        return header


def _date(message: Message, written: str) -> str:
    """The date in the sender's time where the message kept its headers, else in UTC."""
    try:
        return parsedate_to_datetime(written).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        sent = message.sent_date
        return sent.strftime("%Y-%m-%d %H:%M UTC") if sent else written


def _plain(message: Message) -> str:
    return clean_text(harmless(message.body or ""))


def _html(message: Message) -> Decoded:
    data = message.properties.binary_prop_value(constants.PID_HTML)
    if data:
        decoded = decode(data, declared=declared_charset(data) or message.properties.body_encoding)
        return replace(decoded, text=clean_text(decoded.text))
    text = clean_text(harmless(message.properties.str_prop_value(constants.PID_BODY_HTML) or ""))
    return Decoded(text=text, encoding="utf-8")


def _attachments(message: Message) -> Iterator[Attachment]:
    for attachment in message.attachments:
        name = clean_text(harmless(attachment.file_name or ""))
        data = attachment.file_bytes
        # A message inside a message has no bytes of its own: it is only named.
        yield Attachment(
            name=name if data is not None else name.replace(".", "·") or "message", data=data or b""
        )
