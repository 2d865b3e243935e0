"""Tables → readable passages: each row says what its cells are (``City: Tokyo | Area: 2,194``).

A row alone says nothing without its labels, and a passage may hold any row; so the labels are
written in front of every value. All formats come through here, whatever their tables are made of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kotae.parsing.tables.cell_shapes import Cell, is_note, is_unit, one_line
from kotae.parsing.tables.crossed_cells import note_crossed, with_crossed
from kotae.parsing.tables.forms import filled, forms_beside
from kotae.parsing.tables.layout import Layout, continues, find_layout, same_texts, second_part, starts_table
from kotae.parsing.tables.margins import columns_of_figures, form_beside_stamps, names_row
from kotae.parsing.tables.ragged import even_parts
from kotae.parsing.tables.series import Rows, period_of
from kotae.parsing.writing import TextWriter

__all__ = ["Row", "Table", "cells_of", "note_crossed", "write_body", "write_line", "write_table"]

Row = Sequence[str]

_EMPTY: Final = Cell(text="")
_MAX_TITLE_CHARS: Final = 60


def cells_of(rows: Iterable[Row]) -> list[list[Cell]]:
    """Return the cells of a table that isn't on a sheet; their addresses count rows and columns."""
    return [
        [Cell(text=text, address=f"R{down}C{right}") for right, text in enumerate(row, start=1)]
        for down, row in enumerate(rows, start=1)
    ]


@dataclass(slots=True, kw_only=True)
class Table:
    """A table that was written: what rows below a gap need to go on with it.

    Attributes:
        layout: Where its labels stand.
        title: What it stands under; may be empty.
        last: The last row written with its labels.
        columns: Which of the columns given were kept, from 0.
    """

    layout: Layout = field(default_factory=Layout)
    title: str = ""
    last: Sequence[Cell] = ()
    columns: tuple[int, ...] = ()

    def within(self, reach: int) -> "Table":
        """Return the table as it is without the columns behind the first so many of those given."""
        kept = sum(place < reach for place in self.columns)
        if kept == len(self.columns):
            return self
        layout = replace(self.layout, labels=self.layout.labels[:kept])
        return replace(self, layout=layout, last=self.last[:kept], columns=self.columns[:kept])


def write_table(writer: TextWriter, rows: Rows, *, title: str = "", header_first: bool = False) -> Table:
    """Write a table, one unit per row, and return what was made of it.

    Lines alone above it are its title; lines below it that remark on it and lines between its rows
    become paragraphs. Where another header begins within it, so does another table; forms side by side are written
    one after the other.

    Args:
        writer: Where to.
        rows: From top to bottom; merged cells are the same object at all their places.
        title: What it stands under, if that was written already.
        header_first: Whether the format's custom is to begin with a header.
    """
    table, at = Table(title=title), 0
    for count in even_parts((_reach(row), len(row)) for row in rows):
        part = rows[at : at + count]
        table = (
            _write_following(writer, part, table)
            if at
            else _write_even(writer, part, title=title, header_first=header_first)
        )
        at += count
    return table


def _write_following(writer: TextWriter, rows: Rows, table: Table) -> Table:
    """Write narrower or wider rows that come below a table: under its labels where they go on with it, else by themselves."""
    above = table.within(max(map(_reach, rows)))
    used = {place for row in rows for place, cell in enumerate(row) if cell.text}
    if above.last and used <= set(above.columns):
        aligned = [[row[at] if at < len(row) else _EMPTY for at in above.columns] for row in rows]
        if continues(above.layout, aligned, above.last):
            return write_body(writer, aligned, above, begin=0)
    return _write_even(writer, rows)


def _write_even(writer: TextWriter, rows: Rows, *, title: str = "", header_first: bool = False) -> Table:
    rows, columns = _rectangle(with_crossed(writer, rows))
    at = 0
    while (
        at < len(rows)
        and _is_line(rows[at])
        and (len(columns) > 1 or any(len(filled(row)) > 1 for row in rows[at + 1 :]))
    ):
        note_crossed(writer, rows[at])
        title = write_line(writer, one_line(filled(rows[at])[0].text), title)
        at += 1
    body = rows[at:]
    if not body:
        return Table(title=title, columns=columns)
    table = Table(title=title, columns=columns)
    if (last := _write_several(writer, body, table)) is not None:
        return last
    layout = find_layout(body, header_first=header_first)
    if not layout.header_rows:
        for row in body:
            _write_unheaded(writer, row, layout, title)
        return Table(layout=layout, title=title, columns=columns)
    table.layout = layout
    return write_body(writer, body, table, begin=layout.header_rows)


def _write_several(writer: TextWriter, rows: Rows, table: Table) -> Table | None:
    """Write what is several tables below or beside each other and return the last; None, and nothing written, for one."""
    if below := second_part(rows):
        write_table(writer, rows[:below], title=table.title)
        return _next_table(writer, rows[below:], table)
    if forms_beside(rows):
        for place in range(0, len(rows[0]), 2):
            write_table(writer, [row[place : place + 2] for row in rows], title=table.title)
        return table
    if width := form_beside_stamps(rows):
        _write_unheaded(writer, rows[0], Layout(), table.title)
        return _next_table(writer, [row[:width] for row in rows[1:]], table, title=table.title)
    return None


def write_body(writer: TextWriter, rows: Rows, table: Table, *, begin: int) -> Table:
    """Write the rows of a table under its labels, from row ``begin``; return the table they end in."""
    layout, section = table.layout, ""
    if begin:
        _write_labels(writer, rows, table, begin)
    figures = columns_of_figures(rows[begin:])
    for at in range(begin, len(rows)):
        row, cells = rows[at], filled(rows[at])
        if begin and same_texts(row, rows[0]):
            continue
        if at > begin and starts_table(rows, at):
            return _next_table(writer, rows[at:], table)
        if len(cells) == 1 and _stands_alone(rows, at):
            text = one_line(cells[0].text)
            if at + 1 < len(rows) and starts_table(rows, at + 1):
                return _next_table(writer, rows[at:], table)
            section = section if is_note(text) else text
            note_crossed(writer, row)
            writer.add(text, label=" ".join(filter(None, (table.title, section))))
            continue
        named = names_row(row, figures)
        _write_labelled(writer, row, layout, " ".join(filter(None, (table.title, section))), named=named)
        table.last = row
    return table


def _write_labels(writer: TextWriter, rows: Rows, table: Table, begin: int) -> None:
    """Write labels that stand before no value: that of the column of names, or all where nothing but lines stands below them."""
    first, *rest = rows[0]
    if table.layout.named_rows and first.text:
        _write_cells(
            writer, [(one_line(first.text), rest[0]), *(("", cell) for cell in rest[1:])], table.title
        )
        return
    for at in range(begin, len(rows)):
        if at > begin and starts_table(rows, at):
            break
        lone = len(filled(rows[at])) == 1 and _stands_alone(rows, at)
        if not lone and not same_texts(rows[at], rows[0]):
            return
    for row in rows[:begin]:
        _write_unheaded(writer, row, Layout(), table.title)


def _next_table(writer: TextWriter, rows: Rows, table: Table, *, title: str = "") -> Table:
    found = write_table(writer, rows, title=title)
    found.columns = tuple(table.columns[place] for place in found.columns)
    return found


def _reach(row: Sequence[Cell]) -> int:
    """How many places there are up to the last that holds text."""
    return max((at for at, cell in enumerate(row, start=1) if cell.text), default=0)


def _rectangle(rows: Rows) -> tuple[list[list[Cell]], tuple[int, ...]]:
    """The rows that hold anything, all of one width, without empty columns; and which columns these are."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[_EMPTY] * (width - len(row))] for row in rows if any(cell.text for cell in row)]
    used = {place for row in full for place, cell in enumerate(row) if cell.text}
    columns = tuple(place for place in range(width) if place in used)
    return [[row[place] for place in columns] for row in full], columns


def _is_line(row: Sequence[Cell]) -> bool:
    """Whether a row is one text that the format doesn't call a header."""
    cells = filled(row)
    return len(cells) == 1 and (row[0] is cells[0] or not cells[0].header)


def _stands_alone(rows: Rows, at: int) -> bool:
    """Whether a row with one text in it is a line of its own: a remark, or merged across columns."""
    row = rows[at]
    cell = filled(row)[0]
    if is_note(one_line(cell.text)):
        return True
    across = sum(other is cell for other in row)
    return (across > 1 and 2 * across > len(row)) or (
        row[0] is cell and at + 1 < len(rows) and starts_table(rows, at + 1)
    )


def write_line(writer: TextWriter, text: str, title: str) -> str:
    """Write a line above a table and return its title: the one so far with this line, where it reads as one."""
    if not is_note(text) and (is_unit(text) or len(text) <= _MAX_TITLE_CHARS):
        title = " ".join(filter(None, (title, text)))
    writer.add(text, label=title)
    return title


def _write_unheaded(writer: TextWriter, row: Sequence[Cell], layout: Layout, title: str) -> None:
    """Write a row of a form, or of a table without labels."""
    cells = filled(row)
    if not layout.label_columns:
        pairs = [("", cell) for cell in cells]
    elif len(cells) == 1 and (is_note(one_line(cells[0].text)) or (len(row) > 1 and row[0] is row[1])):
        pairs = [("", cells[0])]
    else:
        pairs = _form_pairs(row, layout)
    pairs += [("", cell) for cell in row if cell.crossed and not cell.text]
    if len(pairs) == 1 and not pairs[0][0]:
        writer.add(one_line(pairs[0][1].crossed or pairs[0][1].text), label=title)
    else:
        _write_cells(writer, pairs, title)


def _form_pairs(row: Sequence[Cell], layout: Layout) -> list[tuple[str, Cell]]:
    """The values of a row of a form, each with the label left of it; a label without a value stands alone."""
    pairs: list[tuple[str, Cell]] = []
    ends = (*layout.label_columns[1:], len(row))
    for place, end in zip(layout.label_columns, ends, strict=True):
        if place and row[place].text and row[place] is row[place - 1]:
            continue
        names = [row[place - 1], row[place]] if layout.grouped and place else [row[place]]
        label = " ".join(dict.fromkeys(one_line(cell.text) for cell in names if cell.text))
        values = [cell for cell in filled(row[place + 1 : end]) if cell is not row[place]]
        if not values and label:
            pairs.append(("", row[place]))
        for at, cell in enumerate(values):
            pairs.append(("" if at else label.rstrip(":： "), cell))
    return pairs


def _write_labelled(
    writer: TextWriter, row: Sequence[Cell], layout: Layout, title: str, *, named: range = range(0)
) -> None:
    """Write a row under the labels of its columns; the cell at the places ``named`` names the row and stands under none."""
    labels = layout.labels
    period = period_of(labels)
    for begin in range(0, len(row), period):
        pairs: list[tuple[str, Cell]] = []
        for place in range(begin, min(begin + period, len(row))):
            cell = row[place]
            names = place in named or (layout.named_rows and not place)
            label = "" if names or place >= len(labels) else labels[place]
            if not cell.text and not cell.crossed:
                continue
            if place > begin and row[place - 1] is cell:
                before, _ = pairs.pop()
                label = " / ".join(dict.fromkeys(filter(None, (*before.split(" / "), label))))
            pairs.append((label, cell))
        _write_cells(writer, pairs, title)


def _write_cells(writer: TextWriter, pairs: Sequence[tuple[str, Cell]], title: str) -> None:
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length, begun = 0, False
    for label, cell in pairs:
        value = one_line(cell.crossed or cell.text)
        # What is crossed out as a whole needs no label.
        lead = (" | " if begun else "") + (f"{label}: " if label else "") if cell.text else ""
        begun |= bool(cell.text)
        parts += (lead, value)
        if cell.address and cell.text:
            start = length + len(lead)
            spans.append((start, start + len(value), cell.address))
        length += len(lead) + len(value)
    writer.add("".join(parts), "table", label=title, cells=spans)
