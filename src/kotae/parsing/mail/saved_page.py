"""Web pages as browsers save them in one file (``.mht``, ``.mhtml``): a message of the page and of what it is made of."""

from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import urljoin

from kotae.errors import ReadingError
from kotae.parsing.encodings.decoding import decode
from kotae.parsing.files import Source, printable
from kotae.parsing.html import declared_charset, read_html
from kotae.parsing.mail.eml import POLICY, content_of
from kotae.parsing.units import Draft

__all__ = ["read_saved_page"]


def read_saved_page(source: Source) -> Draft:
    """Return the page, with the style sheets that were saved beside it: they may hide or cross out what it holds.

    Raises:
        ReadingError: There is no page in it.
    """
    message = BytesParser(EmailMessage, policy=POLICY).parsebytes(source.data)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    page = next(
        (part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        shown = printable(source.path)
        raise ReadingError(
            "there is no web page in this file. Save the page again from a browser.", path=shown
        )
    place = _place(page)
    sheets = {_place(part): part for part in parts if part.get_content_type() == "text/css"}

    def sheet(href: str) -> str | None:
        part = sheets.get(href) or sheets.get(urljoin(place, href))
        return decode(content_of(part), declared=part.get_content_charset("") or "").text if part else None

    data = content_of(page)
    decoded = decode(data, declared=page.get_content_charset("") or declared_charset(data))
    return read_html(decoded.text, sheet=sheet).decoded(decoded.encoding, decoded.warnings)


def _place(part: EmailMessage) -> str:
    """Where a part came from, or by what name the page calls it."""
    if part["Content-Location"]:
        return "".join(str(part["Content-Location"]).split())
    return "cid:" + str(part["Content-ID"] or "").strip("<> ")
