"""Measure the API's first text against ``kb.stream``, then let many clients stream at once.

Run from the repository: ``python -m benchmarks.api.run [--clients 50] [--seconds 60] [--record]``. The official
``openai`` client asks; the index is made of ``corpus/`` with the embedder that needs no model, unless told ``--real``:
what the server adds is the same. Ends with status 1 where a stream failed or the first text came 30 ms later than in Python.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from openai import OpenAI, OpenAIError

from benchmarks.record import record
from benchmarks.soak.run import questions_without_end
from kotae.api import ApiSettings, api_beside
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.records import AnswerEvent

FOLDER = Path(__file__).parent
MOST_LATER_MS = 30.0


def main() -> None:
    """Measure, print one Markdown row, and keep it if told so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--real", action="store_true", help="the real embedding model and reader")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    settings = Settings() if arguments.real else Settings(embedding=EmbeddingSettings(model="hashing"))
    with tempfile.TemporaryDirectory() as folder:
        build(arguments.corpus, Path(folder) / "index", settings=settings)
        told: list[str] = []
        with (
            open_index(Path(folder) / "index", settings=settings) as knowledge,
            api_beside(
                knowledge, ApiSettings(port=0), lambda address, token: told.extend((address, token.value))
            ),
            OpenAI(base_url=f"{told[0]}/v1", api_key=told[1], max_retries=0, timeout=600) as client,
        ):
            figures = _first_text(knowledge, client, arguments.questions)
            figures |= _many(client, arguments.clients, arguments.seconds)
    print(f"| {' | '.join(figures)} |")
    print("|---" * len(figures) + "|")
    print(f"| {' | '.join(map(str, figures.values()))} |")
    if arguments.record:
        record(
            FOLDER,
            command=f"python -m benchmarks.api.run --clients {arguments.clients} --seconds {arguments.seconds:g}",
            on=f"{arguments.corpus}, {arguments.questions} questions, the official openai client",
            figures=figures,
            settings={} if arguments.real else {"embedding.model": "hashing"},
        )
    sys.exit(figures["errors"] > 0 or figures["later, ms (median)"] > MOST_LATER_MS)


def _first_text(knowledge: KnowledgeBase, client: OpenAI, count: int) -> dict[str, float]:
    """Return how much later the first text comes over HTTP; each question is asked both ways, in turns."""
    questions = questions_without_end()
    asked = [next(questions) for _ in range(count)]
    in_python, over_http = [], []
    for question in asked:  # once unmeasured: vectors of questions are remembered
        _seconds_in_python(knowledge, question)
        in_python.append(_seconds_in_python(knowledge, question))
        over_http.append(_seconds_over_http(client, question))
    later = sorted(1000 * (http - python) for http, python in zip(over_http, in_python, strict=True))
    return {
        "kb.stream, ms (median)": round(1000 * statistics.median(in_python), 1),
        "/v1, ms (median)": round(1000 * statistics.median(over_http), 1),
        "later, ms (median)": round(statistics.median(later), 1),
        "later, ms (p95)": round(later[int(0.95 * (len(later) - 1))], 1),
    }


def _seconds_in_python(knowledge: KnowledgeBase, question: str) -> float:
    began = time.perf_counter()
    for event in knowledge.stream(question):
        if isinstance(event, AnswerEvent):  # nothing is told as text before
            break
    return time.perf_counter() - began


def _seconds_over_http(client: OpenAI, question: str) -> float:
    began = time.perf_counter()
    with client.chat.completions.create(
        model="kotae", messages=[{"role": "user", "content": question}], stream=True
    ) as stream:
        for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content:
                break
    return time.perf_counter() - began


def _many(client: OpenAI, clients: int, seconds: float) -> dict[str, float]:
    """Return what so many clients got in so many seconds; a stream without its end is an error."""
    questions, lock, until = questions_without_end(), threading.Lock(), time.monotonic() + seconds

    def person(_: int) -> tuple[int, int]:
        whole = failed = 0
        while time.monotonic() < until:
            with lock:
                question = next(questions)
            try:
                chunks = list(
                    client.chat.completions.create(
                        model="kotae", messages=[{"role": "user", "content": question}], stream=True
                    )
                )
                ended = bool(chunks and chunks[-1].choices and chunks[-1].choices[0].finish_reason == "stop")
            except OpenAIError as error:
                print(type(error).__name__, error, file=sys.stderr)
                ended = False
            whole, failed = whole + ended, failed + (not ended)
        return whole, failed

    with ThreadPoolExecutor(clients) as pool:
        counts = list(pool.map(person, range(clients)))
    return {
        "clients": clients,
        "seconds": seconds,
        "streams": sum(whole for whole, _ in counts),
        "errors": sum(failed for _, failed in counts),
    }


if __name__ == "__main__":
    main()
