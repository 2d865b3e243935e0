"""What is printed at the edges of every page: running titles, which are read once, and page numbers, which aren't.

A form's pages have the same words and amounts at the same places too, and those are what each page says: only what
lies in the margins is furniture, and what follows the text without a gap only where it holds no value.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, TypeAlias

from kotae.parsing.pdf.layout import Line

__all__ = ["PageLines", "without_furniture"]

# Title, chapter and number, each on a line of its own: nothing else runs on from page to page.
_EDGE_LINES: Final = 3
# What stands on two pages may be said twice.
_MIN_PAGES: Final = 3
_MARGIN: Final = 0.15
# In usual gaps between the lines of a page: the text begins behind a wider one.
_SET_OFF: Final = 1.5
# In font sizes: a narrower gap parts nothing, a wider one always does.
_LEAST_GAP: Final = 0.5
_WIDE_GAP: Final = 3.0
# Of a line right beside the text, which some pages of a form may have in common too.
_NEARLY_ALL: Final = 0.8
_VALUE: Final = re.compile(r"[0-9０-９:：]")
_NUMBERS: Final = re.compile(r"[0-9０-９]+|\b[ivxlcIVXLC]{1,7}\b")
_FIGURES: Final = re.compile(r"[0-9０-９]{1,5}")
_ROMAN: Final = re.compile(r"\b[ivxlcIVXLC]{1,7}\b")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—―‐~・\s]*(?:page|p\.|ページ|頁)?\s*#\s*(?:(?:/|of|／|of\s)\s*#)?\s*(?:ページ|頁)?[-–—―‐~・\s]*",
    re.IGNORECASE,
)

_Key: TypeAlias = tuple[str, int]


@dataclass(slots=True)
class PageLines:
    """The lines of a page.

    Attributes:
        lines: Without furniture, in reading order.
        titles: Running titles that stand here for the first time and are said nowhere else.
        repeated: Running titles that were left out here.
    """

    lines: list[Line]
    titles: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)


def without_furniture(
    pages: Sequence[Sequence[Line]], sizes: Sequence[tuple[float, float]], *, title: str
) -> list[PageLines]:
    """Return the pages' lines without running titles and page numbers.

    A running title is a line among the first or last three of its page, in its margin, that recurs on at
    least three pages at the same height. A number in it may count the pages; where it says something else
    on each page, it is what the page is about. A page number is nothing but a number, the page's own or
    one that counts on another page too. A single page keeps everything, and so do pages that would keep nothing.

    Args:
        pages: Lines of each page, in reading order.
        sizes: Width and height of each page in points.
        title: Of the document: a running title that says no more isn't read.
    """
    whole = [PageLines(list(lines)) for lines in pages]
    if len(pages) < 2:
        return whole
    edges = [_edges(lines, size) for lines, size in zip(pages, sizes, strict=True)]
    recurring = Counter(key for edge in edges for key in {key for line, _ in edge for key in _keys(line)})
    counted = Counter(offset for lines in pages for line in _outermost(lines) for offset in _offsets(line))
    kept: list[PageLines] = []
    for lines, edge in zip(pages, edges, strict=True):
        numbers = {id(line) for line in _outermost(lines) if _is_page_number(line, counted)}
        titles = {
            id(line)
            for line, set_off in edge
            if max(recurring[key] for key in _keys(line)) >= _least(line, set_off, len(pages))
        } - numbers  # fmt: skip
        kept.append(
            PageLines(
                [line for line in lines if id(line) not in numbers | titles],
                repeated=[line for line in lines if id(line) in titles],
            )
        )
    if not any(page.lines for page in kept):
        return whole
    _read_once(kept, title)
    return kept


def _least(line: Line, set_off: bool, pages: int) -> float:
    """On how many pages a line has to recur; on more than there are, where it is none at all."""
    if set_off:
        return _MIN_PAGES
    return pages + 1 if _VALUE.search(line.text) else max(_MIN_PAGES, _NEARLY_ALL * pages)


def _read_once(pages: Sequence[PageLines], title: str) -> None:
    """Move the first of each running title to those that are read, unless it is said elsewhere."""
    said = _folded(" ".join([title, *(line.text for page in pages for line in page.lines)]))
    seen: set[str] = set()
    for page in pages:
        for line in list(page.repeated):
            folded = _folded(line.text) or line.text
            if folded in seen or _PAGE_NUMBER.fullmatch(_NUMBERS.sub("#", line.text)):
                continue
            seen.add(folded)
            if folded not in said:
                page.repeated.remove(line)
                page.titles.append(line)


def _folded(text: str) -> str:
    """Its letters: numbers and signs around them differ from page to page."""
    return "".join(filter(str.isalpha, text.casefold()))


def _edges(lines: Sequence[Line], size: tuple[float, float]) -> list[tuple[Line, bool]]:
    """The lines in the margins, but for what was taken out, and whether a gap sets each off from the text."""
    ordered = sorted(lines, key=lambda line: line.top)
    groups = _groups(ordered)
    lengths = [
        (any(not _in_margin(line, size) for line in group), sum(len(line.text) for line in group))
        for group in groups
    ]
    text = {id(line) for line in groups[lengths.index(max(lengths))]} if groups else set()
    edge = ordered[:_EDGE_LINES] + ordered[max(_EDGE_LINES, len(ordered) - _EDGE_LINES) :]
    return [(line, id(line) not in text) for line in edge if line.anchor is None and _in_margin(line, size)]


def _groups(ordered: Sequence[Line]) -> list[list[Line]]:
    """Lines from top to bottom, parted where a gap is wider than those of the page are."""
    gaps = [after.top - before.bottom for before, after in pairwise(ordered)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    groups = [list(ordered[:1])] if ordered else []
    for gap, line in zip(gaps, ordered[1:], strict=True):
        if gap > max(_LEAST_GAP * line.size, min(_SET_OFF * usual, _WIDE_GAP * line.size)):
            groups.append([])
        groups[-1].append(line)
    return groups


def _in_margin(line: Line, size: tuple[float, float]) -> bool:
    if not line.frame.straight:
        return True  # across the page, as marks below the text are
    _, top, _, bottom = line.frame.to_reading(0, 0, *size)
    margin = _MARGIN * (bottom - top)
    return line.bottom < top + margin or line.top > bottom - margin


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """The first and the last line; two where a title has the same height as the number."""
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:2] + ordered[max(2, len(ordered) - 2) :]


def _is_page_number(line: Line, counted: Counter[int]) -> bool:
    """Whether a line is nothing but a number that counts pages; Roman numerals count those of a preface."""
    if not _PAGE_NUMBER.fullmatch(_NUMBERS.sub("#", line.text)):
        return False
    offsets = _offsets(line)
    return not offsets or any(counted[offset] > 1 or offset in (0, -1) for offset in offsets)


def _offsets(line: Line) -> list[int]:
    """How far each number of a line that may be a page number is from the page's own."""
    if not _PAGE_NUMBER.fullmatch(_NUMBERS.sub("#", line.text)):
        return []
    return [int(found[0]) - line.page for found in _FIGURES.finditer(line.text)]


def _keys(line: Line) -> list[_Key]:
    """What has to be equal on other pages: all of the line, or all but a number that grows with the pages."""
    text, height = line.text.casefold(), round(line.top / 4)
    texts = [text]
    texts += [
        f"{text[: found.start()]}#{int(found[0]) - line.page}#{text[found.end() :]}"
        for found in _FIGURES.finditer(text)
    ]
    return [(_ROMAN.sub("#", one), height) for one in texts]
