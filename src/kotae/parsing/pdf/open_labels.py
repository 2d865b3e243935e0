"""Where the labels stand in tables without drawn cells.

It may be a list set in columns: there has to be more to show that something is a label than where lines are drawn.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kotae.parsing.pdf.values import Row, Value, cells_of_rows, is_figure
from kotae.parsing.tables.cell_shapes import is_known_label, is_label, one_line, shape
from kotae.parsing.tables.labels import PLACEHOLDERS
from kotae.parsing.tables.layout import Layout, find_layout
from kotae.parsing.tables.series import heads_a_series

__all__ = ["open_layout", "spread", "under_groups"]

# What is longer is a sentence, not what stands above a column.
_MAX_LABEL_CHARS: Final = 60
_MAX_HEADER_ROWS: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年?度?")


def open_layout(rows: Sequence[Row]) -> Layout:
    """Return where the labels of a table stand; none of them are labels where nothing shows it."""
    begin = _header_rows(rows) or _levels(rows)
    if begin and begin < len(rows):
        return Layout(header_rows=begin)
    found = find_layout(cells_of_rows(rows))
    if found.header_rows:
        head, body = rows[: found.header_rows], rows[found.header_rows :]
        known = [is_known_label(cell.text) for cell in head[-1] if cell.text]
        cornered = not rows[0][0].text and all(row[0].text for row in body) and not _holds_gaps(head[-1][1:])
        values = any(map(_is_of_values, zip(*body, strict=True)))
        series = heads_a_series([one_line(row[0].text) for row in rows[found.header_rows - 1 :]])
        if values or cornered or series or 4 * sum(known) >= 3 * len(known):
            return found
    elif found.label_columns and _names_values(rows, found.label_columns):
        return found
    elif len(rows) > 2 and not rows[0][0].text and _reads_as_header(rows[0]):
        # Labels of groups over the labels of columns: fewer than half of them may stand there.
        below = open_layout(rows[1:]).header_rows
        if below:
            return Layout(header_rows=below + 1)
    return Layout(label_columns=tuple(_key_columns(rows)) if _key_columns_stand_out(rows) else ())


def under_groups(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, those of a form whose first column names a group of labels once with that name at each of them."""
    first = [row[0].text for row in rows]
    if len(rows) < 2 or len(rows[0]) < 3 or not first[0] or 2 * len(list(filter(None, first))) > len(rows):
        return list(rows)
    names = [one_line(row[1].text) for row in rows]
    if not all(names) or 2 * sum(map(is_known_label, names)) < len(names) or len(set(names)) < len(names):
        return list(rows)
    result: list[Row] = []
    for row in rows:
        result.append(row if row[0].text else [result[-1][0], *row[1:]])
    return result


def spread(rows: Sequence[Row]) -> list[Row]:
    """Return header rows with a label for several columns at each of them, where nothing reaches over columns by itself."""
    spread = [list(row) for row in rows]
    for row, below in reversed(list(pairwise(spread))):
        if any(left is right and left.text for left, right in pairwise(row)):
            continue
        for place in range(2, len(row)):
            if not row[place].text and below[place].text:
                row[place] = row[place - 1]
    return list(spread)


def _holds_gaps(row: Row) -> bool:
    return not all(cell.text for cell in row)


def _is_of_values(column: Sequence[Value]) -> bool:
    """Whether most cells of a column are figures, dates, codes."""
    texts = [one_line(cell.text) for cell in column if cell.text]
    return 5 * sum(map(_is_value, texts)) >= 3 * len(texts) > 0


def _is_value(text: str) -> bool:
    return shape(text) not in ("words", "prose") or text.casefold() in PLACEHOLDERS


def _names_values(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether what would be the labels of a form reads as such beside what would be its values."""
    pairs = [
        (one_line(row[place].text), one_line(row[place + 1].text))
        for row in rows
        for place in columns
        if place + 1 < len(row) and row[place].text and row[place + 1].text
    ]
    if not pairs:
        return False
    known = sum(is_known_label(name) or name.endswith((":", "：")) for name, _ in pairs)
    values = sum(_is_value(value) or len(value) >= 2 * len(name) for name, value in pairs)
    named = all(is_label(name) for name, _ in pairs)
    return 2 * known >= len(pairs) or (named and 2 * values >= len(pairs))


def _header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top of a list set in columns are labels."""
    if len(rows) < 2:
        return 0
    strong = [all(cell.strong for cell in row if cell.text) for row in rows]
    if strong[0] and not all(strong):
        return min(_MAX_HEADER_ROWS, strong.index(False))
    if not _reads_as_header(rows[0]) or _key_columns_stand_out(rows):
        return 0
    return int(any(_is_of_figures([row[column] for row in rows[1:]]) for column in range(1, len(rows[0]))))


def _levels(rows: Sequence[Row]) -> int:
    """How many rows at the top hold words over each other, with nothing but values below; 0 for fewer than three."""
    valued = [[bool(cell.text) and _is_value(one_line(cell.text)) for cell in row[1:]] for row in rows]
    count = next((at for at, row in enumerate(valued) if any(row)), 0)
    if not 2 < count <= _MAX_HEADER_ROWS or not all(map(all, valued[count:])):
        return 0
    labels = [cell.text for row in rows[:count] for cell in row if cell.text]
    return count if all(cell.text for cell in rows[count - 1][1:]) and all(map(is_label, labels)) else 0


def _key_columns_stand_out(rows: Sequence[Row]) -> bool:
    """Whether the first column stands out, and not everything does."""
    first = [row[0].strong for row in rows if row[0].text]
    return all(first) and not all(cell.strong for row in rows for cell in row if cell.text)


def _key_columns(rows: Sequence[Row]) -> list[int]:
    """Columns whose cells all stand out: they hold the labels of what stands to their right."""
    return [
        column
        for column in range(len(rows[0]))
        if all(row[column].strong for row in rows if row[column].text)
        and any(row[column].text for row in rows)
    ]


def _is_of_figures(below: Sequence[Value]) -> bool:
    """Whether a column holds figures below its first cell: at least two, and nothing else."""
    filled = [cell.text for cell in below if cell.text]
    return len(filled) > 1 and all(map(is_figure, filled))


def _reads_as_header(row: Row) -> bool:
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
