"""Which cells of a table a span of text stands in, named as a person would: address, column, row.

The labels are read from the text itself: a reader writes them in front of every value, or the
table's header stands above its rows. So they can't say something else than what is quoted.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kotae.messages import Listed, Message
from kotae.records import Block, CellSpan, CitedCell, Document

__all__ = ["cell_place", "cells_of", "told_cells"]

_BETWEEN: Final = "|｜│┃║ \t\u3000\n"
_NUMBERED: Final = re.compile(r"R(?P<row>[0-9]+)C(?P<column>[0-9]+)")
_MAX_LABEL_CHARS: Final = 120


def cells_of(document: Document, start: int, end: int) -> tuple[CitedCell, ...]:
    """Return the cells whose values overlap a span of a document's text, in reading order; none outside of tables."""
    return tuple(
        named
        for at, block in enumerate(document.blocks)
        if block.cells and block.start < end and block.end > start
        for named in _named(document, at)
        if named.start < end and named.end > start
    )


def _named(document: Document, at: int) -> Iterator[CitedCell]:
    block = document.blocks[at]
    header = _header(block)
    labels = [
        _label(document.text, before, cell) or _from_header(header, cell, len(block.cells))
        for before, cell in zip((block.start, *(cell.end for cell in block.cells)), block.cells, strict=False)
    ]
    row = document.text[block.cells[0].start : block.cells[0].end] if _names_its_row(document, at) else ""
    for place, (cell, label) in enumerate(zip(block.cells, labels, strict=True)):
        yield CitedCell(
            start=cell.start,
            end=cell.end,
            address=cell.address,
            column=label[:_MAX_LABEL_CHARS],
            row=row[:_MAX_LABEL_CHARS] if place else "",
        )


def _label(text: str, before: int, cell: CellSpan) -> str:
    """What stands between the value before and this one: its label, without the signs around it."""
    written = text[before : cell.start].strip(_BETWEEN)
    return written.rpartition(" | ")[2].rstrip(":： ")


def _header(block: Block) -> tuple[str, ...]:
    """The labels of the columns, for tables that keep the form they were written in."""
    return tuple(part.strip() for part in block.headings[-1].split(" | ")) if block.headings else ()


def _from_header(header: Sequence[str], cell: CellSpan, count: int) -> str:
    column = _NUMBERED.fullmatch(cell.address)
    if column is None or len(header) < count or len(header) < 2:
        return ""
    place = int(column["column"]) - 1
    return header[place] if place < len(header) else ""


def _names_its_row(document: Document, at: int) -> bool:
    """Whether a row's first value names it: not in forms, where a value beside it has its own label in every row."""
    own = _first_label(document, at)
    beside = [
        _first_label(document, other)
        for other in (at - 1, at + 1)
        if 0 <= other < len(document.blocks) and document.blocks[other].cells
    ]
    return not beside or own in beside


def _first_label(document: Document, at: int) -> str:
    block = document.blocks[at]
    first = block.cells[0]
    return _label(document.text, block.start, first) or _from_header(_header(block), first, len(block.cells))


def told_cells(cells: Sequence[CitedCell], quote: str, value: str, *, offset: int) -> tuple[CitedCell, ...]:
    """Return those of a quote's cells that hold a value; all of them where none does.

    Args:
        cells: Of the quote.
        quote: Its text.
        value: What was taken from it, perhaps with a translation beside it; not blank.
        offset: Where the quote begins in its document.
    """
    texts = [quote[max(cell.start - offset, 0) : cell.end - offset].strip() for cell in cells]
    wanted = value.strip()
    for holds in (
        lambda held: held == wanted,
        lambda held: wanted in held,
        lambda held: len(held) > 1 and held in wanted,
    ):
        if holding := [cell for cell, held in zip(cells, texts, strict=True) if holds(held)]:
            return tuple(holding)
    return tuple(cells)


def cell_place(cells: Sequence[CitedCell], language: str) -> str:
    """Return where cells are, for people: ``売上!B3 (ペン, 単価)``, ``売上!A3:C3``, ``2行3列``; empty for none.

    Args:
        cells: Of one quote, in reading order.
        language: ``"ja"`` or ``"en"``.
    """
    addresses = list(dict.fromkeys(cell.address for cell in cells if cell.address))
    if not addresses:
        return ""
    first, last = addresses[0], addresses[-1]
    if numbered := _NUMBERED.fullmatch(first):
        said = _in_words(numbered, _NUMBERED.fullmatch(last)).text(language)
    else:
        said = first if first == last else f"{first}:{last.rpartition('!')[2]}"
    labels = [label for label in (cells[0].row, cells[0].column) if label and first == last]
    if not labels:
        return said
    return Message("{place} ({labels})", place=said, labels=Listed(labels)).text(language)


def _in_words(first: re.Match[str], last: re.Match[str] | None) -> Message:
    last = last or first
    one, other = (first["row"], last["row"]), (first["column"], last["column"])
    rows = Message("row {at}", at=one[0]) if one[0] == one[1] else Message("rows {at}", at="-".join(one))
    columns = (
        Message("column {at}", at=other[0])
        if other[0] == other[1]
        else Message("columns {at}", at="-".join(other))
    )
    return Message("table {rows}, {columns}", rows=rows, columns=columns)
