"""Which pages of a PDF can be read: by their text layer, by OCR where that is on, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Final, Literal, TypeAlias

from kotae.parsing.ocr import ocr_engine
from kotae.parsing.pdf.file import Page, PdfFile
from kotae.parsing.pdf.legibility import is_garbled
from kotae.parsing.settings import ReadingSettings

__all__ = ["LegiblePages", "OcrState", "legible_pages"]

OcrState: TypeAlias = Literal["off", "missing", "tried", "stopped"]
"""``missing``: on but not installed. ``stopped``: its time didn't suffice for every page."""


# A scan may have a page number or a stamp as its only letters.
_MIN_CHARS: Final = 60
_SCANNED: Final = 0.6


@dataclass(slots=True, kw_only=True)
class LegiblePages:
    """What can be read of a file.

    Attributes:
        pages: Pages to read, by number; blank ones are in none of the lists.
        scanned: Numbers of pages that are pictures and stay unread.
        garbled: Numbers of pages whose text layer is no good and that stay unread.
        recognised: Numbers of those among ``pages`` that OCR read.
        pictured: Numbers of those among ``pages`` that are pictures but for a few characters.
        layered: Numbers of those among ``pages`` whose text another program recognised in a picture.
        hidden: Numbers of pages on which something that can't be seen was left out.
        unnamed: Numbers of those among ``pages`` with characters that no font names.
        noted: Numbers of those among ``pages`` that people wrote notes onto.
        ocr: What became of OCR.
    """

    pages: list[Page] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)
    noted: list[int] = field(default_factory=list)
    ocr: OcrState = "off"


def legible_pages(file: PdfFile, settings: ReadingSettings) -> LegiblePages:
    """Return the pages of a file, as far as ``settings.max_pages``, sorted out."""
    found = LegiblePages()
    for page in file.pages(settings.max_pages):
        _sort_out(page, found)
    found.unnamed = [page.number for page in found.pages if "\ufffd" in page.text]
    if settings.ocr and (found.scanned or found.garbled or found.pictured):
        _recognise(file, found, max_seconds=settings.max_ocr_seconds)
    return found


def _sort_out(page: Page, found: LegiblePages) -> None:
    if page.hidden:
        found.hidden.append(page.number)
    if page.notes:
        found.noted.append(page.number)
    if is_garbled(page.text):
        found.garbled.append(page.number)
    elif page.groups or page.notes:
        found.pages.append(page)
        # A stamp or a page number on a scan: it is read, and the scan is reported.
        if page.layer:
            found.layered.append(page.number)
        elif _is_mostly_picture(page):
            found.pictured.append(page.number)
    elif page.drawn:
        found.scanned.append(page.number)


def _is_mostly_picture(page: Page) -> bool:
    chars = sum(not character.isspace() for character in page.text)
    return 0 < chars < _MIN_CHARS and page.picture_share > _SCANNED and not page.notes


def _recognise(file: PdfFile, found: LegiblePages, *, max_seconds: float) -> None:
    """Move the pages that OCR can read to those that are read."""
    from kotae.parsing.pdf.recognition import Recogniser

    if not ocr_engine():
        found.ocr = "missing"
        return
    found.ocr = "tried"
    recogniser, began = Recogniser(), process_time()
    for number in sorted(found.scanned + found.garbled + found.pictured):
        if process_time() - began > max_seconds:
            found.ocr = "stopped"
            break
        page = recogniser.page(file, number)
        if page.groups:
            found.pages = [other for other in found.pages if other.number != number] + [page]
            found.recognised.append(number)
    found.pages.sort(key=lambda page: page.number)
    found.pictured = _without(found.pictured, found.recognised)
    found.scanned = _without(found.scanned, found.recognised)
    found.garbled = _without(found.garbled, found.recognised)
    found.unnamed = _without(found.unnamed, found.recognised)


def _without(numbers: Sequence[int], others: Sequence[int]) -> list[int]:
    gone = frozenset(others)
    return [number for number in numbers if number not in gone]
