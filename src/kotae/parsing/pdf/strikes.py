"""Which text of a page is crossed out: by a line through it, or by a mark that a reader put over it.

PDF knows no struck text, programs draw a thin line through the letters. A line counts where it runs through the
middle of letters, from about the first of them to about the last: rules of tables, bars of fractions, lines under
text don't. What is struck keeps its place among the glyphs, in characters of its own, until the text is put
together, and is taken out there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kotae.parsing.pdf.directions import Frame, GlyphGroup
from kotae.parsing.pdf.glyphs import Glyph, is_wide
from kotae.parsing.pdf.objects import Rule
from kotae.parsing.struck import crossed

__all__ = ["with_strikes"]

# Where a line through letters runs, from the top of their box: programs put it between these.
_UPPER: Final = 0.38
_LOWER: Final = 0.74
_OFF_THE_END: Final = 0.3
_MIN_COVERED: Final = 0.6
_TALLEST: Final = 100.0
# A page of plain text with a thousand lines on it asks for a tenth of this.
_MAX_LOOKS: Final = 3_000_000


class _Stroke(NamedTuple):
    """A line in reading coordinates, and which rule of the page it is; -1 for a reader's mark."""

    rule: int
    left: float
    right: float
    height: float


def with_strikes(
    groups: Sequence[GlyphGroup], rules: Sequence[Rule], marks: Sequence[tuple[float, float, float, float]]
) -> tuple[tuple[GlyphGroup, ...], tuple[Rule, ...]]:
    """Return the groups with what is crossed out marked as such, and the rules that cross nothing out.

    Args:
        groups: The glyphs of a page.
        rules: Straight lines on it.
        marks: Boxes of what readers crossed out, in page coordinates.
    """
    result: list[GlyphGroup] = []
    used: set[int] = set()
    for group in groups:
        strokes = list(_strokes(group.frame, rules, marks)) if group.frame.straight else []
        struck = _crossed_out(group.glyphs, strokes, used)
        if struck:
            glyphs = (
                g._replace(text=crossed(g.text)) if at in struck else g for at, g in enumerate(group.glyphs)
            )
            group = replace(group, glyphs=tuple(glyphs))
        result.append(group)
    return tuple(result), tuple(rule for at, rule in enumerate(rules) if at not in used)


def _strokes(
    frame: Frame, rules: Sequence[Rule], marks: Sequence[tuple[float, float, float, float]]
) -> Iterator[_Stroke]:
    for at, rule in enumerate(rules):
        left, top, right, bottom = frame.to_reading(*rule)
        if right - left > bottom - top:
            yield _Stroke(at, left, right, (top + bottom) / 2)
    for mark in marks:
        left, top, right, bottom = frame.to_reading(*mark)
        yield _Stroke(-1, left, right, (top + bottom) / 2)


def _crossed_out(glyphs: Sequence[Glyph], strokes: Sequence[_Stroke], used: set[int]) -> set[int]:
    """Which glyphs are crossed out; the rules that do it are added to ``used``."""
    struck: set[int] = set()
    if not strokes:
        return struck
    order = sorted(range(len(glyphs)), key=lambda at: glyphs[at].top + glyphs[at].bottom)
    middles = [(glyphs[at].top + glyphs[at].bottom) / 2 for at in order]
    reach = 0.25 * min(_TALLEST, max((g.bottom - g.top for g in glyphs), default=0.0))
    left = _MAX_LOOKS
    for stroke in strokes:
        low, high = stroke.height - reach, stroke.height + reach
        near = order[bisect_left(middles, low) : bisect_right(middles, high)]
        left -= len(near)
        if left < 0:
            break
        crossed = [at for at in near if _crosses(stroke, glyphs[at])]
        if crossed and _is_strike(stroke, [glyphs[at] for at in crossed]) and not _splits(glyphs, crossed):
            struck.update(crossed)
            used.add(stroke.rule)
    return struck


def _crosses(stroke: _Stroke, glyph: Glyph) -> bool:
    height = glyph.bottom - glyph.top
    return (
        stroke.left <= (glyph.left + glyph.right) / 2 <= stroke.right
        and _UPPER * height <= stroke.height - glyph.top <= _LOWER * height
    )


def _splits(glyphs: Sequence[Glyph], crossed: Sequence[int]) -> bool:
    """Whether a line begins and ends in the middle of words, as the lines of a drawing over text do."""
    first, last = min(crossed), max(crossed)
    if not first or last + 1 >= len(glyphs):
        return False
    return all(
        before.text.isascii()
        and after.text.isascii()
        and before.text.isalpha()
        and after.text.isalpha()
        and abs(before.bottom - after.bottom) < 0.3 * after.size
        and abs(after.left - before.right) < 0.2 * after.size
        for before, after in ((glyphs[first - 1], glyphs[first]), (glyphs[last], glyphs[last + 1]))
    )


def _is_strike(stroke: _Stroke, glyphs: Sequence[Glyph]) -> bool:
    """Whether a line crosses out what it runs through: words, from end to end, and hardly anything else."""
    text = [sign for glyph in glyphs for sign in glyph.text if sign.isalnum()]
    # A line as short as one letter is as often the tick of a scale.
    if not text or (len(text) < 2 and stroke.rule >= 0 and not is_wide(text[0])):
        return False
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    rest = _OFF_THE_END * max(glyph.size for glyph in glyphs)
    covered = sum(glyph.right - glyph.left for glyph in glyphs)
    length = stroke.right - stroke.left
    return (
        abs(left - stroke.left) <= rest
        and abs(stroke.right - right) <= rest
        and covered >= _MIN_COVERED * length
        and length >= _MIN_COVERED * (right - left)
    )
