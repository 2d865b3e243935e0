"""Ranking figures per question, by ir-measures, and their summaries.

Document level: a document counts once, at the rank of its best passage. nDCG is that of
Järvelin & Kekäläinen 2002 as trec_eval computes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from scipy.stats import bootstrap

__all__ = ["METRICS", "Interval", "QueryScores", "Run", "mean_scores", "paired_interval", "score_run"]

Run: TypeAlias = Mapping[str, Mapping[str, float]]
"""For each query id, the score of each document found; higher is better."""

QueryScores: TypeAlias = dict[str, dict[str, float]]
"""For each query id, the value of each metric."""

_MEASURES = {
    "nDCG@10": nDCG @ 10,
    "MRR@10": RR @ 10,
    "hit@1": Success @ 1,
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
}

METRICS: tuple[str, ...] = (*_MEASURES, "all@10")
"""The names, in the order they are reported. ``all@10`` is 1 where every judged document is in
the top 10; with one gold copy per language it says whether both were found."""


def score_run(run: Run, qrels: Mapping[str, Mapping[str, int]]) -> QueryScores:
    """Return every metric for every judged query.

    Args:
        run: What was found. A judged query that is missing here counts 0.
        qrels: What is relevant; queries without judgements are left out.

    Returns:
        Values in [0, 1]; empty for no judgements.
    """
    if not qrels:
        return {}
    scores: QueryScores = {query: dict.fromkeys(METRICS, 0.0) for query in qrels}
    names = {measure: name for name, measure in _MEASURES.items()}
    plain_qrels = {query: dict(row) for query, row in qrels.items()}
    plain_run = {query: dict(row) for query, row in run.items() if query in qrels and row}
    if plain_run:
        for value in ir_measures.iter_calc(list(names), plain_qrels, plain_run):
            scores[value.query_id][names[value.measure]] = float(value.value)
    for row in scores.values():
        row["all@10"] = float(row["recall@10"] >= 1.0 - 1e-9)
    return scores


def mean_scores(scores: QueryScores, queries: Sequence[str] | None = None) -> dict[str, float]:
    """Return the mean of each metric over some queries (all by default); empty for none."""
    rows = [scores[query] for query in (scores if queries is None else queries) if query in scores]
    if not rows:
        return {}
    return {name: float(np.mean([row[name] for row in rows])) for name in METRICS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean difference and its 95 % paired bootstrap interval."""

    difference: float
    low: float
    high: float


def paired_interval(new: Sequence[float], old: Sequence[float], *, resamples: int = 2000) -> Interval:
    """Return the mean of ``new - old`` with its 95 % percentile bootstrap interval.

    Args:
        new: One value per question.
        old: The same questions in the same order.
        resamples: Bootstrap resamples; the generator is seeded, so equal input gives equal output.

    Returns:
        The interval; a point where all differences are equal.

    Raises:
        ValueError: The lengths differ or are zero.
    """
    if len(new) != len(old) or not len(new):
        raise ValueError(f"paired values wanted, got {len(new)} and {len(old)}")
    differences = np.asarray(new, dtype=float) - np.asarray(old, dtype=float)
    mean = float(differences.mean())
    if len(differences) == 1 or np.ptp(differences) == 0:
        return Interval(difference=mean, low=mean, high=mean)
    result = bootstrap(
        (differences,), np.mean, n_resamples=resamples, method="percentile", rng=np.random.default_rng(0)
    )
    interval = result.confidence_interval
    return Interval(difference=mean, low=float(interval.low), high=float(interval.high))
