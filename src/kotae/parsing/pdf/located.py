"""Text that knows the lines it was taken from: put together, cut and joined without losing its place on the page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Self

from kotae.boxes import Stretch, pack
from kotae.parsing.pdf.hyphens import Words, joint
from kotae.parsing.pdf.layout import BAR, Line
from kotae.records import PageLayout

__all__ = ["Located", "joined", "laid"]

# In heights of its line: so far the middle of a slanting box may lie from that of its first character.
_MOST_STRAY: Final = 0.5


class _Origin(NamedTuple):
    """Characters of a line, and where they stand in the text now."""

    at: int
    line: Line
    start: int
    end: int


class Located:
    """A text and where its characters come from; what was added (spaces, marks) comes from nowhere.

    Attributes:
        text: The text.
        origins: In the order of the text, apart from each other.
    """

    __slots__ = ("origins", "text")

    def __init__(self, text: str, origins: tuple[_Origin, ...] = ()) -> None:
        self.text = text
        self.origins = origins

    @classmethod
    def of(cls, line: Line) -> Self:
        """Return the text of a line; what parts its cells stands nowhere on the page."""
        starts = (0, *line.breaks)
        ends = (*(start - len(BAR) for start in line.breaks), len(line.text))
        return cls(
            line.text,
            tuple(_Origin(start, line, start, end) for start, end in zip(starts, ends, strict=True)),
        )

    @classmethod
    def concatenated(cls, parts: Iterable["Located"]) -> Self:
        """Return the parts behind each other."""
        texts: list[str] = []
        origins: list[_Origin] = []
        length = 0
        for part in parts:
            texts.append(part.text)
            origins.extend(origin._replace(at=origin.at + length) for origin in part.origins)
            length += len(part.text)
        return cls("".join(texts), tuple(origins))

    def cut(self, start: int, end: int) -> "Located":
        """Return a slice."""
        kept = []
        for at, line, first, last in self.origins:
            low, high = max(at, start), min(at + last - first, end)
            if low < high:
                kept.append(_Origin(low - start, line, first + low - at, first + high - at))
        return Located(self.text[start:end], tuple(kept))

    def stripped(self) -> "Located":
        """Return it without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def layouts(self) -> tuple[PageLayout, ...]:
        """Return where its characters stand, page by page, offsets counted from its beginning."""
        pages: defaultdict[int, list[Stretch]] = defaultdict(list)
        for origin in self.origins:
            pages[origin.line.page] += map(_stretch, _level_parts(origin))
        return tuple(pack(page, stretches) for page, stretches in sorted(pages.items()))


def laid(lines: Sequence[Line]) -> Located:
    """Return lines as they stand, each on a line of its own, as code is."""
    parts = [Located.of(lines[0])]
    for line in lines[1:]:
        parts += [Located("\n"), Located.of(line)]
    return Located.concatenated(parts)


def joined(parts: Sequence[Located], words: Words) -> Located:
    """Return lines (or paragraphs that a page break parted) as one text: Japanese without spaces, broken words whole.

    Args:
        parts: At least one.
        words: What proves that a word was broken.
    """
    pieces = [parts[0]]
    for part in parts[1:]:
        before = pieces[-1]
        if not part.text or not before.text:
            pieces.append(part)
            continue
        gone, between = joint(before.text, part.text, words)
        pieces[-1] = before.cut(0, len(before.text) - gone) if gone else before
        pieces += [Located(between), part] if between else [part]
    return Located.concatenated(pieces)


def _level_parts(origin: _Origin) -> Iterator[_Origin]:
    """Yield a stretch in parts whose boxes hold hardly more than their characters: of a slanting line short ones."""
    line, start = origin.line, origin.start
    slope = 0.0 if line.frame.straight else min(abs(line.frame.x), abs(line.frame.y))
    reach = _MOST_STRAY * (line.bottom - line.top)
    for end in range(start + 1, origin.end):
        if slope * abs(line.edges[end + 1] - line.edges[start]) > reach:
            yield origin._replace(at=origin.at + start - origin.start, start=start, end=end)
            start = end
    yield origin._replace(at=origin.at + start - origin.start, start=start)


def _stretch(origin: _Origin) -> Stretch:
    line, frame = origin.line, origin.line.frame
    edges = line.edges[origin.start : origin.end + 1]
    x0, y0, x1, y1 = frame.to_page(edges[0], line.top, edges[-1], line.bottom)
    near, far = (x0, x1) if frame.upright else (y0, y1)
    if frame.straight:
        sign = frame.y if frame.upright else frame.x
        along = edges if sign > 0 else [-edge for edge in edges]
    else:
        middle = (line.top + line.bottom) / 2
        ends = [frame.to_page(edge, middle, edge, middle) for edge in edges]
        along = [end[1] if frame.upright else end[0] for end in ends]
    return Stretch(origin.at, frame.upright, near, far, along)
