"""Who reads the files of a build and embeds their texts: this process, or processes elsewhere."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.index.rows import SourceFile
from kotae.parsing import HURRIED, Patience, ReadingSettings, documents_in, read_source, size_limit
from kotae.pipeline.builds.shaping import Shaped
from kotae.pipeline.opened.model import Model
from kotae.records import Document

__all__ = ["Batch", "Executor", "FileReader", "Here", "ReadFile", "read_here"]

Batch: TypeAlias = tuple[list[int], list[str]]
"""Rows and the texts to embed for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file as it was read.

    Attributes:
        stamp: What :func:`kotae.parsing.stamp_of` said of it then; ``HURRIED`` of one whose time was shortened.
        sha256: Of its bytes.
        documents: What it holds, found while one goes through them, each with what is indexed of it where that was worked
            out already. Going on raises ``ReadingError`` where nothing can be read.
    """

    stamp: str
    sha256: bytes
    documents: Iterator[tuple[Document, Shaped | None]]


FileReader: TypeAlias = Callable[[SourceFile], ReadFile]
"""Reads a file of the corpus; raises ``ReadingError`` where it can't be had."""


class Executor(Protocol):
    """Does the work of a build that takes time.

    Attributes:
        patience: What files took for little of what this process reads.
    """

    patience: Patience

    def read(self, folder: Path, files: Sequence[SourceFile]) -> FileReader:
        """Return what reads files of a folder.

        Args:
            folder: The folder of documents, absolute.
            files: Those that will be asked for, in that order; others may be, too.
        """
        ...

    def embed(self, batches: Iterable[Batch], progress: Progress) -> Iterator[tuple[list[int], FloatMatrix]]:
        """Yield the rows of each batch with their vectors, in the order of the batches.

        Args:
            batches: What to embed.
            progress: Called with how many texts of how many of the batch at hand are done.
        """
        ...


class Here:
    """This process.

    Attributes:
        patience: What the files read so far took for little.
    """

    def __init__(self, model: Model, settings: ReadingSettings) -> None:
        self._model = model
        self.patience = Patience(settings)

    def read(self, folder: Path, files: Sequence[SourceFile]) -> FileReader:
        """Return what reads each file when it is asked for; see :class:`Executor`."""
        return lambda file: read_here(folder, file, self.patience)

    def embed(self, batches: Iterable[Batch], progress: Progress) -> Iterator[tuple[list[int], FloatMatrix]]:
        """Yield vectors, one batch after the other; see :class:`Executor`."""
        embedder = self._model.get()
        for rows, texts in batches:
            yield rows, embedder.embed_passages(texts, progress=progress)


def read_here(folder: Path, file: SourceFile, patience: Patience) -> ReadFile:
    """Return a file, read by this process and parsed in its confined worker.

    Args:
        folder: The folder of documents.
        file: Which file in it.
        patience: How it is read, its time shortened for what others took; what it takes is counted.

    Raises:
        ReadingError: The file can't be had.
    """
    path, limits = folder / file.path, patience.limits
    source = read_source(path, relative_path=file.path, settings=limits, limit=size_limit(file.path))
    source = replace(source, patience=patience, hurried=limits is not patience.settings)
    return ReadFile(
        stamp=HURRIED if source.hurried else source.stamp,
        sha256=hashlib.sha256(source.data).digest(),
        documents=((document, None) for document in documents_in(source, suffix=path.suffix.lower())),
    )
