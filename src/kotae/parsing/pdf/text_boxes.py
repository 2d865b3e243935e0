"""Boxes of text that lie over a page: what was written into them is no part of what they cover.

A note laid over a table, or over lines of text, has an edge that lines of the table run through, drawn before the note
or after all of it. A cell's, a panel's or a highlight's has not: lines end there, or run along it.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kotae.parsing.pdf.glyphs import DrawnGlyph, Glyph
from kotae.parsing.pdf.objects import Area, PageObjects, Rule

__all__ = ["TextBoxes", "text_boxes"]

# In points. Two lines so near each other are one; so far a line runs on behind an edge that it crosses.
_SAME: Final = 1.5
_BEYOND: Final = 3.0
# In sizes of the letters: a box drawn carelessly over one cell reaches less far into the next.
_DEEP: Final = 0.3
_MIN_LETTERS: Final = 2
# Charts and maps have more.
_MAX_BOXES: Final = 200
_MAX_RULES: Final = 2_000
_NEVER: Final = 1 << 40
# More boxes than that beside each other are how a page is set.
_MAX_BESIDE: Final = 2
_MIN_WORDS: Final = 12
_WHITE: Final = 250


class TextBoxes(NamedTuple):
    """What was written into boxes over a page, and the page without it."""

    page: list[DrawnGlyph]
    boxes: list[list[DrawnGlyph]]
    rules: list[Rule]


def text_boxes(seen: Sequence[DrawnGlyph], drawn: Sequence[DrawnGlyph], objects: PageObjects) -> TextBoxes:
    """Return the text of each box that lies over something, and what is left of the page and its lines.

    Args:
        seen: The glyphs that can be seen.
        drawn: All glyphs, those below the boxes too.
        objects: What else is drawn.
    """
    frames = list(_distinct([*objects.areas, *objects.frames]))
    if not frames or len(frames) > _MAX_BOXES or len(objects.rules) > _MAX_RULES or not objects.complete:
        return TextBoxes(list(seen), [], objects.rules)
    rest, laid = list(seen), []
    boxes: list[list[DrawnGlyph]] = []
    # What lies in front is taken first.
    for frame in reversed(frames):
        until = _drawn_over(frame, objects)
        inside, outside = _parted(rest, frame, objects, until=until)
        letters = [glyph for glyph, _ in inside if any(map(str.isalpha, glyph.text))]
        # What holds most of a page is the page.
        if len(letters) < _MIN_LETTERS or 2 * len(inside) > len(seen):
            continue
        size = max(glyph.size for glyph in letters)
        if _cuts_rules(frame, size, objects, until=until) or _covers_lines(frame, drawn, objects):
            rest = outside
            boxes.insert(0, inside)
            laid.append(frame)
    beside = [frame for frame in frames if frame not in laid and _stands_beside(frame, rest, objects)]
    for frame in beside if len(beside) <= _MAX_BESIDE else ():
        inside, rest = _parted(rest, frame, objects, until=_NEVER)
        boxes.append(inside)
        laid.append(frame)
    rules = [rule for rule in objects.rules if not any(_is_side(rule, frame) for frame in laid)]
    return TextBoxes(rest, boxes, rules)


def _distinct(areas: Sequence[Area]) -> Iterator[Area]:
    """Yield boxes in the order drawn, one that is filled and then outlined once."""
    kept: set[tuple[int, ...]] = set()
    for area in sorted(areas, key=lambda area: area.order):
        place = tuple(round(side) for side in area[:4])
        if place not in kept:
            kept.add(place)
            yield area


def _parted(
    glyphs: Sequence[DrawnGlyph], frame: Area, objects: PageObjects, *, until: int
) -> tuple[list[DrawnGlyph], list[DrawnGlyph]]:
    """The glyphs written into a box, and the others; white space goes with what stands before it."""
    inside: list[DrawnGlyph] = []
    outside: list[DrawnGlyph] = []
    last = outside
    for drawn in glyphs:
        glyph, style = drawn
        if glyph.text.strip():
            later = frame.order < objects.texts.get(style.source, 0) < until
            last = inside if later and _holds(frame, glyph) else outside
        last.append(drawn)
    return inside, outside


def _holds(frame: Area, glyph: Glyph) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _drawn_over(frame: Area, objects: PageObjects) -> int:
    """How many objects are drawn before the first line that runs into a box from outside and is drawn after it."""
    across, turned = _turned(frame), [_turned_rule(rule) for rule in objects.rules]
    after = (
        order
        for rule, level, order in zip(objects.rules, turned, objects.drawn, strict=True)
        if order > frame.order and (_runs_into(rule, frame, _BEYOND) or _runs_into(level, across, _BEYOND))
    )
    return min(after, default=_NEVER)


def _cuts_rules(frame: Area, size: float, objects: PageObjects, *, until: int) -> bool:
    """Whether lines run into a box, well within its sides, and it is no cell among them.

    They are drawn before it, or after all that is written into it (from ``until`` on).
    """
    rules = [
        rule
        for rule, order in zip(objects.rules, objects.drawn, strict=True)
        if order < frame.order or order >= until
    ]
    across, level = _turned(frame), [_turned_rule(rule) for rule in rules]
    reach = max(_BEYOND, _DEEP * size)
    crossed = any(_runs_into(rule, frame, reach) for rule in rules) or any(
        _runs_into(rule, across, reach) for rule in level
    )
    return crossed and not _is_flush(rules, frame) and not _is_flush(level, across)


def _stands_beside(frame: Area, glyphs: Sequence[DrawnGlyph], objects: PageObjects) -> bool:
    """Whether a box of several lines stands by itself beside lines of text: it touches nothing, as cells touch each other."""
    inside, outside = _parted(glyphs, frame, objects, until=_NEVER)
    level = [drawn for drawn in outside if frame.top < (drawn[0].top + drawn[0].bottom) / 2 < frame.bottom]
    if min(frame.colour) > _WHITE or any(_holds(frame, glyph) for glyph, _ in level if glyph.text.strip()):
        return False
    around: list[Area | Rule] = [*objects.areas, *objects.frames, *objects.rules]
    return _is_text(inside) and _is_text(level) and not any(_touches(frame, other) for other in around)


def _is_text(glyphs: Sequence[DrawnGlyph]) -> bool:
    """Whether glyphs are words on two lines or more."""
    letters = [glyph for glyph, _ in glyphs if any(map(str.isalpha, glyph.text))]
    middles = [(glyph.top + glyph.bottom) / 2 for glyph in letters]
    return len(letters) >= _MIN_WORDS and max(middles) - min(middles) > letters[0].size


def _touches(frame: Area, other: Area | Rule) -> bool:
    """Whether anything drawn lies at a side of a box or across it; what is the box's own or holds all of it doesn't."""
    own = other.left > frame.left - _SAME and other.right < frame.right + _SAME
    own &= other.top > frame.top - _SAME and other.bottom < frame.bottom + _SAME
    around = other.left < frame.left - _BEYOND and other.right > frame.right + _BEYOND
    around &= other.top < frame.top - _BEYOND and other.bottom > frame.bottom + _BEYOND
    near = other.left < frame.right + _BEYOND and other.right > frame.left - _BEYOND
    near &= other.top < frame.bottom + _BEYOND and other.bottom > frame.top - _BEYOND
    return near and not own and not around


def _turned(frame: Area) -> Area:
    return frame._replace(left=frame.top, top=frame.left, right=frame.bottom, bottom=frame.right)


def _turned_rule(rule: Rule) -> Rule:
    return Rule(rule.top, rule.left, rule.bottom, rule.right)


def _runs_into(rule: Rule, frame: Area, reach: float) -> bool:
    """Whether an upright line is cut by the upper or lower side of a box."""
    return (
        rule.right - rule.left < rule.bottom - rule.top
        and frame.left + reach < rule.left < frame.right - reach
        and min(rule.bottom, frame.bottom) - max(rule.top, frame.top) > _BEYOND
        and (rule.top < frame.top - _BEYOND or rule.bottom > frame.bottom + _BEYOND)
    )


def _is_flush(rules: Sequence[Rule], frame: Area) -> bool:
    """Whether upright lines that are longer than a box run along both of its sides, as they do along a cell's."""
    long = [
        rule.left
        for rule in rules
        if rule.right - rule.left < rule.bottom - rule.top
        and min(rule.bottom, frame.bottom) - max(rule.top, frame.top) > _BEYOND
        and (rule.top < frame.top - _BEYOND or rule.bottom > frame.bottom + _BEYOND)
    ]
    return all(any(abs(x - side) < _SAME for x in long) for side in (frame.left, frame.right))


def _covers_lines(frame: Area, drawn: Sequence[DrawnGlyph], objects: PageObjects) -> bool:
    """Whether several lines of text were drawn before a filled box and lie below it: one alone may have been corrected."""
    if frame in objects.frames:
        return False
    places = sorted(
        (glyph.top + glyph.bottom) / 2
        for glyph, style in drawn
        if glyph.text.strip()
        and objects.texts.get(style.source, frame.order) < frame.order
        and _holds(frame, glyph)
    )
    return bool(places) and places[-1] - places[0] > (frame.bottom - frame.top) / 3


def _is_side(rule: Rule, frame: Area) -> bool:
    """Whether a line lies on a side of a box."""
    within = (
        frame.left - _SAME < rule.left
        and rule.right < frame.right + _SAME
        and frame.top - _SAME < rule.top
        and rule.bottom < frame.bottom + _SAME
    )
    if rule.right - rule.left > rule.bottom - rule.top:
        return within and min(abs(rule.top - frame.top), abs(rule.top - frame.bottom)) < _SAME
    return within and min(abs(rule.left - frame.left), abs(rule.left - frame.right)) < _SAME
