"""The joint between retrieval and whatever searches vectors."""

from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["BoolVector", "FloatMatrix", "FloatVector", "IntMatrix", "IntVector", "VectorIndex"]

FloatMatrix: TypeAlias = NDArray[np.float32]
FloatVector: TypeAlias = NDArray[np.float32]
IntMatrix: TypeAlias = NDArray[np.int64]
IntVector: TypeAlias = NDArray[np.int64]
BoolVector: TypeAlias = NDArray[np.bool_]


class VectorIndex(Protocol):
    """Finds the stored vectors most like a query.

    A *score* is the dot product of unit vectors, the cosine, in [-1, 1]: higher is better. A
    library that speaks of distances is translated inside its own module.
    """

    def __len__(self) -> int: ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def search(
        self, queries: FloatMatrix, *, top_k: int, allowed: BoolVector | None = None
    ) -> tuple[IntMatrix, FloatMatrix]:
        """Return the best rows for each query, best first; ties by lower row.

        Args:
            queries: ``(n, dimension)`` float32 unit rows.
            top_k: How many rows to return, at least 1. More than there are is fine.
            allowed: ``(len(self),)``; rows that are False are left out. None allows all.

        Returns:
            Rows ``(n, k)`` int64 and their scores ``(n, k)`` float32, where ``k`` is the smaller
            of ``top_k`` and the number of allowed rows (0 for none).

        Raises:
            ValueError: ``top_k`` is below 1, or a shape doesn't fit.
        """
        ...

    def scores(self, query: FloatVector, rows: IntVector) -> FloatVector:
        """Return the score of each of ``rows``, ``(len(rows),)`` float32, in the order given.

        Args:
            query: ``(dimension,)`` float32 unit vector.
            rows: Rows of this index; none gives an empty result.
        """
        ...

    def vectors(self, rows: IntVector) -> FloatMatrix:
        """Return copies of the stored vectors, ``(len(rows), dimension)`` float32."""
        ...


def check_search(
    queries: FloatMatrix, *, dimension: int, size: int, top_k: int, allowed: BoolVector | None
) -> None:
    """Refuse what :meth:`VectorIndex.search` refuses, in every implementation alike.

    Raises:
        ValueError: ``top_k`` is below 1, or a shape doesn't fit.
    """
    if top_k < 1:
        raise ValueError(f"top_k must be at least 1, not {top_k}")
    if queries.ndim != 2 or queries.shape[1] != dimension:
        raise ValueError(f"queries must be (n, {dimension}), not {queries.shape}")
    if allowed is not None and allowed.shape != (size,):
        raise ValueError(f"allowed must be ({size},), not {allowed.shape}")
