"""Which cells of a table are labels, and rows that say what their values are.

A row alone says nothing without its header, so the labels are written in front of the values. A wrong
label is worse than none: where nothing shows what is a label, the cells stand side by side.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kotae.parsing.cell_shapes import Cell, is_known_label, is_label, one_line, shape
from kotae.parsing.pdf.located import Located
from kotae.parsing.struck import STRETCH
from kotae.parsing.table_labels import PLACEHOLDERS
from kotae.parsing.table_layout import Layout, find_layout

__all__ = ["LabelledRow", "Value", "is_figure", "labelled"]

_MAX_LABEL_CHARS: Final = 60
_MAX_HEADER_ROWS: Final = 3
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


class LabelledRow(NamedTuple):
    """A row as text, and its values: where each begins and ends in it, and its address."""

    located: Located
    cells: tuple[tuple[int, int, str], ...]


def labelled(rows: Sequence[_Row], *, ruled: bool = True) -> list[LabelledRow]:
    """Return each row as one text, with its labels; rows of labels alone are said with the others.

    Args:
        rows: Of the same number of cells each; a merged cell is the same object at all its places.
        ruled: Whether lines are drawn around the cells. Else it may be a list set in columns, and
            only what stands out or has figures below it is a label.
    """
    addresses: dict[int, str] = {}
    for down, row in enumerate(rows, start=1):
        for right, value in enumerate(row, start=1):
            addresses.setdefault(id(value), f"R{down}C{right}")
    rows = [row for row in rows if any(cell.text for cell in row)]
    if not rows:
        return []
    layout = _layout(rows) if ruled else _unruled(rows)
    if layout.header_rows:
        head = rows[: layout.header_rows] if ruled else _spread(rows[: layout.header_rows])
        labels = [_combined([row[column] for row in head]) for column in range(len(rows[0]))]
        if layout.named_rows:
            labels[0] = Located("")
        pairs = [list(_headed(row, labels)) for row in rows[layout.header_rows :]]
    elif layout.label_columns:
        pairs = [list(_keyed(row, layout)) for row in rows]
    else:
        pairs = [[(Located(""), cell) for cell in row if cell.text] for row in rows]
    return [_written(row, addresses) for row in pairs if row]


def _layout(rows: Sequence[_Row]) -> Layout:
    """Where the labels stand, told as for tables of every other format."""
    cells: dict[int, Cell] = {}
    for row in rows:
        for value in row:
            cells.setdefault(id(value), Cell(text=value.text, strong=value.strong))
    empty = Cell(text="")
    return find_layout([[cells[id(value)] if value.text else empty for value in row] for row in rows])


def _unruled(rows: Sequence[_Row]) -> Layout:
    """Where the labels stand in what is only set in columns: there has to be more to show it than with lines drawn."""
    begin = _header_rows(rows)
    if begin and begin < len(rows):
        return Layout(header_rows=begin)
    found = _layout(rows)
    if found.header_rows:
        head, body = rows[: found.header_rows], rows[found.header_rows :]
        known = [is_known_label(cell.text) for cell in head[-1] if cell.text]
        cornered = not rows[0][0].text and all(row[0].text for row in body) and not _holds_gaps(head[-1][1:])
        values = any(map(_is_of_values, zip(*body, strict=True)))
        if values or cornered or 4 * sum(known) >= 3 * len(known):
            return found
    elif found.label_columns and _names_values(rows, found.label_columns):
        return found
    elif len(rows) > 2 and not rows[0][0].text and _reads_as_header(rows[0]):
        # Labels of groups over the labels of columns: fewer than half of them may stand there.
        below = _unruled(rows[1:]).header_rows
        if below:
            return Layout(header_rows=below + 1)
    return Layout(label_columns=tuple(_key_columns(rows)) if _key_columns_stand_out(rows) else ())


def _holds_gaps(row: _Row) -> bool:
    return not all(cell.text for cell in row)


def _spread(rows: Sequence[_Row]) -> list[_Row]:
    """Header rows with a label for several columns at each of them, where nothing reaches over columns by itself."""
    spread = [list(row) for row in rows]
    for row, below in pairwise(spread):
        if any(left is right and left.text for left, right in pairwise(row)):
            continue
        for place in range(2, len(row)):
            if not row[place].text and below[place].text:
                row[place] = row[place - 1]
    return list(spread)


def _is_of_values(column: Sequence[Value]) -> bool:
    """Whether most cells of a column are figures, dates, codes."""
    texts = [one_line(cell.text) for cell in column if cell.text]
    return 5 * sum(map(_is_value, texts)) >= 3 * len(texts) > 0


def _is_value(text: str) -> bool:
    return shape(text) not in ("words", "prose") or text.casefold() in PLACEHOLDERS


def _names_values(rows: Sequence[_Row], columns: Sequence[int]) -> bool:
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


def _header_rows(rows: Sequence[_Row]) -> int:
    """How many rows at the top of a list set in columns are labels."""
    if len(rows) < 2:
        return 0
    strong = [all(cell.strong for cell in row if cell.text) for row in rows]
    if strong[0] and not all(strong):
        return min(_MAX_HEADER_ROWS, strong.index(False))
    if not _reads_as_header(rows[0]) or _key_columns_stand_out(rows):
        return 0
    return int(any(_is_of_figures([row[column] for row in rows[1:]]) for column in range(1, len(rows[0]))))


def _key_columns_stand_out(rows: Sequence[_Row]) -> bool:
    """Whether the first column stands out, and not everything does."""
    first = [row[0].strong for row in rows if row[0].text]
    return all(first) and not all(cell.strong for row in rows for cell in row if cell.text)


def _key_columns(rows: Sequence[_Row]) -> list[int]:
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
    return _joined(list({cell.text: cell.located for cell in cells if cell.text}.values()), " ")


def _headed(row: _Row, labels: Sequence[Located]) -> Iterator[tuple[Located, Value]]:
    """The values of a row with the labels of their columns; a merged one has those of all its columns."""
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[end] is row[at]:
            end += 1
        if row[at].text:
            own = {label.text: label for label in labels[at:end] if label.text not in ("", row[at].text)}
            whole = end - at == len(row)
            yield Located("") if whole else _joined(list(own.values()), " / "), row[at]
        at = end


def _keyed(row: _Row, layout: Layout) -> Iterator[tuple[Located, Value]]:
    """The values of a row of a form, each with the label left of it; a label without a value stands alone."""
    columns = layout.label_columns
    if not layout.grouped and columns[0]:
        yield from ((Located(""), cell) for cell in _once(row[: columns[0]]))
    for place, end in zip(columns, (*columns[1:], len(row)), strict=True):
        if place and row[place].text and row[place] is row[place - 1]:
            continue
        names = [row[place - 1], row[place]] if layout.grouped and place else [row[place]]
        label = _combined(names)
        values = [cell for cell in _once(row[place + 1 : end]) if cell is not row[place]]
        if not values and row[place].text:
            yield Located(""), row[place]
        for at, cell in enumerate(values):
            yield Located("") if at else label, cell


def _once(row: _Row) -> list[Value]:
    return [cell for at, cell in enumerate(row) if cell.text and (not at or row[at - 1] is not cell)]


def _joined(parts: Sequence[Located], between: str) -> Located:
    spaced = [piece for part in parts for piece in (Located(between), part)]
    return Located.concatenated(spaced[1:])


def _written(pairs: Sequence[tuple[Located, Value]], addresses: Mapping[int, str]) -> LabelledRow:
    parts: list[Located] = []
    cells: list[tuple[int, int, str]] = []
    length = 0
    for label, value in pairs:
        if STRETCH.fullmatch(value.text):
            # Crossed out and taken out of the text later: it needs no label.
            parts.append(value.located)
            length += len(value.text)
            continue
        said = label.text.rstrip(":： ")
        lead = [Located(" | ")] if cells else []
        lead += [label.cut(0, len(said)), Located(": ")] if said else []
        length += sum(len(part.text) for part in lead)
        cells.append((length, length + len(value.text), addresses[id(value)]))
        parts += [*lead, value.located]
        length += len(value.text)
    return LabelledRow(Located.concatenated(parts), tuple(cells))
