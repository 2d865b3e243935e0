"""Columns of plain text: what stands below each other, parted by wide gaps or tabs."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, TypeAlias

__all__ = ["aligned_rows", "grown", "pieces"]

Line: TypeAlias = tuple[int, int]
Piece: TypeAlias = tuple[int, int, Line]
"""The columns of a terminal a piece takes, half-open, and its span in the text."""

_GAP: Final = re.compile(r"\t+|[ ]{2,}|\u3000+[ ]*")
_TAB: Final = re.compile(r"\t+")
_SENTENCE: Final = re.compile(r"[。．！？]\s*\Z|[.!?]\s*\Z")
# Nobody aligns longer lines by hand, and each is gone through character by character.
_MAX_LINE_CHARS: Final = 400
_MAX_PIECES: Final = 40


def pieces(text: str, line: Line) -> list[Piece]:
    """Return the pieces of a line between gaps; none where there are fewer than two of them.

    Tabs say nothing of the place: pieces between tabs are in columns counted from the left.
    """
    start, end = line
    if end - start > _MAX_LINE_CHARS:
        return []
    while start < end and text[start].isspace() and text[start] != "\t":
        start += 1
    tabbed = "\t" in text[start:end]
    found: list[Piece] = []
    at, width = start, _width(text[text.rfind("\n", 0, line[0]) + 1 : start])
    for gap in [*(_TAB if tabbed else _GAP).finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        span = (at, at + len(text[at:stop].rstrip()))
        if span[0] < span[1]:
            place = len(found) if tabbed else width
            reach = 1 if tabbed else _width(text[slice(*span)])
            found.append((place, place + reach, span))
        if gap:
            width += _width(text[at : gap.end()])
            at = gap.end()
    # A sentence may stand in a cell, but not be the whole of what is aligned.
    return found if 2 <= len(found) <= _MAX_PIECES else []


def _width(text: str) -> int:
    """Columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def grown(columns: Sequence[Line], added: Sequence[Line]) -> list[Line]:
    """Return columns with those of another line; none where it has none, or stands across two of them.

    Args:
        columns: Stretches, in order, apart from each other; empty at the beginning.
        added: Stretches of the line.
    """
    if not added:
        return []
    result = list(columns)
    for start, end in added:
        met = [column for column in result if column[0] < end and start < column[1]]
        if len(met) > 1:
            return []
        result = [column for column in result if column not in met]
        low, high = min([start, *(column[0] for column in met)]), max([end, *(column[1] for column in met)])
        result.append((low, high))
    result.sort()
    return result


def aligned_rows(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Return the cells of each line, one for each column, empty spans for empty ones; none where they are no columns.

    Args:
        text: Holds the lines.
        lines: Each with two pieces or more.
    """
    rows = [pieces(text, line) for line in lines]
    columns: list[Line] = []
    for row in rows:
        columns = grown(columns, [piece[:2] for piece in row])
    grid = [[_inside(row, column, line) for column in columns] for row, line in zip(rows, lines, strict=True)]
    grid = _together(grid)
    filled = [sum(start < end for start, end in column) for column in zip(*grid, strict=True)]
    prose = sum(_SENTENCE.search(text[slice(*row[-1][2])]) is not None for row in rows if row)
    if len(filled) < 2 or 3 * min(filled) < len(lines) or prose == len(lines):
        return []
    return grid


def _inside(row: Sequence[Piece], column: Line, line: Line) -> Line:
    spans = [span for start, end, span in row if column[0] < end and start < column[1]]
    return (spans[0][0], spans[-1][1]) if spans else (line[0], line[0])


def _together(grid: list[list[Line]]) -> list[list[Line]]:
    """The grid with columns joined that no row fills both of: a label to the left, figures to the right of one column."""
    at = 0
    while grid and at + 1 < len(grid[0]):
        both = [(row[at][0] < row[at][1], row[at + 1][0] < row[at + 1][1]) for row in grid]
        few = 3 * min(sum(left for left, _ in both), sum(right for _, right in both)) < len(grid)
        if few and not any(left and right for left, right in both):
            grid = [
                [*row[:at], row[at] if left else row[at + 1], *row[at + 2 :]]
                for row, (left, _) in zip(grid, both, strict=True)
            ]
        else:
            at += 1
    return grid
