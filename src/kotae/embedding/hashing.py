"""Vectors without a model: hashed character n-grams.

Deterministic on every machine, needs nothing but numpy, and texts that share characters
are near each other. That makes it the embedder of the tests; it knows no meaning and does
not cross languages, so it is no stand-in for a model in use.
"""

import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kotae.embedding.protocol import FloatMatrix, Progress

__all__ = ["HashingEmbedder"]

# One character tells kanji apart, three tell Latin words apart, and no dictionary is asked for either.
_GRAM_LENGTHS = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class HashingEmbedder:
    """Counts character 1-, 2- and 3-grams into ``dimension`` signed buckets.

    Attributes:
        dimension: Length of a vector, at least 1. Few dimensions collide more.
    """

    dimension: int = 256

    def __post_init__(self) -> None:
        if self.dimension < 1:
            raise ValueError(f"dimension must be at least 1, not {self.dimension}")

    @property
    def fingerprint(self) -> str:
        """Identity of method and settings."""
        return f"hashing-v1-{self.dimension}"

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        return self._embed(questions)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = self._embed(passages)
        if progress is not None and passages:
            progress(len(passages), len(passages))
        return matrix

    def _embed(self, texts: Sequence[str]) -> FloatMatrix:
        matrix = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(matrix, texts, strict=True):
            # Folded as search folds it, so that case and width never decide; the marks at both
            # ends give an empty text a vector too.
            folded = f"\x02{unicodedata.normalize('NFKC', text).casefold()}\x03"
            for length in _GRAM_LENGTHS:
                for start in range(len(folded) - length + 1):
                    code = zlib.crc32(folded[start : start + length].encode("utf-8", "surrogatepass"))
                    row[(code >> 1) % self.dimension] += 1.0 if code & 1 else -1.0
            norm = float(np.linalg.norm(row))
            if norm == 0.0:  # every gram cancelled another one out: only with very few dimensions
                row[0] = norm = 1.0
            row /= norm
        return matrix
