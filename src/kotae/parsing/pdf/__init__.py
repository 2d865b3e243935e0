"""PDF → units: paragraphs in reading order with their pages, headings where the file shows them.

The text as read is put together here: lines are joined, running titles and page numbers left out,
readings above kanji too. Pages that hold a picture of text, or text that isn't what they show,
are recognised where OCR is on; else they are reported and left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.parsing.files import Source
from kotae.parsing.headings import ends_sentence, numbered_level, reads_as_label
from kotae.parsing.pdf.furniture import without_furniture
from kotae.parsing.pdf.glyphs import OutlineItem, PdfFile, is_wide
from kotae.parsing.pdf.layout import Line, lines_of
from kotae.parsing.pdf.legible import LegiblePages, legible_pages
from kotae.parsing.pdf.notices import limit_warning, nothing_legible, page_ranges, page_warnings
from kotae.parsing.pdf.paragraphs import Paragraph, is_contents_line, join, paragraphs_of, words_of
from kotae.parsing.references import mark_references
from kotae.parsing.units import Draft, Unit, clean_text, heading_label
from kotae.records import BlockKind

__all__ = ["read_pdf"]

_SENTENCE: Final = re.compile(r"[。！？]|[.!?][\"'”’)]?(?=\s+[A-Z\"“(])")
_MIN_CONTENTS_LINES: Final = 5
_MAX_HEADING_CHARS: Final = 120
_MAX_LEVELS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A unit before its place in the text is known; ``mark`` characters in front are no part of it."""

    text: str
    page: int
    kind: BlockKind = "paragraph"
    level: int = 0
    size: float = 0.0
    mark: int = 0


def read_pdf(source: Source) -> Draft:
    """Return the text of a PDF with its units, title and warnings.

    Raises:
        ReadingError: It is encrypted or no PDF, or no page has a text that can be used.
    """
    file = PdfFile(source.data, path=source.path)
    found = legible_pages(file, source.settings)
    if not found.pages and (found.scanned or found.garbled):
        raise nothing_legible(source.path, found)
    numbers = [page.number for page in found.pages]
    kept = without_furniture([lines_of(page.glyphs) for page in found.pages])
    words = words_of(line for lines in kept for line in lines)
    contents = {number for number, lines in zip(numbers, kept, strict=True) if _is_contents(lines)}
    outline = _outline_levels(file.outline())
    paragraphs = [
        (number, paragraph)
        for number, lines in zip(numbers, kept, strict=True)
        for paragraph in paragraphs_of(lines)
    ]
    sizes = _heading_sizes([paragraph for _, paragraph in paragraphs])
    pieces = [_piece(paragraph, number, words, outline, sizes) for number, paragraph in paragraphs]
    pieces = [
        replace(piece, kind="references", level=0, mark=0) if piece.page in contents else piece
        for piece in pieces
    ]
    text, units = _laid_out(_across_pages(pieces))
    return Draft(
        text=text,
        units=mark_references(text, units),
        title=_title(file.property("Title")),
        metadata=_metadata(file, found),
        warnings=(*page_warnings(found), *limit_warning(len(file), source.settings.max_pages)),
    )


def _metadata(file: PdfFile, found: LegiblePages) -> dict[str, str]:
    metadata = {"author": file.property("Author"), "subject": file.property("Subject")}
    metadata["ocr"] = page_ranges(found.recognised)
    return {name: value for name, value in metadata.items() if value}


def _is_contents(lines: Sequence[Line]) -> bool:
    """Whether a page is (part of) a table of contents."""
    entries = sum(is_contents_line(line) for line in lines)
    return entries >= _MIN_CONTENTS_LINES and 3 * entries >= len(lines)


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _outline_levels(outline: Iterable[OutlineItem]) -> dict[tuple[int, str], int]:
    """Levels of headings by page and title, numbers in front of a title aside."""
    levels: dict[tuple[int, str], int] = {}
    for item in outline:
        if item.title:
            levels.setdefault((item.page, _folded(item.title)), item.level)
    return levels


def _heading_sizes(paragraphs: Sequence[Paragraph]) -> list[float]:
    """Font sizes of headings, largest first: clearly larger than the text, and rare."""
    chars: Counter[float] = Counter()
    for paragraph in paragraphs:
        chars[round(paragraph.size, 1)] += sum(len(line.text) for line in paragraph.lines)
    if not chars:
        return []
    body = chars.most_common(1)[0][0]
    larger = sorted((size for size in chars if size >= 1.12 * body), reverse=True)
    if sum(chars[size] for size in larger) > 0.3 * sum(chars.values()):
        return []
    return larger


def _piece(
    paragraph: Paragraph,
    page: int,
    words: frozenset[str],
    outline: Mapping[tuple[int, str], int],
    sizes: Sequence[float],
) -> _Piece:
    if paragraph.mono:
        text = clean_text("\n".join(line.text for line in paragraph.lines))
        return _Piece(text=text, page=page, kind="code", size=paragraph.size)
    text = clean_text(join(paragraph.lines, words=words))
    if is_contents_line(paragraph.lines[-1]):
        return _Piece(text=text, page=page, kind="references", size=paragraph.size)
    level = _level(text, paragraph, page, outline, sizes)
    if level:
        return _Piece(text=text, page=page, kind="heading", level=level, size=paragraph.size)
    if paragraph.row:
        return _Piece(text=text, page=page, kind="table", size=paragraph.size)
    mark = paragraph.bullet
    if not mark:
        return _Piece(text=text, page=page, size=paragraph.size)
    text = f"{text[:mark]} {text[mark:].lstrip()}"
    return _Piece(text=text, page=page, kind="list", size=paragraph.size, mark=mark + 1)


def _level(
    text: str,
    paragraph: Paragraph,
    page: int,
    outline: Mapping[tuple[int, str], int],
    sizes: Sequence[float],
) -> int:
    """The level of a heading, 0 for text: by the outline, the font size, or a number in bold."""
    if len(text) > _MAX_HEADING_CHARS or len(paragraph.lines) > 3:
        return 0
    folded = _folded(text)
    bare = re.sub(r"\A(?:第?[0-9０-９.．-]+[章節部]?|[a-z][.．])", "", folded)
    for key in ((page, folded), (page, bare)):
        if key in outline:
            return outline[key]
    size = round(paragraph.size, 1)
    if size in sizes and not text.endswith(("。", "、", ",")) and any(c.isalpha() for c in text):
        return min(_MAX_LEVELS, 1 + sizes.index(size))
    short = len(text) <= (40 if any(map(is_wide, text)) else 80) and len(paragraph.lines) == 1
    if paragraph.bold and short and not ends_sentence(text) and reads_as_label(text):
        return numbered_level(text) or _MAX_LEVELS
    return 0


def _across_pages(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Move the rest of a sentence that a page break split to where the sentence begins."""
    joined: list[_Piece] = []
    for piece in pieces:
        at = _open_end(joined, piece)
        if at < 0:
            joined.append(piece)
            continue
        before = joined[at]
        end = _SENTENCE.search(piece.text)
        head = piece.text[: end.end()] if end else piece.text
        rest = piece.text[len(head) :].strip()
        joined[at] = replace(before, text=_glued(before.text, head))
        if rest:
            joined.append(replace(piece, text=rest))
    return joined


def _open_end(pieces: Sequence[_Piece], piece: _Piece) -> int:
    """Where the paragraph stands that the first one of a page continues; -1 for none."""
    if piece.kind != "paragraph" or not pieces or pieces[-1].page != piece.page - 1:
        return -1
    # Footnotes, in small print, may stand between.
    for at in range(len(pieces) - 1, max(-1, len(pieces) - 6), -1):
        before = pieces[at]
        if before.page != piece.page - 1 or before.kind not in ("paragraph", "list", "references"):
            return -1
        if abs(before.size - piece.size) <= 0.05 * piece.size:
            open_ended = not ends_sentence(before.text) and len(before.text) > 20
            return at if open_ended and (is_wide(piece.text[0]) or piece.text[0].islower()) else -1
        if before.size > piece.size:
            return -1
    return -1


def _glued(before: str, after: str) -> str:
    if re.search(r"[A-Za-z]{2,}-\Z", before) and after[0].islower():
        return before[:-1] + after
    return before + ("" if is_wide(before[-1]) or is_wide(after[0]) else " ") + after


def _laid_out(pieces: Sequence[_Piece]) -> tuple[str, tuple[Unit, ...]]:
    parts: list[str] = []
    units: list[Unit] = []
    length = 0
    for piece in pieces:
        text = piece.text.strip()
        if not text:
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        label = heading_label(text) if piece.level else ""
        kind: BlockKind = piece.kind if label or not piece.level else "paragraph"
        units.append(
            Unit(
                start=length + min(piece.mark, len(text) - 1),
                end=length + len(text),
                kind=kind,
                level=piece.level if label else 0,
                label=label,
                page=piece.page,
            )
        )
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(units)


def _title(title: str) -> str:
    """The title in the file's properties, unless it is a file name or a program's default."""
    if re.search(r"\.(?:docx?|xlsx?|pptx?|indd|pdf|tex|dvi|rtf|txt|odt)\Z|\A(?:untitled|無題|about:|https?:|file:)", title, re.I):
        return ""
    return re.sub(r"\AMicrosoft (?:Word|PowerPoint|Excel) - ", "", heading_label(title))
