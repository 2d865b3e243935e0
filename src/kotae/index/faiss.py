"""Exact search in FAISS over a mapped file of vectors.

FAISS keeps no order among equal scores, and equal scores are common here (the same passage in
two documents). The contract promises the lower row first, so a search whose last place is a
tie is repeated wider until the tie is whole.

This module and :mod:`kotae.index.sketch` are the only ones that import faiss.
"""

from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np

from kotae.errors import IndexDamagedError, failing_as
from kotae.index.protocol import BoolVector, FloatMatrix, FloatVector, IntMatrix, IntVector, check_search

__all__ = ["FaissIndex", "damaged_vectors", "search_whole_ties", "selector"]

# Ties go by row, and FAISS breaks them as they come: those that tie with the last are looked at, too.
_SPARE = 16


class FaissIndex:
    """Compares a query with every vector of a matrix; safe to search from many threads."""

    def __init__(self, matrix: FloatMatrix) -> None:
        """Take ``(n, dimension)`` float32 vectors, which may be a map of a file."""
        self._matrix = matrix

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Map a ``.npy`` file into memory.

        Raises:
            IndexDamagedError: It can't be read, or it holds something else.
        """
        with failing_as(damaged_vectors(path), on=(OSError, ValueError)):
            # A matrix without rows can't be mapped.
            matrix = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
        if matrix.ndim != 2 or matrix.dtype != np.float32 or not matrix.flags.c_contiguous:
            raise damaged_vectors(path)
        return cls(matrix)

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
        chosen = None if allowed is None else selector(allowed)

        def nearest(query: FloatVector, count: int) -> tuple[IntVector, FloatVector]:
            rows, scores = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.float32)
            compared = (faiss.swig_ptr(query), faiss.swig_ptr(self._matrix), self.dimension, 1, len(self))
            faiss.knn_inner_product(*compared, count, faiss.swig_ptr(scores), faiss.swig_ptr(rows), chosen)
            return rows, scores

        available = len(self) if allowed is None else int(np.count_nonzero(allowed))
        return search_whole_ties(nearest, queries, top_k=top_k, available=available)

    def scores(self, query: FloatVector, rows: IntVector) -> FloatVector:
        """Return the score of each of ``rows``."""
        return self._matrix[rows] @ query

    def vectors(self, rows: IntVector) -> FloatMatrix:
        """Return copies of the stored vectors."""
        return self._matrix[rows]


def search_whole_ties(
    nearest: Callable[[FloatVector, int], tuple[IntVector, FloatVector]],
    queries: FloatMatrix,
    *,
    top_k: int,
    available: int,
) -> tuple[IntMatrix, FloatMatrix]:
    """Return the best rows for each query, ties by lower row.

    Args:
        nearest: Returns so many rows for a query, and their scores, best first.
        queries: ``(n, dimension)``.
        top_k: How many rows are wanted.
        available: How many there are.
    """
    k = min(top_k, available)
    rows = np.empty((len(queries), k), dtype=np.int64)
    scores = np.empty((len(queries), k), dtype=np.float32)
    if k:
        for number, query in enumerate(np.ascontiguousarray(queries, dtype=np.float32)):
            wide = min(k + _SPARE, available)
            found, found_scores = nearest(query, wide)
            while wide < available and found_scores[k - 1] == found_scores[-1]:
                wide = min(wide * 4, available)
                found, found_scores = nearest(query, wide)
            order = np.lexsort((found, -found_scores))[:k]
            rows[number], scores[number] = found[order], found_scores[order]
    return rows, scores


def selector(allowed: BoolVector) -> faiss.IDSelector:
    """Return the allowed rows as FAISS takes them."""
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))


def damaged_vectors(path: Path) -> IndexDamagedError:
    """Return the error for a file of vectors that can't be read."""
    return IndexDamagedError(
        "{path}: not a readable vector file; build the index again with `kotae index`.", path=path
    )
