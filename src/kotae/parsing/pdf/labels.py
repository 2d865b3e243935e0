"""Which cells of a table are labels, and rows that say what their values are.

A row alone says nothing without its header, so the labels are written in front of the values. A wrong
label is worse than none: where nothing shows what is a label, the cells stand side by side.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kotae.parsing.pdf.located import Located

__all__ = ["Value", "is_figure", "labelled"]

_MAX_LABEL_CHARS: Final = 60
_MAX_HEADER_ROWS: Final = 3
_MANY_ROWS: Final = 5
_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円()−\-\s]*[^\W\d_]{0,3}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年?度?")


class Value(NamedTuple):
    """One cell: its text, and whether it stands out (bold, or on a ground of its own)."""

    located: Located
    strong: bool

    @property
    def text(self) -> str:
        """Its text alone; empty for an empty cell."""
        return self.located.text


_Row = Sequence[Value]


def is_figure(text: str) -> bool:
    """Return whether a cell holds a number, with or without its unit."""
    return _NUMERIC.fullmatch(text) is not None


def labelled(rows: Sequence[_Row], *, second_header: bool = False, ruled: bool = True) -> list[Located]:
    """Return each row as one text, with its labels; rows of labels alone are said with the others.

    Args:
        rows: Of the same number of cells each.
        second_header: Whether the second row may belong to the header: a label above spans columns.
        ruled: Whether lines are drawn around the cells. Else it may be a list set in columns, and
            only what stands out or has figures below it is a label.
    """
    rows = [row for row in rows if any(cell.text for cell in row)]
    begin = _header_rows(rows, second_header=second_header, ruled=ruled)
    if begin and begin < len(rows):
        labels = [_combined([row[column] for row in rows[:begin]]) for column in range(len(rows[0]))]
        return [_row(row, labels) for row in rows[begin:]]
    keys = _key_columns(rows) if not begin else []
    return [_keyed(row, keys) if keys else _row(row, [Located("")] * len(row)) for row in rows]


def _header_rows(rows: Sequence[_Row], *, second_header: bool, ruled: bool) -> int:
    """How many rows at the top are labels."""
    if len(rows) < 2:
        return 0
    strong = [all(cell.strong for cell in row if cell.text) for row in rows]
    if strong[0] and not all(strong):
        return min(_MAX_HEADER_ROWS, strong.index(False))
    if not _reads_as_header(rows[0]) or _key_columns_stand_out(rows):
        return 0
    if second_header and len(rows) > 2 and _reads_as_header(rows[1]):
        return 2
    width = len(rows[0])
    # Pairs of a label and its value, as in forms, look like a header and its first row.
    if not ruled or (width % 2 == 0 and (width == 2 or len(rows) < _MANY_ROWS)):
        return int(any(_is_of_figures([row[column] for row in rows[1:]]) for column in range(1, width)))
    return 1


def _key_columns_stand_out(rows: Sequence[_Row]) -> bool:
    """Whether the first column stands out, and not everything does."""
    first = [row[0].strong for row in rows if row[0].text]
    return all(first) and not all(cell.strong for row in rows for cell in row if cell.text)


def _key_columns(rows: Sequence[_Row]) -> list[int]:
    """Columns that hold the labels of what stands to their right; none where nothing shows it."""
    if not rows:
        return []
    width = len(rows[0])
    if _key_columns_stand_out(rows):
        return [
            column
            for column in range(width)
            if all(row[column].strong for row in rows if row[column].text)
            and any(row[column].text for row in rows)
        ]
    return [0] if width == 2 else []


def _is_of_figures(below: Sequence[Value]) -> bool:
    """Whether a column holds figures below its first cell: at least two, and nothing else."""
    filled = [cell.text for cell in below if cell.text]
    return len(filled) > 1 and all(map(is_figure, filled))


def _reads_as_header(row: _Row) -> bool:
    """Whether the cells are short labels and no numbers; years may stand beside a label."""
    labels = [cell.text for cell in row if cell.text]
    years = sum(_YEAR.fullmatch(label) is not None for label in labels)
    # A single year among words is a value.
    if len(labels) < 2 or years == len(labels) or (years == 1 and len(labels) > 2):
        return False
    return all(
        len(label) <= _MAX_LABEL_CHARS
        and any(map(str.isalnum, label))
        and (not is_figure(label) or _YEAR.fullmatch(label))
        and not label.endswith(("。", "．"))
        for label in labels
    )


def _combined(cells: Sequence[Value]) -> Located:
    """A label of several rows, what is repeated said once."""
    parts: list[Located] = []
    for cell in {cell.text: cell.located for cell in cells if cell.text}.values():
        parts += [Located(" "), cell] if parts else [cell]
    return Located.concatenated(parts)


def _row(row: _Row, labels: Sequence[Located]) -> Located:
    parts: list[Located] = []
    for cell, label in zip(row, labels, strict=True):
        if not cell.text:
            continue
        parts += [Located(" | ")] if parts else []
        parts += [label, Located(": "), cell.located] if label.text not in ("", cell.text) else [cell.located]
    return Located.concatenated(parts)


def _keyed(row: _Row, keys: Sequence[int]) -> Located:
    """A row of a form: each label with the values up to the next one."""
    parts: list[Located] = []
    labelled_already = False
    for column, cell in enumerate(row):
        if not cell.text:
            continue
        if column in keys or not parts:
            parts += [Located(" | ")] if parts else []
            labelled_already = False
        else:
            parts.append(Located(" | " if labelled_already else ": "))
            labelled_already = True
        parts.append(cell.located)
    return Located.concatenated(parts)
