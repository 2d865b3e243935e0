"""PDF → units: paragraphs in reading order with their pages, headings where the file shows them.

The text as read is put together here: lines are joined, running titles are read once, page numbers
and readings above kanji left out. Pages that hold a picture of text, or text that isn't what they show,
are recognised where OCR is on; else they are reported and left out. Every character that was
printed keeps its place on the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kotae.parsing.files import Source
from kotae.parsing.losses import Losses
from kotae.parsing.pdf.file import Page, PdfFile
from kotae.parsing.pdf.furniture import without_furniture
from kotae.parsing.pdf.hyphens import Words
from kotae.parsing.pdf.layout import Line, lines_in, lines_of, regions_of
from kotae.parsing.pdf.legible import LegiblePages, legible_pages
from kotae.parsing.pdf.line_numbers import without_line_numbers
from kotae.parsing.pdf.notices import file_warnings, nothing_legible, page_ranges, page_warnings
from kotae.parsing.pdf.paragraphs import Paragraph, is_contents_line, paragraphs_of
from kotae.parsing.pdf.pieces import Headings, Piece, across_pages, laid_out, note_piece, piece_of, row_pieces
from kotae.parsing.pdf.tables import Table, put_turned, taken_out, without_open_tables
from kotae.parsing.references import mark_references
from kotae.parsing.units import Draft, heading_label

__all__ = ["PageText", "page_text", "read_pdf"]

# More lines on their side than any table has labels are looked up in none.
_MOST_TURNED: Final = 400
# A line or two that end in a number stand on any page.
_MIN_CONTENTS_LINES: Final = 5


@dataclass(slots=True)
class PageText:
    """The text of one page.

    Attributes:
        page: Where from.
        lines: In the page's main direction.
        tables: Its tables, in the order of the lines that stand for them.
        turned: Lines in other directions.
        titles: Running titles that are read here and nowhere else.
    """

    page: Page
    lines: list[Line]
    tables: list[Table]
    turned: list[Line]
    titles: list[Line] = field(default_factory=list)


def read_pdf(source: Source) -> Draft:
    """Return the text of a PDF with its units, title, warnings, and where its characters stand.

    Raises:
        ReadingError: It is encrypted or no PDF, or no page has a text that can be used.
    """
    file = PdfFile(source.data, path=source.path)
    found = legible_pages(file, source.settings)
    if not found.pages and (found.scanned or found.garbled):
        raise nothing_legible(source.path, found)
    title, losses = _title(file.property("Title")), Losses()
    counted, numbered = without_line_numbers(found.pages)
    losses.add("numbers", count=numbered)
    pages = [page_text(page) for page in counted]
    _leave_out_furniture(pages, file, losses, title=title)
    for line in (line for text in pages for line in _all_lines(text) if line.lapped):
        losses.add("lapped", line.text)
    laid = laid_out(_pieces(pages, file))
    for piece in laid.struck:
        losses.add("struck", piece.text)
    return Draft(
        text=laid.text,
        units=mark_references(laid.text, laid.units),
        title=title,
        metadata=_metadata(file, found),
        warnings=(*page_warnings(found), *losses.warnings(), *file_warnings(file, source.settings.max_pages)),
        layouts=laid.layouts,
        struck=laid.struck,
    )


def _metadata(file: PdfFile, found: LegiblePages) -> dict[str, str]:
    metadata = {name: file.property(name.title()) for name in ("author", "subject", "keywords")}
    metadata["ocr"] = page_ranges(found.recognised)
    return {name: value for name, value in metadata.items() if value}


def page_text(page: Page) -> PageText:
    """Return the lines and tables of a page."""
    text = PageText(page, [], [], [])
    for number, group in enumerate(page.groups):
        if number:
            lines = lines_of(group.glyphs, page=page.number, frame=group.frame)
            few = len(lines) < _MOST_TURNED
            text.turned += [
                line for line in lines if not (few and put_turned(text.tables, line, page.groups[0].frame))
            ]
            continue
        glyphs, text.tables = taken_out(group, page)
        regions = regions_of(glyphs, [table.anchor for table in text.tables])
        regions, more = without_open_tables(regions, group, page)
        text.tables += more
        text.lines = lines_in(regions, page=page.number, frame=group.frame)
    return text


def _leave_out_furniture(pages: Sequence[PageText], file: PdfFile, losses: Losses, *, title: str) -> None:
    sizes = [file.size(text.page.number) for text in pages]
    kept = without_furniture([text.lines for text in pages], sizes, title=title)
    turned = without_furniture([text.turned for text in pages], sizes, title=title)
    for text, level, aside in zip(pages, kept, turned, strict=True):
        text.lines, text.turned = level.lines, aside.lines
        text.titles = level.titles + aside.titles
        for line in level.repeated + aside.repeated:
            losses.add("running", line.text)


def _pieces(pages: Sequence[PageText], file: PdfFile) -> list[Piece]:
    words = Words(line.text for text in pages for line in _all_lines(text))
    paragraphs = [list(paragraphs_of(text.lines)) for text in pages]
    headings = Headings(file.outline(), [paragraph for found in paragraphs for paragraph in found])
    pieces = [
        piece
        for text, found in zip(pages, paragraphs, strict=True)
        for piece in _page_pieces(text, found, words, headings)
    ]
    return across_pages(pieces, words)


def _all_lines(text: PageText) -> Iterator[Line]:
    yield from text.lines
    yield from text.turned
    yield from text.titles
    for table in text.tables:
        yield from table.lines()


def _page_pieces(
    text: PageText, paragraphs: Iterable[Paragraph], words: Words, headings: Headings
) -> Iterator[Piece]:
    contents = _is_contents(text.lines)
    page = text.page.number
    for paragraph in paragraphs:
        anchor = paragraph.lines[0].anchor
        if anchor is None:
            yield piece_of(paragraph, words=words, headings=headings, contents=contents, aside=False)
        else:
            table = next(table for table in text.tables if table.anchor is anchor)
            yield from row_pieces(table.rows(words), page=page)
    for paragraph in [*paragraphs_of(text.turned), *paragraphs_of(text.titles)]:
        yield piece_of(paragraph, words=words, headings=headings, contents=contents, aside=True)
    for note in text.page.notes:
        yield note_piece(note, page=page)


def _is_contents(lines: Sequence[Line]) -> bool:
    """Whether a page is (part of) a table of contents."""
    entries = sum(is_contents_line(line) for line in lines)
    return entries >= _MIN_CONTENTS_LINES and 3 * entries >= len(lines)


def _title(title: str) -> str:
    """The title in the file's properties, unless it is a file name or a program's default."""
    if re.search(
        r"\.(?:docx?|xlsx?|pptx?|indd|pdf|tex|dvi|rtf|txt|odt)\Z|\A(?:untitled|\(?anonymous\)?\Z|無題|about:|https?:|file:)",
        title,
        re.I,
    ):
        return ""
    return re.sub(r"\AMicrosoft (?:Word|PowerPoint|Excel) - ", "", heading_label(title))
