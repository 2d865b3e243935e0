"""A model behind kotae's joint.

The default model is run by ONNX Runtime (:mod:`kotae.embedding.default_model`), every other one by
sentence-transformers, whose import takes seconds. Either way texts are cut into tokens once and batched by tokens and
length. What runs a model is loaded with it, not before.
"""

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from kotae.embedding.batching import plan_batches
from kotae.embedding.carrier import CARRIER_SHA256
from kotae.embedding.locating import folder_fingerprint, model_folder
from kotae.embedding.prefixes import resolve_prefixes
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.embedding.settings import DEFAULT_MODEL, EmbeddingSettings

__all__ = ["SentenceTransformerEmbedder"]

_WINDOW_TEXTS = 4096
"""Texts cut into tokens and sorted by length at a time; bounds memory on big corpora."""

_CHARS_PER_TOKEN = 32
"""No language comes near: what lies further can't be read, and needn't be cut into tokens."""


class RunningModel(Protocol):
    """A loaded model: what cuts texts and what turns tokens into vectors."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    @property
    def max_tokens(self) -> int | None:
        """Tokens beyond it don't count."""
        ...

    @property
    def prompts(self) -> Mapping[str, str | None]:
        """Prefixes by task."""
        ...

    def cut(self, texts: Sequence[str], prefix: str) -> Sequence[Any]:
        """Return the tokens of each text behind its prefix; their lengths decide what goes together."""
        ...

    def run(self, tokens: Sequence[Any], prefix: str) -> FloatMatrix:
        """Return ``(texts, dimension)`` float32 unit rows."""
        ...


class SentenceTransformerEmbedder:
    """Turns text into unit vectors with the default model or any of sentence-transformers'.

    Safe to use from several threads at once. Text beyond the model's limit (512 tokens for
    the default model) doesn't count. :meth:`load` is the way to get one.

    Args:
        model: Loaded.
        settings: What it was loaded with.
        files: The fingerprint of its files.
        one_at_a_time: Whether it must not cut texts for two at once.
    """

    def __init__(
        self, model: RunningModel, *, settings: EmbeddingSettings, files: str, one_at_a_time: bool = False
    ) -> None:
        self._model = model
        self._settings = settings
        self._prefixes = resolve_prefixes(settings, name=settings.model, prompts=model.prompts)
        self._fingerprint = _fingerprint(files, self._prefixes)
        self._max_chars = _CHARS_PER_TOKEN * (model.max_tokens or 8192)
        # One batch and one question at a time: more would only compete for the same cores.
        # Two locks, so that a question never waits for a batch of passages.
        self._question_lock = threading.Lock()
        self._passage_lock = self._question_lock if one_at_a_time else threading.Lock()

    @classmethod
    def load(cls, settings: EmbeddingSettings | None = None) -> "SentenceTransformerEmbedder":
        """Return the embedder for the settings.

        Args:
            settings: The default model on the processor if None.

        Raises:
            ModelError: The model can't be had offline, is damaged, or isn't safe to load.
        """
        settings = settings or EmbeddingSettings()
        default = settings.model == DEFAULT_MODEL
        if default and settings.device == "cpu":
            from kotae.embedding.default_model import DefaultModel

            return cls(DefaultModel(), settings=settings, files=CARRIER_SHA256)
        from kotae.embedding.running import LibraryModel, load_model

        folder = model_folder(settings)
        files = CARRIER_SHA256 if default else folder_fingerprint(folder)
        model = LibraryModel(load_model(folder, settings), settings)
        return cls(model, settings=settings, files=files, one_at_a_time=model.shares_cutter)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._model.dimension

    @property
    def fingerprint(self) -> str:
        """Identity of the model's files and the prefixes; precision and place don't count."""
        return self._fingerprint

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = np.empty((len(questions), self.dimension), dtype=np.float32)
        for batch, vectors in self._embedded(questions, prefix=self._prefixes[0], lock=self._question_lock):
            matrix[list(batch)] = vectors
        return matrix

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = np.empty((len(passages), self.dimension), dtype=np.float32)
        done = 0
        for start in range(0, len(passages), _WINDOW_TEXTS):
            window = passages[start : start + _WINDOW_TEXTS]
            rows = matrix[start : start + _WINDOW_TEXTS]
            for batch, vectors in self._embedded(window, prefix=self._prefixes[1], lock=self._passage_lock):
                rows[list(batch)] = vectors
                done += len(batch)
                if progress is not None:
                    progress(done, len(passages))
        return matrix

    def _embedded(
        self, texts: Sequence[str], *, prefix: str, lock: threading.Lock
    ) -> Iterator[tuple[tuple[int, ...], FloatMatrix]]:
        """Yield (positions in ``texts``, their vectors) batch by batch."""
        tokens = self._model.cut([text[: self._max_chars] for text in texts], prefix)
        for batch in plan_batches(list(map(len, tokens)), batch_tokens=self._settings.batch_tokens):
            with lock:
                vectors = self._model.run([tokens[row] for row in batch], prefix)
            yield batch, vectors


def _fingerprint(files: str, prefixes: tuple[str, str]) -> str:
    text = "\0".join(("kotae-embedder-1", files, *prefixes))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
