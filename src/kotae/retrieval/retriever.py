"""A question → hits: three legs, each language by itself, one fused order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder
from kotae.languages import LANGUAGES
from kotae.question import Question, read_question
from kotae.records import Hit, Language, MatchedTerm
from kotae.retrieval.asking import Asked, ask
from kotae.retrieval.bridge import Bridge
from kotae.retrieval.dense import Background
from kotae.retrieval.fusion import Weights, fuse, neighbours, with_context
from kotae.retrieval.gloss import glossed
from kotae.retrieval.history import newest_first
from kotae.retrieval.matching import matched_terms, written_in
from kotae.retrieval.rerank import Reranker
from kotae.retrieval.scoring import Group, WordScorer, WordScores
from kotae.retrieval.searchable import Searchable
from kotae.retrieval.settings import RetrievalSettings
from kotae.segmentation.analyzer import Analyzer
from kotae.translation import TranslationTable

__all__ = ["RankedPassage", "Retriever"]


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
    legs: Mapping[str, float]
    matched: tuple[MatchedTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class _Collection:
    """The passages of one language."""

    language: Language
    mask: NDArray[np.bool_]
    words: WordScorer
    background: Background


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What is looked for in the passages of one language.

    Attributes:
        collection: Where.
        mask: Which of its rows the filters let through.
        crosses: Whether the question is in another language.
        groups: The words looked for.
        text: What is embedded.
    """

    collection: _Collection
    mask: NDArray[np.bool_]
    crosses: bool
    groups: tuple[Group, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposed:
    """What the legs propose in one language, before it is ranked.

    Attributes:
        collection: Where it was found.
        vector: The question's, ``(dimension,)``.
        rows: The candidates, ascending.
        wide: The candidates and their neighbours, ascending.
        words: Scores of the word legs, of each row in ``wide``.
        weights: Of the legs.
        groups: The words looked for, and what each counts for in ``shares``.
        shares: See ``groups``.
    """

    collection: _Collection
    vector: NDArray[np.float32]
    rows: NDArray[np.int64]
    wide: NDArray[np.int64]
    words: Mapping[str, NDArray[np.float32]]
    weights: Weights
    groups: tuple[Group, ...]
    shares: tuple[float, ...]


class Retriever:
    """Finds passages; safe to use from many threads as far as the embedder is."""

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
        self._table = table if settings.bridge else TranslationTable.empty()
        rows = np.ones(len(reader.languages), dtype=np.bool_) if within is None else within
        self._words = reader.words if within is None else reader.words.within(within)
        self._bridge = Bridge(table, self._words)
        self._reranker = Reranker(settings.reranker) if settings.reranker else None
        everything = Background.of(reader.vectors, rows)
        there = dict.fromkeys([*LANGUAGES, *sorted(set(reader.languages.tolist()))])
        made = (self._collection(language, rows, everything) for language in there)
        self._collections = tuple(collection for collection in made if len(collection.words))

    def _collection(self, language: Language, rows: NDArray[np.bool_], everything: Background) -> _Collection:
        mask = (self._reader.languages == language) & rows
        return _Collection(
            language=language,
            mask=mask,
            words=WordScorer(self._words, mask),
            background=Background.of(self._reader.vectors, mask).toward(everything),
        )

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
        passages = self._reader.passages([found.row for found in ranked])
        hits = [
            Hit(passage=passage, score=found.score, legs=found.legs, matched=found.matched)
            for found, passage in zip(ranked, passages, strict=True)
        ]
        hits = self._reranker.rerank(question.text, hits) if self._reranker is not None else hits
        return tuple(self._readable(hit) for hit in newest_first(hits)[:top_k])

    def rank(
        self,
        question: str | Question,
        *,
        top_k: int,
        languages: Collection[Language] | None = None,
        documents: Collection[str] | None = None,
    ) -> list[RankedPassage]:
        """Return the best rows without reading their passages; see :meth:`retrieve`."""
        allowed = self._reader.allowed(languages=languages, documents=documents)
        question = self._asked(question)
        asked = ask(question, words=self._words, table=self._table)
        searches = [
            self._search(collection, asked, mask, question=question.folded)
            for collection in self._collections
            if (mask := collection.mask if allowed is None else collection.mask & allowed).any()
        ]
        vectors = self._embedder.embed_questions([search.text for search in searches])
        proposed = [
            self._propose(search, asked, vector) for search, vector in zip(searches, vectors, strict=True)
        ]
        ranked = [self._rank(legs, top_k=top_k) for legs in proposed]
        top = max((found[0].score for found in ranked), default=0.0)
        lifted = [
            (replace(passage, score=passage.score + self._settings.balance * (top - found[0].score)), legs)
            for legs, found in zip(proposed, ranked, strict=True)
            for passage in found
        ]
        lifted.sort(key=lambda pair: (-pair[0].score, pair[0].row))
        return [replace(found, matched=self._matched(found, legs, asked)) for found, legs in lifted[:top_k]]

    def _asked(self, question: str | Question) -> Question:
        return question if isinstance(question, Question) else read_question(question, self._analyzer)

    def _search(
        self, collection: _Collection, asked: Asked, mask: NDArray[np.bool_], *, question: str
    ) -> _Search:
        groups, text = asked.exact, question
        crosses = asked.language != collection.language
        if (
            crosses
            and self._settings.bridge
            and {asked.language, collection.language} <= self._table.languages
        ):
            groups = self._bridge.groups(
                asked.words, readings=asked.readings, names=asked.names, target=collection.language
            )
            if self._settings.gloss:
                text = glossed(question, groups, written=self._table.written)
        return _Search(collection=collection, mask=mask, crosses=crosses, groups=groups, text=text)

    def _propose(self, search: _Search, asked: Asked, vector: NDArray[np.float32]) -> _Proposed:
        scorer = search.collection.words
        scores = scorer.score(search.groups)
        rows = self._candidates(vector, scores, search.mask)
        wide = neighbours(rows, self._reader.owners)
        wide = wide[search.mask[wide]]
        if search.crosses:
            words = {"lexical": scorer.score(asked.exact).at(wide), "bridge": scores.at(wide)}
        else:
            words = {"lexical": scores.at(wide), "bridge": np.zeros(len(wide), dtype=np.float32)}
        return _Proposed(
            collection=search.collection,
            vector=vector,
            rows=rows,
            wide=wide,
            words=words,
            weights=self._weights(crosses=search.crosses),
            groups=search.groups,
            shares=scores.weights,
        )

    def _weights(self, *, crosses: bool) -> Weights:
        dense = self._settings.cross_dense_weight if crosses else self._settings.dense_weight
        return {"dense": dense, "bridge" if crosses else "lexical": 1 - dense}

    def _rank(self, proposed: _Proposed, *, top_k: int) -> list[RankedPassage]:
        background, wide = proposed.collection.background, proposed.wide
        question = background.filtered(proposed.vector)
        dense = background.normalise(question, self._reader.vectors.scores(question, wide))
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

    def _matched(self, found: RankedPassage, proposed: _Proposed, asked: Asked) -> tuple[MatchedTerm, ...]:
        if not proposed.shares:
            return ()
        return matched_terms(
            found.row, proposed.groups, proposed.shares, words=self._words, surfaces=asked.surfaces
        )

    def _readable(self, hit: Hit) -> Hit:
        """Return the hit with the passage's words as they are written in it, not as terms."""
        text = hit.passage.text
        written = {term.passage: written_in(text, term.passage) for term in hit.matched}
        if None in written.values():
            words = reversed(self._analyzer.content_words(text))
            written = {
                **{word.term: word.surface for word in words},
                **{k: v for k, v in written.items() if v},
            }
        matched = tuple(
            replace(term, passage=written.get(term.passage) or term.passage) for term in hit.matched
        )
        return replace(hit, matched=matched)
