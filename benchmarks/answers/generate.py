"""How generated-and-checked answers compare with quoted ones on the same questions, and how fast they come.

    python -m benchmarks.answers.generate FOLDER QUESTIONS [--index INDEX] [--threads N] [--save FILE]

FOLDER holds the documents, QUESTIONS is a ``queries.jsonl`` with ``answers`` and ``answerable``; only the
answerable ones are asked, without refusing any. Prints one Markdown table. "First token" is counted from
the moment the question is asked, retrieval included; ``--save`` writes every answer, one JSON object a line.
"""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import kotae
from kotae.evaluation.answer_scores import holds
from kotae.language import detect_language
from kotae.records import Answer, AnswerEvent, StageEvent, TextEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An answer and when it came, in seconds after the question."""

    answer: Answer
    first_token: float | None
    whole: float
    attempts: int


def ask(knowledge_base: kotae.KnowledgeBase, question: str, *, generate: bool) -> Timed:
    """Return the answer to a question with its times."""
    began = time.perf_counter()
    first, attempts, answer = None, 0, None
    for event in knowledge_base.stream(question, generate=generate):
        if isinstance(event, TextEvent) and first is None:
            first = time.perf_counter() - began
        elif isinstance(event, StageEvent):
            attempts += event.stage == "writing"
        elif isinstance(event, AnswerEvent):
            answer = event.answer
    if answer is None:
        raise RuntimeError("no answer")
    return Timed(answer=answer, first_token=first, whole=time.perf_counter() - began, attempts=attempts)


def line(name: str, rows: Sequence[tuple[dict[str, object], Timed]]) -> str:
    """Return a table row: right, in the question's language, verified, second attempts, times."""
    right = [_right(row, timed.answer) for row, timed in rows]
    own = [_in_language(timed.answer) for _, timed in rows]
    verified = [any(s.support == "verified" for s in timed.answer.sentences) for _, timed in rows]
    again = [timed.attempts > 1 for _, timed in rows]
    first = [timed.first_token for _, timed in rows if timed.first_token is not None]
    whole = [timed.whole for _, timed in rows]
    shares = " | ".join(f"{np.mean(values):.2f}" for values in (right, own, verified, again))
    times = f"{np.median(first):.1f}" if first else "-"
    return f"| {name} | {len(rows)} | {shares} | {times} | {np.median(whole):.1f} | {np.quantile(whole, 0.95):.1f} |"


def _right(row: dict[str, object], answer: Answer) -> bool:
    answers = row["answers"]
    if not isinstance(answers, list):
        raise TypeError("answers must be a list")
    return holds(" ".join(sentence.text for sentence in answer.sentences), answers)


def _in_language(answer: Answer) -> bool:
    return all(detect_language(sentence.text) == answer.language for sentence in answer.sentences)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, help="keep the index here; a temporary one by default")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question only")
    parser.add_argument("--timeout", type=float, default=20.0, help="seconds a text may take")
    parser.add_argument("--save", type=Path)
    arguments = parser.parse_args()
    rows = [json.loads(text) for text in arguments.questions.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["answerable"]]
    settings = kotae.Settings.model_validate(
        {
            "answering": {"min_confidence": 0.0},
            "generation": {"backend": "local", "threads": arguments.threads},
        }
    )
    saved: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        index = arguments.index or Path(temporary)
        kotae.build(arguments.folder, index, settings=settings)
        with kotae.open(index, settings=settings) as knowledge_base:
            ask(knowledge_base, rows[0]["text"], generate=True)  # loads the model
            print(
                "| answers | n | right | own language | verified | second try | first token s | whole s | p95 s |"
            )
            print("|---|---|---|---|---|---|---|---|---|")
            for generate in (False, True):
                groups: dict[str, list[tuple[dict[str, object], Timed]]] = defaultdict(list)
                for row in rows:
                    timed = ask(knowledge_base, row["text"], generate=generate)
                    groups[row["language"]].append((row, timed))
                    saved.append(_saved(row, timed, generate=generate))
                for language, group in sorted(groups.items()):
                    print(line(f"{'generated' if generate else 'quoted'}, {language}", group), flush=True)
    if arguments.save:
        arguments.save.write_text("\n".join(saved) + "\n", encoding="utf-8")


def _saved(row: dict[str, object], timed: Timed, *, generate: bool) -> str:
    sentences = [(s.text, s.support, [v.reason for v in s.votes]) for s in timed.answer.sentences]
    fields = {
        "id": row["_id"],
        "generate": generate,
        "right": _right(row, timed.answer),
        "question": row["text"],
        "answers": row["answers"],
        "sentences": sentences,
        "note": timed.answer.note,
        "seconds": timed.whole,
    }
    return json.dumps(fields, ensure_ascii=False)


if __name__ == "__main__":
    main()
