"""Tables of a page → rows that say what their values are (``City: Tokyo | Area: 2,194``).

Cells come from the lines a page draws; where it draws none, from rows whose chunks stand in the same
columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median, median_low
from typing import Final

from kotae.parsing.pdf.cell_glyphs import sorted_out
from kotae.parsing.pdf.chunks import chunk_row
from kotae.parsing.pdf.directions import Frame, GlyphGroup
from kotae.parsing.pdf.file import Page
from kotae.parsing.pdf.glyphs import Glyph
from kotae.parsing.pdf.grids import Cell, grids
from kotae.parsing.pdf.hyphens import Words
from kotae.parsing.pdf.labels import LabelledRow, labelled
from kotae.parsing.pdf.layout import ANCHOR, Line, lines_in, lines_of, rows_of
from kotae.parsing.pdf.located import Located, joined
from kotae.parsing.pdf.objects import Area, Rule
from kotae.parsing.pdf.open_grid import OpenTable, open_table
from kotae.parsing.pdf.runs import Run, run_of
from kotae.parsing.pdf.unruled import bands
from kotae.parsing.pdf.values import Value, is_figure

__all__ = ["Table", "put_turned", "taken_out", "without_open_tables"]

# Columns of prose lie beside each other like cells; a cell is seldom longer than a passage.
_MAX_CELL_CHARS: Final = 400
# An emptier grid is a form to be filled in, or a frame around text.
_MIN_FILLED: Final = 0.3
_MAX_AREAS: Final = 400
_WHITE: Final = 250
_FIGURE_GAP: Final = 0.36


@dataclass(slots=True)
class Table:
    """A table.

    Attributes:
        anchor: The glyph that stands for it among the lines of its page.
        cells: With their lines, in the order of the grid.
        shaded: Rows and columns of cells on a ground of their own, or set off by a line below them.
        ruled: Whether lines are drawn around its cells.
    """

    anchor: Glyph
    cells: list[tuple[Cell, list[Line]]] = field(default_factory=list)
    shaded: set[tuple[int, int]] = field(default_factory=set)
    ruled: bool = True

    def lines(self) -> Iterator[Line]:
        """Yield the lines of all cells."""
        for _, lines in self.cells:
            yield from lines

    def rows(self, words: Words) -> list[LabelledRow]:
        """Return its rows; ``words`` proves broken words."""
        grid: defaultdict[int, dict[int, Value]] = defaultdict(dict)
        for cell, lines in _parted(self.cells) if self.ruled else self.cells:
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
        return labelled(
            rows, ruled=self.ruled, behind=() if self.ruled else self._behind_blanks(sorted(grid))
        )

    def _behind_blanks(self, numbers: Sequence[int]) -> list[int]:
        """The places, from 0, of rows above which as much is blank as a row takes, beyond what is usual."""
        boxes = {cell.row: (inf, -inf) for cell, _ in self.cells}
        for cell, _ in self.cells:
            top, bottom = boxes[cell.row]
            boxes[cell.row] = min(top, cell.top), max(bottom, cell.bottom)
        found = [boxes[number] for number in numbers if number in boxes]
        blanks = [below[0] - above[1] for above, below in pairwise(found)]
        if len(found) < len(numbers) or not blanks:
            return []
        height = median([bottom - top for top, bottom in found])
        return [at for at, blank in enumerate(blanks, start=1) if blank > median_low(blanks) + height]


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
        inside, rest = sorted_out(outside, cells)
        table = _table(cells, inside, group, page)
        if table is not None:
            tables.append(table)
            outside = rest
    return outside, tables


def put_turned(tables: Iterable[Table], line: Line, frame: Frame) -> bool:
    """Put a line that runs in another direction into the cell it stands in; whether it stands in one.

    Args:
        tables: Of its page.
        line: Words on their side, as labels are where columns are narrow.
        frame: The direction the tables are in.
    """
    if line.frame == frame:
        return False  # of a box that lies over the page
    box = frame.to_reading(*line.frame.to_page(line.left, line.top, line.right, line.bottom))
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for cell, lines in (found for table in tables if table.ruled for found in table.cells):
        if cell.left <= x <= cell.right and cell.top <= y <= cell.bottom:
            lines.append(line)
            return True
    return False


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
    table = Table(_anchor(cells, size))
    areas = _grounds(group, page, cells)
    for at, cell in enumerate(cells):
        lines = lines_of(inside.get(at, ()), page=page.number, frame=group.frame)
        table.cells.append((cell, lines))
        if any(_holds_middle(area, cell) for area in areas):
            table.shaded.add((cell.row, cell.column))
    return None if _is_coarse(table) else table


def _is_coarse(table: Table) -> bool:
    """Whether lines are drawn around several cells at once: figures stand beside, or below each other in two of them."""
    beside = sum(sum(_figures(line) > 1 for line in lines) > 1 for _, lines in table.cells)
    below = sum(sum(_figures(line) for line in lines) > 2 for _, lines in table.cells)
    across = sum(cell.columns > 1 and any(line.breaks for line in lines) for cell, lines in table.cells)
    return beside > 0 or across > 1 or (below > 1 and len(_parted(table.cells)) == len(table.cells))


def _figures(line: Line) -> int:
    """How many figures a line holds, where it holds nothing else; a narrow space parts none."""
    parts = [""]
    for at, character in enumerate(line.text):
        if character in " |" and (
            line.edges[at + 1] - line.edges[at] > _FIGURE_GAP * line.size or parts[-1][-1:] == ""
        ):
            parts.append("")
        elif character not in " |":
            parts[-1] += character
    parts = list(filter(None, parts))
    return len(parts) if all(map(is_figure, parts)) else 0


def _anchor(cells: Sequence[Cell], size: float) -> Glyph:
    left, top = min(cell.left for cell in cells), min(cell.top for cell in cells)
    right = max(cell.right for cell in cells)
    return Glyph(ANCHOR, left, right, top, top + size, size, False, False, False)


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


def without_open_tables(
    regions: Sequence[Sequence[list[Run]]], group: GlyphGroup, page: Page
) -> tuple[list[list[list[Run]]], list[Table]]:
    """Return the rows of each region with an anchor for every table without drawn cells, and these tables."""
    frame = group.frame
    rules = [Rule(*frame.to_reading(*rule)) for rule in page.rules] if frame.straight else []
    level = [rule for rule in rules if rule.right - rule.left > rule.bottom - rule.top]
    result, tables = [list[list[Run]](rows) for rows in regions], list[Table]()
    for rows in result:
        chunked = [chunk_row(row) for row in rows]
        for band in reversed(bands(chunked)):
            table = _open_table(open_table(chunked, band, level), group, page)
            tables.append(table)
            rows[band.start : band.end] = [[run_of(table.anchor)]]
    return result, tables


def _open_table(found: OpenTable, group: GlyphGroup, page: Page) -> Table:
    cells = [cell for cell, _ in found.cells]
    table = Table(_anchor(cells, min(run.size for _, runs in found.cells for run in runs)), ruled=False)
    areas = _grounds(group, page, cells)
    for cell, runs in found.cells:
        lines = lines_in([list(rows_of(runs))], page=page.number, frame=group.frame)
        table.cells.append((cell, lines))
        if cell.row < found.head or any(_holds_middle(area, cell) for area in areas):
            table.shaded.add((cell.row, cell.column))
    return table
