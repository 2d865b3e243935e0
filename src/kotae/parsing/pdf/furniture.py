"""What is printed on every page and belongs to none: running titles and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kotae.parsing.pdf.layout import Line

__all__ = ["without_furniture"]

_EDGE_LINES: Final = 3
# What stands on two pages may be said twice.
_MIN_PAGES: Final = 3
_NUMBERS: Final = re.compile(r"[0-9０-９]+|\b[ivxlcIVXLC]{1,7}\b")
_FIGURES: Final = re.compile(r"[0-9０-９]{1,5}")
_ROMAN: Final = re.compile(r"\b[ivxlcIVXLC]{1,7}\b")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—―‐~・\s]*(?:page|p\.|ページ|頁)?\s*#\s*(?:(?:/|of|／|of\s)\s*#)?\s*(?:ページ|頁)?[-–—―‐~・\s]*",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages' lines without running titles and page numbers.

    Furniture is a line among the first or last three of its page that recurs on at least three
    pages at the same height, or is nothing but a page number. A number in it may count the pages;
    where it says something else on each page, it is what the page is about. A single page keeps
    everything, and so do pages that would keep nothing.

    Args:
        pages: Lines of each page, in reading order.
    """
    if len(pages) < 2:
        return [list(lines) for lines in pages]
    edges = [_edges(lines) for lines in pages]
    recurring = Counter(
        key
        for number, page in enumerate(edges)
        for key in {key for line in page for key in _keys(line, number)}
    )
    kept: list[list[Line]] = []
    for number, (lines, edge) in enumerate(zip(pages, edges, strict=True)):
        dropped = {
            id(line)
            for line in edge
            if line.anchor is None and any(recurring[key] >= _MIN_PAGES for key in _keys(line, number))
        }
        dropped |= {
            id(line) for line in _outermost(lines) if _PAGE_NUMBER.fullmatch(_NUMBERS.sub("#", line.text))
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept if any(kept) else [list(lines) for lines in pages]


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:_EDGE_LINES] + ordered[max(_EDGE_LINES, len(ordered) - _EDGE_LINES) :]


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """The first and the last line; two where a title has the same height as the number."""
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:2] + ordered[max(2, len(ordered) - 2) :]


def _keys(line: Line, page: int) -> list[tuple[str, int]]:
    """What has to be equal on other pages: all of the line, or all but a number that grows with the pages."""
    text, height = line.text.casefold(), round(line.top / 4)
    texts = [text]
    texts += [
        f"{text[: found.start()]}#{int(found[0]) - page}#{text[found.end() :]}"
        for found in _FIGURES.finditer(text)
    ]
    # Roman numerals count the pages of a preface.
    return [(_ROMAN.sub("#", one), height) for one in texts]
