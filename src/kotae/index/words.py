"""The word index: three lists of terms per passage, turned around.

Words say what a passage is about, readings how it sounds, character bigrams catch the names no
dictionary knows. Row *i* here is row *i* of the vectors.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kotae.index.postings import Postings, PostingsBuilder
from kotae.index.rows import PassageTerms

__all__ = ["WordIndex"]

_LISTS = ("words", "readings", "bigrams")


class WordIndex:
    """Postings of all passages; immutable; safe to read from many threads.

    Attributes:
        words: Postings of the main list.
        readings: Postings of the reading keys.
        bigrams: Postings of the character bigrams.
    """

    def __init__(self, *, words: Postings, readings: Postings, bigrams: Postings) -> None:
        if not len(words) == len(readings) == len(bigrams):
            raise ValueError(f"unequal lists: {len(words)}, {len(readings)} and {len(bigrams)} passages")
        self.words = words
        self.readings = readings
        self.bigrams = bigrams

    @classmethod
    def build(cls, terms: Iterable[PassageTerms]) -> "WordIndex":
        """Return the index of the passages' terms, in row order; no passages are fine.

        Args:
            terms: Gone through once, so that it may be a view of a file.
        """
        words, readings, bigrams = PostingsBuilder(), PostingsBuilder(), PostingsBuilder()
        for lists in terms:
            words.add(lists.words)
            readings.add(lists.readings)
            bigrams.add(lists.bigrams)
        return cls(words=words.finish(), readings=readings.finish(), bigrams=bigrams.finish())

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self.words)

    def within(self, mask: NDArray[np.bool_]) -> "WordIndex":
        """Return the index as it would be without the rows outside of ``mask``; the others keep their numbers."""
        return WordIndex(
            words=self.words.within(mask),
            readings=self.readings.within(mask),
            bigrams=self.bigrams.within(mask),
        )

    def save(self, folder: Path) -> None:
        """Write the index into a folder that exists.

        Raises:
            OSError: The disk is full or the folder can't be written.
        """
        for name in _LISTS:
            getattr(self, name).save(folder, name)

    @classmethod
    def load(cls, folder: Path) -> "WordIndex":
        """Return what :meth:`save` wrote.

        Raises:
            OSError: A file is missing or can't be read.
            ValueError: A file holds something else, or the files don't fit each other.
        """
        return cls(
            words=Postings.load(folder, "words"),
            readings=Postings.load(folder, "readings"),
            bigrams=Postings.load(folder, "bigrams"),
        )
