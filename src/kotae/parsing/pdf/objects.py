"""What is drawn on a page beside text: lines that may rule a table, areas that may cover text, pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from kotae.parsing.pdf.glyphs import Placing
from kotae.parsing.pdf.outlines import enclose, is_round

__all__ = ["Area", "PageObjects", "Rule", "page_objects"]

# In points: what is thinner is a line, however it was drawn.
_THIN: Final = 2.5
_MIN_RULE: Final = 4.0
_MIN_AREA: Final = 3.0
# Maps have far more; no table has as many lines.
_MAX_OBJECTS: Final = 20_000
_MAX_SEGMENTS: Final = 400
_MAX_RULES: Final = 6_000
# As deep as PDFium draws.
_MAX_DEPTH: Final = 40
_MAX_CLIPS: Final = 20
# In points: so much beyond its edge a letter may reach.
_SLACK: Final = 1.0
# What PDFium gives for a pattern instead of a colour.
_PATTERN: Final = (191, 191, 191)
_NO_COLOUR: Final = (-1_000, -1_000, -1_000)

_Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight line along a side of the page, in page coordinates; flat in one direction."""

    left: float
    top: float
    right: float
    bottom: float


class Area(NamedTuple):
    """A filled area: the box around it, its colour (of none for a picture), and how many objects are drawn before it."""

    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[int, int, int]
    order: int


@dataclass(slots=True)
class PageObjects:
    """What a page is drawn with.

    Attributes:
        count: How many objects there are.
        rules: Straight lines.
        drawn: How many objects are drawn before each of them.
        frames: Outlined boxes that aren't filled, of no colour.
        areas: Opaque filled areas too large for a line.
        covers: Pictures and runs of colours, which may cover text.
        complete: Whether all objects were looked at.
        pictures: Boxes of images.
        texts: How many objects are drawn before each text object, by its address.
        doubtful: Addresses of text objects that are cut at an edge or let something shine through.
        clips: The box beyond which nothing of a text object is drawn, for those that reach beyond it.
    """

    count: int = 0
    rules: list[Rule] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    frames: list[Area] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    covers: list[Area] = field(default_factory=list)
    complete: bool = True
    pictures: list[_Box] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    clips: dict[int, _Box] = field(default_factory=dict)


def page_objects(page: Any, place: Placing) -> PageObjects:  # noqa: ANN401  # pypdfium2 is untyped
    """Return what a page is drawn with, as far as a limit of objects."""
    found = PageObjects()
    for kind, item, matrix in _walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        found.count += 1
        if found.count > _MAX_OBJECTS:
            found.complete = False
            break
        _add(found, kind, item, matrix, place)
        found.drawn += [found.count] * (len(found.rules) - len(found.drawn))
    return found


def _add(found: PageObjects, kind: int, item: Any, matrix: _Matrix, place: Placing) -> None:  # noqa: ANN401  # pypdfium2 is untyped
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        address = ctypes.cast(item, ctypes.c_void_p).value
        if address:
            found.texts[address] = found.count
            clip = _clip(item, matrix, place)
            if clip:
                found.clips[address] = clip
            if clip or clip is None or _is_doubtful(item):
                found.doubtful.add(address)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures.append(_box(item, matrix, place))
        found.covers.append(Area(*found.pictures[-1], _NO_COLOUR, found.count))
    elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
        found.covers.append(Area(*_box(item, matrix, place), _NO_COLOUR, found.count))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _add_path(found, item, matrix, place)


def _is_doubtful(item: Any) -> bool:  # noqa: ANN401  # pypdfium2 is untyped
    """Whether a text object may show otherwise than by the colour of its letters."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if pdfium.FPDFPageObj_HasTransparency(item) or not pdfium.FPDFPageObj_GetFillColor(item, *colour):
        return True
    return tuple(part.value for part in colour[:3]) == _PATTERN


def _clip(item: Any, matrix: _Matrix, place: Placing) -> _Box | tuple[()] | None:  # noqa: ANN401  # pypdfium2 is untyped
    """What is left of the page for an object that reaches beyond it; nothing where it doesn't, None where nothing is left."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return ()
    left, top, right, bottom = _box(item, matrix, place)
    kept = (left, top, right, bottom)
    for number in range(min(paths, _MAX_CLIPS)):
        edges = _clip_box(clip, number, matrix, place)
        if edges is None:
            return None
        kept = (
            max(kept[0], edges[0] - _SLACK),
            max(kept[1], edges[1] - _SLACK),
            min(kept[2], edges[2] + _SLACK),
            min(kept[3], edges[3] + _SLACK),
        )
    return () if kept == (left, top, right, bottom) else kept


def _clip_box(
    clip: Any,  # noqa: ANN401  # pypdfium2 is untyped
    number: int,
    matrix: _Matrix,
    place: Placing,
) -> _Box | None:
    """The box around one path that cuts; None for one that leaves nothing."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, number), _MAX_SEGMENTS)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, number, index), x, y)
        points.append(_moved(x.value, y.value, matrix))
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return place.box(min(xs), min(ys), max(xs), max(ys))


def _walk(
    holder: Any,  # noqa: ANN401  # pypdfium2 is untyped
    count: Any,  # noqa: ANN401
    get: Any,  # noqa: ANN401
    matrix: _Matrix = _IDENTITY,
    depth: int = 0,
) -> Iterator[tuple[int, Any, _Matrix]]:
    """Yield the objects of a page, forms (pieces drawn as one) and what is inside them too, in the order drawn."""
    for index in range(min(count(holder), _MAX_OBJECTS + 1)):
        item = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        yield kind, item, matrix
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _times(_matrix(item), matrix)
            yield from _walk(
                item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1
            )


def _matrix(item: Any) -> _Matrix:  # noqa: ANN401  # pypdfium2 is untyped
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _box(item: Any, matrix: _Matrix, place: Placing) -> _Box:  # noqa: ANN401  # pypdfium2 is untyped
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    if matrix is not _IDENTITY:
        corners = [_moved(x, y, matrix) for x, y in corners]
    xs, ys = zip(*corners, strict=True)
    return place.box(min(xs), min(ys), max(xs), max(ys))


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _add_path(found: PageObjects, item: Any, matrix: _Matrix, place: Placing) -> None:  # noqa: ANN401  # pypdfium2 is untyped
    left, top, right, bottom = box = _box(item, matrix, place)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if min(right - left, bottom - top) < _THIN:
        rule = _straightened(box)
        if rule:
            found.rules.append(rule)
        return
    if fill.value and min(right - left, bottom - top) > _MIN_AREA:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        told = pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
        if told and alpha.value > 250:
            colour = red.value, green.value, blue.value
            found.areas.append(Area(left, top, right, bottom, colour, found.count))
        elif not told:
            found.covers.append(Area(left, top, right, bottom, _NO_COLOUR, found.count))
    if stroke.value and len(found.rules) < _MAX_RULES:
        _add_sides(found, item, matrix, place, filled=bool(fill.value))


def _add_sides(found: PageObjects, item: Any, matrix: _Matrix, place: Placing, *, filled: bool) -> None:  # noqa: ANN401  # pypdfium2 is untyped
    sides, box = list(_segments(item, matrix, place)), _box(item, matrix, place)
    found.rules.extend(sides)
    if not filled and (enclose(sides, box) or is_round(item)):
        found.frames.append(Area(*box, _NO_COLOUR, found.count))


def _straightened(box: _Box) -> Rule | None:
    left, top, right, bottom = box
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(left, middle, right, middle) if right - left >= _MIN_RULE else None
    middle = (left + right) / 2
    return Rule(middle, top, middle, bottom) if bottom - top >= _MIN_RULE else None


def _segments(item: Any, matrix: _Matrix, place: Placing) -> Iterator[Rule]:  # noqa: ANN401  # pypdfium2 is untyped
    """Yield the straight pieces of a path that lie along the sides of the page; none for one with curves."""
    matrix = _times(_matrix(item), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last = first = None
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield from _rule(last, point, place)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield from _rule(last, first, place)


def _rule(start: tuple[float, float], end: tuple[float, float], place: Placing) -> Iterator[Rule]:
    xs, ys = sorted((start[0], end[0])), sorted((start[1], end[1]))
    box = place.box(xs[0], ys[0], xs[1], ys[1])
    if min(box[2] - box[0], box[3] - box[1]) < 0.5 and (rule := _straightened(box)):
        yield rule
