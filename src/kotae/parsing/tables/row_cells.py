"""The cells of a table that stays as it is written: where each value stands, and what names it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kotae.parsing.tables.cell_shapes import Cell, is_known_label
from kotae.parsing.tables.layout import find_layout, reads_as_header
from kotae.parsing.units import heading_label
from kotae.records import CellSpan

__all__ = ["RowLabels", "barred_cells", "row_cells", "row_labels"]

_BAR = re.compile(r"(?<!\\)[|｜]")
# A row drawn with lines; within one between bars these are characters like any other.
_DRAWN = re.compile(r"[│┃║]")
_SPACE = " \t\u3000\n"


def barred_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the cells between bars stand, without white space; an empty cell is an empty span.

    Args:
        text: Holds the row.
        start: Of the row, its outer bars included if it has any.
        end: Of the row.
    """
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    bar_of = _DRAWN if start < end and _DRAWN.match(text, start) else _BAR
    start += start < end and bar_of.match(text, start) is not None
    end -= start < end and bar_of.match(text, end - 1) is not None
    bounds = [start, *(edge for bar in bar_of.finditer(text, start, end) for edge in bar.span()), end]
    return [_inside(text, *bounds[at : at + 2]) for at in range(0, len(bounds), 2)]


def row_cells(spans: Sequence[tuple[int, int]], *, row: int) -> tuple[CellSpan, ...]:
    """Return the cells of a row that hold text, each with its place in the table (``R2C3``).

    Args:
        spans: Of all its cells, one for each column.
        row: Its number, from 1.
    """
    return tuple(
        CellSpan(start=start, end=end, address=f"R{row}C{column}")
        for column, (start, end) in enumerate(spans, start=1)
        if start < end
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLabels:
    """What names the values of a table.

    Attributes:
        header_rows: So many rows at the top name the columns.
        label: The names of the columns as one label; empty for none. A column without one keeps its place.
        beside: Columns, from 0, whose cells name what stands right of them, in forms.
    """

    header_rows: int = 0
    label: str = ""
    beside: tuple[int, ...] = ()

    def values(self, row: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the cells of a row, labels emptied: they stand before the values they name."""
        return [
            (start, start) if place in self.beside else (start, end) for place, (start, end) in enumerate(row)
        ]


def row_labels(text: str, grid: Sequence[Sequence[tuple[int, int]]], *, divided: bool) -> RowLabels:
    """Return what names the values, told as for tables of every other format.

    Args:
        text: Holds the rows.
        grid: The spans of the cells of each row, empty ones for empty cells.
        divided: Whether a rule stands below the first row, so that it heads the others unless they are a form.
    """
    width = max(map(len, grid), default=0)
    if (len(grid) < 2 or width < 2) and not divided:
        return RowLabels()
    rows = [
        [_cell(text, row[place] if place < len(row) else (0, 0)) for place in range(width)] for row in grid
    ]
    rows = [row for row in rows if any(cell.text for cell in row)] or rows
    layout = find_layout(rows, header_first=divided)
    if layout.label_columns and not (divided and _heads_all_the_same(rows, layout.label_columns)):
        return RowLabels(beside=layout.label_columns)
    if layout.header_rows or divided:
        names = layout.labels or tuple(cell.text for cell in rows[0])
        label = " | ".join(names)
        return RowLabels(header_rows=layout.header_rows or 1, label=label if label.strip("| ") else "")
    return RowLabels()


def _heads_all_the_same(rows: Sequence[Sequence[Cell]], beside: Sequence[int]) -> bool:
    """Whether a first row over a rule heads columns although the rest reads as a form: it names its values.

    Where only the first column would name others, each row would have several values and no word for any of them.
    """
    names = [cell.text for cell in rows[0]]
    if all(map(is_known_label, filter(None, names[1::2]))):
        return True
    return tuple(beside) == (0,) and len(names) > 2 and all(names) and reads_as_header(rows[0])


def _cell(text: str, span: tuple[int, int]) -> Cell:
    return Cell(text=heading_label(text[slice(*span)]))


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end
