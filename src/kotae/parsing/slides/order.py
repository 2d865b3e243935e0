"""The order in which the shapes of a slide are read: columns and rows that empty stretches part.

A file holds shapes in the order they were drawn, and what was added or moved later comes last. So a
stretch across the slide that no shape stands in parts what comes before from what comes behind,
the widest one first; where none does, the drawing order is all there is.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

__all__ = ["reading_order"]

_Box: TypeAlias = tuple[float, float, float, float]

# Boxes are larger than the text in them and often lap by a little.
_MARGIN: Final = 0.1
_MAX_SHAPES: Final = 400


def reading_order(places: Sequence[_Box | None]) -> list[int]:
    """Return the numbers of shapes as they are read.

    Args:
        places: Left, top, right and bottom of each, in drawing order, in any unit; one without a place
            stays behind the one before it.

    Returns:
        Each number once. With more than 400 shapes, a drawing rather than a page, the drawing order.
    """
    if len(places) > _MAX_SHAPES:
        return list(range(len(places)))
    boxes: list[_Box] = []
    for place in places:
        boxes.append(_shrunk(place) if place is not None else boxes[-1] if boxes else (0.0, 0.0, 0.0, 0.0))
    order: list[int] = []
    pending = [list(range(len(boxes)))] if boxes else []
    while pending:
        group = pending.pop()
        parts = _parts(group, boxes)
        if len(parts) == 1:
            order += group
        else:
            pending.extend(reversed(parts))
    return order


def _shrunk(box: _Box) -> _Box:
    left, top, right, bottom = box
    across, down = _MARGIN * (right - left), _MARGIN * (bottom - top)
    return left + across, top + down, right - across, bottom - down


def _parts(group: Sequence[int], boxes: Sequence[_Box]) -> list[list[int]]:
    """The group in drawing order, cut in two at its widest empty stretch; rows before columns where they are alike."""
    cuts = [cut for axis in (1, 0) if (cut := _widest(group, boxes, axis)) is not None]
    if not cuts:
        return [list(group)]
    _, at, axis = max(cuts, key=lambda cut: cut[0])
    before = [number for number in group if boxes[number][axis] < at]
    return [before, [number for number in group if boxes[number][axis] >= at]]


def _widest(group: Sequence[int], boxes: Sequence[_Box], axis: int) -> tuple[float, float, int] | None:
    """How wide the widest empty stretch along an axis is, where it ends, and the axis; None for none."""
    spans = sorted((boxes[number][axis], boxes[number][axis + 2]) for number in group)
    reached = [spans[0][1]]
    for _, end in spans[1:]:
        reached.append(max(reached[-1], end))
    gaps = [
        (begin - end, begin, axis) for end, (_, (begin, _)) in zip(reached, pairwise(spans), strict=False)
    ]
    widest = max(gaps, key=lambda gap: gap[0], default=(0.0, 0.0, axis))
    return widest if widest[0] > 0 else None
