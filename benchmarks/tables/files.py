"""Writes a sheet of tables in every format that kotae reads; some by libraries, the rest by LibreOffice from those."""

import csv
import html
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import xlwt
from openpyxl.styles import Font

from benchmarks.tables.tables import Part, Sheet

__all__ = ["write_all"]

_CONVERTED = {
    "ods": "xlsx",
    "odt": "docx",
    "rtf": "docx",
    "pdf": "docx",
    "odp": "pptx",
    "sheet.pdf": "xlsx",
    "open.pdf": "open.docx",
}


def write_all(sheets: tuple[Sheet, ...], folder: Path) -> None:
    """Write ``<number>.<format>`` for each sheet; formats without merged cells only get sheets without."""
    for number, sheet in enumerate(sheets):
        for name, write in _WRITERS.items():
            if sheet.plain or name not in _PLAIN_ONLY:
                write(sheet, folder / f"{number:02d}.{name}")
    for target, source in _CONVERTED.items():
        files = [
            path
            for path in sorted(folder.glob(f"*.{source}"))
            if path.name.count(".") == source.count(".") + 1
        ]
        with tempfile.TemporaryDirectory() as made:
            subprocess.run(
                [
                    "soffice",
                    "--headless",
                    "--convert-to",
                    target.rpartition(".")[2],
                    "--outdir",
                    made,
                    *map(str, files),
                ],
                check=True,
                capture_output=True,
            )
            for path in Path(made).iterdir():
                shutil.move(path, folder / f"{path.name.partition('.')[0]}.{target}")
    for path in folder.glob("*.open.docx"):
        path.unlink()


def _cells(part: Part) -> Iterator[tuple[int, int, str, int, int]]:
    """Row, column, text and how many rows and columns, of each cell that is the first of its merged ones."""
    grid = part.grid()
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            if text in ("<", "^"):
                continue
            places = [
                (r, c)
                for r in range(len(grid))
                for c in range(len(grid[r]))
                if part.origin(r, c) == (row, column)
            ]
            yield (
                row,
                column,
                text,
                max(r for r, _ in places) - row + 1,
                max(c for _, c in places) - column + 1,
            )


def _is_label(part: Part, row: int, column: int) -> bool:
    return row < part.head or column in part.form or (part.group and column == 0)


def _number(text: str) -> float | int | str:
    """A number as a spreadsheet would hold it, where its text is how it would show it."""
    return int(text) if text.isdigit() and (text == "0" or text[0] != "0") and len(text) < 5 else text


def _xlsx(sheet: Sheet, path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    for part in sheet.parts:
        top, left = part.at
        for line in part.above:
            page.cell(top, left, line)
            top += 1
        for row, column, text, rows, columns in _cells(part):
            cell = page.cell(top + row, left + column, _number(text) if text else None)
            cell.font = Font(bold=sheet.bold and _is_label(part, row, column))
            if rows > 1 or columns > 1:
                page.merge_cells(
                    None, top + row, left + column, top + row + rows - 1, left + column + columns - 1
                )
        if part.below:
            page.cell(top + len(part.grid()), left, part.below)
    book.save(path)


def _xls(sheet: Sheet, path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("表")
    bold, plain = xlwt.easyxf("font: bold on"), xlwt.easyxf("")
    for part in sheet.parts:
        top, left = part.at[0] - 1, part.at[1] - 1
        for line in part.above:
            page.write(top, left, line)
            top += 1
        for row, column, text, rows, columns in _cells(part):
            style = bold if sheet.bold and _is_label(part, row, column) else plain
            ends = top + row + rows - 1, left + column + columns - 1
            if rows > 1 or columns > 1:
                page.write_merge(top + row, ends[0], left + column, ends[1], _number(text), style)
            elif text:
                page.write(top + row, left + column, _number(text), style)
        if part.below:
            page.write(top + len(part.grid()), left, part.below)
    book.save(str(path))


def _csv(sheet: Sheet, path: Path) -> None:
    (part,) = sheet.parts
    with path.open("w", encoding="utf-8", newline="") as file:
        below = [[part.below]] if part.below else []
        csv.writer(file).writerows([*([line] for line in part.above), *part.grid(), *below])


def _html(sheet: Sheet, path: Path, *, headers: bool = True) -> None:
    pieces = []
    for part in sheet.parts:
        pieces += [f"<p>{html.escape(line)}</p>" for line in part.above]
        rows: dict[int, list[str]] = {}
        for row, column, text, down, right in _cells(part):
            name = "th" if headers and (_is_label(part, row, column) or (part.names and not column)) else "td"
            spans = f' rowspan="{down}"' * (down > 1) + f' colspan="{right}"' * (right > 1)
            rows.setdefault(row, []).append(f"<{name}{spans}>{html.escape(text)}</{name}>")
        pieces.append(
            "<table>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values()) + "</table>"
        )
        pieces += [f"<p>{html.escape(part.below)}</p>"] if part.below else []
    path.write_text(f"<!doctype html><title>t</title>{''.join(pieces)}", encoding="utf-8")


def _bare_html(sheet: Sheet, path: Path) -> None:
    _html(sheet, path, headers=False)


def _fill(table: Any, part: Part, sheet: Sheet) -> None:  # noqa: ANN401 -- of two libraries
    for row, column, text, rows, columns in _cells(part):
        cell = table.cell(row, column)
        if rows > 1 or columns > 1:
            merged = cell.merge(table.cell(row + rows - 1, column + columns - 1))
            cell = merged or cell
        cell.text = text
        if sheet.bold and _is_label(part, row, column):
            for paragraph in getattr(cell, "paragraphs", None) or cell.text_frame.paragraphs:
                for run in paragraph.runs:
                    run.font.bold = True


def _docx(sheet: Sheet, path: Path, *, style: str | None = "Table Grid") -> None:
    document = docx.Document()
    for part in sheet.parts:
        for line in part.above:
            document.add_paragraph(line)
        grid = part.grid()
        table = document.add_table(len(grid), max(map(len, grid)), style=style)
        _fill(table, part, sheet)
        document.add_paragraph(part.below)
    document.save(str(path))


def _open_docx(sheet: Sheet, path: Path) -> None:
    _docx(sheet, path, style=None)


def _pptx(sheet: Sheet, path: Path) -> None:
    deck = pptx.Presentation()
    for part in sheet.parts:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = " ".join(part.above) or "表"
        grid = part.grid()
        inches = pptx.util.Inches
        shape = slide.shapes.add_table(
            len(grid), max(map(len, grid)), inches(1), inches(2), inches(8), inches(3)
        )
        _fill(shape.table, part, sheet)
    deck.save(str(path))


def _md(sheet: Sheet, path: Path) -> None:
    (part,) = sheet.parts
    rows = ["| " + " | ".join(row) + " |" for row in part.grid()]
    width = max(map(len, part.grid()))
    lines = [*part.above, "", rows[0], "|" + "---|" * width, *rows[1:], "", part.below]
    path.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")


def _bars(sheet: Sheet, path: Path) -> None:
    (part,) = sheet.parts
    lines = [*part.above, *("| " + " | ".join(row) + " |" for row in part.grid()), "", part.below]
    path.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _aligned(sheet: Sheet, path: Path) -> None:
    (part,) = sheet.parts
    grid = part.grid()
    widths = [max(_width(row[column]) for row in grid) + 3 for column in range(len(grid[0]))]
    rows = [
        "".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in grid
    ]
    # The first line may begin with an empty cell.
    text = "\n".join([*part.above, "", *rows, "", part.below]).strip("\n")
    path.write_text(f"{text}\n", encoding="utf-8")


def _rst(sheet: Sheet, path: Path) -> None:
    (part,) = sheet.parts
    grid = part.grid()
    lines = [".. list-table::", f"   :header-rows: {part.head}", ""]
    for row in grid:
        lines += [f"   {'*' if not at else ' '} - {cell}".rstrip() for at, cell in enumerate(row)]
    path.write_text("\n".join([*part.above, "", *lines, "", part.below]).strip() + "\n", encoding="utf-8")


_WRITERS = {
    "xlsx": _xlsx,
    "xls": _xls,
    "csv": _csv,
    "html": _html,
    "bare.html": _bare_html,
    "docx": _docx,
    "open.docx": _open_docx,
    "pptx": _pptx,
    "md": _md,
    "bars.txt": _bars,
    "aligned.txt": _aligned,
    "rst": _rst,
}
_PLAIN_ONLY = frozenset(["csv", "md", "bars.txt", "aligned.txt", "rst"])
