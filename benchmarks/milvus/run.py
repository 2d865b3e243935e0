"""One corpus twice: in a folder, and published to a Milvus engine. How alike the answers are, and what a question costs.

    milvus-lite server --data-dir FOLDER --port 19530
    python -m benchmarks.milvus.run PACK.txt … [--engine milvus://127.0.0.1:19530/benchmark] [--questions 1000] [--record]

Alike: the same first ten passages, and the same in the same order. Recall: how many of the passages that are candidates by
the exact scores of a leg are among those that the engine proposes; one that ties with the last of them counts as well.
The library must be new to the engine: its documents are numbered as those of the folder are.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import kotae
from benchmarks.libraries.packs import read_pack
from benchmarks.record import record
from kotae.config import Settings
from kotae.embedding import SentenceTransformerEmbedder
from kotae.embedding.protocol import Embedder
from kotae.embedding.remembering import RememberingEmbedder
from kotae.index.far_rows import FarRow, passage_number
from kotae.index.protocol import FloatVector
from kotae.index.reader import IndexReader
from kotae.milvus.address import MilvusAddress
from kotae.milvus.engine import MilvusEngine
from kotae.milvus.reader import MilvusReader
from kotae.pipeline.builds.publishing import publish
from kotae.pipeline.opened.lender import translations
from kotae.question import read_question
from kotae.retrieval.carrying import scored
from kotae.retrieval.collection import LanguageCollection, collections_of
from kotae.retrieval.distant import DistantRetriever
from kotae.retrieval.planning import LanguagePlan
from kotae.retrieval.retriever import Retriever
from kotae.segmentation import Analyzer, Segmenter

FOLDER = Path(__file__).parent
FIRST = 10
TIMED = 20
LEGS = ("vectors", "words")


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--engine", default="milvus://127.0.0.1:19530/benchmark")
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--every", type=int, default=1, help="of so many packs one is taken")
    parser.add_argument(
        "--folder", type=Path, help="where documents and index are kept; a temporary one by default"
    )
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    packs = arguments.packs[:: arguments.every]
    with tempfile.TemporaryDirectory() as temporary:
        embedder = SentenceTransformerEmbedder.load()
        folder = arguments.folder or Path(temporary)
        questions = written(folder / "corpus", packs)
        step = max(1.0, len(questions) / arguments.questions)
        chosen = [questions[int(place * step)] for place in range(min(len(questions), arguments.questions))]
        random.Random(0).shuffle(chosen)  # a run that is broken off has asked all organisations
        report = kotae.build(folder / "corpus", folder / "index", embedder=embedder)
        began = time.process_time()
        publish(
            folder / "index",
            MilvusAddress.of(arguments.engine),
            settings=Settings(),
            progress=lambda stage, done, total: None,
        )
        published = time.process_time() - began
        figures = {
            "passages": report.passages,
            "processor seconds of kotae to publish 1,000 passages": round(
                published / report.passages * 1000, 1
            ),
            **compared(folder / "index", arguments.engine, chosen, embedder),
            **timed(folder / "index", arguments.engine, chosen[:: max(1, len(chosen) // TIMED)], embedder),
        }
    for name, value in figures.items():
        print(f"{name}: {value}")
    if arguments.record:
        record(
            FOLDER,
            command="python -m benchmarks.milvus.run ../shared/data/packs/p*/*.txt "
            f"--every {arguments.every} --questions {arguments.questions}",
            on=f"{len(packs)} organisations and the sample library, {report.passages:,} passages, {len(chosen):,} "
            "questions, milvus-lite as a server",
            figures=figures,
        )


def written(corpus: Path, packs: Sequence[Path]) -> list[str]:
    """Write the documents of packs and the sample library into a folder, and return the questions."""
    questions = []
    for pack in packs:
        for place, document in enumerate(read_pack(pack), start=1):
            path = corpus / pack.parent.name / pack.stem / f"{place:02}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = f"{document.title}\n\n{document.text}\n"
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
            questions += [question.text for question in document.questions]
    sample = FOLDER.parents[1] / "corpus"
    for source in sorted(path for path in sample.rglob("*") if path.is_file()):
        target = corpus / "shipped" / source.relative_to(sample)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            target.write_bytes(source.read_bytes())
    return questions


def timed(index: Path, engine: str, questions: Sequence[str], embedder: Embedder) -> dict[str, object]:
    """Return what a question costs in the one and the other, embedded each time."""
    spent: dict[str, list[float]] = {"folder": [], "engine": []}
    waited: dict[str, list[float]] = {"folder": [], "engine": []}
    with kotae.open(index, embedder=embedder) as here, kotae.open(engine, embedder=embedder) as there:
        for knowledge in (here, there):
            knowledge.warm_up()
        for question in questions:
            for name, knowledge in (("folder", here), ("engine", there)):
                began, processor = time.perf_counter(), time.process_time()
                knowledge.retrieve(question, FIRST)
                waited[name].append(time.perf_counter() - began)
                spent[name].append(time.process_time() - processor)
    return {
        f"{what} a question, {name} (median of {len(values)})": round(statistics.median(values), 3)
        for what, taken in (("processor seconds of kotae", spent), ("seconds waited", waited))
        for name, values in taken.items()
    }


class Remembered:
    """An engine that is asked each thing once, for a question is looked at twice: what it finds, what was proposed for it."""

    def __init__(self, engine: MilvusEngine) -> None:
        self.counted, self.measured = engine.counted, engine.measured
        self.rows, self.passages = engine.rows, engine.passages
        self._engine = engine
        self._near: dict[tuple[bytes, str], list[int]] = {}
        self._shared: dict[tuple[frozenset[tuple[int, float]], str], list[FarRow]] = {}

    def nearest(self, vector: FloatVector, *, language: str, count: int, condition: str) -> list[int]:
        """As :class:`~kotae.retrieval.distant.Engine` says."""
        key = (vector.tobytes(), language)
        if key not in self._near:
            self._near = {
                key: self._engine.nearest(vector, language=language, count=count, condition=condition)
            }
        return self._near[key]

    def sharing(
        self, weights: Mapping[int, float], *, language: str, count: int, condition: str
    ) -> list[FarRow]:
        """As :class:`~kotae.retrieval.distant.Engine` says."""
        key = (frozenset(weights.items()), language)
        if key not in self._shared:
            found = self._engine.sharing(weights, language=language, count=count, condition=condition)
            self._shared = {key: found}
        return self._shared[key]


def compared(index: Path, engine: str, questions: Sequence[str], embedder: Embedder) -> dict[str, object]:
    """Return for how many questions both give the same, and how many of the exact candidates the engine proposes."""
    settings, analyzer = Settings(), Analyzer(Segmenter())
    shared = {
        "embedder": RememberingEmbedder(embedder),
        "analyzer": analyzer,
        "settings": settings.retrieval,
        "table": translations(settings),
    }
    same = ordered = 0
    apart = 0.0
    held = {leg: [0, 0] for leg in LEGS}
    with (
        IndexReader.open(index) as local,
        MilvusReader.open(MilvusAddress.of(engine), settings.milvus) as far,
    ):
        here = Retriever(reader=local, **shared)  # type: ignore[arg-type]  # by name
        there = DistantRetriever(engine=Remembered(far.engine), **shared)  # type: ignore[arg-type]  # by name
        exact = Exact.of(local)
        for place, text in enumerate(questions, start=1):
            question = read_question(text, analyzer)
            plan = there.plan(question)
            for language, own in plan.languages.items():
                proposed = there.proposed(own, language)
                for leg, (numbers, wanted) in exact.candidates(
                    own, language, settings.retrieval.candidates
                ).items():
                    held[leg][0] += min(wanted, len(numbers & proposed))
                    held[leg][1] += wanted
            one, two = here.retrieve(question, top_k=FIRST), there.retrieve(question, top_k=FIRST)
            rows = [[(hit.passage.document.path, hit.passage.start) for hit in hits] for hits in (one, two)]
            same += set(rows[0]) == set(rows[1])
            if rows[0] == rows[1]:
                ordered += 1
                apart = max(
                    [apart, *(abs(mine.score - theirs.score) for mine, theirs in zip(one, two, strict=True))]
                )
            else:
                print(f"otherwise: {text}", flush=True)
            if place % 25 == 0:
                print(f"{place}: same {same}, in order {ordered}, held {held}, apart {apart:.1g}", flush=True)
    count = max(1, len(questions))
    return {
        "questions": len(questions),
        f"the same first {FIRST}": round(same / count, 4),
        f"the same first {FIRST} in the same order": round(ordered / count, 4),
        "most that two scores of one passage lie apart": float(f"{apart:.1g}"),
        **{f"recall of candidates, {leg}": round(had / max(1, all_), 4) for leg, (had, all_) in held.items()},
    }


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact candidates of each leg, by looking at every passage."""

    local: IndexReader
    collections: Mapping[str, LanguageCollection]
    numbers: NDArray[np.int64]

    @classmethod
    def of(cls, local: IndexReader) -> "Exact":
        """Return those of an index whose documents have the same numbers in the engine."""
        first = np.searchsorted(local.owners, local.owners)
        numbers = [
            passage_number(int(owner), int(row - begun))
            for row, (owner, begun) in enumerate(zip(local.owners, first, strict=True))
        ]
        every = np.ones(len(local), dtype=np.bool_)
        return cls(local, collections_of(local, local.words, every), np.array(numbers, dtype=np.int64))

    def candidates(self, plan: LanguagePlan, language: str, count: int) -> dict[str, tuple[set[int], int]]:
        """Return, by leg, the passages whose score is at least that of the last candidate, and how many candidates there are."""
        own = self.collections[language]
        rows = np.flatnonzero(own.mask)
        words = scored(own.words, plan.words, plan)
        found = {}
        for leg, held, scores in (
            (LEGS[0], rows, self.local.vectors.scores(plan.vector, rows)),
            (LEGS[1], words.rows, words.scores),
        ):
            wanted = min(count, len(held))
            last = np.partition(scores, -wanted)[-wanted] if wanted else 0
            found[leg] = (set(self.numbers[held[scores >= last]].tolist()), wanted)
        return found


if __name__ == "__main__":
    main()
