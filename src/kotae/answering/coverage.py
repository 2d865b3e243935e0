"""How much of a question's words a piece of text holds, in the same or the other language.

A word counts by its rarity: that a text about Japan's AI strategy holds "Japan" says nothing,
that it holds "MirrorFace" says nearly all. The rarest words are what distinguishes a question
from its neighbours, so the largest uncovered share is kept too.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from kotae.records import Language, MatchedTerm

__all__ = ["Coverage", "Rarity", "Translations", "Word", "WordReader", "cover", "local_rarity"]

Rarity: TypeAlias = Callable[[str], float]
"""The inverse document frequency of a term, at least 0; terms never seen get the highest."""


class Word(Protocol):
    """A content word of a text."""

    @property
    def term(self) -> str:
        """Its dictionary form, as in the index."""
        ...

    @property
    def surface(self) -> str:
        """As written."""
        ...

    @property
    def language(self) -> Language:
        """Which language it belongs to."""
        ...


class WordReader(Protocol):
    """What answering needs of the analyser."""

    def content_words(self, text: str) -> Sequence[Word]:
        """Return the content words of a text, in order."""
        ...


class Translations(Protocol):
    """What answering needs of the translation table."""

    def translations(self, term: str, source: Language) -> Sequence[tuple[str, float]]:
        """Return terms of the other language with their probabilities, likeliest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the question's words a text holds.

    Attributes:
        share: Weighted by rarity, in [0, 1]; 0 for a question without content words.
        missing: The largest share of a single word that isn't held, in [0, 1].
        matched: The words that met, heaviest first.
    """

    share: float
    missing: float
    matched: tuple[MatchedTerm, ...] = ()


def cover(
    words: Sequence[Word], held: Mapping[str, str], *, rarity: Rarity, table: Translations | None
) -> Coverage:
    """Return how much of a question's words is held.

    Args:
        words: The question's content words.
        held: The terms of the text, each with its surface.
        rarity: How rare a term is.
        table: Translations for words of the other language; None compares words as they are.
    """
    weights = {word.term: rarity(word.term) for word in words}
    total = sum(weights.values())
    if total <= 0:
        return Coverage(share=0.0, missing=1.0)
    share, missing = 0.0, 0.0
    matched: list[MatchedTerm] = []
    for term, word in {word.term: word for word in words}.items():
        weight = weights[term] / total
        met, degree = _meet(word, held, table)
        share += weight * degree
        missing = max(missing, weight * (1 - degree))
        if met is not None and degree >= 0.1:
            matched.append(MatchedTerm(question=word.surface, passage=held[met], weight=weight * degree))
    matched.sort(key=lambda pair: -pair.weight)
    return Coverage(share=min(share, 1.0), missing=missing, matched=tuple(matched))


def _meet(word: Word, held: Mapping[str, str], table: Translations | None) -> tuple[str | None, float]:
    """Return the held term that a word meets best, and to which degree in [0, 1]."""
    if word.term in held:
        return word.term, 1.0
    if table is None:
        return None, 0.0
    best: str | None = None
    best_probability = mass = 0.0
    for term, probability in table.translations(word.term, word.language):
        if term in held:
            mass += probability
            if probability > best_probability:
                best, best_probability = term, probability
    # Half the translation mass met is as good as the word itself: the rest are its other senses.
    return best, min(1.0, 2 * mass)


def local_rarity(texts: Sequence[Sequence[Word]]) -> Rarity:
    """Return a rarity counted over the given texts only, for want of a whole index."""
    counts = Counter(term for words in texts for term in {word.term for word in words})
    number = len(texts)
    return lambda term: math.log1p((number - counts[term] + 0.5) / (counts[term] + 0.5))
