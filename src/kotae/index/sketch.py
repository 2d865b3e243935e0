"""Approximate search for big collections: one bit a number; the best are compared exactly.

A sketch (FAISS's RaBitQ) keeps on which side of the mean each number of a vector lies, 54 bytes
instead of 1,536. A query goes through all of them, keeps ten times the rows wanted, and compares
those with the vectors themselves: scores are as exact as those of
:class:`~kotae.index.faiss.FaissIndex`, and a filter costs nothing.

Structures that look only at vectors near the query (cells, graphs) were measured and miss too
much here: a question in one language lies far from the passages of the other. See
``benchmarks/scale``.
"""

from pathlib import Path
from typing import Final

import faiss
import numpy as np

from kotae.errors import failing_as
from kotae.index.faiss import FaissIndex, damaged_vectors, search_whole_ties, selector
from kotae.index.protocol import BoolVector, FloatMatrix, FloatVector, IntMatrix, IntVector, check_search

__all__ = ["SketchIndex", "write_sketch"]

_QUERY_BITS: Final = 4
# Only the middle of the vectors is learned from them.
_SAMPLE: Final = 65_536
_ROWS_AT_ONCE: Final = 16_384


def write_sketch(matrix: FloatMatrix, path: Path) -> None:
    """Write the sketch of ``(n, dimension)`` float32 vectors; the vectors themselves aren't in it.

    Args:
        matrix: May be a memory map; a slice is read at a time.
        path: The file to make.

    Raises:
        ValueError: There are no vectors.
        OSError: The file can't be written (disk full, read-only folder).
    """
    count, dimension = matrix.shape
    if not count:
        raise ValueError("no vectors to sketch")
    index = faiss.IndexRaBitQ(dimension, faiss.METRIC_INNER_PRODUCT)
    index.train(matrix[np.unique(np.linspace(0, count - 1, num=_SAMPLE, dtype=np.int64))])
    for start in range(0, count, _ROWS_AT_ONCE):
        index.add(np.ascontiguousarray(matrix[start : start + _ROWS_AT_ONCE]))
    _write(index, path)


def _write(index: faiss.Index, path: Path) -> None:
    failures: list[OSError] = []
    with path.open("wb") as file:

        def write(piece: bytes) -> int:
            # FAISS would report a failed write as a bare RuntimeError: keep the system's reason.
            try:
                return file.write(piece)
            except OSError as error:
                failures.append(error)
                raise

        try:
            faiss.write_index(index, faiss.PyCallbackIOWriter(write))
        except RuntimeError:
            if failures:
                raise failures[0] from None
            raise


class SketchIndex:
    """Goes through the sketches of all vectors; safe to search from many threads."""

    def __init__(self, index: faiss.IndexRaBitQ, exact: FaissIndex, *, compared: int) -> None:
        """Take a sketch, the vectors it is of, and how many rows are compared for each one wanted."""
        self._index = index
        self._exact = exact
        self._compared = compared

    @classmethod
    def load(cls, path: Path, exact: FaissIndex, *, compared: int) -> "SketchIndex":
        """Map a sketch into memory.

        Args:
            path: What :func:`write_sketch` wrote.
            exact: The vectors it was made from.
            compared: How many rows are compared with the query for each one wanted.

        Raises:
            IndexDamagedError: FAISS can't read the file, or it doesn't fit the vectors.
        """
        with failing_as(damaged_vectors(path), on=RuntimeError):
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        of_these = isinstance(index, faiss.IndexRaBitQ) and (index.ntotal, index.d) == (
            len(exact),
            exact.dimension,
        )
        if not of_these:
            raise damaged_vectors(path)
        return cls(index, exact, compared=compared)

    def __len__(self) -> int:
        return len(self._exact)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._exact.dimension

    def search(
        self, queries: FloatMatrix, *, top_k: int, allowed: BoolVector | None = None
    ) -> tuple[IntMatrix, FloatMatrix]:
        """Return rows that are among the best for each query, with few exceptions, best first.

        There are none where so few rows are allowed that all of them are compared. Otherwise as
        :class:`~kotae.index.protocol.VectorIndex`.
        """
        check_search(queries, dimension=self.dimension, size=len(self), top_k=top_k, allowed=allowed)
        available = len(self) if allowed is None else int(np.count_nonzero(allowed))
        chosen = None if allowed is None else selector(allowed)

        def nearest(query: FloatVector, count: int) -> tuple[IntVector, FloatVector]:
            wide = min(self._compared * count, available)
            parameters = faiss.RaBitQSearchParameters()
            parameters.qb, parameters.centered, parameters.sel = _QUERY_BITS, False, chosen
            _, found = self._index.search(query[np.newaxis], wide, params=parameters)
            rows = found[0]
            scores = self._exact.scores(query, rows)
            best = np.argsort(-scores, kind="stable")[:count]
            return rows[best], scores[best]

        return search_whole_ties(nearest, queries, top_k=top_k, available=available)

    def scores(self, query: FloatVector, rows: IntVector) -> FloatVector:
        """Return the exact score of each of ``rows``."""
        return self._exact.scores(query, rows)

    def vectors(self, rows: IntVector) -> FloatMatrix:
        """Return copies of the stored vectors."""
        return self._exact.vectors(rows)
