"""Ask one open index for a long time from many short-lived threads, as a page does, and watch the memory.

Run from the repository: ``python -m benchmarks.soak.run [--questions 10000] [--threads 50] [--real]``.
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
from kotae.embedding.hashing import HashingEmbedder
from kotae.pipeline import KnowledgeBase, build, open_index

_LARGEST_GROWTH_MB = 100
_WARM_QUESTIONS = 100
_QUESTIONS_A_THREAD = 5


def main() -> None:
    """Ask, and print one Markdown row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=50, help="how many ask at a time")
    parser.add_argument("--real", action="store_true", help="with the real model instead of a hashing one")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    arguments = parser.parse_args()
    embedder = None if arguments.real else HashingEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        build(arguments.corpus, Path(folder) / "index", embedder=embedder)
        with open_index(Path(folder) / "index", embedder=embedder) as knowledge:
            grown = _soak(knowledge, arguments.questions, arguments.threads)
    sys.exit(grown >= _LARGEST_GROWTH_MB)


def _soak(knowledge: KnowledgeBase, questions: int, threads: int) -> float:
    """Ask all questions and return by how many MB memory grew after the first hundred."""
    asked, seconds, errors = _questions(), [], []
    _ask_from_threads(knowledge, list(islice(asked, _WARM_QUESTIONS)), threads, seconds, errors)
    warm, began = _resident_mb(), time.monotonic()
    left = questions - _WARM_QUESTIONS
    while left > 0:
        batch = list(islice(asked, min(left, threads * _QUESTIONS_A_THREAD)))
        _ask_from_threads(knowledge, batch, threads, seconds, errors)
        left -= len(batch)
    grown = _resident_mb() - warm
    seconds.sort()
    print(
        "| kotae | questions | threads | errors | MB after 100 | MB at the end | grown MB | p95 s | minutes |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    print(
        f"| {kotae.__version__} | {len(seconds)} | {threads} | {len(errors)} | {warm:.0f} | {warm + grown:.0f} | {grown:.0f}"
        f" | {seconds[int(len(seconds) * 0.95)]:.2f} | {(time.monotonic() - began) / 60:.1f} |"
    )
    for error in errors[:5]:
        print(error)
    return grown if not errors else float("inf")


def _questions() -> Iterator[str]:
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


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
