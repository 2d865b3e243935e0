"""The text of a page as it is put together, with its units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kotae.parsing.struck import without_struck
from kotae.parsing.units import Unit, heading_label
from kotae.records import BlockKind, CellSpan, StruckText
from kotae.scripts import IDEOGRAPHS, KANA

__all__ = ["LINE_BREAK", "PageText", "collapse"]

LINE_BREAK: Final = "\x1e"
"""Stands for ``<br>`` until white space is collapsed."""

_WIDE: Final = f"[\u3000-\u3040{KANA}{IDEOGRAPHS}\uff01-\uff60\uffe0-\uffe6]"
_BREAK_INSIDE_JAPANESE: Final = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")


@dataclass(slots=True)
class PageText:
    """Takes pieces in reading order.

    Attributes:
        units: The units so far.
        struck: What is crossed out in them, with its place.
        beside: Which of them, by their place, stand in a footer, a remark or an address.
        sides: How many open elements stand beside the text.
        summaries: The summaries of the details that are open, outermost first; empty for one without.
    """

    units: list[Unit] = field(default_factory=list)
    struck: list[StruckText] = field(default_factory=list)
    beside: set[int] = field(default_factory=set)
    sides: int = 0
    summaries: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def length(self) -> int:
        """How many characters were written so far."""
        return self._length

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def put(
        self,
        content: str,
        kind: BlockKind,
        *,
        level: int = 0,
        label: str = "",
        cells: Sequence[tuple[int, int, str]] = (),
    ) -> None:
        """Write one unit under the innermost open summary.

        Args:
            content: Its text, not blank; code may begin with spaces, which belong to no unit.
            kind: What it is.
            level: 1 or more for a heading.
            label: A heading's text without markup.
            cells: For a row of a table, its values: where each begins and ends in ``content``,
                which then has no white space around it, and its address.
        """
        content, taken, moved = without_struck(content)
        if not content.strip():
            return
        if self._parts:
            together = kind in ("list", "table") and self.units[-1].kind == kind
            self._write("\n" if together else "\n\n")
        begin = self._length
        start = self._length + len(content) - len(content.lstrip())
        self._write(content.rstrip())
        self.struck += (StruckText(at=min(begin + at, self._length), text=words) for at, words in taken)
        if not level and not label:
            label = next((summary for summary in reversed(self.summaries) if summary), "")
        if self.sides:
            self.beside.add(len(self.units))
        spans = tuple(
            CellSpan(start=start + moved(a), end=start + moved(b), address=where) for a, b, where in cells
        )
        self.units.append(
            Unit(start=start, end=self._length, kind=kind, level=level, label=label, cells=spans)
        )

    def put_summary(self, summary: str) -> None:
        """Write what is shown of the innermost open details; what stands inside is under it."""
        label = heading_label(summary)
        if self.summaries and label:
            self.put(summary, "heading", label=label)
            self.summaries[-1] = label
        elif summary:
            self.put(summary, "paragraph")

    @property
    def ahead(self) -> int:
        """A place behind the last unit and not behind the beginning of the next one."""
        return self._length + 1 if self._length else 0

    def note_struck(self, content: str) -> None:
        """Note what is crossed out in a piece of which nothing else is left."""
        self.struck += (StruckText(at=self.ahead, text=words) for _, words in without_struck(content)[1])

    def _write(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)


def collapse(raw: str) -> str:
    """Return text with white space as a browser shows it, none where a line of Japanese was wrapped, no soft hyphens."""
    lines: Iterator[str] = (
        " ".join(_BREAK_INSIDE_JAPANESE.sub("", line).split())
        for line in raw.replace("\xad", "").split(LINE_BREAK)
    )
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()
