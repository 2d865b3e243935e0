"""Let several people ask a page at once for minutes, and watch errors, waiting times and its memory.

Run from the repository: ``python -m benchmarks.soak.users [--users 8] [--minutes 10] [--think 0] [--record]``; ``--minutes 0.5``
for a short try. With ``--think`` each person reads the answer before asking on, so many seconds on average.
Ends with status 1 where a question failed, one answer in twenty took longer than 1.5 s, or memory grew by 100 MB.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.record import record
from benchmarks.soak.run import (
    FOLDER,
    LARGEST_GROWTH_MB,
    WARM_QUESTIONS,
    questions_without_end,
    resident_mb,
)

_LONGEST_P95_S = 1.5


@dataclass(slots=True)
class _Tally:
    """What the people saw; shared between them."""

    questions: Iterator[str]
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warm_mb: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_question(self) -> str:
        with self.lock:
            return next(self.questions)


def main() -> None:
    """Ask, print one Markdown row, and keep it if told so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument(
        "--think", type=float, default=0.0, help="seconds between an answer and the next question"
    )
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--record", action="store_true", help="write results-users.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        kotae = [sys.executable, "-m", "kotae"]
        subprocess.run([*kotae, "index", str(arguments.corpus), "--index", str(index)], check=True)
        with _serving([*kotae, "serve", "--index", str(index), "--port", "0"]) as (address, process):
            tally = _Tally(questions_without_end())
            _people(address, process, tally, arguments)
            figures = _figures(tally, process, arguments)
    print(f"| {' | '.join(figures)} |")
    print("|---" * len(figures) + "|")
    print(f"| {' | '.join(map(str, figures.values()))} |")
    print(*tally.errors[:5], sep="\n")
    if arguments.record:
        given = f"--users {arguments.users} --minutes {arguments.minutes:g} --think {arguments.think:g}"
        record(
            FOLDER,
            command=f"python -m benchmarks.soak.users {given}",
            on=f"the page over {arguments.corpus} with the real model, each user asking one question after the other",
            figures=figures,
            name="results-users",
        )
    late = figures["p95 s"] > _LONGEST_P95_S
    sys.exit(bool(figures["errors"]) or late or figures["grown MB"] >= LARGEST_GROWTH_MB)


@contextmanager
def _serving(command: list[str]) -> Iterator[tuple[str, int]]:
    """Serve in a process of its own; give its address once it answers, and its number."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(
                word for line in server.stdout for word in line.split() if word.startswith("http://")
            )
            httpx.post(f"{address}gradio_api/run/ask", json={"data": ["準備 ready", 1, False]}, timeout=300)
            yield address, server.pid
        finally:
            server.terminate()


def _people(address: str, process: int, tally: _Tally, given: argparse.Namespace) -> None:
    end = time.monotonic() + given.minutes * 60

    def person(number: int) -> None:
        drawn = random.Random(number)
        time.sleep(drawn.uniform(0, given.think))  # they didn't all come at once
        with httpx.Client(base_url=address, timeout=120) as client:
            while time.monotonic() < end:
                _ask(client, process, tally)
                time.sleep(given.think * drawn.uniform(0.5, 1.5))

    with ThreadPoolExecutor(given.users) as crowd:
        list(crowd.map(person, range(given.users)))


def _ask(client: httpx.Client, process: int, tally: _Tally) -> None:
    question = tally.next_question()
    began = time.monotonic()
    try:
        answer = client.post("gradio_api/run/ask", json={"data": [question, 5, False]})
        # Somebody else's answer is worse than none.
        right = answer.status_code == 200 and answer.json()["data"][0]["question"] == question
        error = "" if right else f"{question}: {answer.status_code} {answer.text[:200]}"
    except httpx.HTTPError as failed:
        error = f"{question}: {failed!r}"
    with tally.lock:
        tally.seconds.append(time.monotonic() - began)
        tally.errors += [error] if error else []
        if len(tally.seconds) == WARM_QUESTIONS:
            tally.warm_mb = resident_mb(process)


def _figures(tally: _Tally, process: int, given: argparse.Namespace) -> dict[str, float]:
    ordered = sorted(tally.seconds)
    end = resident_mb(process)
    warm = tally.warm_mb or end
    return {
        "users": given.users,
        "minutes": given.minutes,
        "think s": given.think,
        "questions": len(ordered),
        "errors": len(tally.errors),
        "p50 s": round(ordered[len(ordered) // 2], 2),
        "p95 s": round(ordered[int(len(ordered) * 0.95)], 2),
        "slowest s": round(ordered[-1], 2),
        "MB after 100": round(warm),
        "MB at the end": round(end),
        "grown MB": round(end - warm),
    }


if __name__ == "__main__":
    main()
