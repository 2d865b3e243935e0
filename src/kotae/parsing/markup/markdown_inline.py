"""Inline marks of Markdown that change what a text says: crossed-out text goes, raised numbers become superscripts.

Everything else inside a piece stays as it is written.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import Tag

from kotae.parsing.html.marks import mark_text
from kotae.parsing.html.notices import Notices

__all__ = ["has_inline_marks", "without_struck"]

_INSIDE: Final = r"(?:[^~\n]|\n(?![ \t]*\n)|~(?!~)){0,2000}?"
_MARKS: Final = re.compile(
    rf"(?P<code>(?P<ticks>`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n)){{1,2000}}?(?P=ticks)(?!`)|<!--.*?-->)"
    rf"|(?<![~\\])~~(?=[^\s~])(?P<struck>{_INSIDE})(?<=[^\s~])~~(?!~)"
    r"|<(?P<tag>del|s|strike|[a-z]{1,10}(?=[^<>]{1,300}\bline-through\b))\b[^<>]{0,300}>(?P<deleted>(?:[^<]|<(?!/?(?P=tag)\b)){0,2000}?)</(?P=tag)\s*>"
    r"|(?P<raised><(?P<height>sup|sub)\b[^<>]{0,300}>[^<>\n]{0,40}(?:<a\b[^<>]{0,300}>[^<>\n]{1,40}</a>)?[^<>\n]{0,9}</(?P=height)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_SIGNS: Final = re.compile(r"~~|line-through|<(?:del|s|strike|sup|sub)\b", re.IGNORECASE)


def has_inline_marks(text: str) -> bool:
    """Whether there is anything to look at more closely."""
    return _SIGNS.search(text) is not None


def without_struck(text: str, code: Sequence[tuple[int, int]]) -> tuple[str, Notices]:
    """Return the text without what is crossed out and with raised numbers as superscripts, and what was left out.

    Args:
        text: Markdown.
        code: Where code blocks stand, in order: nothing is changed there.
    """
    notices = Notices()
    pieces: list[str] = []
    done = length = 0
    for match in _MARKS.finditer(text):
        if match["code"] or match.start() < done or _is_inside(match.start(), code):
            continue
        start, end = match.span()
        struck = match["struck"] or match["deleted"]
        if struck is not None:
            notices.add("struck", struck)
            notices.struck.add(struck, length + start - done)
            # One of the spaces around it goes with it.
            end += text[start - 1 : start] in (" ", "\n", "") and text[end : end + 1] == " "
        pieces += [text[done:start], "" if struck is not None else _raised(match["raised"] or "")]
        length += len(pieces[-2]) + len(pieces[-1])
        done = end
    return "".join([*pieces, text[done:]]), notices


def _is_inside(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    # In order: only the last one that begins before can hold the place.
    at = bisect_right(ranges, place, key=lambda found: found[0]) - 1
    return at >= 0 and place < ranges[at][1]


def _raised(markup: str) -> str:
    tag = BeautifulSoup(markup, "lxml").find(["sup", "sub"])
    written = mark_text(tag) if isinstance(tag, Tag) else None
    return markup if written is None else written
