"""Markdown → units: block structure by markdown-it-py, offsets into the raw text.

The raw Markdown is the text as read, so a quote is what stands in the file; inline markup
stays inside, only what is crossed out or hidden is left out, and lists are numbered as they are shown.
A table's header row labels its rows. Only block parsing runs: inline parsing would cost most of the time and nothing
of it is needed. Line numbers of the tokens become exact offsets, and the markup in front of
a piece (``#``, ``-``, ``>``, ``|``) is left out of its span.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kotae.parsing.html.notices import Notices
from kotae.parsing.markup.frontmatter import parse_front_matter
from kotae.parsing.markup.markdown_hidden import has_hidden_marks, named_notes, without_hidden
from kotae.parsing.markup.markdown_inline import has_inline_marks, without_struck
from kotae.parsing.plain.tables import barred_rows, table_units
from kotae.parsing.references import mark_references
from kotae.parsing.tables.row_cells import barred_cells, row_cells, row_labels
from kotae.parsing.units import Draft, Unit, heading_label, strip_span
from kotae.records import BlockKind, StruckText

__all__ = ["read_markdown"]

_PREFIX: Final = re.compile(
    r"(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\n]{1,99}\]:))*[ \t]*",
    re.M,
)
_NUMBER: Final = re.compile(r"\d{1,9}[.)][ \t]+\Z")
_HEADING_MARKS: Final = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
_CLOSING_HASHES: Final = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*\Z")
_UNDERLINE: Final = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*\Z")
_FENCE: Final = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*\Z")
# A line in bold that stands alone heads what follows, as a question does its answer.
_BOLD_LINE: Final = re.compile(r"(?P<mark>\*\*|__)(?P<title>[^*_\n]{1,100}[^*_\s。．.!！:：、,])(?P=mark)")
_BOLD_LEVEL: Final = 6
_CONTAINER_LINE: Final = re.compile(r"(?:/{3,}|:{3,}|!{3}|\?{3}\+?)[^\n]*")
_INCLUDE: Final = re.compile(r"\{[*!%][^\n]*[*!%]\}(?:\s*\{[^{}\n]*\})?")
_IMAGES: Final = re.compile(r"(?:\[?!\[[^\[\]]*\]\([^()\n]*\)(?:\]\([^()\n]*\))?\s*)+")
_ANCHOR: Final = re.compile(r"(?<![ \t])[ \t]*\{[ \t]*[#.:][^{}\n]{0,200}\}[ \t]*\Z")
_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>", re.DOTALL | re.I
)


_Edit: TypeAlias = tuple[int, int, str]


def read_markdown(text: str) -> Draft:
    """Return the units, title, language and metadata of a Markdown text.

    Malformed front matter becomes a paragraph, crossed-out and hidden text is left out; each with a warning.
    Comments go without one.
    """
    hidden, notices = Notices(), Notices()
    if has_hidden_marks(text):
        text = without_hidden(text, _code_places(text), hidden)
    if has_inline_marks(text):
        text, notices = without_struck(text, _code_places(text))
    front = parse_front_matter(text)
    units: list[Unit] = []
    if front.text_span:
        start, end = strip_span(text, *front.text_span)
        units += [Unit(start=start, end=end, kind="paragraph")] if start < end else []
    walker = _Walker(text, body=front.end)
    struck = notices.struck.pieces(len(text))
    if edits := list(walker.miscounted()):
        text, struck = _renumbered(text, edits, struck)
        walker = _Walker(text, body=front.end)
    units += walker.units()
    for start, end in walker.unnamed:
        hidden.add("hidden", text[start:end])
    return Draft(
        text=text,
        units=mark_references(text, units),
        title=front.title,
        language=front.language,
        metadata=front.metadata,
        warnings=(*front.warnings, *hidden.warnings(), *notices.warnings()),
        struck=struck,
    )


def _renumbered(
    text: str, edits: Sequence[_Edit], struck: Sequence[StruckText]
) -> tuple[str, tuple[StruckText, ...]]:
    """The text with the numbers of its lists as a reader sees them, and what is crossed out at its new places."""
    pieces, done = [], 0
    for start, end, number in edits:
        pieces += [text[done:start], number]
        done = end
    moved = (
        replace(one, at=one.at + sum(len(new) - (end - start) for start, end, new in edits if end <= one.at))
        for one in struck
    )
    return "".join([*pieces, text[done:]]), tuple(moved)


def _code_places(text: str) -> list[tuple[int, int]]:
    """Where code stands, front matter included."""
    front = parse_front_matter(text)
    walker = _Walker(text, body=front.end)
    return [(0, front.end), *walker.code_places()]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


class _Walker:
    """Turns the block tokens of one text into units.

    Attributes:
        unnamed: Where footnotes stand that no mark in the text leads to; a page doesn't show them.
    """

    def __init__(self, text: str, *, body: int) -> None:
        self._text = text
        # Offsets of line starts; tokens count lines from the body's first.
        self._starts = [
            body,
            *(match.end() for match in re.compile(r"\n").finditer(text, body)),
            len(text),
        ]
        self._tokens = _parser().parse(text[body:])
        self._end = body
        self.unnamed: list[tuple[int, int]] = []

    def units(self) -> Iterator[Unit]:
        """Yield the units in reading order, apart from each other."""
        lists = quotes = 0
        named = named_notes(self._tokens)
        unnamed = False
        for position, token in enumerate(self._tokens):
            if token.type == "footnote_reference_open" and token.map is not None:
                unnamed = token.meta["label"] not in named
                if unnamed:
                    self.unnamed.append((self._line(token.map[0]), self._line(token.map[1])))
            unnamed &= token.type != "footnote_reference_close"
            if unnamed:
                continue
            lists += _depth(token, "list_item")
            quotes += _depth(token, "blockquote")
            kind: BlockKind = "list" if lists else "quote" if quotes else "paragraph"
            for unit in self._token_units(position, token, kind):
                # Lazy continuation lines may belong to two tokens: the first one keeps them.
                start, end = strip_span(self._text, max(unit.start, self._end), unit.end)
                if start < end:
                    self._end = end
                    yield replace(unit, start=start, end=end)

    def code_places(self) -> Iterator[tuple[int, int]]:
        """Yield where code blocks stand, fences included, in order."""
        for token in self._tokens:
            if token.type in ("fence", "code_block") and token.map is not None:
                yield self._line(token.map[0]), self._line(token.map[1])

    def miscounted(self) -> Iterator[_Edit]:
        """Yield the numbers of list items that are shown otherwise than written: each may be written as 1."""
        counts: list[int] = []
        for token in self._tokens:
            if token.type == "ordered_list_open":
                counts.append(int(token.attrs.get("start", 1)))
            elif token.type == "bullet_list_open":
                counts.append(-1)
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                counts.pop()
            elif token.type == "list_item_open" and counts and counts[-1] >= 0 and token.map is not None:
                written = token.info
                if written.isdecimal() and int(written) != counts[-1]:
                    begin, end = self._line(token.map[0]), self._line(token.map[0] + 1)
                    found = re.compile(rf"[ \t>*+-]*(?:\d+[.)][ \t]+)*?(?P<number>{written})[.)]").match(
                        self._text, begin, end
                    )
                    if found:
                        yield *found.span("number"), str(counts[-1])
                counts[-1] += 1

    def _token_units(self, position: int, token: Token, kind: BlockKind) -> Iterator[Unit]:
        if token.map is None:
            return
        begin, end = self._line(token.map[0]), self._line(token.map[1])
        if token.type == "heading_open":
            yield from self._heading(token, begin, end)
        elif token.type == "paragraph_open":
            yield from self._paragraph(begin, end, kind)
        elif token.type in ("fence", "code_block"):
            yield from self._code(token, begin, end)
        elif token.type == "table_open":
            yield from self._table(position, token)
        elif token.type == "html_block":
            yield from self._html(begin, end, kind)

    def _line(self, number: int) -> int:
        return self._starts[min(number, len(self._starts) - 1)]

    def _after_prefix(self, start: int, end: int) -> int:
        found = _PREFIX.match(self._text, start, end)
        return found.end() if found else start

    def _heading(self, token: Token, begin: int, end: int) -> Iterator[Unit]:
        start, end = strip_span(self._text, self._after_prefix(begin, end), end)
        if token.markup.startswith("#"):
            if marks := _HEADING_MARKS.match(self._text, start, end):
                start = marks.end()
            if closing := _CLOSING_HASHES.search(self._text[start:end]):
                end = start + closing.start()
        else:
            last = self._text.rfind("\n", start, end)
            end = last if last > 0 and _UNDERLINE.match(self._text, last + 1, end) else end
        if anchor := _ANCHOR.search(self._text[start:end]):
            end = start + anchor.start()
        start, end = strip_span(self._text, start, end)
        label = heading_label(self._text[start:end])
        if start < end and label:
            yield Unit(start=start, end=end, kind="heading", level=int(token.tag[1]), label=label)

    def _paragraph(self, begin: int, end: int, kind: BlockKind) -> Iterator[Unit]:
        start, end = strip_span(self._text, self._after_prefix(begin, end), end)
        content = self._text[start:end]
        if kind == "list" and (number := _NUMBER.search(self._text, begin, start)):
            start = number.start()
        if any(markup.fullmatch(content) for markup in (_CONTAINER_LINE, _INCLUDE, _IMAGES)):
            return
        if kind == "paragraph" and (bold := _BOLD_LINE.fullmatch(content)):
            yield Unit(
                start=start + 2,
                end=end - 2,
                kind="heading",
                level=_BOLD_LEVEL,
                label=heading_label(bold["title"]),
            )
        elif (
            start < end
            and kind == "paragraph"
            and "|" in content
            and (rows := barred_rows(self._text, start, end))
        ):
            yield from table_units(self._text, rows)
        elif start < end:
            yield Unit(start=start, end=end, kind=kind)

    def _code(self, token: Token, begin: int, end: int) -> Iterator[Unit]:
        if token.type == "fence":
            first = self._text.find("\n", begin, end)
            if first < 0:
                return
            begin = first + 1
            end = min(end, len(self._text))
            body = self._text[begin:end].rstrip("\n")
            last = body.rfind("\n") + 1
            if _FENCE.match(body, last):
                end = begin + last
        start, end = strip_span(self._text, begin, min(end, len(self._text)))
        if start < end:
            yield Unit(start=start, end=end, kind="code")

    def _table(self, position: int, token: Token) -> Iterator[Unit]:
        """The rows of a table under the labels of its columns."""
        lines = [
            (self._after_prefix(self._line(row.map[0]), self._line(row.map[1])), self._line(row.map[1]))
            for row in self._tokens[position:]
            if row.type == "tr_open"
            and row.map is not None
            and token.map is not None
            and row.map[1] <= token.map[1]
        ]
        grid = [barred_cells(self._text, *line) for line in lines]
        labels = row_labels(self._text, grid, divided=True)
        for number, spans in enumerate(grid):
            filled = [span for span in spans if span[0] < span[1]]
            if filled:
                start, end = filled[0][0], filled[-1][1]
                heads = number < labels.header_rows
                kind: BlockKind = "heading" if heads else "table"
                cells = () if heads else row_cells(labels.values(spans), row=number + 1)
                yield Unit(start=start, end=end, kind=kind, label=labels.label, cells=cells)

    def _html(self, begin: int, end: int, kind: BlockKind) -> Iterator[Unit]:
        """The text of raw HTML, from its first to its last character outside of tags."""
        position, first, last = begin, -1, -1
        for tag in [*_TAG.finditer(self._text, begin, end), None]:
            start, stop = strip_span(self._text, position, tag.start() if tag else min(end, len(self._text)))
            if start < stop:
                first, last = (start if first < 0 else first), stop
            position = tag.end() if tag else end
        if first >= 0:
            yield Unit(start=first, end=last, kind=kind)


def _depth(token: Token, name: str) -> int:
    return {f"{name}_open": 1, f"{name}_close": -1}.get(token.type, 0)
