"""Whether the text of an OpenDocument file is seen: colour and size, what it stands on, and frames beside the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from kotae.parsing.ink import WHITE, Colour, Grounds, Sight, hex_colour, sight
from kotae.parsing.opendocument.styles import SHAPES, OdfStyles, TextStyle, attribute
from kotae.parsing.packages.package import local_name

__all__ = ["OdfInk", "points_of"]

_POINTS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75, "%": 0.12}
_LENGTH: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|cm|mm|in|pc|px|%)")
_MOVED: Final = re.compile(r"translate\s*\(\s*([-\d.]+[a-z]+)(?:[\s,]+([-\d.]+[a-z]+))?\s*\)")
_FRAMES: Final = SHAPES | {"g"}
# As in Word: larger than any page, and a margin nobody makes.
_FAR_POINTS: Final = 1_584.0
_WIDEST_MARGIN_POINTS: Final = 180.0


def points_of(written: str) -> float | None:
    """Return a length in points; None for what is none."""
    found = _LENGTH.fullmatch(written)
    return float(found[1]) * _POINTS[found[2]] if found else None


@dataclass(slots=True, kw_only=True)
class OdfInk:
    """Tells it for one file.

    Attributes:
        styles: Of the file.
        page: The colour of the pages; None where other things on them may lie below a text.
        slide: Width and height of the slides in points; None for pages of text.
    """

    styles: OdfStyles
    page: Colour | None = WHITE
    slide: tuple[float, float] | None = None
    _grounds: Grounds = field(default_factory=Grounds)

    @classmethod
    def of(
        cls, styles: OdfStyles, content: etree._Element, roots: Iterable[etree._Element | None]
    ) -> "OdfInk":
        """Look at a file.

        Args:
            styles: Its styles.
            content: What holds its text, sheets or slides.
            roots: Its parts.
        """
        parts = [root for root in roots if root is not None]
        if local_name(content) not in ("presentation", "drawing"):
            paper = next((p for root in parts for p in root.iter("{*}page-layout-properties")), None)
            written = attribute(paper, "background-color") if paper is not None else ""
            return cls(styles=styles, page=hex_colour(written) or WHITE)
        painted = any(
            next(root.iter("{*}image", "{*}fill-image"), None) is not None for root in parts
        ) or any(
            attribute(properties, "fill") not in ("", "none")
            for root in parts
            for properties in root.iter("{*}graphic-properties", "{*}drawing-page-properties")
        )
        sizes = [
            (points_of(attribute(p, "page-width")) or 0.0, points_of(attribute(p, "page-height")) or 0.0)
            for root in parts
            for p in root.iter("{*}page-layout-properties")
        ]
        largest = (max((w for w, _ in sizes), default=0.0), max((h for _, h in sizes), default=0.0))
        known = largest[0] > 0 and largest[1] > 0
        return cls(
            styles=styles,
            page=None if painted else WHITE,
            slide=largest if known else (_FAR_POINTS, _FAR_POINTS),
        )

    def sight(self, colour: str, size: str, ground: Colour | None) -> Sight:
        """Return whether text is seen; colour and size as written, empty where nothing says."""
        points = points_of(size)
        return sight(hex_colour(colour), ground, points if "%" not in size else None)

    def under(self, paragraph: etree._Element, cell: TextStyle | None) -> Colour | None:
        """Return what a paragraph stands on where its own style says nothing."""
        if cell is not None and (colour := hex_colour(cell.filled)) is not None:
            return colour
        return self._grounds.around(paragraph, self._looked_up, self.page)

    def _looked_up(self, element: etree._Element | None) -> Colour | None:
        while element is not None:
            name = local_name(element)
            family = "table-cell" if name == "table-cell" else "graphic" if name in _FRAMES else ""
            style = self.styles.style(family, attribute(element, "style-name")) if family else TextStyle()
            if style.fill not in ("", "none", "solid"):
                return None
            if style.fill != "none" and (colour := hex_colour(style.filled)) is not None:
                return colour
            element = element.getparent()
        return self.page

    def is_off(self, frame: etree._Element) -> bool:
        """Return whether a frame is switched off, or lies wholly beside the page."""
        if attribute(frame, "display") == "none":
            return True
        moved = _MOVED.search(attribute(frame, "transform"))
        edge = 0.0 if self.slide or attribute(frame, "anchor-type") == "page" else -_WIDEST_MARGIN_POINTS
        sides = (("x", "width"), ("y", "height"))
        for side, ((at, along), most) in enumerate(
            zip(sides, self.slide or (_FAR_POINTS, _FAR_POINTS), strict=True), start=1
        ):
            written = moved[side] if moved else attribute(frame, at)
            place, length = points_of(written or ""), points_of(attribute(frame, along)) or 0.0
            if place is not None and (place >= most or (place < 0 and place + length <= edge)):
                return True
        return False
