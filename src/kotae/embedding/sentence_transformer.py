"""A sentence-transformers model behind kotae's joint.

The model is loaded by ``SentenceTransformer``, the default one without it because importing it
takes seconds (:mod:`kotae.embedding.plain_bert`), and run without its ``encode``: texts are cut
into tokens once, batched by tokens and length, and multiplied in bfloat16 where the
processor is made for it. Torch is loaded with a model, not before.
"""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kotae.embedding.batching import plan_batches
from kotae.embedding.locating import folder_fingerprint, model_folder
from kotae.embedding.prefixes import resolve_prefixes
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.embedding.settings import DEFAULT_MODEL, EmbeddingSettings
from kotae.embedding.tokens import TokenCutter

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from kotae.embedding.plain_bert import PlainBert
    from kotae.embedding.running import ModelRunner

__all__ = ["SentenceTransformerEmbedder"]

_WINDOW_TEXTS = 4096
"""Texts cut into tokens and sorted by length at a time; bounds memory on big corpora."""

_CHARS_PER_TOKEN = 32
"""No language comes near: what lies further can't be read, and needn't be cut into tokens."""


class SentenceTransformerEmbedder:
    """Turns text into unit vectors with a sentence-transformers model.

    Safe to use from several threads at once. Text beyond the model's limit (512 tokens for
    the default model) doesn't count. :meth:`load` is the way to get one.

    Args:
        model: On its device.
        runner: Runs it.
        cutter: Cuts its texts into tokens; None lets the model do it.
        settings: What it was loaded with.
        files: The fingerprint of its files.
    """

    def __init__(
        self,
        model: "SentenceTransformer | PlainBert",
        *,
        runner: "ModelRunner",
        cutter: TokenCutter | None,
        settings: EmbeddingSettings,
        files: str,
    ) -> None:
        self._runner = runner
        self._settings = settings
        self._prefixes = resolve_prefixes(settings, name=settings.model, prompts=model.prompts)
        self._fingerprint = _fingerprint(files, self._prefixes)
        self._dimension = int(model.get_embedding_dimension() or 0)
        self._max_chars = _CHARS_PER_TOKEN * (model.max_seq_length or 8192)
        self._cutter = cutter
        self._preprocess: Any = getattr(model, "preprocess", None)  # needed without a cutter only
        # One batch and one question at a time: more would only compete for the same cores.
        # Two locks, so that a question never waits for a batch of passages.
        self._question_lock = threading.Lock()
        # A model that cuts texts in a way of its own must not do it for two at once.
        self._passage_lock = threading.Lock() if self._cutter else self._question_lock

    @classmethod
    def load(cls, settings: EmbeddingSettings | None = None) -> "SentenceTransformerEmbedder":
        """Return the embedder for the settings; makes the default model's files on first use.

        Args:
            settings: The default model on the processor if None.

        Raises:
            ModelError: The model can't be had offline, is damaged, or isn't safe to load.
        """
        from kotae.embedding.running import ModelRunner, load_model

        settings = settings or EmbeddingSettings()
        folder = model_folder(settings)
        files = folder_fingerprint(folder)
        if settings.model == DEFAULT_MODEL and settings.device == "cpu":
            plain = _plain_bert(folder)
            runner = ModelRunner(plain, settings)
            return cls(plain, runner=runner, cutter=plain.cutter, settings=settings, files=files)
        model = load_model(folder, settings)
        runner = ModelRunner(model, settings)
        return cls(model, runner=runner, cutter=TokenCutter.of(model), settings=settings, files=files)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    @property
    def fingerprint(self) -> str:
        """Identity of the model's files and the prefixes; precision and place don't count."""
        return self._fingerprint

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = np.empty((len(questions), self._dimension), dtype=np.float32)
        for batch, vectors in self._embedded(questions, prefix=self._prefixes[0], lock=self._question_lock):
            matrix[list(batch)] = vectors
        return matrix

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = np.empty((len(passages), self._dimension), dtype=np.float32)
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
        texts = [text[: self._max_chars] for text in texts]
        tokens = self._cutter and self._cutter.cut([prefix + text for text in texts])
        lengths = [len(item) for item in tokens or texts]
        for batch in plan_batches(lengths, batch_tokens=self._settings.batch_tokens):
            with lock:
                if self._cutter and tokens:
                    features: dict[str, Any] = self._cutter.padded([tokens[row] for row in batch])
                else:
                    features = self._preprocess([texts[row] for row in batch], prompt=prefix or None)
                vectors = self._runner.run(features)
            yield batch, vectors


def _plain_bert(folder: Path) -> "PlainBert":
    from kotae.embedding.plain_bert import PlainBert

    return PlainBert(folder)


def _fingerprint(files: str, prefixes: tuple[str, str]) -> str:
    text = "\0".join(("kotae-embedder-1", files, *prefixes))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
