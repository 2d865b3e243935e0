"""Workbooks of Excel 97 to 2003 (``.xls``) → units, like those of today.

The binary format is xlrd's: it gives formats, fonts, merged cells, notes and what is hidden. python-calamine,
which is faster, gives values without their formats: 427 for 00427.
"""

import struct
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

import xlrd
from xlrd.sheet import Sheet as StoredSheet

from kotae.errors import ReadingError
from kotae.parsing.excel.xls_charts import StoredValue
from kotae.parsing.excel.xls_drawings import Drawn, drawn_on_sheets
from kotae.parsing.excel.xlsx import DEFAULT_NAME, hidden_sheet, write_comment
from kotae.parsing.files import Source, printable
from kotae.parsing.ink import WHITE, Colour, Sight, sight
from kotae.parsing.losses import Losses
from kotae.parsing.office.charts import Series, write_series
from kotae.parsing.office.formulas import Shift, shifted
from kotae.parsing.office.number_formats import shown_number, shown_text
from kotae.parsing.struck import harmless
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.sheets import Sheet, column_letters, write_sheet
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["read_xls"]

# What xlrd raises for files that break the rules of the format, its own checks (assert) among them.
_FAULTS: Final = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, ValueError, IndexError, KeyError, TypeError,
    AttributeError, AssertionError, ArithmeticError, UnicodeError, EOFError, NotImplementedError, OSError,
)  # fmt: skip
# In parts of a letter, and of a point.
_SOLID: Final = 1
_SHIFTS: Final[dict[int, Shift]] = {1: "sup", 2: "sub"}
_NARROWEST: Final = 51
_LOWEST: Final = 20
_WHITE: Final = (9, 64, 65)


def read_xls(source: Source) -> Draft:
    """Return the rows of every sheet that isn't hidden; ``page`` is the place of the sheet from 1.

    Raises:
        ReadingError: It asks for a password, is damaged or no workbook.
    """
    losses, writer, warnings = Losses(), TextWriter(), list[str]()
    losses.struck.place = lambda: writer.ahead
    try:
        with xlrd.open_workbook(
            file_contents=source.data, formatting_info=True, ragged_rows=True, logfile=_Silence()
        ) as book:
            drawn = drawn_on_sheets(source.data)
            _write_book(writer, book, losses, warnings, drawn)
            _write_charts(writer, book, losses, warnings, drawn)
    except _FAULTS as exc:  # two errors, by its text
        raise _refusal(source, exc) from exc
    return Draft(
        text=writer.text,
        units=tuple(writer.units) if any(unit.kind != "heading" for unit in writer.units) else (),
        title=PurePosixPath(source.path).stem,
        warnings=(*warnings, *losses.warnings()),
        struck=writer.all_struck(losses.struck.pieces(writer.length)),
    )


def _write_book(
    writer: TextWriter, book: xlrd.Book, losses: Losses, warnings: list[str], drawn: Sequence[Drawn]
) -> None:
    on_sheets = [shapes for shapes in drawn if not shapes.name]
    for place, stored in enumerate(book.sheets(), start=1):
        name = " ".join(harmless(stored.name).split())
        if stored.visibility:
            warnings.append(hidden_sheet(name))
            continue
        writer.page = place
        if book.nsheets > 1 or not DEFAULT_NAME.fullmatch(name):
            writer.add(name, "heading", level=1)
        sheet = _sheet(book, stored, losses)
        write_sheet(writer, sheet)
        warnings += sheet.warnings
        for (row, column), note in sorted(stored.cell_note_map.items()):
            address = f"{name}!{column_letters(column + 1)}{row + 1}"
            write_comment(writer, address, harmless(note.author.strip()), harmless(note.text))
        for shapes in on_sheets[place - 1 : place]:
            _write_drawn(writer, book, shapes, losses)


def _write_charts(
    writer: TextWriter, book: xlrd.Book, losses: Losses, warnings: list[str], drawn: Sequence[Drawn]
) -> None:
    """Write the sheets that are one chart, which the library passes over."""
    for shapes in drawn:
        if shapes.hidden:
            warnings.append(hidden_sheet(shapes.name))
        elif shapes.name:
            writer.page = None
            writer.add(shapes.name, "heading", level=1)
            _write_drawn(writer, book, shapes, losses)


def _write_drawn(writer: TextWriter, book: xlrd.Book, shapes: Drawn, losses: Losses) -> None:
    for text in shapes.texts:
        writer.add(text)
    for chart in shapes.charts:
        series = [
            Series(
                name=chart.names.get(at, ""),
                categories=_points(book, chart.categories.get(at, {})),
                values=_points(book, values),
            )
            for at, values in sorted(chart.values.items())
        ]
        if series:
            write_series(writer, " ".join(chart.titles), series)
        else:
            writer.add(" ".join([*chart.titles, *chart.names.values()]))
            losses.add("chart")


def _points(book: xlrd.Book, stored: Mapping[int, StoredValue]) -> dict[int, Cell]:
    """What a chart shows, numbers in the formats of their cells."""
    points: dict[int, Cell] = {}
    for place, (text, number, style) in stored.items():
        code = _code(book, style) if number is not None else ""
        shown = text if number is None else shown_number(number, code, date1904=bool(book.datemode))
        points[place] = Cell(text=shown)
    return points


class _Silence:
    """Takes the messages of the library, which are of no use here."""

    def write(self, text: str) -> int:
        """Forget a message."""
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing is kept."""


def _refusal(source: Source, exc: Exception) -> ReadingError:
    shown = printable(source.path)
    if "encrypted" in str(exc):
        return ReadingError("this file asks for a password. Save it without one.", path=shown)
    return ReadingError(
        "the file is damaged or not what its name says. Save it again from the program it comes from.",
        path=shown,
    )


def _sheet(book: xlrd.Book, stored: StoredSheet, losses: Losses) -> Sheet:
    sheet = Sheet(name=" ".join(harmless(stored.name).split()))
    hidden = {
        column for column, info in stored.colinfo_map.items() if info.hidden or info.width <= _NARROWEST
    }
    left_out: set[int] = set()
    for row in range(stored.nrows):
        cells = [
            (column, text, strong)
            for column in range(stored.row_len(row))
            for text, strong in [_cell(book, stored, row, column, losses)]
            if text.strip()
        ]
        info = stored.rowinfo_map.get(row)
        shut = info is not None and not info.has_default_height and info.height <= _LOWEST
        if info is not None and (info.hidden or shut) and not info.outline_level:
            losses.add("hidden_rows", count=bool(cells))
            continue
        for column, text, strong in cells:
            if column in hidden:
                left_out.add(column)
            else:
                sheet.put(row + 1, column + 1, text, strong=strong)
    losses.add("hidden_columns", count=len(left_out))
    for top, bottom, left, right in stored.merged_cells:
        sheet.merge(top + 1, left + 1, bottom, right)
    return sheet


def _cell(book: xlrd.Book, stored: StoredSheet, row: int, column: int, losses: Losses) -> tuple[str, bool]:
    """What a cell shows, and whether it is set off."""
    cell = stored.cell(row, column)
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    font = book.font_list[style.font_index] if style is not None else None
    text = _shown(book, stored, row, column, losses)
    if font is not None and font.struck_out and text:
        return losses.cross_out("struck", text), False
    ground = (
        style is not None
        and style.background.fill_pattern
        and style.background.pattern_colour_index not in _WHITE
    )
    seen = _sight(book, font, style) if text.strip() else "seen"
    if seen != "seen":
        losses.add(seen, text)
    if seen == "unseen":
        return "", False
    return text, bool(ground or (font is not None and font.bold))


def _sight(book: xlrd.Book, font: xlrd.formatting.Font | None, style: xlrd.formatting.XF | None) -> Sight:
    """Whether the text of a cell is seen."""
    if font is None or style is None:
        return "seen"
    pattern = style.background.fill_pattern
    if not pattern:
        ground: Colour | None = WHITE
    else:
        ground = _colour(book, style.background.pattern_colour_index) if pattern == _SOLID else None
    return sight(_colour(book, font.colour_index), ground, font.height / 20)


def _colour(book: xlrd.Book, index: int) -> Colour | None:
    """A colour of the workbook's palette; None for the program's own."""
    found = book.colour_map.get(index)
    return (found[0] / 255, found[1] / 255, found[2] / 255) if found else None


def _shown(book: xlrd.Book, stored: StoredSheet, row: int, column: int, losses: Losses) -> str:
    cell = stored.cell(row, column)
    code = _code(book, cell.xf_index) if cell.xf_index is not None else ""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown_number(float(cell.value), code, date1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        losses.add("error")
        return ""
    return shown_text(_unstruck(book, stored, row, column, losses), code)


def _code(book: xlrd.Book, style: int) -> str:
    """The format of numbers that a style has."""
    described = book.format_map.get(book.xf_list[style].format_key) if style < len(book.xf_list) else None
    return harmless(described.format_str) if described is not None else ""


def _unstruck(book: xlrd.Book, stored: StoredSheet, row: int, column: int, losses: Losses) -> str:
    """The text of a cell without the runs in it that are struck through, raised and lowered numbers as such."""
    text = harmless(str(stored.cell(row, column).value))
    runs = stored.rich_text_runlist_map.get((row, column), ())
    if not runs:
        return text
    index = stored.cell(row, column).xf_index
    style = book.xf_list[index] if index is not None else None
    parts = [text[: runs[0][0]]]
    for (begin, font), end in zip(runs, [*(start for start, _ in runs[1:]), len(text)], strict=True):
        piece = text[begin:end]
        if book.font_list[font].struck_out and piece.strip():
            parts.append(losses.cross_out("struck", piece))
        elif piece.strip() and (seen := _sight(book, book.font_list[font], style)) != "seen":
            losses.add(seen, piece)
            parts.append("" if seen == "unseen" else piece)
        else:
            parts.append(shifted(piece, _SHIFTS.get(book.font_list[font].escapement, "")))
    return "".join(parts)
