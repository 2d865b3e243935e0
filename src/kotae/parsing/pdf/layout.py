"""Glyphs → lines in reading order: words spaced, ruby taken out, columns told from tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from kotae.parsing.pdf.directions import Frame
from kotae.parsing.pdf.glyphs import Glyph, is_wide
from kotae.parsing.pdf.marks import with_marks
from kotae.parsing.pdf.runs import Run, apart, laps, overlap, run_of, runs_of, without_ruby
from kotae.parsing.pdf.spaced import with_spaced_words

__all__ = ["ANCHOR", "BAR", "Line", "is_row", "lines_in", "lines_of", "regions_of", "rows_of"]

ANCHOR: Final = "\ufffc"
"""The text of a glyph that stands for something that was taken out of the page: a table."""

BAR: Final = " | "
"""What parts the cells of a row."""

# A gutter is wider than an eightieth of the page: finer steps find the same ones, in more time.
_POSITIONS: Final = 80
_MIN_COLUMN_LINES: Final = 4
# Narrower columns are cells.
_MIN_COLUMN_CHARS: Final = 12
_CELL_GAP: Final = 1.0
# Two pieces far apart are as often a heading and its page number.
_MIN_CELLS: Final = 3
_LEVEL: Final = Frame()


@dataclass(slots=True, kw_only=True)
class Line:
    """A line of a page, or a stretch of one, in reading coordinates.

    Attributes:
        text: Its characters, words apart.
        left: Its box, in points, as of glyphs.
        right: See ``left``.
        top: See ``left``.
        bottom: See ``left``.
        size: Font size of most of its characters.
        bold: Whether most of it is bold.
        mono: Whether most of it is monospaced.
        cells: How many stretches with wide gaps between them it consists of.
        column: Left and right edge of the column it stands in.
        edges: Where each of its characters begins along the line, and where the last one ends.
        page: Which page it is of, from 1.
        frame: How its page lies, seen from its own direction.
        breaks: Where in the text each of its cells begins, but for the first.
        anchor: What stands here for something taken out of the page; None for text.
        gap: The widest gap in it, in font sizes.
        lapped: Whether text was drawn over the end of other text: which letters are whose can't be told.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    mono: bool = False
    cells: int = 1
    column: tuple[float, float] = (0.0, 0.0)
    edges: list[float] = field(default_factory=list)
    page: int = 0
    frame: Frame = _LEVEL
    breaks: tuple[int, ...] = ()
    anchor: Glyph | None = None
    gap: float = 0.0
    lapped: bool = False


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: three cells at least, far apart."""
    return line.cells >= _MIN_CELLS


def lines_of(glyphs: Sequence[Glyph], *, page: int = 0, frame: Frame = _LEVEL) -> list[Line]:
    """Return the lines of one direction of a page in reading order; none for no glyphs.

    Args:
        glyphs: In reading coordinates.
        page: Which page they are of.
        frame: How the page lies, seen from there.
    """
    return lines_in(regions_of(glyphs), page=page, frame=frame)


def regions_of(glyphs: Sequence[Glyph], anchors: Sequence[Glyph] = ()) -> list[list[list[Run]]]:
    """Return the rows of each column and of what stands between columns, in reading order."""
    runs = without_ruby(with_spaced_words(runs_of(with_marks(glyphs))))
    runs += [run_of(anchor) for anchor in anchors]
    return [list(rows_of(region)) for region in _regions(runs)]


def lines_in(regions: Iterable[Sequence[list[Run]]], *, page: int, frame: Frame) -> list[Line]:
    """Return the lines of regions, in order."""
    lines: list[Line] = []
    for rows in regions:
        found = [_line(part) for row in rows for part in _apart_from_anchors(row)]
        edges = (min(line.left for line in found), max(line.right for line in found))
        for line in found:
            line.column, line.page, line.frame = edges, page, frame
        lines += found
    return lines


def _apart_from_anchors(row: list[Run]) -> Iterator[list[Run]]:
    """Yield the text of a row, then each anchor in it."""
    text = [run for run in row if run.glyphs[0].text != ANCHOR]
    if text:
        yield text
    for run in row:
        if run.glyphs[0].text == ANCHOR:
            yield [run]


def _regions(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield columns and what stands between them, in reading order."""
    cut = _gutter(runs)
    if cut is None:
        if runs:
            yield runs
        return
    waiting: list[Run] = []
    crossing: list[Run] = []
    # Rows that cross the gutter (titles, wide figures) part the columns into bands.
    for row in rows_of(runs):
        if any(run.left < cut < run.right for run in row):
            yield from _halves(waiting, cut)
            waiting = []
            crossing += row
        else:
            if crossing:
                yield crossing
            crossing = []
            waiting += row
    if crossing:
        yield crossing
    yield from _halves(waiting, cut)


def _halves(runs: list[Run], cut: float) -> Iterator[list[Run]]:
    for half in ([run for run in runs if run.right <= cut], [run for run in runs if run.right > cut]):
        yield from _regions(half)


def _gutter(runs: list[Run]) -> float | None:
    """Where a blank stripe parts two columns of prose; None where there is none."""
    if len(runs) < 2 * _MIN_COLUMN_LINES:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    margin = 0.35 * median(run.size for run in runs)
    best, fewest = None, 0.3 * len(runs)
    for position in range(_POSITIONS // 8, _POSITIONS - _POSITIONS // 8):
        cut = left + (right - left) * position / _POSITIONS
        crossing = sum(run.left < cut + margin and run.right > cut - margin for run in runs)
        if crossing < fewest and _is_prose([run for run in runs if run.right <= cut]):
            if _is_prose([run for run in runs if run.left >= cut]):
                best, fewest = cut, crossing
            if not crossing and best is not None:
                break
    return best


def _is_prose(runs: list[Run]) -> bool:
    """Whether the lines of a would-be column are filled as running text fills them; cells of tables aren't."""
    if len(runs) < _MIN_COLUMN_LINES:
        return False
    rows = list(rows_of(runs))
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    filled = [sum(run.right - run.left for run in row) > 0.7 * (right - left) for row in rows]
    if len(rows) < _MIN_COLUMN_LINES or 2 * sum(filled) < len(rows):
        return False
    text = "".join(run.text for run in runs)
    if len(text) >= _MIN_COLUMN_CHARS * len(rows):
        return True
    # Characters of full width are two of others wide; where there are few, sentences have to run on from line to line.
    over = any("。" in run.text[:-1] for row in rows for run in row)
    return over and len(text) + sum(map(is_wide, text)) >= _MIN_COLUMN_CHARS * len(rows)


def rows_of(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield runs that stand beside each other: rows from top to bottom, each from left to right."""
    row: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.top + run.bottom) / 2):
        if row and not any(overlap(other, run) >= 0.5 for other in row[-3:]):
            yield sorted(row, key=lambda run: run.left)
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda run: run.left)


def _line(row: list[Run]) -> Line:
    texts = [row[0].text]
    edges = list(row[0].edges)
    several = _cells(row) >= _MIN_CELLS
    breaks: list[int] = []
    for before, after in pairwise(row):
        gap = after.left - before.right
        between = ""
        if gap > _CELL_GAP * before.size:
            between = BAR if several else " "
        elif laps(before, after) or apart(before.parts[-1][-1], after.text[0], gap, before.size, space=""):
            between = " "
        edges += [before.right] * len(between) + after.edges
        texts += [between, after.text]
        if between == BAR:
            breaks.append(len(edges) - len(after.edges))
    edges.append(max(run.right for run in row))
    glyphs = [glyph for run in row for glyph in run.glyphs]
    return Line(
        text="".join(texts),
        cells=_cells(row),
        left=row[0].left,
        right=edges[-1],
        top=min(run.top for run in row),
        bottom=max(run.bottom for run in row),
        size=median(glyph.size for glyph in glyphs),
        bold=2 * sum(glyph.bold for glyph in glyphs) > len(glyphs),
        mono=10 * sum(glyph.mono for glyph in glyphs) >= 9 * len(glyphs),
        edges=edges,
        gap=max(((after.left - before.right) / before.size for before, after in pairwise(row)), default=0.0),
        lapped=any(laps(before, after) for before, after in pairwise(row)),
        breaks=tuple(breaks),
        anchor=glyphs[0] if glyphs[0].text == ANCHOR else None,
    )


def _cells(row: Sequence[Run]) -> int:
    return 1 + sum(after.left - before.right > _CELL_GAP * before.size for before, after in pairwise(row))
