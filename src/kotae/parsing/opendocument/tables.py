"""Tables of OpenDocument files → cells, in text and on sheets; repeated cells only as often as sense is in it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from kotae.parsing.ink import SMALLEST_POINTS
from kotae.parsing.opendocument.ink import points_of
from kotae.parsing.opendocument.styles import SHAPES, attribute
from kotae.parsing.opendocument.text import OdfHanging, OdfText
from kotae.parsing.packages.package import local_name
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.sheets import Sheet

__all__ = ["fill_sheet", "table_cells"]

_EMPTY: Final = Cell(text="")
_ASIDE: Final = SHAPES | {"annotation", "note"}
_MAX_REPEATED_ROWS: Final = 100
_MAX_COLUMNS: Final = 500
_MAX_SPAN: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a table: its element, its place from 1, how often it stands, whether it heads or is hidden."""

    element: etree._Element
    number: int
    times: int
    header: bool
    visibility: str


def _rows(table: etree._Element) -> Iterator[_Row]:
    """Yield the rows, those in groups too, but not those of tables inside."""
    number = 1
    pending = [(child, False) for child in reversed(table)]
    while pending:
        element, header = pending.pop()
        name = local_name(element)
        if name == "table-row":
            times = _count(element, "number-rows-repeated", 1)
            yield _Row(
                element=element,
                number=number,
                times=times,
                header=header,
                visibility=attribute(element, "visibility"),
            )
            number += times
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            pending.extend((child, header or name == "table-header-rows") for child in reversed(element))


def _count(element: etree._Element, name: str, default: int) -> int:
    text = attribute(element, name)
    return int(text) if text.isdigit() and len(text) < 9 else default


def _cell_text(cell: etree._Element, texts: OdfText, hanging: OdfHanging) -> tuple[str, bool]:
    """What a cell shows, and whether it is set off."""
    style = texts.styles.style("table-cell", attribute(cell, "style-name"))
    lines: list[str] = []
    bold = True
    for paragraph in cell.iter("{*}p", "{*}h"):
        if any(
            local_name(above) in _ASIDE
            # A table on a slide stands in a frame itself: only what is inside the cell counts.
            for above in itertools.takewhile(lambda above: above is not cell, paragraph.iterancestors())
        ):
            continue
        text = texts.read(paragraph, hanging, cell=style)
        lines.append(text)
        own = texts.styles.style("paragraph", attribute(paragraph, "style-name")).bold
        bold = bold and _is_bold(paragraph, texts, bool(style.bold if own is None else own))
    if not lines and not style.struck:
        lines = [
            next(filter(None, (attribute(cell, f"{kind}-value") for kind in ("string", "date", "time"))), "")
        ]
        lines = lines if lines[0] else [attribute(cell, "value")]
    hanging.remarks += [child for child in cell if local_name(child) == "annotation"]
    text = " ".join(filter(None, (line.strip() for line in lines)))
    return text, bool(text) and (bold or bool(style.ground))


def _is_bold(paragraph: etree._Element, texts: OdfText, around: bool) -> bool:
    """Whether all text of a paragraph is bold, by its spans or by what is around them."""
    if around or any((text or "").strip() for text in (paragraph.text, *(child.tail for child in paragraph))):
        return around
    spans = [child for child in paragraph if "".join(child.itertext()).strip()]
    return bool(spans) and all(texts.styles.style("text", attribute(s, "style-name")).bold for s in spans)


def table_cells(table: etree._Element, texts: OdfText, hanging: OdfHanging) -> list[list[Cell]]:
    """Return the rows of a table in a text; merged cells are the same object at all their places."""
    rows: list[list[Cell]] = []
    spans: dict[tuple[int, int], Cell] = {}
    for row in _rows(table):
        cells: list[Cell] = []
        number = len(rows)
        for cell in row.element:
            name = local_name(cell)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            at = len(cells)
            times = min(_count(cell, "number-columns-repeated", 1), _MAX_COLUMNS - at)
            if name == "covered-table-cell":
                cells += (spans.get((number, at + step), _EMPTY) for step in range(times))
                continue
            text, strong = _cell_text(cell, texts, hanging)
            address = f"R{number + 1}C{at + 1}"
            found = Cell.of(text, address=address, header=row.header, strong=strong) if text else _EMPTY
            down, right = (
                min(_count(cell, f"number-{kind}-spanned", 1), 200) for kind in ("rows", "columns")
            )
            spans.update(((number + y, at + x), found) for y in range(down) for x in range(right) if x or y)
            cells += [found] * max(times, 0)
        rows.append(cells)
    return rows


def fill_sheet(sheet: Sheet, table: etree._Element, texts: OdfText) -> list[tuple[str, etree._Element]]:
    """Put the cells of a table onto a sheet and return the remarks on them with their addresses."""
    hidden = _hidden_columns(table, texts)
    remarks: list[tuple[str, etree._Element]] = []
    merges: list[tuple[int, int, int, int]] = []
    left_out: set[int] = set()
    for row in _rows(table):
        cells = list(_row_cells(row, texts, sheet, remarks, merges))
        if not cells:
            continue
        height = texts.styles.style("table-row", attribute(row.element, "style-name")).height
        if row.visibility == "collapse" or _is_shut(height):
            texts.losses.add("hidden_rows")
            continue
        texts.losses.add("filtered", count=row.visibility == "filter")
        texts.losses.add("repeated", count=max(row.times - _MAX_REPEATED_ROWS, 0))
        for number in range(row.number, row.number + min(row.times, _MAX_REPEATED_ROWS)):
            for column, text, strong in cells:
                if column in hidden:
                    left_out.add(column)
                else:
                    sheet.put(number, column, text, strong=strong, header=row.header)
    texts.losses.add("hidden_columns", count=len(left_out))
    for merge in merges:
        sheet.merge(*merge)
    return remarks


def _row_cells(
    row: _Row,
    texts: OdfText,
    sheet: Sheet,
    remarks: list[tuple[str, etree._Element]],
    merges: list[tuple[int, int, int, int]],
) -> Iterator[tuple[int, str, bool]]:
    column = 1
    for cell in row.element:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = _count(cell, "number-columns-repeated", 1)
        if len(cell) or attribute(cell, "value-type"):
            hanging = OdfHanging()
            text, strong = _cell_text(cell, texts, hanging)
            remarks += ((sheet.address(row.number, column), remark) for remark in hanging.remarks)
            down, right = (_count(cell, f"number-{kind}-spanned", 1) for kind in ("rows", "columns"))
            if (down > 1 or right > 1) and len(merges) < _MAX_SPAN:
                merges.append((row.number, column, row.number + down - 1, column + right - 1))
            for place in range(column, min(column + times, _MAX_COLUMNS + 2)):
                if text and local_name(cell) == "table-cell":
                    yield place, text, strong
        column += times


def _is_shut(written: str) -> bool:
    points = points_of(written)
    return points is not None and points <= SMALLEST_POINTS


def _hidden_columns(table: etree._Element, texts: OdfText) -> set[int]:
    hidden: set[int] = set()
    place = 1
    for column in table.iter("{*}table-column"):
        times = _count(column, "number-columns-repeated", 1)
        shut = _is_shut(texts.styles.style("table-column", attribute(column, "style-name")).width)
        if shut or attribute(column, "visibility") in ("collapse", "filter"):
            hidden.update(range(place, place + min(times, _MAX_COLUMNS)))
        place += times
    return hidden
