"""The walk through a page: what is written, as units of which kind, and what is left out with a notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from kotae.parsing.html.definitions import WaitingTerms
from kotae.parsing.html.doubts import Doubts, is_about_scripts, is_said_twice
from kotae.parsing.html.drawing import drawing_text
from kotae.parsing.html.elements import BLOCKS, EMBEDDED, LISTS, ONE_LINE, UNREAD
from kotae.parsing.html.fields import shown_instead
from kotae.parsing.html.formula_parts import unseen_parts
from kotae.parsing.html.frame import is_frame, is_page_number, is_side
from kotae.parsing.html.generated import Generated
from kotae.parsing.html.kinds import kind_of
from kotae.parsing.html.lists import Numbering
from kotae.parsing.html.look import Look
from kotae.parsing.html.marks import mark_text
from kotae.parsing.html.notices import Notices, excerpt
from kotae.parsing.html.page_text import LINE_BREAK, PageText, collapse
from kotae.parsing.html.parts import part_of, set_apart
from kotae.parsing.html.style import Styles
from kotae.parsing.html.tables import Table
from kotae.parsing.struck import crossed, said
from kotae.parsing.units import heading_label
from kotae.records import BlockKind

__all__ = ["Walker"]


@dataclass(slots=True, kw_only=True)
class Walker:
    """Writes the text of a page and notes its units on the way.

    Attributes:
        layout_rows: Ids of table rows that lay out the page.
        styles: Its style sheets.
        notices: Told what is left out.
        generated: What style sheets write, by the id of the element.
        main: The part marked as the text of the page, None for all of it.
        frames_by_name: Whether class names and places tell what frames the page.
        out: What was written so far.
    """

    layout_rows: frozenset[int]
    styles: Styles
    notices: Notices
    generated: Mapping[int, Generated]
    main: Tag | None
    frames_by_name: bool
    out: PageText = field(default_factory=PageText)
    _buffer: list[str] = field(default_factory=list)
    _kinds: list[tuple[BlockKind, int]] = field(default_factory=lambda: [("paragraph", 0)])
    _looks: list[Look] = field(default_factory=list)
    _look: Look = field(default_factory=Look)
    _tables: list[Table] = field(default_factory=list)
    _cells: list[list[str]] = field(default_factory=list)
    _lists: list[Numbering] = field(default_factory=list)
    _terms: WaitingTerms = field(default_factory=WaitingTerms)
    _mark: str = ""
    _ahead: str = ""
    _one_line: int = 0
    _around: frozenset[int] = frozenset()
    _insides: list[bool] = field(default_factory=list)
    _doubts: Doubts = field(init=False)

    def __post_init__(self) -> None:
        self._doubts = Doubts(self.styles, self.notices)

    def walk(self, root: Tag) -> None:
        """Write everything below an element."""
        self._looks = [self.styles.page]
        self._around = frozenset(map(id, self.main.parents)) if self.main is not None else frozenset()
        self._insides = [self.main is None]
        pending: list[tuple[PageElement, bool]] = [(root, False)]
        while pending:
            element, leaving = pending.pop()
            if isinstance(element, Tag):
                if leaving:
                    self._leave(element)
                elif not self._is_done(element):
                    self._enter(element)
                    pending.append((element, True))
                    pending.extend((child, False) for child in reversed(element.contents))
            elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
                self._write_text(str(element))
        self._ahead = ""
        self._flush()
        self._flush_terms()

    def _write_text(self, text: str) -> None:
        if self._looks[-1].unseen:
            self.notices.add("hidden", text)
        elif self._insides[-1]:
            self._buffer.append(text.replace(LINE_BREAK, " "))
        else:
            self.notices.add("frame", text)

    def _is_done(self, tag: Tag) -> bool:
        """Whether nothing inside an element is to be walked: it is left out, or was written as one piece."""
        if tag.name in UNREAD or is_page_number(tag) or self._is_left_out(tag):
            return True
        if tag.name == "svg":
            self._buffer.append(drawing_text(tag, self._look, self.styles, self.notices))
            return True
        shown = mark_text(tag, self._look.shift)
        if shown and self._look.unseen:
            self.notices.add("hidden", shown)
            return True
        if shown is None:
            shown = shown_instead(tag, lambda math: unseen_parts(math, self._look, self.styles, self.notices))
        self._buffer.extend([shown] if shown is not None else [])
        return shown is not None

    def _is_left_out(self, tag: Tag) -> bool:
        if tag.name in EMBEDDED:
            self.notices.add("embedded", str(tag.get("src") or tag.get("title") or ""))
            return True
        look = self._look = self.styles.look(tag, self._looks[-1])
        if look.hidden or look.struck:
            self.notices.add("hidden" if look.hidden else "struck", excerpt(tag))
            if not look.hidden and self._insides[-1] and not self._one_line:
                self._buffer.append(crossed(collapse(tag.get_text(" "))))
            elif not look.hidden:
                self.notices.struck.add(tag.get_text(" "), self.out.ahead)
            return True
        self._doubts.note(tag, look, self._looks[-1])
        # Signs for the eye beside the text that says the same.
        if tag.attrs.get("aria-hidden") == "true" or (tag.name == "noscript" and is_about_scripts(tag)):
            self.notices.add("frame", "" if is_said_twice(tag) else excerpt(tag))
            return True
        if tag.name == "button" and not self._names_something(tag):
            return True
        inside, is_main = self._insides[-1], tag is self.main
        beside = not (inside or is_main or id(tag) in self._around or is_side(tag) or tag.name == "head")
        inside_main = self.main is not None and (inside or is_main)
        if beside or is_frame(tag, inside_main=inside_main, by_name=self.frames_by_name):
            self.notices.add("frame", excerpt(tag))
            return True
        return False

    def _names_something(self, button: Tag) -> bool:
        """Whether a button heads a part of the text that it opens."""
        return self._one_line > 0 or bool(self._kinds[-1][1]) or button.has_attr("aria-expanded")

    def _enter(self, tag: Tag) -> None:
        self._looks.append(self._look)
        self._insides.append(self._insides[-1] or tag is self.main or is_side(tag))
        self.out.sides += is_side(tag)
        if tag.name == "br":
            self._buffer.append(LINE_BREAK)
        if self._parted(tag):
            self._kinds.append(kind_of(tag, self._kinds[-1], row=self._is_row(tag)))
        if self._begins_one_line(tag):
            self._one_line += 1
        self._open(tag)
        if (written := self.generated.get(id(tag))) is not None:
            self._write_before(tag, written)

    def _write_before(self, tag: Tag, written: Generated) -> None:
        self.notices.add("generated", written.other)
        if written.marker and tag.name == "li" and not self._one_line:
            self._mark = written.marker.strip()
        if written.before and self._insides[-1]:
            apart = " " if tag.name in BLOCKS and not written.before[-1].isspace() else ""
            self._buffer.append(written.before + apart)
            self._ahead = "".join(self._buffer)  # no passage by itself: it goes in front of what follows

    def _open(self, tag: Tag) -> None:
        """Begin what an element groups: a table, its row, a list, an item, details."""
        if (part := part_of(tag)) == "table":
            self._tables.append(Table())
            if self._one_line:
                # What stood before it in its cell waits.
                self._cells.append(self._buffer)
                self._buffer = []
        elif part == "tr":
            self._open_row(tag)
        elif tag.name in LISTS:
            self._lists.append(Numbering.of(tag, self._looks[-1].list_style, self.styles.counters))
        elif tag.name == "li":
            mark = self._lists[-1].mark(tag, self._looks[-1].list_style) if self._lists else ""
            if self._one_line:
                self._buffer.append(f" {mark} ")
            else:
                self._mark = mark
        elif tag.name == "details":
            self.out.summaries.append("")

    def _open_row(self, row: Tag) -> None:
        if not self._tables:
            self._tables.append(Table(alone=True))
        if self._is_row(row):
            self._tables[-1].begin_row(row)
        else:
            self._write_rows()

    def _leave(self, tag: Tag) -> None:
        if (written := self.generated.get(id(tag))) is not None and self._insides[-1]:
            self._buffer.append(written.after)
        ends_line = self._begins_one_line(tag)
        self._one_line -= ends_line
        self._close(tag)
        if self._parted(tag):
            self._kinds.pop()
        if tag.name in ("dl", "details"):
            self._flush_terms()
        self._insides.pop()
        self.out.sides -= is_side(tag)
        self._looks.pop()

    def _close(self, tag: Tag) -> None:
        """End what an element groups."""
        if (part := part_of(tag)) in ("td", "th") and self._one_line and self._tables:
            self._tables[-1].add_cell(tag, self._taken())
        elif part == "tr" and self._is_row(tag):
            self._close_row(tag)
        elif part == "table" and self._tables:
            self._end_table()
        elif tag.name in LISTS and self._lists:
            self._lists.pop()
        elif tag.name == "dt" and not self._one_line:
            self._terms.add(self._taken())
        elif tag.name == "summary" and not self._one_line:
            self.out.put_summary(self._taken())
        elif tag.name == "details":
            self._flush()
            self.out.summaries.pop()

    def _close_row(self, row: Tag) -> None:
        if "".join(self._buffer).strip():
            self._tables[-1].add_cell(None, self._taken())
        if self._tables[-1].alone and not self._is_row(row.find_next_sibling()):
            self._end_table()  # rows that no table stands around

    def _parted(self, tag: Tag) -> bool:
        """Part what is written of an element from what stands beside it; return whether that is a unit of its own."""
        if part_of(tag) in BLOCKS and not self._one_line:
            self._flush()
            return True
        ends = not self._buffer or self._buffer[-1][-1:].isspace()
        code = self._kinds[-1][0] == "code"
        apart = set_apart(tag, self._looks[-1], self._looks[-2], code=code)
        self._buffer.append("" if ends and code else apart)
        return False

    def _taken(self) -> str:
        raw, self._buffer = "".join(self._buffer), []
        return collapse(raw)

    def _begins_one_line(self, tag: Tag) -> bool:
        return tag.name in ONE_LINE or self._is_row(tag)

    def _is_row(self, tag: Tag | None) -> bool:
        return tag is not None and part_of(tag) == "tr" and id(tag) not in self.layout_rows

    def _end_table(self) -> None:
        """Write a table; one within a cell is a part of its text."""
        if self._one_line and self._cells:
            rows = " / ".join(line.text for line in self._tables[-1].lines())
            self._buffer = [*self._cells.pop(), *self._buffer, f" {rows} "]
        else:
            self._write_rows()
        self._tables.pop()

    def _write_rows(self) -> None:
        """Write the rows of the innermost table so far."""
        lines = list(self._tables[-1].lines()) if self._tables else []
        for line in lines:
            self.out.put(line.text, "table", cells=line.cells)

    def _flush(self) -> None:
        """Write what was gathered as one unit of the innermost open block's kind."""
        raw = "".join(self._buffer)
        if not raw.strip():
            self._ahead, self._buffer = "", []
            return
        if self._ahead and raw.strip() == self._ahead.strip():
            return
        self._ahead, self._buffer = "", []
        kind, level = self._kinds[-1]
        content = raw.replace(LINE_BREAK, "\n").strip("\n") if kind == "code" else collapse(raw)
        bare = said(content)
        label = heading_label(bare) if level else ""
        if not bare.strip() or (level and not label):
            self.out.note_struck(content)
            return
        if level or kind == "code":
            self._flush_terms()
            self.out.put(content, kind, level=level, label=label)
            return
        space = "" if self._mark.endswith("、") else " "
        content = f"{self._mark}{space}{content}" if self._mark else content
        self._mark = ""
        self.out.put(self._terms.defined(content), kind)

    def _flush_terms(self) -> None:
        for term in self._terms.taken():
            self.out.put(term, "list")
