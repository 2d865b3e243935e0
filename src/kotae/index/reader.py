"""One generation, open for reading; safe to use from many threads."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from kotae.boxes import boxes_of
from kotae.cells import cells_of
from kotae.closing import Closing
from kotae.errors import IndexDamagedError, failing_as
from kotae.index import generations
from kotae.index.manifest import Manifest, damaged, reading
from kotae.index.protocol import BoolVector, VectorIndex
from kotae.index.rows import SourceFile
from kotae.index.store import StoreReader
from kotae.records import Box, CitedCell, Document, DocumentInfo, Language, Passage

if TYPE_CHECKING:
    from kotae.index.words import WordIndex

__all__ = ["IndexReader"]

DOCUMENTS = "documents.sqlite"
VECTORS = "vectors.npy"
SKETCH = "sketch.faiss"
WORDS = "words"
OWNERS = "owners.npy"
LANGUAGES = "languages.npy"
# Whole documents in memory, a million characters each at worst.
_CITED_KEPT: Final = 4


class IndexReader(Closing):
    """Vectors, words, documents and passages of one generation.

    Attributes:
        folder: The generation's folder; it may be gone while this stays open.
        manifest: What it was built from and how.
        vectors: Row *i* is passage *i*.
        words: The word index over the same rows.
        store: Documents and passages.
        owners: ``(len(self),)`` int32, the number of the document each passage belongs to.
        languages: ``(len(self),)``, the code of each passage's language.
        documents: Every document, by number.
    """

    def __init__(
        self,
        *,
        folder: Path,
        manifest: Manifest,
        vectors: VectorIndex,
        words: "WordIndex",
        store: StoreReader,
        owners: NDArray[np.int32],
        languages: NDArray[np.str_],
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.vectors = vectors
        self.words = words
        self.store = store
        self.owners = owners
        self.languages = languages
        self.documents: tuple[DocumentInfo, ...] = store.infos
        self._numbers = {info.id: number for number, info in enumerate(store.infos)}
        # An answer asks for the cells of every place it cites, and most of its places are in few documents. Not of a method
        # of this: what refers to itself would hold its files open until it is next looked for.
        self._cited: Callable[[int], Document] = lru_cache(_CITED_KEPT)(store.document)

    def holds(self, document_id: str) -> bool:
        """Return whether there is a document of this id."""
        return document_id in self._numbers

    @classmethod
    def open(cls, root: Path) -> "IndexReader":
        """Open the generation that answers now.

        Raises:
            IndexNotFoundError: Nothing was built in ``root`` yet.
            IndexFormatError: It was written in another format.
            IndexDamagedError: A file is missing, torn or altered; it names the file.
        """
        while True:
            current = generations.read_current(root)
            try:
                return cls.open_folder(current.folder(root), manifest_sha256=current.manifest_sha256)
            except IndexDamagedError:
                # A build may have swapped and removed the folder in between: then try the new one.
                if generations.read_current(root) == current:
                    raise

    @classmethod
    def open_folder(cls, folder: Path, *, manifest_sha256: str) -> "IndexReader":
        """Open one generation and check every file of it.

        Raises:
            IndexFormatError: It was written in another format.
            IndexDamagedError: A file is missing, torn or altered; it names the file.
        """
        from kotae.index.words import WordIndex

        manifest = Manifest.read(folder, sha256=manifest_sha256)
        manifest.check_files(folder)
        with reading(folder):
            owners = np.load(folder / OWNERS, allow_pickle=False)
            languages = np.load(folder / LANGUAGES, allow_pickle=False)
            words = WordIndex.load(folder / WORDS)
        if owners.dtype != np.int32 or owners.ndim != 1 or languages.dtype.kind != "U" or languages.ndim != 1:
            raise damaged(folder)
        reader = cls(
            folder=folder,
            manifest=manifest,
            vectors=_vectors(folder, manifest.vectors),
            words=words,
            store=StoreReader(folder / DOCUMENTS),
            owners=owners,
            languages=languages,
        )
        reader._check_counts()
        return reader

    def _check_counts(self) -> None:
        passages, documents = self.manifest.counts["passages"], self.manifest.counts["documents"]
        found = {
            VECTORS: (len(self.vectors), passages),
            WORDS: (len(self.words), passages),
            OWNERS: (len(self.owners), passages),
            LANGUAGES: (len(self.languages), passages),
            DOCUMENTS: (len(self.store) + len(self.documents), passages + documents),
            "dimension": (self.vectors.dimension, self.manifest.dimension),
        }
        if len(self.owners) and not 0 <= self.owners.min() <= self.owners.max() < documents:
            raise damaged(self.folder / OWNERS)
        for name, (count, expected) in found.items():
            if count != expected:
                raise damaged(self.folder / (VECTORS if name == "dimension" else name))

    def close(self) -> None:
        """Close the document store; maps go with the object."""
        self.store.close()

    def __len__(self) -> int:
        return len(self.owners)

    def allowed(
        self, *, languages: Collection[Language] | None = None, documents: Collection[str] | None = None
    ) -> BoolVector | None:
        """Return which rows a filter lets through, ``(len(self),)``; None where it lets all through.

        Args:
            languages: Passage languages to keep.
            documents: Document ids to keep.

        Raises:
            KeyError: A document id isn't in the index.
        """
        if languages is None and documents is None:
            return None
        mask = np.ones(len(self), dtype=np.bool_)
        if languages is not None:
            mask &= np.isin(self.languages, list(languages))
        if documents is not None:
            mask &= np.isin(self.owners, [self._numbers[document] for document in documents])
        return mask

    def passages(self, rows: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the given rows, in the order given; none for none."""
        return self.store.passages(rows)

    def document(self, document_id: str) -> Document:
        """Return a whole document.

        Raises:
            KeyError: The id isn't in the index.
        """
        return self.store.document(self._numbers[document_id])

    def text(self, document_id: str) -> str:
        """Return the text of a document, and nothing else of it.

        Raises:
            KeyError: The id isn't in the index.
        """
        return self.store.text(self._numbers[document_id])

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a span of a document's text stands on its pages; none for formats without pages.

        Raises:
            KeyError: The id isn't in the index.
        """
        layouts = self.store.layouts(self._numbers[document_id], start=start, end=end)
        with failing_as(damaged(self.folder / DOCUMENTS), on=ValueError):
            return boxes_of(layouts, start, end)

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of tables that a span of a document's text quotes; none outside of tables.

        Raises:
            KeyError: The id isn't in the index.
        """
        return cells_of(self._cited(self._numbers[document_id]), start, end)

    def file_of(self, document_id: str) -> SourceFile:
        """Return the file a document was read from, as the build saw it.

        Raises:
            KeyError: The id isn't in the index.
        """
        return self.store.file_of(self._numbers[document_id])


def _vectors(folder: Path, made: Mapping[str, Any]) -> VectorIndex:
    """Return what searches the vectors, of the kind the manifest says."""
    from kotae.index.faiss import FaissIndex

    exact = FaissIndex.load(folder / VECTORS)
    if made.get("kind") == "flat":
        return exact
    from kotae.index.sketch import SketchIndex

    compared = made.get("compared")
    if not isinstance(compared, int) or compared < 1:
        raise damaged(folder)
    return SketchIndex.load(folder / SKETCH, exact, compared=compared)
