"""Ask each question in both languages and see whether the same stretch of the same document is quoted.

python -m benchmarks.twins.measure [--unseen] [--only LIBRARY] [--misses] [--record]
"""

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import kotae
from benchmarks.answers.libraries import plain
from benchmarks.libraries.packs import Document, read_pack
from benchmarks.record import record
from benchmarks.twins.causes import CAUSES, cause
from kotae.config import Settings
from kotae.language import detect_language
from kotae.records import Answer

__all__ = ["Twin", "came_of", "figures", "read_twins", "why"]

BENCHMARKS: Final = Path(__file__).resolve().parent.parent
PACKS: Final = {
    name: BENCHMARKS / "libraries" / f"{name}.txt"
    for name in ("ice_rink", "salt_works", "ropeway", "seed_bank")
} | {
    "small_papers": BENCHMARKS / "translation" / "small_papers.txt",
    "dry_cleaner": BENCHMARKS / "twins" / "dry_cleaner.txt",
    "planetarium": BENCHMARKS / "twins" / "planetarium.txt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A question in two languages.

    Attributes:
        library: Where it is asked.
        texts: As it stands in the library's file, and in the other language.
        language: Of the document that answers it.
        answer: The words wanted.
    """

    library: str
    texts: tuple[str, str]
    language: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a twin.

    Attributes:
        twin: It.
        answers: Of both.
        outcome: ``"same"``: the first quotes meet; ``"other"``: they don't; ``"one refused"``, ``"both refused"``.
        right: Of each, whether the first quote holds the words wanted.
    """

    twin: Twin
    answers: tuple[Answer, Answer]
    outcome: str
    right: tuple[bool, bool]


def read_twins(path: Path) -> dict[str, list[Twin]]:
    """Return the twins of a file by library.

    Raises:
        ValueError: A line has no twin, both are in one language, or its question doesn't stand in the library's file.
    """
    found: dict[str, list[Twin]] = defaultdict(list)
    library, known = "", dict[str, tuple[str, str]]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("== "):
            library = line[3:].strip()
            known = _questions(read_pack(PACKS[library]))
        elif line and not line.startswith("#"):
            first, _, second = line.partition(" | ")
            if first not in known or detect_language(first) == detect_language(second):
                raise ValueError(f"{path}, line {number}: not a question of {library} with its twin: {line}")
            language, answer = known[first]
            found[library].append(
                Twin(library=library, texts=(first, second), language=language, answer=answer)
            )
    return dict(found)


def _questions(documents: Sequence[Document]) -> dict[str, tuple[str, str]]:
    return {
        question.text: (document.language, question.answer)
        for document in documents
        for question in document.questions
        if question.answer is not None
    }


def asked(library: str, twins: Sequence[Twin]) -> Iterator[Came]:
    """Yield what comes of the twins of a library."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, document in enumerate(read_pack(PACKS[library]), start=1):
            name = re.sub(r"\W+", "_", document.title)[:40]
            text = f"{document.title}\n\n{document.text}\n"
            (corpus / f"{number:02}_{name}.txt").write_text(text, encoding="utf-8")
        kotae.build(corpus, Path(folder, "index"))
        # All passages that are looked at are kept; what is answered is the same.
        shown = Settings().answering.most_read
        with kotae.open(Path(folder, "index")) as knowledge:
            for twin in twins:
                one, other = (knowledge.ask(text, top_k=shown) for text in twin.texts)
                yield came_of(twin, (one, other))


def came_of(twin: Twin, answers: tuple[Answer, Answer]) -> Came:
    """Return what came of a twin."""
    held = [bool(one.sentences) for one in answers]
    outcome = "one refused" if any(held) else "both refused"
    if all(held):
        outcome = "same" if _meet(*answers) else "other"
    wanted = plain(twin.answer)
    right = [bool(one.sentences) and wanted in plain(_first(one)) for one in answers]
    return Came(twin=twin, answers=answers, outcome=outcome, right=(right[0], right[1]))


def _first(answer: Answer) -> str:
    return " ".join((answer.sentences[0].text, *(cited.quote for cited in answer.sentences[0].citations)))


def _meet(one: Answer, other: Answer) -> bool:
    """Whether the first quotes share a stretch of a document."""
    return any(
        cited.document.id == against.document.id and cited.start < against.end and against.start < cited.end
        for cited in one.sentences[0].citations
        for against in other.sentences[0].citations
    )


def figures(came: Sequence[Came]) -> dict[str, float]:
    """Return shares of some twins: the same evidence, and right by whether the question crosses.

    Args:
        came: What came of them, at least one.
    """
    counts = Counter(one.outcome for one in came)
    own, crossed = list[bool](), list[bool]()
    for one in came:
        for text, right in zip(one.twin.texts, one.right, strict=True):
            (own if detect_language(text) == one.twin.language else crossed).append(right)
    answered = counts["same"] + counts["other"]
    found: Mapping[str, float] = {
        "twins": len(came),
        "same": (counts["same"] + counts["both refused"]) / len(came),
        "same, of those answered both times": counts["same"] / max(1, answered),
        "other": counts["other"] / len(came),
        "one refused": counts["one refused"] / len(came),
        "both refused": counts["both refused"] / len(came),
        "right within": sum(own) / max(1, len(own)),
        "right across": sum(crossed) / max(1, len(crossed)),
    }
    return {name: round(value, 3) for name, value in found.items()}


def why(came: Sequence[Came]) -> dict[str, dict[str, int]]:
    """Return how many of the twins that differ do so for which cause."""
    apart = [one for one in came if one.outcome in ("other", "one refused")]
    counts = Counter(cause(one.twin.texts, one.answers, one.right) for one in apart)
    return {name: {"twins": counts[name]} for name in CAUSES}


def main() -> None:
    """Ask, print and perhaps record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true", help="those of unseen.txt")
    parser.add_argument("--only", choices=PACKS)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    table, everything = dict[str, dict[str, float]](), list[Came]()
    file = "unseen.txt" if given.unseen else "twins.txt"
    for library, twins in read_twins(Path(__file__).parent / file).items():
        if given.only not in (None, library):
            continue
        came = list(asked(library, twins))
        everything += came
        table[library] = figures(came)
        print(library, table[library], flush=True)
        for one in came if given.misses else ():
            if one.outcome in ("other", "one refused"):
                print(
                    " ",
                    cause(one.twin.texts, one.answers, one.right),
                    one.right,
                    *one.twin.texts,
                    one.twin.answer,
                    sep=" | ",
                )
                print(
                    "     ",
                    *(_first(each)[:90] if each.sentences else "-" for each in one.answers),
                    sep=" | ",
                )
    table["all"] = figures(everything)
    causes = why(everything)
    print("all", table["all"], causes)
    name = "results_unseen" if given.unseen else "results"
    # Each a record of its own, for a table is shown by the name of its record.
    for kept, shown in ((name, {"twins": table}), (f"{name}_causes", {"causes": causes})):
        if given.record:
            record(
                Path(__file__).parent,
                command=f"python -m benchmarks.twins.measure {'--unseen ' if given.unseen else ''}--record",
                on=f"{len(everything)} questions over {len(table) - 1} libraries, each asked in Japanese and in English",
                figures=shown,
                name=kept,
            )


if __name__ == "__main__":
    main()
