"""Learns the refusal model and measures quoted answers on questions with known answers.

    python -m benchmarks.answers.learn --source FOLDER --nomiracl FOLDER [FOLDER …]

Prints the coefficients for ``kotae/answering/refusal.py``, each set's figures by five-fold
cross-validation over questions, and how good the quoted answers are. ``--source`` is the folder
with the source document, ``--nomiracl`` the development sets; both lie outside the repository.
"""

import argparse
import hashlib
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.answers.cases import Case, holds, knowledge_base_cases, nomiracl_cases
from kotae.answering.coverage import Rarity, local_rarity
from kotae.answering.evidence import Evidence, EvidenceFinder
from kotae.answering.quoting import choose
from kotae.answering.refusal import FEATURES, features
from kotae.answering.settings import AnsweringSettings
from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

Vector = NDArray[np.float64]
FOLDS = 5
STRENGTH = 0.003


def learn(inputs: Vector, labels: Vector, weights: Vector) -> Vector:
    """Return intercept and coefficients of a logistic model, L2-regularised in standard units."""
    middle, spread = inputs.mean(0), inputs.std(0) + 1e-9
    standard = (inputs - middle) / spread

    def loss(model: Vector) -> tuple[float, Vector]:
        logits = standard @ model[1:] + model[0]
        wrong = (1 / (1 + np.exp(-logits)) - labels) * weights
        value = (weights * (np.logaddexp(0, logits) - labels * logits)).sum() + STRENGTH * (
            model[1:] ** 2
        ).sum()
        return float(value), np.concatenate([[wrong.sum()], standard.T @ wrong + 2 * STRENGTH * model[1:]])

    fitted: Vector = np.asarray(minimize(loss, np.zeros(inputs.shape[1] + 1), jac=True).x)
    slopes: Vector = fitted[1:] / spread
    whole: Vector = np.concatenate([np.array([fitted[0] - slopes @ middle]), slopes])
    return whole


def balanced(groups: Sequence[str], labels: Vector) -> Vector:
    """Return weights that make every set count alike, and answerable as much as not."""
    names = np.array([group.removesuffix(".gone") for group in groups])
    weights = np.zeros(len(labels))
    for name in set(names):
        for label in (0, 1):
            chosen = (names == name) & (labels == label)
            weights[chosen] = 1 / max(1, chosen.sum())
    total: Vector = weights / weights.sum()
    return total


def cross_validated(cases: Sequence[Case], inputs: Vector, labels: Vector) -> Vector:
    """Return each case's probability from a model that never saw its question."""
    groups = [case.group for case in cases]
    fold = np.array([int(hashlib.sha256(case.question.encode()).hexdigest(), 16) % FOLDS for case in cases])
    logits = np.zeros(len(cases))
    for number in range(FOLDS):
        seen = fold != number
        model = learn(
            inputs[seen],
            labels[seen],
            balanced([g for g, s in zip(groups, seen, strict=True) if s], labels[seen]),
        )
        logits[~seen] = inputs[~seen] @ model[1:] + model[0]
    return 1 / (1 + np.exp(-logits))


def print_refusal(cases: Sequence[Case], inputs: Vector, labels: Vector) -> None:
    """Print coefficients, and per set how well answerable and unanswerable are told apart."""
    groups = np.array([case.group for case in cases])
    model = learn(inputs, labels, balanced(list(groups), labels))
    for name, weight in zip(FEATURES, model[1:].tolist(), strict=True):
        print(f"{weight:9.3f}  {name}")
    print("coefficients:", tuple(model[1:].round(3).tolist()), "intercept:", round(float(model[0]), 3))
    probabilities = cross_validated(cases, inputs, labels)
    least = AnsweringSettings().min_confidence
    plain = np.array([group.removesuffix(".gone") for group in groups])
    print(
        "| set | answerable / not | AUC | false refusals | refused (default threshold) | refused at 8 % false refusals |"
        "\n|---|---|---|---|---|---|"
    )
    for name in sorted(set(plain)):
        yes, no = (
            probabilities[(plain == name) & (labels == 1)],
            probabilities[(plain == name) & (labels == 0)],
        )
        area = float((yes[:, None] > no[None]).mean() + 0.5 * (yes[:, None] == no[None]).mean())
        cut = float(np.quantile(yes, 0.08))
        line = f"| {name} | {len(yes)} / {len(no)} | {area:.2f} | {(yes < least).mean():.2f} | {(no < least).mean():.2f} |"
        print(line, f"{(no < cut).mean():.2f} |")
    all_yes = probabilities[(labels == 1) & ~np.char.startswith(plain, "nomiracl")]
    print(
        "threshold for 8 % false refusals over questions on documents:",
        round(float(np.quantile(all_yes, 0.08)), 3),
    )


def print_quotes(cases: Sequence[Case], found: Sequence[Sequence[Evidence]]) -> None:
    """Print how often the quoted sentences hold the answer."""
    settings = AnsweringSettings()
    print(
        "| set | questions | passage found | first sentence right | among three | answer right | sentences (mean) |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in sorted({case.group for case in cases if case.answers}):
        rows = []
        for case, evidence in zip(cases, found, strict=True):
            if case.group == name and case.answers:
                right = [holds(piece.candidate.text, case.answers) for piece in evidence]
                chosen = len(choose(evidence, settings))
                passage = any(holds(hit.passage.text, case.answers) for hit in case.hits)
                rows.append((passage, any(right[:1]), any(right[:3]), any(right[:chosen]), chosen))
        means = np.array(rows, dtype=float).mean(0)
        print(f"| {name} | {len(rows)} |", " | ".join(f"{mean:.3f}" for mean in means), "|")


def by_set(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the cases of each set, whatever their language."""
    sets: dict[str, list[Case]] = {}
    for case in cases:
        sets.setdefault(case.group.split(".")[0], []).append(case)
    return list(sets.values())


def rarity_over(cases: Sequence[Case], analyzer: Analyzer, table: TranslationTable) -> Rarity:
    """Return how rare words are among all passages found for a set of questions."""
    passages = {
        (hit.passage.document.id, hit.passage.start): hit.passage.text for case in cases for hit in case.hits
    }
    return local_rarity([analyzer.content_words(text) for text in passages.values()], table=table)


def main() -> None:
    """Collect the cases, look for evidence, print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path)
    parser.add_argument("--nomiracl", type=Path, nargs="*", default=[])
    parser.add_argument("--half", type=int, default=0)
    arguments = parser.parse_args()
    segmenter = Segmenter()
    analyzer = Analyzer(segmenter)
    embedder = SentenceTransformerEmbedder.load(EmbeddingSettings())
    questions = Path("benchmarks/questions")
    cases = list(knowledge_base_cases(Path("corpus"), questions / "corpus/queries.jsonl", group="corpus"))
    if arguments.source:
        cases += knowledge_base_cases(arguments.source, questions / "source/queries.jsonl", group="source")
    for folder in arguments.nomiracl:
        cases += nomiracl_cases(folder, half=arguments.half, analyzer=analyzer, segmenter=segmenter)
    kept: list[Case] = []
    found: list[Sequence[Evidence]] = []
    inputs: list[tuple[float, ...]] = []
    table = TranslationTable.load()
    for cases_of_set in by_set(cases):
        finder = EvidenceFinder(
            embedder=embedder,
            analyzer=analyzer,
            table=table,
            rarity=rarity_over(cases_of_set, analyzer, table),
        )
        for case in cases_of_set:
            asked = finder.read_question(case.question)
            evidence = finder.find(asked, case.hits)
            if evidence:
                kept.append(case)
                found.append(evidence)
                inputs.append(features(asked, evidence))
    # A question whose passage wasn't found can't be answered from its hits.
    labels = [
        float(
            case.answerable
            and (not case.answers or any(holds(hit.passage.text, case.answers) for hit in case.hits))
        )
        for case in kept
    ]
    if not all(map(math.isfinite, np.ravel(inputs))):
        raise ValueError("a feature is not finite")
    print_quotes(kept, found)
    print_refusal(kept, np.array(inputs), np.array(labels))


if __name__ == "__main__":
    main()
