"""Whether the text of a slide is seen: its colour and size, what it stands on, and whether it stands on the slide at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from lxml import etree

from kotae.parsing.ink import WHITE, Colour, Sight, sight
from kotae.parsing.office.theme import drawn_colour, scheme
from kotae.parsing.packages.package import DRAWING, local_name

__all__ = ["Box", "SlideInk", "Theme", "placed_shapes"]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, in English metric units."""

_FILLS: Final = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_SHAPES: Final = ("sp", "graphicFrame", "pic", "cxnSp")
_USUAL: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_FAINT: Final = 5_000
_MAX_PAINTED: Final = 400
_SAME: Final = (1.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme by the names slides use for them."""

    colours: Mapping[str, Colour] = field(default_factory=dict)

    @classmethod
    def of(cls, theme: etree._Element | None, master: etree._Element | None) -> "Theme":
        """Return the colours of a theme as a master names them."""
        named = scheme(theme)
        found = (
            next((child for child in master if local_name(child) == "clrMap"), None)
            if master is not None
            else None
        )
        mapped = dict(_USUAL) | (
            {str(k): str(v) for k, v in found.attrib.items()} if found is not None else {}
        )
        return cls(named | {name: named[other] for name, other in mapped.items() if other in named})

    def colour(self, fill: etree._Element | None) -> Colour | None:
        """Return the colour of a ``solidFill`` or of what refers to one; None where it can't be told."""
        return drawn_colour(fill, self.colours)


@dataclass(slots=True, kw_only=True)
class SlideInk:
    """Tells it for one slide.

    Attributes:
        theme: Its colours.
        size: Width and height of the slide; 0 where the file doesn't say.
        ground: The slide's own colour; None where a picture or a run of colours decides.
        painted: What stands on it filled, and pictures.
        above: Its layout and master.
        usual: What the file says of text that nothing else says of.
    """

    theme: Theme
    size: tuple[float, float] = (0.0, 0.0)
    ground: Colour | None = WHITE
    painted: list[tuple[etree._Element, Box | None]] = field(default_factory=list)
    above: Sequence[etree._Element] = ()
    usual: etree._Element | None = None

    @classmethod
    def of(
        cls,
        slide: etree._Element,
        above: Sequence[etree._Element],
        theme: Theme,
        presentation: etree._Element,
    ) -> "SlideInk":
        """Look at a slide."""
        usual = next(presentation.iterfind("{*}defaultTextStyle/{*}lvl1pPr/{*}defRPr"), None)
        ink = cls(theme=theme, size=_size(presentation), above=above, usual=usual)
        ink.ground = ink._background([slide, *above])
        for root in (slide, *above):
            for shape, box, _ in placed_shapes(root):
                own = root is slide or next(shape.iter("{*}ph"), None) is None
                if own and (local_name(shape) == "pic" or _is_filled(shape)):
                    ink.painted.append((shape, box))
        return ink

    def place(self, shape: etree._Element, box: Box | None) -> Box | None:
        """Return where a shape stands: as it says itself, else as its place in the layout or the master does."""
        if box is None:
            boxes = (_box(other, _SAME) for other in self._places(shape))
            return next((found for found in boxes if found is not None), None)
        return box

    def letters(self, shape: etree._Element) -> Colour | None:
        """Return the colour that the style of a shape gives its text; None where it gives none."""
        return self.theme.colour(next(shape.iterfind("{*}style/{*}fontRef"), None))

    def is_off(self, box: Box | None) -> bool:
        """Return whether a shape lies wholly beside the slide."""
        width, height = self.size
        if box is None or not width or not height:
            return False
        left, top, right, bottom = box
        return right <= 0 or bottom <= 0 or left >= width or top >= height

    def under(self, shape: etree._Element, box: Box | None) -> Colour | None:
        """Return what the text of a shape stands on; None where that can't be told."""
        for fill, reference in ((_fill(shape), _reference(shape)), *self._inherited(shape)):
            if fill is not None and local_name(fill) != "noFill":
                return self.theme.colour(fill) if local_name(fill) == "solidFill" else None
            if fill is None and reference is not None:
                return self.theme.colour(reference)
            if fill is not None:
                break
        if len(self.painted) > _MAX_PAINTED:
            return None
        for other, place in self.painted:
            if other is not shape and (place is None or box is None or _meet(place, box)):
                return None
        return self.ground

    def under_cell(self, cell: etree._Element) -> Colour | None:
        """Return what the text of a table's cell stands on: a style of the table may fill it."""
        properties = cell.find(DRAWING + "tcPr")
        fill = (
            next((child for child in properties if local_name(child) in _FILLS), None)
            if properties is not None
            else None
        )
        return self.theme.colour(fill) if fill is not None and local_name(fill) == "solidFill" else None

    def sight(
        self,
        run: etree._Element | None,
        looks: Sequence[etree._Element],
        ground: Colour | None,
        letters: Colour | None = None,
    ) -> Sight:
        """Return whether the text of a run is seen.

        Args:
            run: Its properties.
            looks: Those it inherits, nearest first.
            ground: What it stands on.
            letters: Its colour where neither says any.
        """
        said = [one for one in (run, *(look.find(DRAWING + "defRPr") for look in looks)) if one is not None]
        usual = [self.usual] if self.usual is not None else []
        size = next((str(one.get("sz")) for one in (*said, *usual) if one.get("sz")), "")
        points = int(size) / 100 if size.isdigit() and len(size) < 8 else None
        asked = said if letters is not None else [*said, *usual]
        fill = next((c for one in asked for c in one if local_name(c) in _FILLS), None)
        if fill is not None and (local_name(fill) == "noFill" or _is_clear(fill)):
            drawn = run is not None and run.find(DRAWING + "ln") is not None
            return "pale" if drawn else "unseen"
        return sight(self.theme.colour(fill) if fill is not None else letters, ground, points)

    def _background(self, roots: Sequence[etree._Element]) -> Colour | None:
        for root in roots:
            found = next(root.iterfind("{*}cSld/{*}bg"), None)
            for said in found if found is not None else ():
                if local_name(said) == "bgRef":
                    return self.theme.colour(said)
                fill = next((child for child in said if local_name(child) in _FILLS), None)
                return (
                    self.theme.colour(fill) if fill is not None and local_name(fill) == "solidFill" else None
                )
        return WHITE

    def _inherited(
        self, shape: etree._Element
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """How the places of the layout and the master that a shape fills are filled."""
        for other in self._places(shape):
            yield _fill(other), _reference(other)

    def _places(self, shape: etree._Element) -> Iterator[etree._Element]:
        """The places of the layout and the master that a shape fills."""
        wanted = next(shape.iter("{*}ph"), None)
        for root in self.above if wanted is not None else ():
            for other in root.iter("{*}sp"):
                place = next(other.iter("{*}ph"), None)
                if place is not None and wanted is not None and _same_place(place, wanted):
                    yield other


def _size(presentation: etree._Element) -> tuple[float, float]:
    """Width and height of the slides; 0 where nothing says."""
    found = next(presentation.iterfind("{*}sldSz"), None)
    written = [str(found.get(side) or "") if found is not None else "" for side in ("cx", "cy")]
    width, height = (float(text) if text.isdigit() and len(text) < 12 else 0.0 for text in written)
    return width, height


def _same_place(one: etree._Element, other: etree._Element) -> bool:
    index = other.get("idx")
    return bool(one.get("idx") == index if index else one.get("type") == other.get("type"))


def _fill(shape: etree._Element) -> etree._Element | None:
    properties = next(shape.iterfind("{*}spPr"), None)
    return (
        next((child for child in properties if local_name(child) in _FILLS), None)
        if properties is not None
        else None
    )


def _reference(shape: etree._Element) -> etree._Element | None:
    found = next(shape.iterfind("{*}style/{*}fillRef"), None)
    return found if found is not None and found.get("idx") not in (None, "0") else None


def _is_filled(shape: etree._Element) -> bool:
    fill = _fill(shape)
    return _reference(shape) is not None if fill is None else local_name(fill) != "noFill"


def _is_clear(fill: etree._Element) -> bool:
    alphas = [str(alpha.get("val") or "") for alpha in fill.iter(DRAWING + "alpha")]
    return any(alpha.isdigit() and int(alpha) < _FAINT for alpha in alphas)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def placed_shapes(root: etree._Element) -> Iterator[tuple[etree._Element, Box | None, bool]]:
    """Yield shapes, pictures and frames in drawing order, with their place and whether they are switched off.

    The place is None for one that takes that of its layout.
    """
    pending: list[tuple[etree._Element, tuple[float, float, float, float], bool]] = [(root, _SAME, False)]
    while pending:
        element, moved, off = pending.pop()
        name = local_name(element)
        off = off or any(
            said.get("hidden") in ("1", "true")
            for part in element
            if local_name(part).startswith("nv")
            for said in part
            if local_name(said) == "cNvPr"
        )
        if name in _SHAPES:
            yield element, _box(element, moved), off
        elif name != "Fallback":
            inner = _inside(element, moved) if name == "grpSp" else moved
            pending.extend((child, inner, off) for child in reversed(element) if isinstance(child.tag, str))


def _box(shape: etree._Element, moved: tuple[float, float, float, float]) -> Box | None:
    frame = next((found for found in shape.iterfind("{*}spPr/{*}xfrm")), None)
    frame = next(shape.iterfind("{*}xfrm"), None) if frame is None else frame
    if frame is None:
        return None
    x, y = _pair(frame, "off", "x", "y")
    width, height = _pair(frame, "ext", "cx", "cy")
    by_x, from_x, by_y, from_y = moved
    return by_x * x + from_x, by_y * y + from_y, by_x * (x + width) + from_x, by_y * (y + height) + from_y


def _inside(
    group: etree._Element, moved: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """How the places inside of a group become those of the slide."""
    frame = next(group.iterfind("{*}grpSpPr/{*}xfrm"), None)
    if frame is None:
        return moved
    (x, y), (width, height) = _pair(frame, "off", "x", "y"), _pair(frame, "ext", "cx", "cy")
    (inner_x, inner_y), (inner_width, inner_height) = (
        _pair(frame, "chOff", "x", "y"),
        _pair(frame, "chExt", "cx", "cy"),
    )
    by_x, by_y = width / (inner_width or width or 1), height / (inner_height or height or 1)
    outer_x, from_x, outer_y, from_y = moved
    return (
        outer_x * by_x,
        outer_x * (x - by_x * inner_x) + from_x,
        outer_y * by_y,
        outer_y * (y - by_y * inner_y) + from_y,
    )


def _pair(frame: etree._Element, name: str, first: str, second: str) -> tuple[float, float]:
    found = frame.find(DRAWING + name)
    written = [str(found.get(side) or "") if found is not None else "" for side in (first, second)]
    one, two = (float(text) if text.lstrip("-").isdigit() and len(text) < 12 else 0.0 for text in written)
    return one, two
