"""Runs → chunks: what stands together on a line, parted where a gap is wider than between words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from kotae.parsing.pdf.glyphs import Glyph
from kotae.parsing.pdf.layout import ANCHOR
from kotae.parsing.pdf.runs import Run
from kotae.parsing.pdf.values import is_figure

__all__ = ["Chunk", "ChunkRow", "chunk_row", "cut_at", "figures_beside", "parted", "touching"]

# In sizes of the letters; a space between words is about a quarter of that wide.
_GAP: Final = 0.5
_WORD_GAP: Final = 0.17
_FIGURE_GAP: Final = 0.36
# A space of a typewriter is .6 wide, and two of them part columns.
_MONO_GAP: Final = 0.95
_FIGURE_ENDS: Final = frozenset("0123456789%)％）—–")
_FIGURE_STARTS: Final = frozenset("0123456789$¥￥€£(（+−-▲△—–")
_LEADERS: Final = frozenset(".．・…‥_·")
_LONG_LEADERS: Final = frozenset("…‥")
_MIN_LEADERS: Final = 4
_SAME_PLACE: Final = 0.6
_APART: Final = 0.12


@dataclass(slots=True)
class Chunk:
    """Runs beside each other without a gap that could part two cells.

    Attributes:
        runs: From left to right, at least one.
        left: Its box, as of glyphs.
        right: See ``left``.
        top: See ``left``.
        bottom: See ``left``.
    """

    runs: list[Run]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """Its characters."""
        return " ".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        """Font size of the first."""
        return self.runs[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(glyph.bold for run in self.runs for glyph in run.glyphs)

    @property
    def mono(self) -> bool:
        """Whether all of it is monospaced."""
        return all(glyph.mono for run in self.runs for glyph in run.glyphs)


@dataclass(slots=True)
class ChunkRow:
    """What stands on one line across a region.

    Attributes:
        chunks: From left to right; none for what is no text.
        top: Its box across the line.
        bottom: See ``top``.
        size: Font size of most of it.
        wide: The widest gap in it, in font sizes.
        led: Whether dots lead from one of its chunks to the next.
    """

    chunks: list[Chunk]
    top: float
    bottom: float
    size: float
    wide: float = 0.0
    led: bool = False


def chunk_row(row: Sequence[Run]) -> ChunkRow:
    """Return a row in chunks; leaders (``.....``) are gaps. A row with something taken out of the page has none."""
    if any(run.glyphs[0].text == ANCHOR for run in row):
        return ChunkRow([], row[0].top, row[0].bottom, row[0].size)
    parts = [part for run in row for part in _parts(run)]
    kept = [
        part
        for dotted, group in groupby(parts, key=lambda part: _LEADERS.issuperset("".join(part.text.split())))
        for part in _kept(list(group), dotted=dotted)
    ]
    places = {id(part): place for place, part in enumerate(parts)}
    # What isn't next to each other had a leader between.
    together = [
        not _is_apart(before, run) and places[id(run)] - places[id(before)] == 1
        for before, run in pairwise(kept)
    ]
    chunks = _put_together(kept, together) if kept else []
    gaps = [(after.left - before.right) / before.size for before, after in pairwise(chunks)]
    size = sorted(run.size for run in row)[len(row) // 2]
    top, bottom = min(run.top for run in row), max(run.bottom for run in row)
    return ChunkRow(chunks, top, bottom, size, max(gaps, default=0.0), len(kept) < len(parts))


def _kept(parts: list[Run], *, dotted: bool) -> list[Run]:
    return [] if dotted and _is_leader("".join("".join(part.text.split()) for part in parts)) else parts


def _is_apart(last: Run, run: Run) -> bool:
    before, after = last.glyphs[-1], run.glyphs[0]
    return run.left - last.right > _least_gap(before, after) * max(run.size, last.size)


def _least_gap(before: Glyph, after: Glyph) -> float:
    """How wide a gap between two characters parts cells, in font sizes: between figures no word space is usual."""
    if before.mono and after.mono:
        return _MONO_GAP
    figures = before.text[-1] in _FIGURE_ENDS and after.text[0] in _FIGURE_STARTS
    return _FIGURE_GAP if figures else _GAP


def parted(chunk: Chunk, stripes: Sequence[tuple[float, float]]) -> list[Chunk]:
    """Return a chunk in two or more where blank stripes between columns meet the spaces between figures.

    Args:
        chunk: Of a row that stands across columns.
        stripes: Where each blank begins and ends along the line. What begins in one, and was written apart from what
            reaches into it, is another cell too.
    """
    pieces = [
        run.slice(start, end)
        for run in chunk.runs
        for start, end in _between_cuts(run, _blanks(run, stripes))
    ]
    together = [
        not (
            _begins_in(piece, before, stripes)
            or (
                _has_digit(before)
                and _has_digit(piece)
                and _is_blank(before.right, piece.left, stripes, piece.size)
            )
        )
        for before, piece in pairwise(pieces)
    ]
    return _put_together(pieces, together)


def cut_at(chunk: Chunk, places: Sequence[float]) -> list[Chunk]:
    """Return a chunk in two or more where something else was written from a place on: cells that touch each other.

    Args:
        chunk: Of any row.
        places: Where columns begin along the line.
    """
    pieces = [
        run.slice(start, end)
        for run in chunk.runs
        for start, end in _between_cuts(run, _touching(run, places))
    ]
    together = [not _begins_at(piece.glyphs[0], places) for piece in pieces[1:]]
    return _put_together(pieces, together)


def figures_beside(chunk: Chunk) -> Iterator[float]:
    """Yield where in a chunk a figure was written apart from the figure before it."""
    glyphs = [glyph for run in chunk.runs for glyph in run.glyphs]
    for before, glyph in pairwise(glyphs):
        gap = glyph.left - before.right
        if (
            glyph.first
            and before.text[-1].isdigit()
            and glyph.text[0].isdigit()
            and gap > _APART * glyph.size
        ):
            yield glyph.left


def touching(chunk: Chunk) -> Iterator[float]:
    """Yield where in a chunk something was written right behind, or over the end of, what stands before it.

    A figure beside words, or words beside a figure, are apart wherever one ends; two figures where a little is between them.
    """
    glyphs = [glyph for run in chunk.runs for glyph in run.glyphs]
    starts = [0, *(at for at in range(1, len(glyphs)) if glyphs[at].first), len(glyphs)]
    written = ["".join(glyph.text for glyph in glyphs[start:end]) for start, end in pairwise(starts)]
    for at, (before, after) in zip(starts[1:-1], pairwise(written), strict=True):
        gap = (glyphs[at].left - glyphs[at - 1].right) / glyphs[at].size
        figures = is_figure(before), is_figure(after)
        if gap < _WORD_GAP or figures[0] != figures[1] or (all(figures) and gap > _APART):
            yield glyphs[at].left


def _touching(run: Run, places: Sequence[float]) -> list[int]:
    return [at for at, glyph in enumerate(run.glyphs) if at and _begins_at(glyph, places)]


def _begins_at(glyph: Glyph, places: Sequence[float]) -> bool:
    return glyph.first and any(abs(glyph.left - place) < _SAME_PLACE for place in places)


def _between_cuts(run: Run, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    return pairwise([0, *cuts, len(run.glyphs)])


def _put_together(pieces: Sequence[Run], together: Sequence[bool]) -> list[Chunk]:
    """Chunks of runs, each together with the one before it or not."""
    result = [Chunk([pieces[0]], pieces[0].left, pieces[0].right, pieces[0].top, pieces[0].bottom)]
    for piece, joined in zip(pieces[1:], together, strict=True):
        if joined:
            last = result[-1]
            last.runs.append(piece)
            last.right = max(last.right, piece.right)
            last.top, last.bottom = min(last.top, piece.top), max(last.bottom, piece.bottom)
        else:
            # What doesn't fit its cell may reach below the next one.
            result[-1].right = min(result[-1].right, max(result[-1].left + 1, piece.left))
            result.append(Chunk([piece], piece.left, piece.right, piece.top, piece.bottom))
    return result


def _has_digit(run: Run) -> bool:
    return any(character.isdigit() for character in run.text)


def _begins_in(piece: Run, before: Run, stripes: Sequence[tuple[float, float]]) -> bool:
    """Whether a piece that was written apart begins in a blank, and the one before it where that begins."""
    left = piece.glyphs[0].left
    return piece.glyphs[0].first and any(
        start - _SAME_PLACE < left <= end and before.left < start for start, end in stripes
    )


def _blanks(run: Run, stripes: Sequence[tuple[float, float]]) -> list[int]:
    glyphs = run.glyphs
    return [
        at
        for at in range(1, len(glyphs))
        if _is_blank(glyphs[at - 1].right, glyphs[at].left, stripes, run.size)
        or (glyphs[at].first and any(start - _SAME_PLACE < glyphs[at].left <= end for start, end in stripes))
    ]


def _is_blank(left: float, right: float, stripes: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether a space between words lies in a stripe."""
    return right - left > _WORD_GAP * size and any(start < right and left < end for start, end in stripes)


def _parts(run: Run) -> Iterator[Run]:
    """Yield the parts of a run between gaps and leaders."""
    cuts = _cuts(run)
    if not cuts:
        yield run
        return
    for start, end in _between_cuts(run, cuts):
        yield run.slice(start, end)


def _is_leader(text: str) -> bool:
    return len(text) >= (2 if text[:1] in _LONG_LEADERS else _MIN_LEADERS) and _LEADERS.issuperset(text)


def _cuts(run: Run) -> list[int]:
    """Before which glyphs a run is cut."""
    glyphs = run.glyphs
    cuts = set[int]()
    if run.widest > _FIGURE_GAP * run.size:
        cuts = {
            at
            for at in range(1, len(glyphs))
            if glyphs[at].left - glyphs[at - 1].right > _least_gap(glyphs[at - 1], glyphs[at]) * run.size
        }
    text = run.text
    if sum(text.count(sign) for sign in _LEADERS) < 2:
        return sorted(cuts)
    at = 0
    while at < len(glyphs):
        end = at
        while end < len(glyphs) and glyphs[end].text in _LEADERS:
            end += 1
        if end > at and _is_leader("".join(glyph.text for glyph in glyphs[at:end])):
            cuts -= set(range(at + 1, end))
            cuts |= {at, end}
        at = max(end, at + 1)
    return sorted(cuts - {0, len(glyphs)})
