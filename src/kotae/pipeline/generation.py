"""Everything that answers questions over one generation of an index."""

import json
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.embedding.remembering import RememberingEmbedder
from kotae.index.generations import current_stamp
from kotae.index.manifest import Manifest, differing, other_settings
from kotae.index.reader import IndexReader
from kotae.pipeline.filters import Permission, tags_of
from kotae.pipeline.leases import Leases
from kotae.pipeline.model import Model
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kotae.answering import Answerer
    from kotae.retrieval import Retriever
    from kotae.translation import TranslationTable

__all__ = ["Generation", "Lender", "check_model", "fitting", "make_answerer", "translations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lender:
    """What a knowledge base needs of its own where no library is on this machine; see :class:`Generation`."""

    settings: Settings
    model: Model

    def embedder(self) -> Embedder:
        """Return the embedding model.

        Raises:
            ModelError: It can't be had.
        """
        return self.model.get()

    def answerer(self, analyzer: Analyzer) -> "Answerer":
        """Return what answers."""
        return make_answerer(analyzer, self.settings, words_only=self.words_only)

    @property
    def words_only(self) -> bool:
        """Whether the reader that needs no model reads, as its embedder needs none."""
        return self.model.is_hashing


class Generation:
    """One generation, open, with what searches and answers over it.

    It is leased for each question and closed when the last lease ends after it was retired.

    Attributes:
        reader: The stored index.
        stamp: What ``CURRENT`` looked like when it was opened.
        leases: Who uses it.
    """

    def __init__(
        self, reader: IndexReader, *, stamp: tuple[int, int, int] | None, settings: Settings, model: Model
    ) -> None:
        self.reader = reader
        self.stamp = stamp
        self._settings = settings
        self._model = model
        self.leases = Leases(reader.close)
        self._load_lock = threading.Lock()
        self._embedder: Embedder | None = None
        self._retriever: Retriever | None = None
        self._restricted: dict[Permission, tuple[frozenset[str], Retriever | None]] = {}
        self._answerer: Answerer | None = None

    @classmethod
    def open(cls, root: Path, *, settings: Settings, model: Model) -> "Generation":
        """Open the generation that answers now.

        Raises:
            IndexNotFoundError: Nothing was built there yet.
            IndexFormatError: It was made by another version, with other settings or by another
                model, and the settings don't accept that.
            IndexDamagedError: A file is missing, torn or altered.
        """
        stamp = current_stamp(root)  # before opening: a swap in between is seen at the next question
        reader = IndexReader.open(root)
        try:
            model = fitting(model, reader.manifest, root, settings)
            generation = cls(reader, stamp=stamp, settings=settings, model=model)
        except BaseException:
            reader.close()
            raise
        return generation

    @property
    def root(self) -> Path:
        """The folder of its index."""
        return self.reader.folder.parent.parent

    def permitted(self, permission: Permission) -> frozenset[str]:
        """Return the ids of the documents that a permission lets through, found the first time.

        Args:
            permission: Of a token or a person; there are few, so what is found is kept.
        """
        with self._load_lock:
            return self._permitted(permission)

    def _permitted(self, permission: Permission) -> frozenset[str]:
        if permission not in self._restricted:
            kept = permission.matching(self.reader.documents, self.reader.store.metadata)
            self._restricted[permission] = (frozenset(kept), None)
        return self._restricted[permission][0]

    def retriever(self, analyzer: Analyzer, *, permitted: Permission | None = None) -> "Retriever":
        """Return what searches, made the first time.

        Args:
            analyzer: Shared by all generations.
            permitted: Searches as if there were no other documents: how rare a word is would tell of them too.

        Raises:
            ModelError: The embedding model can't be had.
            IndexFormatError: The model's files aren't those the index was built with.
        """
        with self._load_lock:
            if permitted is not None:
                return self._restricted_retriever(analyzer, permitted)
            if self._retriever is None:
                self._retriever = _make_retriever(
                    self.reader, self._checked_embedder(), analyzer, self._settings
                )
            return self._retriever

    def _restricted_retriever(self, analyzer: Analyzer, permission: Permission) -> "Retriever":
        ids = self._permitted(permission)
        retriever = self._restricted[permission][1]
        if retriever is None:
            within = self.reader.allowed(documents=ids)
            retriever = _make_retriever(
                self.reader, self._checked_embedder(), analyzer, self._settings, within=within
            )
            self._restricted[permission] = (ids, retriever)
        return retriever

    def answerer(self, analyzer: Analyzer) -> "Answerer":
        """Return what answers, made the first time; see :meth:`retriever`."""
        with self._load_lock:
            if self._answerer is None:
                self._answerer = make_answerer(analyzer, self._settings, words_only=self._model.is_hashing)
            return self._answerer

    def embedder(self) -> Embedder:
        """Return the embedding model, made the first time; see :meth:`retriever`."""
        with self._load_lock:
            return self._checked_embedder()

    def _checked_embedder(self) -> Embedder:
        """Return the embedder that searching and answering share; call it with the load lock held."""
        if self._embedder is None:
            embedder = self._model.get()
            check_model(embedder, self.reader.manifest, self.reader.folder)
            self._embedder = RememberingEmbedder(embedder)
        return self._embedder

    @cached_property
    def tags(self) -> tuple[tuple[str, ...], ...]:
        """The tags of each document, by number."""
        return tuple(map(tags_of, self.reader.store.metadata()))

    @property
    def settings(self) -> Settings:
        """All settings."""
        return self._settings

    @property
    def words_only(self) -> bool:
        """Whether the reader that needs no model reads, as its embedder needs none."""
        return self._model.is_hashing

    @property
    def warm(self) -> bool:
        """Whether it was asked anything yet."""
        return self._retriever is not None

    def warm_up(self, analyzer: Analyzer) -> None:
        """Make what the first question needs; see :meth:`retriever`."""
        self.retriever(analyzer)


def fitting(model: Model, manifest: Manifest, where: object, settings: Settings) -> Model:
    """Return the model that an index is searched with.

    Args:
        model: The one the settings name, or that was given.
        manifest: Of the index.
        where: The index is, for messages.
        settings: All settings.

    Raises:
        IndexFormatError: The index was made with other settings or by another model, and the settings don't accept that.
    """
    # As a manifest has it: JSON knows no tuples.
    wanted = json.loads(json.dumps(model.shaping(settings)))
    differences = differing(manifest.settings, wanted)
    if differences and not settings.index.accept_other_settings:
        raise other_settings(where, differences)
    if differences:
        model = model.as_built(manifest.settings.get("embedding", {}))
    if model.loaded is not None:
        check_model(model.loaded, manifest, where)
    return model


def check_model(embedder: Embedder, manifest: Manifest, where: object) -> None:
    """Refuse a model that an index wasn't built with.

    Raises:
        IndexFormatError: Its files aren't those the index was built with.
    """
    if embedder.fingerprint != manifest.model:
        raise other_settings(where, [("embedding.model", manifest.model, embedder.fingerprint)])


def _make_retriever(
    reader: IndexReader,
    embedder: Embedder,
    analyzer: Analyzer,
    settings: Settings,
    *,
    within: "NDArray[np.bool_] | None" = None,
) -> "Retriever":
    from kotae.retrieval import Retriever

    return Retriever(
        reader=reader,
        embedder=embedder,
        analyzer=analyzer,
        settings=settings.retrieval,
        table=translations(settings),
        within=within,
    )


def translations(settings: Settings) -> "TranslationTable":
    """Return the translations that the search and the answer share."""
    from kotae.translation import TranslationTable

    chosen = settings.retrieval.bridge_table
    return TranslationTable.load(Path(chosen) if chosen else None)


def make_answerer(analyzer: Analyzer, settings: Settings, *, words_only: bool) -> "Answerer":
    """Return what answers.

    Args:
        analyzer: Finds content words.
        settings: All settings.
        words_only: Whether the reader that needs no model reads.
    """
    from kotae.answering import Answerer
    from kotae.answering.generators import load_generator
    from kotae.answering.rendering.reading_aid import load_aid
    from kotae.pipeline.reading import overlap_reader, shared_reader

    return Answerer(
        reader=overlap_reader if words_only else shared_reader,
        analyzer=analyzer,
        table=translations(settings),
        generator=lambda: load_generator(settings.generation),
        aid=load_aid,
        translates_into=settings.generation.languages,
        drafts=settings.generation.drafts,
        settings=settings.answering,
    )
