"""Text that a browser lays out and nobody sees: without size, moved away, cut off, in its ground's colour.

Only what a page says of itself is known; what a script hides isn't found.
What lies over text is told by :mod:`kotae.parsing.html.overlays`.
"""

import re
from collections.abc import Mapping
from typing import Final

from tinycss2.color3 import RGBA

from kotae.parsing.ink import Colour, alike

__all__ = [
    "FAINTEST",
    "UNSEEN_PROPERTIES",
    "has_outline",
    "is_hidden",
    "is_in_its_grounds_colour",
    "opacity_of",
    "points_of",
    "size_of",
]

UNSEEN_PROPERTIES: Final = frozenset(
    "display visibility content-visibility font-size font opacity filter zoom transform scale translate "
    "clip clip-path overflow overflow-x overflow-y width height max-height flex flex-grow text-indent "
    "contain min-height aspect-ratio "
    "position left right top bottom inset margin margin-left margin-top letter-spacing word-spacing line-height rotate "
    "-webkit-text-security -webkit-text-fill-color".split()
)

_POINTS: Final = {
    "px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "q": 0.709, "em": 12.0, "rem": 12.0,
    "ex": 6.0, "ch": 6.0, "%": 0.12, "vw": 8.0, "vh": 6.0, "vmin": 6.0, "vmax": 8.0, "": 0.75,
}  # fmt: skip
_LENGTH: Final = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?)\s*([a-z%]*)")
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
# Turned about an axis in the page, or pushed over.
_TURNED: Final = re.compile(
    r"(?:rotate(?:[xy]|3d)|skew[xy]?)\((?:[^()]*,)?\s*(-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(deg|turn|rad|grad)\s*(?:,[^()]*)?\)"
)
_TURN: Final = re.compile(
    r"(?:[xy]|[\d.-]+(?:\s+[\d.-]+){2})\s+(-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(deg|turn|rad|grad)"
)
_DEGREES: Final = {"deg": 1.0, "turn": 360.0, "rad": 57.29578, "grad": 0.9}
# In degrees: what is left of the letters' width there is the share of FAINTEST.
_NEARLY_EDGE_ON: Final = 3.0
_CALCULATED: Final = re.compile(r"calc\(([^()]*)\)")
# What gives a box its height beside what is in it.
_BY_OTHERS: Final = ("flex", "flex-grow", "inset", "bottom", "display")
_MATRIX: Final = re.compile(r"matrix\(([^()]*)\)")
_SCALED: Final = re.compile(r"scale(?:3d|x|y)?\(\s*([^,)]+)(?:,\s*([^,)]+))?")
_MOVED: Final = re.compile(r"translate(?:3d|x|y)?\(\s*([^,)]+)(?:,\s*([^,)]+))?")


def is_hidden(declared: Mapping[str, str]) -> bool:
    """Return whether nobody sees an element or anything in it, whatever is said of what is in it.

    Args:
        declared: What is said of it, in lower case.
    """
    return (
        declared.get("display") == "none"
        or declared.get("content-visibility") == "hidden"
        or declared.get("-webkit-text-security", "none") not in ("none", "initial", "unset", "inherit", "")
        or _is_pressed_together(declared)
        or _is_cut_off(declared)
        or _is_far_away(declared)
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
    matrix = _matrix(transform)
    if matrix and abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < FAINTEST * FAINTEST:
        return True
    written = [part for pair in _SCALED.findall(transform) for part in pair]
    written += declared.get("scale", "").split()[:2]
    factors = [factor for part in written if (factor := _share(part)) is not None]
    zoom = _share(declared.get("zoom", ""))
    closer = points_of(declared.get("letter-spacing", ""))
    if closer is not None and closer <= -size_of(declared, _USUAL_POINTS):
        return True  # every letter upon the one before
    turns = [*_TURNED.findall(transform), *_TURN.findall(declared.get("rotate", ""))]
    angles = (abs(float(turn) * _DEGREES[unit]) % 180 for turn, unit in turns)
    return any(abs(angle - 90) < _NEARLY_EDGE_ON for angle in angles) or any(
        abs(factor) <= FAINTEST for factor in [*factors, *([] if zoom is None else [zoom])]
    )


def _matrix(transform: str) -> list[float]:
    """The six numbers of a matrix; none where there is no such."""
    found = _MATRIX.search(transform)
    numbers = [_share(part) for part in found[1].split(",")] if found else []
    return (
        [number for number in numbers if number is not None]
        if len(numbers) == 6 and None not in numbers
        else []
    )


def opacity_of(declared: Mapping[str, str]) -> float:
    """Return how much of an element shows, in [0, 1]."""
    shares = [_share(declared.get(name, "")) for name in ("opacity", "fill-opacity")]
    shares += [_share(part) for part in re.findall(r"opacity\(\s*([^)]*)\)", declared.get("filter", ""))]
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
    times = _share(line)
    sides.append(points_of(line) if times is None else times * _USUAL_POINTS)
    indent = declared.get("text-indent", "")
    return any(side is not None and abs(side) <= _LEAST_SIDE_POINTS for side in sides) or (
        indent.endswith("%") and (_share(indent) or 0.0) >= 1.0
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
    shares = [_share(side) or 0.0 if side.endswith("%") else 0.0 for side in (top, bottom, left, right)]
    return shares[0] + shares[1] >= 1 or shares[2] + shares[3] >= 1


def _is_far_away(declared: Mapping[str, str]) -> bool:
    """Whether an element lies far to the left or above, or further to the right than anybody goes."""
    placed = declared.get("position") in ("absolute", "fixed", "relative")
    if declared.get("position") == "fixed" and any(
        declared.get(name, "").endswith("%") and (_share(declared[name]) or 0.0) >= 1
        for name in ("left", "right", "top", "bottom")
    ):
        return True
    shares = [declared.get("left", "") if placed else "", declared.get("margin-left", "")]
    own = [part for pair in _MOVED.findall(declared.get("transform", "")) for part in pair]
    if any((_share(part) or 0.0) <= -1 for part in shares if part.endswith("%")) or any(
        (_share(part) or 0.0) <= -2 for part in own if part.endswith("%")
    ):
        return True
    right = (
        points_of(declared.get("left", "")) if placed and not declared.get("left", "").endswith("%") else None
    )
    if right is not None and right >= _FAR_RIGHT_POINTS:
        return True
    moved = [*own, *(f"{number}px" for number in _matrix(declared.get("transform", ""))[4:])]
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


def points_of(written: str) -> float | None:
    """Return a length in points; shares and units of the font as of a usual one; None where it is none."""
    inner = re.fullmatch(r"(calc|max|min|clamp)\((.*)\)", written.strip())
    if inner and "," in inner[2]:
        parts = [points_of(part) for part in inner[2].split(",")]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return {"min": min, "max": max}.get(inner[1], lambda ends: sorted(ends)[len(ends) // 2])(known)
    if inner and re.search(r"\s[-+]\s|[*/]", inner[2]):
        return _calculated(inner[2])
    found = _LENGTH.fullmatch((inner[2] if inner else written).strip())
    if not found or found[2] not in _POINTS:
        return None
    return float(found[1]) * _POINTS[found[2]]


def _calculated(written: str) -> float | None:
    """Return sums of products of lengths and numbers in points; None where there is anything else."""
    total = 0.0
    for sign, term in re.findall(r"(?:(?:\A|\s)([-+])\s)?((?:(?!\s[-+]\s).)+)", written):
        product = -1.0 if sign == "-" else 1.0
        for way, factor in re.findall(r"([*/]?)([^*/]*)", term)[:-1]:
            found = _LENGTH.fullmatch(factor.strip())
            if not found or found[2] not in _POINTS:
                return None
            value = float(found[1]) * (_POINTS[found[2]] if found[2] else 1.0)
            if way == "/" and not value:
                return None
            product = product / value if way == "/" else product * value
        total += product
    return total


def _share(written: str) -> float | None:
    """Return a number or percentage as a share; None where it is neither."""
    inner = re.fullmatch(r"calc\(([^()]*)\)", written.strip())
    found = _LENGTH.fullmatch((inner[1] if inner else written).strip())
    if not found or found[2] not in ("", "%"):
        return None
    return float(found[1]) / (100 if found[2] else 1)
