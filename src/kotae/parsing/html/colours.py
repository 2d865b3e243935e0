"""The colours CSS writes: by name, number, function, for a light or a dark page; and what an element stands on."""

import re
from collections.abc import Mapping
from typing import Final

from bs4.element import Tag
from tinycss2.color3 import RGBA
from tinycss2.color5 import parse_color

from kotae.parsing.html.inside import inside

__all__ = [
    "DARK",
    "FOR_DRAWINGS",
    "background_of",
    "colour_of",
    "colours_in",
    "drawn_on",
    "is_untold",
    "knows_colour",
]

DARK: Final = RGBA(0.07, 0.07, 0.07, 1.0)
"""What a page stands on that asks for dark colours and says no more."""

FOR_DRAWINGS: Final = (
    "fill",
    "stroke",
    "opacity",
    "fill-opacity",
    "display",
    "visibility",
    "font-size",
    "clip-path",
    "mask",
)
"""Attributes of drawings that say what a style could say."""

_LIGHTNESS: Final = {"lab": 100.0, "lch": 100.0, "oklab": 1.0, "oklch": 1.0}
# In all of them white and black are the same.
_RGB: Final = ("srgb", "srgb-linear", "display-p3", "a98-rgb", "prophoto-rgb", "rec2020")
_SYSTEM: Final = {
    "canvas": ("white", "#121212"), "field": ("white", "#3b3b3b"), "window": ("white", "#121212"),
    "canvastext": ("black", "white"), "fieldtext": ("black", "white"), "windowtext": ("black", "white"),
}  # fmt: skip
_OTHER_SYSTEM: Final = frozenset(
    "accentcolor accentcolortext activetext buttonborder buttonface buttontext graytext highlight highlighttext linktext mark "
    "marktext selecteditem selecteditemtext visitedtext".split()
)
_WRITTEN: Final = re.compile(r"#[0-9a-f]{3,8}\b|[a-z-]+\([^()]*\)|[a-z]+", re.IGNORECASE)
_FUNCTION: Final = re.compile(
    r"(?:color|color-mix|rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark|contrast-color)\("
)
_SHAPES: Final = frozenset(
    "rect circle ellipse path polygon polyline line image use foreignobject pattern".split()
)
_MAX_DRAWN: Final = 500


def colour_of(written: str, *, dark: bool = False) -> RGBA | None:
    """Return a colour as red, green, blue and opacity; None for one that isn't told, or none.

    Args:
        written: The value.
        dark: Whether the page asks for dark colours.
    """
    name = written.strip().lower()
    if name in _SYSTEM:
        written = _SYSTEM[name][dark]
    found = parse_color(written, ("dark",) if dark else "normal") if written else None
    if found is None or isinstance(found, str):
        return None
    if found.space in _LIGHTNESS:
        # Of these only the greys, white among them, are told from their ground.
        lightness, *rest = (float(part or 0) for part in found.coordinates)
        grey = lightness / _LIGHTNESS[found.space]
        colourless = abs(rest[0]) <= _LIGHTNESS[found.space] * 0.03
        return RGBA(grey, grey, grey, float(found.alpha)) if colourless else None
    if found.space in ("hsl", "hwb"):
        found = found.to("srgb")
    if found.space not in _RGB:
        return None
    red, green, blue = (float(part or 0) for part in found.coordinates)
    return RGBA(red, green, blue, float(found.alpha))


def knows_colour(name: str) -> bool:
    """Return whether browsers know a colour by this name."""
    return name in _SYSTEM or name in _OTHER_SYSTEM or parse_color(name, "normal") is not None


def is_untold(written: str) -> bool:
    """Return whether a colour is computed in a way that isn't followed here."""
    return _FUNCTION.match(written) is not None and parse_color(written, "normal") is None


def colours_in(written: str) -> list[RGBA]:
    """Return the colours that a run of colours goes through, as far as they are told."""
    inside = written[written.find("(") + 1 :]
    return [colour for part in _WRITTEN.findall(inside) if (colour := colour_of(part)) is not None]


def background_of(
    declared: Mapping[str, str], attribute: str, outside: RGBA | None, letters: RGBA | None, *, dark: bool
) -> RGBA | None:
    """Return what the text of an element stands on; None where that can't be told.

    Args:
        declared: What is said of the element, in lower case.
        attribute: Its ``bgcolor``.
        outside: What the element itself stands on.
        letters: The colour of its text.
        dark: Whether the page asks for dark colours.
    """
    written = f"{declared.get('background', '')} {declared.get('background-image', '')}"
    if "url(" in written or "gradient" in written:
        return None
    said = declared.get("background", "")
    for value in (declared.get("background-color", ""), said, *said.split(), attribute):
        colour = letters if value == "currentcolor" else colour_of(value, dark=dark)
        if colour is not None and colour.alpha > 0:
            return colour
    return outside


def drawn_on(drawing: Tag, outside: RGBA | None) -> RGBA | None:
    """Return what the text of a drawing stands on: what it lies on itself where nothing else is drawn."""
    if outside is None:
        return None
    for count, part in enumerate(inside(drawing)):
        # A drawing inside of a drawing isn't gone through again.
        if count >= _MAX_DRAWN or (isinstance(part, Tag) and (part.name in _SHAPES or part.name == "svg")):
            return None
    return outside
