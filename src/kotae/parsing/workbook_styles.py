"""How the cells of an Excel workbook are set: number formats, and what is struck through or set off."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from lxml import etree

from kotae.parsing.drawings import raised
from kotae.parsing.ink import WHITE, Colour, Sight, hex_colour, sight
from kotae.parsing.losses import Losses
from kotae.parsing.number_formats import BUILTIN
from kotae.parsing.package import local_name

__all__ = ["CellStyle", "cell_styles", "font_colour", "font_points", "is_on", "rich_text"]

_Value = TypeVar("_Value")
_OFF: Final = ("0", "false", "none", "off")
_WHITE_INDEXED: Final = ("1", "9")
_WHITE: Final = ("FFFFFFFF", "00FFFFFF")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStyle:
    """What a cell's style says of its text.

    Attributes:
        code: The number format; empty for ``General``.
        struck: Whether it is struck through.
        strong: Whether it is bold or on a ground of its own.
        colour: The colour of its text; None where nothing says, or a program's own.
        points: The size of its text; None where nothing says.
        filled: Whether it has a ground of its own.
        ground: Its colour, where that can be told.
    """

    code: str = ""
    struck: bool = False
    strong: bool = False
    colour: Colour | None = None
    points: float | None = None
    filled: bool = False
    ground: Colour | None = None

    def sight(self, properties: etree._Element | None = None, *, painted: bool = False) -> Sight:
        """Return whether text in the cell is seen.

        Args:
            properties: Of a run in it; None for the cell's own.
            painted: Whether the sheet fills cells by other ways than their style.
        """
        colour, points = self.colour, self.points
        if properties is not None:
            colour, points = font_colour(properties), font_points(properties)
        return sight(colour, self.ground if self.filled else None if painted else WHITE, points)


def font_colour(font: etree._Element) -> Colour | None:
    """Return the colour that a font says; None where it says none, or one of a theme that isn't white."""
    return _colour(font.find("{*}color"))


def font_points(font: etree._Element) -> float | None:
    """Return the size that a font says."""
    size = font.find("{*}sz")
    written = str(size.get("val") or "") if size is not None else ""
    return float(written) if re.fullmatch(r"\d{1,4}(?:\.\d{1,9})?", written) else None


def _colour(said: etree._Element | None) -> Colour | None:
    if said is None or said.get("tint") not in (None, "0"):
        return None
    if said.get("theme") == "0" or said.get("indexed") in _WHITE_INDEXED:
        return WHITE
    return hex_colour(said.get("rgb"))


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
    fonts = [
        (is_on(font, "strike"), is_on(font, "b"), font_colour(font), font_points(font))
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    fills = [(_is_ground(fill), *_ground(fill)) for fill in root.iterfind("{*}fills/{*}fill")]
    styles = []
    for used in root.iterfind("{*}cellXfs/{*}xf"):
        struck, bold, colour, points = _at(fonts, used.get("fontId"), (False, False, None, None))
        shows, filled, ground = _at(fills, used.get("fillId"), (False, False, None))
        code = codes.get(
            int(used.get("numFmtId") or 0) if str(used.get("numFmtId") or "0").isdigit() else 0, ""
        )
        styles.append(
            CellStyle(
                code=code,
                struck=struck,
                strong=bold or shows,
                colour=colour,
                points=points,
                filled=filled,
                ground=ground,
            )
        )
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


def _ground(fill: etree._Element) -> tuple[bool, Colour | None]:
    """Whether a fill says a ground, and its colour where that can be told."""
    pattern = fill.find("{*}patternFill")
    kind = str(pattern.get("patternType") or "none") if pattern is not None else "none"
    if kind == "none":
        return fill.find("{*}gradientFill") is not None, None
    return True, _colour(pattern.find("{*}fgColor")) if pattern is not None and kind == "solid" else None


def _at(values: Sequence[_Value], place: str | None, default: _Value) -> _Value:
    number = int(place) if place is not None and place.isdigit() else 0
    return values[number] if number < len(values) else default


def rich_text(
    element: etree._Element,
    losses: Losses,
    *,
    struck: bool = False,
    sight: Callable[[etree._Element | None], Sight] = lambda _: "seen",
) -> str:
    """Return the text of a string item: without readings and without what is struck through.

    Args:
        element: ``si``, ``is`` or ``text``: one ``t``, or runs of text.
        losses: Where struck text is noted.
        struck: Whether the whole cell is struck through where a run doesn't say.
        sight: Tells by a run's properties whether its text is seen; by None for the cell's own.
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
        seen = sight(properties) if text.strip() else "seen"
        if seen != "seen":
            losses.add(seen, text)
        if seen == "unseen":
            continue
        align = properties.find("{*}vertAlign") if properties is not None else None
        parts.append(raised(text) if align is not None and align.get("val") == "superscript" else text)
    return "".join(parts)
