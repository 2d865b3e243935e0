"""What a score is judged by: how many passages there are, how long, where their vectors lie, which words are rare.

All of it adds up, so several indexes can be judged as if they were one without a passage leaving any of them. What
belongs to an index is :class:`Measured`, what belongs to a question is :class:`Counted`; both are pooled by ``of_all``.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from kotae.index.postings import Postings
from kotae.index.terms import TermList
from kotae.index.words import WordIndex
from kotae.languages import LANGUAGES
from kotae.records import Language
from kotae.retrieval.dense import Background
from kotae.retrieval.scoring import Group

__all__ = ["Counted", "Held", "LanguageMeasures", "Measured", "TermCounts", "Vocabulary"]

_CODES: Final[tuple[Language, ...]] = tuple(LANGUAGES)


class Held(Protocol):
    """The terms of one list that any passage holds."""

    @property
    def terms(self) -> Collection[str]:
        """Each once."""
        ...

    def __contains__(self, term: object) -> bool: ...


class Vocabulary(Protocol):
    """Which words and readings can be found at all."""

    @property
    def words(self) -> Held:
        """Lemmas, stems, identifiers and quantities."""
        ...

    @property
    def readings(self) -> Held:
        """Reading keys."""
        ...


class TermCounts(Mapping[str, tuple[int, ...]]):
    """By term, how many passages of each known language hold it, in their order; a term that none holds isn't in it.

    Args:
        counts: By term.
    """

    def __init__(self, counts: Mapping[str, Sequence[int]] = MappingProxyType({})) -> None:
        self.terms = TermList(counts)
        self._counts = np.array(list(counts.values()), dtype=np.int64).reshape(len(counts), len(_CODES))

    def __getitem__(self, term: str) -> tuple[int, ...]:
        number = self.terms.number(term)
        if number is None:
            raise KeyError(term)
        return tuple(self._counts[number].tolist())

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def holding(self, term: str, language: Language) -> int:
        """Return how many passages of a language hold a term."""
        number = self.terms.number(term) if language in _CODES else None
        return 0 if number is None else int(self._counts[number, _CODES.index(language)])

    @classmethod
    def of(cls, terms: Iterable[str], *, postings: Postings, languages: NDArray[np.str_]) -> "TermCounts":
        """Return the counts of terms.

        Args:
            terms: Some may come twice, or be in no passage.
            postings: Which passages hold them.
            languages: ``(passages,)``, the code of each passage's language.
        """
        found = {}
        for term in dict.fromkeys(terms):
            rows, _ = postings.of(term)
            if len(rows):
                found[term] = tuple(int(np.count_nonzero(languages[rows] == code)) for code in _CODES)
        return cls(found)

    def among(self, terms: Iterable[str]) -> "TermCounts":
        """Return the counts of some terms."""
        return TermCounts({term: self[term] for term in terms if term in self})

    @classmethod
    def of_all(cls, parts: "Iterable[TermCounts]") -> "TermCounts":
        """Return the sums."""
        found: dict[str, tuple[int, ...]] = {}
        for part in parts:
            for term, counts in part.items():
                own = found.get(term, (0,) * len(_CODES))
                found[term] = tuple(map(sum, zip(own, counts, strict=True)))
        return cls(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many passages hold the terms that stand for a question's words; a :class:`Vocabulary` of these terms.

    Attributes:
        words: Of the main list.
        readings: Of the reading keys.
        bigrams: Of the character bigrams.
    """

    words: TermCounts
    readings: TermCounts
    bigrams: TermCounts

    @classmethod
    def of(cls, groups: Sequence[Group], *, words: WordIndex, languages: NDArray[np.str_]) -> "Counted":
        """Return the counts of every term of groups; see :meth:`TermCounts.of`."""
        terms, readings, bigrams = _terms_of(groups)
        return cls(
            words=TermCounts.of(terms, postings=words.words, languages=languages),
            readings=TermCounts.of(readings, postings=words.readings, languages=languages),
            bigrams=TermCounts.of(bigrams, postings=words.bigrams, languages=languages),
        )

    @classmethod
    def of_index(cls, words: WordIndex, languages: NDArray[np.str_]) -> "Counted":
        """Return the counts of every term of an index; see :meth:`TermCounts.of`."""
        found = (
            TermCounts.of(postings.terms, postings=postings, languages=languages)
            for postings in (words.words, words.readings, words.bigrams)
        )
        terms, readings, bigrams = found
        return cls(words=terms, readings=readings, bigrams=bigrams)

    def among(self, groups: Sequence[Group]) -> "Counted":
        """Return the counts of the terms of groups alone."""
        terms, readings, bigrams = _terms_of(groups)
        return Counted(
            words=self.words.among(terms),
            readings=self.readings.among(readings),
            bigrams=self.bigrams.among(bigrams),
        )

    @classmethod
    def of_all(cls, parts: "Sequence[Counted]") -> "Counted":
        """Return the sums."""
        return cls(
            words=TermCounts.of_all(part.words for part in parts),
            readings=TermCounts.of_all(part.readings for part in parts),
            bigrams=TermCounts.of_all(part.bigrams for part in parts),
        )


def _terms_of(groups: Sequence[Group]) -> tuple[list[str], list[str], list[str]]:
    return (
        [term for one in groups for term, _ in one.terms],
        [key for one in groups for key, _ in one.readings],
        [pair for one in groups for pair, _ in one.bigrams],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageMeasures:
    """The passages of one language.

    Attributes:
        passages: How many, at least 1.
        terms: How many terms of the main list all of them have, duplicates counted.
        background: How their vectors lie, of these passages alone.
    """

    passages: int
    terms: int
    background: Background

    @property
    def mean_length(self) -> float:
        """How many terms a passage has."""
        return self.terms / self.passages


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The passages of an index, by language; a language without passages isn't in it."""

    languages: Mapping[Language, LanguageMeasures]

    @classmethod
    def of_all(cls, parts: "Sequence[Measured]") -> "Measured":
        """Return the measures of all passages of several indexes, as those of one index that holds them."""
        if len(parts) == 1:
            return parts[0]
        found = {}
        for language in dict.fromkeys(language for part in parts for language in part.languages):
            own = [part.languages[language] for part in parts if language in part.languages]
            if own:
                found[language] = LanguageMeasures(
                    passages=sum(one.passages for one in own),
                    terms=sum(one.terms for one in own),
                    background=Background.of_all([(one.background, one.passages) for one in own]),
                )
        return cls(languages=found)

    @cached_property
    def backgrounds(self) -> Mapping[Language, Background]:
        """By language what cosines are judged by: its own background, mixed with that of all passages."""
        parts = [(one.background, one.passages) for one in self.languages.values()]
        if not parts:
            return {}
        everything = Background.of_all(parts)
        return {language: one.background.toward(everything) for language, one in self.languages.items()}

    @cached_property
    def fingerprint(self) -> str:
        """A name for these measures: other passages have other ones. 32 hexadecimal digits."""
        digest = hashlib.blake2b(digest_size=16)
        for language, one in sorted(self.languages.items()):
            background = one.background
            digest.update(f"{language} {one.passages} {one.terms} {background.count} ".encode())
            digest.update(np.ascontiguousarray(background.mean, dtype="<f4").tobytes())
            digest.update(np.ascontiguousarray(background.covariance, dtype="<f4").tobytes())
        return digest.hexdigest()
