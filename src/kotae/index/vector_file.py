"""Where each vector of a build comes from, and the file they gather in.

A text is embedded once: rows with equal embedded text share one vector, within a build and from
one build to the next. Waiting texts and finished vectors live in files, so that a build holds
neither in memory; the file of vectors is the one that is searched later.
"""

import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import numpy as np

from kotae.index.protocol import FloatMatrix, VectorIndex
from kotae.index.unfinished import Unfinished

__all__ = ["VectorFile", "embedded_hash"]

_PENDING = "pending.jsonl"
_ROWS_AT_ONCE = 16_384

_Memmap: TypeAlias = "np.memmap[Any, np.dtype[np.float32]]"


def embedded_hash(text: str) -> bytes:
    """Return 16 bytes that are equal exactly for equal embedded texts."""
    return hashlib.blake2b(
        text.encode("utf-8", "surrogatepass"), digest_size=16, person=b"kotae passage"
    ).digest()


class VectorFile:
    """Vectors of a growing list of rows: taken over, shared with another row, or embedded."""

    def __init__(
        self,
        path: Path,
        *,
        dimension: int,
        reusable: Mapping[bytes, int],
        unfinished: Unfinished | None = None,
    ) -> None:
        """Start empty.

        Args:
            path: The ``.npy`` file to make; the working file goes beside it.
            dimension: The length of a vector.
            reusable: Rows of an older index by embedded hash.
            unfinished: What builds that were broken off embedded; gets what this one embeds. None for nothing of it.
        """
        self._path = path
        self._dimension = dimension
        self._reusable = reusable
        self._unfinished = unfinished
        self._first: dict[bytes, int] = {}
        self._shared: list[tuple[int, int]] = []
        self._taken: list[tuple[int, int]] = []
        self._recalled: list[tuple[int, int]] = []
        self._pending: list[int] = []
        self._keys: list[bytes] = []
        self._rows = 0
        self._waiting = path.with_name(_PENDING)
        self._file = self._waiting.open("w", encoding="ascii")

    @property
    def to_embed(self) -> int:
        """How many texts have no vector yet."""
        return len(self._pending)

    def add(self, key: bytes, text: str | None) -> None:
        """Add the next row.

        Args:
            key: The hash of its text.
            text: What to embed if no vector is at hand; None promises that one is.
        """
        row = self._rows
        self._rows += 1
        if (first := self._first.setdefault(key, row)) != row:
            self._shared.append((row, first))
        elif (old := self._reusable.get(key)) is not None:
            self._taken.append((row, old))
        elif self._unfinished is not None and (kept := self._unfinished.rows.get(key)) is not None:
            self._recalled.append((row, kept))
        else:
            assert text is not None
            self._pending.append(row)
            self._keys.append(key)
            self._file.write(json.dumps(text) + "\n")

    def pending(self, *, batch: int) -> Iterator[tuple[list[int], list[str]]]:
        """Yield the rows and texts to embed, at most ``batch`` at a time, in row order."""
        self._file.flush()
        with self._waiting.open(encoding="ascii") as file:
            for start in range(0, len(self._pending), batch):
                rows = self._pending[start : start + batch]
                yield rows, [json.loads(next(file)) for _ in rows]

    def put(self, rows: Sequence[int], vectors: FloatMatrix) -> None:
        """Store the vectors of embedded rows.

        Raises:
            ValueError: The shape doesn't fit, or a number isn't finite.
        """
        if vectors.shape != (len(rows), self._dimension):
            raise ValueError(f"expected ({len(rows)}, {self._dimension}) vectors, not {vectors.shape}")
        if not np.isfinite(vectors).all():
            raise ValueError("the embedding model gave a vector that isn't finite")
        self._matrix()[rows] = vectors
        if self._unfinished is not None:
            self._unfinished.keep([self._keys[bisect_left(self._pending, row)] for row in rows], vectors)

    def finish(self, source: VectorIndex | None) -> FloatMatrix:
        """Fill in taken and shared rows and return all vectors, ``(rows, dimension)``, mapped.

        Args:
            source: The older index that ``reusable`` speaks of.
        """
        matrix = self._matrix()
        if source is not None:
            for pairs in _slices(self._taken):
                matrix[pairs[:, 0]] = source.vectors(pairs[:, 1])
        if self._unfinished is not None:
            for pairs in _slices(self._recalled):
                matrix[pairs[:, 0]] = self._unfinished.vectors(pairs[:, 1])
        for pairs in _slices(self._shared):
            matrix[pairs[:, 0]] = matrix[pairs[:, 1]]
        return matrix

    def _matrix(self) -> _Memmap:
        if not self._path.exists():
            with self._path.open("wb") as file:
                header = {"descr": "<f4", "fortran_order": False, "shape": (self._rows, self._dimension)}
                np.lib.format.write_array_header_1_0(file, header)
                # All the room at once: a full disk is an error here, not a SIGBUS in the map later.
                _allocate(file, self._rows * self._dimension * 4)
        return np.lib.format.open_memmap(self._path, mode="r+")

    def close(self) -> None:
        """Remove the working file."""
        with ExitStack() as ending:  # each of them, though one fails
            ending.callback(self._waiting.unlink, missing_ok=True)
            if self._unfinished is not None:
                ending.callback(self._unfinished.close)
            ending.callback(self._file.close)


def _allocate(file: BinaryIO, size: int) -> None:
    """Give a file ``size`` more bytes that are really there."""
    if size and hasattr(os, "posix_fallocate"):
        file.flush()
        os.posix_fallocate(file.fileno(), file.tell(), size)
        return
    piece = bytes(1 << 20)
    for start in range(0, size, len(piece)):
        file.write(piece[: size - start])


def _slices(pairs: list[tuple[int, int]]) -> Iterator[np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    for start in range(0, len(pairs), _ROWS_AT_ONCE):
        yield np.asarray(pairs[start : start + _ROWS_AT_ONCE], dtype=np.int64)
