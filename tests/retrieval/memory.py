"""A stored index held in memory: what the tests of retrieval search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotae.embedding import HashingEmbedder
from kotae.index.words import WordIndex
from kotae.records import DocumentInfo, Language, Passage
from kotae.segmentation import Analyzer


class MemoryVectors:
    def __init__(self, matrix: NDArray[np.float32]) -> None:
        self.matrix = matrix

    @property
    def dimension(self) -> int:
        return int(self.matrix.shape[1])

    def search(
        self, queries: NDArray[np.float32], *, top_k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        rows = np.arange(len(self.matrix)) if allowed is None else np.flatnonzero(allowed)
        scores = queries @ self.matrix[rows].T
        order = np.argsort(-scores, axis=1, kind="stable")[:, :top_k]
        return rows[order].astype(np.int64), np.take_along_axis(scores, order, axis=1)

    def scores(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.asarray(self.matrix[rows] @ query, dtype=np.float32)

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return self.matrix[rows]


@dataclass(frozen=True)
class MemoryIndex:
    vectors: MemoryVectors
    words: WordIndex
    languages: NDArray[np.str_]
    stored: tuple[Passage, ...]
    owners: NDArray[np.int32]

    @classmethod
    def of(cls, passages: Sequence[tuple[Language, str]], analyzer: Analyzer) -> "MemoryIndex":
        """Return an index of passages, each a document of its own named d0, d1 and so on."""
        texts = [text for _, text in passages]
        return cls(
            vectors=MemoryVectors(HashingEmbedder().embed_passages(texts)),
            words=WordIndex.build([analyzer.terms(text) for text in texts]),
            languages=np.array([language for language, _ in passages], dtype=np.str_),
            owners=np.arange(len(texts), dtype=np.int32),
            stored=tuple(
                Passage(
                    start=0,
                    end=len(text),
                    document=DocumentInfo(id=f"d{row}", title=f"d{row}", path=f"d{row}", language=language),
                    text=text,
                    sentences=(),
                    language=language,
                )
                for row, (language, text) in enumerate(passages)
            ),
        )

    def allowed(
        self, *, languages: Collection[Language] | None = None, documents: Collection[str] | None = None
    ) -> NDArray[np.bool_] | None:
        if languages is None and documents is None:
            return None
        return np.array(
            [
                (languages is None or passage.language in languages)
                and (documents is None or passage.document.id in documents)
                for passage in self.stored
            ],
            dtype=np.bool_,
        )

    def passages(self, rows: Sequence[int]) -> tuple[Passage, ...]:
        return tuple(self.stored[row] for row in rows)
