"""Tables in plain text: ``| a | b |`` rows, and columns set apart by tabs or wide gaps.

The text stays as it is written. Each row is a unit; the header row becomes the label of all rows, so that
a row is found by its columns' names and read with them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.parsing.plain.aligned_columns import aligned_rows, grown, pieces
from kotae.parsing.tables.row_cells import barred_cells, row_cells, row_labels
from kotae.parsing.units import Unit
from kotae.records import BlockKind

__all__ = ["Stretch", "barred_rows", "stretches", "table_units"]

Line = tuple[int, int]

_BARRED: Final = re.compile(r"[ \t\u3000]*[|｜│┃║][^\n]*[|｜│┃║][ \t\u3000]*")
# Possessive: a run can be parted in more ways than can be tried.
_DIVIDER: Final = re.compile(
    r"[ \t]*+[|+┌├└┏┣┗╔╠╚]?[ \t]*+(?:[:=─━═-]{2,}+[ \t]*+[|+┬┼┴┳╋┻╦╬╩:]?[ \t]*+){1,60}+[|+┐┤┘┓┫┛╗╣╝]?[ \t]*"
)
# The frame around a table: no row, and nothing to read.
_FRAME: Final = re.compile(r"[ \t]*[+┌├└┏┣┗╔╠╚]")
_MAX_CELL_CHARS: Final = 60
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


def barred_rows(text: str, start: int, end: int) -> tuple[Line, ...]:
    """Return the lines of a piece of text if all of them are rows between bars, two or more; else none."""
    lines: list[Line] = []
    for line in text[start:end].split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(lines) if _barred_end(text, lines, 0) == len(lines) else ()


def _barred_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Where rows between bars end that begin at a line; 0 for fewer than two."""
    framed = at + 1 < len(lines) and _is_frame(text, lines[at]) and _BARRED.fullmatch(text, *lines[at + 1])
    begin = end = at + 1 if framed else at
    while end < len(lines) and (
        _BARRED.fullmatch(text, *lines[end]) or (end > begin and _DIVIDER.fullmatch(text, *lines[end]))
    ):
        end += 1
    return end if end - begin >= 2 else 0


def _is_frame(text: str, line: Line) -> bool:
    return _FRAME.match(text, *line) is not None and _DIVIDER.fullmatch(text, *line) is not None


def _aligned_end(text: str, lines: Sequence[Line], at: int) -> int:
    """Where lines end whose cells stand in the same columns; 0 for fewer than three of them."""
    if _is_title(text, lines, at):
        return 0
    columns: list[Line] = []
    end, rows = at, 0
    while end < len(lines):
        if not rows or not _DIVIDER.fullmatch(text, *lines[end]):
            wider = grown(columns, [(place, place_end) for place, place_end, _ in pieces(text, lines[end])])
            if not wider:
                break
            columns = wider
            rows += 1
        end += 1
    if rows < _MIN_ROWS:
        return 0
    grid = aligned_rows(text, [line for line in lines[at:end] if not _DIVIDER.fullmatch(text, *line)])
    return end if grid and all(end - start <= _MAX_CELL_CHARS for row in grid for start, end in row) else 0


def _is_title(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line with gaps stands above a header that is set off by a rule: a title and a date, say."""
    if at + 2 >= len(lines) or not _DIVIDER.fullmatch(text, *lines[at + 2]):
        return False
    above, below = pieces(text, lines[at]), pieces(text, lines[at + 1])
    return 0 < 2 * len(above) <= len(below) and above[0][0] < below[0][1]


def table_units(text: str, lines: Sequence[Line]) -> Iterator[Unit]:
    """Yield the rows of a table, dividers left out, under the labels of its columns if it has any."""
    rows = [line for line in lines if not _DIVIDER.fullmatch(text, *line)]
    if not rows:
        return  # rules and nothing between them
    grid = [barred_cells(text, *row) for row in rows]
    if not _BARRED.fullmatch(text, *rows[0]):
        grid = aligned_rows(text, rows)
    divided = _has_head(text, lines[1:] if _is_frame(text, lines[0]) else lines)
    labels = row_labels(text, grid, divided=divided)
    for number, row in enumerate(rows):
        start, end = _inside(text, *row)
        if start < end:
            heads = number < labels.header_rows
            cells = () if heads else row_cells(labels.values(grid[number]), row=number + 1)
            kind: BlockKind = "heading" if heads else "table"
            yield Unit(start=start, end=end, kind=kind, label=labels.label, cells=cells)


def _has_head(text: str, lines: Sequence[Line]) -> bool:
    """Whether a rule below the first row sets it off; one below every row says nothing, unless it is another one."""
    if len(lines) < 2 or not _DIVIDER.fullmatch(text, *lines[1]):
        return False
    rules = [text[slice(*line)].strip() for line in lines if _DIVIDER.fullmatch(text, *line)]
    rows = len(lines) - len(rules)
    return rows < 3 or len(rules) < rows - 1 or rules.count(rules[0]) == 1


def _inside(text: str, start: int, end: int) -> Line:
    """The row without the bars and white space at its ends."""
    while start < end and text[start] in "|｜│┃║ \t\u3000":
        start += 1
    while end > start and text[end - 1] in "|｜│┃║ \t\u3000":
        end -= 1
    return start, end
