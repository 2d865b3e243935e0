"""PowerPoint files → units: the title of a slide heads what stands on it; ``page`` is its number."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from kotae.parsing.files import Source
from kotae.parsing.package import Package, child_text, local_name
from kotae.parsing.tables import write_rows
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter
from kotae.records import BlockKind

__all__ = ["read_pptx"]

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES: Final = frozenset(["title", "ctrTitle"])
# Date, number and footer stand on every slide.
_FURNITURE: Final = frozenset(["dt", "sldNum", "ftr", "hdr", "sldImg"])


def read_pptx(source: Source) -> Draft:
    """Return the text of all slides in order, each with its notes.

    Raises:
        ReadingError: It is encrypted, damaged or no presentation.
    """
    package = Package(source)
    part = package.main_part("ppt/presentation.xml")
    root = package.xml(part)
    if root is None or local_name(root) != "presentation":
        raise package.damaged()
    related = package.related(part)
    slides = [related.get(str(slide.get(_R + "id")), ("", ""))[1] for slide in root.iter("{*}sldId")]
    writer = TextWriter()
    for number, name in enumerate(slides[: source.settings.max_pages], start=1):
        writer.page = number
        _write_slide(writer, package, name)
    core = package.xml("docProps/core.xml")
    author = child_text(core, "creator")
    title = child_text(core, "title")
    return Draft(
        text=writer.text,
        units=tuple(writer.units),
        title="" if re.fullmatch(r"PowerPoint.*|スライド\s*\d*", title) else title,
        metadata={"author": author} if author else {},
        warnings=tuple(_limit_warning(len(slides), source.settings.max_pages)),
    )


def _write_slide(writer: TextWriter, package: Package, name: str) -> None:
    slide = package.xml(name)
    if slide is None:
        return
    shapes = list(_shapes(slide))
    for shape in sorted(shapes, key=lambda shape: _placeholder(shape) not in _TITLES):
        _write_shape(writer, shape)
    notes = next((target for kind, target in package.related(name).values() if kind == "notesSlide"), "")
    page = package.xml(notes) if notes else None
    for shape in _shapes(page) if page is not None else ():
        if _placeholder(shape) == "body":
            _write_shape(writer, shape, notes=True)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    """Yield shapes and tables in drawing order, those in groups too."""
    pending = [root]
    while pending:
        element = pending.pop()
        if local_name(element) in ("sp", "tbl"):
            yield element
        elif local_name(element) != "Fallback":
            pending.extend(child for child in reversed(element) if isinstance(child.tag, str))


def _placeholder(shape: etree._Element) -> str:
    """What a shape is a placeholder for; ``body`` where it doesn't say, empty for other shapes."""
    found = next(shape.iter("{*}ph"), None) if local_name(shape) == "sp" else None
    return str(found.get("type") or "body") if found is not None else ""


def _write_shape(writer: TextWriter, shape: etree._Element, *, notes: bool = False) -> None:
    if local_name(shape) == "tbl":
        rows = [
            [_text_of(cell, " ") for cell in row.iterfind(_A + "tc")] for row in shape.iterfind(_A + "tr")
        ]
        write_rows(writer, rows)
        return
    place = _placeholder(shape)
    if place in _FURNITURE:
        return
    if place in _TITLES:
        writer.add(_text_of(shape, " "), "heading", level=1)
        return
    paragraphs = [text for paragraph in shape.iter(_A + "p") if (text := _paragraph(paragraph).strip())]
    listed = place == "body" and len(paragraphs) > 1 and not notes
    kind: BlockKind = "list" if listed else "paragraph"
    for text in paragraphs:
        writer.add(text, kind)


def _text_of(element: etree._Element, separator: str) -> str:
    return separator.join(_paragraph(paragraph) for paragraph in element.iter(_A + "p")).strip()


def _paragraph(paragraph: etree._Element) -> str:
    pieces = paragraph.iter(_A + "t", _A + "br")
    return "".join("\n" if local_name(piece) == "br" else piece.text or "" for piece in pieces).replace(
        "\v", "\n"
    )


def _limit_warning(slides: int, limit: int) -> list[str]:
    if slides <= limit:
        return []
    return [
        f"only the first {limit} of {slides} slides were read; raise max_pages under [reading] in kotae.toml"
        f" / {slides}枚のうち最初の{limit}枚だけを読みました。kotae.tomlの[reading]でmax_pagesを大きくしてください"
    ]
