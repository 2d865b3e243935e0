"""Rich Text files (``.rtf``) → units: paragraphs, headings, lists with their numbers, tables, notes.

Libraries for the format give plain text: nothing says any more what was struck through, hidden, a
heading or a cell. The format is a stream of words and groups, read here once, in order.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from kotae.errors import ReadingError
from kotae.messages import Message
from kotae.parsing.files import Source, printable
from kotae.parsing.losses import Losses
from kotae.parsing.references import mark_references
from kotae.parsing.rtf.state import Event
from kotae.parsing.rtf.tokens import RtfParser
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.rows import write_table
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["read_rtf"]

_TORN: Final = Message("the file ends before its text does: it was read as far as it goes")
_EMPTY: Final = Cell(text="")
_HAIR_TWIPS: Final = 60
_MAX_COLUMNS: Final = 500


def read_rtf(source: Source) -> Draft:
    """Return the text of a Rich Text file with its units, title and author.

    Raises:
        ReadingError: It is no such file.
    """
    if not source.data.lstrip().startswith(b"{\\rtf"):
        shown = printable(source.path)
        raise ReadingError(
            "the file is damaged or not what its name says. Save it again from the program it comes from.",
            path=shown,
        )
    losses = Losses()
    parser = RtfParser(source.data, losses)
    writer = _Writer(TextWriter())
    losses.struck.place = lambda: writer.out.ahead
    for event in parser.events():
        writer.take(event)
    writer.end()
    author = parser.properties.get("author", "")
    return Draft(
        text=writer.out.text,
        units=mark_references(writer.out.text, writer.out.units),
        title=parser.properties.get("title", ""),
        metadata={"author": author} if author else {},
        warnings=(*losses.warnings(), *([_TORN.both()] if parser.is_torn else [])),
        struck=writer.out.all_struck(losses.struck.pieces(writer.out.length)),
    )


class _Placed(NamedTuple):
    """A cell of a row as the file gives it: its text, where its right side is, what it goes on with."""

    text: str
    bold: bool
    right: int
    merged: str
    header: bool = False


class _Writer:
    """Puts paragraphs, cells and rows together."""

    def __init__(self, out: TextWriter) -> None:
        self.out = out
        self._rows: list[list[_Placed]] = []
        self._row: list[_Placed] = []
        self._notes: list[str] = []
        self._cell: list[str] = []

    def take(self, event: Event) -> None:
        """Take the next event of the parser."""
        text = event.text.strip()
        if event.kind == "note":
            self._notes.append(text)
        elif event.kind == "cell":
            self._end_cell(text, event)
        elif event.kind == "row":
            self._rows.append([placed._replace(header=event.header) for placed in self._row])
            self._row = []
        elif event.in_table:
            self._cell.append(text)
        else:
            self.close()
            level = event.level
            self.out.add(text, "heading" if level else "list" if event.listed else "paragraph", level=level)
            self._write_notes()

    def end(self) -> None:
        """Write what is open at the end of the file, where a note may have no paragraph behind it."""
        self.close()
        self._write_notes()

    def close(self) -> None:
        """Write the table that is open, and the notes on it."""
        if self._row:
            self._rows.append(self._row)
        rows, self._rows, self._row = _grid(self._rows), [], []
        if len(rows) > 1 and max(map(len, rows)) > 1:
            write_table(self.out, rows)
        else:
            for cell in (cell for row in rows for cell in row):
                self.out.add(cell.crossed or cell.text)
        if rows:
            self._write_notes()

    def _end_cell(self, text: str, event: Event) -> None:
        text = " ".join(filter(None, (*self._cell, text)))
        self._cell = []
        self._row.append(_Placed(text, event.bold, event.right, event.merged))

    def _write_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self.out.add(note)


def _grid(rows: Sequence[Sequence[_Placed]]) -> list[list[Cell]]:
    """The cells at all places they cover: merged ones, and those as wide as several in other rows."""
    grid: list[list[Cell]] = []
    edges = _edges(rows)
    for down, row in enumerate(rows, start=1):
        cells: list[Cell] = []
        above = grid[-1] if grid else []
        for placed in row:
            at = len(cells)
            width = max(bisect_left(edges, placed.right) + 1 - at, 1) if edges else 1
            if placed.merged == "left" and cells:
                found = cells[-1]
            elif placed.merged == "up" and at < len(above):
                found = above[at]
            elif placed.text:
                found = Cell.of(
                    placed.text, address=f"R{down}C{at + 1}", header=placed.header, strong=placed.bold
                )
            else:
                found = _EMPTY
            cells += [found] * width
        grid.append(cells)
    return grid


def _edges(rows: Sequence[Sequence[_Placed]]) -> list[int]:
    """Where the columns end, those a hair apart taken for one; none where a row doesn't say or runs back."""
    for row in rows:
        if any(
            placed.right <= before for placed, before in zip(row, (0, *(p.right for p in row)), strict=False)
        ):
            return []
    edges: list[int] = []
    for right in sorted({placed.right for row in rows for placed in row}):
        if edges and right - edges[-1] < _HAIR_TWIPS:
            edges[-1] = right
        else:
            edges.append(right)
    return edges if len(edges) <= _MAX_COLUMNS else []
