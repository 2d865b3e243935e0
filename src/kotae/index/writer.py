"""Writes the next generation beside the current one, checks it, and makes it current."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from kotae import languages
from kotae.index import generations
from kotae.index.kinds import vector_kind
from kotae.index.manifest import Manifest, damaged, file_sums
from kotae.index.protocol import FloatMatrix
from kotae.index.reader import DOCUMENTS, LANGUAGES, OWNERS, SKETCH, VECTORS, WORDS, IndexReader
from kotae.index.rows import PassageTerms, SourceFile
from kotae.index.store import StoreReader
from kotae.index.store_writer import StoreWriter
from kotae.index.unfinished import Unfinished
from kotae.index.vector_file import VectorFile, embedded_hash
from kotae.records import Document, Language, Passage

__all__ = ["BuiltWith", "IndexWriter"]

# Enough to see vectors and rows out of step, which is how an index goes wrong; all would be embedding it
# twice.
_SAMPLES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltWith:
    """What a generation's manifest says besides its counts; see :class:`~kotae.index.manifest.Manifest`."""

    kotae: str
    corpus: str
    place: str
    settings: Mapping[str, Mapping[str, Any]]
    limits: Mapping[str, float]
    model: str
    readers: Mapping[str, str] = field(default_factory=dict)


class IndexWriter:
    """Collects documents and vectors for one generation; :meth:`commit` makes it current.

    Used as a context manager, under the build lock; without a commit everything is removed but the vectors that were
    embedded: they are left to the next build.
    """

    def __init__(self, root: Path, *, model: str, dimension: int, previous: IndexReader | None) -> None:
        """Start a generation.

        Args:
            root: The index folder.
            model: The fingerprint of the embedding model.
            dimension: The length of a vector.
            previous: The index to take documents over from, or None; its vectors where the same model made them.
        """
        same_model = previous is not None and previous.manifest.model == model
        self._root = root
        self._dimension = dimension
        self._previous = previous
        self._vectors_from = previous.vectors if previous is not None and same_model else None
        reusable = (
            {key: row for row, key in previous.store.embedded()}
            if previous is not None and same_model
            else {}
        )
        self._folder = generations.new_folder(root)
        with ExitStack() as opening:
            opening.callback(generations.discard, self._folder)
            self._store = StoreWriter(self._folder / DOCUMENTS)
            opening.callback(self._store.close, finish=False)
            self._unfinished = Unfinished(root, model=model, dimension=dimension)
            self._vectors = VectorFile(
                self._folder / VECTORS, dimension=dimension, reusable=reusable, unfinished=self._unfinished
            )
            opening.pop_all()
        self._owners: list[int] = []
        self._passage_languages: list[Language] = []
        self._languages: Counter[Language] = Counter()
        self._committed = False
        # The files were listed before: what is removed from now on is newer.
        self._begun = datetime.now(UTC).astimezone().isoformat(timespec="seconds")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._committed:
            # On a full disk closing fails as well: the last buffer can't be written. The others are closed all the same.
            with ExitStack() as ending:
                ending.callback(generations.discard, self._folder)
                ending.callback(self._vectors.close)
                ending.callback(self._store.close, finish=False)

    @property
    def documents(self) -> int:
        """Documents so far."""
        return self._store.documents

    @property
    def passages(self) -> int:
        """Passages so far."""
        return self._store.passages

    @property
    def to_embed(self) -> int:
        """Texts that have no vector yet."""
        return self._vectors.to_embed

    def add_file(self, file: SourceFile) -> int:
        """Record a file, also one that was skipped, and return its number."""
        return self._store.add_file(file)

    def add_document(
        self,
        document: Document,
        passages: Sequence[Passage],
        *,
        file: int,
        texts: Sequence[str],
        terms: Sequence[PassageTerms],
    ) -> None:
        """Add a document.

        Args:
            document: As read.
            passages: Its passages, in order.
            file: The number of its file.
            texts: What is embedded for each passage.
            terms: What the word index gets for each passage.

        Raises:
            ValueError: A passage isn't the slice of the document it says it is.
        """
        number = self._store.add_document(document, file=file)
        self._languages[document.info.language] += 1
        for passage, text, words in zip(passages, texts, terms, strict=True):
            if document.text[passage.start : passage.end] != passage.text:
                where = f"{document.info.path}: {passage.start}-{passage.end}"
                raise ValueError(f"{where}: the passage isn't the slice it says it is")
            key = embedded_hash(text)
            self._store.add_passage(passage, document=number, embedded=key, terms=words)
            self._vectors.add(key, text)
            self._owners.append(number)
            self._passage_languages.append(passage.language)

    def take_over(self, number: int, *, file: int) -> None:
        """Add a document of the previous index as it is, vectors and all.

        Args:
            number: Its number there.
            file: The number of its file here.

        Raises:
            ValueError: There is no previous index, or it was made by another model.
        """
        if self._previous is None or self._vectors_from is None:
            raise ValueError("nothing to take over from")
        copied = self._store.copy_document(self._previous.store, number, file=file)
        self._languages[self._previous.store.infos[number].language] += 1
        for old_row, key in copied:
            self._vectors.add(key, None)
            self._owners.append(self._store.documents - 1)
            self._passage_languages.append(str(self._previous.languages[old_row]))

    def pending(self, *, batch: int) -> Iterator[tuple[list[int], list[str]]]:
        """Yield rows and texts that need a vector, at most ``batch`` at a time."""
        return self._vectors.pending(batch=batch)

    def put_vectors(self, rows: Sequence[int], vectors: FloatMatrix) -> None:
        """Store the vectors of rows that :meth:`pending` gave.

        Raises:
            ValueError: The shape doesn't fit, or a number isn't finite.
        """
        self._vectors.put(rows, vectors)

    def commit(self, built_with: BuiltWith, *, exact_up_to: int) -> None:
        """Complete the generation, check it, and let it answer from now on.

        Args:
            built_with: What the manifest says of it.
            exact_up_to: With more passages, the vectors are searched approximately.

        Raises:
            IndexDamagedError: What was read back isn't what was written; the last index stays.
        """
        vectors = vector_kind(self.passages, exact_up_to=exact_up_to)
        self._write_files(sketch=vectors["kind"] == "sketch")
        manifest = Manifest(
            kotae=built_with.kotae,
            created=self._begun,
            corpus=built_with.corpus,
            place=built_with.place,
            settings=built_with.settings,
            limits=built_with.limits,
            readers=built_with.readers,
            model=built_with.model,
            dimension=self._dimension,
            vectors=vectors,
            counts=self._counts(),
            files=file_sums(self._folder),
        )
        sha256 = manifest.write(self._folder)
        with IndexReader.open_folder(self._folder, manifest_sha256=sha256) as written:
            _check_sample(written)
        generations.swap(self._root, self._folder, manifest_sha256=sha256)
        self._committed = True
        self._unfinished.remove()
        generations.remove_others(self._root, keep=self._folder.name)

    def _write_files(self, *, sketch: bool) -> None:
        from kotae.index.words import WordIndex

        self._store.close(finish=True)
        matrix = self._vectors.finish(self._vectors_from)
        self._vectors.close()
        if sketch:
            from kotae.index.sketch import write_sketch

            write_sketch(matrix, self._folder / SKETCH)
        np.save(self._folder / OWNERS, np.asarray(self._owners, dtype=np.int32))
        np.save(self._folder / LANGUAGES, np.asarray(self._passage_languages, dtype=np.str_))
        (self._folder / WORDS).mkdir()
        store = StoreReader(self._folder / DOCUMENTS)
        try:
            WordIndex.build(store.all_terms()).save(self._folder / WORDS)
        finally:
            store.close()

    def _counts(self) -> dict[str, int]:
        passages = Counter(self._passage_languages)
        known = dict.fromkeys([*languages.LANGUAGES, *self._languages, *passages])
        return {
            "documents": self.documents,
            "passages": self.passages,
            **{f"documents.{code}": self._languages[code] for code in known},
            **{f"passages.{code}": passages[code] for code in known},
        }


def _check_sample(reader: IndexReader) -> None:
    """Refuse an index in which a passage's own vector isn't the best match for itself.

    Raises:
        IndexDamagedError: A sampled vector finds a worse match than itself.
    """
    if not len(reader):
        return
    rows = np.unique(np.linspace(0, len(reader) - 1, num=_SAMPLES, dtype=np.int64))
    vectors = reader.vectors.vectors(rows)
    _, scores = reader.vectors.search(vectors, top_k=1)
    if not np.allclose(scores[:, 0], np.einsum("ij,ij->i", vectors, vectors), atol=1e-4):
        raise damaged(reader.folder / VECTORS)
