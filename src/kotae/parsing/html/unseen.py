"""Text that a browser lays out and nobody sees: without size, moved away, cut off, in its ground's colour.

Only what a page says of itself is known; what a script hides isn't found.
What lies over text is told by :mod:`kotae.parsing.html.overlays`.
"""

import re
from collections.abc import Mapping
from typing import Final

from tinycss2.color3 import RGBA

from kotae.parsing.html.depth import DEPTH_PROPERTIES, is_edge_on, is_far_behind, matrix_of
from kotae.parsing.html.lengths import points_of, share_of
from kotae.parsing.ink import Colour, alike

__all__ = [
    "FAINTEST",
    "UNSEEN_PROPERTIES",
    "has_outline",
    "is_hidden",
    "is_in_its_grounds_colour",
    "opacity_of",
    "size_of",
]

UNSEEN_PROPERTIES: Final = DEPTH_PROPERTIES | frozenset(
    "display visibility content-visibility font-size font opacity filter zoom transform scale translate "
    "clip clip-path overflow overflow-x overflow-y width height max-height flex flex-grow text-indent "
    "contain min-height aspect-ratio "
    "position left right top bottom inset margin margin-left margin-top letter-spacing word-spacing line-height rotate "
    "-webkit-text-security -webkit-text-fill-color".split()
)

_FONT: Final = re.compile(r"(?:\A|\s)(?P<size>0(?=/)|-?(?:\d+(?:\.\d*)?|\.\d+)(?:[a-z]+|%))(?:\s*/|\s)")
# Further away than any screen is wide; a logo's text a little beside its picture isn't meant.
_FAR_POINTS: Final = 740.0
_FAR_RIGHT_POINTS: Final = 7_400.0
# A side of so little shows no letter of what is cut off at it.
_LEAST_SIDE_POINTS: Final = 2.5
FAINTEST: Final = 0.05
"""The least share of its colour with which text shows."""

_CLIPPED: Final = re.compile(
    r"rect\(\s*(?P<edge>-?[\d.]+)(?:px|em)?[\s,]+(?:(?P=edge)(?:px|em)?[\s,]*){3}\)"
    r"|(?:circle|ellipse)\(\s*0(?:px|%|em)?\s*(?:[\s)]|at).*"
    r"|xywh\(\s*\S+\s+\S+\s+(?:0(?:px|%)?(?:\s.*)?|\S+\s+0(?:px|%)?(?:\s.*)?)\)|path\(\s*+[\"']?\s*+m[\d\s.,-]*+z?\s*+[\"']?\s*+\)"
    r"|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?(?:\s*,\s*0(?:px|%)?\s+0(?:px|%)?)*\s*\)"
)
# 16 pixels, where browsers begin.
_USUAL_POINTS: Final = 12.0
_CALCULATED: Final = re.compile(r"calc\(([^()]*)\)")
# What gives a box its height beside what is in it.
_BY_OTHERS: Final = ("flex", "flex-grow", "inset", "bottom", "display")
_SCALED: Final = re.compile(r"scale(?:3d|x|y)?\(\s*([^,)]+)(?:,\s*([^,)]+))?")
_MOVED: Final = re.compile(r"translate(?:3d|x|y)?\(\s*([^,)]+)(?:,\s*([^,)]+))?")


def is_hidden(declared: Mapping[str, str], *, seen_from: float | None = None) -> bool:
    """Return whether nobody sees an element or anything in it, whatever is said of what is in it.

    Args:
        declared: What is said of it, in lower case.
        seen_from: From how far it is looked at, in points; None where it lies in the page.
    """
    return (
        declared.get("display") == "none"
        or declared.get("content-visibility") == "hidden"
        or declared.get("-webkit-text-security", "none") not in ("none", "initial", "unset", "inherit", "")
        or _is_pressed_together(declared)
        or _is_cut_off(declared)
        or _is_far_away(declared)
        or is_far_behind(declared, seen_from)
    )


def has_outline(declared: Mapping[str, str]) -> bool:
    """Return whether letters without a colour of their own may show by their shadow or the line around them."""
    names = ("text-shadow", "-webkit-text-stroke", "-webkit-text-stroke-width")
    return any(declared.get(name, "none") not in ("none", "0", "initial") for name in names)


def is_in_its_grounds_colour(colour: RGBA | None, ground: RGBA | None) -> bool:
    """Return whether letters of a colour don't show on their ground.

    Args:
        colour: What they are painted with; None where nothing in the page says.
        ground: What they stand on; None where that can't be told.
    """
    if colour is None:
        return False
    return colour.alpha < FAINTEST or (ground is not None and alike(_colour(colour), _colour(ground)))


def size_of(declared: Mapping[str, str], outside: float) -> float:
    """Return the size of letters in points.

    Args:
        declared: What is said of the element, in lower case.
        outside: The size of those around it.
    """
    written = declared.get("font-size", "")
    size = points_of(written)
    if size is None and (found := _FONT.search(f"{declared.get('font', '')} ")):
        written = found["size"]
        size = points_of(written)
    if size is None:
        return outside
    share = written.endswith(("em", "%", "ex", "ch")) and not written.endswith("rem")
    return size / _USUAL_POINTS * outside if share else size


def _colour(colour: RGBA) -> Colour:
    return colour.red, colour.green, colour.blue


def _is_pressed_together(declared: Mapping[str, str]) -> bool:
    transform = _CALCULATED.sub(r"\1", declared.get("transform", ""))
    matrix = matrix_of(transform)
    if matrix and abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < FAINTEST * FAINTEST:
        return True
    written = [part for pair in _SCALED.findall(transform) for part in pair]
    written += declared.get("scale", "").split()[:2]
    factors = [factor for part in written if (factor := share_of(part)) is not None]
    zoom = share_of(declared.get("zoom", ""))
    closer = points_of(declared.get("letter-spacing", ""))
    if closer is not None and closer <= -size_of(declared, _USUAL_POINTS):
        return True  # every letter upon the one before
    return is_edge_on(declared) or any(
        abs(factor) <= FAINTEST for factor in [*factors, *([] if zoom is None else [zoom])]
    )


def opacity_of(declared: Mapping[str, str]) -> float:
    """Return how much of an element shows, in [0, 1]."""
    shares = [share_of(declared.get(name, "")) for name in ("opacity", "fill-opacity")]
    shares += [share_of(part) for part in re.findall(r"opacity\(\s*([^)]*)\)", declared.get("filter", ""))]
    return min((share for share in shares if share is not None), default=1.0)


def _is_cut_off(declared: Mapping[str, str]) -> bool:
    shape = declared.get("clip-path", "")
    if _CLIPPED.fullmatch(declared.get("clip", "")) or _CLIPPED.fullmatch(shape) or _is_cut_to_nothing(shape):
        return True
    kept = declared.get("contain", "").split()
    overflow = " ".join(declared.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    if not (re.search(r"hidden|clip|auto|scroll", overflow) or {"strict", "content", "paint"} & {*kept}):
        return False
    if {"strict", "size"} & {*kept} and not {
        "height",
        "min-height",
        "aspect-ratio",
        *_BY_OTHERS,
    } & declared.keys():
        return True  # as high as if nothing were in it
    # One that grows with its row, or with its table, says 0 to be cut where it doesn't fit.
    names = ("max-height",) if {"flex", "flex-grow"} & declared.keys() else ("width", "height", "max-height")
    sides = [points_of(declared.get(name, "")) for name in names]
    line = declared.get("line-height", "")
    # A bare number counts heights of the letters.
    times = share_of(line)
    sides.append(points_of(line) if times is None else times * _USUAL_POINTS)
    indent = declared.get("text-indent", "")
    return any(side is not None and abs(side) <= _LEAST_SIDE_POINTS for side in sides) or (
        indent.endswith("%") and (share_of(indent) or 0.0) >= 1.0
    )


def _is_cut_to_nothing(shape: str) -> bool:
    """Whether what is cut off from both sides leaves nothing between them."""
    # Behind "round" stands how its corners are cut.
    sides = shape[len("inset(") :].partition(")")[0].partition("round")[0].split()
    if not shape.startswith("inset(") or not 1 <= len(sides) <= 4:
        return False
    # As with margins: what isn't said is as on the other side.
    top, right = sides[0], sides[1 % len(sides)]
    bottom = sides[2] if len(sides) > 2 else top
    left = sides[3] if len(sides) > 3 else right
    shares = [share_of(side) or 0.0 if side.endswith("%") else 0.0 for side in (top, bottom, left, right)]
    return shares[0] + shares[1] >= 1 or shares[2] + shares[3] >= 1


def _is_far_away(declared: Mapping[str, str]) -> bool:
    """Whether an element lies far to the left or above, or further to the right than anybody goes."""
    placed = declared.get("position") in ("absolute", "fixed", "relative")
    if declared.get("position") == "fixed" and any(
        declared.get(name, "").endswith("%") and (share_of(declared[name]) or 0.0) >= 1
        for name in ("left", "right", "top", "bottom")
    ):
        return True
    shares = [declared.get("left", "") if placed else "", declared.get("margin-left", "")]
    own = [part for pair in _MOVED.findall(declared.get("transform", "")) for part in pair]
    if any((share_of(part) or 0.0) <= -1 for part in shares if part.endswith("%")) or any(
        (share_of(part) or 0.0) <= -2 for part in own if part.endswith("%")
    ):
        return True
    right = (
        points_of(declared.get("left", "")) if placed and not declared.get("left", "").endswith("%") else None
    )
    if right is not None and right >= _FAR_RIGHT_POINTS:
        return True
    beyond = [points_of(declared.get(name, "")) for name in ("right", "bottom")] if placed else []
    if any(way is not None and way >= _FAR_RIGHT_POINTS for way in beyond):
        return True
    moved = [*own, *(f"{number}px" for number in matrix_of(declared.get("transform", ""))[4:])]
    moved += declared.get("translate", "").split()
    if placed:
        moved += [declared.get(name, "") for name in ("left", "top", "right", "bottom")]
        moved += declared.get("inset", "").split()
    moved += [declared.get(name, "") for name in ("text-indent", "margin-left", "margin-top", "word-spacing")]
    moved += declared.get("margin", "").split()
    return any(
        way is not None and way <= -_FAR_POINTS
        for part in moved
        if "%" not in part
        for way in [points_of(part)]
    )
