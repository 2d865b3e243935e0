"""Excel workbooks → sheets of cells as Excel shows them: formats, merged cells, hidden rows, comments.

The XML is read directly: runs that are struck through, readings above kanji, hidden rows and the
formats that are named by number only don't come through a library's cells.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Final

from lxml import etree

from kotae.errors import failing_as
from kotae.parsing.excel.headers import Range, cell_place, cell_range, mark_headers, printed_headers
from kotae.parsing.excel.styles import CellStyle, cell_styles, hiding_rules, rich_text
from kotae.parsing.ink import SMALLEST_POINTS
from kotae.parsing.losses import Loss, Losses
from kotae.parsing.office.drawings import RELATION
from kotae.parsing.office.number_formats import shown_number, shown_text
from kotae.parsing.packages.package import Package, local_name, unescaped
from kotae.parsing.tables.sheets import Sheet

__all__ = ["Workbook", "Worksheet"]

_NARROWEST: Final = 0.2
_MAX_MERGES: Final = 5_000
_MAX_CONDITIONS: Final = 100
_MAX_COUNTED: Final = 10_000
_TAGS: Final = ("row", "col", "mergeCell", "autoFilter", "headerFooter", "conditionalFormatting")
_FIELD: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]{1,3}|[A-Za-z&])')


@dataclass(slots=True, kw_only=True)
class Worksheet:
    """One sheet of a workbook.

    Attributes:
        name: As on its tab.
        part: Name of the member it is stored in; empty where it is missing.
        visible: Whether its tab shows.
        cells: What its cells show, without hidden rows and columns.
        header: Texts printed above and below each page, without page numbers.
        unstored: Formulas without a stored result.
        painted: Whether tables or rules fill its cells, beside their own style.
    """

    name: str
    part: str
    visible: bool
    cells: Sheet
    header: list[str] = field(default_factory=list)
    unstored: int = 0
    painted: bool = False


@dataclass(slots=True)
class _Content:
    """A sheet as it is parsed."""

    merges: list[Range] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: dict[int, list[tuple[int, str, bool]]] = field(default_factory=dict)
    filtered: bool = False
    filters: list[Range] = field(default_factory=list)
    conditions: list[tuple[Loss, Range]] = field(default_factory=list)


class Workbook:
    """The parts of a workbook that all of its sheets share.

    Attributes:
        theme: Its theme, where it has one.
    """

    def __init__(self, package: Package, losses: Losses) -> None:
        """Open it.

        Raises:
            ReadingError: It is damaged or no workbook.
        """
        self._package, self._losses = package, losses
        self._part = package.main_part("xl/workbook.xml")
        root = package.xml(self._part)
        if root is None or local_name(root) != "workbook":
            raise package.damaged()
        self._root = root
        related = package.related(self._part)
        self._targets = {identity: name for identity, (_, name) in related.items()}
        kinds = dict(related.values())
        self.theme = package.xml(kinds.get("theme", ""))
        self._styles = cell_styles(package.xml(kinds.get("styles", "")), self.theme)
        self._hiding = hiding_rules(package.xml(kinds.get("styles", "")), self.theme)
        self._strings = self._shared(kinds.get("sharedStrings", ""))
        properties = root.find("{*}workbookPr")
        self._date1904 = properties is not None and properties.get("date1904") in ("1", "true")

    def sheets(self) -> Iterator[Worksheet]:
        """Yield the sheets in the order of their tabs; the content of hidden ones isn't read."""
        printed = printed_headers(self._root)
        for number, element in enumerate(self._root.iterfind("{*}sheets/{*}sheet")):
            name = " ".join(str(element.get("name") or "").split())
            visible = str(element.get("state") or "visible") == "visible"
            part = self._targets.get(str(element.get(RELATION + "id")), "")
            if not part:
                part = next(
                    (name for key, name in self._targets.items() if key in element.attrib.values()), ""
                )
            sheet = Worksheet(name=name, part=part, visible=visible, cells=Sheet(name=name))
            if visible and part:
                filters = self._fill(sheet)
                mark_headers(
                    sheet.cells, self._package, part, filtered=filters, printed=printed.get(number, 0)
                )
            yield sheet

    def _shared(self, part: str) -> Sequence[etree._Element]:
        root = self._package.xml(part) if part else None
        return list(root.iterfind("{*}si")) if root is not None else ()

    def _fill(self, sheet: Worksheet) -> list[Range]:
        """Read a sheet and return where it has filters. Element by element: the whole tree of a large one wouldn't fit."""
        data = self._package.xml_data(sheet.part)
        if not data:
            raise self._package.damaged()
        sheet.painted = b"conditionalFormatting" in data or b"tablePart" in data
        content = _Content()
        with failing_as(self._package.damaged(), on=(etree.XMLSyntaxError, ValueError)):
            for _, element in etree.iterparse(
                io.BytesIO(data), tag=[f"{{*}}{tag}" for tag in _TAGS], **Package.XML_OPTIONS
            ):
                self._element(sheet, element, content)
                if local_name(element) == "row":
                    element.clear()
        self._finish(sheet, content)
        return content.filters

    def _element(self, sheet: Worksheet, element: etree._Element, content: _Content) -> None:
        name = local_name(element)
        if name == "row":
            self._row(sheet, element, content)
        elif name == "col" and (_flag(element, "hidden") or _is_shut(element, "width", _NARROWEST)):
            first, last = _number(element.get("min"), 0), _number(element.get("max"), 0)
            content.hidden_columns.update(range(first, min(last, first + 500) + 1))
        elif name == "mergeCell" and len(content.merges) < _MAX_MERGES:
            content.merges += cell_range(str(element.get("ref") or ""))
        elif name == "conditionalFormatting" and self._hiding:
            ranges = str(element.get("sqref") or "").split()[:_MAX_CONDITIONS]
            for kind in {self._hiding.get(str(rule.get("dxfId") or "")) for rule in element} - {None}:
                found = [(kind, place) for part in ranges for place in cell_range(part, single=True)]
                content.conditions += found[: _MAX_CONDITIONS - len(content.conditions)]  # type: ignore[arg-type]  # not None
        elif name == "autoFilter":
            content.filtered |= element.find("{*}filterColumn") is not None
            content.filters += cell_range(str(element.get("ref") or ""))
        elif name == "headerFooter":
            texts = [_FIELD.sub(" ", child.text or "") for child in element]
            sheet.header = list(dict.fromkeys(text for text in (" ".join(t.split()) for t in texts) if text))

    def _row(self, sheet: Worksheet, element: etree._Element, content: _Content) -> None:
        number = _number(element.get("r"), sheet.cells.last_row + 1)
        column = 0
        cells: list[tuple[int, str, bool]] = []
        for cell in element:
            if local_name(cell) != "c":
                continue
            place = cell_place(str(cell.get("r") or ""))
            column = place[1] if place else column + 1
            style = self._style(cell)
            text = self._shown(cell, style, sheet)
            if text.strip():
                cells.append((column, text, style.strong))
        if _flag(element, "hidden") or _is_shut(element, "ht", SMALLEST_POINTS):
            if element.get("outlineLevel") in (None, "0"):
                content.hidden_rows[number] = cells
                return
            self._losses.add("filtered", count=1 if cells else 0)
        self._put(sheet, number, cells)

    def _put(self, sheet: Worksheet, number: int, cells: Sequence[tuple[int, str, bool]]) -> None:
        for column, text, strong in cells:
            sheet.cells.put(number, column, text, strong=strong)

    def _finish(self, sheet: Worksheet, content: _Content) -> None:
        """Merge, and leave out what is hidden; rows hidden by a filter are part of the data."""
        hidden = {number: cells for number, cells in content.hidden_rows.items() if cells}
        if hidden:
            self._losses.add("filtered" if content.filtered else "hidden_rows", count=len(hidden))
        for number, cells in hidden.items() if content.filtered else ():
            self._put(sheet, number, cells)
        for top, left, bottom, right in content.merges:
            sheet.cells.merge(top, left, bottom, right)
        self._note_conditions(sheet, content)
        used = {column for row in sheet.cells.rows.values() for column in row} & content.hidden_columns
        if used:
            self._losses.add("hidden_columns", count=len(used))
        for row in sheet.cells.rows.values() if used else ():
            for column in used & row.keys():
                del row[column]

    def _note_conditions(self, sheet: Worksheet, content: _Content) -> None:
        """Note cells that show nothing, or something crossed out, while a condition holds: whether it does isn't computed."""
        for kind, (top, left, bottom, right) in content.conditions:
            texts = (
                cell.text
                for number in range(top, min(bottom, sheet.cells.last_row) + 1)
                for column, cell in sheet.cells.rows.get(number, {}).items()
                if left <= column <= right and cell.text
            )
            first = next(texts, "")
            more = sum(1 for _ in islice(texts, _MAX_COUNTED))
            self._losses.add(kind, first, count=1 + more if first else 0)

    def _style(self, cell: etree._Element) -> CellStyle:
        number = _number(cell.get("s"), 0)
        return self._styles[number] if number < len(self._styles) else CellStyle()

    def _shown(self, cell: etree._Element, style: CellStyle, sheet: Worksheet) -> str:
        kind = str(cell.get("t") or "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            text = self._rich(inline, style, sheet) if inline is not None else ""
            return shown_text(text, style.code)
        value = cell.findtext("{*}v")
        if value is None or value == "":
            sheet.unstored += cell.find("{*}f") is not None and kind != "str"
            return ""
        if kind == "s":
            number = _number(value, -1)
            if not 0 <= number < len(self._strings):
                return ""
            return shown_text(self._rich(self._strings[number], style, sheet), style.code)
        text = self._value(value, kind, style.code)
        if style.struck and text:
            return self._losses.cross_out("struck", text)
        seen = style.sight(painted=sheet.painted) if text else "seen"
        if seen != "seen":
            self._losses.add(seen, text)
        return "" if seen == "unseen" else text

    def _rich(self, element: etree._Element, style: CellStyle, sheet: Worksheet) -> str:
        sight = partial(style.sight, painted=sheet.painted)
        return rich_text(element, self._losses, struck=style.struck, sight=sight)

    def _value(self, value: str, kind: str, code: str) -> str:
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "e":
            self._losses.add("error")
            return ""
        if kind == "str":
            return shown_text(unescaped(value), code)
        if kind == "d":
            return value.replace("T", " ").removesuffix(" 00:00:00")
        try:
            return shown_number(float(value), code, date1904=self._date1904)
        except (ValueError, OverflowError):
            return value


def _is_shut(element: etree._Element, name: str, least: float) -> bool:
    """Whether a row or column is too small for anything to show."""
    written = str(element.get(name) or "")
    return re.fullmatch(r"\d{1,4}(?:\.\d{1,20})?", written) is not None and float(written) <= least


def _flag(element: etree._Element, name: str) -> bool:
    return element.get(name) in ("1", "true")


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.strip().isascii() and text.strip().isdigit() else default
