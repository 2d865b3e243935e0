"""How long an answer takes: ``kb.ask`` over some 4,800 passages, quoted, each question once.

Run from the repository: ``python -m benchmarks.query.ask PACK.txt … --work FOLDER [--questions 200] [--record]``.

The documents of the packs and the sample library are indexed (once: ``--work`` keeps them); the questions are those of
the packs, in both languages, answerable ones and near misses, in an order of chance. The clock tells what a person
waits on this machine, processor time what an answer takes whatever else runs.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

import kotae
from benchmarks.milvus.run import written
from benchmarks.record import record

FOLDER = Path(__file__).parent
WANTED_MS = 250.0


def main() -> None:
    """Measure, print one line a figure, and keep them if told so."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for the documents and the index; kept"
    )
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    questions = written(arguments.work / "corpus", arguments.packs)
    random.Random(0).shuffle(questions)
    report = kotae.build(arguments.work / "corpus", arguments.work / "index")
    with kotae.open(arguments.work / "index") as knowledge:
        knowledge.warm_up()
        for question in questions[-3:]:  # what is loaded for the first answers
            knowledge.ask(question)
        figures = asked(knowledge.ask, questions[: arguments.questions])
    figures |= {"wanted, p50 ms": WANTED_MS}
    for name, value in figures.items():
        print(f"{name}: {value}")
    if arguments.record:
        record(
            FOLDER,
            command="python -m benchmarks.query.ask ../shared/data/packs/p*/*.txt --work FOLDER "
            f"--questions {arguments.questions}",
            on=f"kb.ask over {report.passages:,} passages of packs and the sample library, quoted",
            figures=figures,
            headline=headline(figures, report.passages),
        )


def headline(figures: Mapping[str, float], passages: int) -> dict[str, str]:
    """Return the README's line in both languages: what was wanted stands beside what it takes."""
    middle, high, wanted = (figures[name] / 1e3 for name in ("p50 ms", "p95 ms", "wanted, p50 ms"))
    return {
        "en": f"An answer over {passages:,} passages takes {middle:.2f} s at the median, {high:.2f} s at the 95th percentile, "
        f"on two cores; wanted are {wanted:.2f} s",
        "ja": f"{passages:,}箇所の文書庫での答え：中央値{middle:.2f}秒、"
        f"95パーセンタイル{high:.2f}秒（2コア）。目標は{wanted:.2f}秒",
    }


def asked(ask: Callable[[str], kotae.Answer], questions: Sequence[str]) -> dict[str, float]:
    """Return what questions take, each asked once."""
    waited, spent, answered = [], [], 0
    for question in questions:
        began, processor = time.perf_counter(), time.process_time()
        answer = ask(question)
        waited.append((time.perf_counter() - began) * 1e3)
        spent.append((time.process_time() - processor) * 1e3)
        answered += answer.status == "answered"
    middle, high = np.percentile(waited, [50, 95])
    return {
        "questions": len(questions),
        "answered": answered,
        "p50 ms": round(float(middle), 1),
        "p95 ms": round(float(high), 1),
        "processor ms, median": round(statistics.median(spent), 1),
        "processor ms, mean": round(statistics.fmean(spent), 1),
    }


if __name__ == "__main__":
    main()
