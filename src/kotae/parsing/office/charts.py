"""Charts as tables: their categories name the rows, their series the columns. The file keeps what they showed last."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from kotae.parsing.office.number_formats import plain_number, shown_number
from kotae.parsing.packages.package import local_name
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.rows import write_table
from kotae.parsing.tables.sheets import column_letters, column_number
from kotae.parsing.writing import TextWriter

__all__ = ["Series", "write_chart", "write_series"]

_NUMBERS: Final = frozenset(["numCache", "numLit", "numDim"])
_MAX_POINTS: Final = 5_000
# Cells of this workbook, in one row or column: Sales!$B$2:$B$5, 'Year 1'!$B$2.
_CELLS: Final = re.compile(
    r"(?:'((?:[^'\[\]]|'')+)'|([^'!\[\](),:]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series of a chart.

    Attributes:
        name: What it is called; may be empty.
        categories: What each of its points stands for, by place from 0.
        values: Its values, likewise.
    """

    name: str = ""
    categories: Mapping[int, Cell] = field(default_factory=dict)
    values: Mapping[int, Cell] = field(default_factory=dict)


def write_chart(
    writer: TextWriter,
    root: etree._Element,
    rich: Callable[[etree._Element], str],
    *,
    on_sheet: bool = False,
) -> bool:
    """Write a chart as a table of its categories, series and values; whether there were any.

    Args:
        writer: Where to.
        root: Of the part that describes it.
        rich: Gives the text below an element on one line.
        on_sheet: Whether it shows cells of this file, which its values are cited as.
    """
    inside = root.find(".//{*}chart")
    titles = [title for title in root.iter("{*}title") if title.getparent() is inside][:1]
    titles += [
        title
        for axis in root.iter("{*}catAx", "{*}valAx", "{*}dateAx")
        for title in [axis.find("{*}title")]
        if title is not None
    ]
    named = " ".join(filter(None, (rich(title) or _joined(title) for title in titles)))
    extended = {str(data.get("id")): data for data in root.iter("{*}data") if data.get("id") is not None}
    series: list[Series] = []
    for one in list(root.iter("{*}ser", "{*}series"))[:_MAX_POINTS]:
        reference = next((str(found.get("val")) for found in one.iter("{*}dataId")), "")
        source = extended.get(reference, one)
        found = Series(
            name=_series_name(one.find("{*}tx"), rich),
            categories=_first(source, ("cat", "xVal", "strDim"), on_sheet=on_sheet),
            values=_first(source, ("val", "yVal", "numDim"), on_sheet=on_sheet),
        )
        if found.categories or found.values:
            series.append(found)
    if series:
        write_series(writer, named, series)
    else:
        writer.add(named)
    return bool(series or named)


def write_series(writer: TextWriter, title: str, series: Sequence[Series]) -> None:
    """Write the series of a chart as a table under its title; values that no cell holds are cited by row and column."""
    places = sorted({place for one in series for place in (*one.categories, *one.values)})[:_MAX_POINTS]
    names: dict[int, Cell] = {}
    for one in series:
        names = {**one.categories, **names}
    header = [one.name or title or "値 / value" for one in series]
    rows = [[Cell(text=text, address=f"R1C{at}", header=True) for at, text in enumerate(("", *header), 1)]]
    for down, place in enumerate(places, start=2):
        cells = [names.get(place, Cell(text=str(place + 1)))]
        cells += [one.values.get(place, Cell(text="")) for one in series]
        rows.append(
            [
                cell if cell.address else Cell(text=cell.text, address=f"R{down}C{at}")
                for at, cell in enumerate(cells, start=1)
            ]
        )
    writer.add(title, label=title)
    write_table(writer, rows, title=title)


def _series_name(element: etree._Element | None, rich: Callable[[etree._Element], str]) -> str:
    """The name of a series: of cells, written out, or rich text."""
    if element is None:
        return ""
    return _joined(element) or " ".join((element.findtext("{*}v") or "").split()) or rich(element)


def _joined(element: etree._Element) -> str:
    return " ".join(cell.text for cell in _points(element, on_sheet=False).values())


def _first(source: etree._Element, names: Sequence[str], *, on_sheet: bool) -> dict[int, Cell]:
    """The points of the first of these elements that has any."""
    found = (_points(source.find("{*}" + name), on_sheet=on_sheet) for name in names)
    return next((points for points in found if points), {})


def _points(element: etree._Element | None, *, on_sheet: bool) -> dict[int, Cell]:
    """The cached points of a reference by their place, numbers in their format."""
    found: dict[int, Cell] = {}
    if element is None:
        return found
    levels = list(element.iter("{*}lvl"))
    if len(levels) > 1:
        return _levelled([_points(level, on_sheet=False) for level in levels])
    formats = [str(code.text or "") for code in element.iter("{*}formatCode")]
    written = next((str(said.text or "") for said in element.iter("{*}f")), "") if on_sheet else ""
    shows = _CELLS.fullmatch(written)
    for at, point in enumerate(element.iter("{*}pt")):
        place = str(point.get("idx") or at)
        value = point.findtext("{*}v") if point.find("{*}v") is not None else point.text
        if place.isdigit() and value and len(found) < _MAX_POINTS:
            numeric = any(local_name(above) in _NUMBERS for above in point.iterancestors())
            code = str(point.get("formatCode") or (formats[0] if formats else ""))
            text = _value(value, code) if numeric else " ".join(value.split())
            found.setdefault(int(place), Cell(text=text, address=_address(shows, int(place))))
    return found


def _address(shows: re.Match[str] | None, place: int) -> str:
    """The address of a point's cell, in the row or column that a series shows; empty for anything else."""
    if shows is None:
        return ""
    quoted, plain, left, top, right, bottom = shows.groups()
    column, row = column_number(left), int(top)
    last_column, last_row = column_number(right or left), int(bottom or top)
    if (column != last_column and row != last_row) or place > max(last_column - column, last_row - row):
        return ""
    name = quoted.replace("''", "'") if quoted else plain
    return (
        f"{name}!{column_letters(column + place)}{row}"
        if row == last_row
        else f"{name}!{column_letters(column)}{row + place}"
    )


def _levelled(levels: Sequence[dict[int, Cell]]) -> dict[int, Cell]:
    """Categories of several levels, innermost first, each behind the groups it belongs to: ``2025 上期``."""
    named = {place: cell.text for place, cell in levels[0].items()}
    for level in levels[1:]:
        for place in named:
            group = max((begin for begin in level if begin <= place), default=None)
            if group is not None:
                named[place] = f"{level[group].text} {named[place]}"
    return {place: Cell(text=text) for place, text in named.items()}


def _value(text: str, code: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return " ".join(text.split())
    return shown_number(number, code) if code not in ("", "General") else plain_number(number)
