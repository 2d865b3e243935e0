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
_PAGE_NUMBER: Final = re.compile(
    r"[-–—―‐~・\s]*(?:page|p\.|ページ|頁)?\s*#\s*(?:(?:/|of|／|of\s)\s*#)?\s*(?:ページ|頁)?[-–—―‐~・\s]*",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages' lines without running titles and page numbers.

    Furniture is a line among the first or last three of its page that recurs on at least three
    pages at the same height, numbers aside, or is nothing but a page number. A single page
    keeps everything.

    Args:
        pages: Lines of each page, in reading order.
    """
    if len(pages) < 2:
        return [list(lines) for lines in pages]
    edges = [_edges(lines) for lines in pages]
    recurring = Counter(key for page in edges for key in {_key(line) for line in page})
    kept: list[list[Line]] = []
    for lines, edge in zip(pages, edges, strict=True):
        dropped = {id(line) for line in edge if recurring[_key(line)] >= _MIN_PAGES and line.anchor is None}
        dropped |= {
            id(line) for line in _outermost(lines) if _PAGE_NUMBER.fullmatch(_NUMBERS.sub("#", line.text))
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:_EDGE_LINES] + ordered[max(_EDGE_LINES, len(ordered) - _EDGE_LINES) :]


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """The first and the last line; two where a title has the same height as the number."""
    ordered = sorted(lines, key=lambda line: line.top)
    return ordered[:2] + ordered[max(2, len(ordered) - 2) :]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBERS.sub("#", line.text).casefold(), round(line.top / 4)
