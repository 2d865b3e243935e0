"""Whether the text of a Word file is seen: colour and size of its runs, and what they stand on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from kotae.parsing.ink import WHITE, Colour, Grounds, Sight, hex_colour, sight
from kotae.parsing.office.theme import drawn_colour
from kotae.parsing.packages.package import local_name
from kotae.parsing.word.colours import WordColours
from kotae.parsing.word.covers import old_lengths
from kotae.parsing.word.styles import Style, W, value

__all__ = ["WordInk", "is_off_the_page"]

_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_BOXES: Final = ("txbxContent", "wsp", "textbox", "shape", "rect")
# Wider and longer than any page Word knows (22 inches), in its units.
_FAR_POINTS: Final = 1_584.0
_FAR_LEFT_POINTS: Final = 720.0
_WIDEST_MARGIN_POINTS: Final = 180.0
_TWIPS: Final = 20.0
_EMU: Final = 12_700.0
# Where paragraphs, frames and tables stand.
_WAYS: Final[dict[str, tuple[str, ...]]] = {
    "framePr": ("x", "y"),
    "ind": ("left", "start", "right", "end", "firstLine"),
    "tblpPr": ("tblpX", "tblpY"),
    "tblInd": ("w",),
}
# In percent of a letter's width: what is squeezed further is there to be hidden.
_NARROWEST: Final = 5
_USUAL_POINTS: Final = 10.5
_VML_SIDES: Final = ("left", "top", "margin-left", "margin-top")


@dataclass(slots=True)
class WordInk:
    """Tells it run by run; what a run stands in is looked at once.

    Attributes:
        page: The colour of the paper.
        colours: Of the file's theme.
    """

    page: Colour | None = WHITE
    colours: WordColours = field(default_factory=WordColours)
    _grounds: Grounds = field(default_factory=Grounds)
    _rows_off: dict[int, tuple[etree._Element, bool]] = field(default_factory=dict)

    def is_off(self, paragraph: etree._Element) -> bool:
        """Return whether a paragraph, or the row or table it stands in, lies off the page or is shut."""
        return is_off_the_page(paragraph) or any(
            map(self._is_row_off, paragraph.iterancestors(W + "tr", W + "tbl"))
        )

    def _is_row_off(self, element: etree._Element) -> bool:
        if id(element) not in self._rows_off:
            # The element is kept with it: its number would be given to another one.
            self._rows_off[id(element)] = (element, is_off_the_page(element))
        return self._rows_off[id(element)][1]

    def sight(
        self,
        properties: etree._Element | None,
        *,
        named: Style,
        style: Style,
        paragraph: etree._Element | None,
    ) -> Sight:
        """Return whether the text of a run is seen.

        Args:
            properties: Of the run.
            named: Its character style.
            style: The style of its paragraph.
            paragraph: The paragraph it stands in.
        """
        size = value(properties, "sz") or named.size or style.size
        points = int(size) / 2 if size.isdigit() and len(size) < 6 else None
        if _is_squeezed(properties, points):
            return "unseen"
        effect = self.colours.effect(properties)
        if effect == "none":
            return "unseen"
        said = properties.find(W + "color") if properties is not None else None
        said = next((one for one in (said, named.colour, style.colour) if one is not None), None)
        letters = (
            effect if isinstance(effect, tuple) else self.colours.letters(said) if effect is None else None
        )
        if letters is None and points is None:
            return "seen"
        return sight(letters, self._under(properties, style, paragraph) if letters else None, points)

    def _under(
        self, properties: etree._Element | None, style: Style, paragraph: etree._Element | None
    ) -> Colour | None:
        marked = hex_colour(_HIGHLIGHTS.get(value(properties, "highlight"), "")) or self._shade(properties)
        if marked is not None or paragraph is None:
            return marked if marked is not None else self.page
        shade = self._shade(paragraph.find(W + "pPr")) or self.colours.ground(style.ground)
        return shade if shade is not None else self._grounds.around(paragraph, self._looked_up, self.page)

    def _looked_up(self, element: etree._Element | None) -> Colour | None:
        while element is not None:
            name = local_name(element)
            if name == "tc" and (shade := self._shade(element.find(W + "tcPr"))) is not None:
                return shade
            if name == "tbl":
                properties = element.find(W + "tblPr")
                if (shade := self._shade(properties)) is not None:
                    return shade
                if value(properties, "tblStyle"):
                    return None  # which of its cells a style fills isn't told here
            if name in _BOXES and name != "txbxContent":
                return self._filling(element)
            element = element.getparent()
        return self.page

    def _shade(self, properties: etree._Element | None) -> Colour | None:
        return self.colours.ground(properties.find(W + "shd")) if properties is not None else None

    def _filling(self, shape: etree._Element) -> Colour | None:
        """What a text box is filled with; None where that can't be told."""
        if local_name(shape) in ("shape", "rect", "textbox"):
            above = shape.getparent()
            if local_name(shape) == "textbox" and above is not None:
                shape = above
            none = str(shape.get("filled") or "") in ("f", "false")
            return self.page if none else hex_colour(shape.get("fillcolor"))
        properties = next((child for child in shape if local_name(child) == "spPr"), None)
        for fill in properties if properties is not None else ():
            if local_name(fill) == "noFill":
                return self.page
            if local_name(fill) == "solidFill":
                return drawn_colour(fill, self.colours.named)
        return None


def _is_squeezed(properties: etree._Element | None, points: float | None) -> bool:
    """Whether a run's letters are pressed together, or moved from their line, until nobody reads them."""
    narrow = value(properties, "w").rstrip("%")
    if narrow.isdigit() and int(narrow) <= _NARROWEST:
        return True
    together = _number(value(properties, "fitText"))
    closer = -_number(value(properties, "spacing")) / _TWIPS
    raised = abs(_number(value(properties, "position"))) / 2
    return 0 < together <= _TWIPS or closer >= (points or _USUAL_POINTS) or raised >= _FAR_LEFT_POINTS


def is_off_the_page(element: etree._Element) -> bool:
    """Return whether a paragraph (its frame or indent), a table's row or a drawing lies where no page is, or is shut."""
    return any(_is_off(part) for part in _placed(element))


def _placed(element: etree._Element) -> Iterator[etree._Element]:
    if local_name(element) in ("p", "tbl", "tr"):
        yield from next(element.iterchildren(f"{element.tag}Pr"), ())
        return
    pending = [element]
    while pending:
        part = pending.pop()
        if local_name(part) != "Fallback":  # says the same in older words
            yield part
            pending.extend(part.iterchildren())


def _is_off(part: etree._Element) -> bool:
    name = local_name(part)
    if name in _WAYS:
        ways = [_number(part.get(W + side)) / _TWIPS for side in _WAYS[name]]
        if name == "ind":  # the first line begins so much further out
            ways.append((_number(part.get(W + "left")) - _number(part.get(W + "hanging"))) / _TWIPS)
        if name == "framePr" and any(0 < _number(part.get(W + side)) <= _TWIPS for side in ("w", "h")):
            return True
        return any(way <= -_FAR_LEFT_POINTS or way >= _longest_side(part) for way in ways)
    if name == "trHeight":
        return part.get(W + "hRule") == "exact" and _number(part.get(W + "val")) <= _TWIPS
    if name == "hidden":
        return str(part.get(W + "val") or "1") not in ("0", "false", "off")
    if name == "spacing":
        exact = part.get(W + "lineRule") == "exact"
        return exact and abs(_number(part.get(W + "line"))) <= _TWIPS
    if name in ("anchor", "inline"):
        return _is_drawn_off(part)
    return name in ("shape", "rect") and _is_old_drawn_off(str(part.get("style") or "").lower())


def _is_drawn_off(part: etree._Element) -> bool:
    children = {local_name(child): child for child in part}
    shown, extent = children.get("docPr"), children.get("extent")
    if shown is not None and shown.get("hidden") in ("1", "true"):
        return True
    for side, along in (("cx", "positionH"), ("cy", "positionV")):
        length = _number(extent.get(side)) / _EMU if extent is not None else _FAR_POINTS
        place = children.get(along)
        way = (
            _number(next((o.text for o in place.iter("{*}posOffset")), "")) / _EMU
            if place is not None
            else 0.0
        )
        on_page = place is not None and place.get("relativeFrom") == "page"
        edge = 0.0 if on_page else -_WIDEST_MARGIN_POINTS
        if length < 1 or way >= _longest_side(part) or (way < 0 and way + length <= edge):
            return True
    return False


def _longest_side(part: etree._Element) -> float:
    """Of the pages of the last section, which is the only one of most files, in points."""
    body = part.getroottree().getroot().find(W + "body")
    last = body[-1] if body is not None and len(body) else None
    size = last.find(W + "pgSz") if last is not None else None
    sides = [_number(size.get(W + side)) / _TWIPS for side in "wh"] if size is not None else [0.0]
    return max(sides) or _FAR_POINTS


def _is_old_drawn_off(style: str) -> bool:
    lengths = old_lengths(style)
    away = any(abs(lengths.get(side, 0.0)) >= _FAR_POINTS for side in _VML_SIDES)
    # With a share of the page besides, a length of 0 says nothing.
    small = "percent" not in style and any(lengths.get(side, 2.0) < 1 for side in ("width", "height"))
    return away or small or re.search(r"visibility\s*:\s*hidden", style) is not None


def _number(written: str | None) -> float:
    text = (written or "").strip()
    return float(text) if re.fullmatch(r"-?\d{1,12}", text) else 0.0
