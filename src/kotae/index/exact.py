"""Exact search in plain numpy: the oracle every other vector index is tested against."""

import numpy as np

from kotae.index.protocol import BoolVector, FloatMatrix, FloatVector, IntMatrix, IntVector, check_search

__all__ = ["ExactIndex"]


class ExactIndex:
    """Compares a query with every stored vector."""

    def __init__(self, matrix: FloatMatrix) -> None:
        if matrix.ndim != 2:
            raise ValueError(f"vectors must be (n, dimension), not {matrix.shape}")
        self._matrix = np.ascontiguousarray(matrix, dtype=np.float32)

    def __len__(self) -> int:
        return len(self._matrix)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._matrix.shape[1])

    def search(
        self, queries: FloatMatrix, *, top_k: int, allowed: BoolVector | None = None
    ) -> tuple[IntMatrix, FloatMatrix]:
        """Return the best rows for each query; see :class:`~kotae.index.protocol.VectorIndex`."""
        check_search(queries, dimension=self.dimension, size=len(self), top_k=top_k, allowed=allowed)
        candidates = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        scores = queries @ self._matrix[candidates].T
        order = np.argsort(-scores, axis=1, kind="stable")[:, :top_k]
        return candidates[order].astype(np.int64), np.take_along_axis(scores, order, axis=1)

    def scores(self, query: FloatVector, rows: IntVector) -> FloatVector:
        """Return the score of each of ``rows``."""
        return self._matrix[rows] @ query

    def vectors(self, rows: IntVector) -> FloatMatrix:
        """Return copies of the stored vectors."""
        return self._matrix[rows]
