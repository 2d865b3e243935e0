"""Plain text → units: paragraphs, headings, lists, reference lists.

Blank lines separate; line breaks inside a paragraph are hard wraps. Text copied from pages
has blank lines in the middle of a sentence as well: such pieces are joined into one unit,
which keeps the blank line inside (the text itself is never edited).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kotae.parsing.plain.headings import (
    ends_sentence,
    numbered_level,
    plain_label,
    reads_as_label,
    short_heading,
    wrapped_level,
)
from kotae.parsing.plain.joining import RUN_IN, join_broken
from kotae.parsing.plain.tables import stretches, table_units
from kotae.parsing.plain.titles import asks, heads_a_table, leads, titles
from kotae.parsing.references import mark_references
from kotae.parsing.units import Draft, Unit, strip_span

__all__ = ["read_plain"]

_LINE: Final = re.compile(r"[^\n\f]*")
_S: Final = "[ \t\u3000\u00a0]"
_BULLET: Final = re.compile(
    rf"{_S}*(?:(?:[-*+–—]{_S}+)?[・•●○◦‣▪◯]{_S}*|[-*+–—※＊]{_S}+|※"
    rf"|[①-⑳]{_S}*"
    rf"|[(（][0-9０-９a-zア-ン一二三四五六七八九十]{{1,3}}[)）]{_S}*"
    rf"|[0-9０-９]{{1,3}}(?:[.)]{_S}+|[．、）]{_S}*)"
    rf"|[0-9０-９]{{1,2}}\u3000+|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{1,4}}\.{_S}+"
    rf"|[a-z][.)]{_S}+)(?=\S)"
)
# Marks that count: a reader asks for "step 3", so they belong to the item.
_COUNTED: Final = re.compile(r"[①-⑳(（0-9０-９a-z]")
_STEP: Final = re.compile(rf"{_S}*([0-9０-９]{{1,3}})[.．)、）](?![0-9０-９])")
_MIN_QUESTIONS: Final = 2
_UNDERLINE: Final = re.compile(r"[ \t]*(={3,}|-{3,}|~{3,}|＝{3,}|―{3,}|─{3,}|━{3,}|\^{3,})[ \t]*")
_RULE: Final = re.compile(r"[ \t]*(?:[-=*_~#─━―＝・.+|═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬](?:[ \t]*)){3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Lines without a blank one between them: their (start, end), line breaks excluded."""

    lines: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.lines[0][0]

    @property
    def end(self) -> int:
        return self.lines[-1][1]


def read_plain(text: str) -> Draft:
    """Return the units of a plain text; none for blank text."""
    chunks = _chunks(text)
    # One question proves nothing; several in a row are a list of questions and answers.
    faq = sum(asks(text, chunk.lines) for chunk in chunks) >= _MIN_QUESTIONS
    units = [
        unit for position in range(len(chunks)) for unit in _chunk_units(text, chunks, position, faq=faq)
    ]
    marked = mark_references(text, _demote_steps(text, units))
    headed = _mark_short_headings(text, marked)
    return Draft(text=text, units=tuple(_mark_run_in(text, join_broken(text, headed))))


def _chunks(text: str) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    lines: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if text[start:end].strip():
            lines.append((start, end))
        elif lines:
            chunks.append(_Chunk(lines=tuple(lines)))
            lines = []
    if lines:
        chunks.append(_Chunk(lines=tuple(lines)))
    return chunks


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = _LINE.match(text, start).end()  # type: ignore[union-attr]  # matches the empty string too
        yield start, end
        # A form feed ends a page and the line before it.
        if text[end : end + 1] == "\f":
            yield end, end
        start = end + 1


def _chunk_units(text: str, chunks: Sequence[_Chunk], position: int, *, faq: bool) -> Iterator[Unit]:
    """Units of one chunk: perhaps a heading, then rows of a table, list items or one paragraph."""
    lines = list(chunks[position].lines)
    follows = position + 1 < len(chunks)
    ticked = {"■", "□"} <= {text[slice(*line)].lstrip()[:1] for line in lines}
    level, used, markup = (0, 1, 0) if ticked else _heading(text, lines, follows=follows)
    if not level and not ticked:
        used = 1
        level = _level_of_first_line(text, lines, first=position == 0 and follows, faq=faq)
    if level:
        yield _heading_unit(text, lines[0][0], lines[used - 1][1], level=level)
        lines = lines[used + markup :]
    parts = list(stretches(text, lines))
    for part, after in pairwise([*parts, None]):
        if part is not None and after is not None and after.table and heads_a_table(text, part.lines):
            level = numbered_level(text[slice(*part.lines[0])]) or 3
            yield _heading_unit(text, *part.lines[0], level=level)
        elif part is not None:
            units = table_units if part.table else _body_units
            yield from units(text, part.lines)


def _heading_unit(text: str, start: int, end: int, *, level: int) -> Unit:
    start, end = strip_span(text, start, end)
    return Unit(start=start, end=end, kind="heading", level=level, label=plain_label(text[start:end]))


def _level_of_first_line(text: str, lines: Sequence[tuple[int, int]], *, first: bool, faq: bool) -> int:
    """1 for the title of the whole text, 3 for a line that heads the lines below it, else 0."""
    if _BULLET.match(text, *lines[0]) or (len(lines) > 1 and _BULLET.match(text, *lines[1])):
        return 0
    if next(stretches(text, lines)).table:
        return 0
    if first and titles(text, lines):
        return 1
    return 3 if leads(text, lines) or (faq and asks(text, lines)) else 0


def _heading(text: str, lines: Sequence[tuple[int, int]], *, follows: bool) -> tuple[int, int, int]:
    """The level of the heading a chunk begins with, its lines, and the lines under it that are markup."""
    first = text[slice(*lines[0])]
    if len(lines) > 1 and _UNDERLINE.fullmatch(text, *lines[1]) and len(first.strip()) <= 100:
        return (1 if text[slice(*lines[1])].strip()[0] in "=＝━" else 2), 1, 1
    if follows and len(lines) == 2 and (level := wrapped_level(text[lines[0][0] : lines[1][1]])):
        return level, 2, 0
    level = numbered_level(first)
    if not level or (len(lines) == 1 and not follows):
        return 0, 0, 0
    if len(lines) > 1 and _BULLET.match(first) and not _body_follows(first, text[slice(*lines[1])]):
        return 0, 0, 0
    return level, 1, 0


def _body_follows(first: str, second: str) -> bool:
    """Whether a numbered line and the one below it are heading and text, not a list or a wrapped item."""
    if _BULLET.match(second) or second[:1].isspace():
        return False
    return len(second.strip()) >= 1.5 * len(first.strip()) and not second[:1].islower()


def _body_units(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    """One unit for every list item, one for the lines before the first."""
    if lines and all(text[slice(*line)].lstrip().startswith(">") for line in lines):
        start, end = strip_span(text, lines[0][0] + text[slice(*lines[0])].index(">") + 1, lines[-1][1])
        if start < end:
            yield Unit(start=start, end=end, kind="quote")
        return
    begin, kind = -1, "paragraph"
    last = -1
    for start, end in lines:
        bullet = _BULLET.match(text, start, end)
        if bullet or begin < 0 or _RULE.fullmatch(text, start, end):
            yield from _unit(text, begin, last, kind)
            begin = -1
        if not _RULE.fullmatch(text, start, end) and begin < 0:
            begin, kind = (_item_start(text, bullet), "list") if bullet else (start, "paragraph")
        last = end
    yield from _unit(text, begin, last, kind)


def _item_start(text: str, bullet: re.Match[str]) -> int:
    """Where an item begins: behind a bullet, before a number."""
    mark = bullet.start() + len(bullet[0]) - len(bullet[0].lstrip())
    return mark if _COUNTED.match(text, mark) else bullet.end()


def _unit(text: str, start: int, end: int, kind: str) -> Iterator[Unit]:
    if start < 0:
        return
    start, end = strip_span(text, start, end)
    if start < end:
        yield Unit(start=start, end=end, kind="list" if kind == "list" else "paragraph")


def _demote_steps(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Short lines ``1. …``, ``2. …`` right after each other are the steps of a list, not headings."""
    numbers = [_number(text, unit) for unit in units]
    demoted: list[Unit] = []
    for position, unit in enumerate(units):
        beside = [numbers[near] for near in (position - 1, position + 1) if 0 <= near < len(units)]
        number = numbers[position]
        if unit.level and number and any(near and abs(near - number) == 1 for near in beside):
            unit = Unit(start=unit.start, end=unit.end, kind="list")
        demoted.append(unit)
    return demoted


def _number(text: str, unit: Unit) -> int:
    """The single number a heading or list item begins with, 0 for none."""
    found = _STEP.match(text, text.rfind("\n", 0, unit.start) + 1, unit.end)
    return int(found[1]) if found and unit.kind in ("heading", "list") else 0


def _mark_short_headings(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Short lines standing alone before a paragraph become headings; the very first is the title."""
    marked = list(units)
    for position in range(len(units) - 2, -1, -1):
        unit, after = marked[position], marked[position + 1]
        line = text[unit.start : unit.end]
        if unit.kind != "paragraph" or "\n" in line or not _alone(text, unit, after):
            continue
        first = position == 0
        broken_off = position > 0 and _breaks_off(text, marked[position - 1])
        # What follows the title varies; elsewhere only a paragraph is evidence.
        following = "x" * 200 if first and (len(units) > 2 or _prose(text, after)) else _prose(text, after)
        if not broken_off and short_heading(line, following):
            marked[position] = replace(unit, kind="heading", level=1 if first else 3, label=plain_label(line))
    return marked


def _breaks_off(text: str, unit: Unit) -> bool:
    """Whether this is prose that stops in the middle of a sentence."""
    content = text[unit.start : unit.end]
    return (
        unit.kind in ("paragraph", "list")
        and bool(re.search(r"[。.]", content))
        and not ends_sentence(content)
    )


def _prose(text: str, unit: Unit) -> str:
    content = text[unit.start : unit.end]
    return content if unit.kind == "paragraph" and re.search(r"[。！？]|[.!?](?:\s|\Z)", content) else ""


def _alone(text: str, unit: Unit, after: Unit) -> bool:
    """Whether blank lines or page ends stand around a unit."""
    before = text[text.rfind("\n", 0, unit.start) + 1 : unit.start].rpartition("\f")[2]
    below = text[unit.end : after.start]
    return not before.strip() and (below.count("\n") >= 2 or "\f" in below)


def _mark_run_in(text: str, units: Sequence[Unit]) -> Iterator[Unit]:
    """Japanese paragraphs that begin with ``小見出し：`` carry it as their innermost heading.

    Only where at least two paragraphs do so: a single colon proves nothing.
    """
    found = {
        unit.start: match[1].strip()
        for unit in units
        if unit.kind == "paragraph"
        and unit.end - unit.start >= 40
        and (match := RUN_IN.match(text, unit.start, unit.end))
        and reads_as_label(match[1])
    }
    if len(found) < 2:
        found = {}
    for unit in units:
        yield replace(unit, label=plain_label(found[unit.start])) if unit.start in found else unit
