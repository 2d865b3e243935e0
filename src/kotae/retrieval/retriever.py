"""A question → hits: three legs, each language by itself, one fused order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder
from kotae.languages import LANGUAGES
from kotae.question import Question, read_question
from kotae.records import Hit, Language
from kotae.retrieval.dense import Background, above_chance
from kotae.retrieval.fusion import Weights, fuse, neighbours, with_context
from kotae.retrieval.history import newest_first
from kotae.retrieval.matching import matched_terms, readable
from kotae.retrieval.measured import Counted, LanguageMeasures, Measured
from kotae.retrieval.planning import LanguagePlan, Plan, Planner, Words
from kotae.retrieval.ranked import Proposed, RankedPassage
from kotae.retrieval.rerank import Reranker
from kotae.retrieval.scoring import WordScorer, WordScores
from kotae.retrieval.searchable import Searchable
from kotae.retrieval.settings import RetrievalSettings
from kotae.segmentation.analyzer import Analyzer
from kotae.translation import TranslationTable

__all__ = ["Retriever"]


@dataclass(frozen=True, slots=True)
class _Collection:
    """The passages of one language."""

    language: Language
    mask: NDArray[np.bool_]
    words: WordScorer


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
        there = dict.fromkeys([*LANGUAGES, *sorted(set(reader.languages.tolist()))])
        made = (self._collection(language, rows) for language in there)
        self._collections = {found.language: found for found in made if len(found.words)}
        self.measured = Measured(
            languages={language: self._measures(found) for language, found in self._collections.items()}
        )
        self._planner = Planner(words=self._words, measured=self.measured, table=table, settings=settings)

    def _collection(self, language: Language, rows: NDArray[np.bool_]) -> _Collection:
        mask = (self._reader.languages == language) & rows
        return _Collection(language=language, mask=mask, words=WordScorer(self._words, mask))

    def _measures(self, collection: _Collection) -> LanguageMeasures:
        return LanguageMeasures(
            passages=len(collection.words),
            terms=collection.words.terms,
            background=Background.of(self._reader.vectors, collection.mask),
        )

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
        ranked = self._carried_out(plan, masks, top_k=top_k)
        top = max((found[0].score for _, found in ranked), default=0.0)
        lifted = [
            (replace(passage, score=passage.score + self._settings.balance * (top - found[0].score)), legs)
            for legs, found in ranked
            for passage in found
        ]
        lifted.sort(key=lambda pair: (-pair[0].score, pair[0].row))
        return [self._matched(found, legs, plan) for found, legs in lifted[:top_k]]

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
            self._matched(passage, legs, plan)
            for legs, found in self._carried_out(plan, masks, top_k=top_k)
            for passage in found
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
    ) -> list[tuple[Proposed, list[RankedPassage]]]:
        """Return the best rows of each language that has any, and what they were ranked by."""
        proposed = [
            self._propose(own, self._collections[language].words, masks[language])
            for language, own in plan.languages.items()
            if language in masks
        ]
        return [(legs, self._rank(legs, top_k=top_k)) for legs in proposed]

    def _asked(self, question: str | Question) -> Question:
        return question if isinstance(question, Question) else read_question(question, self._analyzer)

    def _propose(self, plan: LanguagePlan, scorer: WordScorer, mask: NDArray[np.bool_]) -> Proposed:
        scores = _scored(scorer, plan.words, plan)
        rows = self._candidates(plan.vector, scores, mask)
        wide = neighbours(rows, self._reader.owners)
        wide = wide[mask[wide]]
        if plan.crosses:
            words = {"lexical": _scored(scorer, plan.exact, plan).at(wide), "bridge": scores.at(wide)}
        else:
            words = {"lexical": scores.at(wide), "bridge": np.zeros(len(wide), dtype=np.float32)}
        return Proposed(
            plan=plan,
            rows=rows,
            wide=wide,
            words=words,
            weights=self._weights(crosses=plan.crosses),
            shares=scores.weights,
        )

    def _weights(self, *, crosses: bool) -> Weights:
        dense = self._settings.cross_dense_weight if crosses else self._settings.dense_weight
        return {"dense": dense, "bridge" if crosses else "lexical": 1 - dense}

    def _rank(self, proposed: Proposed, *, top_k: int) -> list[RankedPassage]:
        plan, wide = proposed.plan, proposed.wide
        products = self._reader.vectors.scores(plan.filtered, wide)
        dense = above_chance(products, chance=plan.chance, spread=plan.spread)
        legs = {"dense": dense, **proposed.words}
        scores = with_context(
            wide, fuse(legs, proposed.weights), self._reader.owners, share=self._settings.context
        )
        core = np.searchsorted(wide, proposed.rows)
        best = core[np.lexsort((proposed.rows, -scores[core]))[:top_k]]
        return [
            RankedPassage(
                row=int(wide[place]),
                score=float(scores[place]),
                legs={name: float(leg[place]) for name, leg in legs.items()},
            )
            for place in best
        ]

    def _candidates(
        self, vector: NDArray[np.float32], words: WordScores, mask: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        count = self._settings.candidates
        near, _ = self._reader.vectors.search(vector[np.newaxis], top_k=count, allowed=mask)
        return np.union1d(near[0], words.best(count, allowed=mask))

    def _matched(self, found: RankedPassage, proposed: Proposed, plan: Plan) -> RankedPassage:
        if not proposed.shares:
            return found
        groups, known = proposed.plan.words.groups, self._words
        matched = matched_terms(found.row, groups, proposed.shares, words=known, surfaces=plan.surfaces)
        return replace(found, matched=matched)


def _scored(scorer: WordScorer, words: Words, plan: LanguagePlan) -> WordScores:
    return scorer.score(words.groups, rarities=words.rarities, mean_length=plan.mean_length)
