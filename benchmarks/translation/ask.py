"""What an asker who reads one language gets from documents in the other, without and with a language model.

    python -m benchmarks.translation.ask FOLDER QUESTIONS --save FILE.jsonl [--drafts 2]    # asks; goes on if cut off
    python -m benchmarks.translation.ask --report FILE.jsonl …                             # the table, and the record

QUESTIONS is a ``queries.jsonl`` with ``answers``; those marked ``crosses`` are asked, each twice. One thread. Times are of the
processor, so that other work on the machine doesn't count. ``--save`` keeps every sentence for reading.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import kotae
from benchmarks.record import record
from kotae.answering.council.amounts import unheld_amounts
from kotae.answering.rendering.figures import spelled_years
from kotae.evaluation.answer_scores import holds
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Answer

_FOLDER = Path(__file__).parent


def asked(
    knowledge_base: kotae.KnowledgeBase, row: dict[str, object], *, generate: bool
) -> dict[str, object]:
    """Return what came of a question, in plain values."""
    began = time.process_time()
    answer = knowledge_base.ask(str(row["text"]), generate=generate)
    seconds = time.process_time() - began
    answers = row["answers"]
    if not isinstance(answers, list):
        raise TypeError("answers must be a list")
    shown = [answer.short.text] if answer.short else []
    shown += [sentence.text for sentence in answer.sentences]
    crossing = [s for s in answer.sentences if detect_language(s.original or s.text) != answer.language]
    return {
        "id": row["_id"],
        "language": answer.language,
        "generate": generate,
        "question": row["text"],
        "answered": bool(answer.sentences),
        "crosses": bool(crossing),
        "own": all(detect_language(sentence.text) == answer.language for sentence in answer.sentences),
        "translated": sum(sentence.support == "translated" for sentence in crossing),
        "sentences": len(crossing),
        "followed": _followed(answer),
        "right": holds(" ".join(shown), answers),
        "unheld": [
            u
            for s in answer.sentences
            if s.original
            for u in unheld_amounts(fold(s.text), spelled_years(fold(s.original)))
        ],
        "short": answer.short.text if answer.short else "",
        "shown": [[s.support, s.text, s.original] for s in answer.sentences],
        "gloss": [list(pair) for s in crossing for pair in s.gloss],
        "note": answer.note,
        "seconds": round(seconds, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _followed(answer: Answer) -> bool:
    """Return whether an asker who reads one language can follow: a short answer in it, a translation or a gloss."""
    if answer.short is not None and answer.short.language == answer.language:
        return True
    return all(
        detect_language(sentence.text) == answer.language or bool(sentence.gloss)
        for sentence in answer.sentences
    )


def main() -> None:
    """Ask, or report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("questions", type=Path, nargs="?")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--drafts", type=int, default=1)
    parser.add_argument("--report", type=Path, nargs="+")
    arguments = parser.parse_args()
    if arguments.report:
        report(
            [json.loads(line) for path in arguments.report for line in path.read_text("utf-8").splitlines()]
        )
        return
    rows = [json.loads(line) for line in arguments.questions.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row.get("crosses", True) and row.get("answerable", True)][
        :: arguments.every
    ]
    settings = kotae.Settings.model_validate(
        {
            "generation": {
                "backend": "local",
                "threads": 1,
                "timeout_s": 240,
                "translate_into": "both",
                "drafts": arguments.drafts,
            }
        }
    )
    done = set()
    if arguments.save.is_file():
        lines = arguments.save.read_text(encoding="utf-8").splitlines()
        done = {(one["id"], one["generate"]) for one in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as temporary, arguments.save.open("a", encoding="utf-8") as out:
        kotae.build(arguments.folder, Path(temporary), settings=settings)
        with kotae.open(Path(temporary), settings=settings) as knowledge_base:
            knowledge_base.ask(rows[0]["text"])  # loads the models of reading
            for row in rows:
                for generate in (False, True):
                    if (row["_id"], generate) not in done:
                        said = asked(knowledge_base, row, generate=generate)
                        print(json.dumps(said, ensure_ascii=False), file=out, flush=True)


def report(rows: Sequence[dict[str, object]]) -> None:
    """Print the table and write the record."""
    figures: dict[str, dict[str, float | int]] = {}
    for language in ("en", "ja"):
        for generate in (False, True):
            chosen = [row for row in rows if (row["language"], row["generate"]) == (language, generate)]
            crossing = [row for row in chosen if row["crosses"] and row["answered"]]
            if crossing:
                name = f"{language}, {'with' if generate else 'without'} a writer"
                figures[name] = _figures(chosen, crossing)
    for name, row in figures.items():
        print(name, json.dumps(row))
    record(
        _FOLDER,
        command="python -m benchmarks.translation.ask corpus … --save FILE.jsonl; … --report FILE.jsonl",
        on="twenty plain questions over the shipped corpus, ten a language, each asked of the documents in the other; one "
        "thread of a machine with AVX2 only and much other work: times are of the processor",
        figures=figures,
        settings={
            "generation.backend": "local",
            "generation.threads": 1,
            "generation.translate_into": "both",
            "model": "qwen2.5-coder-1.5b-instruct Q4_K_M",
        },
    )


def _figures(
    chosen: Sequence[dict[str, object]], crossing: Sequence[dict[str, object]]
) -> dict[str, float | int]:
    def share(key: str) -> float:
        return round(float(np.mean([bool(row[key]) for row in crossing])), 3)

    seconds = [float(str(row["seconds"])) for row in crossing]
    sentences = sum(int(str(row["sentences"])) for row in crossing)
    translated = sum(int(str(row["translated"])) for row in crossing)
    return {
        "asked": len(chosen),
        "answered across": len(crossing),
        "every sentence in the asker's language": share("own"),
        "sentences translated": round(translated / max(1, sentences), 3),
        "can be followed": share("followed"),
        "right": share("right"),
        "figures not in the quotes": sum(bool(row["unheld"]) for row in crossing),
        "seconds of one core, median": round(float(np.median(seconds)), 1),
        "seconds of one core, 95 %": round(float(np.quantile(seconds, 0.95)), 1),
        "memory, MB": max(int(str(row["memory_mb"])) for row in chosen),
    }


if __name__ == "__main__":
    main()
