"""Several amounts of one kind in a paper, none of which the question names: told apart by what the other papers call theirs.

A paper in the other language may call the value by a word that no dictionary gives for the question's. But what it calls the
*other* amount is often a word that is known, and that a clear paper calls an amount which isn't the one asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kotae.answering.coverage import Translations, cover
from kotae.gathering.candidates import Candidate
from kotae.gathering.units import Amount, around
from kotae.gathering.wish import Wish
from kotae.segmentation.analyzer import Analyzer

__all__ = ["likeness_of", "of_one_kind", "settled"]

# Questions that say what they measure want amounts of one or two kinds.
_ANY: Final = 3
_LEAST_CLEAR: Final = 2
_KINDS: Final = {"number": "count"}


def of_one_kind(candidates: Sequence[Candidate], wish: Wish) -> list[Candidate]:
    """Return the candidates, all with a value of the kind that the clear ones have: an audience is no money.

    Those without an amount of that kind are left out.

    Args:
        candidates: In order.
        wish: What is wanted; where it names a kind, nothing is changed.
    """
    wanted = {word.term for word in wish.words}
    clear = {
        one.document.info.id: _kind(one.amount)
        for one in candidates
        if one.called and one.amount is not None and len(one.met) == len(wanted)
    }
    kinds = set(clear.values())
    if len(wish.kinds) < _ANY or not wish.needs_amount or len(clear) < _LEAST_CLEAR or len(kinds) > 1:
        return list(candidates)
    kind = kinds.pop()
    return [alike for one in candidates if (alike := _with_kind(one, kind)) is not None]


def _with_kind(candidate: Candidate, kind: str) -> Candidate | None:
    own = candidate.amount
    if own is None or _kind(own) == kind:
        return candidate
    others = [one for one in candidate.record.amounts if _kind(one) == kind]
    if not others:
        return None
    first = others[0]
    row = candidate.record.kind == "row"
    unit = candidate.unit if row else around(candidate.document, first, candidate.record.sentences)
    rivals = tuple(one for one in others[1:] if one.key != first.key)
    return replace(
        candidate,
        amount=first,
        place=first,
        unit=unit,
        rivals=rivals,
        beaten=(),
        only=not rivals,
        called=frozenset(),
    )


def _kind(amount: Amount) -> str:
    return _KINDS.get(amount.quantity.kind, amount.quantity.kind)


def settled(
    candidates: Sequence[Candidate], wish: Wish, *, analyzer: Analyzer, table: Translations | None
) -> list[Candidate]:
    """Return the candidates, each with the amount that is called most like the clear ones' value and least like their others.

    Args:
        candidates: In order.
        wish: What is wanted; where it bounds amounts, nothing is changed.
        analyzer: Of labels.
        table: Translations.
    """
    if wish.amounts or not any(one.rivals for one in candidates):
        return list(candidates)
    clear = [one for one in candidates if one.amount is not None and one.beaten and not one.rivals]
    chosen = {word for one in clear if one.amount for word in _words(one.amount.label, analyzer)}
    others = {word for one in clear for amount in one.beaten for word in _words(amount.label, analyzer)}
    likeness = lru_cache(maxsize=None)(
        lambda label: likeness_of(label, chosen - others, others - chosen, analyzer, table)
    )
    return [_settled(one, likeness) if one.rivals else one for one in candidates]


def _words(label: str, analyzer: Analyzer) -> set[str]:
    return {word.term for word in analyzer.content_words(label)}


def likeness_of(
    label: str, chosen: set[str], others: set[str], analyzer: Analyzer, table: Translations | None
) -> float:
    """Return how much more a label says what the chosen are called than what the others are, at least -1 and at most 1."""
    words = analyzer.content_words(label)
    like, unlike = (
        max(cover(words, held, table=table).degrees.values(), default=0.0) for held in (chosen, others)
    )
    return like - unlike


def _settled(candidate: Candidate, likeness: Callable[[str], float]) -> Candidate:
    own = candidate.amount
    if own is None or own.quantity.kind == "date":
        return candidate
    best: Amount = max((own, *candidate.rivals), key=lambda amount: likeness(amount.label))
    if best is own or likeness(best.label) == likeness(own.label):
        return candidate
    unit = (
        candidate.unit
        if candidate.record.kind == "row"
        else around(candidate.document, best, candidate.record.sentences)
    )
    return replace(candidate, amount=best, place=best, unit=unit)
