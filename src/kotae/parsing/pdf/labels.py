"""Which cells of a table are labels, and rows that say what their values are.

A row alone says nothing without its header, so the labels are written in front of the values. A wrong
label is worse than none: where nothing shows what is a label, the cells stand side by side.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kotae.parsing.pdf.located import Located
from kotae.parsing.pdf.open_labels import open_layout, spread, under_groups
from kotae.parsing.pdf.values import Row, Value, cells_of_rows
from kotae.parsing.struck import STRETCH
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.layout import Layout, continues, find_layout, starts_table

__all__ = ["LabelledRow", "labelled"]


class LabelledRow(NamedTuple):
    """A row as text, and its values: where each begins and ends in it, and its address."""

    located: Located
    cells: tuple[tuple[int, int, str], ...]


def labelled(rows: Sequence[Row], *, ruled: bool = True, behind: Collection[int] = ()) -> list[LabelledRow]:
    """Return each row as one text, with its labels; rows of labels alone are said with the others.

    Args:
        rows: Of the same number of cells each; a merged cell is the same object at all its places.
        ruled: Whether lines are drawn around the cells. Else it may be a list set in columns, and
            only what stands out or has figures below it is a label.
        behind: The rows that begin below a blank as high as a row: they go on with the table above, or are another one.
    """
    addresses: dict[int, str] = {}
    for down, row in enumerate(rows, start=1):
        for right, value in enumerate(row, start=1):
            addresses.setdefault(id(value), f"R{down}C{right}")
    gaps = {id(rows[at]) for at in behind}
    rows = [row for row in rows if any(cell.text for cell in row)]
    apart = [at for at, row in enumerate(rows) if id(row) in gaps]
    rows = rows if ruled else under_groups(rows)
    pairs = [pair for part in _tables(rows, apart) for pair in _labelled(part, ruled=ruled)]
    return [_written(row, addresses) for row in pairs if row]


def _tables(rows: Sequence[Row], apart: Collection[int]) -> Iterator[Sequence[Row]]:
    """Yield the tables that stand below each other as one, each with a header of its own."""
    cells, begin = cells_of_rows(rows), 0
    for at in range(1, len(rows)):
        titled = _is_title(rows[at]) and at + 1 < len(rows) and not _is_title(rows[at + 1])
        if _begins(cells, begin, at + titled, above=at) or (at in apart and not _continues(cells, begin, at)):
            yield rows[begin:at]
            begin = at
            if titled:
                yield rows[at : at + 1]
                begin = at + 1
    yield rows[begin:] if begin < len(rows) else ()


def _begins(cells: Sequence[Sequence[Cell]], begin: int, at: int, *, above: int) -> bool:
    """Whether a row is the header of another table than the rows from ``begin`` to ``above``."""
    if above - begin < 2 or at + 1 >= len(cells):
        return False
    rows = [*cells[begin:above], *cells[at:]]
    return starts_table(rows, above - begin)


def _is_title(row: Row) -> bool:
    """Whether a row is one text at its beginning."""
    return bool(row[0].text) and not any(cell.text for cell in row if cell is not row[0])


def _continues(cells: Sequence[Sequence[Cell]], begin: int, at: int) -> bool:
    """Whether rows below a blank go on with the table above it."""
    return continues(find_layout(cells[begin:at]), cells[at:], cells[at - 1])


def _labelled(rows: Sequence[Row], *, ruled: bool) -> Iterator[list[tuple[Located, Value]]]:
    """Yield the values of each row of a table with their labels."""
    if not rows:
        return
    layout = find_layout(cells_of_rows(rows)) if ruled else open_layout(rows)
    if layout.header_rows:
        head = rows[: layout.header_rows] if ruled else spread(rows[: layout.header_rows])
        labels = [_combined([row[column] for row in head]) for column in range(len(rows[0]))]
        if layout.named_rows:
            labels[0] = Located("")
        yield from (list(_headed(row, labels)) for row in rows[layout.header_rows :])
    elif layout.label_columns:
        yield from (list(_keyed(row, layout)) for row in rows)
    else:
        yield from ([(Located(""), cell) for cell in _once(row)] for row in rows)


def _combined(cells: Sequence[Value]) -> Located:
    """A label of several rows, what is repeated said once."""
    return _joined(list({cell.text: cell.located for cell in cells if cell.text}.values()), " ")


def _headed(row: Row, labels: Sequence[Located]) -> Iterator[tuple[Located, Value]]:
    """The values of a row with the labels of their columns; a merged one has those of all its columns.

    One that is alone in its row and reaches over most of it remarks on the row above, and has none.
    """
    alone = len({id(cell) for cell in row if cell.text}) == 1
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[end] is row[at]:
            end += 1
        if row[at].text:
            own = {label.text: label for label in labels[at:end] if label.text not in ("", row[at].text)}
            whole = end - at == len(row) or (alone and end - at > max(2, len(row) // 2))
            yield Located("") if whole else _joined(list(own.values()), " / "), row[at]
        at = end


def _keyed(row: Row, layout: Layout) -> Iterator[tuple[Located, Value]]:
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


def _once(row: Row) -> list[Value]:
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
