"""Which paths are the outline of a box: four sides and nothing else, or a ring."""

from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as pdfium

_Box = tuple[float, float, float, float]

__all__ = ["enclose", "is_round"]

# LibreOffice begins a box amid one of its sides.
_MAX_PIECES: Final = 8
_SAME_SIDE: Final = 2.0
# Four curves of three points each, four lines between them, and where they begin.
_MIN_CURVES: Final = 12
_MAX_CURVES: Final = 20


def enclose(sides: Sequence[_Box], box: _Box) -> bool:
    """Return whether lines are the four sides of a box, and nothing else; a side may be drawn in pieces."""
    drawn = [0.0, 0.0, 0.0, 0.0]
    for left, top, right, bottom in sides[: _MAX_PIECES + 1]:
        upright = bottom - top > right - left
        places = [(left, box[0]), (left, box[2])] if upright else [(top, box[1]), (top, box[3])]
        near = [abs(at - side) < _SAME_SIDE for at, side in places]
        if True not in near:
            return False
        drawn[near.index(True) + (0 if upright else 2)] += max(bottom - top, right - left)
    height, width = box[3] - box[1], box[2] - box[0]
    wanted = (height, height, width, width)
    return len(sides) <= _MAX_PIECES and all(
        0.9 * side < found < 1.1 * side for found, side in zip(drawn, wanted, strict=True)
    )


def is_round(item: Any) -> bool:  # noqa: ANN401  # pypdfium2 is untyped
    """Return whether a path is a ring, or a box with round corners: closed, of few pieces, most of them curves or between two."""
    count = pdfium.FPDFPath_CountSegments(item)
    if not _MIN_CURVES < count <= _MAX_CURVES:
        return False
    segments = [pdfium.FPDFPath_GetPathSegment(item, index) for index in range(count)]
    curves = sum(
        pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO for segment in segments
    )
    # Each curve has three points.
    return curves >= _MIN_CURVES and bool(pdfium.FPDFPathSegment_GetClose(segments[-1]))
