"""The values of a table's cells on a page: their text with its place, and what a figure is."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kotae.parsing.pdf.located import Located
from kotae.parsing.tables.cell_shapes import Cell

__all__ = ["Row", "Value", "cells_of_rows", "is_figure"]

_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円()−\-\s]*[^\W\d_]{0,3}")


class Value(NamedTuple):
    """One cell: its text, and whether it stands out (bold, or on a ground of its own)."""

    located: Located
    strong: bool

    @property
    def text(self) -> str:
        """Its text alone; empty for an empty cell."""
        return self.located.text


Row = Sequence[Value]


def is_figure(text: str) -> bool:
    """Return whether a cell holds a number, with or without its unit."""
    return _NUMERIC.fullmatch(text) is not None


def cells_of_rows(rows: Sequence[Row]) -> list[list[Cell]]:
    """Return the rows as tables of every other format hold them; a merged cell stays one object."""
    cells: dict[int, Cell] = {}
    for row in rows:
        for value in row:
            cells.setdefault(id(value), Cell(text=value.text, strong=value.strong))
    empty = Cell(text="")
    return [[cells[id(value)] if value.text else empty for value in row] for row in rows]
