"""A question → hits: three legs, each language by itself, one fused order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Hit, Language, MatchedTerm
from kotae.retrieval.dense import Background
from kotae.retrieval.fusion import LEGS, WEIGHTS, fuse
from kotae.retrieval.scoring import Group, WordScorer, WordScores, language_mask
from kotae.retrieval.searchable import Searchable
from kotae.retrieval.settings import RetrievalSettings
from kotae.segmentation.analyzer import Analyzer

__all__ = ["RankedPassage", "Retriever"]

_LANGUAGES: tuple[Language, ...] = ("ja", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPassage:
    """A row and why it is where it is.

    Attributes:
        row: The passage's row.
        score: Fused score; comparable within one question only.
        legs: Each leg's normalised score.
        matched: Terms that met, strongest first.
    """

    row: int
    score: float
    legs: dict[str, float]
    matched: tuple[MatchedTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class _Collection:
    """The passages of one language."""

    language: Language
    mask: NDArray[np.bool_]
    words: WordScorer
    background: Background


class Retriever:
    """Finds passages; safe to use from many threads as far as the embedder is."""

    def __init__(
        self,
        *,
        reader: Searchable,
        embedder: Embedder,
        analyzer: Analyzer,
        settings: RetrievalSettings,
    ) -> None:
        self._reader = reader
        self._embedder = embedder
        self._analyzer = analyzer
        self._settings = settings
        everything = Background.of(reader.vectors, np.ones(len(reader.japanese), dtype=np.bool_))
        self._collections = tuple(
            self._collection(language, everything)
            for language in _LANGUAGES
            if np.any(language_mask(reader.japanese, language))
        )

    def _collection(self, language: Language, everything: Background) -> _Collection:
        mask = np.asarray(language_mask(self._reader.japanese, language))
        return _Collection(
            language=language,
            mask=mask,
            words=WordScorer(self._reader.words.words, mask),
            background=Background.of(self._reader.vectors, mask).toward(everything),
        )

    def retrieve(
        self,
        question: str,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        documents: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the best passages, best first; ties by lower row.

        Args:
            question: In either language; any text that isn't empty.
            top_k: How many at most; at least 1.
            languages: Passage languages to search; None for all.
            documents: Ids of the documents to search; None for all.

        Raises:
            ModelError: The Japanese dictionary or the embedding model can't be had.
        """
        ranked = self.rank(question, top_k=top_k, languages=languages, documents=documents)
        passages = self._reader.passages([found.row for found in ranked])
        return tuple(
            Hit(passage=passage, score=found.score, legs=found.legs, matched=found.matched)
            for found, passage in zip(ranked, passages, strict=True)
        )

    def rank(
        self,
        question: str,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        documents: Collection[str] | None = None,
    ) -> list[RankedPassage]:
        """Return the best rows without reading their passages; see :meth:`retrieve`."""
        allowed = self._reader.allowed(languages=languages, documents=documents)
        vector = self._embedder.embed_questions([fold(question)])[0]
        asked = detect_language(question)
        terms = self._analyzer.question_terms(question).words
        groups = [Group(word=term, terms=((term, 1.0),)) for term in dict.fromkeys(terms)]
        found: list[RankedPassage] = []
        for collection in self._collections:
            found += self._rank_in(collection, vector, groups, asked=asked, allowed=allowed, top_k=top_k)
        found.sort(key=lambda ranked: (-ranked.score, ranked.row))
        return found[:top_k]

    def _rank_in(
        self,
        collection: _Collection,
        vector: NDArray[np.float32],
        groups: Sequence[Group],
        *,
        asked: Language,
        allowed: NDArray[np.bool_] | None,
        top_k: int,
    ) -> list[RankedPassage]:
        mask = collection.mask if allowed is None else collection.mask & allowed
        if not mask.any():
            return []
        words = collection.words.score(groups)
        rows = self._candidates(vector, words, mask)
        cosines = self._reader.vectors.scores(vector, rows)
        legs = {"dense": collection.background.normalise(vector, cosines), "lexical": words.at(rows)}
        scores = fuse(legs, WEIGHTS[asked, collection.language])
        return [
            RankedPassage(
                row=int(rows[place]),
                score=float(scores[place]),
                legs={name: float(legs[name][place]) for name in LEGS if name in legs},
            )
            for place in np.lexsort((rows, -scores))[:top_k]
        ]

    def _candidates(
        self, vector: NDArray[np.float32], words: WordScores, mask: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        count = self._settings.candidates
        near, _ = self._reader.vectors.search(vector[np.newaxis], top_k=count, allowed=mask)
        return np.union1d(near[0], words.best(count, allowed=mask))
