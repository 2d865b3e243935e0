"""An embedder that remembers what it was asked."""

from collections.abc import Sequence

from kotae.embedding import HashingEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress


class ListeningEmbedder:
    """Hashes, and remembers every question in ``heard``."""

    def __init__(self) -> None:
        self._embedder = HashingEmbedder()
        self.dimension = self._embedder.dimension
        self.fingerprint = self._embedder.fingerprint
        self.heard: list[str] = []

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        self.heard += questions
        return self._embedder.embed_questions(questions)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        return self._embedder.embed_passages(passages, progress=progress)
