"""Where characters of a text stand on its pages: packed small, and found again for any span.

A :class:`Stretch` is characters that follow each other on one line. Its edges are their borders along
the line, so that any part of it has a rectangle of its own. One page's stretches are packed together
(:class:`~kotae.records.PageLayout`): borders as differences in tenths of a point, compressed, about
two bytes a character.
"""

import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kotae.records import Box, PageLayout

__all__ = ["Stretch", "boxes_of", "pack", "unpack"]

# A tenth of a point is finer than a screen shows, and whole numbers pack well.
_UNITS_PER_POINT: Final = 10
# About seventy times the longest page that PDF knows; a file may say anything.
_FARTHEST: Final = 1_000_000.0
_HEAD: Final = 6
_INT_BYTES: Final = 4
_LEVEL: Final = 6


class Stretch(NamedTuple):
    """Characters on one line of a page.

    Attributes:
        start: Of its first character in the document's text.
        upright: Whether its line runs up or down the page, as of vertical or turned text.
        near: The lesser border across the line, in points from the page's upper left corner: the
            top of a horizontal line, the left side of an upright one.
        far: The greater border across the line.
        edges: Borders along the line, one more than there are characters; falling where the line
            runs to the left or up.
    """

    start: int
    upright: bool
    near: float
    far: float
    edges: Sequence[float]

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.edges) - 1

    def box(self, start: int, end: int, page: int) -> Box | None:
        """Return the rectangle of a part of it; None where that is no wider than nothing."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        if first >= last:
            return None
        low, high = sorted((self.edges[first], self.edges[last]))
        if low >= high:
            return None
        if self.upright:
            return Box(page=page, x0=self.near, y0=low, x1=self.far, y1=high)
        return Box(page=page, x0=low, y0=self.near, x1=high, y1=self.far)


def pack(page: int, stretches: Iterable[Stretch]) -> PageLayout:
    """Return the layout of one page.

    Args:
        page: From 1.
        stretches: At least one, by where they start in the text, apart from each other.
    """
    numbers = array("i")
    start = end = -1
    for stretch in stretches:
        start = stretch.start if start < 0 else start
        edges = list(map(_units, stretch.edges))
        across = sorted((_units(stretch.near), _units(stretch.far)))
        numbers.extend([stretch.start - max(end, 0), len(edges) - 1, int(stretch.upright), *across, edges[0]])
        numbers.extend([after - before for before, after in pairwise(edges)])
        end = stretch.end
    if sys.byteorder == "big":
        numbers.byteswap()
    return PageLayout(start=start, end=end, page=page, packed=zlib.compress(numbers.tobytes(), _LEVEL))


def _units(points: float) -> int:
    # Not a number becomes a limit: a page may be said to be any size.
    return round(_UNITS_PER_POINT * max(-_FARTHEST, min(points, _FARTHEST)))


def unpack(layout: PageLayout) -> tuple[Stretch, ...]:
    """Return what :func:`pack` was given, rounded to tenths of a point.

    Raises:
        ValueError: It was altered: torn, out of order, or out of its bounds.
    """
    # zlib takes a limit of zero for none.
    if layout.start == layout.end:
        raise ValueError("a layout of nothing")
    # A stretch has a character at least: more numbers than this can't be.
    most = _INT_BYTES * (_HEAD + 1) * (layout.end - layout.start)
    inflate = zlib.decompressobj()
    try:
        raw = inflate.decompress(layout.packed, most)
        numbers = array("i", raw)
    except zlib.error as error:
        raise ValueError("a layout is torn") from error
    if not inflate.eof:
        raise ValueError("a layout is larger than its text allows")
    if sys.byteorder == "big":
        numbers.byteswap()
    stretches = tuple(_stretches(numbers))
    if not stretches or stretches[0].start != layout.start or stretches[-1].end != layout.end:
        raise ValueError("a layout isn't where it says")
    return stretches


def _stretches(numbers: Sequence[int]) -> Iterator[Stretch]:
    at = end = 0
    while at < len(numbers):
        gap, length, upright, near, far, edge = numbers[at : at + _HEAD]
        steps = numbers[at + _HEAD : at + _HEAD + length]
        if gap < 0 or length < 1 or len(steps) != length or near > far:
            raise ValueError("a layout is out of order")
        edges = [edge / _UNITS_PER_POINT]
        for step in steps:
            edge += step
            edges.append(edge / _UNITS_PER_POINT)
        start, end = end + gap, end + gap + length
        yield Stretch(start, bool(upright), near / _UNITS_PER_POINT, far / _UNITS_PER_POINT, edges)
        at += _HEAD + length


def boxes_of(layouts: Iterable[PageLayout], start: int, end: int) -> tuple[Box, ...]:
    """Return the rectangles of a span of the text, in reading order; none where no layout holds it.

    Args:
        layouts: Those of the document that overlap the span, or all of them.
        start: Of the span, in the document's text.
        end: Of the span.
    """
    found = [
        (stretch.start, box)
        for layout in layouts
        if layout.start < end and layout.end > start
        for stretch in unpack(layout)
        if stretch.start < end and stretch.end > start and (box := stretch.box(start, end, layout.page))
    ]
    return tuple(box for _, box in sorted(found, key=lambda place: place[0]))
