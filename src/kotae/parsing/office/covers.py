"""What is drawn over a text: shapes and pictures that come later on a slide, or lie on the cells of a sheet."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from lxml import etree

from kotae.parsing.ink import Sight
from kotae.parsing.packages.package import local_name

__all__ = [
    "MAX_COVERS",
    "WIDE_POINTS",
    "Cells",
    "covered_cells",
    "is_clipped_away",
    "is_opaque",
    "sight_below",
]

Cells: TypeAlias = tuple[int, int, int, int]
"""First row and column, and last row and column, from 1."""

MAX_COVERS: Final = 200
"""How many things are looked at for each text, or on each sheet."""

WIDE_POINTS: Final = 200.0
"""About half of a line: what is as wide may cover text that it isn't known to lie on."""

# A point, in the units that Office files count in.
_EMU: Final = 12_700
_COLUMN_EMU: Final = 609_600
_ROW_EMU: Final = 190_500
_MAX_SPAN: Final = 20_000
_WHOLE: Final = (
    "rect",
    "roundRect",
    "round1Rect",
    "round2SameRect",
    "flowChartProcess",
    "snip1Rect",
    "bevel",
)
_CLIPS: Final = ("clip", "ellipsis")


def is_opaque(shape: etree._Element) -> bool | None:
    """Return whether nothing shows through a shape; None where that can't be told, as of a picture."""
    if local_name(shape) == "pic":
        return None
    if local_name(shape) == "graphicFrame":
        return None if next(shape.iter("{*}chart"), None) is not None else False
    properties = next(shape.iterfind("{*}spPr"), None)
    fills = [local_name(child) for child in properties] if properties is not None else []
    referred = next(shape.iterfind("{*}style/{*}fillRef"), None)
    filled = "solidFill" in fills or (
        not any(fill.endswith("Fill") for fill in fills)
        and referred is not None
        and referred.get("idx") not in (None, "0")
    )
    if not filled:
        return None if {"gradFill", "blipFill", "pattFill"} & set(fills) else False
    fill = next(properties.iterfind("{*}solidFill"), None) if properties is not None else None
    if fill is not None and next(fill.iter("{*}alpha"), None) is not None:
        return False
    form = next(properties.iterfind("{*}prstGeom"), None) if properties is not None else None
    return True if form is not None and form.get("prst") in _WHOLE else None


def sight_below(
    box: Sequence[float] | None,
    later: Sequence[tuple[bool | None, Sequence[float] | None]],
    *,
    moving: bool,
) -> Sight:
    """Return whether a text is seen below what is drawn after it: ``pale`` where it may be covered.

    Args:
        box: Left, top, right and bottom of the text's shape; None where nothing says.
        later: Of what is drawn after it, whether nothing shows through (None where that can't be told), and its place.
        moving: Whether something on the slide comes and goes.
    """
    found: Sight = "seen"
    if box is None or box[2] <= box[0] or box[3] <= box[1]:
        return found
    for opaque, place in later:
        if place is None or not (
            place[0] <= box[0] and place[1] <= box[1] and place[2] >= box[2] and place[3] >= box[3]
        ):
            continue
        if opaque and not moving:
            return "unseen"
        if opaque is not False:
            found = "pale"
    return found


def is_clipped_away(shape: etree._Element, box: Sequence[float] | None) -> bool:
    """Return whether a shape has no size and cuts its text off at its edges."""
    body = next(shape.iterfind("{*}txBody/{*}bodyPr"), None)
    if box is None or body is None:
        return False
    flat = box[3] - box[1] < _EMU and body.get("vertOverflow") in _CLIPS
    thin = box[2] - box[0] < _EMU and body.get("horzOverflow") in _CLIPS
    return flat or thin


def covered_cells(drawing: etree._Element) -> Iterator[Cells]:
    """Yield the cells that pictures, charts and filled shapes of a sheet lie on wholly."""
    found = 0
    for anchor in drawing:
        shapes = [child for child in anchor if local_name(child) in ("sp", "pic", "graphicFrame")]
        if not shapes or is_opaque(shapes[0]) is False or found >= MAX_COVERS:
            continue
        found += 1
        first, last = _corner(anchor, "from"), _corner(anchor, "to")
        size = next(anchor.iterfind("{*}ext"), None)
        if first and not last and size is not None:
            # As many as there are of the usual size: the sheet's own isn't looked at.
            last = (
                first[0] + _whole(size.get("cy")) // _ROW_EMU,
                0,
                first[2] + _whole(size.get("cx")) // _COLUMN_EMU,
                0,
            )
        if first and last:
            top, left = first[0] + 1 + (first[1] > 0), first[2] + 1 + (first[3] > 0)
            if top <= last[0] and left <= last[2]:
                yield top, left, min(last[0], top + _MAX_SPAN), last[2]


def _corner(anchor: etree._Element, name: str) -> tuple[int, int, int, int] | None:
    """Row, what is left out of it, column and what is left out of it, from 0; None where there is none."""
    corner = next(anchor.iterfind("{*}" + name), None)
    if corner is None:
        return None
    row, over, column, beside = (
        _whole(corner.findtext("{*}" + part)) for part in ("row", "rowOff", "col", "colOff")
    )
    return row, over, column, beside


def _whole(written: str | None) -> int:
    text = (written or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
