"""The cells of a table's row that stays as it is written: where each value stands, and in which column."""

import re
from collections.abc import Iterator

from kotae.records import CellSpan

__all__ = ["barred_cells", "header_label", "row_cells"]

_BAR = re.compile(r"(?<!\\)[|｜]")
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
    start += start < end and _BAR.match(text, start) is not None
    end -= start < end and _BAR.match(text, end - 1) is not None
    bounds = [start, *(edge for bar in _BAR.finditer(text, start, end) for edge in bar.span()), end]
    return [_inside(text, *bounds[at : at + 2]) for at in range(0, len(bounds), 2)]


def row_cells(text: str, spans: list[tuple[int, int]], *, row: int) -> tuple[CellSpan, ...]:
    """Return the cells of a row that hold text, each with its place in the table (``R2C3``).

    Args:
        text: Holds the row.
        spans: Of all its cells, one for each column.
        row: Its number, from 1.
    """
    return tuple(
        CellSpan(start=start, end=end, address=f"R{row}C{column}")
        for column, (start, end) in enumerate(spans, start=1)
        if start < end
    )


def header_label(cells: Iterator[str]) -> str:
    """Return the labels of the columns as one label; a column without one keeps its place."""
    label = " | ".join(cells)
    return label if label.strip("| ") else ""


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end
