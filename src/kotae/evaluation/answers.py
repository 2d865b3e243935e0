"""Ask every question of a set that has reference answers, and score what is answered."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score, roc_curve

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import DatasetError
from kotae.evaluation.answer_scores import AnswerScore, score_answer
from kotae.evaluation.dataset import Dataset, Query
from kotae.evaluation.documents import corpus_id, opened_for
from kotae.pipeline import BuildProgress, KnowledgeBase
from kotae.records import Answer

__all__ = ["FIGURES", "AnswerEvaluation", "AnswerGroup", "evaluate_answers"]

FIGURES: Mapping[str, str] = {
    "right": "answerable questions whose answer holds a reference string; a refusal is wrong",
    "right_answered": "the same, of those that were answered",
    "false_refusals": "answerable questions that were refused",
    "false_answers": "unanswerable questions that were answered",
    "auc": "how well the confidence tells answerable from unanswerable questions",
    "citation_recall": "sentences that their citations support, by the council",
    "citation_precision": "citations that are needed to support their sentence",
    "fidelity": "sentences whose every quote is the source's text at that place",
    "verified": "sentences that were written by the language model and verified",
    "same_language": "answers with written sentences that are in the question's language",
    "sentences": "sentences in an answer, on average",
}
"""What is reported of each group, with its meaning; all but the last are shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """The figures of some of the questions.

    Attributes:
        name: ``"all"``, a query language, or a pair (``"en→ja"``): questions in the first
            language whose evidence is in the second one.
        queries: How many questions.
        figures: Each of :data:`FIGURES`; None where nothing in the group can show it.
        p50_ms: Median time of an answer with its retrieval, in milliseconds.
        p95_ms: Its 95th percentile.
    """

    name: str
    queries: int
    figures: Mapping[str, float | None]
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvaluation:
    """What an evaluation of answers found.

    Attributes:
        dataset: The set's name.
        documents: Documents in the index.
        groups: All questions first, then per query language, then per language pair.
        scores: The observations of every question.
        answers: What was answered to it.
        roc: For each group that has both kinds of questions, the points (share of unanswerable
            questions answered, share of answerable ones answered) over all thresholds.
    """

    dataset: str
    documents: int
    groups: tuple[AnswerGroup, ...]
    scores: Mapping[str, AnswerScore]
    answers: Mapping[str, Answer]
    roc: Mapping[str, tuple[tuple[float, float], ...]]


def evaluate_answers(
    dataset: Dataset,
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    index: Path | None = None,
    corpus: Path | None = None,
    generate: bool | None = None,
    progress: BuildProgress | None = None,
) -> AnswerEvaluation:
    """Return how well the questions of a set are answered.

    Args:
        dataset: Questions with reference answers, or said to be unanswerable.
        settings: As for building and opening; the defaults where None.
        embedder: A model in place of the one the settings name.
        index: A folder to build in and keep, or an index to use as it stands where neither the
            set nor ``corpus`` brings documents. Without it a temporary one is used.
        corpus: A folder of files the questions are about, for sets without ``corpus.jsonl``.
        generate: Whether a language model may write; None lets the settings decide.
        progress: Called with (stage, done, total): those of a build, then ``"asking"``.

    Raises:
        DatasetError: No question has a reference answer and none is unanswerable, or there are no
            documents.
        KotaeError: Building or opening failed.
    """
    _check(dataset)
    with opened_for(
        dataset, settings=settings, embedder=embedder, index=index, corpus=corpus, progress=progress
    ) as kb:
        scores, answers = _ask_all(kb, dataset.queries, generate=generate, progress=progress)
        groups = _grouped(dataset, answers, _languages(kb))
        curves = {name: _curve([scores[query] for query in queries]) for name, queries in groups.items()}
        return AnswerEvaluation(
            dataset=dataset.name,
            documents=kb.info.documents,
            groups=tuple(_group(name, [scores[q] for q in queries]) for name, queries in groups.items()),
            scores=scores,
            answers=answers,
            roc={name: curve for name, curve in curves.items() if curve},
        )


def _check(dataset: Dataset) -> None:
    if any(query.answers or not query.answerable for query in dataset.queries):
        return
    raise DatasetError(
        '{path}: no question has reference answers. Add "answers": ["…"] to the rows of '
        'queries.jsonl, and "answerable": false to those the documents don\'t answer.',
        path=dataset.folder,
    )


def _ask_all(
    kb: KnowledgeBase, queries: Sequence[Query], *, generate: bool | None, progress: BuildProgress | None
) -> tuple[dict[str, AnswerScore], dict[str, Answer]]:
    text_of: Callable[[str], str] = lru_cache(maxsize=16)(lambda identity: kb.document(identity).text)

    def judge(sentence: str, quotes: Sequence[str]) -> bool:
        return kb.check(sentence, quotes)[0]

    kb.ask(queries[0].text, generate=generate)  # the first one also warms up
    scores: dict[str, AnswerScore] = {}
    answers: dict[str, Answer] = {}
    for done, query in enumerate(queries, 1):
        began = time.perf_counter()
        answer = answers[query.id] = kb.ask(query.text, generate=generate)
        seconds = time.perf_counter() - began
        scores[query.id] = score_answer(query, answer, judge=judge, text_of=text_of, seconds=seconds)
        if progress is not None:
            progress("asking", done, len(queries))
    return scores, answers


def _languages(kb: KnowledgeBase) -> dict[str, str]:
    return {corpus_id(info.path): info.language for info in kb.documents()}


def _grouped(
    dataset: Dataset, answers: Mapping[str, Answer], languages: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the ids of the questions of each group."""
    groups: dict[str, list[str]] = {"all": [query.id for query in dataset.queries]}
    by_language = sorted(dataset.queries, key=lambda query: query.language)
    for query in by_language:
        groups.setdefault(query.language, []).append(query.id)
    pairs: dict[str, list[str]] = {}
    for query in by_language:
        evidence = _evidence_language(dataset, query, answers[query.id], languages)
        if evidence:
            pairs.setdefault(f"{query.language}→{evidence}", []).append(query.id)
    return groups | dict(sorted(pairs.items()))


def _evidence_language(dataset: Dataset, query: Query, answer: Answer, languages: Mapping[str, str]) -> str:
    """Return the one language of the evidence: of all documents, of those judged, of those cited; else none."""
    known = set(languages.values())
    judged = {languages[name] for name in dataset.qrels.get(query.id, {}) if name in languages}
    cited = {citation.document.language for s in answer.sentences for citation in s.citations}
    for found in (known, judged, cited):
        if len(found) == 1:
            return str(next(iter(found)))
    return ""


def _group(name: str, scores: Sequence[AnswerScore]) -> AnswerGroup:
    times = [score.seconds * 1000 for score in scores]
    return AnswerGroup(
        name=name,
        queries=len(scores),
        figures=_figures(scores),
        p50_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
    )


def _figures(scores: Sequence[AnswerScore]) -> dict[str, float | None]:
    answered = [score for score in scores if score.answered]
    written = [score for score in answered if score.same_language is not None]
    return {
        "right": _mean([s.right for s in scores]),
        "right_answered": _mean([s.right for s in answered]),
        "false_refusals": _mean([not s.answered for s in scores if s.answerable]),
        "false_answers": _mean([s.answered for s in scores if not s.answerable]),
        "auc": _auc(scores),
        "citation_recall": _mean([s.citation_recall for s in answered]),
        "citation_precision": _mean([s.citation_precision for s in answered]),
        "fidelity": _mean([s.fidelity for s in answered]),
        "verified": sum(s.verified for s in answered) / sum(s.sentences for s in answered)
        if answered
        else None,
        "same_language": _mean([s.same_language for s in written]),
        "sentences": _mean([s.sentences for s in answered]),
    }


def _mean(values: Sequence[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _auc(scores: Sequence[AnswerScore]) -> float | None:
    if len({score.answerable for score in scores}) < 2:
        return None
    return float(roc_auc_score([s.answerable for s in scores], [s.confidence for s in scores]))


def _curve(scores: Sequence[AnswerScore]) -> tuple[tuple[float, float], ...]:
    if len({score.answerable for score in scores}) < 2:
        return ()
    false, true, _ = roc_curve([s.answerable for s in scores], [s.confidence for s in scores])
    return tuple(zip(map(float, false), map(float, true), strict=True))
