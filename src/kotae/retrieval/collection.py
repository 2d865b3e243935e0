"""The passages of one language as a collection of their own, and what its scores are judged by."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotae.index.words import WordIndex
from kotae.languages import LANGUAGES
from kotae.records import Language
from kotae.retrieval.dense import Background
from kotae.retrieval.measured import LanguageMeasures, Measured
from kotae.retrieval.scoring import WordScorer
from kotae.retrieval.searchable import Searchable

__all__ = ["LanguageCollection", "collections_of", "measured_of"]


@dataclass(frozen=True, slots=True)
class LanguageCollection:
    """The passages of one language.

    Attributes:
        language: Theirs.
        mask: ``(passages,)``, which rows they are.
        words: Scores them by their words.
    """

    language: Language
    mask: NDArray[np.bool_]
    words: WordScorer


def collections_of(
    reader: Searchable, words: WordIndex, rows: NDArray[np.bool_]
) -> dict[Language, LanguageCollection]:
    """Return the passages of an index by language; a language without any isn't in it.

    Args:
        reader: The open index.
        words: Its word index, or what of it counts.
        rows: ``(passages,)``, which rows count.
    """
    found = {}
    for language in dict.fromkeys([*LANGUAGES, *sorted(set(reader.languages.tolist()))]):
        mask = (reader.languages == language) & rows
        if mask.any():
            found[language] = LanguageCollection(language, mask, WordScorer(words, mask))
    return found


def measured_of(reader: Searchable, collections: Mapping[Language, LanguageCollection]) -> Measured:
    """Return what the scores of an index are judged by.

    Args:
        reader: The open index.
        collections: As :func:`collections_of` gives them.
    """
    return Measured(
        languages={
            language: LanguageMeasures(
                passages=len(own.words),
                terms=own.words.terms,
                background=Background.of(reader.vectors, own.mask),
            )
            for language, own in collections.items()
        }
    )
