"""A plan → ranked rows: what is done with any passages at hand, however they came to be there.

A folder's index hands over all of its rows, an engine elsewhere the few that it proposes; the scores are the same,
because this is the one place they are made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kotae.index.words import WordIndex
from kotae.retrieval.dense import above_chance
from kotae.retrieval.fusion import Weights, fuse, neighbours, with_context
from kotae.retrieval.matching import matched_terms
from kotae.retrieval.planning import LanguagePlan, Plan, Words
from kotae.retrieval.ranked import Proposed, RankedPassage
from kotae.retrieval.scoring import WordScorer, WordScores
from kotae.retrieval.searchable import Vectors
from kotae.retrieval.settings import RetrievalSettings

__all__ = ["AtHand", "Carrier", "Found", "Proposed", "RankedPassage", "balanced", "scored"]


class AtHand(Protocol):
    """Passages that can be scored."""

    @property
    def vectors(self) -> Vectors:
        """Row *i* is passage *i*."""
        ...

    @property
    def owners(self) -> NDArray[np.int32]:
        """``(passages,)``, the number of the document each passage belongs to."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """The best rows of one language, best first, and what they were ranked by."""

    proposed: Proposed
    ranked: list[RankedPassage]


class Carrier:
    """Carries plans out over passages at hand; safe to use from many threads."""

    def __init__(self, passages: AtHand, words: WordIndex, settings: RetrievalSettings) -> None:
        """Take the passages.

        Args:
            passages: Their vectors and documents.
            words: The word index over the same rows.
            settings: How to search.
        """
        self._passages, self._words, self._settings = passages, words, settings

    def carry(self, plan: LanguagePlan, scorer: WordScorer, mask: NDArray[np.bool_], *, top_k: int) -> Found:
        """Return the best rows of one language.

        Args:
            plan: Of this language.
            scorer: Scores its passages by their words.
            mask: ``(passages,)``, which rows there are.
            top_k: How many at most.
        """
        proposed = self._propose(plan, scorer, mask)
        return Found(proposed, self._rank(proposed, top_k=top_k))

    def _propose(self, plan: LanguagePlan, scorer: WordScorer, mask: NDArray[np.bool_]) -> Proposed:
        scores = scored(scorer, plan.words, plan)
        rows = self._candidates(plan.vector, scores, mask)
        wide = neighbours(rows, self._passages.owners)
        # Neighbours in the other language, or that mustn't be seen, lend nothing.
        wide = wide[mask[wide]]
        if plan.crosses:
            words = {"lexical": scored(scorer, plan.exact, plan).at(wide), "bridge": scores.at(wide)}
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
        products = self._passages.vectors.scores(plan.filtered, wide)
        dense = above_chance(products, chance=plan.chance, spread=plan.spread)
        legs = {"dense": dense, **proposed.words}
        scores = with_context(
            wide, fuse(legs, proposed.weights), self._passages.owners, share=self._settings.context
        )
        # Neighbours only lend their scores; what wasn't proposed itself isn't ranked.
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
        near, _ = self._passages.vectors.search(vector[np.newaxis], top_k=count, allowed=mask)
        return np.union1d(near[0], words.best(count, allowed=mask))

    def matched(self, found: RankedPassage, proposed: Proposed, plan: Plan) -> RankedPassage:
        """Return a ranked row with the terms that met."""
        if not proposed.shares:
            return found
        groups, known = proposed.plan.words.groups, self._words
        matched = matched_terms(found.row, groups, proposed.shares, words=known, surfaces=plan.surfaces)
        return replace(found, matched=matched)


def balanced(found: Sequence[Found], *, balance: float) -> list[tuple[RankedPassage, Proposed]]:
    """Return the rows of all languages, each lifted toward the best of all by its language's best; in no order.

    Args:
        found: By language.
        balance: How far; see :class:`~kotae.retrieval.settings.RetrievalSettings`.
    """
    there = [one for one in found if one.ranked]
    top = max((one.ranked[0].score for one in there), default=0.0)
    return [
        (replace(passage, score=passage.score + balance * (top - one.ranked[0].score)), one.proposed)
        for one in there
        for passage in one.ranked
    ]


def scored(scorer: WordScorer, words: Words, plan: LanguagePlan) -> WordScores:
    """Return the scores of all passages by the words of a plan."""
    return scorer.score(words.groups, rarities=words.rarities, mean_length=plan.mean_length)
