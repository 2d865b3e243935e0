"""Putting a text together piece by piece and noting its units, for formats whose text is extracted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kotae.parsing.struck import STRETCH, in_order, said, without_struck
from kotae.parsing.units import Draft, Unit, clean_text, heading_label
from kotae.records import BlockKind, CellSpan, StruckText

__all__ = ["TextWriter"]

# More than a label keeps: a title can be as long as its document, and stands over every row.
_LONGEST_LABEL: Final = 2_000


@dataclass(slots=True, kw_only=True)
class TextWriter:
    """Collects pieces in reading order.

    Attributes:
        units: The units so far; their offsets count :attr:`text`.
        struck: What is crossed out in them, with its place.
        page: Page, slide or sheet the next pieces stand on, where there are any.
    """

    units: list[Unit] = field(default_factory=list)
    struck: list[StruckText] = field(default_factory=list)
    page: int | None = None
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def length(self) -> int:
        """How many characters were written so far."""
        return self._length

    @property
    def ahead(self) -> int:
        """A place behind the last unit and not behind the beginning of the next one."""
        return self._length + 1 if self._length else 0

    def all_struck(self, more: Iterable[StruckText] = ()) -> tuple[StruckText, ...]:
        """Return what is crossed out, in order, with what was gathered elsewhere."""
        return in_order((*more, *self.struck), self._length)

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def add(
        self,
        text: str,
        kind: BlockKind = "paragraph",
        *,
        level: int = 0,
        mark: int = 0,
        label: str = "",
        cells: Sequence[tuple[int, int, str]] = (),
    ) -> None:
        """Write one unit; white space around it and blank text are dropped.

        Args:
            text: Its text.
            kind: What it is.
            level: 1 or more for a heading, else 0.
            mark: So many characters in front (a bullet) are written but are no part of the unit.
            label: A run-in heading: what the piece stands under without a heading of its own, as
                the title of its table; not for headings.
            cells: For a row of a table, its values: where each begins and ends in ``text``, which
                then is one line without white space around it, and its address.
        """
        text, cells = self._uncrossed(clean_text(text), cells, kind)
        if not text:
            return
        label = heading_label(text if level else said(label[:_LONGEST_LABEL]))
        if level and not label:
            kind, level = "paragraph", 0
        start = self._begin(kind) + min(mark, len(text) - 1)
        self._write(text)
        self.units.append(
            Unit(
                start=start,
                end=self._length,
                kind=kind,
                level=level,
                label=label,
                page=self.page,
                cells=tuple(CellSpan(start=start + a, end=start + b, address=where) for a, b, where in cells),
            )
        )

    def _uncrossed(
        self, text: str, cells: Sequence[tuple[int, int, str]], kind: BlockKind
    ) -> tuple[str, Sequence[tuple[int, int, str]]]:
        """A unit's text and cells without what is crossed out in it, which is noted with its place."""
        if not STRETCH.search(text):
            return text.strip(), cells
        bare, taken, moved = without_struck(text)
        lead = len(bare) - len(bare.lstrip())
        text = bare.strip()
        start = self._length + len(self._gap(kind)) if text else self.ahead
        self.struck += (
            StruckText(at=start + min(max(at - lead, 0), len(text)), text=words) for at, words in taken
        )
        # Behind the last words white space may be left, which goes.
        spans = (
            (moved(start) - lead, min(moved(end) - lead, len(text)), where) for start, end, where in cells
        )
        return text, [span for span in spans if span[0] < span[1]]

    def add_draft(self, draft: Draft, *, deeper: int = 0) -> int:
        """Write another draft's text with its units, headings ``deeper`` levels further in.

        Returns:
            By how much its offsets moved; for a draft without units, which writes nothing, to the end.
        """
        if not draft.units:
            return self._length
        # White space at the ends goes, and the units with it to their new place.
        begin = draft.units[0].start
        shift = self._begin("paragraph") - begin
        self._write(draft.text[begin : draft.units[-1].end])
        self.struck += (replace(one, at=min(max(one.at + shift, 0), self._length)) for one in draft.struck)
        for unit in draft.units:
            level = unit.level + deeper if unit.level else 0
            self.units.append(
                replace(
                    unit,
                    start=unit.start + shift,
                    end=unit.end + shift,
                    level=level,
                    page=self.page,
                    cells=tuple(
                        CellSpan(start=cell.start + shift, end=cell.end + shift, address=cell.address)
                        for cell in unit.cells
                    ),
                )
            )
        return shift

    def _begin(self, kind: BlockKind) -> int:
        self._write(self._gap(kind))
        return self._length

    def _gap(self, kind: BlockKind) -> str:
        """What stands between the units so far and the next one, of this kind."""
        if not self._parts:
            return ""
        return "\n" if kind in ("list", "table") and self.units[-1].kind == kind else "\n\n"

    def _write(self, piece: str) -> None:
        if not piece:
            return
        self._parts.append(piece)
        self._length += len(piece)
