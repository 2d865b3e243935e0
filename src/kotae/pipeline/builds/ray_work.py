"""What a process of Ray does for a build: reads files, embeds texts, says what is installed where it runs.

Ray calls these by their names in processes of its own, which import kotae there; Ray itself isn't imported here. Files are
opened by that process and parsed in its confined child, as everywhere.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from kotae import __version__
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import KotaeError, ReadingError
from kotae.index.rows import SourceFile
from kotae.parsing import Patience, ReadingSettings
from kotae.passages import PassageSplitter
from kotae.pipeline.builds.executor import read_here
from kotae.pipeline.builds.pieces import Piece, Refusal, ShapedDocument, encode_piece, pieces_of
from kotae.pipeline.builds.shaping import Shaper
from kotae.pipeline.opened.model import Model

__all__ = ["Embedding", "FileTask", "Starts", "Tries", "state_here"]

# A process may end for another reason; a file over which five did is the reason.
_TRIES: Final = 5
"""So many processes may end over one file: machines that are switched off or short of memory end some as well."""


def state_here(folder: str) -> tuple[str, bool]:
    """Return the version of kotae that is installed here, and whether the folder of documents is here."""
    return __version__, os.path.isdir(folder)


class Tries:
    """Counts which files were begun and not ended, for nothing is heard of a process that ended over one.

    Kept by one process for all.
    """

    def __init__(self) -> None:
        self._begun: Counter[str] = Counter()

    def begun(self, path: str) -> int:
        """Return how often a file was begun since it was ended last, this time counted."""
        self._begun[path] += 1
        return self._begun[path]

    def ended(self, path: str) -> None:
        """Take down that a file was read to its end."""
        del self._begun[path]


class Starts(Protocol):
    """:class:`Tries`, wherever it is kept."""

    def begun(self, path: str) -> int:
        """Return how often a file was begun since it was ended last, this time counted."""
        ...

    def ended(self, path: str) -> None:
        """Take down that a file was read to its end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTask:
    """Reads files of a folder and works out what is indexed of them.

    Attributes:
        folder: The folder of documents, absolute, at the same place on every machine.
        reading: How files are read.
        splitter: How passages are made.
        starts: Counts how often each file was begun. One over which several processes ended is left out, for Ray would
            have it read again for ever.
    """

    folder: Path
    reading: ReadingSettings
    splitter: PassageSplitter
    starts: Starts

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, list[bytes]]]:
        """Yield the pieces of the files named in ``path``, one a batch, in ``piece``."""
        for path in map(str, batch["path"]):
            for piece in self._pieces(path):
                yield {"piece": [encode_piece(piece)]}
            self.starts.ended(path)

    def _pieces(self, path: str) -> Iterator[Piece]:
        try:
            if self.starts.begun(path) > _TRIES:
                raise ReadingError(
                    "{tries} {tries:process|processes} that read this file or worked out what is indexed of it broke down; it is "
                    "left out. Take it out of the folder, or index without --ray to see what happens.",
                    path=path,
                    tries=_TRIES,
                )
            read = read_here(
                self.folder, SourceFile(path=path, stamp="", sha256=b""), _patience(self.reading)
            )
        except ReadingError as error:
            yield Piece(path=path, refusal=Refusal.of(error), last=True)
            return
        shaper = _shaper(self.splitter)
        shaped = (ShapedDocument.of(document, shaper.shape(document)) for document, _ in read.documents)
        yield from pieces_of(path, read, shaped)


@cache
def _patience(reading: ReadingSettings) -> Patience:
    """What this process read for nothing; it lives as long as the build."""
    return Patience(reading)


@cache
def _shaper(splitter: PassageSplitter) -> Shaper:
    return Shaper(splitter)


class Embedding:
    """Embeds texts; holds the model of its process."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        self._model = Model(settings)

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """Return what was made of each row's ``texts``.

        Returns:
            ``number`` as given, the model's ``fingerprint``, the ``vectors`` as bytes of little-endian float32, and in
            ``failed`` why there are none, in English and Japanese, else nothing.
        """
        made = [self._made([str(text) for text in texts]) for texts in batch["texts"]]
        return {
            "number": list(batch["number"]),
            **{name: [row[name] for row in made] for name in ("fingerprint", "vectors", "failed")},
        }

    def _made(self, texts: list[str]) -> dict[str, Any]:
        try:
            embedder = self._model.get()
        except KotaeError as error:
            return {"fingerprint": "", "vectors": b"", "failed": [error.en, error.ja]}
        vectors = embedder.embed_passages(texts).astype("<f4", copy=False)
        return {"fingerprint": embedder.fingerprint, "vectors": vectors.tobytes(), "failed": []}
