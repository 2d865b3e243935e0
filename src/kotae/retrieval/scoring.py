"""One formula for both word legs: BM25 over groups of terms.

A *group* is one word of the question: itself, or its translations with their probabilities.
A probabilistic structured query adds up the expected frequency of the whole group in a
passage, and the expected number of passages that hold it, and only then asks BM25; a group
of one term with weight 1 is plain BM25. Each language of a corpus counts as a collection of
its own (its own number of passages, mean length and document frequencies), so that a language
with few passages isn't taken for one of rare words.

A score is divided by the most the question could reach in that collection, so that it says
which share of the question's weight a passage covers: in [0, 1), comparable between languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kotae.index.words import WordIndex

__all__ = ["Group", "WordScorer", "WordScores", "rarity"]

_SATURATION = 0.9
_LENGTH_WEIGHT = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One word of a question and the index terms that stand for it.

    Attributes:
        word: The word's own term.
        terms: Index terms with their probabilities, in (0, 1].
        readings: Reading keys with theirs; a passage may hold the word under any of these.
        bigrams: Character bigrams with theirs, for what no dictionary knows.
        worth: What the word counts beside the others.
    """

    word: str
    terms: tuple[tuple[str, float], ...]
    readings: tuple[tuple[str, float], ...] = ()
    bigrams: tuple[tuple[str, float], ...] = ()
    worth: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordScores:
    """Scores of the passages of one language.

    Attributes:
        rows: Rows with a score above 0, ascending.
        scores: Of each row, in (0, 1).
        weights: What each group could bring at most, adding up to 1, in group order.
    """

    rows: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    scores: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    weights: tuple[float, ...] = ()

    def at(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the score of each of ``rows``, 0 where it has none."""
        if not len(self.rows):
            return np.zeros(len(rows), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return np.where(self.rows[places] == rows, self.scores[places], np.float32(0))

    def best(self, count: int, *, allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """Return the allowed rows with the best scores, at most ``count``, in no order."""
        rows, scores = self.rows, self.scores
        if allowed is not None:
            kept = allowed[rows]
            rows, scores = rows[kept], scores[kept]
        if len(rows) <= count:
            return rows
        return rows[np.argpartition(-scores, count)[:count]]


class WordScorer:
    """Scores the passages of one language by the groups of a question."""

    def __init__(self, words: WordIndex, mask: NDArray[np.bool_]) -> None:
        """Take the collection's measures.

        Args:
            words: Of all passages.
            mask: ``(passages,)``, which of them belong to the collection.
        """
        self._words = words
        self._mask = mask
        self._count = int(np.count_nonzero(mask))
        self._lengths = words.words.lengths
        mean = float(self._lengths[mask].mean()) if self._count else 1.0
        self._mean, self._damping = mean, self._damped(mean)

    def __len__(self) -> int:
        """How many passages the collection has."""
        return self._count

    @property
    def terms(self) -> int:
        """How many terms of the main list its passages have, duplicates counted."""
        return int(self._lengths[self._mask].sum(dtype=np.int64))

    def _damped(self, mean: float) -> NDArray[np.float32]:
        share = self._lengths.astype(np.float32) / np.float32(max(mean, 1.0))
        return (_SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * share)).astype(np.float32)

    def score(
        self,
        groups: Sequence[Group],
        *,
        rarities: Sequence[float] | None = None,
        mean_length: float | None = None,
    ) -> WordScores:
        """Return the scores of all passages that hold a term of any group.

        Args:
            groups: The words of the question.
            rarities: What each could bring at most, at least 0, where more passages count than there are here; None
                takes it from these.
            mean_length: Of all passages that count; None takes that of these.
        """
        if not self._count or not groups:
            return WordScores()
        own = mean_length is None or mean_length == self._mean
        damping = self._damping if own or mean_length is None else self._damped(mean_length)
        total, frequency = np.zeros((2, len(self._mask)), dtype=np.float32)
        given = [None] * len(groups) if rarities is None else rarities
        reachable = [
            self._add(group, total, frequency, damping=damping, most=most)
            for group, most in zip(groups, given, strict=True)
        ]
        most = sum(reachable)
        if most <= 0:
            return WordScores()
        rows = np.flatnonzero(total > 0)
        return WordScores(
            rows=rows,
            scores=(total[rows] / np.float32(most)).astype(np.float32),
            weights=tuple(weight / most for weight in reachable),
        )

    def _add(
        self,
        group: Group,
        total: NDArray[np.float32],
        frequency: NDArray[np.float32],
        *,
        damping: NDArray[np.float32],
        most: float | None,
    ) -> float:
        """Add a group's scores to ``total`` and return the most it could have brought.

        Only the rows that hold one of its terms are touched: a pass over the whole collection for
        every word would take most of a question's time in a big one.

        Args:
            group: A word of the question.
            total: ``(passages,)``, the scores so far.
            frequency: ``(passages,)`` zeros; zeros again at the end.
            damping: ``(passages,)``, what a frequency is set against.
            most: What it could bring, where that is known.
        """
        rows, documents = self._expected(group, frequency)
        if most is None:
            most = rarity(group, documents=documents, passages=self._count)
        found = frequency[rows]
        # A row that holds two of the terms comes twice, and is given the same sum twice.
        total[rows] += np.float32(most) * found / (found + damping[rows])
        frequency[rows] = 0
        return most

    def _expected(self, group: Group, frequency: NDArray[np.float32]) -> tuple[NDArray[np.int32], float]:
        """Set a group's expected frequency in the passages that hold it.

        Returns:
            The rows of those passages, some twice, and in how many passages it is expected, as the sum over its terms.
        """
        found = [np.zeros(0, dtype=np.int32)]
        documents = 0.0
        for postings, terms in (
            (self._words.words, group.terms),
            (self._words.readings, group.readings),
            (self._words.bigrams, group.bigrams),
        ):
            for term, weight in terms:
                rows, counts = postings.of(term)
                kept = self._mask[rows]
                rows = rows[kept]
                frequency[rows] += np.float32(weight) * counts[kept]
                documents += weight * len(rows)
                found.append(rows)
        return np.concatenate(found), documents


def rarity(group: Group, *, documents: float, passages: int) -> float:
    """Return what a group can bring at most: the rarer it is, the more.

    Args:
        group: A word of the question.
        documents: In how many passages it is expected, at least 0; above ``passages`` counts as in all.
        passages: How many there are.
    """
    held = min(documents, float(passages))
    return group.worth * float(np.log1p((passages - held + 0.5) / (held + 0.5)))
