"""Folders of real files, asked with ``kb.ask``: right, wrong, refused, by direction.

    python -m benchmarks.answers.folders PACK.txt … [--beside N] [-v]

One pack is one folder (:mod:`benchmarks.libraries.folder`). With ``--beside`` so many unrelated files lie in it as well: the
papers of the packs beside it in its own folder, in order of their names.

Right: answered, and the first sentence or what it cites holds the answer. Beside the shares of
:mod:`benchmarks.answers.libraries`, which looks at the first quote by itself, this counts what a person is shown.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import kotae
from benchmarks.answers.libraries import plain
from benchmarks.libraries.folder import write_folder
from benchmarks.libraries.packs import Question, read_pack
from kotae.records import Answer

__all__ = ["asked_folder", "outcome_of"]


def asked_folder(pack: Path, beside: int = 0) -> Iterator[tuple[str, Question, Answer]]:
    """Yield the direction (question → document language), the question and its answer for every question of a pack.

    Args:
        pack: Its papers are the folder.
        beside: How many papers of other packs lie in the folder as well.

    Raises:
        ValueError: The other packs have fewer papers.
    """
    documents = read_pack(pack)
    others = [
        paper for other in sorted(pack.parent.glob("*.txt")) if other != pack for paper in read_pack(other)
    ]
    if beside > len(others):
        raise ValueError(f"the packs beside {pack} have {len(others)} papers, not {beside}")
    with tempfile.TemporaryDirectory() as work:
        write_folder(documents, Path(work, "papers"))
        write_folder(others[:beside], Path(work, "papers", "others"))
        kotae.build(Path(work, "papers"), Path(work, "index"))
        with kotae.open(Path(work, "index")) as knowledge:
            for document in documents:
                for question in document.questions:
                    yield f"{question.language}→{document.language}", question, knowledge.ask(question.text)


def outcome_of(question: Question, answer: Answer) -> str:
    """Return what became of a question: right, wrong, wrongly refused; refused or answered where nothing answers it."""
    refused = not answer.sentences
    if question.answer is None:
        return "refused" if refused else "answered"
    if refused:
        return "wrongly refused"
    return "right" if plain(question.answer) in plain(shown(answer)) else "wrong"


def shown(answer: Answer) -> str:
    """Return the first sentence of an answer with what it cites; empty for a refusal."""
    if not answer.sentences:
        return ""
    first = answer.sentences[0]
    return " ".join((first.text, *(cited.quote for cited in first.citations)))


def main() -> None:
    """Ask everything, and print the counts by direction for every folder and all together."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--beside", type=int, default=0, help="how many unrelated files are put beside")
    parser.add_argument("-v", "--verbose", action="store_true", help="print everything that went wrong")
    given = parser.parse_args()
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for pack in given.packs:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for direction, question, answer in asked_folder(pack, given.beside):
            outcome = outcome_of(question, answer)
            for group in ("all", direction):
                found[group][outcome] += 1
                together[group][outcome] += 1
            if given.verbose and outcome not in ("right", "refused"):
                told = (f"{outcome} {answer.confidence:.2f} {direction}", question.text, question.answer)
                print(*told, repr(shown(answer)[:160]), sep=" | ", flush=True)
        _print(pack.stem, found)
    _print("together", together)


def _print(name: str, found: dict[str, Counter[str]]) -> None:
    for group, counts in sorted(found.items()):
        line = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
        print(f"{name} {group}: {line}", flush=True)


if __name__ == "__main__":
    main()
