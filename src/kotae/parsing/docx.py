"""Word files → units: headings by their styles, lists, tables by row, footnotes where they belong.

The XML is read directly: what has to be told apart (readings above kanji, deleted text, hidden
text, text boxes) isn't visible through a library's ``paragraph.text``, which drops some of it
and shows the rest mixed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from kotae.parsing.files import Source
from kotae.parsing.package import Package, child_text, local_name
from kotae.parsing.references import mark_references
from kotae.parsing.tables import write_rows
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter
from kotae.records import BlockKind

__all__ = ["read_docx"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"(?:heading|見出し)\s*([1-9])\Z", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|目次)\s*[0-9]?\Z|table of figures", re.IGNORECASE)
_QUOTE: Final = re.compile(r"(?:intense )?quote|引用", re.IGNORECASE)
# What holds runs that aren't part of the text as it stands: deleted, moved away, instructions, ruby.
_DROPPED: Final = frozenset(
    ["del", "moveFrom", "instrText", "delText", "rt", "rubyPr", "pPr", "rPr", "Fallback"]
)
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_STYLE_DEPTH: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What a paragraph style says: its name, heading level (0 for none), whether it numbers items."""

    name: str = ""
    level: int = 0
    numbered: bool = False


def read_docx(source: Source) -> Draft:
    """Return the text of a Word file with its units, title and metadata.

    Raises:
        ReadingError: It is encrypted, damaged or no Word file.
    """
    package = Package(source)
    part = package.main_part("word/document.xml")
    root = package.xml(part)
    body = next(root.iter(_W + "body"), None) if root is not None else None
    if body is None:
        raise package.damaged()
    related = dict(package.related(part).values())
    walker = _Walker(
        styles=_styles(package.xml(related.get("styles", ""))),
        notes={
            **_notes(package.xml(related.get("footnotes", "")), "footnote"),
            **_notes(package.xml(related.get("endnotes", "")), "endnote"),
        },
    )
    walker.walk(body)
    core = package.xml("docProps/core.xml")
    metadata = {"author": child_text(core, "creator"), "subject": child_text(core, "subject")}
    return Draft(
        text=walker.writer.text,
        units=mark_references(walker.writer.text, walker.writer.units),
        title=child_text(core, "title") or walker.title,
        metadata={name: value for name, value in metadata.items() if value},
    )


def _value(element: etree._Element | None, name: str) -> str:
    """The ``w:val`` of a child; empty where there is none."""
    found = element.find(_W + name) if element is not None else None
    return str(found.get(_W + "val") or "") if found is not None else ""


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    given = {
        str(style.get(_W + "styleId")): style
        for style in (root.iter(_W + "style") if root is not None else ())
    }
    return {name: _style(name, given) for name in given}


def _style(name: str, given: dict[str, etree._Element]) -> _Style:
    """A style with what it inherits."""
    own = _value(given[name], "name")
    level, numbered = 0, False
    for _ in range(_MAX_STYLE_DEPTH):
        style = given.get(name)
        if style is None:
            break
        named = _HEADING.match(_value(style, "name"))
        outline = _value(style.find(_W + "pPr"), "outlineLvl")
        level = (
            level
            or (int(named[1]) if named else 0)
            or (int(outline) + 1 if outline in list("012345678") else 0)
        )
        numbered = numbered or style.find(f"{_W}pPr/{_W}numPr") is not None
        name = _value(style, "basedOn")
    return _Style(name=own, level=level, numbered=numbered)


def _notes(root: etree._Element | None, kind: str) -> dict[tuple[str, str], etree._Element]:
    found = root.iter(_W + kind) if root is not None else ()
    # Those with a type are the lines between text and notes.
    return {
        (kind, str(note.get(_W + "id"))): note for note in found if note.get(_W + "type") in (None, "normal")
    }


@dataclass(slots=True, kw_only=True)
class _Walker:
    """Writes paragraphs and tables in order, each footnote after the paragraph it belongs to."""

    styles: dict[str, _Style]
    notes: dict[tuple[str, str], etree._Element]
    writer: TextWriter = field(default_factory=TextWriter)
    title: str = ""
    _count: int = 0
    _pending: list[tuple[int, etree._Element]] = field(default_factory=list)

    def walk(self, body: etree._Element) -> None:
        """Write everything below an element."""
        for block in _blocks(body):
            if local_name(block) == "p":
                self._paragraph(block)
            else:
                self._table(block)
            self._write_notes()

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = self._text(paragraph, boxes)
        properties = paragraph.find(_W + "pPr")
        style = self.styles.get(_value(properties, "pStyle"), _Style())
        outline = _value(properties, "outlineLvl")
        level = int(outline) + 1 if outline in list("012345678") else style.level
        if style.name.lower() in ("title", "表題"):
            self.title = self.title or " ".join(text.split())
            level = 1
        numbered = properties is not None and properties.find(_W + "numPr") is not None
        self.writer.add(text, self._kind(style, level, numbered=numbered or style.numbered), level=level)
        for box in boxes:
            self.walk(box)

    def _kind(self, style: _Style, level: int, *, numbered: bool) -> BlockKind:
        if level:
            return "heading"
        if _CONTENTS.match(style.name):
            return "references"
        if _QUOTE.match(style.name):
            return "quote"
        return "list" if numbered or style.name.lower().startswith("list") else "paragraph"

    def _table(self, table: etree._Element) -> None:
        rows = [self._cells(row) for row in table.iterfind(f".//{_W}tr") if _table_of(row) is table]
        width = max((len(row) for row in rows), default=0)
        if len(rows) > 1 and width > 1:
            _fill_down(rows)
            write_rows(self.writer, [[text for text, _ in row] for row in rows])
            return
        # One row or column lays out a page: its cells are read like the text around them.
        for cell in table.iterfind(f".//{_W}tc"):
            if _table_of(cell) is table:
                self.walk(cell)

    def _cells(self, row: etree._Element) -> list[tuple[str, bool]]:
        """The cells of a row and whether each goes on with the one above, wide ones filled up."""
        cells: list[tuple[str, bool]] = []
        for cell in row.iterfind(f".//{_W}tc"):
            if _table_of(cell) is not _table_of(row):
                continue
            properties = cell.find(_W + "tcPr")
            merge = properties.find(_W + "vMerge") if properties is not None else None
            goes_on = merge is not None and merge.get(_W + "val") != "restart"
            text = " ".join(self._text(paragraph, []) for paragraph in cell.iter(_W + "p")).strip()
            span = _value(properties, "gridSpan")
            cells.append((text, goes_on))
            cells += [("", False)] * (min(int(span), 64) - 1 if span.isdigit() else 0)
        return cells

    def _text(self, paragraph: etree._Element, boxes: list[etree._Element]) -> str:
        """The text of a paragraph; text boxes anchored in it are set aside."""
        parts: list[str] = []
        pending = [paragraph]
        while pending:
            element = pending.pop()
            name = local_name(element)
            if name in _DROPPED or _is_hidden(element):
                continue
            if name == "txbxContent":
                boxes.append(element)
                continue
            parts.append(self._piece(element, name))
            pending.extend(child for child in reversed(element) if isinstance(child.tag, str))
        return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parts))

    def _piece(self, element: etree._Element, name: str) -> str:
        if name == "t":
            return element.text or ""
        if name in ("footnoteReference", "endnoteReference"):
            note = self.notes.get((name.removesuffix("Reference"), str(element.get(_W + "id"))))
            if note is None:
                return ""
            self._count += 1
            self._pending.append((self._count, note))
            return str(self._count).translate(_SUPERSCRIPTS)
        return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")

    def _write_notes(self) -> None:
        pending, self._pending = self._pending, []
        for number, note in pending:
            text = " ".join(self._text(paragraph, []) for paragraph in note.iter(_W + "p")).strip()
            mark = str(number).translate(_SUPERSCRIPTS)
            self.writer.add(f"{mark} {text}" if text else "")


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container, those in content controls too, but no contents list."""
    pending = [container]
    while pending:
        element = pending.pop()
        name = local_name(element)
        if name in ("p", "tbl"):
            yield element
        elif name in ("body", "tc", "txbxContent", "sdt", "sdtContent", "ins", "smartTag", "customXml"):
            gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            if gallery is None or gallery.get(_W + "val") != "Table of Contents":
                pending.extend(reversed(element))


def _is_hidden(element: etree._Element) -> bool:
    if local_name(element) != "r":
        return False
    vanish = element.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val") not in ("0", "false")


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(iter(element.iterancestors(_W + "tbl")), None)


def _fill_down(rows: list[list[tuple[str, bool]]]) -> None:
    """Repeat the text of a cell that spans several rows in each of them."""
    for above, row in pairwise(rows):
        for place, (_, goes_on) in enumerate(row):
            if goes_on and place < len(above):
                row[place] = (above[place][0], True)
