"""Paragraphs → pieces of the document: kinds, levels of headings, sentences that a page break split."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from kotae.parsing.pdf.annotations import Note
from kotae.parsing.pdf.file import OutlineItem
from kotae.parsing.pdf.glyphs import is_wide
from kotae.parsing.pdf.hyphens import Words
from kotae.parsing.pdf.labels import LabelledRow
from kotae.parsing.pdf.layout import Line
from kotae.parsing.pdf.located import Located, joined, laid
from kotae.parsing.pdf.paragraphs import Paragraph, is_contents_line
from kotae.parsing.plain.headings import ends_sentence, numbered_level, reads_as_label
from kotae.parsing.struck import STRETCH, in_order, without_struck
from kotae.parsing.units import Unit, clean_text, heading_label
from kotae.records import BlockKind, CellSpan, PageLayout, StruckText

__all__ = ["Headings", "Piece", "across_pages", "laid_out", "note_piece", "piece_of", "row_pieces"]

_SENTENCE: Final = re.compile(r"[。！？]|[.!?][\"'”’)]?(?=\s+[A-Z\"“(])")
_MAX_HEADING_CHARS: Final = 120
_MAX_LEVELS: Final = 4
_MAX_NOTES_BETWEEN: Final = 5
# Shorter lines without a full stop are names, dates, labels.
_MIN_OPEN_CHARS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A unit before its place in the text is known.

    Attributes:
        located: Its text.
        page: From 1.
        kind: What it is.
        level: Of a heading, else 0.
        size: Font size of most of it.
        mark: So many characters in front are no part of it: a bullet.
        aside: Whether it stands beside the run of the text: turned text, a note.
        label: A heading it alone stands under.
        cells: For a row of a table, its values: where each begins and ends in the text, and its address.
    """

    located: Located
    page: int
    kind: BlockKind = "paragraph"
    level: int = 0
    size: float = 0.0
    mark: int = 0
    aside: bool = False
    label: str = ""
    cells: tuple[tuple[int, int, str], ...] = ()

    @property
    def text(self) -> str:
        """Its text alone."""
        return self.located.text


class Headings:
    """Tells the level of a heading by the file's outline, the font size, or a number in bold."""

    def __init__(self, outline: Iterable[OutlineItem], paragraphs: Sequence[Paragraph]) -> None:
        """Look at the whole file.

        Args:
            outline: Its bookmarks.
            paragraphs: All of it.
        """
        self._outline: dict[tuple[int, str], int] = {}
        for item in outline:
            if item.title:
                self._outline.setdefault((item.page, _folded(item.title)), item.level)
        self._sizes = _heading_sizes(paragraphs)

    def level(self, text: str, paragraph: Paragraph, page: int) -> int:
        """Return the level of a heading, 0 for text."""
        if len(text) > _MAX_HEADING_CHARS or len(paragraph.lines) > 3:
            return 0
        folded = _folded(text)
        bare = re.sub(r"\A(?:第?[0-9０-９.．-]+[章節部]?|[a-z][.．])", "", folded)
        for key in ((page, folded), (page, bare)):
            if key in self._outline:
                return self._outline[key]
        size = round(paragraph.size, 1)
        if size in self._sizes and not text.endswith(("。", "、", ",")) and any(c.isalpha() for c in text):
            return min(_MAX_LEVELS, 1 + self._sizes.index(size))
        short = len(text) <= (40 if any(map(is_wide, text)) else 80) and len(paragraph.lines) == 1
        if paragraph.bold and short and not ends_sentence(text) and reads_as_label(text):
            return numbered_level(text) or _MAX_LEVELS
        return 0


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


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


def piece_of(paragraph: Paragraph, *, words: Words, headings: Headings, contents: bool, aside: bool) -> Piece:
    """Return a paragraph as a piece.

    Args:
        paragraph: Lines of one page.
        words: What proves that a word was broken.
        headings: Tells headings.
        contents: Whether its page is a table of contents, which is kept but not searched.
        aside: Whether it stands beside the run of the text.
    """
    lines = paragraph.lines
    page, size = lines[0].page, paragraph.size
    plain = Piece(located=Located(""), page=page, size=size, aside=aside)
    if paragraph.mono:
        return replace(plain, located=laid(lines), kind="references" if contents else "code")
    located = joined([Located.of(line) for line in lines], words)
    plain = replace(plain, located=located)
    if contents or is_contents_line(lines[-1]):
        return replace(plain, kind="references")
    level = 0 if aside else headings.level(located.text, paragraph, page)
    if level:
        return replace(plain, kind="heading", level=level)
    if paragraph.row:
        return replace(plain, kind="table")
    mark = paragraph.bullet
    if not mark:
        return plain
    item = located.cut(mark, len(located.text)).stripped()
    located = Located.concatenated([located.cut(0, mark), Located(" "), item])
    return replace(plain, located=located, kind="list", mark=mark + 1)


def row_pieces(rows: Iterable[LabelledRow], *, page: int) -> Iterator[Piece]:
    """Yield the rows of a table."""
    for row in rows:
        yield Piece(located=row.located, page=page, kind="table", cells=row.cells)


def note_piece(note: Note, *, page: int) -> Piece:
    """Return what somebody wrote onto a page, under a heading that says so."""
    left, top, right, bottom = note.box
    text = " ".join(note.text.split())
    step = (right - left) / len(text)
    line = Line(
        text=text,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        size=bottom - top,
        edges=[left + step * place for place in range(len(text) + 1)],
        page=page,
    )
    author = f": {note.author}" if note.author else ""
    return Piece(located=Located.of(line), page=page, aside=True, label=heading_label(f"注釈 (Note){author}"))


def across_pages(pieces: Sequence[Piece], words: Words) -> list[Piece]:
    """Return the pieces with the rest of a sentence that a page break split moved to where it begins."""
    result: list[Piece] = []
    begun: set[int] = set()
    for piece in pieces:
        at = -1 if piece.page in begun else _open_end(result, piece)
        if not piece.aside:
            begun.add(piece.page)
        if at < 0:
            result.append(piece)
            continue
        end = _SENTENCE.search(piece.text)
        length = end.end() if end else len(piece.text)
        head, rest = piece.located.cut(0, length), piece.located.cut(length, len(piece.text)).stripped()
        result[at] = replace(result[at], located=joined([result[at].located, head], words))
        if rest.text:
            result.append(replace(piece, located=rest))
    return result


def _open_end(pieces: Sequence[Piece], piece: Piece) -> int:
    """Where the paragraph stands that the first one of a page continues; -1 for none."""
    if piece.kind != "paragraph" or piece.aside or not pieces or pieces[-1].page != piece.page - 1:
        return -1
    # Footnotes, in small print, and notes may stand between.
    between = 0
    for at in range(len(pieces) - 1, -1, -1):
        before = pieces[at]
        if before.aside and before.page == piece.page - 1:
            continue
        if before.page != piece.page - 1 or before.kind not in ("paragraph", "list", "references"):
            return -1
        if abs(before.size - piece.size) <= 0.05 * piece.size:
            open_ended = not ends_sentence(before.text) and len(before.text) > _MIN_OPEN_CHARS
            return at if open_ended and _goes_on(piece.text) else -1
        between += 1
        if before.size > piece.size or between > _MAX_NOTES_BETWEEN:
            return -1
    return -1


def _goes_on(text: str) -> bool:
    """Whether a paragraph may begin within a sentence: small letters do, and in Japanese what ends one or is long."""
    if is_wide(text[0]):
        return _SENTENCE.search(text) is not None or len(text) > _MIN_OPEN_CHARS
    return text[0].islower()


class LaidOut(NamedTuple):
    """The text of a document, its units, where its characters stand, and what was crossed out in it."""

    text: str
    units: tuple[Unit, ...]
    layouts: tuple[PageLayout, ...]
    struck: tuple[StruckText, ...]


def laid_out(pieces: Iterable[Piece]) -> LaidOut:
    """Return pieces behind each other as one document."""
    parts: list[Located] = []
    units: list[Unit] = []
    struck: list[StruckText] = []
    length = 0
    for piece in pieces:
        piece, crossed_out = _unstruck(replace(piece, located=piece.located.stripped()))
        located = piece.located
        begin = length + (2 if located.text else 1) if parts else length
        struck += [StruckText(at=begin + at, text=text) for at, text in crossed_out]
        if not located.text:
            continue
        if parts:
            parts.append(Located("\n\n"))
            length += 2
        units.append(_unit(piece, located.text, length))
        parts.append(located)
        length += len(located.text)
    whole = Located.concatenated(parts)
    return LaidOut(clean_text(whole.text), tuple(units), whole.layouts(), in_order(struck, length))


def _unstruck(piece: Piece) -> tuple[Piece, list[tuple[int, str]]]:
    """Return a piece without what is crossed out in it, and that with its places."""
    text, taken, moved = without_struck(piece.text)
    if not taken:
        return piece, []
    kept: list[Located] = []
    at = 0
    for stretch in STRETCH.finditer(piece.text):
        kept.append(piece.located.cut(at, stretch.start()))
        at = stretch.end()
        # Of the spaces on both sides one stays.
        at += moved(at + 1) == moved(at)
    kept.append(piece.located.cut(at, len(piece.text)))
    # Of an item of a list its mark alone may be left.
    located = Located.concatenated(kept) if text[piece.mark :].strip() else Located("")
    cells = tuple((moved(start), moved(end), where) for start, end, where in piece.cells)
    return replace(piece, located=located, cells=cells), taken


def _unit(piece: Piece, text: str, start: int) -> Unit:
    label = heading_label(text) if piece.level else ""
    return Unit(
        start=start + min(piece.mark, len(text) - 1),
        end=start + len(text),
        kind=piece.kind if label or not piece.level else "paragraph",
        level=piece.level if label else 0,
        label=label or piece.label,
        page=piece.page,
        cells=tuple(CellSpan(start=start + a, end=start + b, address=where) for a, b, where in piece.cells),
    )
