"""Vectors of a build that isn't done yet: one that is broken off leaves them to the next.

They lie in the folder of the index, vectors in one file and what they are of in another; each batch goes to the end of both,
so whatever interrupts it costs a batch.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from kotae.index.ownership import open_ordinary
from kotae.index.protocol import FloatMatrix

__all__ = ["Unfinished"]

_KEYS, _VECTORS = "unfinished.keys", "unfinished.vectors"
_KEY_BYTES: Final = 16
# A build that broke off may have left more vectors than memory holds at once.
_CHUNK: Final = 65_536


class Unfinished:
    """What was embedded since the last index was complete; used under the build lock."""

    def __init__(self, root: Path, *, model: str, dimension: int) -> None:
        """Look at what was left; what another model made is removed.

        Args:
            root: The folder of the index.
            model: The fingerprint of the model.
            dimension: The length of a vector.
        """
        self._keys_path, self._vectors_path = root / _KEYS, root / _VECTORS
        self._dimension = dimension
        self._mark = hashlib.sha256(f"{model}\n{dimension}".encode()).digest()
        self._files: tuple[BinaryIO, BinaryIO] | None = None
        self._kept = 0
        self.rows: Mapping[bytes, int] = self._read()

    def _read(self) -> dict[bytes, int]:
        """Which texts have a vector here, as the hash of the text → its row."""
        try:
            with open_ordinary(self._keys_path) as keys, open_ordinary(self._vectors_path) as vectors:
                rows = os.fstat(vectors.fileno()).st_size // (4 * self._dimension)
                told = keys.read(len(self._mark) + rows * _KEY_BYTES)
        except (OSError, ValueError):  # none yet, or a pipe or a link in the place of one
            self.remove()
            return {}
        if not told.startswith(self._mark):
            self.remove()
            return {}
        hashes = told[len(self._mark) :]
        self._kept = len(hashes) // _KEY_BYTES
        sound = np.concatenate([np.zeros(0, dtype=np.bool_), *self._sound()])
        return {
            hashes[row * _KEY_BYTES : (row + 1) * _KEY_BYTES]: row for row in np.flatnonzero(sound).tolist()
        }

    def _sound(self) -> list[NDArray[np.bool_]]:
        """Which rows are vectors: where the power failed a file may end in zeros, or in anything."""
        starts = range(0, self._kept, _CHUNK)
        parts = (self.vectors(np.arange(start, min(start + _CHUNK, self._kept))) for start in starts)
        return [np.abs(np.linalg.norm(part, axis=1) - 1) < 1e-3 for part in parts]

    def vectors(self, rows: NDArray[np.int64]) -> FloatMatrix:
        """Return rows, ``(rows, dimension)`` float32."""
        if not len(rows):
            return np.zeros((0, self._dimension), dtype=np.float32)
        shape = (self._kept, self._dimension)
        matrix = np.memmap(self._vectors_path, dtype="<f4", mode="r", shape=shape)
        return np.array(matrix[rows])

    def keep(self, keys: Sequence[bytes], vectors: FloatMatrix) -> None:
        """Lay a batch down.

        Args:
            keys: The hashes of the texts.
            vectors: One for each.
        """
        keys_file, vectors_file = self._files = self._files or self._opened()
        for file, content in (
            (vectors_file, np.ascontiguousarray(vectors, dtype="<f4").tobytes()),
            (keys_file, b"".join(keys)),
        ):
            file.write(content)
            file.flush()

    def _opened(self) -> tuple[BinaryIO, BinaryIO]:
        """Both files, cut to what is whole in both."""
        with ExitStack() as opening:
            keys_file, vectors_file = (
                opening.enter_context(open(path, "r+b", opener=_open))
                for path in (self._keys_path, self._vectors_path)
            )
            keys_file.write(self._mark)
            keys_file.truncate(len(self._mark) + self._kept * _KEY_BYTES)
            vectors_file.truncate(self._kept * 4 * self._dimension)
            for file in (keys_file, vectors_file):
                file.seek(0, os.SEEK_END)
            opening.pop_all()
        return keys_file, vectors_file

    def close(self) -> None:
        """Close the files; they stay. Closing twice is fine."""
        files, self._files = self._files or (), None
        with ExitStack() as ending:  # each of them, though one fails
            for file in files:
                ending.callback(file.close)

    def remove(self) -> None:
        """Close and remove the files: the index is complete."""
        self.close()
        for path in (self._keys_path, self._vectors_path):
            path.unlink(missing_ok=True)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, 0o666)
