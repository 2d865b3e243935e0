"""A question → hits, where an engine elsewhere holds the passages.

The engine proposes: by cosine, and by the words weighed in a sum, which is not how words are scored here. Of what it
proposes for the words, more than are wanted, the exact scores are worked out; then the best and their neighbours come
with their vectors and are ranked by the code that ranks any passages (:mod:`kotae.retrieval.carrying`). What is
judged by, how rare a word is and how long a passage, is kept with the engine's snapshot.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder
from kotae.index.far_rows import LISTS, FarRow, dimension, document_of
from kotae.question import Question, read_question
from kotae.records import Hit, Language, Passage
from kotae.retrieval.carrying import Carrier, Found, balanced, scored
from kotae.retrieval.fusion import WINDOW
from kotae.retrieval.history import newest_first
from kotae.retrieval.matching import readable
from kotae.retrieval.measured import Counted, Measured
from kotae.retrieval.planning import LanguagePlan, Plan, Planner
from kotae.retrieval.ranked import RankedPassage
from kotae.retrieval.rerank import Reranker
from kotae.retrieval.scoring import Group, WordScorer
from kotae.retrieval.settings import RetrievalSettings
from kotae.retrieval.slices import Slice
from kotae.segmentation.analyzer import Analyzer
from kotae.translation import TranslationTable

__all__ = ["WIDER", "DistantRetriever", "Engine"]

WIDER: Final = 5
"""How many passages are proposed for the words for each one wanted; see ``benchmarks/milvus``."""


class Engine(Protocol):
    """Passages that lie elsewhere; a condition is written as the engine reads it, empty for none."""

    @property
    def counted(self) -> Counted:
        """In how many passages each term is."""
        ...

    @property
    def measured(self) -> Measured:
        """What scores are judged by."""
        ...

    def nearest(
        self, vector: NDArray[np.float32], *, language: Language, count: int, condition: str
    ) -> list[int]:
        """Return the numbers of the passages of a language whose vectors are most like a vector."""
        ...

    def sharing(
        self, weights: Mapping[int, float], *, language: Language, count: int, condition: str
    ) -> list[FarRow]:
        """Return the passages of a language with the most of these terms, as a weighted sum; without vectors."""
        ...

    def rows(self, numbers: Sequence[int]) -> list[FarRow]:
        """Return passages with their vectors; those that aren't there are left out."""
        ...

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages by number; those that aren't there are left out."""
        ...


class DistantRetriever:
    """Finds passages in an engine; safe to use from many threads as far as embedder and engine are.

    Attributes:
        measured: What scores are judged by.
    """

    def __init__(
        self,
        *,
        engine: Engine,
        embedder: Embedder,
        analyzer: Analyzer,
        settings: RetrievalSettings,
        table: TranslationTable,
    ) -> None:
        """Take the measures of the engine's snapshot.

        Args:
            engine: Holds the passages.
            embedder: The model they were embedded by.
            analyzer: The analyser they were analysed by.
            settings: How to search.
            table: Translations.
        """
        self._engine, self._embedder = engine, embedder
        self._analyzer, self._settings = analyzer, settings
        self._reranker = Reranker(settings.reranker) if settings.reranker else None
        self.measured = engine.measured
        counted = engine.counted
        self._planner = Planner(
            words=counted, measured=self.measured, table=table, settings=settings, counts=counted
        )

    def counted(self, question: Question) -> Counted:
        """Return in how many passages the terms are that may stand for a question's words, in either language."""
        return self._engine.counted.among(self._planner.groups(question))

    def retrieve(
        self,
        question: str | Question,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        condition: str = "",
    ) -> tuple[Hit, ...]:
        """Return the best passages, best first, as :meth:`kotae.retrieval.Retriever.retrieve` does.

        Args:
            question: In either language, any text that isn't empty; or as read already.
            top_k: How many at most; at least 1.
            languages: Passage languages to search; None for all.
            condition: Which passages to search, as the engine reads it.

        Raises:
            ModelError: The Japanese dictionary, the embedding model or the reranker can't be had.
            StoreError: The engine can't be asked.
        """
        read = question if isinstance(question, Question) else read_question(question, self._analyzer)
        wanted = top_k if self._reranker is None else max(top_k, self._settings.rerank_candidates)
        plan = self.plan(read, languages=languages)
        found = self._carried_out(plan, top_k=wanted, languages=languages, condition=condition)
        lifted = [passage for passage, _ in balanced(found, balance=self._settings.balance)]
        lifted.sort(key=lambda passage: (-passage.score, passage.row))
        hits = self._hits(lifted[:wanted])
        hits = self._reranker.rerank(read.text, hits) if self._reranker is not None else hits
        # Behind the reranker, which doesn't know what is quoted below a newer message.
        return tuple(readable(hit, self._analyzer) for hit in newest_first(hits)[:top_k])

    def plan(self, question: Question, *, languages: Collection[Language] | None = None) -> Plan:
        """Return the plan of a question by the measures of the snapshot."""
        return self._planner.plan(
            question,
            self._embedder,
            languages=tuple(self.measured.languages) if languages is None else languages,
        )

    def carried_out(
        self,
        plan: Plan,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        condition: str = "",
    ) -> list[Hit]:
        """Return what a plan finds here: the best passages of each language, the languages not balanced yet."""
        found = self._carried_out(plan, top_k=top_k, languages=languages, condition=condition)
        hits = self._hits([passage for one in found for passage in one.ranked])
        return [readable(hit, self._analyzer) for hit in hits]

    def _hits(self, ranked: Sequence[RankedPassage]) -> list[Hit]:
        passages = self._engine.passages([found.row for found in ranked])
        return [
            Hit(passage=passages[found.row], score=found.score, legs=found.legs, matched=found.matched)
            for found in ranked
            if found.row in passages  # removed in this moment
        ]

    def _carried_out(
        self, plan: Plan, *, top_k: int, languages: Collection[Language] | None, condition: str
    ) -> list[Found]:
        """Return the best passages of each language, by their numbers."""
        return [
            self._carry(plan, language, top_k=top_k, condition=condition)
            for language in plan.languages
            if language in self.measured.languages and (languages is None or language in languages)
        ]

    def _carry(self, plan: Plan, language: Language, *, top_k: int, condition: str) -> Found:
        own = plan.languages[language]
        wide = _with_neighbours(self.proposed(own, language, condition=condition))
        here = Slice((row for row in self._engine.rows(wide) if row.language == language), own)
        carrier = Carrier(here, here.words, self._settings)
        found = carrier.carry(own, WordScorer(here.words, here.mask), here.mask, top_k=top_k)
        ranked = [carrier.matched(passage, found.proposed, plan) for passage in found.ranked]
        return Found(found.proposed, [replace(one, row=int(here.numbers[one.row])) for one in ranked])

    def proposed(self, plan: LanguagePlan, language: Language, *, condition: str = "") -> set[int]:
        """Return the numbers of the passages of one language that are candidates for a question."""
        near = self._engine.nearest(
            plan.vector, language=language, count=self._settings.candidates, condition=condition
        )
        return {*near, *self._worded(plan, language, condition)}

    def _worded(self, plan: LanguagePlan, language: Language, condition: str) -> list[int]:
        """Return the passages with the best scores by words, as many as are candidates."""
        weights = _weights(plan)
        if not weights:
            return []
        count = self._settings.candidates
        rows = self._engine.sharing(weights, language=language, count=WIDER * count, condition=condition)
        here = Slice(rows, plan)
        best = scored(WordScorer(here.words, here.mask), plan.words, plan).best(count, allowed=here.mask)
        return [int(number) for number in here.numbers[best]]


def _weights(plan: LanguagePlan) -> dict[int, float]:
    """Return what each term counts for in the sum that the engine proposes by, by dimension."""
    found: dict[int, float] = {}
    rarities = plan.words.rarities or (1.0,) * len(plan.words.groups)
    for group, most in zip(plan.words.groups, rarities, strict=True):
        for name, terms in zip(LISTS, _lists(group), strict=True):
            for term, chance in terms:
                place = dimension(name, term)
                found[place] = found.get(place, 0.0) + most * chance
    return {place: weight for place, weight in found.items() if weight > 0}


def _lists(group: Group) -> tuple[tuple[tuple[str, float], ...], ...]:
    return group.terms, group.readings, group.bigrams


def _with_neighbours(numbers: Collection[int]) -> list[int]:
    """Return passages with those near them in the same document, ascending; some may not be there."""
    own = np.fromiter(numbers, dtype=np.int64, count=len(numbers))[:, np.newaxis]
    wide = own + np.arange(-WINDOW, WINDOW + 1)
    found: list[int] = np.unique(wide[document_of(wide) == document_of(own)]).tolist()
    return found
