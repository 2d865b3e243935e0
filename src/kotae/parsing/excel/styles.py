"""How the cells of an Excel workbook are set: number formats, and what is struck through or set off."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from lxml import etree

from kotae.parsing.ink import WHITE, Colour, Sight, hex_colour, sight
from kotae.parsing.losses import Loss, Losses
from kotae.parsing.office.formulas import Shift, shifted
from kotae.parsing.office.number_formats import BUILTIN
from kotae.parsing.office.theme import scheme, tinted
from kotae.parsing.packages.package import local_name, unescaped

__all__ = ["CellStyle", "cell_styles", "font_colour", "font_points", "hiding_rules", "is_on", "rich_text"]

_Value = TypeVar("_Value")
_SHIFTS: Final[dict[str, Shift]] = {"superscript": "sup", "subscript": "sub"}
_OFF: Final = ("0", "false", "none", "off")
# In the order in which cells name a theme's colours by number.
_THEMED: Final = (
    *(
        "lt1",
        "dk1",
        "lt2",
        "dk2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    ),
)
_PALETTE: Final = (
    *("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"),
    *("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"),
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
    *("000000", "FFFFFF"),  # the system's own: text and ground
)
_NAMED_IN_FORMATS: Final = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "magenta": "FF00FF", "cyan": "00FFFF", "黒": "000000", "白": "FFFFFF", "赤": "FF0000", "緑": "00FF00", "青": "0000FF",
    "黄": "FFFF00", "紫": "FF00FF", "水": "00FFFF",
}  # fmt: skip
_FORMAT_COLOUR: Final = re.compile(
    r"\[(?:(?:color|色)\s*(\d{1,2})|([a-z]+|[黒白赤緑青黄紫水])色?)\]", re.IGNORECASE
)


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
        by_format: Whether the number format says the colour.
        colours: Of the workbook.
    """

    code: str = ""
    struck: bool = False
    strong: bool = False
    colour: Colour | None = None
    points: float | None = None
    filled: bool = False
    ground: Colour | None = None
    by_format: bool = False
    colours: "Colours" = field(default_factory=lambda: Colours())

    def sight(self, properties: etree._Element | None = None, *, painted: bool = False) -> Sight:
        """Return whether text in the cell is seen.

        Args:
            properties: Of a run in it; None for the cell's own.
            painted: Whether the sheet fills cells by other ways than their style.
        """
        colour, points = self.colour, self.points
        if properties is not None:
            # What the number format says stands above every font.
            colour = colour if self.by_format else font_colour(properties, self.colours)
            points = font_points(properties)
        return sight(colour, self.ground if self.filled else None if painted else WHITE, points)


def font_colour(font: etree._Element, colours: "Colours") -> Colour | None:
    """Return the colour that a font says; None where it says none."""
    return colours.colour(font.find("{*}color"))


def font_points(font: etree._Element) -> float | None:
    """Return the size that a font says."""
    size = font.find("{*}sz")
    written = str(size.get("val") or "") if size is not None else ""
    return float(written) if re.fullmatch(r"\d{1,4}(?:\.\d{1,9})?", written) else None


@dataclass(frozen=True, slots=True)
class Colours:
    """What a workbook's colours are.

    Attributes:
        themed: Those of its theme by name.
        palette: The numbered ones.
    """

    themed: Mapping[str, Colour] = field(default_factory=lambda: scheme(None))
    palette: Sequence[str] = _PALETTE

    @classmethod
    def of(cls, theme: etree._Element | None, styles: etree._Element | None) -> "Colours":
        """Return the colours of a workbook by its theme and its styles, which may bring a palette of their own."""
        own = list(styles.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")) if styles is not None else []
        changed = [str(entry.get("rgb") or "") for entry in own[: len(_PALETTE)]]
        return cls(scheme(theme), (*changed, *_PALETTE[len(changed) :]))

    def colour(self, said: etree._Element | None) -> Colour | None:
        """Return a colour as a cell or font says it; None where nothing says."""
        if said is None:
            return None
        theme, number = str(said.get("theme") or ""), str(said.get("indexed") or "")
        if theme.isdigit():
            found = (
                self.themed.get(_THEMED[int(theme)]) if len(theme) < 3 and int(theme) < len(_THEMED) else None
            )
        elif number.isdigit():
            known = len(number) < 3 and int(number) < len(self.palette)
            found = hex_colour(self.palette[int(number)]) if known else None
        else:
            found = hex_colour(said.get("rgb"))
        tint = str(said.get("tint") or "0")
        if found is None or not re.fullmatch(r"-?[01]?(?:\.\d{1,20})?(?:[eE]-\d{1,3})?", tint):
            return found
        return tinted(found, max(-1.0, min(1.0, float(tint or 0))))

    def of_format(self, code: str) -> Colour | None:
        """Return the colour a number format gives whatever stands in the cell; None where it gives none, or several."""
        found = [_FORMAT_COLOUR.search(part) for part in code.split(";")] if "[" in code else []
        only = found[0] if found else None
        if only is None or {one and one[0].lower() for one in found} != {only[0].lower()}:
            return None
        if only[1]:
            number = int(only[1]) + 7  # the numbered ones begin behind the eight doubled ones
            return hex_colour(self.palette[number]) if number < len(self.palette) else None
        return hex_colour(_NAMED_IN_FORMATS.get(only[2].lower()))


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a property is there and not switched off (``<strike/>``, ``<b val="1"/>``)."""
    found = parent.find("{*}" + name) if parent is not None else None
    return found is not None and str(found.get("val") or "1").lower() not in _OFF


def cell_styles(root: etree._Element | None, theme: etree._Element | None = None) -> Sequence[CellStyle]:
    """Return the styles cells refer to by number; none for a workbook without styles."""
    colours = Colours.of(theme, root)
    if root is None:
        return ()
    codes = dict(BUILTIN)
    for found in root.iterfind("{*}numFmts/{*}numFmt"):
        number = str(found.get("numFmtId") or "")
        if number.isdigit():
            codes[int(number)] = str(found.get("formatCode") or "")
    fonts = [
        (is_on(font, "strike"), is_on(font, "b"), font_colour(font, colours), font_points(font))
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    fills = [(_is_ground(fill), *_ground(fill, colours)) for fill in root.iterfind("{*}fills/{*}fill")]
    styles = []
    for used in root.iterfind("{*}cellXfs/{*}xf"):
        struck, bold, colour, points = _at(fonts, used.get("fontId"), (False, False, None, None))
        shows, filled, ground = _at(fills, used.get("fillId"), (False, False, None))
        code = codes.get(
            int(used.get("numFmtId") or 0) if str(used.get("numFmtId") or "0").isdigit() else 0, ""
        )
        by_format = colours.of_format(code)
        styles.append(
            CellStyle(
                code=code,
                struck=struck,
                strong=bold or shows,
                colour=colour if by_format is None else by_format,
                by_format=by_format is not None,
                colours=colours,
                points=points,
                filled=filled,
                ground=ground,
            )
        )
    return tuple(styles)


def hiding_rules(root: etree._Element | None, theme: etree._Element | None = None) -> dict[str, Loss]:
    """Return what those styles for conditions do that leave nothing to see of a cell's text or cross it out, by number."""
    colours = Colours.of(theme, root)
    found: dict[str, Loss] = {}
    for number, rule in enumerate(root.iterfind("{*}dxfs/{*}dxf") if root is not None else ()):
        font, fill, code = (rule.find("{*}" + name) for name in ("font", "fill", "numFmt"))
        pattern = fill.find("{*}patternFill") if fill is not None else None
        # In these, what is filled with is called the ground of the pattern.
        said = pattern.find("{*}bgColor") if pattern is not None else None
        ground = colours.colour(said) if pattern is not None else WHITE
        letters = font_colour(font, colours) if font is not None else None
        written = str(code.get("formatCode") or "") if code is not None else ""
        empty = bool(written) and not written.replace(";", "").strip().strip('"')
        if empty or sight(letters, ground, font_points(font) if font is not None else None) != "seen":
            found[str(number)] = "conditional"
        elif is_on(font, "strike"):
            found[str(number)] = "crossing"
    return found


def _is_ground(fill: etree._Element) -> bool:
    """Whether a fill shows: a pattern of another colour than white."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return fill.find("{*}gradientFill") is not None
    colour = pattern.find("{*}fgColor")
    white = colour is not None and (
        colour.get("rgb") in ("FFFFFFFF", "00FFFFFF")
        or (colour.get("theme") == "0" and not colour.get("tint"))
    )
    return str(pattern.get("patternType") or "none") not in ("none", "gray125") and not white


def _ground(fill: etree._Element, colours: Colours) -> tuple[bool, Colour | None]:
    """Whether a fill says a ground, and its colour where that can be told."""
    pattern = fill.find("{*}patternFill")
    kind = str(pattern.get("patternType") or "none") if pattern is not None else "none"
    if kind == "none":
        return fill.find("{*}gradientFill") is not None, None
    return True, colours.colour(
        pattern.find("{*}fgColor")
    ) if pattern is not None and kind == "solid" else None


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
        found = [piece] if name == "t" else piece.iterfind("{*}t")
        text = unescaped("".join(one.text or "" for one in found))
        if name not in ("t", "r") or not text:
            continue
        properties = piece.find("{*}rPr") if name == "r" else None
        # A run's own properties stand for the cell's: one without a line isn't struck through.
        crossed = struck if properties is None else is_on(properties, "strike")
        if crossed and text.strip():
            parts.append(losses.cross_out("struck", text))
            continue
        seen = sight(properties) if text.strip() else "seen"
        if seen != "seen":
            losses.add(seen, text)
        if seen == "unseen":
            continue
        align = properties.find("{*}vertAlign") if properties is not None else None
        parts.append(shifted(text, _SHIFTS.get(str(align.get("val")), "") if align is not None else ""))
    return "".join(parts)
