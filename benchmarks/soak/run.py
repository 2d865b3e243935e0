"""Ask one open index for a long time from many short-lived threads, as a page does, and watch the memory.

Run from the repository: ``python -m benchmarks.soak.run [--questions 10000] [--threads 50] [--real] [--record]``.
Ends with status 1 where memory grew by 100 MB or more after the first hundred questions.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import kotae
from benchmarks.query.run import QUESTIONS
from benchmarks.record import record
from kotae.embedding.hashing import HashingEmbedder
from kotae.pipeline import KnowledgeBase, build, open_index

FOLDER = Path(__file__).parent
LARGEST_GROWTH_MB = 100
WARM_QUESTIONS = 100
_QUESTIONS_A_THREAD = 5


def main() -> None:
    """Ask, and print one Markdown row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=50, help="how many ask at a time")
    parser.add_argument("--real", action="store_true", help="with the real model instead of a hashing one")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--record", action="store_true", help="write results-memory.json")
    arguments = parser.parse_args()
    embedder = None if arguments.real else HashingEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        build(arguments.corpus, Path(folder) / "index", embedder=embedder)
        with open_index(Path(folder) / "index", embedder=embedder) as knowledge:
            figures = _soak(knowledge, arguments.questions, arguments.threads)
    if arguments.record:
        given = (
            f" --questions {arguments.questions} --threads {arguments.threads}" + " --real" * arguments.real
        )
        record(
            FOLDER,
            command=f"python -m benchmarks.soak.run{given}",
            on=f"one open index of {arguments.corpus}, asked from threads that come and go, "
            f"with {'the real model' if arguments.real else 'hashed vectors'}",
            figures=figures,
            name="results-memory",
        )
    sys.exit(bool(figures["errors"]) or figures["grown MB"] >= LARGEST_GROWTH_MB)


def _soak(knowledge: KnowledgeBase, questions: int, threads: int) -> dict[str, float]:
    """Ask all questions and return the figures."""
    asked = questions_without_end()
    seconds: list[float] = []
    errors: list[str] = []
    _ask_from_threads(knowledge, list(islice(asked, WARM_QUESTIONS)), threads, seconds, errors)
    warm, began = resident_mb(), time.monotonic()
    left = questions - WARM_QUESTIONS
    while left > 0:
        batch = list(islice(asked, min(left, threads * _QUESTIONS_A_THREAD)))
        _ask_from_threads(knowledge, batch, threads, seconds, errors)
        left -= len(batch)
    grown = resident_mb() - warm
    seconds.sort()
    figures = {
        "questions": len(seconds),
        "threads": threads,
        # A thread that broke down has answered too few.
        "errors": len(errors) + questions - len(seconds),
        "MB after 100": round(warm),
        "MB at the end": round(warm + grown),
        "grown MB": round(grown),
        "p95 s": round(seconds[int(len(seconds) * 0.95)], 2),
        "minutes": round((time.monotonic() - began) / 60, 1),
    }
    print(f"| kotae | {' | '.join(figures)} |")
    print("|---" * (len(figures) + 1) + "|")
    print(f"| {kotae.__version__} | {' | '.join(map(str, figures.values()))} |")
    for error in errors[:5]:
        print(error)
    return figures


def questions_without_end() -> Iterator[str]:
    """Yield questions without end, no two of them alike, in both languages."""
    for number in count():
        question = QUESTIONS[number % len(QUESTIONS)]
        yield question if number < len(QUESTIONS) else f"{question} ({number})"


def _ask_from_threads(
    knowledge: KnowledgeBase, questions: list[str], threads: int, seconds: list[float], errors: list[str]
) -> None:
    """Let new threads ask, each its share, and wait for them."""

    def ask(share: list[str]) -> None:
        for question in share:
            began = time.monotonic()
            try:
                knowledge.ask(question)
            except kotae.KotaeError as error:
                errors.append(str(error))
            seconds.append(time.monotonic() - began)

    running = [threading.Thread(target=ask, args=(questions[first::threads],)) for first in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def resident_mb(process: int | str = "self") -> float:
    """Return the memory a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
