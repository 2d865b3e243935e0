"""How many passages a sum of term frequencies must propose until the exact candidates of the words are among them.

    python -m benchmarks.milvus.proposals INDEX QUESTIONS.txt

Looks at every passage of an index in a folder; no engine and no vectors. A question a line. Beside the raw frequencies,
*impacts*: what BM25 makes of each term by itself, with the passage's length.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kotae.config import Settings
from kotae.embedding.protocol import FloatMatrix
from kotae.index.reader import IndexReader
from kotae.pipeline.opened.lender import translations
from kotae.question import read_question
from kotae.retrieval.carrying import scored
from kotae.retrieval.collection import collections_of, measured_of
from kotae.retrieval.measured import Counted
from kotae.retrieval.planning import LanguagePlan, Planner
from kotae.segmentation import Analyzer, Segmenter

TIMES = (1, 2, 3, 5, 10)
SATURATION, LENGTH_WEIGHT = 0.9, 0.4


class NoEmbedder:
    """Gives every question the same vector: words alone are looked at."""

    fingerprint = "none"

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension

    def embed_questions(self, texts: list[str]) -> FloatMatrix:
        """Return one vector for each."""
        return np.full((len(texts), self.dimension), self.dimension**-0.5, dtype=np.float32)


def main() -> None:
    """Measure, and print one line a kind of weight."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    arguments = parser.parse_args()
    questions = arguments.questions.read_text(encoding="utf-8").splitlines()
    with IndexReader.open(arguments.index) as index:
        ranks: dict[str, list[NDArray[np.int64]]] = {"raw": [], "impacts": []}
        for kind, found in _ranks(index, questions):
            ranks[kind].append(found)
    for kind, of_questions in ranks.items():
        every = np.concatenate(of_questions)
        last = [int(found.max()) for found in of_questions if len(found)]
        recall = {times: round(float((every <= 100 * times).mean()), 5) for times in TIMES}
        percentiles = np.percentile(last, [50, 99, 100]).tolist()
        print(
            f"{kind}: recall by times 100 {recall}; the last candidate stands at {percentiles} (50, 99, 100 %)"
        )


def _ranks(index: IndexReader, questions: list[str]) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield, for each question and language, at which places of either sum its exact candidates stand."""
    settings, analyzer = Settings(), Analyzer(Segmenter())
    collections = collections_of(index, index.words, np.ones(len(index), dtype=np.bool_))
    counted = Counted.of_index(index.words, index.languages)
    planner = Planner(
        words=counted,
        measured=measured_of(index, collections),
        table=translations(settings),
        settings=settings.retrieval,
        counts=counted,
    )
    embedder = NoEmbedder(index.manifest.dimension)
    for question in questions:
        plan = planner.plan(read_question(question, analyzer), embedder, languages=tuple(collections))  # type: ignore[arg-type]  # it is asked for questions only
        for language, own in plan.languages.items():
            words = scored(collections[language].words, own.words, own)
            wanted = min(settings.retrieval.candidates, len(words.rows))
            if not wanted:
                continue
            # Without what ties with the last of them: any of these would do.
            best = words.rows[words.scores > np.partition(words.scores, -wanted)[-wanted]]
            for kind in ("raw", "impacts"):
                sums = _sums(index, own, kind)
                sums[~collections[language].mask] = 0
                places = np.empty(len(sums), dtype=np.int64)
                places[np.argsort(-sums, kind="stable")] = np.arange(1, len(sums) + 1)
                yield kind, places[best]


def _sums(index: IndexReader, plan: LanguagePlan, kind: str) -> NDArray[np.float32]:
    total = np.zeros(len(index), dtype=np.float32)
    share = index.words.words.lengths / max(plan.mean_length, 1.0)
    damping = (SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * share)).astype(np.float32)
    for group, most in zip(plan.words.groups, plan.words.rarities or (), strict=True):
        for postings, terms in (
            (index.words.words, group.terms),
            (index.words.readings, group.readings),
            (index.words.bigrams, group.bigrams),
        ):
            for term, chance in terms:
                rows, counts = postings.of(term)
                held = counts.astype(np.float32)
                total[rows] += most * chance * (held if kind == "raw" else held / (held + damping[rows]))
    return total


if __name__ == "__main__":
    main()
