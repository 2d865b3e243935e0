"""How passages are numbered and their terms spelled as numbers where an engine holds them.

A passage's number holds its document's, so that its neighbours and its document are known without asking. A term is a
dimension of a sparse vector, by its hash: no list of numbers has to be kept in step with the passages. Of a million terms
one shares its number with another at odds of 1 to 4,000, and is then taken for that one in the passages that hold it.
"""

import base64
import binascii
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from kotae.index.protocol import FloatVector
from kotae.index.rows import PassageTerms

__all__ = [
    "LISTS",
    "MOST_PASSAGES",
    "NO_TERM",
    "FarRow",
    "dimension",
    "document_of",
    "passage_number",
]

LISTS: Final = ("words", "readings", "bigrams")
MOST_PASSAGES: Final = 1 << 20
"""Of one document."""

NO_TERM: Final = 0
"""The dimension that says nothing: a passage without terms holds it, because engines refuse an empty vector."""

_DIMENSIONS: Final = 2**32 - 3
_MOST: Final = int(np.iinfo(np.uint16).max)


@dataclass(frozen=True, slots=True)
class HeldTerms:
    """The terms of a passage, counted.

    Attributes:
        dimensions: ``(terms,)`` uint32, ascending, each once.
        counts: ``(terms,)`` uint16, how often the passage holds each; a count above 65,535 is that.
    """

    dimensions: NDArray[np.uint32]
    counts: NDArray[np.uint16]

    @classmethod
    def of(cls, terms: PassageTerms) -> "HeldTerms":
        """Return the terms of a passage; never empty, for engines refuse an empty vector."""
        return cls.counted(Counter(_dimensions(terms)) or {NO_TERM: 1})

    @classmethod
    def counted(cls, counts: Mapping[int, float]) -> "HeldTerms":
        """Return terms given as how often each dimension is held."""
        dimensions = np.array(sorted(counts), dtype=np.uint32)
        held = [min(int(counts[int(place)]), _MOST) for place in dimensions]
        return cls(dimensions, np.array(held, dtype=np.uint16))

    def sparse(self) -> dict[int, float]:
        """Return them as a sparse vector."""
        return dict(zip(self.dimensions.tolist(), map(float, self.counts.tolist()), strict=True))

    def text(self) -> str:
        """Return them as ASCII, 8 characters a term: an engine's client takes ten times as long to read a sparse vector."""
        together = self.dimensions.astype("<u4").tobytes() + self.counts.astype("<u2").tobytes()
        return base64.b64encode(together).decode("ascii")

    @classmethod
    def read(cls, text: str) -> "HeldTerms":
        """Return what :meth:`text` gave.

        Raises:
            ValueError: It is altered.
        """
        together = binascii.a2b_base64(text, strict_mode=True)
        size, rest = divmod(len(together), 6)
        if rest:
            raise ValueError(f"{len(together)} bytes of terms")
        return cls(
            np.frombuffer(together, dtype="<u4", count=size),
            np.frombuffer(together, dtype="<u2", count=size, offset=4 * size),
        )


@dataclass(frozen=True, slots=True)
class FarRow:
    """What an engine tells of a passage for it to be scored.

    Attributes:
        number: The passage's.
        language: The code of its language.
        length: How many terms its main list has, duplicates counted.
        terms: How often it holds each of its terms.
        vector: ``(dimension,)`` float32; None where it wasn't asked for.
    """

    number: int
    language: str
    length: int
    terms: HeldTerms
    vector: FloatVector | None = None


def passage_number(document: int, place: int) -> int:
    """Return the number of a document's passage.

    Raises:
        ValueError: The document has more passages than can be numbered.
    """
    if not 0 <= place < MOST_PASSAGES:
        raise ValueError(f"a document has at most {MOST_PASSAGES:,} passages")
    return document * MOST_PASSAGES + place


_Number = TypeVar("_Number", int, NDArray[np.int64])


def document_of(passage: _Number) -> _Number:
    """Return the number of a passage's document, or those of many."""
    return passage // MOST_PASSAGES


def place_of(passage: int) -> int:
    """Return which passage of its document it is, from 0."""
    return passage % MOST_PASSAGES


@lru_cache(maxsize=1 << 17)
def dimension(name: str, term: str) -> int:
    """Return the dimension of a term, at least 1.

    Args:
        name: The list it is in, one of :data:`LISTS`.
        term: As the word index has it.
    """
    text = f"{name}\x00{term}".encode("utf-8", "surrogatepass")
    return 1 + int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") % _DIMENSIONS


def _dimensions(terms: PassageTerms) -> Iterator[int]:
    for name in LISTS:
        for term in getattr(terms, name):
            yield dimension(name, term)
