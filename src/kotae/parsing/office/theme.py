"""The colours of an Office theme, and what is done to them: lighter, darker, named.

Word, PowerPoint and Excel write "the second accent, 40 % lighter" instead of a colour; whether text
shows on its ground hangs on what comes out.
"""

import colorsys
import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from kotae.parsing.ink import WHITE, Colour, hex_colour
from kotae.parsing.packages.package import DRAWING, local_name

__all__ = ["changed", "drawn_colour", "scheme", "tinted"]

_BLACK: Final = (0.0, 0.0, 0.0)
# What every program begins with, where a file has no theme of its own.
_USUAL: Final = {"lt1": WHITE, "dk1": _BLACK}
_PRESETS: Final = {
    "white": "FFFFFF", "black": "000000", "red": "FF0000", "lime": "00FF00", "green": "008000", "blue": "0000FF",
    "yellow": "FFFF00", "cyan": "00FFFF", "aqua": "00FFFF", "magenta": "FF00FF", "fuchsia": "FF00FF", "navy": "000080",
    "gray": "808080", "grey": "808080", "silver": "C0C0C0", "snow": "FFFAFA", "ivory": "FFFFF0", "ghostWhite": "F8F8FF",
    "whiteSmoke": "F5F5F5", "floralWhite": "FFFAF0", "mintCream": "F5FFFA", "azure": "F0FFFF",
}  # fmt: skip
# Office writes shares in thousandths of a percent.
_WHOLE: Final = 100_000


def scheme(theme: etree._Element | None) -> dict[str, Colour]:
    """Return the colours of a theme by the names it gives them (``lt1``, ``dk1``, ``accent1``)."""
    found = next(theme.iter(DRAWING + "clrScheme"), None) if theme is not None else None
    colours = dict(_USUAL)
    for entry in found if found is not None else ():
        child = next(iter(entry), None)
        written = child.get("lastClr") or child.get("val") if child is not None else None
        if (colour := hex_colour(written)) is not None:
            colours[local_name(entry)] = colour
    return colours


def drawn_colour(parent: etree._Element | None, named: Mapping[str, Colour]) -> Colour | None:
    """Return the colour in a ``solidFill`` or whatever holds one; None where it can't be told.

    Args:
        parent: What holds the colour.
        named: The theme's, by the names that are used here.
    """
    written = (
        next((child for child in parent if local_name(child).endswith("Clr")), None)
        if parent is not None
        else None
    )
    if written is None:
        return None
    value = str(written.get("lastClr") or _value(written))
    kind = local_name(written)
    known = hex_colour(_PRESETS.get(value) if kind == "prstClr" else value)
    colour = named.get(value) if kind == "schemeClr" else known
    if colour is None:
        return None
    return changed(colour, ((local_name(change), _share(_value(change))) for change in written))


def changed(colour: Colour, changes: Iterable[tuple[str, float]]) -> Colour | None:
    """Return a colour after what DrawingML does to it, in order; None where that isn't known here.

    Args:
        colour: Before.
        changes: Name and share of each change; 1.0 for the whole.
    """
    for name, share in changes:
        hue, light, full = colorsys.rgb_to_hls(*colour)
        if name == "lumMod":
            light *= share
        elif name == "lumOff":
            light += share
        elif name == "satMod":
            full *= share
        elif name in ("tint", "shade"):
            towards = 1.0 if name == "tint" else 0.0
            colour = _bounded(tuple(part * share + towards * (1 - share) for part in colour))
            continue
        elif name in ("alpha", "alphaMod", "alphaOff"):
            continue
        else:
            return None
        colour = _bounded(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, full))))
    return colour


def tinted(colour: Colour, tint: float) -> Colour:
    """Return a colour so much lighter (up to 1.0) or darker (down to -1.0), as Excel does it."""
    hue, light, full = colorsys.rgb_to_hls(*colour)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return _bounded(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full))


def _bounded(parts: Iterable[float]) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
    return red, green, blue


def _value(element: etree._Element) -> str:
    """The ``val`` of an element, whose name Word puts into a namespace."""
    return str(next((found for name, found in element.items() if etree.QName(name).localname == "val"), ""))


def _share(written: str) -> float:
    return int(written) / _WHOLE if re.fullmatch(r"-?\d{1,7}", written) else 1.0
