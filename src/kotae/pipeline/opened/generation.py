"""Everything that answers questions over one generation of an index."""

import json
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.index.generations import current_stamp
from kotae.index.manifest import Manifest, differing, other_settings
from kotae.index.reader import IndexReader
from kotae.pipeline.asking.filters import Permission, tags_of
from kotae.pipeline.opened.leases import Leases
from kotae.pipeline.opened.lender import Lender, check_model, translations
from kotae.pipeline.opened.model import Model
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kotae.retrieval import Retriever

__all__ = ["Generation", "fitting"]


class Generation:
    """One generation, open, with what searches and answers over it.

    It is leased for each question and closed when the last lease ends after it was retired.

    Attributes:
        reader: The stored index.
        stamp: What ``CURRENT`` looked like when it was opened.
        lender: Its embedding model and what answers.
        leases: Who uses it.
    """

    def __init__(
        self, reader: IndexReader, *, stamp: tuple[int, int, int] | None, settings: Settings, model: Model
    ) -> None:
        self.reader = reader
        self.stamp = stamp
        self._settings = settings
        self.lender = Lender(settings=settings, model=model, manifest=reader.manifest, where=reader.folder)
        self.leases = Leases(reader.close)
        self._load_lock = threading.Lock()
        self._retriever: Retriever | None = None
        self._restricted: dict[Permission, tuple[frozenset[str], Retriever | None]] = {}

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
                    self.reader, self.lender.embedder(), analyzer, self._settings
                )
            return self._retriever

    def _restricted_retriever(self, analyzer: Analyzer, permission: Permission) -> "Retriever":
        ids = self._permitted(permission)
        retriever = self._restricted[permission][1]
        if retriever is None:
            within = self.reader.allowed(documents=ids)
            retriever = _make_retriever(
                self.reader, self.lender.embedder(), analyzer, self._settings, within=within
            )
            self._restricted[permission] = (ids, retriever)
        return retriever

    @cached_property
    def tags(self) -> tuple[tuple[str, ...], ...]:
        """The tags of each document, by number."""
        return tuple(map(tags_of, self.reader.store.metadata()))

    @property
    def settings(self) -> Settings:
        """All settings."""
        return self._settings

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
