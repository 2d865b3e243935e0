"""What every rule of answering is worth: the questions of some folders asked again without it, where it had a say.

    python -m benchmarks.answers.ablate PACK.txt …

Everything is asked once with all rules; a rule that would have said something else if it were away is noted with the question.
Then each rule is taken away in turn and those questions are asked again. Readings don't change with the rules and are kept, so
that a rule costs seconds. What a rule changes in no folder but the one it was made for, nothing defends.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest import mock

import kotae
from benchmarks.answers.folders import outcome_of
from benchmarks.libraries.folder import write_folder
from benchmarks.libraries.packs import Question, read_pack
from kotae.answering import Answerer, closer, evidence, examining, held, quoting
from kotae.answering.narrowing import part_of
from kotae.pipeline import KnowledgeBase
from kotae.reader import Reader, Reading
from kotae.records import Passage

_READ: Final = Reader.read


def _no(*_: object, **__: object) -> bool:
    return False


def _none(*_: object, **__: object) -> None:
    return None


# Where a rule is called, its name there, and what stands in its place when it is away.
RULES: Final[dict[str, tuple[Any, str, Callable[..., Any]]]] = {
    "a price without an amount": (examining, "leaves_amount_out", _no),
    "another measure, no hour": (examining, "tells_another_value", _no),
    "another month": (examining, "of_another_month", _no),
    "another day of the week": (examining, "of_another_weekday", _no),
    "another season, colour, side": (examining, "of_another_kind", _no),
    "sentences of another kind or year": (
        evidence,
        "of_the_kind_asked_for",
        lambda _, texts: list(range(len(texts))),
    ),
    "beginnings told": (evidence, "telling_beginnings", lambda _, texts: list(range(len(texts)))),
    "the words of lines alike": (
        evidence,
        "_likeliest",
        lambda _, reading, places, __: max(places, key=lambda place: (reading.sentences[place], -place)),
    ),
    "totals of several": (closer, "_told_of_one", lambda _, ordered, **__: ordered),
    "another branch": (examining, "sibling_asked_for", _no),
    "a name told of elsewhere": (examining, "told_elsewhere", _no),
    "another count's column": (examining, "of_other_counts", _no),
    "the row asked for": (closer, "row_asked_for", _none),
    "the cell asked for": (closer, "in_cell_asked_for", lambda _, chosen, **__: chosen),
    "what is named first": (closer, "about_what_is_named", lambda _, found: (tuple(found), ())),
    "the article or row named": (evidence, "narrowed", lambda _, passage: (0, passage)),
    "the field's form": (evidence, "part_about", lambda _, passage, place: part_of(passage, place, place)),
    "dates as they are written": (evidence, "in_words_of", lambda question, *_: question.text),
    "lists of open questions": (evidence, "left_open", lambda _: frozenset()),
    "questions in passing": (evidence, "asked_in_passing", lambda _: frozenset()),
    "numbers of things": (held, "numbers_lacking", lambda *_, **__: ()),
    "neighbours quoted": (quoting, "_with_neighbours", lambda _, __, places: places),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, what became of it with all rules, and those of them that had a say."""

    library: KnowledgeBase
    question: Question
    outcome: str
    said: frozenset[str]


class _Kept:
    """Reads every passage once for a question."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Passage], Reading] = {}

    def read(self, reader: Reader, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        new = [one for one in passages if (question, one) not in self._known]
        if new:
            keys = [(question, one) for one in new]
            self._known.update(zip(keys, _READ(reader, question, new), strict=True))
        return tuple(self._known[question, one] for one in passages)


class _Spies:
    """Notes which rules would have said something else if they were away."""

    def __init__(self) -> None:
        self.said: set[str] = set()

    def around(self, name: str, rule: Callable[..., Any], without: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            found = rule(*given, **named)
            if found != without(*given, **named):
                self.said.add(name)
            return found

        return call


def worth(packs: Sequence[Path]) -> Iterator[tuple[str, int, Counter[str]]]:
    """Yield for every rule on how many questions it had a say, and what became of them without it (before → after).

    The first, without a name, is what became of all questions with all rules.
    """
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kept = _Kept()
        stack.enter_context(mock.patch.object(Reader, "read", lambda *given: kept.read(*given)))
        stack.enter_context(mock.patch.object(Answerer, "_glossed", lambda *given: given[-1]))
        asked = [one for pack in packs for one in _asked(pack, work / pack.stem, stack)]
        yield "", len(asked), Counter(one.outcome for one in asked)
        for name, (room, called, without) in RULES.items():
            heard = [one for one in asked if name in one.said]
            with mock.patch.object(room, called, without):
                after = [outcome_of(one.question, one.library.ask(one.question.text)) for one in heard]
            pairs = zip(heard, after, strict=True)
            yield (
                name,
                len(heard),
                Counter(f"{one.outcome} → {now}" for one, now in pairs if now != one.outcome),
            )


def _asked(pack: Path, folder: Path, stack: ExitStack) -> list[_Asked]:
    """Return what became of a pack's questions with all rules; its library stays open as long as the stack."""
    documents, spies, found = read_pack(pack), _Spies(), []
    write_folder(documents, folder / "papers")
    kotae.build(folder / "papers", folder / "index")
    library = stack.enter_context(kotae.open(folder / "index"))
    with ExitStack() as watched:
        for name, (room, called, without) in RULES.items():
            spy = spies.around(name, getattr(room, called), without)
            watched.enter_context(mock.patch.object(room, called, spy))
        for question in (one for document in documents for one in document.questions):
            spies.said.clear()
            outcome = outcome_of(question, library.ask(question.text))
            found.append(_Asked(library, question, outcome, frozenset(spies.said)))
    return found


def main() -> None:
    """Ask, and print a line for every rule."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    for rule, asked, changed in worth(parser.parse_args().packs):
        counts = ", ".join(f"{what} {count}" for what, count in sorted(changed.items()))
        print(f"{rule or 'all rules'}: {asked} questions; {counts or 'nothing changes'}", flush=True)


if __name__ == "__main__":
    main()
