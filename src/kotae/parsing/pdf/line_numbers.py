"""Numbers of lines at the left edge of every page, as transcripts and pleadings have them: they belong to no sentence.

A list or a ranking has numbers at the left too, and there they say something. So lines are taken for numbered
only where each of two pages and more counts from 1 at one edge, evenly, and sentences run on from line to line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from kotae.parsing.pdf.file import Page
from kotae.parsing.pdf.glyphs import GUESSED_SPACE, Glyph

__all__ = ["without_line_numbers"]

# Short lists have numbers at their side as well; a page that is numbered by line has more.
_MIN_LINES: Final = 10
_MIN_PAGES: Final = 2
# In font sizes: between a number and its line, between the digits of one, and what edges may differ by.
_GAP: Final = 0.8
_WITHIN: Final = 0.4
_EDGE: Final = 0.5
_NEAR: Final = 3
_UNEVEN: Final = 0.2
# Of the numbered lines, those that go on with the sentence of the line above.
_RUNNING_ON: Final = 0.25
# How many characters a full line has at least where the script has no small letters.
_FULL: Final = 15
_ENDS: Final = tuple("。！？.!?:：」)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """A line with its number: the number, its glyphs, and the others."""

    value: int
    number: Sequence[Glyph]
    rest: Sequence[Glyph]

    @property
    def right(self) -> float:
        return self.number[-1].right


def without_line_numbers(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Return the pages without the numbers of their lines, and on how many of them there were any."""
    found = [_numbered(page) for page in pages]
    edges = [median(line.right for line in lines) for lines in found if lines]
    size = median([lines[0].number[0].size for lines in found if lines] or [0.0])
    if len(edges) < _MIN_PAGES or max(edges) - min(edges) > 2 * size:
        return list(pages), 0
    lines = [line for page in found for line in page]
    if sum(_runs_on(page) for page in found if page) < _RUNNING_ON * len(lines):
        return list(pages), 0
    return [_without(page, numbered) for page, numbered in zip(pages, found, strict=True)], len(edges)


def _without(page: Page, lines: Sequence[_Numbered]) -> Page:
    if not lines:
        return page
    numbers = {id(glyph) for line in lines for glyph in line.number}
    first, *others = page.groups
    kept = tuple(glyph for glyph in first.glyphs if id(glyph) not in numbers)
    return replace(page, groups=(replace(first, glyphs=kept), *others))


def _numbered(page: Page) -> list[_Numbered]:
    """The lines of a page that are counted from 1, evenly, with nothing left of their text but the numbers."""
    if not _may_be_numbered(page):
        return []
    lines = [line for row in _rows(page) if (line := _split(row)) is not None]
    begin = next((at for at, line in enumerate(lines) if line.value == 1), len(lines))
    counted = lines[begin : begin + 1]
    for line in lines[begin + 1 :]:
        if line.value == counted[-1].value + 1:
            counted.append(line)
    if len(counted) < _MIN_LINES:
        return []
    size, edge = counted[0].number[0].size, max(line.right for line in counted)
    aligned = edge - min(line.right for line in counted) <= _EDGE * size * 2
    beside = all(glyph.left > edge for line in counted for glyph in line.rest)
    steps = [after.number[0].bottom - before.number[0].bottom for before, after in pairwise(counted)]
    even = max(steps) - min(steps) <= _UNEVEN * median(steps)
    return counted if aligned and beside and even else []


def _may_be_numbered(page: Page) -> bool:
    """Whether enough figures stand near the left edge of the text: few pages have them, and the others cost no more."""
    glyphs = page.groups[0].glyphs if page.groups else ()
    edge = min((glyph.left for glyph in glyphs if glyph.text not in (" ", GUESSED_SPACE)), default=0.0)
    near = sum(glyph.left < edge + _NEAR * glyph.size and glyph.text.isdecimal() for glyph in glyphs)
    return near >= _MIN_LINES


def _rows(page: Page) -> Iterator[list[Glyph]]:
    """Glyphs on one height, from left to right."""
    shown = [glyph for glyph in page.groups[0].glyphs if glyph.text not in (" ", GUESSED_SPACE)]
    row: list[Glyph] = []
    for glyph in sorted(shown, key=lambda glyph: glyph.bottom):
        if row and glyph.bottom - row[0].bottom > _WITHIN * row[0].size:
            yield sorted(row, key=lambda glyph: glyph.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.left)


def _split(row: Sequence[Glyph]) -> _Numbered | None:
    """A row that begins with a number of one or two digits, set off from the rest."""
    digits = next(list(group) for _, group in groupby(row, key=lambda glyph: glyph.text.isdecimal()))
    rest = row[len(digits) :]
    written = "".join(glyph.text for glyph in digits)
    if not written.isdecimal() or len(written) > 2:
        return None
    together = all(after.left - before.right < _WITHIN * after.size for before, after in pairwise(digits))
    if not together or (rest and rest[0].left - digits[-1].right < _GAP * digits[0].size):
        return None
    return _Numbered(value=int(written), number=digits, rest=rest)


def _runs_on(lines: Sequence[_Numbered]) -> int:
    """How many lines go on with the sentence above: in small letters, or behind a full line that doesn't end one."""
    full = max((line.rest[-1].right for line in lines if line.rest), default=0.0)
    # A column of names has an edge at the right as well.
    narrow = full - lines[0].right < _FULL * lines[0].number[0].size
    count = 0
    for before, line in pairwise(lines):
        if before.rest and line.rest:
            first, last = line.rest[0], before.rest[-1]
            wide = not narrow and not first.text.isascii() and full - last.right < 2 * last.size
            count += first.text[:1].islower() or (wide and not last.text.endswith(_ENDS))
    return count
