"""Word files → units: headings by their styles, numbers as Word counts them, tables by row, notes where they belong.

The XML is read directly: what has to be told apart (readings above kanji, deleted and struck text,
hidden text, text boxes) isn't visible through a library's ``paragraph.text``, which drops some of
it and shows the rest mixed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from kotae.parsing.asides import aside
from kotae.parsing.files import Source
from kotae.parsing.ink import WHITE, Colour, hex_colour
from kotae.parsing.losses import Losses
from kotae.parsing.office.drawings import RELATION, write_graphics
from kotae.parsing.office.formulas import SUPERSCRIPTS
from kotae.parsing.packages.package import Package, child_text, local_name, properties
from kotae.parsing.references import mark_references
from kotae.parsing.struck import said
from kotae.parsing.tables.layout import find_layout
from kotae.parsing.tables.rows import write_table
from kotae.parsing.units import Draft
from kotae.parsing.word.colours import WordColours
from kotae.parsing.word.ink import WordInk
from kotae.parsing.word.numbering import Numbering
from kotae.parsing.word.styles import Style, Styles, W, is_on, value
from kotae.parsing.word.tables import is_deleted, table_rows
from kotae.parsing.word.text import Anchored, ParagraphText, comment_line
from kotae.parsing.writing import TextWriter
from kotae.records import BlockKind

__all__ = ["read_docx"]

_CONTENTS: Final = re.compile(r"(?:toc|目次)\s*[0-9]?\Z|table of figures", re.IGNORECASE)
_QUOTE: Final = re.compile(r"(?:intense )?quote|引用", re.IGNORECASE)
_HEADER: Final = W + "headerReference"
_PAGE_ONLY: Final = re.compile(
    r"[\W\d]*+(?:page|ページ|頁)?[\W\d]*+(?:of)?[\W\d]*+(?:pages?|ページ|頁)?[\W\d]*+", re.I
)


def read_docx(source: Source) -> Draft:
    """Return the text of a Word file with its units, title and metadata.

    Raises:
        ReadingError: It is encrypted, damaged or no Word file.
    """
    package, losses = Package(source), Losses()
    part = package.main_part("word/document.xml")
    root = package.xml(part)
    body = next(root.iter(W + "body"), None) if root is not None else None
    if root is None or body is None:
        raise package.damaged()
    related = dict(package.related(part).values())
    walker = _Walker(
        package=package,
        part=part,
        described=package.xml(related.get("numbering", "")),
        texts=ParagraphText(
            styles=Styles(package.xml(related.get("styles", ""))),
            notes={
                **_notes(package.xml(related.get("footnotes", "")), "footnote"),
                **_notes(package.xml(related.get("endnotes", "")), "endnote"),
            },
            losses=losses,
            ink=WordInk(
                page=_paper(root),
                colours=WordColours.of(
                    package.xml(related.get("theme", "")), package.xml(related.get("settings", ""))
                ),
            ),
        ),
        comments=_comments(package.xml(related.get("comments", ""))),
    )
    losses.struck.place = lambda: walker.writer.ahead
    walker.write_margins(root)
    walker.walk(body)
    losses.add("object", count=sum(1 for _ in body.iter(W + "altChunk")))
    core = package.xml("docProps/core.xml")
    return Draft(
        text=walker.writer.text,
        units=mark_references(walker.writer.text, walker.writer.units),
        title=child_text(core, "title") or walker.title,
        metadata=properties(core, "subject"),
        warnings=losses.warnings(),
        struck=walker.writer.all_struck(losses.struck.pieces(walker.writer.length)),
    )


def _paper(root: etree._Element) -> Colour | None:
    """The colour of the pages; None where a picture or a pattern decides."""
    background = root.find(W + "background")
    if background is None:
        return WHITE
    colour = hex_colour(str(background.get(W + "color") or ""))
    return colour if len(background) == 0 else None


def _notes(root: etree._Element | None, kind: str) -> dict[tuple[str, str], etree._Element]:
    found = root.iter(W + kind) if root is not None else ()
    # Those with a type are the lines between text and notes.
    return {
        (kind, str(note.get(W + "id"))): note for note in found if note.get(W + "type") in (None, "normal")
    }


def _comments(root: etree._Element | None) -> dict[str, etree._Element]:
    found = root.iter(W + "comment") if root is not None else ()
    return {str(comment.get(W + "id")): comment for comment in found}


@dataclass(slots=True, kw_only=True)
class _Walker:
    """Writes paragraphs and tables in order, each note and remark after the paragraph it belongs to.

    Word counts the lists of the text, of its footnotes, of its endnotes and of its remarks each by themselves.
    """

    package: Package
    part: str
    described: etree._Element | None
    texts: ParagraphText
    comments: dict[str, etree._Element]
    writer: TextWriter = field(default_factory=TextWriter)
    title: str = ""
    _begun: str = ""
    _counts: dict[str, Numbering] = field(default_factory=dict)

    def walk(self, body: etree._Element) -> None:
        """Write everything below an element."""
        for block in self._blocks(body):
            anchored = Anchored()
            if local_name(block) == "p":
                self._paragraph(block, anchored)
            else:
                self._write_begun()
                self._table(block, anchored)
            self._write_anchored(block, anchored)
        self._write_begun()

    def _write_begun(self) -> None:
        self.writer.add(self._begun)
        self._begun = ""

    def _blocks(self, container: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraphs and tables of a container, those in content controls too, but no contents list."""
        pending = [container]
        while pending:
            element = pending.pop()
            name = local_name(element)
            if name in ("p", "tbl"):
                yield element
            elif name in (
                "body",
                "tc",
                "txbxContent",
                "sdt",
                "sdtContent",
                "ins",
                "moveTo",
                "smartTag",
                "customXml",
            ):
                gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                if gallery is None or gallery.get(W + "val") != "Table of Contents":
                    pending.extend(reversed(element))
                else:
                    self.texts.losses.add("contents")

    def write_margins(self, root: etree._Element) -> None:
        """Write what is printed above and below the pages, each text once, without page numbers."""
        related = self.package.related(self.part)
        seen: set[str] = set()
        for reference in root.iter(W + "headerReference", W + "footerReference"):
            _, name = related.get(str(reference.get(RELATION + "id")), ("", ""))
            margin = self.package.xml(name) if name else None
            for paragraph in margin.iter(W + "p") if margin is not None else ():
                anchored = Anchored()
                for text in (self.texts.read(paragraph, anchored), *anchored.words):
                    line = " ".join(text.split())
                    if not _PAGE_ONLY.fullmatch(said(line)) and line not in seen:
                        seen.add(line)
                        self.writer.add(
                            line, label=aside("header" if reference.tag == _HEADER else "footer", line)
                        )

    def numbered(
        self,
        paragraph: etree._Element,
        anchored: Anchored,
        *,
        alone: bool = False,
        begun: str = "",
        of: str = "text",
    ) -> str:
        """Return the text of a paragraph with the number Word puts before it.

        Args:
            paragraph: A ``w:p`` element.
            anchored: Takes what hangs on it.
            alone: Whether a number without text says something, as in a column of numbers.
            begun: Text that goes on in this paragraph.
            of: What its numbers are counted with.
        """
        text = begun + self.texts.read(paragraph, anchored)
        says = bool(said(text).strip())
        if not says and _is_gone(paragraph):
            return text
        number = self._number(paragraph, of)
        return number + text.lstrip() if says or alone else text

    def _number(self, paragraph: etree._Element, of: str) -> str:
        numbering = self._counts.get(of) or self._counts.setdefault(of, Numbering(self.described))
        properties = paragraph.find(W + "pPr")
        style = self.texts.styles.paragraph(properties)
        own = properties.find(W + "numPr") if properties is not None else None
        number = value(own, "numId") or style.number
        if number in ("", "0"):
            return ""
        written = value(own, "ilvl")
        if written.isdigit():
            level = int(written)
        elif style.number_level is not None:
            level = style.number_level
        else:
            level = numbering.level_of_style(number, value(properties, "pStyle"))
        return numbering.next(number, level)

    def _paragraph(self, paragraph: etree._Element, anchored: Anchored) -> None:
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        initial = frame is not None and frame.get(W + "dropCap") in ("drop", "margin")
        if initial or paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # A large first letter, or its break is deleted: it goes on with the next one, whose number and style count.
            self._begun += self.texts.read(paragraph, anchored)
            return
        text = self.numbered(paragraph, anchored, begun=self._begun)
        self._begun = ""
        properties = paragraph.find(W + "pPr")
        style = self.texts.styles.paragraph(properties)
        outline = value(properties, "outlineLvl")
        level = int(outline) + 1 if outline in list("012345678") else style.level
        if style.name.lower() in ("title", "表題"):
            self.title = self.title or " ".join(said(text).split())
            level = 1
        numbered = properties is not None and properties.find(W + "numPr") is not None
        self.writer.add(text, _kind(style, level, numbered=numbered or bool(style.number)), level=level)

    def _table(self, table: etree._Element, anchored: Anchored) -> None:
        rows = table_rows(table, self.texts, lambda paragraph: self.numbered(paragraph, anchored, alone=True))
        width = max((len(row) for row in rows), default=0)
        if width > 1 and (
            len(rows) > 1 or (rows and any(cell.text for cell in rows[0]) and find_layout(rows).label_columns)
        ):
            write_table(self.writer, rows)
            return
        # One row or column lays out a page: its cells are read like the text around them.
        within, gone = None, False
        for cell in table.iterfind(f".//{W}tc"):
            if next(cell.iterancestors(W + "tbl")) is not table:
                continue
            row = next(cell.iterancestors(W + "tr"), None)
            # Asked once a row: it is looked through for the answer.
            if row is not within:
                within, gone = row, row is not None and is_deleted(row)
            if not gone:
                self.walk(cell)

    def _write_anchored(self, block: etree._Element, anchored: Anchored) -> None:
        for words in anchored.words:
            self.writer.add(words)
        for box in anchored.boxes:
            self._box(box)
        if anchored.drawings:
            write_graphics(self.writer, self.package, self.part, block, self.texts.losses)
        for number, note in anchored.notes:
            text = self._joined(note)
            mark = str(number).translate(SUPERSCRIPTS)
            self.writer.add(f"{mark} {text}" if text else "")
        for identity in anchored.comments:
            comment = self.comments.get(identity)
            text = self._joined(comment) if comment is not None else ""
            if comment is not None and text:
                author = " ".join(str(comment.get(W + "author") or "").split())
                self.writer.add(comment_line(author, text), label=aside("comment", text))

    def _box(self, box: etree._Element) -> None:
        """Write a text box, which is no part of the text around it; headings in it stay headings."""
        first = len(self.writer.units)
        self.walk(box)
        label = aside("box", "".join(map(str, box.itertext())))
        self.writer.units[first:] = [
            unit if unit.level or unit.label else replace(unit, label=label)
            for unit in self.writer.units[first:]
        ]

    def _joined(self, element: etree._Element) -> str:
        texts = (
            self.numbered(paragraph, Anchored(), of=local_name(element))
            for paragraph in element.iter(W + "p")
        )
        return " ".join(" ".join(texts).split())


def _is_gone(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted or hidden: then it isn't counted either."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or bool(is_on(mark, "vanish")))


def _kind(style: Style, level: int, *, numbered: bool) -> BlockKind:
    if level:
        return "heading"
    if _CONTENTS.match(style.name):
        return "references"
    if _QUOTE.match(style.name):
        return "quote"
    return "list" if numbered or style.name.lower().startswith("list") else "paragraph"
