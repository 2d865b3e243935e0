"""Two columns of prose side by side in plain text → one below the other, as they are read.

Read across, the sentences of the one stand in those of the other. Only prose is parted: lines of both
columns are as full as wrapped lines are, and sentences end within them. Cells of tables aren't like that.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

__all__ = ["one_below_the_other"]

_GAP: Final = re.compile(r"(?<=\S)(?: {2,}|\u3000+[ \u3000]*| +\u3000[ \u3000]*)(?=\S)")
# Fewer aligned gaps are chance: a centred heading, an address.
_MIN_LINES: Final = 4
# Narrower columns are cells.
_MIN_WIDTH: Final = 24
_MAX_LINE_CHARS: Final = 400
_MAX_GUTTERS: Final = 4
# Running text fills its lines, but for the last of a paragraph.
_FULL: Final = 0.75
_SENTENCE_END: Final = re.compile(r"[。！？]|[.!?](?=\s|\Z)")
_CLOSED: Final = re.compile(r"[。．.!?！？:：]\s*\Z")


class _Line(NamedTuple):
    """A line in columns of a terminal: its text, where each character begins, where text goes on behind gaps."""

    text: str
    places: tuple[int, ...]
    resumed: tuple[int, ...]

    @property
    def width(self) -> int:
        return self.places[len(self.text.rstrip())]

    @property
    def begin(self) -> int:
        return self.places[len(self.text) - len(self.text.lstrip())]


def one_below_the_other(text: str) -> str:
    """Return the text with columns of prose one below the other; the text itself where there are none."""
    lines = text.split("\n")
    if sum(_GAP.search(line) is not None for line in lines) < _MIN_LINES or "\t" in text:
        return text
    measured = [_measured(line) for line in lines]
    found: Counter[int] = Counter(place for line in measured for place in line.resumed)
    for gutter, count in found.most_common(_MAX_GUTTERS):
        if count >= _MIN_LINES:
            measured = _parted(measured, gutter)
    return "\n".join(line.text for line in measured)


def _measured(text: str) -> _Line:
    if len(text) > _MAX_LINE_CHARS:
        return _Line(text, (0,) * (len(text) + 1), ())
    widths = (2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
    places = tuple(accumulate(widths, initial=0))
    return _Line(text, places, tuple(places[gap.end()] for gap in _GAP.finditer(text)))


def _parted(lines: Sequence[_Line], gutter: int) -> list[_Line]:
    """The lines with every run of them that two columns of prose at a gutter make put one below the other."""
    result: list[_Line] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (gutter in lines[end].resumed or (end > at and _fits(lines[end], gutter))):
            end += 1
        end = _last(lines, at, end, gutter)
        sides = [_sides(line, gutter) for line in lines[at:end]]
        left, right = [side[0] for side in sides], [side[1] for side in sides]
        if _is_prose(left) and _is_prose(right) and (_runs_on(left) or _runs_on(right)):
            result += map(_measured, (*left, "", *right))
            at = end
        else:
            result += lines[at : max(end, at + 1)]
            at = max(end, at + 1)
    return result


def _last(lines: Sequence[_Line], at: int, end: int, gutter: int) -> int:
    """Where a run ends: behind its last line of both columns and those right below that go on with one of them."""
    both = max((place for place in range(at, end) if gutter in lines[place].resumed), default=at - 1) + 1
    while both < end and lines[both].text.strip():
        both += 1
    return both


def _fits(line: _Line, gutter: int) -> bool:
    """Whether a line without both columns may stand between lines that have them."""
    return not line.text.strip() or line.width <= gutter - 2 or line.begin == gutter


def _sides(line: _Line, gutter: int) -> tuple[str, str]:
    if gutter not in line.places:
        return line.text.rstrip(), ""
    at = line.places.index(gutter)
    return line.text[:at].rstrip(" \u3000"), line.text[at:].rstrip()


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether the lines of one column are those of running text."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < _MIN_LINES:
        return False
    widths = [_measured(line).width for line in filled]
    widest = max(widths)
    full = sum(width >= _FULL * widest for width in widths)
    sentences = sum(len(_SENTENCE_END.findall(line)) for line in filled)
    return widest >= _MIN_WIDTH and 2 * full > len(filled) and sentences > 1


def _runs_on(lines: Sequence[str]) -> bool:
    """Whether sentences run on over the ends of lines; what closes with every line is a list of them."""
    filled = [line for line in lines if line.strip()]
    return 2 * sum(_CLOSED.search(line) is None for line in filled) >= len(filled)
