"""Libraries asked twice: by questions that rules make of them, and by those that people wrote.

    python -m benchmarks.selftest.ask PACK.txt … --rows rows.jsonl [--questions 100]

One file is one library. A row a question: library, whether it was made or asked by a person, direction, whether an answer
exists, whether the first quote is it, and the confidence. Rows are added to the file; what is in it already isn't
asked again.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import kotae
from benchmarks.answers.libraries import ask_libraries
from benchmarks.libraries.packs import read_pack
from kotae.selftest.correction import Observed

__all__ = ["Row", "ask", "name_of", "read_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a library.

    Attributes:
        library: Of which file.
        document: Its number in the file, from 1.
        made: Whether a rule made it; else a person did.
        direction: Question → document language.
        answerable: Whether the library holds an answer.
        right: Whether the first quote is it.
        confidence: In [0, 1].
        kind: Of a made question: what it was made of, or what was exchanged in it.
        text: As asked.
    """

    library: str
    document: int
    made: bool
    direction: str
    answerable: bool
    right: bool
    confidence: float
    kind: str
    text: str

    @property
    def observed(self) -> Observed:
        """As the correction sees it."""
        return Observed(self.direction, self.answerable, self.right, self.confidence)


def name_of(pack: Path) -> str:
    """Return what a library is called: its file's name, with the folder's."""
    return f"{pack.parent.name}/{pack.stem}"


def ask(pack: Path, *, questions: int, asked: bool = True) -> Iterator[Row]:
    """Yield what comes of the questions made of a library, then of those that people wrote.

    Args:
        pack: The library.
        questions: How many are made at most; with 0 only those that people wrote are asked.
        asked: Whether those that people wrote are asked, too.
    """
    if questions:
        yield from _made(pack, questions)
    if not asked:
        return
    numbers = {
        question.text: number
        for number, document in enumerate(read_pack(pack), start=1)
        for question in document.questions
    }
    for asked in ask_libraries([pack]):
        yield Row(
            library=name_of(pack),
            document=numbers[asked.text],
            made=False,
            direction=asked.direction,
            answerable=asked.answer is not None,
            right=asked.right,
            confidence=asked.confidence,
            kind="",
            text=asked.text,
        )


def _made(pack: Path, questions: int) -> Iterator[Row]:
    """Yield what comes of the questions that rules make of a library."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, document in enumerate(read_pack(pack), start=1):
            name = re.sub(r"\W+", "_", document.title)[:40]
            (corpus / f"{number:02}_{name}.txt").write_text(
                f"{document.title}\n\n{document.text}\n", encoding="utf-8"
            )
        kotae.build(corpus=corpus, index=Path(folder, "index"))
        with kotae.open(Path(folder, "index")) as knowledge:
            health = knowledge.selftest(questions=questions, keep=False)
        for one in health.tested:
            question = one.question
            yield Row(
                library=name_of(pack),
                document=int(question.document.path[:2]),
                made=True,
                direction=question.direction,
                answerable=question.answerable,
                right=one.right,
                confidence=one.confidence,
                kind=question.exchanged or question.kind,
                text=question.text,
            )


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file; none where it isn't there."""
    if not path.exists():
        return []
    return [Row(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask the libraries that the file doesn't hold yet."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=100)
    given = parser.parse_args(arguments)
    # Each kind of questions of a library is asked once: a run that was cut short goes on where it stopped.
    known = {(row.library, row.made) for row in read_rows(given.rows)}
    for pack in given.packs:
        asked = (name_of(pack), False) not in known
        questions = 0 if (name_of(pack), True) in known else given.questions
        if not asked and not questions:
            continue
        rows = list(ask(pack, questions=questions, asked=asked))
        with given.rows.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        print(
            f"{name_of(pack)}: {sum(row.made for row in rows)} made, {sum(not row.made for row in rows)} asked",
            flush=True,
        )


if __name__ == "__main__":
    main()
