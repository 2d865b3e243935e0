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
_SYSTEM: Final = {"window": "FFFFFF", "windowText": "000000"}
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
    if kind in _BY_PARTS:
        colour: Colour | None = _BY_PARTS[kind](written)
    elif kind == "schemeClr":
        colour = named.get(value)
    else:
        names = _PRESETS if kind == "prstClr" else _SYSTEM if kind == "sysClr" else {}
        colour = hex_colour(names.get(value, value if kind != "prstClr" else ""))
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
        if name in ("lum", "lumMod", "lumOff"):
            light = {"lum": share, "lumMod": light * share, "lumOff": light + share}[name]
        elif name in ("sat", "satMod"):
            full = share if name == "sat" else full * share
        elif name in ("inv", "gray", "tint", "shade"):
            colour = _mixed(name, colour, light, share)
            continue
        elif name in ("alpha", "alphaMod", "alphaOff"):
            continue
        else:
            return None
        colour = _bounded(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, full))))
    return colour


def _mixed(name: str, colour: Colour, light: float, share: float) -> Colour:
    if name in ("inv", "gray"):
        return _bounded(1 - part if name == "inv" else light for part in colour)
    towards = 1.0 if name == "tint" else 0.0
    return _bounded(part * share + towards * (1 - share) for part in colour)


def tinted(colour: Colour, tint: float) -> Colour:
    """Return a colour so much lighter (up to 1.0) or darker (down to -1.0), as Excel does it."""
    hue, light, full = colorsys.rgb_to_hls(*colour)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return _bounded(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full))


def _bounded(parts: Iterable[float]) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
    return red, green, blue


def _of_shares(written: etree._Element) -> Colour:
    """A colour by its shares of red, green and blue light; those of letters and screens aren't proportional to light."""
    light = (_share(str(written.get(name) or "0")) for name in "rgb")
    return _bounded(
        12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in light
    )


def _of_hue(written: etree._Element) -> Colour:
    hue = str(written.get("hue") or "0")
    turn = int(hue) / 21_600_000 if re.fullmatch(r"\d{1,9}", hue) else 0.0
    light, full = (_share(str(written.get(name) or "0")) for name in ("lum", "sat"))
    return _bounded(colorsys.hls_to_rgb(turn % 1, min(1.0, max(0.0, light)), min(1.0, max(0.0, full))))


_BY_PARTS: Final = {"scrgbClr": _of_shares, "hslClr": _of_hue}


def _value(element: etree._Element) -> str:
    """The ``val`` of an element, whose name Word puts into a namespace."""
    return str(next((found for name, found in element.items() if etree.QName(name).localname == "val"), ""))


def _share(written: str) -> float:
    if found := re.fullmatch(r"(-?\d{1,4}(?:\.\d{1,4})?)%", written):
        return float(found[1]) / 100
    return int(written) / _WHOLE if re.fullmatch(r"-?\d{1,7}", written) else 1.0
