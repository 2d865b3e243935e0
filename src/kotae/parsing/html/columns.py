"""Columns of a table that its page lets vanish: their cells are hidden before anything is read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from bs4.element import Tag

from kotae.parsing.html.marks import class_names
from kotae.parsing.html.style import Styles
from kotae.parsing.html.tables import span_of

__all__ = ["collapse_columns"]

# A span may be any number that fits into a page's source, and each column takes work.
_MAX_COLUMNS: Final = 1_000


def collapse_columns(tags: Mapping[str, Sequence[Tag]], styles: Styles) -> None:
    """Hide the cells of columns that are collapsed; nothing else can be said of a column that hides its text.

    Args:
        tags: The elements of a page, by name; cells get a style of their own.
        styles: The page's style sheets.
    """
    columns = [*tags.get("col", ()), *tags.get("colgroup", ())]
    tables = {id(table): table for column in columns if (table := column.find_parent("table")) is not None}
    for table in tables.values():
        if any(collapsed := list(islice(_collapsed(table, styles), _MAX_COLUMNS))):
            for cell, first, last in _placed(table):
                if all(collapsed[first:last]) and last <= len(collapsed):
                    cell["style"] = "display:none!important"


def _collapsed(table: Tag, styles: Styles) -> Iterator[bool]:
    """For each column that is announced, whether it is collapsed."""
    for child in table.find_all(["colgroup", "col"], recursive=False):
        own = _is_collapsed(child, styles)
        inner = child.find_all("col", recursive=False)
        for column in inner or [child]:
            yield from [own or _is_collapsed(column, styles)] * span_of(column.get("span"))


def _is_collapsed(column: Tag, styles: Styles) -> bool:
    return styles.declarations(column, class_names(column)).get("visibility") == "collapse"


def _placed(table: Tag) -> Iterator[tuple[Tag, int, int]]:
    """Yield the table's own cells, each with its first column and the one behind its last."""
    taken: Counter[int] = Counter()  # for how many rows more a cell above reaches down into a column
    parts = [table, *table.find_all(["thead", "tbody", "tfoot"], recursive=False)]
    for row in (row for part in parts for row in part.find_all("tr", recursive=False)):
        column, reaching = 0, Counter({place: left - 1 for place, left in taken.items() if left > 1})
        for cell in row.find_all(["td", "th"], recursive=False):
            while taken[column]:
                column += 1
            last = column + span_of(cell.get("colspan"))
            if last > _MAX_COLUMNS:
                break
            yield cell, column, last
            if (rows := span_of(cell.get("rowspan"))) > 1:
                reaching.update(dict.fromkeys(range(column, last), rows - 1))
            column = last
        taken = reaching
