"""What a newcomer sees: a folder of ten papers, sixty plain questions, then sixty more files beside them.

Run from the repository: ``python -m benchmarks.newcomer.run [-v] [--record]``.

The same questions are asked twice: over the ten papers of an organ builder alone, and with sixty
files about something else in the same folder (the sections of the shipped corpus). Nothing in
either answers the questions without an answer, so the second row should be the first again.
"""

import argparse
import json
import re
import shutil
import tempfile
import unicodedata
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import Final

from pydantic import BaseModel

import kotae
from benchmarks.record import record
from kotae.records import Answer, Language

HERE: Final = Path(__file__).resolve().parent
CORPUS: Final = HERE.parents[1] / "corpus"
_UNRELATED: Final = 60
_OUTCOMES: Final = ("right", "wrong", "wrongly refused", "refused", "invented")


class Question(BaseModel, extra="forbid", frozen=True):
    """One row of ``questions.jsonl``.

    Attributes:
        question: As a person would type it.
        language: The language it is asked in.
        answer: Verbatim from the document; None where no paper answers it.
        document: The file that holds the answer; None where no paper does.
    """

    question: str
    language: Language
    answer: str | None
    document: str | None


def main() -> None:
    """Ask everything twice and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every question that went wrong")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    table: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "documents")
        shutil.copytree(HERE / "documents", folder)
        table |= ask_all(folder, verbose=arguments.verbose)
        add_unrelated(folder)
        table |= ask_all(folder, verbose=arguments.verbose)
    for name, row in table.items():
        print(name, row)
    if arguments.record:
        record(
            HERE,
            command="python -m benchmarks.newcomer.run --record",
            on="ten papers of an organ builder, sixty questions; then sixty unrelated files beside them",
            figures=table,
        )


def read_questions() -> tuple[Question, ...]:
    """Return the questions in file order."""
    lines = (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Question.model_validate(json.loads(line)) for line in lines)


def ask_all(folder: Path, *, verbose: bool) -> dict[str, dict[str, int]]:
    """Build the index of a folder, ask all questions, and return a row of the table for each language."""
    report = kotae.build(folder, folder.parent / "index")
    outcomes: Counter[tuple[Language, str]] = Counter()
    with kotae.open(folder.parent / "index") as knowledge:
        for question in read_questions():
            answer = knowledge.ask(question.question)
            outcome = judge(question, answer)
            outcomes[question.language, outcome] += 1
            if verbose and outcome not in ("right", "refused"):
                print(f"{outcome}: {question.question} | {question.answer} | {answer.text!r}")
    return {
        f"{report.documents} files, {language}": {
            outcome: outcomes[language, outcome] for outcome in _OUTCOMES
        }
        for language in ("ja", "en")
    }


def judge(question: Question, answer: Answer) -> str:
    """Return what became of a question; right means that the first sentence, or what it cites, holds the answer."""
    if question.answer is None:
        return "refused" if answer.status == "not_found" else "invented"
    if answer.status == "not_found" or not answer.sentences:
        return "wrongly refused"
    first = answer.sentences[0]
    said = " ".join([first.text, *(citation.quote for citation in first.citations)])
    return "right" if _plain(question.answer) in _plain(said) else "wrong"


def _plain(text: str) -> str:
    return re.sub(r"[\s,、。，．.「」『』\"'’“”]", "", unicodedata.normalize("NFKC", text)).casefold()


def add_unrelated(folder: Path) -> None:
    """Write sixty files that have nothing to do with the questions, both languages in turn."""
    pairs = zip_longest(sections("ja"), sections("en"))
    texts = [text for pair in pairs for text in pair if text is not None]
    for number, text in enumerate(texts[:_UNRELATED], start=1):
        (folder / f"unrelated-{number:02}.md").write_text(text, encoding="utf-8")


def sections(language: Language) -> list[str]:
    """Return the sections of the shipped corpus, in file order, each under its own title."""
    found: list[str] = []
    for path in sorted((CORPUS / language).rglob("*.md")):
        _, _, body = path.read_text(encoding="utf-8").rpartition("\n---\n")
        found += ["# " + section for section in re.split(r"^## ", body, flags=re.MULTILINE)[1:]]
    return found


if __name__ == "__main__":
    main()
