"""Which glyphs stand in which cell of a grid: no word is cut where a line of the grid runs through it.

A text that is too long for its cell goes on over the next one, where that is empty, and is its own cell's. What was
written over other text belongs to none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kotae.parsing.pdf.glyphs import Glyph
from kotae.parsing.pdf.grids import Cell
from kotae.parsing.pdf.runs import overlap

__all__ = ["sorted_out"]

# In font sizes: no space between words is as wide; between the texts of two cells there are two margins.
_WORDS: Final = 0.6
_LETTERS: Final = 0.12
_SPACE: Final = 0.35
_SET_IN: Final = 1.0
# Where a line runs through letters, not along them, from the top of their box.
_UPPER: Final = 0.3
_LOWER: Final = 0.7
# So much of two glyphs lies over each other only where one was written over the other.
_OVER: Final = 0.3


def sorted_out(glyphs: Sequence[Glyph], cells: Sequence[Cell]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """Return the glyphs of each cell, by its place among them, and those in none."""
    places = _places(glyphs, cells)
    _keep_words_whole(glyphs, cells, places)
    inside: defaultdict[int, list[Glyph]] = defaultdict(list)
    rest: list[Glyph] = []
    for glyph, place in zip(glyphs, places, strict=True):
        (inside[place] if place >= 0 else rest).append(glyph)
    return inside, rest


def _places(glyphs: Sequence[Glyph], cells: Sequence[Cell]) -> list[int]:
    """In which cell the middle of each glyph lies, -1 for none; white space goes with what stands before it."""
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    top, bottom = min(cell.top for cell in cells), max(cell.bottom for cell in cells)
    places: list[int] = []
    last = -1
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if glyph.text.strip():
            if not (left <= x <= right and top <= y <= bottom):
                last = -1
            elif last < 0 or not _holds(cells[last], x, y):
                last = next((at for at, cell in enumerate(cells) if _holds(cell, x, y)), -1)
        places.append(last)
    return places


def _holds(cell: Cell, x: float, y: float) -> bool:
    return cell.left <= x <= cell.right and cell.top <= y <= cell.bottom


def _keep_words_whole(glyphs: Sequence[Glyph], cells: Sequence[Cell], places: list[int]) -> None:
    """Put every stretch that a line runs through into the cell where it begins, or into none."""
    for stretch in _stretches(glyphs):
        written = [at for at in stretch if glyphs[at].text.strip()]
        found = {places[at] for at in written} - {-1}
        if not found:
            continue
        own = [glyphs[at] for at in written]
        others = [
            at
            for at, place in enumerate(places)
            if place in found and not stretch[0] <= at <= stretch[-1] and glyphs[at].text.strip()
        ]
        where = places[written[0]]
        if len(written) > 1 and _runs_through(cells, own):
            # Where it begins as the text of its cell does, the line is none between rows.
            begins = where >= 0 and own[0].left - cells[where].left < _SET_IN * own[0].size
            where = where if begins or not any(glyphs[at].text.isalnum() for at in others) else -1
        elif not _is_cut(glyphs, places, written, bare=not _is_beside([glyphs[at] for at in others], own)):
            continue
        elif any(places[at] == where and _lies_over(glyphs[at], own) for at in others):
            where = -1
        for at in stretch:
            places[at] = where


def _runs_through(cells: Sequence[Cell], written: Sequence[Glyph]) -> bool:
    """Whether an edge of cells runs through the middle of all glyphs of a stretch."""
    first = written[0]
    near = [cell for cell in cells if cell.left <= written[-1].right and cell.right >= first.left]
    levels = {side for cell in near for side in (cell.top, cell.bottom) if _halves(side, first)}
    return any(
        all(
            _halves(level, glyph)
            and any(
                cell.left <= (glyph.left + glyph.right) / 2 <= cell.right and level in (cell.top, cell.bottom)
                for cell in near
            )
            for glyph in written
        )
        for level in levels
    )


def _halves(level: float, glyph: Glyph) -> bool:
    height = glyph.bottom - glyph.top
    return _UPPER * height < level - glyph.top < _LOWER * height


def _is_beside(glyphs: Sequence[Glyph], written: Sequence[Glyph]) -> bool:
    """Whether anything else stands on the line of a stretch."""
    return any(overlap(glyph, written[0]) > _OVER for glyph in glyphs)


def _stretches(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    """Yield the places of glyphs that were drawn one after another on one line, words no farther apart than usual."""
    stretch: list[int] = []
    last: Glyph | None = None
    for at, glyph in enumerate(glyphs):
        if not glyph.text.strip():
            stretch += [at] if stretch else []
            continue
        if last and not (
            -_WORDS * last.size < glyph.left - last.right < _WORDS * last.size and overlap(last, glyph) >= 0.5
        ):
            yield stretch
            stretch = []
        stretch.append(at)
        last = glyph
    if stretch:
        yield stretch


def _is_cut(glyphs: Sequence[Glyph], places: Sequence[int], written: Sequence[int], *, bare: bool) -> bool:
    """Whether one cell ends and another begins within a word; between two words too where nothing else is there (``bare``)."""
    return any(
        places[before] != places[after]
        and not glyphs[after].first
        and (bare or after == before + 1)
        and glyphs[after].left - glyphs[before].right < (_SPACE if bare else _LETTERS) * glyphs[after].size
        for before, after in pairwise(written)
    )


def _lies_over(glyph: Glyph, written: Sequence[Glyph]) -> bool:
    """Whether a glyph was written over any of others."""
    return any(
        overlap(glyph, other) > _OVER
        and min(glyph.right, other.right) - max(glyph.left, other.left)
        > _OVER * min(glyph.right - glyph.left, other.right - other.left)
        for other in written
    )
