"""Tables of a page → rows that say what their values are (``City: Tokyo | Area: 2,194``).

Cells come from the lines a page draws; where it draws none, from rows whose stretches stand in the
same columns.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kotae.parsing.pdf.directions import GlyphGroup
from kotae.parsing.pdf.file import Page
from kotae.parsing.pdf.glyphs import Glyph
from kotae.parsing.pdf.grids import Cell, grids
from kotae.parsing.pdf.hyphens import Words
from kotae.parsing.pdf.labels import LabelledRow, Value, is_figure, labelled
from kotae.parsing.pdf.layout import ANCHOR, BAR, Line, lines_of
from kotae.parsing.pdf.located import Located, joined
from kotae.parsing.pdf.objects import Area, Rule

__all__ = ["Table", "aligned", "taken_out"]

_MAX_CELL_CHARS: Final = 400
_MIN_FILLED: Final = 0.3
_MIN_ROWS: Final = 3
_MAX_AREAS: Final = 400
_WHITE: Final = 250


@dataclass(slots=True)
class Table:
    """A table with drawn lines.

    Attributes:
        anchor: The glyph that stands for it among the lines of its page.
        cells: With their lines, in the order of the grid.
        shaded: Rows and columns of cells on a ground of their own.
    """

    anchor: Glyph
    cells: list[tuple[Cell, list[Line]]] = field(default_factory=list)
    shaded: set[tuple[int, int]] = field(default_factory=set)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of all cells."""
        for _, lines in self.cells:
            yield from lines

    def rows(self, words: Words) -> list[LabelledRow]:
        """Return its rows; ``words`` proves broken words."""
        grid: defaultdict[int, dict[int, Value]] = defaultdict(dict)
        for cell, lines in _parted(self.cells):
            located = joined([Located.of(line) for line in lines], words) if lines else Located("")
            strong = (cell.row, cell.column) in self.shaded or (
                bool(lines) and all(line.bold for line in lines)
            )
            text = Value(located, strong)
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    grid[row][column] = text
        width = 1 + max(column for row in grid.values() for column in row)
        empty = Value(Located(""), False)
        rows = [[grid[row].get(column, empty) for column in range(width)] for row in sorted(grid)]
        return labelled(rows)


def _parted(cells: Sequence[tuple[Cell, list[Line]]]) -> list[tuple[Cell, list[Line]]]:
    """The cells with rows apart between which no line is drawn: figures below each other tell them."""
    if any(cell.rows > 1 for cell, _ in cells):
        return list(cells)
    rows: defaultdict[int, list[tuple[Cell, list[Line]]]] = defaultdict(list)
    for cell, lines in cells:
        rows[cell.row].append((cell, lines))
    result: list[tuple[Cell, list[Line]]] = []
    shift = 0
    for row, group in sorted(rows.items()):
        count = _rows_inside([lines for _, lines in group if lines])
        for cell, lines in group:
            parts = [lines[at : at + 1] for at in range(count)] if count > 1 else [lines]
            result += [(replace(cell, row=row + shift + at), part) for at, part in enumerate(parts)]
        shift += max(0, count - 1)
    return result


def _rows_inside(filled: Sequence[Sequence[Line]]) -> int:
    """How many rows the cells of one row hold; 0 where they hold one, or text of several lines."""
    count = len(filled[0]) if filled else 0
    if len(filled) < 2 or any(len(lines) != count for lines in filled):
        return 0
    if not any(all(is_figure(line.text) for line in lines) for lines in filled):
        return 0
    for beside in zip(*filled, strict=True):
        bottoms = [line.bottom for line in beside]
        if max(bottoms) - min(bottoms) > 0.6 * beside[0].size:
            return 0
    return count


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
    areas = _grounds(group, page, cells)
    for at, cell in enumerate(cells):
        lines = lines_of(inside.get(at, ()), page=page.number, frame=group.frame)
        table.cells.append((cell, lines))
        if any(_holds_middle(area, cell) for area in areas):
            table.shaded.add((cell.row, cell.column))
    return table


def _grounds(group: GlyphGroup, page: Page, cells: Sequence[Cell]) -> list[Area]:
    """Areas of some colour that lie below cells, but not below the whole table."""
    whole = max(cell.right for cell in cells) - min(cell.left for cell in cells)
    height = max(cell.bottom for cell in cells) - min(cell.top for cell in cells)
    areas = [
        area._replace(left=box[0], top=box[1], right=box[2], bottom=box[3])
        for area in page.areas[:_MAX_AREAS]
        if min(area.colour) < _WHITE and (box := group.frame.to_reading(*area[:4]))
    ]
    return [
        area
        for area in areas
        if area.right - area.left < 0.98 * whole or area.bottom - area.top < 0.9 * height
    ]


def _holds_middle(area: Area, cell: Cell) -> bool:
    x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
    return area.left <= x <= area.right and area.top <= y <= area.bottom


def aligned(lines: Sequence[Line]) -> list[list[Value]]:
    """Return rows without drawn lines as cells; none where their stretches don't stand in columns.

    Args:
        lines: Rows that follow each other, each of several stretches.
    """
    if len(lines) < _MIN_ROWS or len({line.cells for line in lines}) > 1:
        return []
    spans = [list(_spans(line)) for line in lines]
    columns = list(zip(*spans, strict=True))
    rights = [
        max(line.edges[end] for line, (_, end) in zip(lines, column, strict=True)) for column in columns
    ]
    lefts = [
        min(line.edges[start] for line, (start, _) in zip(lines, column, strict=True)) for column in columns
    ]
    if any(right > left for right, left in zip(rights, lefts[1:], strict=False)):
        return []
    return [
        [Value(Located.of(line).cut(start, end), line.bold) for start, end in row]
        for line, row in zip(lines, spans, strict=True)
    ]


def _spans(line: Line) -> Iterator[tuple[int, int]]:
    starts = (0, *line.breaks)
    ends = [start - len(BAR) for start in line.breaks] + [len(line.text)]
    return zip(starts, ends, strict=True)
