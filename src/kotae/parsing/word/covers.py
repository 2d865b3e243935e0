"""Shapes and pictures of a Word file that lie in front of its text.

Which lines lie below is known only once Word has laid the page out. A wide one that lets nothing through, holds no
text itself and lies before the text is said; the text is read.
"""

import re
from typing import Final

from lxml import etree

from kotae.parsing.office.covers import WIDE_POINTS, is_opaque
from kotae.parsing.packages.package import local_name

__all__ = ["lies_before_text", "old_lengths"]

# A point, in the units that Office files count in.
_EMU: Final = 12_700
_LINE_POINTS: Final = 8.0
_OLD_SHAPES: Final = ("shape", "rect", "roundrect")
_OLD_LENGTH: Final = re.compile(
    r"(?:\A|;)\s*(left|top|margin-left|margin-top|width|height)\s*:\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*(pt|in|cm|mm|px)?"
)
_OLD_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 1.0}


def lies_before_text(part: etree._Element) -> bool:
    """Return whether something drawn may cover lines of the text around it.

    Args:
        part: A ``wp:anchor``, or a shape in the older language of drawings.
    """
    name = local_name(part)
    return (name == "anchor" and _covers(part)) or (name in _OLD_SHAPES and _old_covers(part))


def _covers(anchor: etree._Element) -> bool:
    if anchor.get("behindDoc") in ("1", "true") or next(anchor.iterfind("{*}wrapNone"), None) is None:
        return False
    extent = next(anchor.iterfind("{*}extent"), None)
    sides = [str(extent.get(side) or "") if extent is not None else "" for side in ("cx", "cy")]
    width, height = (int(side) / _EMU if side.isdigit() and len(side) < 12 else 0.0 for side in sides)
    return (
        width >= WIDE_POINTS
        and height >= _LINE_POINTS
        and not _holds_text(anchor)
        and any(is_opaque(shape) is not False for shape in anchor.iter("{*}wsp", "{*}pic"))
    )


def old_lengths(style: str) -> dict[str, float]:
    """Return the lengths that a shape in the older language of drawings says of itself, in points, by name."""
    return {found[1]: float(found[2]) * _OLD_POINTS[found[3] or ""] for found in _OLD_LENGTH.finditer(style)}


def _old_covers(shape: etree._Element) -> bool:
    style = str(shape.get("style") or "").lower()
    if not re.search(r"position\s*:\s*absolute", style) or re.search(r"z-index\s*:\s*-", style):
        return False
    if next(shape.iterfind("{*}wrap"), None) is not None:
        return False  # text flows around it
    lengths = old_lengths(style)
    fill = next(shape.iterfind("{*}fill"), None)
    clear = fill is not None and str(fill.get("opacity") or "1") not in ("1", "1.0", "65536f", "100%")
    return (
        lengths.get("width", 0.0) >= WIDE_POINTS
        and lengths.get("height", 0.0) >= _LINE_POINTS
        and shape.get("filled") not in ("f", "false")
        and not clear
        and not _holds_text(shape)
    )


def _holds_text(element: etree._Element) -> bool:
    return any((piece.text or "").strip() for piece in element.iter("{*}t"))
