"""Excel workbooks → units: one row at a time with its headers, under the name of its sheet.

Cells read as Excel shows them: stored results of formulas, dates, percentages, currencies. Merged
cells count for every row and column they cover.
"""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from kotae.parsing.files import Source
from kotae.parsing.package import Package, child_text
from kotae.parsing.tables import write_rows
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

if TYPE_CHECKING:
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

__all__ = ["read_xlsx"]

_FAULTS: Final = (
    InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError,
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError,
)  # fmt: skip
_UNSTORED: Final = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_MERGED: Final = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_ENDING: Final = re.compile(r"[0#](,{0,4})\s*(?:\"([^\"]{0,20})\"|([^\x00-\x7f]{1,10}))?[\s_)]*\Z")
_CURRENCY: Final = re.compile(r"[¥￥$€£]")
_DEFAULT_NAME: Final = re.compile(r"(?:Sheet|シート)\s?\d*", re.IGNORECASE)
_Range: TypeAlias = tuple[int, int, int, int]
_MAX_MERGES: Final = 5_000
_MAX_COLUMNS: Final = 500


class _Merges:
    """Ranges of merged cells (left, top, right, bottom) and, as rows go by, the value each of them shows."""

    def __init__(self, ranges: list[_Range]) -> None:
        self._by_top: dict[int, list[_Range]] = {}
        for area in ranges:
            self._by_top.setdefault(area[1], []).append(area)
        self._open: list[_Range] = []
        self._values: dict[_Range, str] = {}

    def fill(self, number: int, row: list[str]) -> None:
        """Put the values of merged ranges into a row; rows come in order, number counts from 1."""
        starting = self._by_top.get(number, [])
        self._open = [area for area in self._open if area[3] >= number] + starting
        for area in self._open:
            left, top, right, _ = area
            right = min(right, _MAX_COLUMNS)
            if left <= right:
                row.extend([""] * (right - len(row)))
                if number == top:
                    self._values[area] = row[left - 1]
                row[left - 1 : right] = [self._values.get(area, "")] * (right - left + 1)

    def in_header(self, number: int) -> bool:
        """Whether a range spans several columns of one row: the row below holds the labels of each."""
        return any(
            bottom == number and right > left for left, _, right, bottom in self._by_top.get(number, [])
        )


def read_xlsx(source: Source) -> Draft:
    """Return the rows of every sheet that isn't hidden; ``page`` is the place of the sheet from 1.

    Raises:
        ReadingError: It is encrypted, damaged or no workbook.
    """
    package = Package(source)
    members = [entry.filename for entry in package.entries]
    sheets = {name: package.read(name) for name in members if name.startswith("xl/worksheets/")}
    writer = TextWriter()
    warnings: list[str] = []
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False
        )
        for place, sheet in enumerate(book.worksheets, start=1):
            if sheet.sheet_state != "visible":
                warnings.append(
                    f"hidden sheet left out: {sheet.title} / 非表示のシートを除きました: {sheet.title}"
                )
                continue
            writer.page = place
            if len(book.worksheets) > 1 or not _DEFAULT_NAME.fullmatch(sheet.title):
                writer.add(sheet.title, "heading", level=1)
            merges = _Merges(_merged(sheets.get(sheet._worksheet_path, b"")))
            sheet.reset_dimensions()
            _write_sheet(writer, _rows(sheet.iter_rows(), merges, warnings), merges)
    except _FAULTS as exc:
        raise package.damaged() from exc
    unstored = sum(len(_UNSTORED.findall(data)) for data in sheets.values())
    if unstored:
        warnings.append(
            f"{unstored} formulas have no stored result and were left out; open and save the file in Excel"
            f" / 計算結果が保存されていない数式{unstored}個を除きました。Excelで開いて保存し直してください"
        )
    units = tuple(writer.units) if any(unit.kind != "heading" for unit in writer.units) else ()
    return Draft(
        text=writer.text,
        units=units,
        # Not the name of the first sheet, which the title would else be.
        title=child_text(package.xml("docProps/core.xml"), "title") or PurePosixPath(source.path).stem,
        warnings=tuple(warnings),
    )


def _write_sheet(writer: TextWriter, rows: Iterator[tuple[int, list[str]]], merges: _Merges) -> None:
    """Write the rows; the first row with several cells tells whether the header has two rows."""
    above: list[tuple[int, list[str]]] = []
    second = False
    for number, row in rows:
        above.append((number, row))
        if sum(map(bool, row)) > 1:
            second = merges.in_header(number)
            break
    write_rows(writer, (row for _, row in chain(above, rows)), second_header=second)


def _rows(
    rows: Iterator["tuple[ReadOnlyCell | EmptyCell, ...]"], merges: _Merges, warnings: list[str]
) -> Iterator[tuple[int, list[str]]]:
    wide = 0
    for number, cells in enumerate(rows, start=1):
        wide += len(cells) > _MAX_COLUMNS
        row = [
            _shown(cell.value, cell.number_format or "") if cell.value is not None else ""
            for cell in cells[:_MAX_COLUMNS]
        ]
        merges.fill(number, row)
        # A title merged across the sheet is one cell, not a row of equal ones.
        if len(set(filter(None, row))) == 1 and sum(map(bool, row)) > 1 and merges.in_header(number):
            row = [next(filter(None, row))]
        yield number, row
    if wide:
        warnings.append(
            f"columns after the first {_MAX_COLUMNS} were left out in {wide} rows"
            f" / {wide}行で{_MAX_COLUMNS}列目より後ろの列を除きました"
        )


def _merged(sheet: bytes) -> list[_Range]:
    found: list[_Range] = []
    for match in _MERGED.finditer(sheet):
        left, top, right, bottom = range_boundaries(match[1].decode("ascii"))
        if None not in (left, top, right, bottom) and len(found) < _MAX_MERGES:
            found.append((int(left or 0), int(top or 0), int(right or 0), int(bottom or 0)))
    return found


def _shown(value: object, number_format: str) -> str:
    """A value as its cell shows it; nothing for an error."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    text = str(value)
    return "" if re.fullmatch(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)", text) else text


def _number(value: int | float | Decimal, number_format: str) -> str:
    """A number with what its format adds: per cent, currency, thousands, decimal places, a unit."""
    section = number_format.split(";")[0]
    places = len(found[1]) if (found := re.search(r"\.(0+)", section)) else 0
    if "%" in section:
        return f"{value * 100:.{places}f}%" if places else f"{_plain(value * 100)}%"
    scaled, unit = _ending(section)
    if scaled:
        value = round(value / 1000**scaled, places or None)
    currency = _CURRENCY.search(section)
    thousands = "," if "#,##0" in section else ""
    if places and (currency or thousands):
        return f"{currency[0] if currency else ''}{value:{thousands}.{places}f}{unit}"
    if thousands and isinstance(value, int):
        return f"{currency[0] if currency else ''}{value:,}{unit}"
    return f"{currency[0] if currency else ''}{_plain(value)}{unit}"


def _ending(section: str) -> tuple[int, str]:
    """How often a format leaves out three digits, and the unit it writes behind: ``#,##0,"千円"``."""
    found = _ENDING.search(section)
    return (len(found[1]), found[2] or found[3] or "") if found else (0, "")


def _plain(value: int | float | Decimal) -> str:
    """A number without an exponent and without the noise of binary fractions."""
    if isinstance(value, int):
        return str(value)
    number = float(value)
    return f"{number:.12f}".rstrip("0").rstrip(".") if abs(number) < 1e15 else repr(number)
