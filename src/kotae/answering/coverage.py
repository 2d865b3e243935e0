"""How much of a question's words a piece of text holds, in the same or the other language.

A word counts by its rarity: that a text about Japan's AI strategy holds "Japan" says nothing,
that it holds "MirrorFace" says nearly all. The rarest words are what distinguishes a question
from its neighbours, so the largest uncovered share is kept too.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeAlias

from kotae import lazy_re as re
from kotae.answering.names import meets_as_name, terms_held
from kotae.folding import fold
from kotae.records import Language
from kotae.segmentation.analyzer import Word

__all__ = [
    "Coverage",
    "Rarity",
    "Translations",
    "WordReader",
    "cover",
    "evenly",
    "words_held",
]

# watt-bit, bird-chasing; PO-2025 is a code.
_JOINED: Final = re.compile(r"[A-Za-z]{2,}(?:-[A-Za-z]{2,})+")

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
    """

    share: float
    missing: float
    degrees: Mapping[str, float] = field(default_factory=dict)


def evenly(_: str) -> float:
    """Return 1: every word counts the same."""
    return 1.0


def cover(
    words: Sequence[Word], held: Collection[str], *, table: Translations | None, rarity: Rarity = evenly
) -> Coverage:
    """Return how much of a question's words is held.

    Args:
        words: The question's content words.
        held: The terms of the text; with those of :func:`~kotae.answering.names.names_held` among them,
            names of the other script are met by sound too.
        table: Translations for words of the other language; None compares words as they are.
        rarity: How rare a term is; by default all words count the same.
    """
    weights = {word.term: rarity(word.term) for word in words}
    total = sum(weights.values())
    if total <= 0:
        return Coverage(share=0.0, missing=1.0)
    share, missing = 0.0, 0.0
    degrees: dict[str, float] = {}
    for term, word in {word.term: word for word in words}.items():
        weight = weights[term] / total
        degrees[term] = degree = _degree(word, held, table)
        share += weight * degree
        missing = max(missing, weight * (1 - degree))
    return Coverage(share=min(share, 1.0), missing=missing, degrees=degrees)


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
        return cover(words, held, table=table).share

    return share


def _degree(word: Word, held: Collection[str], table: Translations | None) -> float:
    """Return how well a word is held, in [0, 1]; one of words joined by hyphens as these are, on the average."""
    whole = _degree_of_whole(word, held, table)
    if whole == 1.0 or not _JOINED.fullmatch(word.surface):
        return whole
    parts = [replace(word, term=part.lower(), surface=part) for part in word.surface.split("-")]
    return max(whole, sum(_degree_of_whole(part, held, table) for part in parts) / len(parts))


def _degree_of_whole(word: Word, held: Collection[str], table: Translations | None) -> float:
    if word.term in held or meets_as_name(word, held):
        return 1.0
    if table is None:
        return 0.0
    # Half the translation mass met is as good as the word itself: the rest are its other senses.
    crossed = 2.0 * _mass(table.translations(word.term, word.language), held)
    # Twice through the table much is lost on the way, and what is left is only akin.
    akin = 4.0 * _mass(table.paraphrases(word.term, word.language), held)
    return max(min(1.0, crossed), min(0.7, akin))


def _mass(terms: Sequence[tuple[str, float]], held: Collection[str]) -> float:
    """Return the probability of all terms that are held."""
    return sum(probability for term, probability in terms if term in held)
