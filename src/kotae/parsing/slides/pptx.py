"""PowerPoint files → units: the title of a slide heads what stands on it; ``page`` is its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from lxml import etree

from kotae.messages import Message
from kotae.parsing.files import Source
from kotae.parsing.ink import Sight
from kotae.parsing.losses import Loss, Losses
from kotae.parsing.office.covers import MAX_COVERS, is_clipped_away, is_opaque, sight_below
from kotae.parsing.office.drawings import RELATION, write_graphics
from kotae.parsing.packages.package import DRAWING, Package, child_text, local_name, properties
from kotae.parsing.slides.ink import Box, SlideInk, Theme, placed_shapes
from kotae.parsing.slides.order import reading_order
from kotae.parsing.slides.text import Seeing, placeholder, shape_lines
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.rows import write_table
from kotae.parsing.units import Draft
from kotae.parsing.word.text import comment_line
from kotae.parsing.writing import TextWriter
from kotae.records import BlockKind

__all__ = ["read_pptx"]

_TITLES: Final = frozenset(["title", "ctrTitle"])
# Date and number stand on every slide; footers too, which are written once.
_FURNITURE: Final = frozenset(["dt", "sldNum", "hdr", "sldImg"])
_EMPTY: Final = Cell(text="")


def read_pptx(source: Source) -> Draft:
    """Return the text of all slides in order, each with its notes and remarks.

    Raises:
        ReadingError: It is encrypted, damaged or no presentation.
    """
    package = Package(source)
    part = package.main_part("ppt/presentation.xml")
    root = package.xml(part)
    if root is None or local_name(root) != "presentation":
        raise package.damaged()
    related = package.related(part)
    slides = [related.get(str(slide.get(RELATION + "id")), ("", ""))[1] for slide in root.iter("{*}sldId")]
    reader = _Slides(package=package, authors=_authors(package, related), presentation=root)
    for number, name in enumerate(slides[: source.settings.max_pages], start=1):
        reader.writer.page = number
        reader.write(name)
    core = package.xml("docProps/core.xml")
    title = child_text(core, "title")
    return Draft(
        text=reader.writer.text,
        units=tuple(reader.writer.units),
        title="" if re.fullmatch(r"PowerPoint.*|スライド\s*\d*", title) else title,
        metadata=properties(core),
        warnings=(*_limit_warning(len(slides), source.settings.max_pages), *reader.warnings()),
        struck=reader.writer.all_struck(reader.losses.struck.pieces(reader.writer.length)),
        slides=True,
    )


def _authors(package: Package, related: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Who makes remarks, by identity."""
    roots = [package.xml(name) for kind, name in related.values() if kind in ("commentAuthors", "authors")]
    return {
        str(author.get("id")): " ".join(str(author.get("name") or "").split())
        for root in roots
        if root is not None
        for author in root.iter("{*}cmAuthor", "{*}author")
    }


@dataclass(slots=True, kw_only=True)
class _Slides:
    """Writes one slide after the other."""

    package: Package
    authors: dict[str, str]
    presentation: etree._Element
    writer: TextWriter = field(default_factory=TextWriter)
    losses: Losses = field(default_factory=Losses)
    _footers: set[str] = field(default_factory=set)
    _hidden: list[int] = field(default_factory=list)
    _roots: dict[str, tuple[etree._Element, ...]] = field(default_factory=dict)
    _themes: dict[str, Theme] = field(default_factory=dict)
    _written: set[etree._Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.losses.struck.place = lambda: self.writer.ahead

    def warnings(self) -> tuple[str, ...]:
        """Return what was left out or has to be known, in both languages."""
        listed = ", ".join(map(str, self._hidden[:20]))
        hidden = [Message("hidden slides were read: {listed}", listed=listed).both()] if listed else []
        return (*hidden, *self.losses.warnings())

    def write(self, name: str) -> None:
        """Write a slide, its notes and the remarks on it."""
        slide = self.package.xml(name)
        if slide is None:
            return
        if slide.get("show") in ("0", "false"):
            self._hidden.append(self.writer.page or 0)
        related = self.package.related(name)
        above, theme = self._above(related)
        ink = SlideInk.of(slide, above, theme, self.presentation)
        shapes = [
            (shape, ink.place(shape, box), off)
            for shape, box, off in placed_shapes(slide)
            if local_name(shape) != "cxnSp"
        ]
        below = _sights(slide, shapes)
        for shape, box, off in _as_read(shapes):
            if off or ink.is_off(box) or is_clipped_away(shape, box) or below.get(shape) == "unseen":
                self._leave_out(shape, "unseen")
            else:
                if below.get(shape) == "pale":
                    self._leave_out(shape, "covered")
                self._shape(shape, name, above, ink, box)
        self.losses.add("picture", count=sum(local_name(shape) == "pic" for shape, _, _ in shapes))
        self._on_all(slide, above, ink)
        self._beside(related, ink)

    def _on_all(self, slide: etree._Element, above: Sequence[etree._Element], ink: SlideInk) -> None:
        """Write what a layout and a master show on all slides, with the first that shows it; places to be filled show nothing."""
        for below, root in zip((slide, *above), above, strict=False):
            if below.get("showMasterSp") in ("0", "false"):
                return
            if root in self._written:
                continue
            self._written.add(root)
            for shape, box, off in placed_shapes(root):
                if off or local_name(shape) != "sp" or placeholder(shape)[0]:
                    continue
                if ink.is_off(box):
                    self._leave_out(shape, "unseen")
                else:
                    self._shape(shape, "", above, ink, box)

    def _beside(self, related: dict[str, tuple[str, str]], ink: SlideInk) -> None:
        """Write the notes of a slide and the remarks on it."""
        for kind, target in related.values():
            page = self.package.xml(target) if kind in ("notesSlide", "comments") else None
            if page is not None and kind == "comments":
                self._comments(page)
            notes = placed_shapes(page) if page is not None and kind == "notesSlide" else ()
            for shape, _, _ in notes:
                if placeholder(shape)[0] == "body":
                    # What they stand on is said by another master.
                    self._lines(shape, (), listed=False, sight=partial(ink.sight, ground=None))

    def _leave_out(self, shape: etree._Element, why: Loss) -> None:
        """Note a shape that is switched off, lies beside the slide, or below another one."""
        text = " ".join("".join(piece.text or "" for piece in shape.iter(DRAWING + "t")).split())
        self.losses.add(why, text, count=bool(text))

    def _above(self, related: dict[str, tuple[str, str]]) -> tuple[tuple[etree._Element, ...], Theme]:
        """The layout of a slide and its master, and the colours they name."""
        layout = next((name for kind, name in related.values() if kind == "slideLayout"), "")
        if layout and layout not in self._roots:
            masters = [name for kind, name in self.package.related(layout).values() if kind == "slideMaster"]
            roots = (self.package.xml(name) for name in (layout, *masters[:1]))
            self._roots[layout] = tuple(root for root in roots if root is not None)
            kinds = dict(self.package.related(masters[0]).values()) if masters else {}
            master = self._roots[layout][-1] if self._roots[layout] else None
            self._themes[layout] = Theme.of(self.package.xml(kinds.get("theme", "")), master)
        return self._roots.get(layout, ()), self._themes.get(layout, Theme())

    def _shape(
        self,
        shape: etree._Element,
        part: str,
        above: Sequence[etree._Element],
        ink: SlideInk,
        box: Box | None,
    ) -> None:
        kind, _ = placeholder(shape)
        sight: Seeing = partial(ink.sight, ground=ink.under(shape, box), letters=ink.letters(shape))
        if local_name(shape) == "graphicFrame":
            self._frame(shape, part, ink)
        elif kind == "ftr":
            text = " ".join(text for text, _ in shape_lines(shape, self.losses, sight=sight))
            if text not in self._footers:
                self._footers.add(text)
                self.writer.add(text)
        elif kind in _TITLES:
            self.writer.add(
                " ".join(text for text, _ in shape_lines(shape, self.losses, above, sight)),
                "heading",
                level=1,
            )
        elif kind not in _FURNITURE and local_name(shape) == "sp":
            self._lines(shape, above, listed=kind == "body", sight=sight)

    def _lines(
        self,
        shape: etree._Element,
        above: Sequence[etree._Element],
        *,
        listed: bool,
        sight: Seeing = lambda _, __: "seen",
    ) -> None:
        lines = list(shape_lines(shape, self.losses, above, sight))
        for text, numbered in lines:
            kind: BlockKind = "list" if numbered or (listed and len(lines) > 1) else "paragraph"
            self.writer.add(text, kind)

    def _frame(self, frame: etree._Element, part: str, ink: SlideInk) -> None:
        for table in frame.iter(DRAWING + "tbl"):
            write_table(self.writer, _rows(table, self.losses, ink))
        write_graphics(self.writer, self.package, part, frame, self.losses)
        self.losses.add("object", count=sum(1 for _ in frame.iter("{*}oleObj")) > 0)

    def _comments(self, root: etree._Element) -> None:
        for comment in root.iter("{*}cm", "{*}reply"):
            body = next((child for child in comment if local_name(child) == "txBody"), None)
            lines = [text for text, _ in shape_lines(body, self.losses)] if body is not None else []
            text = " ".join(lines) or next(
                (child.text or "" for child in comment if local_name(child) == "text"), ""
            )
            if text.strip():
                self.writer.add(
                    comment_line(self.authors.get(str(comment.get("authorId")), ""), " ".join(text.split()))
                )


def _as_read(
    shapes: Sequence[tuple[etree._Element, Box | None, bool]],
) -> list[tuple[etree._Element, Box | None, bool]]:
    """The shapes that say something, titles first; then the others."""
    titles: list[tuple[etree._Element, Box | None, bool]] = []
    says: list[tuple[etree._Element, Box | None, bool]] = []
    others: list[tuple[etree._Element, Box | None, bool]] = []
    for placed in shapes:
        shape = placed[0]
        texts = local_name(shape) == "graphicFrame" or any(text.text for text in shape.iter(DRAWING + "t"))
        heads = placeholder(shape)[0] in _TITLES
        (titles if heads else says if texts else others).append(placed)
    return titles + [says[number] for number in reading_order([box for _, box, _ in says])] + others


def _sights(
    slide: etree._Element, shapes: Sequence[tuple[etree._Element, Box | None, bool]]
) -> dict[etree._Element, Sight]:
    """Whether the text of each shape is seen below those drawn after it."""
    opaque = [(shape, is_opaque(shape), box) for shape, box, off in shapes if not off]
    drawn = [found for found in opaque if found[1] is not False]
    moving = next(slide.iterfind("{*}timing//{*}tgtEl"), None) is not None
    found: dict[etree._Element, Sight] = {}
    at = 0
    for shape, box, _ in shapes:
        at += at < len(drawn) and drawn[at][0] is shape
        later = [(through, place) for _, through, place in drawn[at : at + MAX_COVERS]]
        found[shape] = sight_below(box, later, moving=moving)
    return found


def _rows(table: etree._Element, losses: Losses, ink: SlideInk) -> list[list[Cell]]:
    """The cells of a table; merged ones at all their places."""
    properties = table.find(DRAWING + "tblPr")
    named = properties is not None and properties.get("firstCol") in ("1", "true")
    rows: list[list[Cell]] = []
    for down, row in enumerate(table.iterfind(DRAWING + "tr"), start=1):
        cells: list[Cell] = []
        for right, cell in enumerate(row.iterfind(DRAWING + "tc"), start=1):
            if cell.get("hMerge") in ("1", "true") and cells:
                cells.append(cells[-1])
            elif cell.get("vMerge") in ("1", "true") and rows and right <= len(rows[-1]):
                cells.append(rows[-1][right - 1])
            else:
                sight: Seeing = partial(ink.sight, ground=ink.under_cell(cell))
                text = " ".join(line for line, _ in shape_lines(cell, losses, sight=sight))
                strong = bool(text) and ((named and right == 1) or _is_bold(cell))
                cells.append(Cell.of(text, address=f"R{down}C{right}", strong=strong) if text else _EMPTY)
        rows.append(cells)
    return rows


def _is_bold(cell: etree._Element) -> bool:
    runs = [run.find(DRAWING + "rPr") for run in cell.iter(DRAWING + "r")]
    return bool(runs) and all(run is not None and run.get("b") in ("1", "true") for run in runs)


def _limit_warning(slides: int, limit: int) -> list[str]:
    if slides <= limit:
        return []
    return [
        Message(
            "reading stopped after {limit} of {slides} {slides:slide|slides}; raise max_pages under [reading] in "
            "kotae.toml",
            limit=limit,
            slides=slides,
        ).both()
    ]
