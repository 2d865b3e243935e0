"""What lies over the text of an OpenDocument file: shapes and pictures drawn later on a slide, or before the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from kotae.parsing.ink import Sight, hex_colour
from kotae.parsing.office.covers import MAX_COVERS, WIDE_POINTS, sight_below
from kotae.parsing.opendocument.ink import points_of
from kotae.parsing.opendocument.styles import SHAPES, OdfStyles, attribute
from kotae.parsing.packages.package import local_name

__all__ = ["OdfCovers", "box_of", "frames_of"]

# What is lower covers no line, not even of the smallest print.
_LINE_POINTS: Final = 8.0
_SIDES: Final = ("x", "y", "width", "height")
_THIN: Final = frozenset(["line", "connector", "polyline", "measure"])
_MOVING: Final = ("{*}set", "{*}animate", "{*}transitionFilter", "{*}animateTransform", "{*}animateMotion")


def frames_of(page: etree._Element) -> Iterator[etree._Element]:
    """Yield what is drawn on a slide, in order; groups, and links around a shape, are taken apart."""
    pending = list(reversed(page))
    while pending:
        element = pending.pop()
        name = local_name(element)
        if name in ("g", "a"):
            pending.extend(reversed(element))
        elif name in SHAPES:
            yield element


@dataclass(frozen=True, slots=True)
class OdfCovers:
    """Tells it by the styles of a file."""

    styles: OdfStyles

    def sights(self, page: etree._Element, frames: Sequence[etree._Element]) -> dict[etree._Element, Sight]:
        """Return whether the text of each frame is seen below those drawn after it.

        Args:
            page: The slide.
            frames: What is drawn on it, in order.
        """
        moving = next(page.iter(*_MOVING), None) is not None
        drawn = [(frame, self._is_opaque(frame), box_of(frame)) for frame in frames]
        over = [found for found in drawn if found[1] is not False]
        sights: dict[etree._Element, Sight] = {}
        at = 0
        for frame, _, box in drawn:
            at += at < len(over) and over[at][0] is frame
            later = [(opaque, place) for _, opaque, place in over[at : at + MAX_COVERS]]
            sights[frame] = sight_below(box, later, moving=moving)
        return sights

    def lies_before_text(self, frame: etree._Element) -> bool:
        """Return whether a wide shape or picture lies on a text, lets nothing through and holds none itself."""
        style = self.styles.style("graphic", attribute(frame, "style-name"))
        box = box_of(frame, placed=False)
        return (
            style.wrap == "run-through"
            and style.layer != "background"
            and attribute(frame, "anchor-type") != "as-char"
            and box is not None
            and box[2] - box[0] >= WIDE_POINTS
            and box[3] - box[1] >= _LINE_POINTS
            and self._is_opaque(frame) is not False
            and not "".join(text for p in frame.iter("{*}p", "{*}h") for text in p.itertext()).strip()
        )

    def _is_opaque(self, frame: etree._Element) -> bool | None:
        if local_name(frame) in _THIN:
            return False
        if next(frame.iterfind("{*}image"), None) is not None:
            return None
        style = self.styles.style("graphic", attribute(frame, "style-name"))
        if style.opacity not in ("", "100%") or style.fill == "none":
            return False
        if style.fill not in ("", "solid"):
            return None
        if hex_colour(style.filled) is None:
            return False
        whole = local_name(frame) in ("frame", "rect")
        form = next(frame.iterfind("{*}enhanced-geometry"), None)
        return True if whole or (form is not None and attribute(form, "type") == "rectangle") else None


def box_of(frame: etree._Element, *, placed: bool = True) -> tuple[float, float, float, float] | None:
    """Return left, top, right and bottom in points; None where they aren't said, or turned.

    Args:
        frame: What is drawn.
        placed: Whether its place is asked for; else only its size, at 0.
    """
    x, y, width, height = (points_of(attribute(frame, side)) for side in _SIDES)
    if not placed:
        x, y = 0.0, 0.0
    if x is None or y is None or width is None or height is None or attribute(frame, "transform"):
        return None
    return x, y, x + width, y + height
