"""How the cells of an Excel workbook are set: number formats, and what is struck through or set off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from lxml import etree

from kotae.parsing.drawings import raised
from kotae.parsing.losses import Losses
from kotae.parsing.number_formats import BUILTIN
from kotae.parsing.package import local_name

__all__ = ["CellStyle", "cell_styles", "is_on", "rich_text"]

_Value = TypeVar("_Value")
_OFF: Final = ("0", "false", "none", "off")
_WHITE: Final = ("FFFFFFFF", "00FFFFFF")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStyle:
    """What a cell's style says of its text.

    Attributes:
        code: The number format; empty for ``General``.
        struck: Whether it is struck through.
        strong: Whether it is bold or on a ground of its own.
    """

    code: str = ""
    struck: bool = False
    strong: bool = False


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a property is there and not switched off (``<strike/>``, ``<b val="1"/>``)."""
    found = parent.find("{*}" + name) if parent is not None else None
    return found is not None and str(found.get("val") or "1").lower() not in _OFF


def cell_styles(root: etree._Element | None) -> Sequence[CellStyle]:
    """Return the styles cells refer to by number; none for a workbook without styles."""
    if root is None:
        return ()
    codes = dict(BUILTIN)
    for found in root.iterfind("{*}numFmts/{*}numFmt"):
        number = str(found.get("numFmtId") or "")
        if number.isdigit():
            codes[int(number)] = str(found.get("formatCode") or "")
    fonts = [(is_on(font, "strike"), is_on(font, "b")) for font in root.iterfind("{*}fonts/{*}font")]
    fills = [_is_ground(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    styles = []
    for used in root.iterfind("{*}cellXfs/{*}xf"):
        struck, bold = _at(fonts, used.get("fontId"), (False, False))
        ground = _at(fills, used.get("fillId"), False)
        code = codes.get(
            int(used.get("numFmtId") or 0) if str(used.get("numFmtId") or "0").isdigit() else 0, ""
        )
        styles.append(CellStyle(code=code, struck=struck, strong=bold or ground))
    return tuple(styles)


def _is_ground(fill: etree._Element) -> bool:
    """Whether a fill shows: a pattern of another colour than white."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return fill.find("{*}gradientFill") is not None
    colour = pattern.find("{*}fgColor")
    white = colour is not None and (
        colour.get("rgb") in _WHITE or (colour.get("theme") == "0" and not colour.get("tint"))
    )
    return str(pattern.get("patternType") or "none") not in ("none", "gray125") and not white


def _at(values: Sequence[_Value], place: str | None, default: _Value) -> _Value:
    number = int(place) if place is not None and place.isdigit() else 0
    return values[number] if number < len(values) else default


def rich_text(element: etree._Element, losses: Losses, *, struck: bool = False) -> str:
    """Return the text of a string item: without readings and without what is struck through.

    Args:
        element: ``si``, ``is`` or ``text``: one ``t``, or runs of text.
        losses: Where struck text is noted.
        struck: Whether the whole cell is struck through where a run doesn't say.
    """
    parts: list[str] = []
    for piece in element:
        name = local_name(piece)
        text = (
            piece.text or "" if name == "t" else "".join(found.text or "" for found in piece.iterfind("{*}t"))
        )
        if name not in ("t", "r") or not text:
            continue
        properties = piece.find("{*}rPr") if name == "r" else None
        # A run's own properties stand for the cell's: one without a line isn't struck through.
        crossed = struck if properties is None else is_on(properties, "strike")
        if crossed and text.strip():
            losses.add("struck", text)
            continue
        align = properties.find("{*}vertAlign") if properties is not None else None
        parts.append(raised(text) if align is not None and align.get("val") == "superscript" else text)
    return "".join(parts)
