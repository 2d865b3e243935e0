"""Tables of Word files → rows of cells: merged cells at all their places, deleted rows left out."""

from collections.abc import Callable
from typing import Final

from lxml import etree

from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.word.styles import W, is_on, value
from kotae.parsing.word.text import ParagraphText

__all__ = ["table_rows"]

_EMPTY: Final = Cell(text="")
_MAX_SPAN: Final = 64
_NO_GROUND: Final = ("", "auto", "FFFFFF")


def table_rows(
    table: etree._Element, texts: ParagraphText, read: Callable[[etree._Element], str]
) -> list[list[Cell]]:
    """Return the rows of a table, without those of tables inside of it.

    Args:
        table: A ``w:tbl`` element.
        texts: Reads paragraphs, and notes what is left out.
        read: Gives the text of a paragraph with its number.
    """
    rows: list[list[Cell]] = []
    for row in table.iterfind(f".//{W}tr"):
        if _table_of(row) is not table:
            continue
        if is_deleted(row):
            texts.losses.add("deleted", "".join(found.text or "" for found in row.iter(W + "delText")))
            continue
        rows.append(_row(row, len(rows) + 1, rows[-1] if rows else [], texts, read))
    return rows


def is_deleted(row: etree._Element) -> bool:
    """Return whether a row is deleted under tracked changes, with all that is in it."""
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _row(
    row: etree._Element,
    number: int,
    above: list[Cell],
    texts: ParagraphText,
    read: Callable[[etree._Element], str],
) -> list[Cell]:
    properties = row.find(W + "trPr")
    header = bool(is_on(properties, "tblHeader"))
    cells = [_EMPTY] * _span(value(properties, "gridBefore"), 0)
    for cell in row.iterfind(f".//{W}tc"):
        if _table_of(cell) is not _table_of(row):
            continue
        own = cell.find(W + "tcPr")
        merge = own.find(W + "vMerge") if own is not None else None
        span = _span(value(own, "gridSpan"), 1)
        if merge is not None and merge.get(W + "val") != "restart" and len(above) > len(cells):
            cells += [above[len(cells)]] * span
            continue
        paragraphs = list(cell.iter(W + "p"))
        text = " ".join(filter(None, (read(paragraph).strip() for paragraph in paragraphs)))
        ground = own.find(W + "shd") if own is not None else None
        filled = ground is not None and str(ground.get(W + "fill") or "") not in _NO_GROUND
        bold = all(texts.is_bold(p) for p in paragraphs if any(t.text for t in p.iter(W + "t")))
        address = f"R{number}C{len(cells) + 1}"
        found = Cell.of(text, address=address, header=header, strong=filled or bold)
        cells += [found if text else _EMPTY] * span
    return cells


def _span(text: str, default: int) -> int:
    return min(int(text), _MAX_SPAN) if text.isdigit() and len(text) < 5 else default


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(iter(element.iterancestors(W + "tbl")), None)
