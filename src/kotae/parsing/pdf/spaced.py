"""Words set with wide gaps between their letters (``議　事　録``, ``M I N U T E S``), which would be a row of cells each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kotae.parsing.pdf.runs import Run

__all__ = ["with_spaced_words"]

_LEAST_LETTERS: Final = 3
# In font sizes: a run holds what is closer, and what is further apart is a row of marks.
_NEAREST: Final = 1.0
_FARTHEST: Final = 4.0
# Typesetters space evenly, and programs measure that in one of three ways.
_UNEVEN: Final = 0.25
# So many font sizes above or below them cells would stand under them.
_REACH: Final = 4.0


def with_spaced_words(runs: Sequence[Run]) -> list[Run]:
    """Return runs with letters that are spaced out evenly as one run, a space between two letters.

    They are letters drawn one after another, three or more, each a run. Where several of them have something by itself
    above or below, they head columns (``月 火 水``) and stay as they are.

    Args:
        runs: In the order they are drawn.
    """
    joined: list[Run] = []
    for stretch in _stretches(runs):
        spaced = len(stretch) >= _LEAST_LETTERS and not _heads_columns(stretch, runs)
        joined += [_joined(stretch)] if spaced else stretch
    return joined


def _stretches(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs in stretches: letters that are spaced evenly together, others alone."""
    stretch: list[Run] = []
    for run in runs:
        if stretch and not _goes_on(stretch, run):
            yield stretch
            stretch = []
        stretch.append(run)
    if stretch:
        yield stretch


def _goes_on(stretch: Sequence[Run], run: Run) -> bool:
    last = stretch[-1]
    if not (_is_letter(last) and _is_letter(run)) or abs(run.size - last.size) > 0.1:
        return False
    if abs(run.bottom - last.bottom) > 0.5 * run.size or not run.left - last.right < _FARTHEST * run.size:
        return False
    if len(stretch) == 1:
        return _middle(run) - _middle(last) > _NEAREST * run.size
    steps = zip(_steps(stretch[-2], last), _steps(last, run), strict=True)
    return any(abs(after - before) < _UNEVEN * run.size for before, after in steps)


def _is_letter(run: Run) -> bool:
    return len(run.glyphs) == 1 and run.text.isalpha()


def _steps(before: Run, after: Run) -> tuple[float, float, float]:
    """How far two letters are apart: by their left edges, their middles, and the gap between them."""
    return after.left - before.left, _middle(after) - _middle(before), after.left - before.right


def _middle(run: Run) -> float:
    return (run.left + run.right) / 2


def _heads_columns(stretch: Sequence[Run], runs: Sequence[Run]) -> bool:
    """Whether two of the letters or more have a run by itself above or below them, as heads of columns have."""
    first, own = stretch[0], {id(run) for run in stretch}
    reach = _REACH * first.size
    half = (_middle(stretch[1]) - _middle(first)) / 2
    under: set[int] = set()
    for run in runs:
        if id(run) in own or run.bottom < first.top - reach or run.top > first.bottom + reach:
            continue
        beside = run.top < first.bottom and run.bottom > first.top
        below = [at for at, letter in enumerate(stretch) if abs(_middle(run) - _middle(letter)) < half]
        if not beside and below and run.right - run.left < 2 * half:
            under.update(below)
    return len(under) > 1


def _joined(stretch: Sequence[Run]) -> Run:
    whole = replace(stretch[0], glyphs=[], parts=[], edges=[])
    for run in stretch:
        if whole.glyphs:
            whole.add(" ", whole.right, max(whole.right, run.left))
        whole.glyphs += run.glyphs
        whole.parts += run.parts
        whole.edges += run.edges
        whole.right = run.right
    whole.top, whole.bottom = min(run.top for run in stretch), max(run.bottom for run in stretch)
    return whole
