"""Tables of a page → rows that say what their cells are, merged cells over all rows and columns they cover.

``<th>`` decides where there is any: header rows label the columns, header cells at the left label their
row. A table without any is read as one of a sheet is (:mod:`kotae.parsing.tables.rows`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from bs4.element import Tag

from kotae.parsing.html.frame import is_bold_line
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.rows import write_table
from kotae.parsing.writing import TextWriter

__all__ = ["Line", "Table", "span_of"]

_TOTAL: Final = re.compile(r"(?:合計|総計|小計|計|平均|total|subtotal|sum|average)\b", re.IGNORECASE)
# One cell may claim to reach over thousands of rows.
_MAX_SPAN: Final = 200
_MAX_CELLS: Final = 200_000


class Line(NamedTuple):
    """A row as text, and its values: where each begins and ends in it, and its address."""

    text: str
    cells: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    text: str
    header: bool
    columns: int = 1
    rows: int = 1
    strong: bool = False
    address: str = ""


@dataclass(slots=True, kw_only=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    head: bool = False


@dataclass(slots=True)
class Table:
    """Takes the cells of one table in reading order.

    Attributes:
        alone: Whether its rows stand in no table of the page.
    """

    alone: bool = False
    _rows: list[_Row] = field(default_factory=list)

    def begin_row(self, row: Tag) -> None:
        """Begin the row of this element."""
        self.add_row(head=row.parent is not None and row.parent.name == "thead")

    def add_row(self, *, head: bool) -> None:
        """Begin a row; ``head`` where its cells name the columns."""
        self._rows.append(_Row(head=head))

    def add_cell(self, cell: Tag | None, text: str) -> None:
        """Add the cell of this element to the row begun last; None for text that stands in no cell."""
        columns, rows = (span_of(cell.get(name)) if cell else 1 for name in ("colspan", "rowspan"))
        if cell is not None and str(cell.get("rowspan")).strip() == "0":
            rows = _MAX_SPAN  # all rows that are left of its part of the table
        header = cell is not None and (cell.name == "th" or cell.get("role") in ("columnheader", "rowheader"))
        strong = cell is not None and is_bold_line(cell)
        self.add(text, header=header, strong=strong, columns=columns, rows=rows)

    def add(self, text: str, *, header: bool, strong: bool = False, columns: int = 1, rows: int = 1) -> None:
        """Add a cell that covers so many columns and rows to the row begun last."""
        if not self._rows:
            self._rows.append(_Row())
        text = " ".join(text.split())
        self._rows[-1].cells.append(
            _Cell(text=text, header=header, strong=strong, columns=columns, rows=rows)
        )

    def lines(self) -> Iterator[Line]:
        """Yield the rows, in order, and forget them; rows without any text are left out."""
        grid, heads = _grid(self._rows), [row.head for row in self._rows]
        self._rows = []
        if not any(cell and cell.header for row in grid for cell in row) and not any(heads):
            yield from _unlabelled(grid)
            return
        yield from (line for line in _labelled(grid, heads) if line.text)


def span_of(written: object) -> int:
    """Return over how many columns or rows a cell says that it goes, within limits."""
    digits = str(written or "").strip()
    return min(max(1, int(digits)), _MAX_SPAN) if digits.isdecimal() and len(digits) < 6 else 1


def _grid(rows: Sequence[_Row]) -> list[list[_Cell | None]]:
    """Return the cell at every place of the table; a merged cell is at all places that it covers."""
    grid: list[list[_Cell | None]] = [[] for _ in rows]
    filled = 0
    for number, row in enumerate(rows):
        column = 0
        for plain in row.cells:
            while column < len(grid[number]) and grid[number][column] is not None:
                column += 1
            cell = replace(plain, address=f"R{number + 1}C{column + 1}")
            for at in range(number, min(number + cell.rows, len(rows))):
                if rows[at].head != row.head:
                    break  # no cell reaches from the head of a table into its body
                below = grid[at]
                below += [None] * (column + cell.columns - len(below))
                below[column : column + cell.columns] = [cell] * cell.columns
                filled += cell.columns
                if filled > _MAX_CELLS:
                    return grid
            column += cell.columns
    return grid


def _unlabelled(grid: Sequence[Sequence[_Cell | None]]) -> Iterator[Line]:
    writer = TextWriter()
    empty = Cell(text="")
    cells = {
        id(cell): Cell(text=cell.text, address=cell.address, strong=cell.strong) if cell.text else empty
        for row in grid
        for cell in row
        if cell
    }
    write_table(writer, [[cells[id(cell)] if cell else empty for cell in row] for row in grid])
    for unit in writer.units:
        spans = ((cell.start - unit.start, cell.end - unit.start, cell.address) for cell in unit.cells)
        yield Line(writer.text[unit.start : unit.end], tuple(spans))


def _labelled(grid: Sequence[Sequence[_Cell | None]], heads: Sequence[bool]) -> Iterator[Line]:
    header: list[Sequence[_Cell | None]] = []
    group, written = "", True
    valued = _has_values(grid, heads)
    for row, head in zip(grid, heads, strict=True):
        if not any(cell and cell.text for cell in row):
            continue
        if head or _is_header(row):
            if _spanning(row):
                # One header cell across the table names the rows below it.
                group = _spanning(row)
                written = False
            else:
                header = [*header, row] if not written or head else [row]
                written = False
            continue
        written = True
        if note := _spanning(row):
            # A remark, or a line between the rows: what covers every column is under none of their labels. Where nothing is,
            # the labels stand for themselves.
            yield from _lines_of([] if valued else header)
            header = header if valued else []
            yield Line(note)
            continue
        yield _line(row, _labels(header, len(row)), group)
    if not written:
        yield from _lines_of(header)
        if not header:
            yield Line(group)


def _has_values(grid: Sequence[Sequence[_Cell | None]], heads: Sequence[bool]) -> bool:
    """Whether any row is neither labels nor one line."""
    return any(
        any(cell and cell.text for cell in row) and not (head or _is_header(row) or _spanning(row))
        for row, head in zip(grid, heads, strict=True)
    )


def _lines_of(header: Sequence[Sequence[_Cell | None]]) -> Iterator[Line]:
    for row in header:
        yield Line(" | ".join(dict.fromkeys(cell.text for cell in row if cell and cell.text)))


def _is_header(row: Sequence[_Cell | None]) -> bool:
    """Whether only header cells stand in a row; the corner may be any empty cell, an empty value may not."""
    shown = [cell for cell in row if cell and cell.text]
    blank = any(cell is not None and not cell.text and not cell.header for cell in row[1:])
    return bool(shown) and not blank and all(cell.header for cell in shown)


def _spanning(row: Sequence[_Cell | None]) -> str:
    """The text of the one cell that fills a row of several columns, else empty."""
    first = row[0]
    return first.text if first and len(row) > 1 and all(cell is first for cell in row) else ""


def _labels(header: Sequence[Sequence[_Cell | None]], width: int) -> list[str]:
    labels = []
    for column in range(width):
        above = (row[column] for row in header if column < len(row))
        labels.append(" ".join(dict.fromkeys(cell.text for cell in above if cell and cell.text)))
    return labels


def _line(row: Sequence[_Cell | None], labels: Sequence[str], group: str) -> Line:
    """One row: each value behind its column's label, or those of all that it is merged over, or the header cell to its left."""
    parts: list[tuple[str, str, str]] = [("", group, "")] if group else []
    pending: _Cell | None = None
    for column, cell in enumerate(row):
        if cell is None or not cell.text:
            continue
        merged = column > 0 and row[column - 1] is cell
        label = "" if cell.columns > 1 and _TOTAL.match(cell.text) else labels[column]
        if merged:
            if label and not cell.header and parts and parts[-1][2] == cell.address:
                before, value, address = parts[-1]
                said = dict.fromkeys(filter(None, (*before.removesuffix(": ").split(" / "), label)))
                parts[-1] = (" / ".join(said) + ": ", value, address)
            continue
        if pending is not None and (label or cell.header):
            parts.append(("", pending.text, pending.address))
            pending = None
        if cell.header and not label:
            pending = cell
            continue
        label = label or (pending.text if pending is not None else "")
        parts.append((f"{label}: " if label else "", cell.text, cell.address))
        pending = None
    if pending is not None:
        parts.append(("", pending.text, pending.address))
    return _joined(parts)


def _joined(parts: Sequence[tuple[str, str, str]]) -> Line:
    """A row of (label, value, address)."""
    text = ""
    cells: list[tuple[int, int, str]] = []
    for label, value, address in parts:
        text += (" | " if text else "") + label
        if address:
            cells.append((len(text), len(text) + len(value), address))
        text += value
    return Line(text, tuple(cells))
