"""How near do translations come to a translator's, and which of them are shown? Sentence pairs, with the whole chain of checks.

    python -m benchmarks.translation.references PAIRS.jsonl … --into en|ja --save FILE.jsonl [--most N] [--model FILE.gguf]
    python -m benchmarks.translation.references --again FILE.jsonl …        # stored drafts, judged anew without a model
    python -m benchmarks.translation.references --report FILE.jsonl …

PAIRS.jsonl: one object a line with ``id``, ``ja``, ``en``; of each file ``--most`` lines are taken, evenly spread. One thread,
greedy; seconds are of the processor. A run that was cut off goes on. ``--save`` keeps each draft for reading.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sacrebleu.metrics import CHRF

from benchmarks.record import record
from kotae.answering.answerer import Answerer
from kotae.answering.council.amounts import unheld_amounts
from kotae.answering.generators import (
    Draft,
    GenerationSettings,
    Generator,
    StatementTask,
    TranslationTask,
    WritingTask,
    load_generator,
)
from kotae.answering.rendering.figures import spelled_years
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.translation import Translator
from kotae.folding import fold
from kotae.pipeline.opened.reading import shared_reader
from kotae.records import AnswerSentence, Citation, DocumentInfo, Language
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

_FOLDER = Path(__file__).parent
_DOCUMENT = DocumentInfo(id="d", title="", path="d.txt", language="ja")
_CITED = (Citation(start=0, end=1, document=_DOCUMENT, quote="x"),)


class Kept:
    """Passes tasks on to a model and keeps what it wrote.

    Args:
        generator: The model.
    """

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.drafts: list[tuple[TranslationTask, Draft]] = []

    def write(self, task: WritingTask) -> Iterator[str]:
        """Yield what the model writes."""
        return self._generator.write(task)

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        """Return what the model finds of a sentence."""
        return self._generator.agreement(sentence, sources)

    def translate(self, task: TranslationTask) -> Draft:
        """Return the model's draft."""
        draft = self._generator.translate(task)
        self.drafts.append((task, draft))
        return draft

    def state(self, task: StatementTask) -> Draft:
        """Return the model's sentence."""
        return self._generator.state(task)


class Replayed:
    """Gives drafts that were written before, one after the other."""

    def __init__(self) -> None:
        self.drafts: Iterator[Draft] = iter(())

    def translate(self, task: TranslationTask) -> Draft:
        """Return the next draft."""
        return next(self.drafts)

    def state(self, task: StatementTask) -> Draft:
        """Return nothing."""
        return Draft(text="")

    def write(self, task: WritingTask) -> Iterator[str]:
        """Yield nothing."""
        yield from ()

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        """Return nothing."""
        return None


def judge_again(paths: Sequence[Path]) -> None:
    """Judge the drafts of saved files by the present checks, and say in them which are shown."""
    replayed = Replayed()
    translator = make_translator(replayed)
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            replayed.drafts = iter(
                Draft(text=text, certainty=certainty)
                for text, certainty in zip(row["drafts"], row["certainty"], strict=True)
            )
            target: Language = row["target"]
            source: Language = "en" if target == "ja" else "ja"
            said = translator.translated(_quote(row["source"], source, target), source=source, target=target)
            row["shown"] = said.text if said else ""
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _quote(text: str, source: Language, target: Language) -> AnswerSentence:
    """Return a sentence as an answer would quote it, with its gloss."""
    table, analyzer = TranslationTable.load(), Analyzer(Segmenter())
    words = gloss(text, source=source, target=target, analyzer=analyzer, table=table, aid=load_aid())
    return AnswerSentence(text=text, citations=_CITED, support="quoted", gloss=words)


def make_translator(generator: Generator) -> Translator:
    """Return what puts quotes into the other language, with the checks of answers."""
    analyzer, table, aid = Analyzer(Segmenter()), TranslationTable.load(), load_aid()
    return Translator(
        generator=generator,
        council=Answerer(reader=shared_reader, analyzer=analyzer, table=table).council,
        analyzer=analyzer,
        names=aid,
        adequacy=Adequacy(analyzer=analyzer, table=table, dictionary=aid),
    )


def pairs(paths: Sequence[Path], most: int) -> Iterator[dict[str, str]]:
    """Yield the pairs of each file, ``most`` of it at equal distances."""
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield from rows[:: max(1, len(rows) // most)][:most]


def translated(
    row: dict[str, str], kept: Kept, translator: Translator, target: Language
) -> dict[str, object]:
    """Return what came of a sentence, in plain values."""
    source: Language = "en" if target == "ja" else "ja"
    kept.drafts.clear()
    began = time.process_time()
    said = translator.translated(_quote(row[source], source, target), source=source, target=target)
    return {
        "id": row["id"],
        "target": target,
        "source": row[source],
        "reference": row.get(target, ""),
        "asked": [task.text for task, _ in kept.drafts],
        "drafts": [draft.text for _, draft in kept.drafts],
        "certainty": [draft.certainty for _, draft in kept.drafts],
        "tokens": sum(draft.tokens for _, draft in kept.drafts),
        "shown": said.text if said else "",
        "unheld": list(unheld_amounts(fold(said.text), spelled_years(fold(row[source])))) if said else [],
        "seconds": round(time.process_time() - began, 2),
    }


def main() -> None:
    """Translate, or report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path, nargs="*")
    parser.add_argument("--into", choices=("en", "ja"))
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--model", default="")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--again", type=Path, nargs="+")
    parser.add_argument("--report", type=Path, nargs="+")
    parser.add_argument("--record", default="results_references", help="the record's name")
    arguments = parser.parse_args()
    if arguments.again:
        judge_again(arguments.again)
    if arguments.report:
        report(arguments.report, arguments.record)
    if arguments.again or arguments.report:
        return
    settings = GenerationSettings(backend="local", model=arguments.model, threads=1, timeout_s=600)
    kept = Kept(load_generator(settings))
    translator = make_translator(kept)
    lines = arguments.save.read_text(encoding="utf-8").splitlines() if arguments.save.is_file() else []
    done = {json.loads(line)["id"] for line in lines}
    with arguments.save.open("a", encoding="utf-8") as out:
        for row in pairs(arguments.pairs, arguments.most):
            if row["id"] not in done:
                said = translated(row, kept, translator, arguments.into)
                print(json.dumps(said, ensure_ascii=False), file=out, flush=True)


def report(paths: Sequence[Path], name: str) -> None:
    """Print the table and write the record; a file is one model in one direction, and named after it."""
    figures = {}
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        figures[path.stem] = _figures(rows)
        print(path.stem, json.dumps(figures[path.stem]))
    record(
        _FOLDER,
        command="python -m benchmarks.translation.references PAIRS.jsonl --into en --save FILE.jsonl; … --report FILE.jsonl",
        on="sentences of the JEC basic sentence data (CC BY 3.0) with a translator's English or Japanese; one thread of a "
        "machine shared with much other work: seconds are of the processor",
        figures=figures,
        name=name,
    )


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _figures(rows: Sequence[dict[str, object]]) -> dict[str, float | int]:
    shown = [row for row in rows if row["shown"]]

    def likeness(chosen: Sequence[dict[str, object]], key: str) -> float:
        with_reference = [row for row in chosen if row["reference"]]
        if not with_reference:
            return float("nan")
        said, wanted = ([_text(row[name]) for row in with_reference] for name in (key, "reference"))
        return round(float(CHRF().corpus_score(said, [wanted]).score), 1)

    chrf = {
        "chrF of all drafts": likeness(rows, "drafts"),
        "chrF of those shown": likeness(shown, "shown"),
        "chrF of the drafts not shown": likeness([row for row in rows if not row["shown"]], "drafts"),
    }
    return {
        "sentences": len(rows),
        "shown": len(shown),
        **(chrf if any(row["reference"] for row in rows) else {}),
        "figures not in the original": sum(bool(row["unheld"]) for row in shown),
        "tokens a sentence": round(float(np.mean([float(str(row["tokens"])) for row in rows])), 1),
        "seconds of one core a sentence, median": round(
            float(np.median([float(str(row["seconds"])) for row in rows])), 1
        ),
    }


if __name__ == "__main__":
    main()
