"""Candidates that lack a word of the question: told apart by what other papers say, else by the reader."""

from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from statistics import median
from typing import Final

from kotae.answering.evidence import PassageReader
from kotae.gathering.candidates import Candidate
from kotae.gathering.looseness import measuring, names_something
from kotae.gathering.sorting import Sorting
from kotae.gathering.wish import Wish
from kotae.reader import Reading
from kotae.records import Passage, Sentence

__all__ = ["Decided", "decide", "missing_words"]

# How far below what the certain ones get the reader may be; wide, for it is compared with the same question's others.
_BELOW_CERTAIN: Final = 3.0
# Enough for a steady median; each is read as long as one that has to be decided.
_MOST_CERTAIN: Final = 16
# In log-odds: there the reader finds an answer as likely as none.
_FLOOR: Final = 0.0
_ASKS: Final = {
    "money": ("いくらですか", "How much is"),
    "date": ("いつですか", "When is"),
    "count": ("いくつですか", "How many are"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A candidate that is a row; ``sure`` where every word was met."""

    candidate: Candidate
    sure: bool


def missing_words(
    wish: Wish, candidates: Sequence[Candidate], *, met: Set[str] = frozenset()
) -> tuple[str, ...]:
    """Return the words that no candidate meets and that name something: then there is nothing to list.

    Args:
        wish: What is wanted.
        candidates: What can be rows.
        met: Terms met besides, in anything that was read.
    """
    if wish.names_things and candidates:
        return ()  # what is named was found, whatever its papers call the rest
    met = met | {term for candidate in candidates for term in candidate.met}
    measure = measuring(*wish.kinds[:1])
    return tuple(
        dict.fromkeys(
            word.surface
            for word in wish.words
            if word.term not in met
            and names_something(word, wish.question.text)
            and not measure(word.surface)
        )
    )


def decide(
    wish: Wish,
    candidates: Sequence[Candidate],
    reader: Callable[[], PassageReader],
    *,
    compounds: Set[str] = frozenset(),
) -> list[Decided]:
    """Return the candidates that are rows, in order.

    A word that is met as a name or a value in one paper tells papers apart: one that lacks it is about something else. Of the
    rest, those that lack a word are read.

    Args:
        wish: What is wanted.
        candidates: In order.
        reader: Reads those that can't be told otherwise.
        compounds: As :attr:`kotae.gathering.concepts.Concepts.compounds`.
    """
    candidates = _totals_of_papers(candidates) if wish.totals else candidates
    sorting = Sorting(wish, candidates, compounds)
    kinds = [sorting.of(candidate) for candidate in candidates]
    certain = [one for one, kind in zip(candidates, kinds, strict=True) if kind == "sure"]
    taken = {id(one) for one, kind in zip(candidates, kinds, strict=True) if kind == "taken"}
    unsure = [
        (one, kind == "named")
        for one, kind in zip(candidates, kinds, strict=True)
        if kind in ("named", "open")
    ]
    if unsure:
        taken |= {at for at, right in _read(wish, unsure, certain, reader).items() if right}
    sure = {id(one) for one in certain}
    return [
        Decided(candidate=candidate, sure=id(candidate) in sure)
        for candidate in candidates
        if id(candidate) in sure | taken
    ]


def _totals_of_papers(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The lines of totals alone, of papers where they say as much of the question as the lines they put together."""
    said: dict[str, set[str]] = defaultdict(set)
    for one in candidates:
        if not one.total:
            said[one.document.info.id] |= set(one.met)
    whole = {
        one.document.info.id for one in candidates if one.total and said[one.document.info.id] <= set(one.met)
    }
    return [one for one in candidates if one.total == (one.document.info.id in whole)]


def _read(
    wish: Wish,
    unsure: Sequence[tuple[Candidate, bool]],
    certain: Sequence[Candidate],
    reader: Callable[[], PassageReader],
) -> dict[int, bool]:
    """Return of each candidate whether the reader finds the answer in it about as well as in the certain ones."""
    asked = _singular(wish)
    measure = list(certain[:: max(1, len(certain) // _MOST_CERTAIN)])[:_MOST_CERTAIN]
    readings = reader().read(
        asked, [_passage(candidate) for candidate in (*measure, *(one for one, _ in unsure))]
    )
    known = [reading.answers for reading in readings[: len(measure)]]
    # The median says where the certain ones lie, the lowest eighth that some of them are read badly as well.
    floor = min(median(known) - _BELOW_CERTAIN, sorted(known)[len(known) // 8], _FLOOR) if known else _FLOOR
    return {
        id(candidate): _points_at(candidate, reading)
        if named and candidate.record.kind == "row"
        else reading.answers >= floor
        for (candidate, named), reading in zip(unsure, readings[len(measure) :], strict=True)
    }


def _points_at(candidate: Candidate, reading: Reading) -> bool:
    """Whether the reader, asked for one of several alike in a row, points at the one chosen."""
    amount = candidate.amount
    return amount is not None and reading.start < amount.end and reading.end > amount.start


def _singular(wish: Wish) -> str:
    """Return the question as it would be asked of one paper alone."""
    words = list(dict.fromkeys(word.surface for word in wish.words))
    if not words:
        return wish.question.text
    kind = wish.kinds[0] if wish.kinds else ""
    ja, en = _ASKS.get(kind, ("何ですか", "What is"))
    return f"{'の'.join(words)}は{ja}。" if wish.question.language == "ja" else f"{en} the {' '.join(words)}?"


def _passage(candidate: Candidate) -> Passage:
    """Return what is read of a candidate: its row or sentence, under its title."""
    document, unit = candidate.document, candidate.unit
    text = document.text[unit.start : unit.end]
    language = document.info.language
    sentence = Sentence(start=unit.start, end=unit.end, language=language)
    return Passage(
        document=document.info,
        start=unit.start,
        end=unit.end,
        text=text,
        sentences=(sentence,),
        language=language,
        heading=candidate.record.heading,
    )
