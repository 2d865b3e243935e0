"""Approximate search for big collections: cells of near vectors, as bytes; the best are compared exactly.

The vectors are divided into cells around centres (FAISS's inverted file) and kept there a byte
a number. A query looks through the cells nearest to it until it has seen a fixed share of the
rows *it may find*, not a fixed number of cells: a Japanese question lies among Japanese cells,
and the English rows it asks for are further off. What the bytes find best is compared again
with the vectors themselves, so that scores are as exact as those of
:class:`~kotae.index.faiss.FaissIndex`.
"""

from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from kotae.index.faiss import FaissIndex, damaged_vectors, search_whole_ties, selector
from kotae.index.protocol import BoolVector, FloatMatrix, FloatVector, IntMatrix, IntVector, check_search

__all__ = ["CellIndex", "write_cells"]

_LEAST_SEEN: Final = 4096
_SPARE: Final = 32
_ROWS_AT_ONCE: Final = 16_384
_SAMPLE_PER_CELL: Final = 64
_ROUNDS: Final = 10


def write_cells(matrix: FloatMatrix, path: Path, *, cells: int) -> None:
    """Write the cells of ``(n, dimension)`` float32 vectors; the vectors themselves aren't in it.

    Args:
        matrix: May be a memory map; a slice is read at a time.
        path: The file to make.
        cells: How many; at most one for each vector.

    Raises:
        ValueError: There are no vectors.
        OSError: The file can't be written (disk full, read-only folder).
    """
    if not len(matrix):
        raise ValueError("no vectors to divide into cells")
    count, dimension = matrix.shape
    centres = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        centres, dimension, cells, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter = _ROUNDS
    index.cp.max_points_per_centroid = _SAMPLE_PER_CELL
    sample = np.unique(np.linspace(0, count - 1, num=cells * _SAMPLE_PER_CELL, dtype=np.int64))
    index.train(matrix[sample])
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


class CellIndex:
    """Looks through the cells nearest to a query; safe to search from many threads."""

    def __init__(self, index: faiss.IndexIVF, exact: FaissIndex, *, share: float) -> None:
        """Take the cells, the vectors they are made of, and the share of rows to look at."""
        self._share = share
        self._index = index
        self._exact = exact
        self._centres: FloatMatrix = index.quantizer.reconstruct_n(0, index.nlist)
        self._cell_of = _cell_of(index)

    @classmethod
    def load(cls, path: Path, exact: FaissIndex, *, share: float) -> "CellIndex":
        """Map the cells into memory.

        Args:
            path: What :func:`write_cells` wrote.
            exact: The vectors it was made from.
            share: Share of the allowed rows to look at.

        Raises:
            IndexDamagedError: FAISS can't read the file, or it doesn't fit the vectors.
        """
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise damaged_vectors(path) from error
        fits = isinstance(index, faiss.IndexIVF) and (index.ntotal, index.d) == (len(exact), exact.dimension)
        if not fits:
            raise damaged_vectors(path)
        return cls(index, exact, share=share)

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

        Where at most 4,096 rows are allowed, all of them are compared: then there are none.
        Otherwise as :class:`~kotae.index.protocol.VectorIndex`.
        """
        check_search(queries, dimension=self.dimension, size=len(self), top_k=top_k, allowed=allowed)
        held = np.bincount(
            self._cell_of if allowed is None else self._cell_of[allowed], minlength=len(self._centres)
        )
        available = int(held.sum())
        chosen = None if allowed is None else selector(allowed)

        def nearest(query: FloatVector, count: int) -> tuple[IntVector, FloatVector]:
            seen = max(int(self._share * available), _LEAST_SEEN, 4 * count)
            near = self._centres @ query
            near[held == 0] = -np.inf
            order = np.argsort(-near)
            enough = int(np.searchsorted(np.cumsum(held[order]), min(seen, available))) + 1
            rows = self._in_cells(query, order[:enough], near, count=count + _SPARE, chosen=chosen)
            scores = self._exact.scores(query, rows)
            best = np.argsort(-scores, kind="stable")[:count]
            return rows[best], scores[best]

        return search_whole_ties(nearest, queries, top_k=top_k, available=available)

    def _in_cells(
        self,
        query: FloatVector,
        cells: IntVector,
        near: FloatVector,
        *,
        count: int,
        chosen: faiss.IDSelector | None,
    ) -> IntVector:
        """Return the rows in some cells whose bytes are best, at most ``count``."""
        rows, scores = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.float32)
        nearness = near[cells]
        given = (faiss.swig_ptr(query), count, faiss.swig_ptr(cells), faiss.swig_ptr(nearness))
        found = (faiss.swig_ptr(scores), faiss.swig_ptr(rows))
        parameters = faiss.SearchParametersIVF(nprobe=len(cells), sel=chosen)
        # The Python wrapper around this takes no parameters, and those of the index are shared.
        self._index.search_preassigned_c(1, *given, *found, False, parameters)
        return rows[rows >= 0]

    def scores(self, query: FloatVector, rows: IntVector) -> FloatVector:
        """Return the exact score of each of ``rows``."""
        return self._exact.scores(query, rows)

    def vectors(self, rows: IntVector) -> FloatMatrix:
        """Return copies of the stored vectors."""
        return self._exact.vectors(rows)


def _cell_of(index: faiss.IndexIVF) -> NDArray[np.int32]:
    """Return the cell of each row."""
    cell_of = np.empty(index.ntotal, dtype=np.int32)
    for cell in range(index.nlist):
        if size := index.invlists.list_size(cell):
            cell_of[faiss.rev_swig_ptr(index.invlists.get_ids(cell), size)] = cell
    return cell_of
