"""Which way text runs on a page: glyphs sorted by direction, each group turned to read from left to right.

Everything after works in *reading coordinates*: ``left``–``right`` runs along the line, ``top``–``bottom``
across it, growing towards the next line. Horizontal, turned, slanting and vertical text look the same
there, and a group's :class:`Frame` leads back to the page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, isnan, pi, sin
from typing import Final, NamedTuple

from kotae.parsing.pdf.glyphs import GUESSED_SPACE, Glyph, is_wide

__all__ = ["Frame", "GlyphGroup", "grouped"]

_Box = tuple[float, float, float, float]

# Text drawn within this much of a quarter turn is taken to stand upright or lie on its side: over a line's length it
# strays by less than a line.
_STRAIGHT: Final = pi / 240
# What was written at once slants alike; a scan's recognised lines differ a little.
_ALIKE: Final = pi / 180
_MOST_ALIKE: Final = pi / 36
# Where both sides of a slanting box tell hardly more than one of them.
_LIKE_SIDES: Final = 0.2
_LATIN: Final = "\u2e7f"
_MIN_BELOW: Final = 3
_LONGEST_SET_TOGETHER: Final = 4


class Frame(NamedTuple):
    """A direction of reading: the unit vector along the line, in page coordinates (y downwards)."""

    x: float = 1.0
    y: float = 0.0

    @property
    def upright(self) -> bool:
        """Whether lines run up or down the page more than across it."""
        return abs(self.y) > abs(self.x)

    @property
    def straight(self) -> bool:
        """Whether lines run along a side of the page."""
        return self.x == 0 or self.y == 0

    def to_reading(self, left: float, top: float, right: float, bottom: float) -> _Box:
        """Return a box of the page in reading coordinates: the smallest that holds it."""
        return _turned((left, top, right, bottom), self.x, self.y)

    def to_page(self, left: float, top: float, right: float, bottom: float) -> _Box:
        """Return a box of reading coordinates on the page: the smallest that holds it."""
        return _turned((left, top, right, bottom), self.x, -self.y)

    def turned_down(self) -> "Frame":
        """Return the direction of vertical lines of characters that stand upright in this one."""
        return Frame(-self.y, self.x)


def _turned(box: _Box, x: float, y: float) -> _Box:
    if y == 0 and x == 1:
        return box
    left, top, right, bottom = box
    along = [x * left, x * right]
    across = [x * top, x * bottom]
    lows = (y * top, y * bottom), (-y * left, -y * right)
    return (
        min(along) + min(lows[0]),
        min(across) + min(lows[1]),
        max(along) + max(lows[0]),
        max(across) + max(lows[1]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphGroup:
    """The glyphs of a page that run in one direction, in reading coordinates.

    Attributes:
        frame: Their direction.
        glyphs: In the order they are drawn.
    """

    frame: Frame
    glyphs: tuple[Glyph, ...]


def grouped(found: Iterable[tuple[Glyph, float]]) -> tuple[GlyphGroup, ...]:
    """Return the glyphs of a page by direction; most of the text first, nothing for no glyphs.

    Args:
        found: Glyphs in page coordinates, each with the angle it is drawn at, clockwise, in
            radians; not a number where it has none (a guessed space), which goes with the last.
    """
    sorted_out: dict[Frame, list[Glyph]] = {}
    order: dict[Frame, list[int]] = {}
    frame = Frame()
    placed = list(found)
    frames = _frames(Counter(angle for _, angle in placed if not isnan(angle)))
    for number, (glyph, angle) in enumerate(placed):
        frame = frames.get(angle, frame)
        sorted_out.setdefault(frame, []).append(glyph)
        order.setdefault(frame, []).append(number)
    settings = [
        setting
        for frame, glyphs in sorted_out.items()
        if any(glyph.text.strip() for glyph in glyphs)
        for setting in _by_setting(frame, glyphs, order[frame])
    ]
    groups = [
        GlyphGroup(frame=setting.frame, glyphs=tuple(glyph for _, glyph in setting.glyphs))
        for setting in _joined(settings)
    ]
    return tuple(sorted(groups, key=lambda group: -sum(len(g.text) for g in group.glyphs)))


class _Setting(NamedTuple):
    """Glyphs that run in one direction, each with its place in the order drawn; whether they stand upright below each other."""

    frame: Frame
    glyphs: list[tuple[int, Glyph]]
    down: bool


def _joined(settings: Sequence[_Setting]) -> Iterator[_Setting]:
    """Yield them, vertical text together with what lies on its side in its lines: words and figures of Latin script."""
    vertical = {setting.frame: setting for setting in settings if setting.down}
    for setting in settings:
        main = vertical.get(setting.frame)
        if main is None or len(setting.glyphs) > len(main.glyphs):
            yield setting
        elif setting.down:
            beside = [other for other in settings if other.frame == setting.frame and not other.down]
            joined = [
                glyph for other in beside if len(other.glyphs) <= len(main.glyphs) for glyph in other.glyphs
            ]
            yield setting._replace(glyphs=sorted(setting.glyphs + joined, key=lambda place: place[0]))


def _frames(counts: Mapping[float, int]) -> dict[float, Frame]:
    """The direction of each angle: that of most of the text drawn at this angle and those near it."""
    alike: list[list[float]] = []
    for angle in sorted(counts):
        if alike and angle - alike[-1][-1] < _ALIKE and angle - alike[-1][0] < _MOST_ALIKE:
            alike[-1].append(angle)
        else:
            alike.append([angle])
    frames: dict[float, Frame] = {}
    for angles in alike:
        mean = sum(angle * counts[angle] for angle in angles) / sum(counts[angle] for angle in angles)
        frames.update(dict.fromkeys(angles, _frame(mean)))
    return frames


def _frame(angle: float) -> Frame:
    quarters = round(angle / (pi / 2))
    if abs(angle - quarters * pi / 2) < _STRAIGHT:
        return (Frame(1, 0), Frame(0, 1), Frame(-1, 0), Frame(0, -1))[quarters % 4]
    return Frame(cos(angle), sin(angle))


def _by_setting(frame: Frame, glyphs: Sequence[Glyph], order: Sequence[int]) -> Iterator[_Setting]:
    """Yield the glyphs set in horizontal lines and those set in vertical ones."""
    if frame == Frame():
        upright = list(glyphs)
    elif frame.straight:
        upright = [_moved(glyph, frame) for glyph in glyphs]
    else:
        upright = [_slanting(glyph, frame) for glyph in glyphs]
    placed = list(zip(order, upright, _vertical(upright), strict=True))
    across = [(number, glyph) for number, glyph, down in placed if not down]
    down = [(number, glyph) for number, glyph, down in placed if down]
    if any(glyph.text.strip() for _, glyph in across):
        yield _Setting(frame, across, down=False)
    if down:
        turned = [(number, _moved(glyph, Frame(0, 1))) for number, glyph in _set_together(down)]
        yield _Setting(frame.turned_down(), turned, down=True)


def _moved(glyph: Glyph, frame: Frame) -> Glyph:
    left, top, right, bottom = frame.to_reading(glyph.left, glyph.top, glyph.right, glyph.bottom)
    return glyph._replace(left=left, top=top, right=right, bottom=bottom)


def _slanting(glyph: Glyph, frame: Frame) -> Glyph:
    """A glyph from the box around its slanting shape: its middle is sure, its size is the font's."""
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    along, across = frame.x * x + frame.y * y, frame.x * y - frame.y * x
    height, c, s = glyph.size, abs(frame.x), abs(frame.y)
    wide, tall = glyph.right - glyph.left, glyph.bottom - glyph.top
    alike = abs(c * c - s * s) < _LIKE_SIDES
    width = (wide + tall) / (c + s) - height if alike else (wide * c - tall * s) / (c * c - s * s)
    width = max(0.2 * height, min(1.1 * height, width))
    return glyph._replace(
        left=along - width / 2, right=along + width / 2, top=across - height / 2, bottom=across + height / 2
    )


def _vertical(glyphs: Sequence[Glyph]) -> list[bool]:
    """Whether each glyph belongs to a vertical line of characters that stand upright."""
    wide = Counter(
        _step(before, after)
        for before, after in pairwise(glyphs)
        if before.text[0] > _LATIN and is_wide(before.text[0]) and is_wide(after.text[0])
    )
    mostly = wide["below"] > wide["beside"]
    if wide["below"] < _MIN_BELOW and not mostly:
        return [False] * len(glyphs)
    steps = [_step(before, after) for before, after in pairwise(glyphs)]
    result: list[bool] = []
    for chain, chained in _chains(glyphs, steps):
        result += [_runs_down(chain, chained, mostly=mostly)] * len(chain)
    return result


def _step(before: Glyph, after: Glyph) -> str:
    """How one glyph follows another: ``below`` it, ``beside`` it, or neither."""
    if GUESSED_SPACE in (before.text, after.text):
        return "none" if before.text == after.text else "space"
    size = before.size
    if abs(after.left - before.left) < 0.6 * size and 0.3 * size < after.top - before.top < 2 * size:
        return "below"
    if abs(after.top - before.top) < 0.4 * size and -0.2 * size < after.left - before.right < 2 * size:
        return "beside"
    return "none"


def _chains(glyphs: Sequence[Glyph], steps: Sequence[str]) -> Iterator[tuple[list[Glyph], list[str]]]:
    """Yield stretches without a jump, each with its steps."""
    chain, chained = [glyphs[0]], list[str]()
    for glyph, step in zip(glyphs[1:], steps, strict=True):
        if step == "none":
            yield chain, chained
            chain, chained = [], []
        else:
            chained.append(step)
        chain.append(glyph)
    yield chain, chained


def _runs_down(chain: Sequence[Glyph], steps: Sequence[str], *, mostly: bool) -> bool:
    """Whether a stretch runs down; ``mostly``: most of the page does."""
    below, beside = steps.count("below"), steps.count("beside")
    if not below:
        # Figures set side by side in a vertical line are few, and narrow together.
        narrow = sum(glyph.right - glyph.left for glyph in chain) < 1.6 * chain[0].size
        return mostly and (beside == 0 or (len(chain) <= _LONGEST_SET_TOGETHER and narrow))
    if mostly:
        return 2 * below >= beside
    if below < _MIN_BELOW or below < 2 * beside:
        return False
    pitches = [
        (after.top - before.top) / before.size
        for (before, after), step in zip(pairwise(chain), steps, strict=True)
        if step == "below" and is_wide(before.text[0])
    ]
    # Rows of a table stand farther apart than characters of a vertical line.
    return len(pitches) >= _MIN_BELOW and all(0.85 < pitch < 1.3 for pitch in pitches)


def _set_together(glyphs: Sequence[tuple[int, Glyph]]) -> Iterator[tuple[int, Glyph]]:
    """Make one glyph of characters that stand side by side in a vertical line, as figures do; it has the first one's place."""
    last: Glyph | None = None
    place = 0
    for number, glyph in glyphs:
        if glyph.text == GUESSED_SPACE:
            continue
        if (
            last
            and abs(glyph.top - last.top) < 0.3 * last.size
            and 0 <= glyph.left - last.left < 4 * last.size
            and len(last.text) < _LONGEST_SET_TOGETHER
        ):
            last = last._replace(text=last.text + glyph.text, right=max(last.right, glyph.right))
            continue
        if last:
            yield place, last
        last, place = glyph, number
    if last:
        yield place, last
