"""Which characters of a page can be seen.

What is drawn without ink, in the paper's colour, covered, or beside the page is no text.

Most characters are told by how they are drawn. Those that may be hidden (white, below an area drawn later,
switched off, cut off, transparent) are looked up in a picture of the page: where it shows nothing, there is nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from unicodedata import category

from kotae.parsing.pdf.glyphs import GUESSED_SPACE, DrawnGlyph, Glyph, Style
from kotae.parsing.pdf.objects import Area, PageObjects

__all__ = ["Picture", "picture_share", "visible"]

# Of 255: what is lighter than this in every colour isn't seen on white paper.
_PALE: Final = 240
_ALIKE: Final = 24
_SMALLEST: Final = 1.0
# Of their size, the least width of signs that anybody reads; no font has narrower ones.
_NARROWEST: Final = 0.02
_DOTS_PER_POINT: Final = 2.0
_CONTRAST: Final = 24
_MAX_AREAS: Final = 400
# In points: lines of text are looked up in strips so high; so far within an area the line around it ends.
_STRIP: Final = 20.0
_RIM: Final = 1.5
# As much of a page as a scan covers, below or above which programs put the text they recognised.
_SCANNED: Final = 0.5


class Picture(NamedTuple):
    """A page in grey: its bytes, bytes a line, width and height in dots, dots a point."""

    grey: Any
    stride: int
    width: int
    height: int
    dots: float


def visible(
    found: Sequence[DrawnGlyph],
    objects: PageObjects,
    *,
    size: tuple[float, float],
    picture: Callable[[float], Picture],
) -> tuple[list[DrawnGlyph], int, bool]:
    """Return the glyphs that can be seen, how many characters can't, and whether a scan's text was kept.

    Args:
        found: All glyphs of the page.
        objects: What else is drawn on it.
        size: Its width and height in points.
        picture: Gives the page at so many dots a point; asked for only where it is needed.
    """
    scanned = picture_share(objects, size) > _SCANNED
    hides = _Hiding(objects)
    kept: list[DrawnGlyph | None] = []
    doubtful: list[tuple[int, DrawnGlyph]] = []
    hidden, layer = 0, False
    last: Glyph | None = None
    for drawn in found:
        glyph, style = drawn
        if glyph.text in (" ", GUESSED_SPACE):
            kept.append(drawn)
            continue
        unseen = (style.invisible and not scanned) or hides.cuts(glyph, style)
        if unseen or _is_tiny(glyph) or (_is_beside(glyph, size) and not _goes_on(last, glyph)):
            hidden += len(glyph.text)
            last = None
            continue
        last = glyph
        layer |= style.invisible
        if not style.invisible and hides.may(glyph, style):
            doubtful.append((len(kept), drawn))
        kept.append(drawn)
    if doubtful:
        covered = [hides.cover(glyph, style) for _, (glyph, style) in doubtful]
        boxes = [_within(glyph, area) for (_, (glyph, _)), area in zip(doubtful, covered, strict=True)]
        seen = _seen(boxes, picture(_DOTS_PER_POINT))
        written = _Written(found, objects.texts)
        for (at, (glyph, _)), shown, area in zip(doubtful, seen, covered, strict=True):
            # Where something else was written onto a cover, that is what the picture shows.
            shown = shown and not (area and written.over(glyph, area.order))
            kept[at] = kept[at] if shown else None
            hidden += not shown
    return [drawn for drawn in kept if drawn is not None], hidden, layer


def _goes_on(last: Glyph | None, glyph: Glyph) -> bool:
    """Whether a glyph beside the page ends a word or line that begins on it: lines that are too long are read whole."""
    if last is None:
        return False
    x = (glyph.left + glyph.right - last.left - last.right) / 2
    y = (glyph.top + glyph.bottom - last.top - last.bottom) / 2
    return min(abs(x), abs(y)) < 0.5 * glyph.size and max(abs(x), abs(y)) < 2.5 * glyph.size


def picture_share(objects: PageObjects, size: tuple[float, float]) -> float:
    """Return how much of a page its largest picture covers, in [0, 1]."""
    width, height = size
    shares = [
        max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(bottom, height) - max(top, 0))
        for left, top, right, bottom in objects.pictures
    ]
    return max(shares, default=0.0) / max(1.0, width * height)


def _is_beside(glyph: Glyph, size: tuple[float, float]) -> bool:
    """Whether the middle of a glyph lies outside the page."""
    return not (0 <= glyph.left + glyph.right <= 2 * size[0] and 0 <= glyph.top + glyph.bottom <= 2 * size[1])


def _is_tiny(glyph: Glyph) -> bool:
    # A letter without any width of its own is part of another: a ligature, an accent.
    squeezed = (
        0 < glyph.right - glyph.left < _NARROWEST * glyph.size and category(glyph.text[:1])[0] not in "MZC"
    )
    return squeezed or (glyph.size < _SMALLEST and glyph.bottom - glyph.top < _SMALLEST)


class _Hiding:
    """Tells which glyphs may be hidden, by how they are drawn and what is drawn over them."""

    def __init__(self, objects: PageObjects) -> None:
        self._texts, self._doubtful, self._clips = objects.texts, objects.doubtful, objects.clips
        self._filled = objects.areas
        self._areas = [*objects.areas, *objects.covers]
        # With more than can be gone through, every letter is looked up.
        self._all = len(self._areas) > _MAX_AREAS or not objects.complete
        self._near: dict[Style, list[Area]] = {}

    def cuts(self, glyph: Glyph, style: Style) -> bool:
        """Whether the middle of a glyph lies where nothing of its text is drawn, though something else may be."""
        clip = self._clips.get(style.source)
        if clip is None:
            return False
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        return not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3])

    def may(self, glyph: Glyph, style: Style) -> bool:
        if self._all or style.layered or min(style.colour) >= _PALE or style.source in self._doubtful:
            return True
        if not self._areas:
            return False
        near = self._near.get(style)
        if near is None:
            near = self._near[style] = list(self._hiding(style))
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        return any(area.left <= x <= area.right and area.top <= y <= area.bottom for area in near)

    def cover(self, glyph: Glyph, style: Style) -> Area | None:
        """The last filled area drawn over the middle of a glyph; None for none."""
        order = self._texts.get(style.source)
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if order is None or self._all:
            return None
        return next(
            (
                area
                for area in reversed(self._filled)
                if area.order > order and area.left <= x <= area.right and area.top <= y <= area.bottom
            ),
            None,
        )

    def _hiding(self, style: Style) -> Iterable[Area]:
        """Areas drawn after the text, or below it in its own colour."""
        order = self._texts.get(style.source)
        for area in self._areas:
            alike = all(
                abs(one - other) < _ALIKE for one, other in zip(area.colour, style.colour, strict=True)
            )
            if alike or order is None or area.order > order:
                yield area


class _Written:
    """Tells whether something was written later where a glyph stands."""

    def __init__(self, found: Sequence[DrawnGlyph], texts: Mapping[int, int]) -> None:
        self._lines: defaultdict[int, list[tuple[int, Glyph]]] = defaultdict(list)
        for glyph, style in found:
            order = texts.get(style.source)
            if order is not None and glyph.text.strip() and not style.invisible:
                self._lines[_strip(glyph)].append((order, glyph))

    def over(self, glyph: Glyph, order: int) -> bool:
        """Whether a glyph drawn after so many objects shares some of the box of this one."""
        strip = _strip(glyph)
        return any(
            later > order
            and min(glyph.right, other.right) > max(glyph.left, other.left)
            and min(glyph.bottom, other.bottom) > max(glyph.top, other.top)
            for near in (strip - 1, strip, strip + 1)
            for later, other in self._lines.get(near, ())
        )


def _strip(glyph: Glyph) -> int:
    return int((glyph.top + glyph.bottom) / 2 / _STRIP)


def _within(glyph: Glyph, area: Area | None) -> Glyph:
    """What of a glyph lies well within an area: the line around it shows nothing of what is below."""
    if area is None:
        return glyph
    left, right = max(glyph.left, area.left + _RIM), min(glyph.right, area.right - _RIM)
    top, bottom = max(glyph.top, area.top + _RIM), min(glyph.bottom, area.bottom - _RIM)
    return (
        glyph._replace(left=left, right=right, top=top, bottom=bottom)
        if left < right and top < bottom
        else glyph
    )


def _seen(glyphs: Sequence[Glyph], picture: Picture) -> list[bool]:
    """Whether the picture shows anything where each glyph stands."""
    _, stride, width, height, dots = picture
    data = memoryview(picture.grey).cast("B")
    result = []
    for glyph in glyphs:
        rim = 0.15 * (glyph.bottom - glyph.top)
        left = max(0, min(width - 1, int(glyph.left * dots)))
        right = min(width, max(left + 1, round(glyph.right * dots)))
        top = max(0, min(height - 1, int((glyph.top + rim) * dots)))
        bottom = min(height, max(top + 1, round((glyph.bottom - rim) * dots)))
        rows = [bytes(data[y * stride + left : y * stride + right]) for y in range(top, bottom)]
        result.append(max(map(max, rows)) - min(map(min, rows)) >= _CONTRAST)
    return result
