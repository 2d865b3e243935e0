"""Tables in the reader as tables: labels above their columns, rows called by their first cell, the cited cell marked.

A row is stored with its labels (``Fee: 400 yen | Due: 31 March``) and with where each value stands. Here the
labels are said once, above; what is marked is still marked by offsets into the text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kotae.records import Block, CellSpan
from kotae.ui.escaping import element, escape
from kotae.ui.reader.inline import Words, render_inline, table_lines, table_row

__all__ = ["heads_a_table", "label_in", "render_table"]

_ADDRESS: Final = re.compile(
    r"R(?P<row>\d{1,7})C(?P<column>\d{1,5})|(?:.*!)?(?P<letters>[A-Z]{1,3})(?P<number>\d{1,7})"
)
_BARS: Final = re.compile(r"\A[\s|]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """A cell in its place."""

    row: int
    column: int
    letters: str
    label: str
    span: CellSpan


def heads_a_table(block: Block, following: Block | None, source: str) -> bool:
    """Return whether a heading is the row of labels above the table that follows it."""
    if block.kind != "heading" or following is None or following.kind != "table":
        return False
    words = " ".join(source[block.start : block.end].split())
    return "|" in words and " ".join(" ".join(following.headings[-1:]).split()) == words


def render_table(
    blocks: Sequence[Block],
    words: Words,
    *,
    head: Block | None = None,
    before: Callable[[Block], str] = lambda _: "",
) -> str:
    """Return rows of one table as HTML.

    Args:
        blocks: The rows, in order; at least one.
        words: The document's, with what to mark.
        head: The block that holds the labels alone, where they aren't said in each row.
        before: What stands before a row, as rows of HTML; empty for nothing.
    """
    rows = [(block, _values(block, words.text)) for block in blocks]
    if not all(values for _, values in rows):
        return _plain(blocks, words, head, before)
    columns = sorted({value.column for _, values in rows for value in values})
    labels = _labels([value for _, values in rows for value in values])
    top = _head(head, columns, words) if head else ""
    if not top and labels is not None and any(labels.values()):
        names = (element("th", escape(labels.get(column, "")), scope="col", dir="auto") for column in columns)
        top = element("tr", _corner(rows) + "".join(names))
    body = "".join(
        before(block) + _row(values, columns, words, named=bool(top), labelled=labels is None)
        for block, values in rows
    )
    letters = _letters(rows, columns)
    return _framed(element("thead", letters + top) if letters or top else "", body)


def _framed(head: str, body: str) -> str:
    return element("div", element("table", head + element("tbody", body)), class_="k-table")


def _plain(
    blocks: Sequence[Block],
    words: Words,
    head: Block | None,
    before: Callable[[Block], str],
) -> str:
    """Return rows whose cells aren't told apart by offsets, split where they are written apart."""
    top = table_row(words, head.start, head.end, name="th") if head else ""
    rows = "".join(
        before(block)
        + "".join(table_row(words, *line) for line in table_lines(words.text, block.start, block.end))
        for block in blocks
    )
    return _framed(element("thead", top) if top else "", rows)


def label_in(between: str) -> str:
    """Return the label in what stands between two cells of a row: without bars before it and the colon behind it."""
    label = _BARS.sub("", between).rstrip()
    return label[:-1].rstrip() if label.endswith((":", "：")) else label


def _values(block: Block, source: str) -> list[_Value]:
    """Return the cells of a row in their places; none where one of them has no place of its own."""
    found: list[_Value] = []
    position = block.start
    for cell in block.cells:
        place = _ADDRESS.fullmatch(cell.address)
        if place is None:
            return []
        letters = place["letters"] or ""
        found.append(
            _Value(
                row=int(place["row"] or place["number"]),
                column=int(place["column"]) if place["column"] else _number(letters),
                letters=letters,
                label=label_in(source[position : cell.start]).rstrip(":： |"),
                span=cell,
            )
        )
        position = cell.end
    in_order = all(one.column < two.column for one, two in pairwise(found))
    return found if in_order else []


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _labels(values: Sequence[_Value]) -> Mapping[int, str] | None:
    """Return what each column is called; None where rows call the same column differently, as in forms."""
    found: dict[int, str] = {}
    for value in values:
        if found.setdefault(value.column, value.label) != value.label:
            return None
    return found


def _head(head: Block, columns: Sequence[int], words: Words) -> str:
    """Return a row of labels that stands by itself; empty where it has not one for each column."""
    row = table_row(words, head.start, head.end, name="th")
    return row if row.count("<th") >= len(columns) and columns == list(range(1, len(columns) + 1)) else ""


def _letters(rows: Sequence[tuple[Block, list[_Value]]], columns: Sequence[int]) -> str:
    """Return the letters above the columns of a sheet; empty for other tables."""
    letters = {value.column: value.letters for _, values in rows for value in values}
    if not all(letters.values()):
        return ""
    names = "".join(
        element("td", letters[column], class_="k-gutter", aria_hidden="true") for column in columns
    )
    return element("tr", element("td", "", class_="k-gutter") + names)


def _corner(rows: Sequence[tuple[Block, list[_Value]]]) -> str:
    """Return the cell above the numbers of a sheet's rows; empty for other tables."""
    return element("td", "", class_="k-gutter") if rows[0][1][0].letters else ""


def _row(
    values: Sequence[_Value],
    columns: Sequence[int],
    words: Words,
    *,
    named: bool,
    labelled: bool,
) -> str:
    by_column = {value.column: value for value in values}
    cells = [
        _cell(by_column.get(column), words, named=named and column == columns[0] and len(columns) > 1)
        if not labelled
        else _labelled(by_column.get(column), words)
        for column in columns
    ]
    number = element("td", str(values[0].row), class_="k-gutter", aria_hidden="true")
    inner = (number if values[0].letters else "") + "".join(cells)
    cited = any(
        place.start < values[-1].span.end and place.end > values[0].span.start for place in words.evidence
    )
    return element("tr", inner, class_="k-cited-row" if cited else None)


def _cell(value: _Value | None, words: Words, *, named: bool) -> str:
    if value is None:
        return element("td", "")
    span = value.span
    shown = render_inline(words, span.start, span.end)
    name, scope = ("th", "row") if named else ("td", None)
    return element(name, shown, scope=scope, dir="auto", data_place=f"{span.start}-{span.end}")


def _labelled(value: _Value | None, words: Words) -> str:
    """Return a cell with its label in it: rows of a form call their cells differently."""
    if value is None:
        return element("td", "")
    span = value.span
    shown = render_inline(words, span.start, span.end)
    said = element("span", shown, data_place=f"{span.start}-{span.end}", dir="auto")
    label = element("b", escape(value.label), class_="k-cell-label", dir="auto") if value.label else ""
    return element("td", label + said)
