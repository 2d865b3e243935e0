"""Ask every question of a set and keep what was found, how well, and how fast."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import DatasetError, failing_as
from kotae.evaluation.dataset import Dataset
from kotae.evaluation.documents import corpus_id, opened_for
from kotae.evaluation.metrics import QueryScores, Run, mean_scores, paired_interval, score_run
from kotae.pipeline import BuildProgress, KnowledgeBase
from kotae.records import Language

__all__ = ["Evaluation", "Group", "compare", "evaluate", "load_scores"]

_DEPTH = 10  # documents per question that the deepest metric looks at
_PASSAGES = 40  # passages fetched first; more where they fall into too few documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures of some of the questions.

    Attributes:
        name: ``"all"``, a query language (``"ja"``), or a pair (``"ja→en"``): questions in the
            first language, judged on the documents in the second one only.
        queries: How many questions.
        metrics: Mean of each metric, in [0, 1].
        p50_ms: Median time of ``retrieve``, in milliseconds.
        p95_ms: Its 95th percentile.
    """

    name: str
    queries: int
    metrics: Mapping[str, float]
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        dataset: The set's name.
        documents: Documents in the index.
        passages: Passages in the index.
        groups: All questions first, then per query language, then per language pair.
        scores: Every metric of every question.
        run: The documents found for every question, with their scores.
    """

    dataset: str
    documents: int
    passages: int
    groups: tuple[Group, ...]
    scores: QueryScores
    run: Run


def evaluate(
    dataset: Dataset,
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    index: Path | None = None,
    corpus: Path | None = None,
    progress: BuildProgress | None = None,
) -> Evaluation:
    """Return how well the index finds what the set's judgements call relevant.

    Args:
        dataset: Questions and judgements.
        settings: As for building and opening; the defaults where None.
        embedder: A model in place of the one the settings name.
        index: A folder to build in and keep. Without it a temporary one is used. Where neither
            the set nor ``corpus`` brings documents, this index is used as it stands.
        corpus: A folder of files the judgements speak of, for sets without ``corpus.jsonl``.
        progress: Called with (stage, done, total): those of a build, then ``"asking"`` the questions.

    Returns:
        The figures; ``groups[0]`` is over all judged questions.

    Raises:
        DatasetError: There are no documents to search, or the judgements name none of them.
        KotaeError: Building or opening failed.
    """
    with opened_for(
        dataset, settings=settings, embedder=embedder, index=index, corpus=corpus, progress=progress
    ) as kb:
        languages = {corpus_id(info.path): info.language for info in kb.documents()}
        qrels = {query.id: dataset.qrels[query.id] for query in dataset.queries if query.id in dataset.qrels}
        if not any(document in languages for row in qrels.values() for document in row):
            example = next(iter(next(iter(qrels.values()))))
            raise DatasetError(
                "{path}: no judged document is in the index (for example {example!r}). Check the corpus "
                "ids of the qrels, or --corpus.",
                path=dataset.folder,
                example=example,
            )
        run, seconds = _ask_all(kb, dataset, qrels, progress)
        scores = score_run(run, qrels)
        info = kb.info
        return Evaluation(
            dataset=dataset.name,
            documents=info.documents,
            passages=info.passages,
            groups=_groups(dataset, qrels, run, scores, seconds, languages),
            scores=scores,
            run=run,
        )


def _ask_all(
    kb: KnowledgeBase,
    dataset: Dataset,
    qrels: Mapping[str, Mapping[str, int]],
    progress: BuildProgress | None,
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    run: dict[str, dict[str, float]] = {}
    seconds: dict[str, float] = {}
    queries = [query for query in dataset.queries if query.id in qrels]
    kb.retrieve(queries[0].text, top_k=_PASSAGES)  # the first one also warms up
    for done, query in enumerate(queries, 1):
        began = time.perf_counter()
        found = _documents(kb, query.text, top_k=_PASSAGES)
        seconds[query.id] = time.perf_counter() - began
        if len(found) < _DEPTH:
            found = _documents(kb, query.text, top_k=_PASSAGES * 10)
        run[query.id] = found
        if progress is not None:
            progress("asking", done, len(queries))
    return run, seconds


def _documents(kb: KnowledgeBase, question: str, *, top_k: int) -> dict[str, float]:
    """Return the documents found, best first, scored so that ties keep the order found."""
    found = dict.fromkeys(corpus_id(hit.passage.document.path) for hit in kb.retrieve(question, top_k=top_k))
    return {document: 1.0 / rank for rank, document in enumerate(list(found)[:100], 1)}


def _groups(
    dataset: Dataset,
    qrels: Mapping[str, Mapping[str, int]],
    run: Run,
    scores: QueryScores,
    seconds: Mapping[str, float],
    languages: Mapping[str, Language],
) -> tuple[Group, ...]:
    asked: dict[str, list[str]] = {}
    for query in dataset.queries:
        if query.id in qrels:
            asked.setdefault(query.language, []).append(query.id)
    groups = [_group("all", scores, seconds)]
    groups += [_group(source, {q: scores[q] for q in asked[source]}, seconds) for source in sorted(asked)]
    for source in sorted(asked):
        for target in sorted(set(languages.values())):
            kept = {
                query: {doc: score for doc, score in qrels[query].items() if languages.get(doc) == target}
                for query in asked[source]
            }
            kept = {query: row for query, row in kept.items() if row}
            if kept:
                groups.append(_group(f"{source}→{target}", score_run(run, kept), seconds))
    return tuple(groups)


def _group(name: str, scores: QueryScores, seconds: Mapping[str, float]) -> Group:
    times = [seconds[query] * 1000 for query in scores]
    return Group(
        name=name,
        queries=len(scores),
        metrics=mean_scores(scores),
        p50_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
    )


def load_scores(path: Path) -> QueryScores:
    """Return the per-question scores that ``--save`` wrote to ``scores.json``.

    Args:
        path: The file, or the folder it is in.

    Returns:
        For each query id, its metrics.

    Raises:
        DatasetError: There is no such file, or it isn't one of ours.
    """
    file = path / "scores.json" if path.is_dir() else path
    with failing_as(
        DatasetError,
        "{path}: not a saved run ({reason}). Give the folder written by `kotae evaluate --save`.",
        on=(OSError, ValueError, AttributeError, TypeError),
        path=file,
    ):
        stored = json.loads(file.read_text(encoding="utf-8"))
        return {str(query): {str(k): float(v) for k, v in row.items()} for query, row in stored.items()}


def compare(new: QueryScores, old: QueryScores) -> dict[str, dict[str, float]]:
    """Return each metric's paired difference ``new - old`` over the questions both runs hold.

    Args:
        new: Scores of one run.
        old: Scores of the other.

    Returns:
        For each metric its ``difference`` and the ``low`` and ``high`` end of the 95 % interval.

    Raises:
        DatasetError: They have no question in common.
    """
    shared = [query for query in new if query in old]
    if not shared:
        raise DatasetError("The two runs have no question in common, so they can't be compared.")
    rows = {}
    for name in new[shared[0]]:
        interval = paired_interval([new[q][name] for q in shared], [old[q].get(name, 0.0) for q in shared])
        rows[name] = {"difference": interval.difference, "low": interval.low, "high": interval.high}
    return rows
