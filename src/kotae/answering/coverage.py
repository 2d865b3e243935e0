"""How much of a question's words a piece of text holds, in the same or the other language.

A word counts by its rarity: that a text about Japan's AI strategy holds "Japan" says nothing,
that it holds "MirrorFace" says nearly all. The rarest words are what distinguishes a question
from its neighbours, so the largest uncovered share is kept too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from kotae.answering.names import meets_as_name, terms_held
from kotae.folding import fold
from kotae.records import Language, MatchedTerm
from kotae.segmentation.analyzer import Word

__all__ = [
    "Coverage",
    "Rarity",
    "Translations",
    "WordReader",
    "cover",
    "words_held",
]

Rarity: TypeAlias = Callable[[str], float]
"""The inverse document frequency of a term or of its translations, at least 0; unseen terms get the highest."""


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

    def written(self, term: str) -> str:
        """Return how a term is usually written."""
        ...

    def paraphrases(self, term: str, language: Language) -> Sequence[tuple[str, float]]:
        """Return other terms of the same language that may mean the same, likeliest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the question's words a text holds.

    Attributes:
        share: Weighted by rarity, in [0, 1]; 0 for a question without content words.
        missing: The largest share of a single word that isn't held, in [0, 1].
        degrees: How well each of its terms is held, in [0, 1].
        matched: The words that met, heaviest first.
    """

    share: float
    missing: float
    degrees: Mapping[str, float] = field(default_factory=dict)
    matched: tuple[MatchedTerm, ...] = ()


def cover(
    words: Sequence[Word], held: Mapping[str, str], *, rarity: Rarity, table: Translations | None
) -> Coverage:
    """Return how much of a question's words is held.

    Args:
        words: The question's content words.
        held: The terms of the text, each with its surface; with :func:`~kotae.answering.names.names_held`
            among them, names of the other script are met by sound too.
        rarity: How rare a term is.
        table: Translations for words of the other language; None compares words as they are.
    """
    weights = {word.term: rarity(word.term) for word in words}
    total = sum(weights.values())
    if total <= 0:
        return Coverage(share=0.0, missing=1.0)
    share, missing = 0.0, 0.0
    degrees: dict[str, float] = {}
    matched: list[MatchedTerm] = []
    for term, word in {word.term: word for word in words}.items():
        weight = weights[term] / total
        met, degree = _meet(word, held, table)
        degrees[term] = degree
        share += weight * degree
        missing = max(missing, weight * (1 - degree))
        if met is not None and degree >= 0.1:
            matched.append(MatchedTerm(question=word.surface, passage=held[met], weight=weight * degree))
    matched.sort(key=lambda pair: -pair.weight)
    return Coverage(share=min(share, 1.0), missing=missing, degrees=degrees, matched=tuple(matched))


def words_held(
    words: Sequence[Word], *, analyzer: WordReader, table: Translations | None
) -> Callable[[str], float]:
    """Return a function that tells how much of a question's words a text holds, in [0, 1]; all words count the same.

    Args:
        words: The question's content words.
        analyzer: Finds those of the text.
        table: As for :func:`cover`.
    """

    def share(text: str) -> float:
        held = terms_held(analyzer.content_words(fold(text)))
        return cover(words, held, rarity=lambda _: 1.0, table=table).share

    return share


def _meet(word: Word, held: Mapping[str, str], table: Translations | None) -> tuple[str | None, float]:
    """Return the held term that a word meets best, and to which degree in [0, 1]."""
    if word.term in held:
        return word.term, 1.0
    if heard := meets_as_name(word, held):
        return heard, 1.0
    if table is None:
        return None, 0.0
    # Half the translation mass met is as good as the word itself: the rest are its other senses.
    crossed = _met(table.translations(word.term, word.language), held, worth=2.0, most=1.0)
    # Twice through the table much is lost on the way, and what is left is only akin.
    akin = _met(table.paraphrases(word.term, word.language), held, worth=4.0, most=0.7)
    return max(crossed, akin, key=lambda met: met[1])


def _met(
    terms: Sequence[tuple[str, float]], held: Mapping[str, str], *, worth: float, most: float
) -> tuple[str | None, float]:
    """Return the likeliest of the terms that is held, and ``worth`` times the probability of all held, at most ``most``."""
    met = [(term, probability) for term, probability in terms if term in held]
    mass = sum(probability for _, probability in met)
    return (met[0][0] if met else None), min(most, worth * mass)
