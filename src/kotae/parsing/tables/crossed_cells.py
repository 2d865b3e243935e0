"""What is crossed out in tables: kept in its row where there is one, else in front of what is written next."""

from collections.abc import Sequence
from dataclasses import replace

from kotae.parsing.struck import without_struck
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.series import Rows
from kotae.parsing.writing import TextWriter
from kotae.records import StruckText

__all__ = ["note_crossed", "with_crossed"]


def with_crossed(writer: TextWriter, rows: Rows) -> list[list[Cell]]:
    """Return the rows that say anything; what is crossed out between them goes to the next one, else the last one.

    Args:
        writer: Notes what has no place in any of them.
        rows: Of a table.
    """
    kept: list[list[Cell]] = []
    waiting: list[Cell] = []
    for row in rows:
        if any(cell.text for cell in row):
            kept.append(list(row))
            waiting = _put_before(kept[-1], waiting)
        else:
            waiting += {id(cell): cell for cell in row if cell.crossed}.values()
    if waiting and kept:
        at, last = next((at, cell) for at, cell in reversed([*enumerate(kept[-1])]) if cell.text)
        if sum(cell is last for row in kept for cell in row) == 1:
            kept[-1][at] = replace(
                last, crossed=" ".join([last.crossed or last.text, *(c.crossed for c in waiting)])
            )
            waiting = []
    note_crossed(writer, waiting)
    return kept


def _put_before(row: list[Cell], crossed: list[Cell]) -> list[Cell]:
    """Put what is crossed out into the first cell of a row; what finds no place is returned."""
    at, first = next((at, cell) for at, cell in enumerate(row) if cell.text)
    # A merged cell is one object at all its places.
    if not crossed or first.header or sum(cell is first for cell in row) > 1:
        return crossed
    row[at] = replace(
        first, crossed=" ".join([*(cell.crossed for cell in crossed), first.crossed or first.text])
    )
    return []


def note_crossed(writer: TextWriter, row: Sequence[Cell]) -> None:
    """Note what is crossed out in cells that aren't written as a row.

    Args:
        writer: Where it stands in front of what is written next.
        row: The cells.
    """
    for cell in {id(cell): cell for cell in row if cell.crossed}.values():
        for _, words in without_struck(cell.crossed)[1]:
            writer.struck.append(StruckText(at=writer.ahead, text=words))
