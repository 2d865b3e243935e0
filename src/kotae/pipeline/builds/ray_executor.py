"""A build's work on Ray: files are read and texts embedded by processes of this machine or of a cluster.

Results come in the order in which this process would have made them, so the index is the one it would have built alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from kotae.config import Settings
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.errors import ClusterError, ModelError
from kotae.index.rows import SourceFile
from kotae.messages import Told
from kotae.pipeline.builds.executor import Batch, FileReader, Here, ReadFile
from kotae.pipeline.builds.pieces import Piece, decode_piece
from kotae.pipeline.builds.ray_cluster import RayCluster
from kotae.pipeline.builds.ray_work import Embedding, FileTask
from kotae.pipeline.builds.shaping import Shaped
from kotae.pipeline.opened.model import Model
from kotae.records import Document

__all__ = ["Arriving", "RayExecutor"]

# A task costs something of its own: of a large folder many files share one.
_MOST_TASKS: Final = 2_000
"""Into so many tasks the files of a build are parted at most; a process that dies costs the work of one."""


class RayExecutor:
    """Reads and embeds on Ray; used as a context manager, connected when there is something to do.

    Attributes:
        patience: Of what is read by this process after all; each of the others has its own.
    """

    def __init__(self, address: str, model: Model, settings: Settings) -> None:
        """Check the address; nothing is started.

        Args:
            address: As :class:`~kotae.pipeline.builds.ray_cluster.RayCluster` takes it.
            model: The embedding model; one that was given rather than named embeds in this process.
            settings: All settings.

        Raises:
            ClusterError: The address is malformed.
        """
        self._cluster = RayCluster(address)
        self._connected = False
        self._model = model
        self._settings = settings
        self._here = Here(model, settings.reading)
        self.patience = self._here.patience

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connected:
            self._cluster.__exit__(kind, error, trace)

    def _started(self) -> RayCluster:
        if not self._connected:
            self._cluster.__enter__()
            self._connected = True
        return self._cluster

    def read(self, folder: Path, files: Sequence[SourceFile]) -> FileReader:
        """Return what gives the files as processes read them; see :class:`~kotae.pipeline.builds.executor.Executor`.

        Raises:
            ClusterError: Ray isn't installed, can't be reached or isn't fit.
        """
        here = self._here.read(folder, files)
        if not files:
            return here
        cluster = self._started()
        cluster.check(folder)
        task = FileTask(
            folder=folder,
            reading=self._settings.reading,
            splitter=self._settings.passages,
            starts=cluster.tries(),
        )
        rows = cluster.by_tasks(
            [{"path": file.path} for file in files], task, parts=min(len(files), _MOST_TASKS)
        )
        return Arriving((decode_piece(row["piece"]) for row in rows), here).read

    def embed(self, batches: Iterable[Batch], progress: Progress) -> Iterator[tuple[list[int], FloatMatrix]]:
        """Yield the vectors that processes compute; see :class:`~kotae.pipeline.builds.executor.Executor`.

        Raises:
            ClusterError: Ray can't be reached, or a machine has another model.
            ModelError: A machine has no model.
        """
        if self._model.was_given:
            yield from self._here.embed(batches, progress)
            return
        settings, numbers = self._settings.embedding, []

        def rows() -> Iterator[dict[str, Any]]:
            for numbered, texts in batches:
                numbers.append(numbered)
                yield {"number": len(numbers) - 1, "texts": texts}

        made = self._started().by_actors(rows(), Embedding, settings, gpu=settings.device != "cpu")
        for place, row in enumerate(made):
            yield numbers[place], self._vectors(row, len(numbers[place]))

    def _vectors(self, row: dict[str, Any], count: int) -> FloatMatrix:
        if row["failed"]:
            en, ja = row["failed"]
            raise ModelError(Told(en=en, ja=ja))
        embedder = self._model.get()
        if row["fingerprint"] != embedder.fingerprint:
            raise ClusterError(
                "Ray: a machine has another embedding model than this one; install the same on all machines."
            )
        return np.frombuffer(row["vectors"], dtype="<f4").reshape(count, embedder.dimension)


class Arriving:
    """Files in the order they were asked of Ray; what wasn't asked is read by this process."""

    def __init__(self, pieces: Iterator[Piece], here: FileReader) -> None:
        self._pieces = pieces
        self._here = here
        self._next: Piece | None = None
        self._rest: Iterator[tuple[Document, Shaped | None]] = iter(())

    def read(self, file: SourceFile) -> ReadFile:
        """Return a file as it was read.

        Raises:
            ReadingError: The file can't be had.
        """
        for _ in self._rest:  # of the file before
            pass
        first = self._next or next(self._pieces, None)
        if first is None or first.path != file.path:
            self._next = first
            return self._here(file)
        self._next = None
        if first.refusal is not None and not first.sha256:
            raise first.refusal.error()
        self._rest = self._documents(first)
        return ReadFile(stamp=first.stamp, sha256=first.sha256, documents=self._rest)

    def _documents(self, first: Piece) -> Iterator[tuple[Document, Shaped | None]]:
        piece = first
        while True:
            for one in piece.documents:
                yield one.document, one.shaped
            if piece.refusal is not None:
                raise piece.refusal.error()
            if piece.last:
                return
            piece = next(self._pieces)
            if (piece.path, piece.sha256) != (first.path, first.sha256):
                raise ClusterError(
                    "{path}: the file changed while it was read on Ray; index again.", path=first.path
                )
