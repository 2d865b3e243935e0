"""Vectors in FAISS, memory-mapped: the only module that imports faiss.

FAISS keeps no order among equal scores, and equal scores are common here (the same passage in
two documents). The contract promises the lower row first, so a search whose last place is a
tie is repeated wider until the tie is whole.
"""

from pathlib import Path

import faiss
import numpy as np

from kotae.errors import IndexDamagedError
from kotae.index.protocol import BoolVector, FloatMatrix, FloatVector, IntMatrix, IntVector, check_search

__all__ = ["FaissIndex", "write_flat"]

_ROWS_AT_ONCE = 16_384
_SPARE = 16


def write_flat(matrix: FloatMatrix, path: Path) -> None:
    """Write ``(n, dimension)`` float32 vectors as a flat inner-product index.

    Args:
        matrix: May be a memory map; it is copied a slice at a time. Zero rows are fine.
        path: The file to make.

    Raises:
        OSError: The file can't be written (disk full, read-only folder).
    """
    index = faiss.IndexFlatIP(matrix.shape[1])
    for start in range(0, len(matrix), _ROWS_AT_ONCE):
        index.add(np.ascontiguousarray(matrix[start : start + _ROWS_AT_ONCE], dtype=np.float32))
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


class FaissIndex:
    """A flat inner-product index read from a file; safe to search from many threads."""

    def __init__(self, index: faiss.IndexFlat) -> None:
        self._index = index
        count, dimension = int(index.ntotal), int(index.d)
        # A view of the mapped file; FAISS's header leaves it unaligned, so rows are copied out.
        self._matrix: FloatMatrix = (
            faiss.rev_swig_ptr(index.get_xb(), count * dimension).reshape(count, dimension)
            if count
            else np.zeros((0, dimension), dtype=np.float32)
        )

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Map an index file into memory.

        Raises:
            IndexDamagedError: FAISS can't read the file, or it holds another kind of index.
        """
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise _damaged(path) from error
        if not isinstance(index, faiss.IndexFlat):
            raise _damaged(path)
        return cls(index)

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
        available = len(self) if allowed is None else int(np.count_nonzero(allowed))
        k = min(top_k, available)
        rows = np.empty((len(queries), k), dtype=np.int64)
        scores = np.empty((len(queries), k), dtype=np.float32)
        if k:
            parameters = None if allowed is None else _parameters(allowed)
            for number, query in enumerate(np.ascontiguousarray(queries, dtype=np.float32)):
                rows[number], scores[number] = self._search_one(query, k, available, parameters)
        return rows, scores

    def _search_one(
        self, query: FloatVector, k: int, available: int, parameters: faiss.SearchParameters | None
    ) -> tuple[IntVector, FloatVector]:
        wide = min(k + _SPARE, available)
        while True:
            found_scores, found = self._index.search(query[np.newaxis], wide, params=parameters)
            if wide == available or found_scores[0, k - 1] > found_scores[0, -1]:
                break
            wide = min(wide * 4, available)
        order = np.lexsort((found[0], -found_scores[0]))[:k]
        return found[0][order], found_scores[0][order]

    def scores(self, query: FloatVector, rows: IntVector) -> FloatVector:
        """Return the score of each of ``rows``."""
        return self._matrix[rows] @ query

    def vectors(self, rows: IntVector) -> FloatMatrix:
        """Return copies of the stored vectors."""
        return self._matrix[rows]


def _parameters(allowed: BoolVector) -> faiss.SearchParameters:
    bitmap = np.packbits(allowed, bitorder="little")
    return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bitmap))


def _damaged(path: Path) -> IndexDamagedError:
    return IndexDamagedError(
        en=f"{path}: not a readable vector file; build the index again with `kotae index`.",
        ja=f"{path}: ベクトルのファイルとして読めません。`kotae index` で索引を作り直してください。",
    )
