"""Three servers asked as one, against one index of all their documents; and with one of the three gone.

    python -m benchmarks.federation.run PACK.txt … [--questions 300] [--answers 300] [--folder FOLDER] [--record]

One file is one organisation (:mod:`benchmarks.libraries.packs`); they are dealt out to three libraries, each behind a
server of its own on this machine, asked by somebody without a document of their own. Equal: the same text with the
same places cited. What is read for an answer decides it, so the passages are compared for all questions, and the answers,
which take twenty times as long, for some.
"""

import argparse
import os
import socket
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import kotae
from benchmarks.libraries.packs import read_pack
from benchmarks.record import record
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.embedding import SentenceTransformerEmbedder
from kotae.federation.address import TOKENS_VARIABLE
from kotae.federation.settings import FederationSettings
from kotae.network.running import running
from kotae.network.token import Token
from kotae.records import Answer

FOLDER = Path(__file__).parent
TOKEN = "benchmark-token-0123456789"
SERVERS = 3
READ = 12  # as many as are read for an answer


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--answers", type=int, default=300, help="how many of them are answered, too")
    parser.add_argument("--timed", type=int, default=20, help="how many of them are timed, too")
    parser.add_argument(
        "--folder", type=Path, help="where documents and indexes are kept; a temporary one by default"
    )
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        embedder = SentenceTransformerEmbedder.load()
        folder = arguments.folder or Path(temporary)
        questions = _built(folder, arguments.packs, embedder)
        # Evenly over all organisations.
        step = max(1, len(questions) / arguments.questions)
        chosen = [questions[int(place * step)] for place in range(min(len(questions), arguments.questions))]
        figures = _measured(folder, chosen, embedder, answers=arguments.answers, timed=arguments.timed)
    for name, value in figures.items():
        print(f"{name}: {value}")
    if arguments.record:
        record(
            FOLDER,
            command=f"python -m benchmarks.federation.run {' '.join(map(str, arguments.packs))}",
            on=f"{len(arguments.packs)} organisations in {SERVERS} libraries, {len(chosen)} questions",
            figures=figures,
        )


def _built(folder: Path, packs: Sequence[Path], embedder: SentenceTransformerEmbedder) -> list[str]:
    questions = []
    for number, pack in enumerate(packs):
        for place, document in enumerate(read_pack(pack), start=1):
            for library in (f"library{number % SERVERS}", "all"):
                path = folder / library / "corpus" / pack.stem / f"{place:02}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"{document.title}\n\n{document.text}\n", encoding="utf-8")
            questions += [question.text for question in document.questions]
    for library in (*(f"library{number}" for number in range(SERVERS)), "all"):
        kotae.build(folder / library / "corpus", folder / library / "index", embedder=embedder)
    return questions


def _measured(
    folder: Path, questions: Sequence[str], embedder: SentenceTransformerEmbedder, *, answers: int, timed: int
) -> dict[str, object]:
    with ExitStack() as stack:
        one = stack.enter_context(kotae.open(folder / "all" / "index", embedder=embedder))
        addresses = {}
        for number in range(SERVERS):
            name = f"library{number}"
            knowledge = stack.enter_context(kotae.open(folder / name / "index", embedder=embedder))
            knowledge.warm_up()
            app = create_app(
                Library(knowledge=knowledge), token=Token(value=TOKEN, made=False), loopback_only=True
            )
            addresses[name] = stack.enter_context(running(app, host="127.0.0.1", port=0))
        os.environ[TOKENS_VARIABLE] = "\n".join(f"{address} {TOKEN}" for address in addresses.values())
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=100))
        with socket.create_server(("127.0.0.1", 0)) as closed:
            gone = f"http://127.0.0.1:{closed.getsockname()[1]}"
        last = f"library{SERVERS - 1}"
        lost = {
            "answering": addresses[last],
            "gone": gone,
            "silent": f"http://127.0.0.1:{silent.getsockname()[1]}",
        }
        asked = {
            how: stack.enter_context(kotae.open({**addresses, last: address}, embedder=embedder))
            for how, address in lost.items()
        }
        # Asked each time, so that every question pays for the silent one.
        tireless = Settings(federation=FederationSettings(aside_s=0))
        asked["silent, asked each time"] = stack.enter_context(
            kotae.open({**addresses, last: lost["silent"]}, settings=tireless, embedder=embedder)
        )
        # In turn, so that whatever else the machine does meets all alike.
        taken: dict[str, list[float]] = {how: [] for how in asked}
        for question in questions[:timed]:
            for how, knowledge in asked.items():
                began = time.perf_counter()
                answer = knowledge.ask(question)
                taken[how].append(time.perf_counter() - began)
                if how != "answering" and [left.library for left in answer.left_out] != [last]:
                    print(f"{how}: {answer.left_out}", flush=True)
        figures: dict[str, object] = {
            f"seconds a question, third {how} (median of {timed})": round(statistics.median(seconds), 2)
            for how, seconds in taken.items()
        }
        print(figures, flush=True)
        patient = Settings(federation=FederationSettings(timeout_s=60))
        federated = stack.enter_context(kotae.open(addresses, settings=patient, embedder=embedder))
        alike = _read_alike(one, federated, questions)
        print(alike, flush=True)
        step = max(1, len(questions) // max(1, answers))
        return {**alike, **_compared(one, federated, questions[::step][:answers]), **figures}


def _read_alike(
    one: kotae.KnowledgeBase, federated: kotae.KnowledgeBase, questions: Sequence[str]
) -> dict[str, object]:
    """Return for how many questions the same passages are read, in the same order, with the same scores."""
    alike = first = 0
    apart = 0.0
    for question in questions:
        merged, other = one.retrieve(question, READ), federated.retrieve(question, READ)
        places = [
            [(hit.passage.document.path, hit.passage.start) for hit in hits] for hits in (merged, other)
        ]
        alike += places[0] == places[1]
        first += places[0][:1] == places[1][:1]
        if places[0] == places[1]:
            scores = zip(merged, other, strict=True)
            apart = max(apart, *(abs(mine.score - theirs.score) for mine, theirs in scores))
        else:
            print(f"read otherwise: {question}", flush=True)
    count = max(1, len(questions))
    return {
        "questions": len(questions),
        f"first {READ} passages equal": round(alike / count, 3),
        "first passage equal": round(first / count, 3),
        "most that two scores of one passage lie apart": float(f"{apart:.1g}"),
    }


def _compared(
    one: kotae.KnowledgeBase, federated: kotae.KnowledgeBase, questions: Sequence[str]
) -> dict[str, object]:
    equal = status = first = 0
    for place, question in enumerate(questions, start=1):
        merged, other = one.ask(question), federated.ask(question)
        equal += _said(merged) == _said(other)
        status += merged.status == other.status
        first += _said(merged)[1][:1] == _said(other)[1][:1]
        if _said(merged) != _said(other):
            print(f"differs: {question}", flush=True)
        if place % 25 == 0:
            print(f"{place}: equal {equal / place:.3f}, status {status / place:.3f}", flush=True)
    count = max(1, len(questions))
    return {
        "questions answered": len(questions),
        "answers equal": round(equal / count, 3),
        "answered or refused alike": round(status / count, 3),
        "first place cited equal": round(first / count, 3),
    }


def _said(answer: Answer) -> tuple[str, list[tuple[str, int, int]]]:
    cited = [citation for sentence in answer.sentences for citation in sentence.citations]
    return answer.text, [(citation.document.path, citation.start, citation.end) for citation in cited]


if __name__ == "__main__":
    main()
