"""Which word translates which, learned from translated sentences: IBM Model 1 with agreement.

Model 1 (Brown et al. 1993) gives every word of one side a chance to be the translation of every
word of the other and lets the counts decide. Trained in one direction only, a rare word collects
whatever stands beside it; here both directions are trained together and a link counts only as far as both
believe in it (Liang, Taskar and Klein 2006). Everything is arrays: one step is a few
``bincount`` over all pairs of words that meet in a sentence.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Links", "TermPair", "train"]

# Some words have no counterpart: what all others explain badly is left to nothing, and not to the least
# bad.
_NULL = 0.001
# A word that lost all its links has no shares, and zero can't be divided by.
_TINY = 1e-12

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPair:
    """The terms of a sentence, or of a dictionary entry, and those of its translation.

    Attributes:
        english: In any order; duplicates count once.
        japanese: The same on the other side.
        weight: How many sentences it counts for.
    """

    english: Sequence[str]
    japanese: Sequence[str]
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Translation probabilities of pairs of words, as columns of equal length.

    Attributes:
        english_words: Every English term, by number.
        japanese_words: Every Japanese term, by number.
        english: The number of the English term of each link.
        japanese: The number of its Japanese term.
        to_japanese: p(japanese | english).
        to_english: p(english | japanese).
    """

    english_words: list[str]
    japanese_words: list[str]
    english: Ints
    japanese: Ints
    to_japanese: Floats
    to_english: Floats


class _Side:
    """The words of one language, sentence after sentence, as numbers."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._flat = array("i")
        self._lengths = array("i")

    def add(self, words: Iterable[str]) -> None:
        distinct = dict.fromkeys(words)
        self._flat.extend([self.numbers.setdefault(word, len(self.numbers)) for word in distinct])
        self._lengths.append(len(distinct))

    def arrays(self) -> tuple[Ints, Ints]:
        """Return all words and how many each sentence has."""
        return np.array(self._flat, dtype=np.int64), np.array(self._lengths, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Every English word of a sentence beside every Japanese word of its translation."""

    link: Ints
    english_slot: Ints
    japanese_slot: Ints
    weight: Floats


def train(pairs: Iterable[TermPair], *, rounds: int = 5) -> Links:
    """Return the links between words that translate each other.

    Args:
        pairs: Translated sentences and dictionary entries; those with an empty side are passed over.
        rounds: How often the probabilities are worked out anew, at least 1.

    Returns:
        All links that were seen, most of them with a probability near 0; none for no pairs.

    Raises:
        ValueError: ``rounds`` is below 1.
    """
    if rounds < 1:
        raise ValueError(f"rounds must be at least 1, not {rounds}")
    english, japanese, weights = _Side(), _Side(), array("d")
    for pair in pairs:
        if pair.english and pair.japanese:
            english.add(pair.english)
            japanese.add(pair.japanese)
            weights.append(pair.weight)
    cells, first, second = _cells(english, japanese, np.array(weights, dtype=np.float64))
    counts = np.bincount(cells.link, weights=cells.weight, minlength=len(first))
    to_japanese, to_english = _shares(counts, first), _shares(counts, second)
    for _ in range(rounds):
        belief = _posterior(to_japanese[cells.link], cells.japanese_slot)
        belief *= _posterior(to_english[cells.link], cells.english_slot)
        counts = np.bincount(cells.link, weights=belief * cells.weight, minlength=len(first))
        to_japanese, to_english = _shares(counts, first), _shares(counts, second)
    return Links(
        english_words=list(english.numbers),
        japanese_words=list(japanese.numbers),
        english=first,
        japanese=second,
        to_japanese=to_japanese,
        to_english=to_english,
    )


def _cells(english: _Side, japanese: _Side, weights: Floats) -> tuple[_Cells, Ints, Ints]:
    """Return all cells, and the English and the Japanese word of each link."""
    words, others = english.arrays(), japanese.arrays()
    rows, columns = words[1], others[1]
    sentence = np.repeat(np.arange(len(weights)), rows * columns)
    inside = np.arange(len(sentence)) - np.repeat(_offsets(rows * columns), rows * columns)
    english_slot = _offsets(rows)[sentence] + inside // np.maximum(columns, 1)[sentence]
    japanese_slot = _offsets(columns)[sentence] + inside % np.maximum(columns, 1)[sentence]
    width = max(1, len(japanese.numbers))
    keys, link = np.unique(words[0][english_slot] * width + others[0][japanese_slot], return_inverse=True)
    cells = _Cells(link, english_slot, japanese_slot, weights[sentence])
    return cells, keys // width, keys % width


def _offsets(lengths: Ints) -> Ints:
    """Return where each run begins when runs of these lengths follow each other."""
    return np.cumsum(lengths) - lengths


def _posterior(probability: Floats, slot: Ints) -> Floats:
    """Return how a word's chance is shared among the words that may have made it."""
    total = np.bincount(slot, weights=probability)
    return np.asarray(probability / (total[slot] + _NULL), dtype=np.float64)


def _shares(counts: NDArray[Any], owner: Ints) -> Floats:
    """Return each count as a share of all counts with the same owner."""
    total = np.bincount(owner, weights=counts)
    return np.asarray(counts / np.maximum(total[owner], _TINY), dtype=np.float64)
