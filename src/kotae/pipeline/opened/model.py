"""The embedding model, loaded when first needed and only once."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.protocol import Embedder
from kotae.embedding.settings import EmbeddingSettings

__all__ = ["HASHING_MODEL", "Model"]

HASHING_MODEL = "hashing"
"""The name in the settings for the embedder that needs no model: it compares letters, not
meaning, and is there for tests and for trying things out in a second."""


class Model:
    """An embedder that may not be loaded yet; safe to use from many threads.

    Importing a model library takes seconds, and much can be done without: an unchanged corpus
    needs no vector, and listing documents needs no model.
    """

    def __init__(self, settings: EmbeddingSettings, embedder: Embedder | None = None) -> None:
        self._settings = settings
        self._embedder = embedder
        self._given = embedder is not None
        self._lock = threading.Lock()

    @property
    def loaded(self) -> Embedder | None:
        """The embedder, if it is there already."""
        return self._embedder

    @property
    def was_given(self) -> bool:
        """Whether it is an embedder of the caller's own: no other process can load it."""
        return self._given

    @property
    def is_hashing(self) -> bool:
        """Whether it is the embedder that needs no model; then nothing else needs one either."""
        if self._embedder is not None:
            return self._embedder.fingerprint == HashingEmbedder().fingerprint
        return self._settings.model == HASHING_MODEL

    def get(self) -> Embedder:
        """Return the embedder, loading it the first time.

        Raises:
            ModelError: The model can't be had.
        """
        with self._lock:
            if self._embedder is None:
                self._embedder = _loaded(self._settings)
            return self._embedder

    def as_built(self, embedding: Mapping[str, Any]) -> "Model":
        """Return the model an index was built with, whatever the settings name now.

        Args:
            embedding: The embedding stage's settings in the index's manifest.
        """
        if self._given or "passage_prefix" not in embedding:
            return self
        return Model(replace(self._settings, **embedding))

    def shaping(self, settings: Settings) -> dict[str, dict[str, Any]]:
        """Return what an index built with this model and ``settings`` depends on."""
        shaping = settings.shaping()
        if self._given and self._embedder is not None:
            shaping["embedding"] = {"model": self._embedder.fingerprint}
        return shaping


def _loaded(settings: EmbeddingSettings) -> Embedder:
    if settings.model == HASHING_MODEL:
        return HashingEmbedder()
    from kotae.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder.load(settings)
