"""Lines → paragraphs: where one ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from kotae.parsing.pdf.layout import Line, is_row
from kotae.parsing.plain.headings import ends_sentence

__all__ = ["Paragraph", "is_contents_line", "paragraphs_of"]

# Also those of the fonts of signs (Symbol, Wingdings), by their places; their boxes and ticks say something.
_SIGNS: Final = "•●○◦‣▪■□◆◇・–*※⁃∙·\uf020-\uf06e\uf070-\uf0a7\uf0a9-\uf0fa\uf0ff"
_BULLET: Final = re.compile(rf"(?:[{_SIGNS}]\s*|[①-⑳]\s*|-\s+)(?=\S)")
_COUNTED: Final = re.compile(
    r"(?:[(（](?:[0-9０-９]{1,2}|[a-zア-ン])[)）]|[0-9０-９]{1,3}(?:[.．](?![0-9０-９])|[)）]))\s*(?=\S)"
)
# A box in front of others is one that may be ticked, and says whether it is; so is one among others of another colour.
_BOXES: Final = re.compile(r"[■□☐☑☒].*[■□☐☑☒]")
_BOX: Final = re.compile(r"[■□]")
# In font sizes: lines with such gaps are rows, though nothing tells their columns.
_WIDE_GAP: Final = 3.0
_BARE_BULLET: Final = re.compile(rf"[{_SIGNS}\-]|[0-9]{{1,2}}[.)]")
_CONTENTS_LINE: Final = re.compile(
    r".*?(?<![.．・…‥])(?<![.．・…‥]\s)(?:[.．・…‥]\s?){4,}+[\s|]*+[0-9０-９ivxlc]{1,5}\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        lines: In reading order, at least one.
        bullet: Length of the mark in front of an item of a list, white space after it aside;
            0 for other paragraphs.
        row: Whether it is a row of a table.
        mono: Whether it is set in a monospaced font: code, whose lines stay apart.
    """

    lines: tuple[Line, ...]
    bullet: int = 0
    row: bool = False
    mono: bool = False

    @property
    def size(self) -> float:
        """Font size of most of it."""
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


def is_contents_line(line: Line) -> bool:
    """Whether a line is an entry of a table of contents: dots lead to a page number."""
    return _CONTENTS_LINE.fullmatch(line.text) is not None


def paragraphs_of(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page; every line is in exactly one."""
    pitch = _pitch(lines)
    ticked = {"■", "□"} <= {line.text[:1] for line in lines}
    group: list[Line] = []
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        if group and _begins(line, group, following, pitch):
            yield _paragraph(group, ticked=ticked)
            group = []
        group.append(line)
    if group:
        yield _paragraph(group, ticked=ticked)


def _paragraph(group: list[Line], *, ticked: bool) -> Paragraph:
    mono = all(line.mono for line in group)
    plain = mono or _BOXES.match(group[0].text) or (ticked and _BOX.match(group[0].text))
    mark = None if plain else _BULLET.match(group[0].text) or _COUNTED.match(group[0].text)
    return Paragraph(
        lines=tuple(group),
        bullet=len(mark[0].rstrip()) if mark else 0,
        row=is_row(group[0]) and not mono,
        mono=mono,
    )


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, in font sizes."""
    steps = [
        (after.bottom - before.bottom) / before.size
        for before, after in pairwise(lines)
        if before.column == after.column and 0 < after.bottom - before.bottom < 3 * before.size
    ]
    return median(steps) if steps else 1.5


def _begins(line: Line, group: Sequence[Line], following: Line | None, pitch: float) -> bool:
    """Whether a line begins a paragraph, the lines before it being ``group``."""
    last = group[-1]
    if line.anchor is not None or last.anchor is not None:
        return True
    if line.column != last.column or abs(line.size - last.size) > 0.08 * last.size:
        return True
    if line.bold != last.bold or line.mono != last.mono:
        return True
    step = (line.bottom - last.bottom) / last.size
    if step > 1.25 * pitch + 0.1 or step < 0:
        return True
    if line.mono or _BARE_BULLET.fullmatch(last.text):
        return False
    if is_contents_line(last) or is_row(line) or is_row(last) or _BULLET.match(line.text):
        return True
    return (
        _begins_item(line, group)
        or _is_short(last)
        or _parts_figures(last, line)
        or min(last.gap, line.gap) > _WIDE_GAP
        or _is_moved(line, group, following)
    )


def _begins_item(line: Line, group: Sequence[Line]) -> bool:
    """Whether a numbered line is an item: a number may also stand at the start of any line."""
    before = ends_sentence(group[-1].text) or group[-1].text.endswith((":", "：", ";", "；"))
    return bool(_COUNTED.match(line.text)) and (before or bool(_COUNTED.match(group[0].text)))


def _is_short(last: Line) -> bool:
    """Whether the line before stops early, as the last one of a paragraph does."""
    left, right = last.column
    rest = (right - last.right) / max(1.0, right - left)
    return (rest > 0.4 and not last.text.endswith(("-", "、", ","))) or (
        ends_sentence(last.text) and rest > 0.12
    )


def _parts_figures(last: Line, line: Line) -> bool:
    """Whether figures of full width meet that no full line broke apart: put together they would be another number."""
    meet = last.text[-1].isdecimal() and line.text[0].isdecimal() and not (last.text + line.text[0]).isascii()
    return meet and last.column[1] - last.right > 1.5 * last.size


def _is_moved(line: Line, group: Sequence[Line], following: Line | None) -> bool:
    """Whether a line starts further in, as first lines do, or further out, after a list."""
    last, step = group[-1], 0.8 * line.size
    if line.left > last.left + step and not (
        len(group) == 1 and (_BULLET.match(last.text) or _COUNTED.match(last.text))
    ):
        return following is None or following.column != line.column or following.left < line.left - 0.5 * step
    return line.left < last.left - step and len(group) > 1
