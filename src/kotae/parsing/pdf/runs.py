"""Glyphs → runs: what is drawn one after another on one line, words spaced, readings above kanji left out."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kotae.parsing.pdf.glyphs import GUESSED_SPACE, Glyph, is_wide
from kotae.scripts import KANA, KANJI

__all__ = ["Run", "apart", "laps", "overlap", "run_of", "runs_of", "without_ruby"]

_KANA: Final = re.compile(f"[{KANA}]+")
_IDEOGRAPH: Final = re.compile(f"[{KANJI}]")
_RUBY_SIZE: Final = 0.67
# In font sizes; what was written at once lies over each other by less.
_LAPPED: Final = 0.12
_LAPPED_BESIDE: Final = 0.5
_LAPPED_LETTERS: Final = 1.2


@dataclass(slots=True)
class Run:
    """Glyphs drawn one after another on one line.

    Attributes:
        glyphs: In order, white space aside.
        left: Its box, as of glyphs.
        right: See ``left``.
        top: See ``left``.
        bottom: See ``left``.
        size: Font size of the first.
        parts: Their texts, with the spaces between them.
        edges: Where each character of the text begins along the line.
        widest: The widest gap between two of its glyphs, in points.
    """

    glyphs: list[Glyph]
    left: float
    right: float
    top: float
    bottom: float
    size: float
    parts: list[str] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    widest: float = 0.0

    @property
    def text(self) -> str:
        """Its characters, words apart."""
        return "".join(self.parts)

    def add(self, text: str, left: float, right: float) -> None:
        """Write characters that share a stretch of the line equally."""
        self.parts.append(text)
        if len(text) == 1:
            self.edges.append(left)
            return
        step = (right - left) / len(text)
        self.edges.extend([left + step * place for place in range(len(text))])

    def slice(self, start: int, end: int) -> "Run":
        """Return the part between two of its glyphs."""
        glyphs = self.glyphs[start:end]
        part = Run(
            glyphs,
            glyphs[0].left,
            max(glyph.right for glyph in glyphs),
            min(glyph.top for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
            glyphs[0].size,
        )
        # Spaces were written between glyphs: those that stand before the part's first are not its own.
        place = count = 0
        for text in self.parts:
            spaced = text == " "
            if count < end and (count > start or (count == start and not spaced)):
                part.parts.append(text)
                part.edges += self.edges[place : place + len(text)]
            place += len(text)
            count += not spaced
        return part


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Return the runs of glyphs in the order they are drawn; none for none."""
    runs: list[Run] = []
    space = ""
    for glyph in glyphs:
        if glyph.text in (" ", GUESSED_SPACE):
            space = " " if " " in (space, glyph.text) else GUESSED_SPACE
            continue
        run = runs[-1] if runs else None
        if run and _goes_on(run, glyph):
            if apart(run.parts[-1][-1], glyph.text[0], glyph.left - run.right, run.size, space=space):
                run.add(" ", run.right, max(run.right, glyph.left))
            run.widest = max(run.widest, glyph.left - run.glyphs[-1].right)
            run.glyphs.append(glyph)
            run.right = max(run.right, glyph.right)
            run.top, run.bottom = min(run.top, glyph.top), max(run.bottom, glyph.bottom)
        else:
            runs.append(run_of(glyph))
            space = ""
            continue
        run.add(glyph.text, glyph.left, glyph.right)
        space = ""
    return runs


def run_of(glyph: Glyph) -> Run:
    """Return a run of one glyph."""
    run = Run([glyph], glyph.left, glyph.right, glyph.top, glyph.bottom, glyph.size)
    run.add(glyph.text, glyph.left, glyph.right)
    return run


def _goes_on(run: Run, glyph: Glyph) -> bool:
    gap = glyph.left - run.right
    last = run.glyphs[-1]
    # Ruby stands above and is smaller; notes and exponents overlap the line they belong to.
    if not -0.5 * last.size < gap < 1.2 * run.size:
        return False
    if _stands_above(run, glyph) or (glyph.first and laps(run, glyph)):
        return False
    shared = overlap(run, glyph)
    if shared >= 0.5:
        return True
    # Note marks may stand so high that they hardly do.
    attached = gap < 0.3 * last.size and not _KANA.fullmatch(glyph.text)
    return attached and shared > 0.1 and glyph.size <= 0.8 * run.size


def laps(before: Run, after: Run | Glyph) -> bool:
    """Return whether something was drawn over the end of what stands before it, as a cell is by one too narrow for its text.

    Letters of one word may share a place (ligatures), figures of one number don't.
    """
    over = (before.right - after.left) / after.size
    ends = before.parts[-1][-1], after.text[0]
    figures = sum(map(str.isdecimal, ends)) if all(map(str.isalnum, ends)) else 0
    lapped = before.left < after.left and over > (_LAPPED_LETTERS, _LAPPED_BESIDE, _LAPPED)[figures]
    return lapped and after.size > _RUBY_SIZE * before.size and overlap(before, after) >= 0.5


def _stands_above(run: Run, glyph: Glyph) -> bool:
    """Whether small kana begin above the line, as a reading of what follows does."""
    small = glyph.size <= _RUBY_SIZE * run.size and glyph.bottom < run.bottom - 0.35 * run.size
    return small and _KANA.fullmatch(glyph.text) is not None


def overlap(first: Run | Glyph, second: Run | Glyph) -> float:
    """Return how much of the flatter one lies beside the other, across the line."""
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared / max(0.1, min(first.bottom - first.top, second.bottom - second.top))


def apart(before: str, after: str, gap: float, size: float, *, space: str) -> bool:
    """Return whether a space belongs between two characters; ``space`` is what the file says of it."""
    if is_wide(before) and is_wide(after):
        return gap > 0.8 * size
    if is_wide(before) or is_wide(after):
        return gap > 0.6 * size or (space == " " and gap > 0.15 * size)
    return gap > 0.17 * size or (bool(space) and gap > (-0.1 if space == " " else 0.06) * size)


def without_ruby(runs: list[Run]) -> list[Run]:
    """Return the runs without readings set in small kana beside the characters they explain."""
    bases = sorted((run for run in runs if _IDEOGRAPH.search(run.text)), key=lambda base: base.top)
    tops = [base.top for base in bases]
    # Only what may stand right below is looked at, not the whole page for each reading.
    reach = max((base.size for base in bases), default=0.0)
    return [
        run
        for run in runs
        if not _KANA.fullmatch(run.text.replace(" ", ""))
        or not any(
            _is_ruby_of(run, base)
            for base in bases[bisect(tops, run.bottom - reach) : bisect(tops, run.bottom + reach)]
        )
    ]


def _is_ruby_of(run: Run, base: Run) -> bool:
    return (
        run.size <= _RUBY_SIZE * base.size
        and run.left < base.right + 0.5 * run.size
        and run.right > base.left - 0.5 * run.size
        and -0.8 * base.size < base.top - run.bottom < 0.6 * base.size
        and run.top < base.top
    )
