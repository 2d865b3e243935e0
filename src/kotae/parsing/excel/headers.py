"""Which rows of a sheet its file calls headers: of a named table, of a list with a filter, repeated on printed pages."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from kotae.parsing.packages.package import Package
from kotae.parsing.tables.sheets import Sheet, column_number

__all__ = ["Range", "cell_place", "cell_range", "mark_headers", "printed_headers"]

Range = tuple[int, int, int, int]
"""Row and column, from 1, of the first and of the last cell."""

_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ROWS: Final = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
_MAX_TABLES: Final = 200
_ALL: Final = 16_384


def mark_headers(
    sheet: Sheet, package: Package, part: str, *, filtered: Iterable[Range], printed: int = 0
) -> None:
    """Mark the cells of these rows.

    Args:
        sheet: Where they stand.
        package: Its file.
        part: The sheet's part in it.
        filtered: Ranges with a filter over their first row.
        printed: The row that is repeated on each page, 0 for none.
    """
    tables = [name for kind, name in package.related(part).values() if kind == "table"]
    for top, left, bottom, right in (*filtered, *_named(package, tables[:_MAX_TABLES])):
        if bottom > top:
            sheet.mark_header(top, left, right)
    if printed:
        sheet.mark_header(printed, 1, _ALL)


def _named(package: Package, parts: Iterable[str]) -> Iterator[Range]:
    for part in parts:
        table = package.xml(part)
        if table is not None and table.get("headerRowCount") != "0":
            yield from cell_range(str(table.get("ref") or ""))


def printed_headers(workbook: etree._Element) -> dict[int, int]:
    """Return the last of the rows that are repeated on each page, by the place of the sheet from 0."""
    found: dict[int, int] = {}
    for name in workbook.iterfind("{*}definedNames/{*}definedName"):
        sheet = str(name.get("localSheetId") or "")
        rows = _ROWS.fullmatch((name.text or "").rpartition(",")[2].rpartition("!")[2])
        if name.get("name") == "_xlnm.Print_Titles" and rows and re.fullmatch("[0-9]{1,5}", sheet):
            found[int(sheet)] = int(rows[2])
    return found


def cell_range(written: str, *, single: bool = False) -> list[Range]:
    """Return the cells from one corner to the other, as the only entry; none for what is no range."""
    places = [place for part in written.split(":") if (place := cell_place(part))]
    if single and len(places) == 1:
        places *= 2
    return [(*places[0], *places[1])] if len(places) == 2 else []


def cell_place(address: str) -> tuple[int, int] | None:
    """Return row and column from 1 of an address such as B3."""
    found = _PLACE.fullmatch(address)
    return (int(found[2]), column_number(found[1])) if found else None
