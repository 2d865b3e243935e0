"""A question → hits: three legs, each language by itself, one fused order."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder
from kotae.question import Question, read_question
from kotae.records import Hit, Language
from kotae.retrieval.carrying import Carrier, Found, balanced
from kotae.retrieval.collection import collections_of, measured_of
from kotae.retrieval.history import newest_first
from kotae.retrieval.matching import readable
from kotae.retrieval.measured import Counted
from kotae.retrieval.planning import Plan, Planner
from kotae.retrieval.ranked import RankedPassage
from kotae.retrieval.rerank import Reranker
from kotae.retrieval.searchable import Searchable
from kotae.retrieval.settings import RetrievalSettings
from kotae.segmentation.analyzer import Analyzer
from kotae.translation import TranslationTable

__all__ = ["Retriever"]


class Retriever:
    """Finds passages; safe to use from many threads as far as the embedder is.

    Attributes:
        measured: What scores are judged by.
    """

    def __init__(
        self,
        *,
        reader: Searchable,
        embedder: Embedder,
        analyzer: Analyzer,
        settings: RetrievalSettings,
        table: TranslationTable | None = None,
        within: NDArray[np.bool_] | None = None,
    ) -> None:
        """Take the measures of the index.

        Args:
            reader: The open index.
            embedder: The model it was built with.
            analyzer: The analyser it was built with.
            settings: How to search.
            table: Translations; None loads what the settings name.
            within: ``(passages,)``, the rows there are for whoever asks; no other one counts. None for all.

        Raises:
            ModelError: The translation table can't be read.
        """
        self._reader = reader
        self._embedder = embedder
        self._analyzer, self._settings = analyzer, settings
        if table is None:
            table = TranslationTable.load(Path(settings.bridge_table) if settings.bridge_table else None)
        self._words = reader.words if within is None else reader.words.within(within)
        self._reranker = Reranker(settings.reranker) if settings.reranker else None
        rows = np.ones(len(reader.languages), dtype=np.bool_) if within is None else within
        self._collections = collections_of(reader, self._words, rows)
        self.measured = measured_of(reader, self._collections)
        self._carrier = Carrier(reader, self._words, settings)
        self._planner = Planner(words=self._words, measured=self.measured, table=table, settings=settings)

    def counted(self, question: str | Question) -> Counted:
        """Return in how many passages the terms are that may stand for a question's words, in either language.

        Args:
            question: As for :meth:`retrieve`.
        """
        groups = self._planner.groups(self._asked(question))
        return Counted.of(groups, words=self._words, languages=self._reader.languages)

    def retrieve(
        self,
        question: str | Question,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        documents: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the best passages, best first, older messages quoted in mail behind their equals; ties by lower row.

        Args:
            question: In either language, any text that isn't empty; or as read already.
            top_k: How many at most; at least 1.
            languages: Passage languages to search; None for all.
            documents: Ids of the documents to search; None for all.

        Raises:
            ModelError: The Japanese dictionary, the embedding model or the reranker can't be had.
        """
        question = self._asked(question)
        wanted = top_k if self._reranker is None else max(top_k, self._settings.rerank_candidates)
        ranked = self.rank(question, top_k=wanted, languages=languages, documents=documents)
        hits = self._hits(ranked)
        hits = self._reranker.rerank(question.text, hits) if self._reranker is not None else hits
        # Behind the reranker, which doesn't know what is quoted below a newer message.
        return tuple(readable(hit, self._analyzer) for hit in newest_first(hits)[:top_k])

    def rank(
        self,
        question: str | Question,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        documents: Collection[str] | None = None,
    ) -> list[RankedPassage]:
        """Return the best rows without reading their passages; see :meth:`retrieve`."""
        masks = self._masks(languages=languages, documents=documents)
        plan = self._planner.plan(self._asked(question), self._embedder, languages=tuple(masks))
        lifted = balanced(self._carried_out(plan, masks, top_k=top_k), balance=self._settings.balance)
        lifted.sort(key=lambda pair: (-pair[0].score, pair[0].row))
        return [self._carrier.matched(found, legs, plan) for found, legs in lifted[:top_k]]

    def carried_out(
        self,
        plan: Plan,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        documents: Collection[str] | None = None,
    ) -> list[Hit]:
        """Return what a plan finds here: the best passages of each language, the languages not balanced yet.

        Args:
            plan: Made here or for several indexes together.
            top_k: How many of each language at most.
            languages: As for :meth:`retrieve`.
            documents: As for :meth:`retrieve`.
        """
        masks = self._masks(languages=languages, documents=documents)
        ranked = [
            self._carrier.matched(passage, found.proposed, plan)
            for found in self._carried_out(plan, masks, top_k=top_k)
            for passage in found.ranked
        ]
        return [readable(hit, self._analyzer) for hit in self._hits(ranked)]

    def _hits(self, ranked: Sequence[RankedPassage]) -> list[Hit]:
        passages = self._reader.passages([found.row for found in ranked])
        return [
            Hit(passage=passage, score=found.score, legs=found.legs, matched=found.matched)
            for found, passage in zip(ranked, passages, strict=True)
        ]

    def _masks(
        self, *, languages: Collection[Language] | None, documents: Collection[str] | None
    ) -> dict[Language, NDArray[np.bool_]]:
        """Return which rows the filters let through, by language; a language without any isn't in it."""
        allowed = self._reader.allowed(languages=languages, documents=documents)
        masks = {
            language: found.mask if allowed is None else found.mask & allowed
            for language, found in self._collections.items()
        }
        return {language: mask for language, mask in masks.items() if mask.any()}

    def _carried_out(
        self, plan: Plan, masks: Mapping[Language, NDArray[np.bool_]], *, top_k: int
    ) -> list[Found]:
        """Return the best rows of each language that has any, and what they were ranked by."""
        return [
            self._carrier.carry(own, self._collections[language].words, masks[language], top_k=top_k)
            for language, own in plan.languages.items()
            if language in masks
        ]

    def _asked(self, question: str | Question) -> Question:
        return question if isinstance(question, Question) else read_question(question, self._analyzer)
