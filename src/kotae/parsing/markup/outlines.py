"""AsciiDoc and Org → units: headings and blocks by their line marks, the rest as plain text.

Both mark headings, code and quotes at the beginning of lines; no library reads them without running
a program of another language, and only these marks are needed.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.parsing.html.notices import Notices
from kotae.parsing.markup.asciidoc import prepared
from kotae.parsing.markup.markdown_hidden import without_hidden
from kotae.parsing.office.formulas import shifted
from kotae.parsing.plain.text import read_plain
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter
from kotae.records import BlockKind

__all__ = ["read_asciidoc", "read_org"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Syntax:
    """The marks of one language.

    Attributes:
        heading: A heading; its group ``marks`` is as long as its level is deep, ``title`` its text.
        left_out: Lines that are no text: comments, settings, drawers.
        title: A line that gives the title of the whole, in its group ``title``.
        fence: A line that opens a block; ``name`` says of which kind.
        kinds: What the blocks are, by name; a block of another name is read as text.
        struck: Text that is crossed out, in its group ``struck``.
    """

    heading: re.Pattern[str]
    left_out: re.Pattern[str]
    title: re.Pattern[str]
    fence: re.Pattern[str]
    kinds: dict[str, BlockKind | None]
    struck: re.Pattern[str]

    def end(self, opening: re.Match[str], at: int, places: Mapping[str, Sequence[int]]) -> int:
        """Return the first line behind ``at`` that ends the block opened there; -1 where none does.

        Args:
            opening: The line that opens it.
            at: Its number.
            places: The numbers of all lines, by what they say: every block that isn't closed would be looked for anew.
        """
        name = opening["name"].strip().lower()
        found = [places.get(said, ()) for said in (name, f"#+end_{name}")]
        behind = [numbers[next_] for numbers in found if (next_ := bisect_right(numbers, at)) < len(numbers)]
        return min(behind, default=-1)


_ASCIIDOC: Final = _Syntax(
    heading=re.compile(r"(?P<marks>={1,6})[ \t]+(?P<title>\S.*)"),
    left_out=re.compile(
        r"//(?!/).*|:!?[\w-]+!?:.*|\[[^\[\]\n]*\]|\[\[[^\]\n]*\]\]|(?:image|include|toc)::.*|'''|<<<|\+"
    ),
    title=re.compile(r"(?!)(?P<title>)"),
    fence=re.compile(r"(?P<name>-{4,}|\.{4,}|={4,}|_{4,}|\*{4,}|\+{4,}|/{4,}|```)[ \t]*(?:\w+)?"),
    kinds={"-": "code", ".": "code", "`": "code", "_": "quote", "/": None},
    struck=re.compile(r"\[\.?(?:line-through|strike)\]#{1,2}(?P<struck>[^#\n]{1,500})#{1,2}"),
)
_INCLUDED: Final = re.compile(r"(?:include::|#\+include:\s*\"?)(?P<name>[^\[\"\n]+)", re.IGNORECASE)
_COMMENTED: Final = re.compile(r"(?:[A-Z]+[ \t]+)?(?:\[#[A-Z]\][ \t]+)?COMMENT\b")
# An item that says its number itself: "3. [@7] text" is the seventh.
_COUNTED: Final = re.compile(r"(?m)^([ \t]*)\d{1,9}([.)])[ \t]+\[@(\d{1,9})\][ \t]*")
_BLOCK: Final = re.compile(r"[ \t]*#\+(?:begin|(?P<end>end))_(?P<name>\w+)", re.IGNORECASE)
_SHIFTED: Final = re.compile(
    r"(?<!\w)(?P<code>[=~])[^=~\n]{1,500}(?P=code)(?!\w)|(?<=[^\W_)\]])(?P<sign>[_^])\{(?P<text>[0-9]{1,6})\}"
)
_SNIPPET: Final = re.compile(r"@@(?P<kind>comment|html):(?P<text>[^@\n]{1,2000})@@")
_ORG: Final = _Syntax(
    heading=re.compile(r"(?P<marks>\*{1,9})[ \t]+(?P<title>\S.*?)(?<![ \t])(?:[ \t]++:[\w@:]+:)?[ \t]*+"),
    left_out=re.compile(
        r"#(?:[ \t].*)?|#\+(?!begin_|title:|caption:)\w+:.*|[ \t]*:[\w-]+:.*"
        # Rows that say how a table is drawn: groups of columns, and their widths.
        r"|[ \t]*\|[ \t]*/[ \t]*(?:\|[ \t]*<?>?[ \t]*)*|[ \t]*\|(?:[ \t]*+(?:<(?:[lcr]\d{0,3}|\d{1,3})>[ \t]*+)?\|)+[ \t]*",
        re.I,
    ),
    title=re.compile(r"#\+title:[ \t]*(?P<title>.*)", re.IGNORECASE),
    fence=re.compile(r"[ \t]*#\+begin_(?P<name>\w+).*", re.IGNORECASE),
    kinds={"src": "code", "example": "code", "quote": "quote", "comment": None},
    struck=re.compile(r"(?<![\w+])\+(?P<struck>[^\s+](?:[^+\n]{0,300}[^\s+])?)\+(?![\w+])"),
)


def read_asciidoc(text: str) -> Draft:
    """Return the units of an AsciiDoc text as it is shown: with its attributes, notes and numbers; a table as rows of cells."""
    notices = Notices()
    return _read("\n".join(prepared(text.split("\n"), notices)), _ASCIIDOC, notices)


def read_org(text: str) -> Draft:
    """Return the units of an Org text; ``#+TITLE`` gives the title."""
    notices = Notices()
    return _read(_COUNTED.sub(r"\1\3\2 ", "\n".join(_exported(text.split("\n"), notices))), _ORG, notices)


def _exported(lines: Sequence[str], notices: Notices) -> Iterator[str]:
    """Yield the lines of an Org text without trees that are comments, and of HTML in it what a page shows."""
    comment = 0  # how deep the heading of such a tree is
    block = ""
    html: list[str] = []
    for line in lines:
        opened = _BLOCK.match(line)
        if opened and bool(opened["end"]) == bool(block) and (not block or opened["name"].lower() == block):
            yield from without_hidden("\n".join(html), (), notices).split("\n") if html else ()
            html, block = [], "" if block else opened["name"].lower()
        elif block == "export":
            html.append(line)
            continue
        elif not block and (heading := _ORG.heading.fullmatch(line)):
            depth = len(heading["marks"])
            if not comment or depth <= comment:
                comment = depth if _COMMENTED.match(heading["title"]) else 0
        if comment:
            words = line.strip("* ")
            notices.add("hidden", words if words != "COMMENT" else "")
        else:
            yield (
                line
                if block
                else _SHIFTED.sub(_shift, _SNIPPET.sub(lambda found: _snippet(found, notices), line))
            )
    yield from html


def _shift(found: re.Match[str]) -> str:
    """Figures set below or above the line; words in code as they are."""
    return shifted(found["text"], "sub" if found["sign"] == "_" else "sup") if found["text"] else found[0]


def _snippet(found: re.Match[str], notices: Notices) -> str:
    """What is shown of a piece of a line that is meant for one kind of export."""
    return "" if found["kind"] == "comment" else without_hidden(found["text"], (), notices)


def _read(text: str, syntax: _Syntax, notices: Notices) -> Draft:
    def drop(match: re.Match[str]) -> str:
        notices.add("struck", match["struck"])
        return ""

    writer = TextWriter()
    title = ""
    gathered: list[str] = []
    lines = text.split("\n")
    places = _places(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        fence, heading, named = (
            pattern.fullmatch(line) for pattern in (syntax.fence, syntax.heading, syntax.title)
        )
        if not (fence or heading or named):
            if syntax.left_out.fullmatch(line) is None:
                gathered.append(syntax.struck.sub(drop, line))
            elif included := _INCLUDED.match(line):
                notices.add("embedded", included["name"])
            at += 1
            continue
        _write_text(writer, gathered)
        gathered = []
        if fence:
            end = syntax.end(fence, at, places)
            _write_block(writer, lines[at + 1 : max(end, at + 1)], fence["name"].lower(), syntax)
            at = max(end, at) + 1
        else:
            title = title or (named["title"] if named else "")
            if heading:
                writer.add(syntax.struck.sub(drop, heading["title"]), "heading", level=len(heading["marks"]))
            at += 1
    _write_text(writer, gathered)
    return Draft(
        text=writer.text, units=tuple(writer.units), title=title.strip(), warnings=notices.warnings()
    )


def _places(lines: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the lines, by what they say."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        places[line.strip().lower()].append(number)
    return places


def _write_text(writer: TextWriter, lines: Sequence[str]) -> None:
    draft = read_plain("\n".join(lines))
    # Plain text guesses at headings; here they are marked.
    units = tuple(
        replace(unit, kind="paragraph", level=0, label="") if unit.level else unit for unit in draft.units
    )
    writer.add_draft(replace(draft, units=units))


def _write_block(writer: TextWriter, content: Sequence[str], name: str, syntax: _Syntax) -> None:
    """Write what stands in a block; of one that is never closed its text comes as other text does."""
    known = name if name in syntax.kinds else name[0]
    kind = syntax.kinds.get(known, "paragraph")
    if kind == "paragraph":
        _write_text(writer, content)
    elif kind is not None:
        writer.add("\n".join(content), kind)
