"""Colours as style sheets write them."""

from collections.abc import Mapping
from typing import Final

from tinycss2.color3 import RGBA
from tinycss2.color4 import parse_color

__all__ = ["colour", "ground"]

_LIGHTNESS: Final = {"lab": 100.0, "lch": 100.0, "oklab": 1.0, "oklch": 1.0}


def colour(written: str) -> RGBA | None:
    """Return the colour of a value; None for one that names none or can't be told from its ground."""
    found = parse_color(written) if written else None
    if found is None or isinstance(found, str):
        return None
    if found.space in _LIGHTNESS:
        # Of these only the greys, white among them, are told from their ground.
        lightness, *rest = (float(part or 0) for part in found.coordinates)
        grey = lightness / _LIGHTNESS[found.space]
        colourless = abs(rest[0]) <= _LIGHTNESS[found.space] * 0.03
        return RGBA(grey, grey, grey, float(found.alpha)) if colourless else None
    if found.space not in ("srgb", "hsl", "hwb"):
        return None
    red, green, blue = (float(part) for part in found.to("srgb").coordinates)
    return RGBA(red, green, blue, float(found.alpha))


def ground(
    declared: Mapping[str, str], attribute: str, outside: RGBA | None, letters: RGBA | None
) -> RGBA | None:
    """What text stands on; None where that can't be told."""
    written = f"{declared.get('background', '')} {declared.get('background-image', '')}"
    if "url(" in written or "gradient" in written:
        return None
    for value in (declared.get("background-color", ""), *declared.get("background", "").split(), attribute):
        color = letters if value == "currentcolor" else colour(value)
        if color is not None and color.alpha > 0:
            return color
    return outside
