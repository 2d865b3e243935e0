"""Rows of chunks that are a table without drawn cells → its cells: which lines are one row, what reaches over columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from kotae.parsing.pdf.chunks import Chunk, ChunkRow
from kotae.parsing.pdf.columns import Band, Span, met, span
from kotae.parsing.pdf.glyphs import is_wide
from kotae.parsing.pdf.grids import Cell
from kotae.parsing.pdf.objects import Rule
from kotae.parsing.pdf.runs import Run
from kotae.parsing.pdf.values import is_figure

__all__ = ["OpenTable", "open_table"]

_APART: Final = 0.2
_LAPPED: Final = -0.25
_FULL: Final = 0.75
_LONG: Final = 8
_LONG_WIDE: Final = 4
_MOST_LINES: Final = 12
_MAX_HEAD: Final = 4
_ACROSS: Final = 0.6


@dataclass(slots=True)
class OpenTable:
    """A table without drawn cells.

    Attributes:
        cells: Each with its runs, line by line.
        head: So many rows at the top are set off by a line below them; 0 where none is drawn.
    """

    cells: list[tuple[Cell, list[Run]]]
    head: int


@dataclass(slots=True)
class _Line:
    """One line of a table: its row, and its chunks by the columns they stand in."""

    row: ChunkRow
    chunks: dict[Span, list[Chunk]]

    @property
    def filled(self) -> set[int]:
        return {place for first, last in self.chunks for place in range(first, last + 1)}

    def figures(self) -> set[Span]:
        return {
            place for place, chunks in self.chunks.items() if all(is_figure(chunk.text) for chunk in chunks)
        }


def open_table(rows: Sequence[ChunkRow], band: Band, rules: Sequence[Rule]) -> OpenTable:
    """Return the cells of a table.

    Args:
        rows: Of its region.
        band: Which of them, and its columns.
        rules: Level lines on the page, in reading coordinates.
    """
    lines = [_Line(row, _placed(row, band.columns)) for row in rows[band.start : band.end]]
    drawn = _drawn_between(lines, rules)
    groups = _groups(lines, drawn)
    cells = [cell for number, group in enumerate(groups) for cell in _cells(group, number)]
    return OpenTable(cells, _head(groups, drawn))


def _placed(row: ChunkRow, columns: Sequence[Span]) -> dict[Span, list[Chunk]]:
    """The chunks of a row by their first and last column."""
    own = [met(chunk, columns) for chunk in row.chunks]
    found: dict[Span, list[Chunk]] = {}
    for at, chunk in enumerate(row.chunks):
        if not own[at]:
            near = min(range(len(columns)), key=lambda place: _distance(chunk, columns[place]))
            own[at] = [near]
        first, last = own[at][0], own[at][-1]
        if last > first:
            low = max((places[-1] + 1 for places in own[:at] if places), default=0)
            high = min((places[0] - 1 for places in own[at + 1 :] if places), default=len(columns) - 1)
            first, last = _centred(chunk, columns, (first, last), (low, high))
        found.setdefault((first, last), []).append(chunk)
    return found


def _distance(chunk: Chunk, column: Span) -> int:
    start, end = span(chunk)
    return max(column[0] - end, start - column[1])


def _centred(chunk: Chunk, columns: Sequence[Span], own: Span, free: Span) -> Span:
    """The columns that a chunk across several stands over the middle of."""
    start, end = span(chunk)
    best, least = own, abs(start + end - columns[own[0]][0] - columns[own[1]][1])
    for first in range(min(free[0], own[0]), own[0] + 1):
        for last in range(own[1], max(free[1], own[1]) + 1):
            off = abs(start + end - columns[first][0] - columns[last][1])
            if 2 * off < least:
                best, least = (first, last), off
    return best


def _drawn_between(lines: Sequence[_Line], rules: Sequence[Rule]) -> list[bool]:
    """Whether a level line is drawn above each line of the table, over most of its width."""
    left = min(chunk.left for line in lines for chunk in line.row.chunks)
    right = max(chunk.right for line in lines for chunk in line.row.chunks)
    found = [False] * len(lines)
    for rule in rules:
        if min(rule.right, right) - max(rule.left, left) < _ACROSS * (right - left):
            continue
        for at in range(1, len(lines)):
            above, below = lines[at - 1].row, lines[at].row
            slack = 0.3 * below.size
            if above.bottom - slack <= rule.top <= below.top + slack and above.top < rule.top < below.bottom:
                found[at] = True
    return found


def _groups(lines: Sequence[_Line], drawn: Sequence[bool]) -> list[list[_Line]]:
    """The lines of each row."""
    for begins in (_by_rules(drawn), _by_blanks(lines, drawn)):
        groups = _cut(lines, begins)
        if len(groups) > 2 and all(map(_is_row, groups)) and len(groups) < len(lines):
            return _with_head_joined(groups)
    return _with_head_joined(_cut(lines, _by_cells(lines, drawn)))


def _cut(lines: Sequence[_Line], begins: Sequence[bool]) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    for line, new in zip(lines, begins, strict=True):
        if new or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _by_rules(drawn: Sequence[bool]) -> list[bool]:
    return [True, *drawn[1:]]


def _by_blanks(lines: Sequence[_Line], drawn: Sequence[bool]) -> list[bool]:
    """Rows begin where the blank is wider than between the lines of a cell."""
    blanks = [_blank(lines, at) for at in range(1, len(lines))]
    least = min(blanks, default=0.0)
    return [True, *(blank > least + _APART or line for blank, line in zip(blanks, drawn[1:], strict=True))]


def _blank(lines: Sequence[_Line], at: int) -> float:
    above, below = lines[at - 1].row, lines[at].row
    return (below.top - above.bottom) / max(below.size, 1.0)


def _is_row(group: Sequence[_Line]) -> bool:
    """Whether lines may be one row: no figures below each other, and what is below goes on with what is above."""
    if len(group) == 1:
        return True
    if len(group) > _MOST_LINES:
        return False
    seen: set[Span] = set()
    for line in group:
        figures = line.figures()
        if figures & seen:
            return False
        seen |= figures
    return all(_goes_on(group[at - 1], group[at]) for at in range(1, len(group)))


def _goes_on(above: _Line, below: _Line) -> bool:
    """Whether a line may hold nothing but further lines of the cells above it."""
    shared = [place for place in below.chunks if place in above.chunks]
    full = sum(_is_full(above, place, below) for place in shared)
    few = len(below.filled) <= max(1, len(above.filled) // 2) and 0 not in below.filled
    return 2 * full >= len(shared) and (few or bool(shared))


def _is_full(above: _Line, place: Span, below: _Line) -> bool:
    """Whether a cell's line is so long that the next word had to go onto the next."""
    upper, lower = above.chunks[place][-1], below.chunks[place][0]
    width = max(upper.right, lower.right) - min(upper.left, lower.left)
    least = _LONG_WIDE if is_wide(upper.text[-1]) else _LONG
    return len(upper.text) >= least and upper.right - upper.left > _FULL * width


def _by_cells(lines: Sequence[_Line], drawn: Sequence[bool]) -> list[bool]:
    """Rows begin with every line but those that only go on with a cell above."""
    least = median([_blank(lines, at) for at in range(1, len(lines))]) if len(lines) > 1 else 0.0
    begins = [True]
    for at in range(1, len(lines)):
        above, below = lines[at - 1], lines[at]
        blank = _blank(lines, at)
        if drawn[at]:
            begins.append(True)
        elif blank < _LAPPED:
            begins.append(bool(above.filled & below.filled))
        else:
            figures = below.figures()
            part = not figures and 0 not in below.filled and _is_part(above, below)
            begins.append(not (part and blank <= least + _APART))
    return begins


def _is_part(above: _Line, below: _Line) -> bool:
    """Whether what is below is little, or goes on with cells whose lines are full."""
    if not below.filled <= above.filled:
        return False
    few = len(below.filled) <= (len(above.filled) - 1) // 2
    return few or all(place in above.chunks and _is_full(above, place, below) for place in below.chunks)


def _with_head_joined(groups: list[list[_Line]]) -> list[list[_Line]]:
    """The rows with a header of several lines, none of whose cells reach over columns, as one."""
    first = next((at for at, group in enumerate(groups) if any(line.figures() for line in group)), 0)
    while first > 1 and all(line.filled == {0} for line in groups[first - 1]):
        first -= 1
    if not 1 < first <= _MAX_HEAD:
        return groups
    lines = [line for group in groups[:first] for line in group]
    if any(last > start for line in lines for start, last in line.chunks):
        return groups
    below = ["".join(chunk.text for chunk in lines[-1].chunks[place]) for place in sorted(lines[-1].chunks)]
    if len(set(below)) < len(below):
        return groups  # the same labels again and again: what is above them parts them
    named = sum(0 in line.filled for line in lines)
    width = max(len(line.filled) for line in lines)
    if named > 1 or all(len(line.filled) == width for line in lines):
        return groups
    return [lines, *groups[first:]]


def _head(groups: Sequence[Sequence[_Line]], drawn: Sequence[bool]) -> int:
    """How many rows stand above the first line drawn across, where few are drawn."""
    at = 0
    for number, group in enumerate(groups):
        if number and drawn[at]:
            few = sum(drawn) <= max(2, len(groups) // 3)
            plain = not any(line.figures() for above in groups[:number] for line in above)
            return number if few and number <= _MAX_HEAD and (plain or number == 1) else 0
        at += len(group)
    return 0


def _cells(group: Sequence[_Line], number: int) -> list[tuple[Cell, list[Run]]]:
    """The cells of one row."""
    places = sorted({place for line in group for place in line.chunks})
    found: list[tuple[Cell, list[Run]]] = []
    for first, last in _apart(places):
        chunks = [
            chunk
            for line in group
            for place, inside in line.chunks.items()
            if first <= place[0] and place[1] <= last
            for chunk in inside
        ]
        cell = Cell(
            left=min(chunk.left for chunk in chunks),
            right=max(chunk.right for chunk in chunks),
            top=min(chunk.top for chunk in chunks),
            bottom=max(chunk.bottom for chunk in chunks),
            row=number,
            column=first,
            columns=last - first + 1,
        )
        found.append((cell, [run for chunk in chunks for run in chunk.runs]))
    return found


def _apart(places: Sequence[Span]) -> list[Span]:
    """The columns of each cell, those that overlap joined."""
    result: list[Span] = []
    for first, last in places:
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return result
