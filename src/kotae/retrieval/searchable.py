"""What retrieval needs of a stored index; :class:`kotae.index.reader.IndexReader` is one."""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kotae.index.words import WordIndex
from kotae.records import Language, Passage

__all__ = ["Searchable", "Vectors"]


class Vectors(Protocol):
    """Stored unit vectors; a score is a cosine, higher is better."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def search(
        self, queries: NDArray[np.float32], *, top_k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the best allowed rows of each query and their scores, best first."""
        ...

    def scores(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the score of each of ``rows``."""
        ...

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return copies of stored vectors."""
        ...


class Searchable(Protocol):
    """Vectors, words and languages of the same rows, and the passages behind them."""

    @property
    def vectors(self) -> Vectors:
        """Row *i* is passage *i*."""
        ...

    @property
    def words(self) -> WordIndex:
        """The word index over the same rows."""
        ...

    @property
    def languages(self) -> NDArray[np.str_]:
        """``(passages,)``, the code of each passage's language."""
        ...

    @property
    def owners(self) -> NDArray[np.int32]:
        """``(passages,)``, the number of the document each passage belongs to."""
        ...

    def allowed(
        self, *, languages: Collection[Language] | None = None, documents: Collection[str] | None = None
    ) -> NDArray[np.bool_] | None:
        """Return which rows a filter lets through; None where it lets all through."""
        ...

    def passages(self, rows: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the given rows, in the order given."""
        ...
