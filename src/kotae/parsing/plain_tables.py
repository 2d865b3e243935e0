"""Tables in plain text: ``| a | b |`` rows, and columns set apart by tabs or wide gaps.

The text stays as it is written. Each row is a unit; the header row becomes the label of all rows, so that
a row is found by its columns' names and read with them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.parsing.row_cells import barred_cells, header_label, row_cells
from kotae.parsing.units import Unit, heading_label

__all__ = ["Stretch", "stretches", "table_units"]

Line = tuple[int, int]

_BARRED: Final = re.compile(r"[ \t\u3000]*[|｜][^\n]*[|｜][ \t\u3000]*")
_DIVIDER: Final = re.compile(r"[ \t]*[|+┌├└]?[ \t]*(?:[:=─━-]{2,}[ \t]*[|+┬┼┴:]?[ \t]*){1,60}[|+┐┤┘]?[ \t]*")
_GAP: Final = re.compile(r"\t+|[ ]{2,}|\u3000+[ ]*")
_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円人個年月日()（）−-]*")
_DIGIT: Final = re.compile(r"[0-9０-９]")
_SENTENCE: Final = re.compile(r"[。．！？]\s*\Z|[.!?]\s*\Z")
_MAX_CELL_CHARS: Final = 60
_MAX_LINE_CHARS: Final = 400
_MIN_ROWS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines in a row that are a table, or are none."""

    lines: tuple[Line, ...]
    table: bool


def stretches(text: str, lines: Sequence[Line]) -> Iterator[Stretch]:
    """Yield the lines of a chunk as stretches of tables and of other text, in order."""
    at = done = 0
    while at < len(lines):
        end = _barred_end(text, lines, at) or _aligned_end(text, lines, at)
        if not end:
            at += 1
            continue
        if done < at:
            yield Stretch(lines=tuple(lines[done:at]), table=False)
        yield Stretch(lines=tuple(lines[at:end]), table=True)
        at = done = end
    if done < len(lines):
        yield Stretch(lines=tuple(lines[done:]), table=False)


def _barred_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Where rows between bars end that begin at a line; 0 for fewer than two."""
    end = at
    while end < len(lines) and (
        _BARRED.fullmatch(text, *lines[end]) or (end > at and _DIVIDER.fullmatch(text, *lines[end]))
    ):
        end += 1
    return end if end - at >= 2 else 0


def _aligned_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Where lines end whose cells begin in the same columns; 0 for fewer than three of them."""
    first = _columns(text, lines[at])
    if len(first) < 2:
        return 0
    end = at + 1
    while end < len(lines) and (
        _DIVIDER.fullmatch(text, *lines[end]) or _alike(first, _columns(text, lines[end]))
    ):
        end += 1
    rows = sum(not _DIVIDER.fullmatch(text, *line) for line in lines[at:end])
    return end if rows >= _MIN_ROWS else 0


def _columns(text: str, line: Line) -> list[tuple[int, str]]:
    """Column and text of each cell of a line; none for a line that reads as prose."""
    content = text[slice(*line)]
    if len(content) > _MAX_LINE_CHARS or _SENTENCE.search(content):
        return []
    cells: list[tuple[int, str]] = []
    start = len(content) - len(content.lstrip())
    for gap in [*_GAP.finditer(content.rstrip(), start), None]:
        cell = content[start : gap.start()] if gap else content[start:].rstrip()
        if cell.strip():
            cells.append((-1 if "\t" in content else _width(content[:start]), cell))
        start = gap.end() if gap else len(content)
    return cells if all(len(cell) <= _MAX_CELL_CHARS for _, cell in cells) else []


def _width(text: str) -> int:
    """Columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _alike(first: Sequence[tuple[int, str]], other: Sequence[tuple[int, str]]) -> bool:
    """Whether two lines have cells in the same columns; numbers may be set to the right."""
    if len(first) != len(other):
        return False
    ends = [place + _width(cell) for place, cell in first], [place + _width(cell) for place, cell in other]
    return all(
        abs(one[0] - two[0]) <= 1 or abs(one_end - two_end) <= 1
        for one, two, one_end, two_end in zip(first, other, *ends, strict=True)
    )


def table_units(text: str, lines: Sequence[Line]) -> Iterator[Unit]:
    """Yield the rows of a table, dividers left out, under the label of its header row if it has one."""
    rows = [line for line in lines if not _DIVIDER.fullmatch(text, *line)]
    spans = [_cell_spans(text, row) for row in rows]
    headed = len(rows) > 1 and _is_header(text, lines, rows)
    header = header_label(heading_label(text[a:b]) for a, b in spans[0]) if headed else ""
    for number, row in enumerate(rows):
        start, end = _inside(text, *row)
        if start < end:
            heads = bool(header) and number == 0
            cells = () if heads else row_cells(text, spans[number], row=number + 1)
            yield Unit(start=start, end=end, kind="heading" if heads else "table", label=header, cells=cells)


def _cell_spans(text: str, row: Line) -> list[Line]:
    """Where the cells of a row stand, one for each column; between bars an empty one is an empty span."""
    if _BARRED.fullmatch(text, *row):
        return barred_cells(text, *row)
    start, end = _inside(text, *row)
    bounds = [start, *(edge for gap in _GAP.finditer(text, start, end) for edge in gap.span()), end]
    return [(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]


def _is_header(text: str, lines: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether the first row names the columns: a divider follows, or it has no number and the others do or are longer."""
    if len(lines) > 1 and _DIVIDER.fullmatch(text, *lines[1]):
        return True
    first, *others = (_cells(text, row) for row in rows)
    if len(first) < 2 or any(map(_NUMERIC.fullmatch, first)) or any(map(_SENTENCE.search, first)):
        return False
    if len(first) == 2 and all(len(row) == 2 for row in others):
        # Label and value in each row: a header only over numbers, over codes, or over many rows.
        coded = any(map(_DIGIT.search, (row[0] for row in others))) and not _DIGIT.search(first[0])
        return coded or any(_NUMERIC.fullmatch(row[1]) for row in others) or len(others) > _MIN_ROWS
    return len(others) >= 1


def _cells(text: str, row: Line) -> list[str]:
    content = text[slice(*_inside(text, *row))]
    pieces = re.split(r"[|｜]", content) if re.search(r"[|｜]", content) else _GAP.split(content)
    return [piece.strip() for piece in pieces if piece.strip()]


def _inside(text: str, start: int, end: int) -> Line:
    """The row without the bars and white space at its ends."""
    while start < end and text[start] in "|｜ \t\u3000":
        start += 1
    while end > start and text[end - 1] in "|｜ \t\u3000":
        end -= 1
    return start, end
