"""reStructuredText (``.rst``) → units, parsed by docutils with everything off that reads files or passes markup on.

Roles and directives of Sphinx that docutils doesn't know give their text; what they would fetch or
generate isn't there.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from docutils import nodes
from docutils.core import publish_doctree

from kotae.parsing.html.lists import ordinal
from kotae.parsing.html.marks import SUPERSCRIPTS
from kotae.parsing.html.notices import Notices
from kotae.parsing.html.tables import Table
from kotae.parsing.markup.markdown_hidden import without_hidden
from kotae.parsing.markup.restructured_tables import joined_tables, tables_in_parts, without_marks
from kotae.parsing.office.formulas import Shift, shifted
from kotae.parsing.plain.tables import barred_rows, table_units
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["read_restructured"]

_SETTINGS: Final = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "input_encoding": "unicode",
    "docinfo_xform": False,
    "doctitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "line_length_limit": 1_000_000,
}
# :ref:`text <target>`, :py:func:`name`: the text is what a reader sees.
_ROLE: Final = re.compile(
    r":(?P<role>[A-Za-z][\w:.+-]{0,60}):`(?P<text>[^`<\n]{1,300})(?:\s<[^`<>\n]{1,300}>)?`(?P<space> ?)"
)
# `text <address>`_: the same; docutils compares all such names with one another.
_LINK: Final = re.compile(r"(?<![`:\\])`(?P<text>[^`<\n]{1,300}?)\s+<[^`<>\n]{1,1000}(?<!_)>`__?(?![\w`])")
_SHIFTS: Final[dict[str, Shift]] = {"sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
_STRUCK_ROLES: Final = frozenset("strike strikethrough struck del deleted line-through s".split())
_DIRECTIVE: Final = re.compile(r"[ \t]*\.\.[ \t]+(?P<name>[\w:.-]+)::[ \t]*(?P<argument>.*)")
_OPTION: Final = re.compile(r"[ \t]+:[\w-]+:.*")
# What these name lies in other files.
_ELSEWHERE: Final = frozenset(
    "include literalinclude toctree raw csv-table automodule autoclass autofunction automethod autosummary".split()
)
# What these say is for an index, a list of authors or the highlighter, and shown nowhere in the text.
_UNSHOWN: Final = frozenset(
    "index highlight tabularcolumns default-domain currentmodule sectionauthor codeauthor".split()
)
# Meant for pages of another kind than a browser shows; what is joined by other words can't be told.
_OTHERS: Final = re.compile(r"(?!.*\bhtml\b)\w+(?:\s+or\s+\w+)*\s*")
_RAW_ROLE: Final = re.compile(
    r"^[ \t]*\.\.[ \t]+role::[ \t]+(?P<name>[\w-]+)[ \t]*\([ \t]*raw[ \t]*\)", re.MULTILINE
)
_SKIPPED: Final = (nodes.comment, nodes.substitution_definition, nodes.target, nodes.pending, nodes.image)
_MAX_DEPTH: Final = 100
_MAX_ROLES: Final = 20
# docutils takes the square of a paragraph's length; longer ones come as several.
_MAX_PARAGRAPH: Final = 5_000
_TABLE: Final = re.compile(r"[ \t]*(?:\+-[-+]+-\+|=+(?:[ \t]+=+)+)[ \t]*")
_UNDERLINE: Final = re.compile(r"[ \t]*([!-/:-@[-`{-~])\1*[ \t]*")
_STYLES: Final = {
    "arabic": "decimal",
    "loweralpha": "lower-alpha",
    "upperalpha": "upper-alpha",
    "lowerroman": "lower-roman",
    "upperroman": "upper-roman",
}


def read_restructured(text: str) -> Draft:
    """Return the units of a reStructuredText; none for blank text."""
    notices = Notices()

    raw = {found["name"].lower() for found in _RAW_ROLE.finditer(text)}
    # Passed on to the page as it stands.
    for name in sorted(raw)[:_MAX_ROLES]:
        passed = re.compile(rf":{re.escape(name)}:`([^`\n]{{1,2000}})`", re.IGNORECASE)
        text = passed.sub(lambda role: without_hidden(role[1], (), notices), text)
    shown = _ROLE.sub(lambda role: _shown_role(role, notices), text)
    plain = _LINK.sub(lambda link: f"``{link['text']}``", shown)
    parted = "\n".join(_parted(tables_in_parts(plain.split("\n"), notices)))
    tree = publish_doctree(parted, settings_overrides=_SETTINGS)
    joined_tables(tree)
    for mark in list(tree.findall(nodes.footnote_reference)):
        mark.parent.replace(mark, nodes.Text(_mark(mark.astext())))
    writer = TextWriter()
    for message in tree.findall(nodes.system_message):
        for name, argument, lines in _directives(message):
            if name in _ELSEWHERE:
                notices.add("embedded", argument or name)
            elif name == "only" and _OTHERS.fullmatch(argument):
                notices.add("hidden", " ".join(lines))
    for child in tree.children:
        _write(writer, child, level=0, depth=0)
    return Draft(text=writer.text, units=tuple(writer.units), warnings=notices.warnings())


def _shown_role(role: re.Match[str], notices: Notices) -> str:
    """The text of a role as a literal, which docutils leaves alone; raised and lowered figures as such."""
    name = role["role"].lower()
    if name not in _STRUCK_ROLES:
        return f"``{shifted(role['text'], _SHIFTS.get(name, ''))}``{role['space']}"
    notices.add("struck", role["text"])
    return "\\ "  # nothing, without leaving a space at the beginning of a line


def _parted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, very long paragraphs as several: a blank line in between, where neither item nor heading is torn."""
    long, indent, in_table = 0, 0, False
    for line in itertools.chain.from_iterable(map(_short, lines)):
        bare = line.lstrip()
        deep = len(line) - len(bare)
        if not bare:
            long, in_table = 0, False
        elif not long:
            in_table = bool(_TABLE.fullmatch(line))
        elif long > _MAX_PARAGRAPH and deep <= indent and not in_table and not _UNDERLINE.fullmatch(line):
            yield ""
            long = 0
        long += len(bare)
        indent = deep
        yield line


def _short(line: str) -> Iterator[str]:
    """Yield a line of ordinary length, or the parts of one that is longer, broken between words or sentences."""
    indent = line[: len(line) - len(line.lstrip())]
    while len(line) > len(indent) + _MAX_PARAGRAPH:
        most = len(indent) + _MAX_PARAGRAPH
        at = 1 + max(line.rfind(" ", len(indent) + 1, most), line.rfind("。", len(indent) + 1, most))
        at = at or most
        yield line[:at].rstrip(" ")
        yield ""
        line = indent + line[at:]
    yield line


def _mark(label: str) -> str:
    return label.translate(SUPERSCRIPTS) if label.isdecimal() and label.isascii() else f"[{label}]"


def _write(writer: TextWriter, node: nodes.Node, *, level: int, depth: int) -> None:
    """Write a node and what is below it."""
    if isinstance(node, _SKIPPED) or depth > _MAX_DEPTH:
        return
    write = next((write for kind, write in _WRITERS if isinstance(node, kind)), None)
    if write is not None:
        write(writer, node)
    elif isinstance(node, nodes.title):
        writer.add(node.astext(), "heading", level=max(1, level))
    elif isinstance(node, nodes.enumerated_list | nodes.bullet_list):
        _write_list(writer, node, level=level, depth=depth)
    elif isinstance(node, nodes.TextElement):
        writer.add(node.astext(), "quote" if isinstance(node.parent, nodes.block_quote) else "paragraph")
    else:
        deeper = level + 1 if isinstance(node, nodes.section) else level
        for child in node.children:
            _write(writer, child, level=deeper, depth=depth + 1)


def _write_code(writer: TextWriter, node: nodes.Node) -> None:
    writer.add(without_marks(node.astext()), "code")


def _write_note(writer: TextWriter, node: nodes.Element) -> None:
    label, *paragraphs = [child.astext() for child in node.children] or [""]
    writer.add(" ".join([_mark(label), *paragraphs]))


def _write_list(
    writer: TextWriter, node: nodes.enumerated_list | nodes.bullet_list, *, level: int, depth: int
) -> None:
    marks = _marks(node) if isinstance(node, nodes.enumerated_list) else itertools.repeat("")
    for mark, item in zip(marks, node.children, strict=False):
        for place, child in enumerate(item.children):
            if isinstance(child, nodes.paragraph):
                first = f"{mark} " if mark and place == 0 else ""
                writer.add(first + child.astext(), "list")
            else:
                _write(writer, child, level=level, depth=depth + 1)


def _write_lines(writer: TextWriter, node: nodes.line_block) -> None:
    """Write lines that keep their breaks, such as an address; rows between bars look so to docutils, and are a table."""
    lines = [line.astext() for line in node.findall(nodes.line)]
    rows = "\n".join(f"| {line}" for line in lines)
    if barred := barred_rows(rows, 0, len(rows)):
        writer.add_draft(Draft(text=rows, units=tuple(table_units(rows, barred))))
        return
    for line in lines:
        writer.add(line, "quote" if isinstance(node.parent, nodes.block_quote) else "paragraph")


def _write_pair(writer: TextWriter, node: nodes.Element) -> None:
    """A term or a field's name, and what it means, in one piece."""
    names = [child.astext() for child in node.children if isinstance(child, nodes.term | nodes.field_name)]
    rest = [child for child in node.children if isinstance(child, nodes.definition | nodes.field_body)]
    paragraphs = [piece.astext() for child in rest for piece in child.children]
    head = ", ".join(names)
    writer.add(f"{head}: {paragraphs[0]}" if paragraphs else head, "list")
    for paragraph in paragraphs[1:]:
        writer.add(paragraph, "list")


def _write_table(writer: TextWriter, node: nodes.table) -> None:
    for title in node.findall(nodes.title):
        writer.add(title.astext())
    table = Table()
    for row in node.findall(nodes.row):
        table.add_row(head=isinstance(row.parent, nodes.thead))
        for entry in row.children:
            spans = int(entry.get("morecols", 0)) + 1, int(entry.get("morerows", 0)) + 1
            table.add(
                _cell_text(entry), header=isinstance(row.parent, nodes.thead), columns=spans[0], rows=spans[1]
            )
    for line in table.lines():
        writer.add(line.text, "table", cells=line.cells)


def _cell_text(node: nodes.Node) -> str:
    """The text of a cell on one line, its lists with their numbers: a name may begin as one (``P. Smith``)."""
    if isinstance(node, nodes.system_message | nodes.comment):
        return ""
    if isinstance(node, nodes.enumerated_list):
        items = zip(_marks(node), node.children, strict=False)
        return " ".join(f"{mark} {_cell_text(item)}".strip() for mark, item in items)
    if isinstance(node, nodes.TextElement | nodes.Text):
        return str(node.astext())
    return " ".join(filter(None, map(_cell_text, node.children)))


def _marks(node: nodes.enumerated_list) -> Iterator[str]:
    """The numbers of a list's items, as they are written."""
    style = _STYLES.get(str(node.get("enumtype", "")), "decimal")
    for number in itertools.count(int(node.get("start", 1))):
        yield f"{node.get('prefix', '')}{ordinal(number, style)[:-1]}{node.get('suffix', '.')}"


def _write_unknown(writer: TextWriter, message: nodes.system_message) -> None:
    """Write the text of a directive that docutils doesn't know, without its name and options."""
    for name, argument, lines in _directives(message):
        if name not in _ELSEWHERE | _UNSHOWN and not (name == "only" and _OTHERS.fullmatch(argument)):
            writer.add("\n".join([argument, *lines]))


def _directives(message: nodes.system_message) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, argument and content lines of the directives a message is about; empty names for other text."""
    for block in message.findall(nodes.literal_block):
        first, *lines = block.astext().split("\n")
        directive = _DIRECTIVE.fullmatch(first)
        content = [line.strip() for line in lines if not _OPTION.fullmatch(line)]
        if directive is None:
            yield "", first, content
        else:
            yield directive["name"], directive["argument"], content


_WRITERS: Final = (
    (nodes.system_message, _write_unknown),
    ((nodes.literal_block, nodes.doctest_block, nodes.math_block), _write_code),
    (nodes.table, _write_table),
    (nodes.line_block, _write_lines),
    ((nodes.footnote, nodes.citation), _write_note),
    ((nodes.definition_list_item, nodes.field), _write_pair),
)
