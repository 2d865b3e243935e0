"""Grid tables of reStructuredText in parts, so that docutils, which takes the square of a table's size, takes them in time.

A table whose rows all keep its columns is cut between two rows, and its parts are one again once they are read. One that
can't be cut, and is larger than those people draw, is read line by line as it stands.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from docutils import nodes

from kotae.parsing.html.notices import Notices

__all__ = ["joined_tables", "tables_in_parts", "without_marks"]

# At the beginning of a line, or behind what begins a list, a field, a note.
_TOP: Final = re.compile(r"(?P<lead>[ \t]*(?:\S.{0,80}[ \t])?)(?P<border>\+-[-+]+-\+)[ \t]*")
_ANY_BORDER: Final = re.compile(r"\+[-=+]+\+ *")
_MAX_PART: Final = 5_000
_MAX_WHOLE: Final = 10_000
# A comment: whatever stands before and behind it is one table.
_GOES_ON: Final = "\ue0f0 the table goes on"
_MARKED: Final = re.compile(rf"(?m)^(?P<border>[^\n]*)\n\n[^\n]*{_GOES_ON}\n\n(?P=border)$")


def tables_in_parts(lines: Sequence[str], notices: Notices) -> Iterator[str]:
    """Yield the lines, with grid tables as docutils can take them.

    Args:
        lines: Of the whole text.
        notices: Takes the tables that are read line by line.
    """
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        if end == at:
            yield lines[at]
            at += 1
            continue
        yield from _in_parts(lines[at:end], notices)
        if end < len(lines) and lines[end].strip() and _is_long(lines, at):
            yield ""  # for each table docutils looks through all that stands below without a blank line
        at = end


def joined_tables(tree: nodes.document) -> None:
    """Make one table of the parts of one."""
    for mark in list(tree.findall(nodes.comment)):
        if mark.astext() != _GOES_ON:
            continue
        parent = mark.parent
        at = parent.index(mark)
        beside = parent.children[max(0, at - 1) : at + 2 : 2]
        del parent[at]
        if len(beside) == 2 and all(isinstance(table, nodes.table) for table in beside):
            beside[0].extend(beside[1].children)
            parent.remove(beside[1])


def without_marks(text: str) -> str:
    """Return text that is kept as it stands, a program for example, without the marks made in it."""
    return _MARKED.sub(lambda found: found["border"], text)


def _end_of_table(lines: Sequence[str], at: int) -> int:
    """Return where a grid table ends that begins at a line; the line itself where none does."""
    top = _TOP.fullmatch(lines[at])
    above = lines[at - 1] if at else ""
    # Below a line that stands as deep, a border is a part of its paragraph.
    if top is None or (above.strip() and len(above) - len(above.lstrip()) >= len(top["lead"])):
        return at
    end = at + 1
    while end < len(lines) and lines[end].lstrip()[:1] in ("+", "|"):
        end += 1
    return end


def _is_long(lines: Sequence[str], at: int) -> bool:
    rest = itertools.takewhile(str.strip, itertools.islice(lines, at, None))
    return any(chars > _MAX_PART for chars in itertools.accumulate(map(len, rest)))


def _in_parts(lines: Sequence[str], notices: Notices) -> Iterator[str]:
    """Yield a table's lines, cut where they are many."""
    size = sum(map(len, lines))
    if size <= _MAX_PART:
        yield from lines
        return
    indent, top = _lead_of(lines[0])
    borders = [line.strip() for line in lines if _ANY_BORDER.fullmatch(line.strip())]
    columns = {place for place, sign in enumerate(top) if sign == "+"}
    regular = all(sign != "+" or place in columns for line in borders for place, sign in enumerate(line))
    parts = list(_cut(lines, top)) if regular and not indent.strip() else [lines]
    if max(sum(map(len, part)) for part in parts) > _MAX_WHOLE:
        notices.add("untabled", " ".join(lines[1].strip("+-| ").split()) or "|")
        inside = f"{' ' * len(indent)}  "
        yield from (f"{indent}::", "", *(f"{inside}{line.strip()}" for line in (top, *lines[1:])), "")
        return
    for number, part in enumerate(parts):
        if number:
            yield from ("", f"{indent}.. {_GOES_ON}", "", f"{indent}{top}")
        yield from part


def _lead_of(line: str) -> tuple[str, str]:
    """Return what stands before the border in a table's first line, and the border."""
    found = _TOP.fullmatch(line)
    return (found["lead"], found["border"]) if found else ("", line)


def _cut(lines: Sequence[str], top: str) -> Iterator[Sequence[str]]:
    """Yield the parts of a table; each ends with a border that has all columns, and the next begins below it."""
    begin = size = 0
    for at, line in enumerate(lines):
        size += len(line)
        if size > _MAX_PART and line.strip() == top and at + 1 < len(lines) and at > begin:
            yield lines[begin : at + 1]
            begin, size = at + 1, 0
    yield lines[begin:]
