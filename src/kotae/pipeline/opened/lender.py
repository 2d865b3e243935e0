"""What a library lends to all that is done with it: its embedding model and what answers, each made when it is first needed."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.embedding.remembering import RememberingEmbedder
from kotae.index.manifest import Manifest, other_settings
from kotae.pipeline.opened.model import Model
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.answering import Answerer
    from kotae.translation import TranslationTable

__all__ = ["Lender", "check_model", "make_answerer", "translations"]


class Lender:
    """The embedding model and what answers; safe to use from many threads.

    Args:
        settings: All settings.
        model: The embedding model, perhaps not loaded yet.
        manifest: Of the index, whose model it must be; None where no library is on this machine.
        where: The index is, for messages.
    """

    def __init__(
        self, *, settings: Settings, model: Model, manifest: Manifest | None = None, where: object = None
    ) -> None:
        self._settings, self._model = settings, model
        self._manifest, self._where = manifest, where
        self._loading = threading.Lock()
        self._embedder: Embedder | None = None
        self._answerer: Answerer | None = None

    def embedder(self) -> Embedder:
        """Return the embedding model that searching and answering share, made the first time.

        Raises:
            ModelError: It can't be had.
            IndexFormatError: Its files aren't those the index was built with.
        """
        with self._loading:
            if self._embedder is None:
                embedder = self._model.get()
                if self._manifest is not None:
                    check_model(embedder, self._manifest, self._where)
                self._embedder = RememberingEmbedder(embedder)
            return self._embedder

    def answerer(self, analyzer: Analyzer) -> "Answerer":
        """Return what answers, made the first time."""
        with self._loading:
            if self._answerer is None:
                self._answerer = make_answerer(analyzer, self._settings, words_only=self.words_only)
            return self._answerer

    @property
    def words_only(self) -> bool:
        """Whether the reader that needs no model reads, as its embedder needs none."""
        return self._model.is_hashing


def check_model(embedder: Embedder, manifest: Manifest, where: object) -> None:
    """Refuse a model that an index wasn't built with.

    Raises:
        IndexFormatError: Its files aren't those the index was built with.
    """
    if embedder.fingerprint != manifest.model:
        raise other_settings(where, [("embedding.model", manifest.model, embedder.fingerprint)])


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
    from kotae.pipeline.opened.reading import reader_for

    return Answerer(
        reader=reader_for(words_only),
        analyzer=analyzer,
        table=translations(settings),
        generator=lambda: load_generator(settings.generation),
        aid=load_aid,
        translates_into=settings.generation.languages,
        drafts=settings.generation.drafts,
        settings=settings.answering,
    )
