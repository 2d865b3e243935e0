"""An embedder that remembers what it was asked lately.

Answering compares the same sentences again and again: every question about a subject meets the
same passages, and each question is embedded to search and again to compare. Computing a vector
takes a thousand times as long as keeping it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder, FloatMatrix, Progress

__all__ = ["RememberingEmbedder"]


class RememberingEmbedder:
    """Gives the vectors of another embedder; thread-safe if that one is.

    Args:
        embedder: Computes the vectors.
        most: How many vectors are kept, of questions and of passages each; the least lately used goes first.
    """

    def __init__(self, embedder: Embedder, *, most: int = 8_000) -> None:
        self._embedder = embedder
        self._questions = _Memory(most)
        self._passages = _Memory(most)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._embedder.dimension

    @property
    def fingerprint(self) -> str:
        """Identity of the embedder behind it."""
        return self._embedder.fingerprint

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        return self._questions.filled(questions, self._embedder.embed_questions, self.dimension)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""

        def compute(missing: Sequence[str]) -> FloatMatrix:
            return self._embedder.embed_passages(missing, progress=progress)

        return self._passages.filled(passages, compute, self.dimension)


class _Memory:
    """Vectors by text, the most lately used last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def filled(
        self, texts: Sequence[str], compute: Callable[[Sequence[str]], FloatMatrix], dimension: int
    ) -> FloatMatrix:
        """Return a row per text; those not remembered are computed together."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
            for text in known:
                self._vectors.move_to_end(text)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            # Copies: a row of a matrix would keep the whole matrix alive.
            fresh = dict(zip(missing, (row.copy() for row in compute(missing)), strict=True))
            known |= fresh
            self._keep(fresh)
        matrix = np.empty((len(texts), dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            matrix[place] = known[text]
        return matrix

    def _keep(self, fresh: dict[str, NDArray[np.float32]]) -> None:
        with self._lock:
            self._vectors |= fresh
            while len(self._vectors) > self._most:
                self._vectors.popitem(last=False)
