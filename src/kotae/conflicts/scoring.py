"""How sure it is that two statements which differ speak of the same thing.

The numbers were chosen on the first of the two sets in ``benchmarks/conflicts``; the second one was asked afterwards.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from kotae.conflicts.deciding import Pair
from kotae.conflicts.likeness import Likeness

__all__ = ["is_alike", "scored"]

_ALIKE: Final = 0.6
# Within a language words tell much, and the reader is asked for the rest.
_WORTH_MOST: Final = 2.5
_ENOUGH: Final = 6.4
# Across languages a table knows too few words: the reader must be surer, and it must be the nearest that language says.
_ENOUGH_CROSSED: Final = 4.6
_NEAREST: Final = 0.5
# Nothing but the denial may be another.
_DENIED_WORDS: Final = (0.8, 0.6)
_DENIED_WORDS_CROSSED: Final = (0.5, 0.3)
_RELATED: Final = 1.5
_RELATED_CROSSED: Final = 2.4


def is_alike(like: Likeness) -> bool:
    """Return whether two statements look so much alike that why they don't contradict one another is worth saying."""
    return like.most >= _ALIKE


def scored(pairs: Sequence[Pair]) -> list[tuple[Pair, float]]:
    """Return the contradictions among pairs that were read, each with its score above 0, in order.

    Args:
        pairs: Those without a reason, also those that agree: across languages they show what is nearer.
    """
    best: dict[tuple[int, int, str], float] = defaultdict(lambda: float("-inf"))
    for pair in pairs:
        for place in _places(pair):
            best[place] = max(best[place], pair.read or 0.0)
    return [
        (pair, score)
        for pair in pairs
        if not pair.agrees and (score := _score(pair, min(best[at] for at in _places(pair)))) > 0
    ]


def _places(pair: Pair) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    """Of each side its statement, its value, and the language that it is held against."""
    (one, other), (value, against) = pair.sides, pair.values
    return (
        (id(one), -1 if value is None else value.start, other.language),
        (id(other), -1 if against is None else against.start, one.language),
    )


def _score(pair: Pair, nearest: float) -> float:
    like, read = pair.like, pair.read or 0.0
    if pair.kind == "denial":
        most, least = _DENIED_WORDS_CROSSED if like.crossed else _DENIED_WORDS
        related = _RELATED_CROSSED if like.crossed else _RELATED
        return read - related if like.most >= most and like.least >= least else 0.0
    if like.crossed:
        return read - _ENOUGH_CROSSED if nearest - read <= _NEAREST else 0.0
    return read + _WORTH_MOST * like.most + like.least - _ENOUGH
