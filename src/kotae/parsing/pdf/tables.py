"""Tables of a page → rows that say what their values are (``City: Tokyo | Area: 2,194``).

Cells come from the lines a page draws; where it draws none, from rows whose stretches stand in the
same columns. A row alone says nothing without its header, so the labels are written in front of the
values; where it isn't clear what is a label, nothing is made one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kotae.parsing.pdf.directions import GlyphGroup
from kotae.parsing.pdf.file import Page
from kotae.parsing.pdf.glyphs import Glyph
from kotae.parsing.pdf.grids import Cell, grids
from kotae.parsing.pdf.hyphens import Words
from kotae.parsing.pdf.layout import ANCHOR, Line, lines_of
from kotae.parsing.pdf.located import Located, joined
from kotae.parsing.pdf.objects import Rule

__all__ = ["Table", "labelled", "taken_out"]

_MAX_LABEL_CHARS: Final = 60
_MAX_CELL_CHARS: Final = 400
_MIN_FILLED: Final = 0.3
_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円()−\-\s]*[^\W\d_]{0,3}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年?度?")


@dataclass(slots=True)
class Table:
    """A table with drawn lines.

    Attributes:
        anchor: The glyph that stands for it among the lines of its page.
        cells: With their lines, in the order of the grid.
    """

    anchor: Glyph
    cells: list[tuple[Cell, list[Line]]] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of all cells."""
        for _, lines in self.cells:
            yield from lines

    def rows(self, words: Words) -> list[Located]:
        """Return its rows; ``words`` proves broken words."""
        grid: defaultdict[int, dict[int, Located]] = defaultdict(dict)
        spans = False
        for cell, lines in self.cells:
            text = joined([Located.of(line) for line in lines], words) if lines else Located("")
            spans |= cell.row == 0 and cell.columns > 1
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    # Only a label over several columns is repeated in each; a value stands once a row.
                    if column == cell.column or cell.row == 0:
                        grid[row][column] = text
        width = 1 + max(column for row in grid.values() for column in row)
        empty = Located("")
        rows = [[grid[row].get(column, empty) for column in range(width)] for row in sorted(grid)]
        return labelled(rows, second_header=spans)


def taken_out(group: GlyphGroup, page: Page) -> tuple[list[Glyph], list[Table]]:
    """Return the glyphs of a group outside of ruled tables, and the tables."""
    rules = [Rule(*group.frame.to_reading(*rule)) for rule in page.rules] if group.frame.straight else []
    outside, tables = list(group.glyphs), list[Table]()
    for cells in grids(rules):
        inside, rest = _sorted_out(outside, cells)
        table = _table(cells, inside, group, page)
        if table is not None:
            tables.append(table)
            outside = rest
    return outside, tables


def _sorted_out(glyphs: Sequence[Glyph], cells: Sequence[Cell]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, by its place among them, and those in none."""
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    top, bottom = min(cell.top for cell in cells), max(cell.bottom for cell in cells)
    inside: defaultdict[int, list[Glyph]] = defaultdict(list)
    rest: list[Glyph] = []
    last = -1
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not glyph.text.strip():
            (inside[last] if last >= 0 else rest).append(glyph)
            continue
        if not (left <= x <= right and top <= y <= bottom):
            last = -1
        elif last < 0 or not _holds(cells[last], x, y):
            last = next((at for at, cell in enumerate(cells) if _holds(cell, x, y)), -1)
        (inside[last] if last >= 0 else rest).append(glyph)
    return inside, rest


def _holds(cell: Cell, x: float, y: float) -> bool:
    return cell.left <= x <= cell.right and cell.top <= y <= cell.bottom


def _table(
    cells: Sequence[Cell], inside: dict[int, list[Glyph]], group: GlyphGroup, page: Page
) -> Table | None:
    """The table of a grid; None for lines that frame something else: text, a chart."""
    lengths = [sum(len(glyph.text) for glyph in inside.get(at, ())) for at in range(len(cells))]
    filled = sum(length > 0 for length in lengths)
    if filled < 3 or filled < _MIN_FILLED * len(cells) or max(lengths) > 4 * _MAX_CELL_CHARS:
        return None
    if sum(length > _MAX_CELL_CHARS for length in lengths) > 0.3 * filled:
        return None
    size = min(glyph.size for glyphs in inside.values() for glyph in glyphs if glyph.text.strip())
    left, top = min(cell.left for cell in cells), min(cell.top for cell in cells)
    right = max(cell.right for cell in cells)
    anchor = Glyph(ANCHOR, left, right, top, top + size, size, False, False, False)
    table = Table(anchor)
    for at, cell in enumerate(cells):
        lines = lines_of(inside.get(at, ()), page=page.number, frame=group.frame)
        table.cells.append((cell, lines))
    return table


def labelled(rows: Sequence[Sequence[Located]], *, second_header: bool = False) -> list[Located]:
    """Return each row as one text, with its labels.

    Args:
        rows: Cells; all rows have the same number. Empty ones have an empty text.
        second_header: Whether the second row may belong to the header: a label above spans columns.
    """
    rows = [row for row in rows if any(cell.text for cell in row)]
    begin = _header_rows(rows, second_header=second_header)
    if begin:
        labels = [_combined([row[column] for row in rows[:begin]]) for column in range(len(rows[0]))]
        return [_row(row, labels) for row in rows[begin:]]
    if rows and len(rows[0]) == 2:
        return [_keyed(row) for row in rows]
    return [_row(row, [Located("")] * len(row)) for row in rows]


def _header_rows(rows: Sequence[Sequence[Located]], *, second_header: bool) -> int:
    """How many rows at the top are labels."""
    if len(rows) < 2 or not _reads_as_header(rows[0]):
        return 0
    if second_header and len(rows) > 2 and _reads_as_header(rows[1]):
        return 2
    if len(rows[0]) > 2:
        return 1
    # Two columns may be a form, whose first row is a label and its value: figures below a word tell.
    below = [row[1].text for row in rows[1:] if row[1].text]
    figures = sum(_NUMERIC.fullmatch(text) is not None for text in below)
    return int(bool(below) and 2 * figures > len(below))


def _reads_as_header(row: Sequence[Located]) -> bool:
    """Whether the cells are short labels and no numbers; years may stand beside a label."""
    labels = [cell.text for cell in row if cell.text]
    if len(labels) < 2 or all(map(_YEAR.fullmatch, labels)):
        return False
    return all(
        len(label) <= _MAX_LABEL_CHARS
        and (not _NUMERIC.fullmatch(label) or _YEAR.fullmatch(label))
        and not label.endswith(("。", "．"))
        for label in labels
    )


def _combined(cells: Sequence[Located]) -> Located:
    """A label of several rows, what is repeated said once."""
    parts: list[Located] = []
    for cell in {cell.text: cell for cell in cells if cell.text}.values():
        parts += [Located(" "), cell] if parts else [cell]
    return Located.concatenated(parts)


def _row(row: Sequence[Located], labels: Sequence[Located]) -> Located:
    parts: list[Located] = []
    for cell, label in zip(row, labels, strict=True):
        if not cell.text:
            continue
        parts += [Located(" | ")] if parts else []
        parts += [label, Located(": "), cell] if label.text and label.text != cell.text else [cell]
    return Located.concatenated(parts)


def _keyed(row: Sequence[Located]) -> Located:
    """A row of a form: a label and its value."""
    key, value = row
    if not key.text or not value.text or len(key.text) > _MAX_LABEL_CHARS:
        return _row(row, [Located("")] * 2)
    return Located.concatenated([key, Located(": "), value])
