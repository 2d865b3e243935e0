"""How sure it is that two statements which differ speak of the same thing.

Each statement is held against what the other paper's language says nearest to it, by the reader and by words: what is clearly
further away speaks of something else. What two languages say alike is one thing: a contradiction of the one is one of the
other. The numbers were chosen on the first three of the four sets in ``benchmarks/conflicts``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from kotae.conflicts.deciding import Pair
from kotae.conflicts.records import ConflictKind
from kotae.conflicts.statements import Statement

__all__ = ["is_alike", "scored"]

_Place: TypeAlias = tuple[int, int, str]

_ALIKE: Final = 0.6
# Within a language words tell much, and the reader is asked for the rest.
_WORTH_MOST: Final = 2.5
_ENOUGH: Final = 4.5
# Across languages a table knows too few words for that.
_ENOUGH_CROSSED: Final = 5.0
# What is nearest is told by the reader and by shared words: the reader alone takes a lease for a service contract.
_NEAR_MOST: Final = 2.0
_NEAR_LEAST: Final = 4.0
# Within a language several papers may say the thing in other words; across them it must be the nearest.
_FURTHER: Final = 1.0
_FURTHER_CROSSED: Final = 0.5
# Two that say the same value of the same thing, each in its language.
_AGREE: Final = 5.6
_FURTHER_AGREEING: Final = 0.5
# Nothing but the denial may be another; across languages, where the table lacks words, it must be the nearest instead.
_DENIED_WORDS: Final = (0.8, 0.6)
_DENIED_WORDS_CROSSED: Final = 0.4
_RELATED: Final = 1.5
_RELATED_CROSSED: Final = 2.4


def is_alike(pair: Pair) -> bool:
    """Return whether two statements look so much alike that why they don't contradict one another is worth saying.

    Two that differ in a denial do where they would contradict one another but for the reason: a word or two come again anywhere.
    """
    like = pair.like
    if pair.kind == "denial":
        most, least = (_ALIKE, _DENIED_WORDS_CROSSED) if like.crossed else _DENIED_WORDS
        return like.most >= most and like.least >= least
    return like.most >= _ALIKE


def scored(
    pairs: Sequence[Pair], propose: Callable[[Statement, Statement], Iterable[Pair]] = lambda *_: ()
) -> list[tuple[Pair, float]]:
    """Return the contradictions among pairs that were read, each with its score above 0, in order.

    Args:
        pairs: Those without a reason, also those that agree: they show what is nearer, and what is one thing.
        propose: Gives in what two statements that weren't compared differ, though nothing shows why they may.
    """
    best: dict[_Place, float] = defaultdict(lambda: float("-inf"))
    for pair in pairs:
        for place in _places(pair):
            best[place] = max(best[place], _nearness(pair))
    further = [max(best[place] for place in _places(pair)) - _nearness(pair) for pair in pairs]
    scores = [0.0 if pair.agrees else _score(pair, off) for pair, off in zip(pairs, further, strict=True)]
    inherited = _inherited(pairs, scores, further)
    compared = {_sides(pair) for pair in pairs}
    found = []
    for pair, score in zip(pairs, scores, strict=True):
        passed_on = inherited.get(_sides(pair))
        if not pair.agrees and (score > 0 or passed_on):
            found.append((pair, max(score, passed_on.score if passed_on else 0.0)))
    found += [
        (pair, passed_on.score)
        for ends, passed_on in inherited.items()
        if ends not in compared
        for pair in propose(passed_on.one, passed_on.other)
        if pair.kind == passed_on.kind and not pair.agrees and pair.reason is None
    ]
    return found


class _PassedOn(NamedTuple):
    """A contradiction of two statements that others have which say the same."""

    one: Statement
    other: Statement
    kind: ConflictKind
    score: float


def _inherited(
    pairs: Sequence[Pair], scores: Sequence[float], further: Sequence[float]
) -> Mapping[frozenset[int], _PassedOn]:
    """Contradictions of statements that say the same as those in the other language which contradict one another."""
    same: dict[int, dict[int, Statement]] = defaultdict(dict)
    for pair, off in zip(pairs, further, strict=True):
        if pair.agrees and _nearness(pair) >= _AGREE and off <= _FURTHER_AGREEING:
            one, other = pair.sides
            same[id(one)][id(other)] = other
            same[id(other)][id(one)] = one
    found: dict[frozenset[int], _PassedOn] = {}
    for pair, score in zip(pairs, scores, strict=True):
        for one, other in _instead(pair, same) if score > 0 else ():
            ends = frozenset((id(one), id(other)))
            if ends not in found or found[ends].score < score:
                found[ends] = _PassedOn(one, other, pair.kind, score)
    return found


def _instead(
    pair: Pair, same: Mapping[int, Mapping[int, Statement]]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield the ends that a contradiction has in other papers too: one of them another, or both."""
    ends = [(side, *same.get(id(side), {}).values()) for side in pair.sides]
    for one, other in product(*ends):
        if (one is not pair.sides[0] or other is not pair.sides[1]) and (
            one.document.info.id != other.document.info.id
        ):
            yield one, other


def _sides(pair: Pair) -> frozenset[int]:
    return frozenset(map(id, pair.sides))


def _places(pair: Pair) -> tuple[_Place, _Place]:
    """Of each side its statement, its value, and the language that it is held against."""
    (one, other), (value, against) = pair.sides, pair.values
    return (
        (id(one), -1 if value is None else value.start, other.language),
        (id(other), -1 if against is None else against.start, one.language),
    )


def _nearness(pair: Pair) -> float:
    return (pair.read or 0.0) + _NEAR_MOST * pair.like.most + _NEAR_LEAST * pair.like.least


def _score(pair: Pair, further: float) -> float:
    like, read = pair.like, pair.read or 0.0
    if pair.kind == "denial" and like.crossed:
        near = like.most >= _DENIED_WORDS_CROSSED and further <= _FURTHER_CROSSED
        return read - _RELATED_CROSSED if near else 0.0
    if pair.kind == "denial":
        most, least = _DENIED_WORDS
        return read - _RELATED if like.most >= most and like.least >= least else 0.0
    if like.crossed:
        return _nearness(pair) - _ENOUGH_CROSSED if further <= _FURTHER_CROSSED else 0.0
    return read + _WORTH_MOST * like.most + like.least - _ENOUGH if further <= _FURTHER else 0.0
