"""What lies on a page beside its content: what was filled into a form, and notes people added.

A form's values stand where their fields are, so they become glyphs of the page and are read beside
their labels. Notes are kept apart from the page's own text.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

from kotae.parsing.pdf.glyphs import DrawnGlyph, Glyph, Placing, Style

__all__ = ["Annotations", "Note", "annotations"]

# A page may hold any number, and each has to be asked for by itself.
_MAX_ANNOTATIONS: Final = 2_000
_MAX_BYTES: Final = 200_000
_HIDDEN: Final = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD: Final = 1 << 13
_NOTES: Final = frozenset(
    (
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_POLYLINE,
    )
)
_TICKED: Final = frozenset((pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON))
_WRITTEN: Final = frozenset(
    (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
)
_TEXT_SIZE: Final = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote onto a page.

    Attributes:
        text: One line a paragraph.
        author: As the file names them; may be empty.
        box: Left, top, right and bottom of the mark it belongs to, on the page.
    """

    text: str
    author: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Annotations:
    """What lies on one page.

    Attributes:
        values: What fields of a form hold, each one glyph in its field's box.
        notes: In the file's order.
        struck: Boxes of the text that readers crossed out, on the page.
        hidden: How many that hold text aren't shown: they are left out.
    """

    values: list[DrawnGlyph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    struck: list[tuple[float, float, float, float]] = field(default_factory=list)
    hidden: int = 0


def annotations(page: Any, form: Any, place: Placing) -> Annotations:  # noqa: ANN401  # pypdfium2 is untyped
    """Return what lies on a page.

    Args:
        page: A loaded page.
        form: The form of its file; None where it has none.
        place: How the page lies.
    """
    found = Annotations()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        item = pdfium.FPDFPage_GetAnnot(page, index)
        if not item:
            continue
        try:
            _add(found, item, form, place)
        finally:
            pdfium.FPDFPage_CloseAnnot(item)
    return found


def _add(found: Annotations, item: Any, form: Any, place: Placing) -> None:  # noqa: ANN401  # pypdfium2 is untyped
    kind = pdfium.FPDFAnnot_GetSubtype(item)
    if kind == pdfium.FPDF_ANNOT_STRIKEOUT and not pdfium.FPDFAnnot_GetFlags(item) & _HIDDEN:
        found.struck.extend(_quads(item, place))
    if kind == pdfium.FPDF_ANNOT_WIDGET and form is not None:
        text = _value(item, form)
    elif kind in _NOTES:
        text = _text(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(item, b"Contents", buffer, size))
    else:
        return
    if not text.strip():
        return
    if pdfium.FPDFAnnot_GetFlags(item) & _HIDDEN:
        found.hidden += 1
        return
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(item, rectangle)
    xs, ys = sorted((rectangle.left, rectangle.right)), sorted((rectangle.bottom, rectangle.top))
    box = place.box(xs[0], ys[0], xs[1], ys[1])
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        found.values.extend(_glyphs(text, box))
    else:
        author = _text(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(item, b"T", buffer, size))
        found.notes.append(Note(text=text.strip(), author=" ".join(author.split()), box=box))


def _quads(item: Any, place: Placing) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401  # pypdfium2 is untyped
    """Yield the boxes of the lines a mark lies over."""
    corners = pdfium.FS_QUADPOINTSF()
    for number in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(item), _MAX_ANNOTATIONS)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(item, number, corners):
            xs = corners.x1, corners.x2, corners.x3, corners.x4
            ys = corners.y1, corners.y2, corners.y3, corners.y4
            yield place.box(min(xs), min(ys), max(xs), max(ys))


def _value(item: Any, form: Any) -> str:  # noqa: ANN401  # pypdfium2 is untyped
    """What a field shows; empty for a password, a button or a signature."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, item)
    if kind in _TICKED:
        return "☑" if pdfium.FPDFAnnot_IsChecked(form, item) else "☐"
    if kind not in _WRITTEN:
        return ""
    if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and pdfium.FPDFAnnot_GetFormFieldFlags(form, item) & _PASSWORD:
        return ""
    return _text(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, item, buffer, size))


def _glyphs(text: str, box: tuple[float, float, float, float]) -> Iterator[DrawnGlyph]:
    """A field's value as glyphs, its lines sharing the field's height."""
    left, top, right, bottom = box
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    height = (bottom - top) / max(1, len(lines))
    size = max(1.0, min(_TEXT_SIZE, 0.8 * height))
    for number, line in enumerate(lines):
        upper = top + number * height
        yield (
            Glyph(line, left, right, upper, upper + height, size, False, False, False),
            Style(size, False, False, 0.0, 0),
        )


def _text(read: Callable[[Any, int], int]) -> str:
    """A string of pdfium's, which is asked for its length first."""
    length = read(None, 0)
    if not 2 < length <= _MAX_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(length + 2)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: length - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)
