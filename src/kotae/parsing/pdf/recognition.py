"""OCR: pages that are pictures → glyphs with their places; the one module that knows rapidocr.

Off unless ``[reading] ocr`` is set and the extra ``kotae[ocr]`` installed. The models lie inside the
package and are named by their paths, so nothing is ever looked for on the network.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from kotae.parsing.pdf.directions import Frame, GlyphGroup
from kotae.parsing.pdf.file import Page, PdfFile
from kotae.parsing.pdf.glyphs import Glyph

__all__ = ["Recogniser"]

# What the engine scales a page down to in any case: about 170 dots per inch for A4.
_LONGEST_SIDE: Final = 2_000
_THREADS: Final = 2
_MODELS: Final = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
_UPRIGHT: Final = 1.5
# Boxes are drawn with a margin around the characters.
_FONT_SIZE: Final = 0.8
_SMALL: Final = 0.72
_LARGE: Final = 1.25
_SMALL_SIZE: Final = 0.6

_Point = Sequence[float]


class _Box(NamedTuple):
    """A line the engine found, in points from the upper left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class Recogniser:
    """The engine, loaded with its first page."""

    def __init__(self) -> None:
        self._engine: Any = None

    def page(self, file: PdfFile, number: int) -> Page:
        """Return a page with what is written in its picture; without glyphs where nothing is.

        Args:
            file: The open PDF.
            number: Which page, from 1.
        """
        picture, scale = file.bitmap(number, longest_side=_LONGEST_SIDE, red_first=False)
        found = self._loaded()(picture.to_numpy()[..., :3])
        boxes = [] if found.boxes is None else list(map(_box, found.boxes, found.txts, [scale] * len(found)))
        return Page(number=number, groups=_groups([box for box in boxes if box.text]))

    def _loaded(self) -> Any:  # noqa: ANN401  # rapidocr is untyped
        if self._engine is None:
            import rapidocr

            folder = Path(rapidocr.__file__).parent / "models"
            threads = min(_THREADS, os.cpu_count() or 1)
            self._engine = rapidocr.RapidOCR(
                params={
                    "Global.log_level": "critical",
                    "Global.use_cls": False,
                    "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                    **{f"{part}.model_path": str(folder / name) for part, name in _MODELS.items()},
                }
            )
        return self._engine


def _box(corners: Sequence[_Point], text: str, scale: float) -> _Box:
    """A box from its corners, clockwise from the upper left; the middle of a slanting edge counts."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = [(float(x) / scale, float(y) / scale) for x, y in corners]
    return _Box(" ".join(text.split()), (x0 + x3) / 2, (x1 + x2) / 2, (y0 + y1) / 2, (y2 + y3) / 2)


def _groups(boxes: Sequence[_Box]) -> tuple[GlyphGroup, ...]:
    """One glyph for each line; vertical lines apart from horizontal ones, the more common first."""
    upright = [box for box in boxes if _is_upright(box)]
    level = [box for box in boxes if not _is_upright(box)]
    if 2 * sum(len(box.text) for box in upright) > sum(len(box.text) for box in boxes):
        # A single character has no direction of its own.
        upright += [box for box in level if len(box.text) == 1]
        level = [box for box in level if len(box.text) > 1]
    # Vertical lines: along the line is down the page, the next line stands to the left.
    upright = [_Box(box.text, box.top, box.bottom, -box.right, -box.left) for box in upright]
    groups = [GlyphGroup(frame=Frame(1, 0), glyphs=_glyphs(level))] if level else []
    if upright:
        groups.append(GlyphGroup(frame=Frame(0, 1), glyphs=_glyphs(upright)))
    return tuple(sorted(groups, key=lambda group: -sum(len(glyph.text) for glyph in group.glyphs)))


def _glyphs(boxes: Sequence[_Box]) -> tuple[Glyph, ...]:
    body = median([box.bottom - box.top for box in boxes for _ in box.text])
    return tuple(
        Glyph(box.text, box.left, box.right, box.top, box.bottom, _size(box, body), False, False, False)
        for box in boxes
    )


def _is_upright(box: _Box) -> bool:
    return len(box.text) > 1 and box.bottom - box.top > _UPRIGHT * (box.right - box.left)


def _size(box: _Box, body: float) -> float:
    """The font size; lines of about the same height have the same, for boxes fit them loosely."""
    ratio = (box.bottom - box.top) / body
    steps = _SMALL_SIZE if ratio < _SMALL else 1.0 if ratio < _LARGE else round(4 * ratio) / 4
    return _FONT_SIZE * body * steps
