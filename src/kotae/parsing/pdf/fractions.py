"""Fractions and roots that are drawn, written as one text: ``2/3``, ``(a + b)/c``, ``√(b² − 4ac)``.

A PDF knows no fractions. Read line by line, the number above would stand before the line, the one below behind it,
and neither would be divided by the other; nor would it be known how far a root goes. A bar is told from a line under
a word or between cells by where it stands: as long as the longer of its numbers, in the middle of them, and at half the
height of what it stands beside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kotae.parsing.office.formulas import bracketed
from kotae.parsing.pdf.directions import GlyphGroup
from kotae.parsing.pdf.glyphs import GUESSED_SPACE, Glyph
from kotae.parsing.pdf.layout import Line, lines_of
from kotae.parsing.pdf.objects import Rule
from kotae.parsing.pdf.runs import overlap

__all__ = ["with_fractions"]

# A page with more lines is a drawing.
_MAX_RULES: Final = 600
_MAX_BARS: Final = 200
_MAX_CHARS: Final = 60
_ROOT: Final = "√"
# In font sizes: how far a bar may be from its numbers and reach beyond them, and from what it stands beside.
_NEAR: Final = 0.8
_BESIDE: Final = 1.2
_BEYOND: Final = 1.2
_OFF_CENTRE: Final = 0.5
_ACROSS: Final = 0.35
_LONGER: Final = 0.2
_STRANGE: Final = 0.4
_TALL: Final = 1.6
_TOUCHING: Final = 1.0
_SAME_LINE: Final = 0.7
# The bar's height beside other characters, from the top of their box.
_UPPER: Final = 0.3
_LOWER: Final = 0.85


class _Bar(NamedTuple):
    left: float
    right: float
    height: float


def with_fractions(group: GlyphGroup, rules: Sequence[Rule]) -> GlyphGroup:
    """Return a group with one glyph in place of those of each fraction; its box holds all of them.

    Args:
        group: The glyphs of one direction.
        rules: Straight lines on the page, in page coordinates.
    """
    if not (group.frame.straight and 0 < len(rules) <= _MAX_RULES):
        return group
    glyphs = list(group.glyphs)
    before = len(glyphs)
    bars = sorted(_bars(group, rules), key=lambda bar: bar.right - bar.left)[:_MAX_BARS]
    rooted = [_under_root(glyphs, bar) for bar in bars]
    # The shorter first: a fraction may stand in a fraction.
    for at, bar in enumerate(bars):
        glyphs = _with_fraction(glyphs, bar, bars[at + 1 :])
    return replace(group, glyphs=tuple(glyphs)) if any(rooted) or len(glyphs) < before else group


def _under_root(glyphs: list[Glyph], bar: _Bar) -> bool:
    """Put brackets around what stands under the bar of a root, where that is more than one name or number; whether it did."""
    roots = [at for at, glyph in enumerate(glyphs) if glyph.text == _ROOT and _begins(glyph, bar)]
    if len(roots) != 1:
        return False
    root, under = glyphs[roots[0]], list[int]()
    for at in range(roots[0] + 1, len(glyphs)):
        glyph = glyphs[at]
        if not glyph.text.strip(f" {GUESSED_SPACE}"):
            continue
        if not (bar.left <= (glyph.left + glyph.right) / 2 <= bar.right and overlap(glyph, root) > 0):
            break
        under.append(at)
    text = "".join(glyphs[at].text for at in under)
    if not under or bracketed(text) == text:
        return False
    first, last = under[0], under[-1]
    glyphs[first] = glyphs[first]._replace(text=f"({glyphs[first].text}")
    glyphs[last] = glyphs[last]._replace(text=f"{glyphs[last].text})")
    return True


def _begins(root: Glyph, bar: _Bar) -> bool:
    """Whether a bar goes on where a root sign ends."""
    reach = _OFF_CENTRE * root.size
    return abs(bar.left - root.right) <= reach and root.top - reach <= bar.height <= root.bottom


def _bars(group: GlyphGroup, rules: Sequence[Rule]) -> Iterator[_Bar]:
    """Yield the level lines that no other line goes on with, as those around cells do."""
    turned = [Rule(*group.frame.to_reading(*rule)) for rule in rules]
    for rule in turned:
        if rule.right - rule.left > rule.bottom - rule.top and not any(
            _meet(rule, other) for other in turned if other is not rule
        ):
            yield _Bar(rule.left, rule.right, (rule.top + rule.bottom) / 2)


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _TOUCHING
        and other.left <= one.right + _TOUCHING
        and one.top <= other.bottom + _TOUCHING
        and other.top <= one.bottom + _TOUCHING
    )


def _with_fraction(glyphs: list[Glyph], bar: _Bar, longer: Sequence[_Bar]) -> list[Glyph]:
    """Put a fraction in the place of its glyphs; the same glyphs where the bar is none."""
    seen = [(at, glyph) for at, glyph in enumerate(glyphs) if glyph.text.strip(f" {GUESSED_SPACE}")]
    over = [pair for pair in seen if _may_belong(pair[1], bar)]
    parts = [
        _row([(at, glyph) for at, glyph in over if (glyph.top + glyph.bottom < 2 * bar.height) == above], bar)
        for above in (True, False)
    ]
    if not all(0 < len(part) <= _MAX_CHARS for part in parts):
        return glyphs
    taken = {at for part in parts for at, _ in part}
    others = [glyph for at, glyph in seen if at not in taken]
    lines = [_line(glyphs, part) for part in parts]
    around = [bar, *(other for other in longer if _holds(other, bar, parts[0][0][1].size))]
    if None in lines or any(_goes_on(part, others) for part in parts):
        return glyphs
    if not any(_stands_beside(one, others) for one in around):
        return glyphs
    above, below = (line for line in lines if line is not None)
    if not _fits(bar, above, below) or any(
        _stands_in(glyph, bar, above.top, below.bottom) for glyph in others
    ):
        return glyphs
    first, last = min(taken), max(taken)
    kept = [glyph for at, glyph in enumerate(glyphs[first : last + 1], start=first) if at not in taken]
    text = f"{bracketed(above.text)}/{bracketed(below.text)}"
    ends = min(bar.left, above.left, below.left), max(bar.right, above.right, below.right)
    size = max(above.size, below.size)
    fraction = glyphs[first]._replace(
        text=text, left=ends[0], right=ends[1], top=above.top, bottom=below.bottom, size=size
    )
    blanks = all(not glyph.text.strip(f" {GUESSED_SPACE}") for glyph in kept)
    return [*glyphs[:first], fraction, *([] if blanks else kept), *glyphs[last + 1 :]]


def _may_belong(glyph: Glyph, bar: _Bar) -> bool:
    """Whether a glyph is above or below a bar, and near enough for one of its numbers; tall brackets are beside it."""
    middle = (glyph.left + glyph.right) / 2
    over = min(glyph.bottom - bar.height, bar.height - glyph.top)
    return not _is_bracket(glyph) and (
        bar.left - _OFF_CENTRE * glyph.size <= middle <= bar.right + _OFF_CENTRE * glyph.size
        and abs((glyph.top + glyph.bottom) / 2 - bar.height) <= (_NEAR + 1) * glyph.size
        and over <= (1 if glyph.text == _ROOT else _ACROSS) * glyph.size
    )


def _is_bracket(glyph: Glyph) -> bool:
    """Whether a character is drawn over several lines, as brackets around fractions are; a root belongs to what stands in it."""
    return len(glyph.text) == 1 and glyph.text != _ROOT and glyph.bottom - glyph.top > _TALL * glyph.size


def _row(pairs: list[tuple[int, Glyph]], bar: _Bar) -> list[tuple[int, Glyph]]:
    """The glyphs that stand beside the one nearest to a bar, in the order they are drawn."""
    if not pairs:
        return []
    _, nearest = min(pairs, key=lambda pair: abs((pair[1].top + pair[1].bottom) / 2 - bar.height))
    edge = nearest.bottom if nearest.bottom + nearest.top < 2 * bar.height else nearest.top
    if abs(edge - bar.height) > _NEAR * nearest.size:
        return []
    return [pair for pair in pairs if overlap(pair[1], nearest) >= 0.5]


def _line(glyphs: Sequence[Glyph], part: Sequence[tuple[int, Glyph]]) -> Line | None:
    """The glyphs as one line of text; None where they are cells, or several lines."""
    first, last = part[0][0], part[-1][0]
    chosen = {at for at, _ in part}
    lines = lines_of(
        [
            glyphs[at]
            for at in range(first, last + 1)
            if at in chosen or not glyphs[at].text.strip(f" {GUESSED_SPACE}")
        ]
    )
    return lines[0] if len(lines) == 1 and lines[0].cells == 1 else None


def _holds(outer: _Bar, bar: _Bar, size: float) -> bool:
    """Whether a bar may be that of a fraction within one of the numbers of another."""
    return (
        outer.left <= bar.left
        and bar.right <= outer.right
        and outer.right - outer.left > bar.right - bar.left + _LONGER * size
        and abs(outer.height - bar.height) <= (_NEAR + 2) * size
    )


def _stands_beside(bar: _Bar, others: Sequence[Glyph]) -> bool:
    """Whether a bar is at half the height of a character right before or behind it."""
    return any(
        -_OFF_CENTRE * glyph.size
        <= max(bar.left - glyph.right, glyph.left - bar.right)
        <= _BESIDE * glyph.size
        and _UPPER * (glyph.bottom - glyph.top)
        <= bar.height - glyph.top
        <= _LOWER * (glyph.bottom - glyph.top)
        for glyph in others
    )


def _goes_on(part: Sequence[tuple[int, Glyph]], others: Sequence[Glyph]) -> bool:
    """Whether the line of one of the numbers goes on beyond the bar: a word is underlined there."""
    left, right = min(glyph.left for _, glyph in part), max(glyph.right for _, glyph in part)
    return any(
        not _is_bracket(other)
        and -_OFF_CENTRE * glyph.size <= max(left - other.right, other.left - right) <= _BESIDE * glyph.size
        and overlap(glyph, other) >= _SAME_LINE
        and abs(glyph.size - other.size) < 0.1 * glyph.size
        for _, glyph in part[:: max(1, len(part) - 1)]
        for other in others
    )


def _stands_in(glyph: Glyph, bar: _Bar, top: float, bottom: float) -> bool:
    """Whether a character that belongs to neither number stands among them: what it means there isn't known."""
    shared = min(glyph.bottom, bottom) - max(glyph.top, top)
    return bar.left < (glyph.left + glyph.right) / 2 < bar.right and shared > _STRANGE * (
        glyph.bottom - glyph.top
    )


def _fits(bar: _Bar, above: Line, below: Line) -> bool:
    """Whether a bar is as long as the longer of its numbers, and in the middle of both."""
    size = max(above.size, below.size)
    longer = max(above.right - above.left, below.right - below.left)
    return -_OFF_CENTRE * size <= bar.right - bar.left - longer <= _BEYOND * size and all(
        abs(line.left + line.right - bar.left - bar.right) <= 2 * _OFF_CENTRE * size
        for line in (above, below)
    )
