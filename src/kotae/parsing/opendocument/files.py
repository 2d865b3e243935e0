"""OpenDocument files (text, sheets, slides) → units, as LibreOffice and others write them."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from kotae.errors import ReadingError
from kotae.messages import Message
from kotae.parsing.asides import aside
from kotae.parsing.excel.xlsx import DEFAULT_NAME, hidden_sheet, write_comment
from kotae.parsing.files import Source, printable
from kotae.parsing.losses import Losses
from kotae.parsing.opendocument.covers import OdfCovers, box_of, frames_of
from kotae.parsing.opendocument.ink import OdfInk
from kotae.parsing.opendocument.lists import OdfLists
from kotae.parsing.opendocument.masters import OdfMasters
from kotae.parsing.opendocument.objects import write_object
from kotae.parsing.opendocument.styles import SHAPES, Counter, OdfStyles, attribute
from kotae.parsing.opendocument.tables import fill_sheet, table_cells
from kotae.parsing.opendocument.text import OdfHanging, OdfText, deleted_texts
from kotae.parsing.packages.package import Package, child_text, local_name, opened
from kotae.parsing.references import mark_references
from kotae.parsing.slides.order import reading_order
from kotae.parsing.struck import said
from kotae.parsing.tables.rows import write_table
from kotae.parsing.tables.sheets import Sheet, write_sheet
from kotae.parsing.units import Draft
from kotae.parsing.word.text import comment_line
from kotae.parsing.writing import TextWriter

__all__ = ["read_opendocument"]

_PAGE_ONLY: Final = re.compile(r"[\W\d]*+(?:page|ページ|頁)?[\W\d]*+(?:of)?[\W\d]*+", re.IGNORECASE)
_INDEXES: Final = frozenset(["table-of-content", "illustration-index", "table-index", "alphabetical-index"])
_DROPPED: Final = frozenset(
    ["sequence-decls", "variable-decls", "user-field-decls", "forms", "settings", "calculation-settings"]
)
_FURNITURE: Final = frozenset(["page-number", "date-time", "header"])


def read_opendocument(source: Source) -> Draft:
    """Return the text of an ``.odt``, ``.ods`` or ``.odp`` file, or of one that is all XML, with its units, title and author.

    Raises:
        ReadingError: It asks for a password, is damaged or no such file.
    """
    package, losses = opened(source, "content.xml", "styles.xml", "meta.xml"), Losses()
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise ReadingError("this file asks for a password. Save it without one.", path=printable(source.path))
    root, styles = package.xml("content.xml"), package.xml("styles.xml")
    bodies = root.iter("{*}body") if root is not None else ()
    content = next((child for body in bodies for child in body if isinstance(child.tag, str)), None)
    if content is None:
        raise package.damaged()
    known = OdfStyles((styles, root))
    ink = OdfInk.of(known, content, (styles, root))
    texts = OdfText(styles=known, losses=losses, ink=ink)
    walker = _Walker(package=package, texts=texts, lists=OdfLists(known))
    losses.struck.place = lambda: walker.writer.ahead
    if styles is not None and local_name(content) == "text":
        walker.write_margins(styles)
    kind = local_name(content)
    if kind == "spreadsheet":
        walker.write_sheets(content)
    elif kind in ("presentation", "drawing"):
        walker.write_slides(content, OdfMasters(known, content, styles), source.settings.max_pages)
    else:
        walker.walk(content)
    for text in walker.texts.deleted.values():
        losses.add("deleted", text, count=bool(text.strip()))
    meta = package.xml("meta.xml")
    author = child_text(meta, "initial-creator") or child_text(meta, "creator")
    stem = PurePosixPath(source.path).stem if kind == "spreadsheet" else ""
    writer = walker.writer
    # Slides and papers may be all headings; a sheet's name alone is nothing to read.
    says = kind != "spreadsheet" or any(unit.kind != "heading" for unit in writer.units)
    return Draft(
        text=writer.text,
        units=mark_references(writer.text, writer.units) if says else (),
        title=child_text(meta, "title") or walker.title or stem,
        metadata={name: said for name, said in (("author", author), ("keywords", _keywords(meta))) if said},
        warnings=(*walker.warnings, *losses.warnings()),
        struck=writer.all_struck(losses.struck.pieces(writer.length)),
        slides=kind == "presentation",
    )


def _keywords(meta: etree._Element | None) -> str:
    """Return what a document is tagged with; each keyword stands in an element of its own."""
    found = meta.iter("{*}keyword") if meta is not None else ()
    return ", ".join(filter(None, (" ".join("".join(map(str, word.itertext())).split()) for word in found)))


@dataclass(slots=True, kw_only=True)
class _Walker:
    """Writes what stands in a document, in order."""

    package: Package
    texts: OdfText
    lists: OdfLists
    writer: TextWriter = field(default_factory=TextWriter)
    warnings: list[str] = field(default_factory=list)
    title: str = ""
    _outline: Counter | None = None

    def walk(self, container: etree._Element) -> None:
        """Write everything below an element."""
        pending = [container]
        while pending:
            element = pending.pop()
            name = local_name(element)
            if name in ("p", "h"):
                self._paragraph(element)
            elif name in ("list", "numbered-paragraph"):
                self._list(element)
            elif name == "table":
                self._table(element)
            elif name in ("tracked-changes", "change"):
                self.texts.deleted.update(deleted_texts(element))
                self.writer.add(self.texts.take_deleted(element))
            elif name in SHAPES:
                self._frame(element)
            elif name not in _DROPPED and not self._is_left_out(element, name):
                pending.extend(child for child in reversed(element) if isinstance(child.tag, str))

    def _is_left_out(self, element: etree._Element, name: str) -> bool:
        """Whether an element is hidden, or lists what stands elsewhere; either is told."""
        hidden = attribute(element, "display") == "none" or (
            attribute(element, "display") == "condition" and attribute(element, "is-hidden") == "true"
        )
        self.texts.losses.add("hidden", count=hidden)
        self.texts.losses.add("contents", count=name in _INDEXES and not hidden)
        return hidden or name in _INDEXES

    def write_margins(self, styles: etree._Element) -> None:
        """Write what is printed above and below the pages, each text once, without page numbers."""
        seen: set[str] = set()
        for margin in styles.iter(
            "{*}header", "{*}footer", "{*}header-first", "{*}footer-first", "{*}header-left", "{*}footer-left"
        ):
            for paragraph in margin.iter("{*}p"):
                text = " ".join(self.texts.read(paragraph, OdfHanging()).split())
                if not _PAGE_ONLY.fullmatch(text) and text not in seen:
                    seen.add(text)
                    is_header = "header" in local_name(margin)
                    self.writer.add(text, label=aside("header" if is_header else "footer", text))

    def write_sheets(self, content: etree._Element) -> None:
        """Write every sheet that isn't hidden; ``page`` is its place from 1."""
        tables = [child for child in content if local_name(child) == "table"]
        for place, table in enumerate(tables, start=1):
            name = " ".join(attribute(table, "name").split())
            if self.texts.styles.style("table", attribute(table, "style-name")).shown is False:
                self.warnings.append(hidden_sheet(name))
                continue
            self.writer.page = place
            if len(tables) > 1 or not DEFAULT_NAME.fullmatch(name):
                self.writer.add(name, "heading", level=1)
            sheet = Sheet(name=name)
            remarks = fill_sheet(sheet, table, self.texts)
            write_sheet(self.writer, sheet)
            self.warnings += sheet.warnings
            for address, remark in remarks:
                write_comment(self.writer, address, child_text(remark, "creator"), self._remark(remark))
            for shapes in table.iterfind("{*}shapes"):
                self.walk(shapes)
            for cell in table.iter("{*}table-cell"):
                for frame in frames_of(cell):
                    self._frame(frame)

    def write_slides(self, content: etree._Element, masters: OdfMasters, limit: int) -> None:
        """Write every slide with its notes and what its master shows on all of them; ``page`` is its number."""
        pages = [child for child in content if local_name(child) == "page"]
        for number, page in enumerate(pages[:limit], start=1):
            self.writer.page = number
            self._slide(page)
            for shown in masters.shown_on(page):
                if isinstance(shown, str):
                    self.writer.add(shown, label=aside("footer", shown))
                else:
                    self._frame(shown)
        styles = self.texts.styles
        hidden = [
            str(number)
            for number, page in enumerate(pages[:limit], start=1)
            if styles.style("drawing-page", attribute(page, "style-name")).visibility == "hidden"
        ]
        if hidden:
            self.warnings.append(
                Message("hidden slides were read: {listed}", listed=", ".join(hidden)).both()
            )
        if len(pages) > limit:
            self.warnings.append(
                Message(
                    "reading stopped after {limit} of {slides} {slides:slide|slides}; raise max_pages under [reading] "
                    "in kotae.toml",
                    limit=limit,
                    slides=len(pages),
                ).both()
            )

    def _slide(self, page: etree._Element) -> None:
        seen = self._seen_frames(page)
        frames = [seen[number] for number in reading_order(list(map(box_of, seen)))]
        for frame in sorted(frames, key=lambda frame: attribute(frame, "class") != "title"):
            if attribute(frame, "class") == "title":
                texts = [self.texts.read(p, OdfHanging()) for p in frame.iter("{*}p")]
                self.writer.add(" ".join(" ".join(texts).split()), "heading", level=1)
            elif attribute(frame, "class") not in _FURNITURE:
                self._frame(frame)
        for remark in page.iterfind("{*}annotation"):
            self.writer.add(comment_line(child_text(remark, "creator"), self._remark(remark)))
        for frame in (frame for notes in page.iterfind("{*}notes") for frame in frames_of(notes)):
            if attribute(frame, "class") == "notes":
                self._frame(frame)

    def _seen_frames(self, page: etree._Element) -> list[etree._Element]:
        """What is drawn on a slide, without what lies wholly below something else."""
        frames = list(frames_of(page))
        below = OdfCovers(self.texts.styles).sights(page, frames)
        for frame in frames:
            if below[frame] != "seen":
                self.texts.leave_out(frame, "covered" if below[frame] == "pale" else "unseen")
        return [frame for frame in frames if below[frame] != "unseen"]

    def _paragraph(self, element: etree._Element, number: str = "", *, listed: bool = False) -> None:
        hanging = OdfHanging()
        text = self.texts.read(element, hanging)
        style = self.texts.styles.style("paragraph", attribute(element, "style-name"))
        outline = attribute(element, "outline-level")
        level = int(outline) if outline.isdigit() else 1 if local_name(element) == "h" else style.outline
        if style.title:
            self.title, level = self.title or " ".join(said(text).split()), 1
        counted = local_name(element) == "h" and attribute(element, "is-list-header") != "true"
        says = bool(said(text).strip())
        if counted and not number and says:
            self._outline = self._outline or Counter(self.texts.styles.outline)
            number = self._outline.next(level, attribute(element, "start-value"))
        kind = "heading" if level else "list" if listed else "paragraph"
        self.writer.add(number + text.lstrip() if says else text, kind, level=level)  # type: ignore[arg-type]  # one of the literals
        self._hanging(hanging)

    def _hanging(self, hanging: OdfHanging) -> None:
        for frame in hanging.frames:
            for shape in frames_of(frame) if local_name(frame) == "g" else (frame,):
                self._frame(shape)
        for mark, note in hanging.notes:
            bodies = (p for body in note.iterfind("{*}note-body") for p in body.iter("{*}p"))
            text = " ".join(" ".join(self.texts.read(p, OdfHanging()) for p in bodies).split())
            self.writer.add(f"{mark} {text}" if text else "")
        for remark in hanging.remarks:
            text = self._remark(remark)
            said = comment_line(child_text(remark, "creator"), text) if text else ""
            self.writer.add(said, label=aside("comment", text))

    def _remark(self, remark: etree._Element) -> str:
        texts = (self.texts.read(p, OdfHanging()) for p in remark.iter("{*}p"))
        return " ".join(" ".join(texts).split())

    def _list(self, element: etree._Element) -> None:
        """Write a list; the first paragraph of an item has its number."""
        for part, number in self.lists.parts(element):
            if number is None:
                self.walk(part)
            else:
                self._paragraph(part, number, listed=True)

    def _table(self, table: etree._Element) -> None:
        hanging = OdfHanging()
        rows = table_cells(table, self.texts, hanging)
        if len(rows) > 1 and max(map(len, rows)) > 1:
            write_table(self.writer, rows)
        else:
            for cell in table.iter("{*}table-cell"):
                self.walk(cell)
            hanging = OdfHanging()
        self._hanging(hanging)

    def _frame(self, frame: etree._Element) -> None:
        """Write a text box, a table, an embedded chart or formula; pictures are counted."""
        if self.texts.ink.is_off(frame):
            self.texts.leave_out(frame, "unseen")
            return
        if not self.texts.ink.slide:
            self.texts.losses.add("covered", count=OdfCovers(self.texts.styles).lies_before_text(frame))
        embedded = next(frame.iterfind("{*}object"), None)
        if embedded is not None:
            write_object(self.writer, self.package, embedded, self.texts)
            return
        for child in frame:
            name = local_name(child)
            if name == "image" and next(frame.iterfind("{*}table"), None) is None:
                self.texts.losses.add("picture")
            elif name in ("text-box", "table", "p", "list", "h"):
                self.walk(child)
