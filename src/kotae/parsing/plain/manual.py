"""Manual pages as ``man`` prints them → units: sections by their place at the left edge.

Nothing but indentation marks a heading there, and every paragraph is hard-wrapped and indented;
to the rules for ordinary text a page is one lump without a title. The running titles above and
below stay in the text but are no unit.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kotae.parsing.units import Draft, Unit, heading_label, strip_span

__all__ = ["is_manual_page", "read_manual_page"]

_NAME: Final = frozenset(["NAME", "名前", "名称"])
_BEGINNING_CHARS: Final = 2_000
_LINE: Final = re.compile(r"[^\n]+")
# From edge to edge, or at the right edge alone.
_RUNNING_TITLE: Final = re.compile(r"(?:\S.*\s{3,}|\s{20,})\S+\(\d\w{0,3}\)\s*")
_SUBSECTION_INDENT: Final = 3

_Line = tuple[int, int]


def is_manual_page(text: str) -> bool:
    """Whether this is a printed manual page: a ``NAME`` at the left edge, an indented line below."""
    lines = [line for line in text[:_BEGINNING_CHARS].split("\n") if line.strip()][:6]
    return any(line.rstrip() in _NAME and _indent(after) > 0 for line, after in pairwise(lines))


def read_manual_page(text: str) -> Draft:
    """Return the units of a printed manual page; its title is what stands under ``NAME``."""
    lines = [found.span() for found in _LINE.finditer(text) if found[0].strip()]
    first = next(place for place, line in enumerate(lines) if text[slice(*line)].rstrip() in _NAME)
    lines = lines[first:]
    if _RUNNING_TITLE.fullmatch(text, *lines[-1]):
        lines.pop()
    units = tuple(_units(text, lines))
    title = next(text[unit.start : unit.end] for unit in units if not unit.level)
    return Draft(text=text, units=units, title=heading_label(title))


def _units(text: str, lines: Sequence[_Line]) -> Iterator[Unit]:
    paragraph: list[_Line] = []
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else None
        level = _level(text, line, after)
        # A blank line lies between two that are more than a line break apart.
        apart = bool(paragraph) and line[0] > paragraph[-1][1] + 1
        if (level or apart) and paragraph:
            yield _paragraph(text, paragraph)
            paragraph = []
        if level:
            start, end = strip_span(text, *line)
            yield Unit(
                start=start, end=end, kind="heading", level=level, label=heading_label(text[start:end])
            )
        else:
            paragraph.append(line)
    if paragraph:
        yield _paragraph(text, paragraph)


def _level(text: str, line: _Line, after: _Line | None) -> int:
    """2 for a section, 3 for a subsection, 0 for text; something deeper in has to follow."""
    content = text[slice(*line)]
    indent = _indent(content)
    if after is None or _indent(text[slice(*after)]) <= indent or not heading_label(content):
        return 0
    return 2 if indent == 0 else 3 if indent == _SUBSECTION_INDENT else 0


def _paragraph(text: str, lines: Sequence[_Line]) -> Unit:
    """One unit; an item of a list where its first line stands out to the left."""
    start, end = strip_span(text, lines[0][0], lines[-1][1])
    indents = [_indent(text[slice(*line)]) for line in lines[:2]]
    item = len(indents) == 2 and indents[0] < indents[1]
    return Unit(start=start, end=end, kind="list" if item else "paragraph")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
