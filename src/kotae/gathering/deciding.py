"""Candidates that lack a word of the question: told apart by what other papers say, else by the reader."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from kotae.answering.evidence import PassageReader
from kotae.gathering.candidates import Candidate
from kotae.gathering.looseness import head_of, is_verb, measuring, names_of, names_something
from kotae.gathering.papers_as_one import series_of
from kotae.gathering.wish import Wish
from kotae.languages import LANGUAGES
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
# Not all: one paper of a kind may have a title of its own.
_KIND_SHARE: Final = 0.9
# One paper with a number is no series yet.
_SERIES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A candidate that is a row; ``sure`` where every word was met."""

    candidate: Candidate
    sure: bool


def missing_words(wish: Wish, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return the words that no candidate meets and that name something: then there is nothing to list."""
    if wish.names_things and candidates:
        return ()  # what is named was found, whatever its papers call the rest
    met = {term for candidate in candidates for term in candidate.met}
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


class _Excused:
    """Which words a paper may lack because it has no title, and which names it has only a part of."""

    def __init__(self, wish: Wish, candidates: Sequence[Candidate]) -> None:
        self._asked = wish.question.language
        titled = [one for one in candidates if not one.untitled]
        self._kind: dict[str, frozenset[str]] = {}
        for language in LANGUAGES:
            own = [one for one in titled if one.document.info.language == language]
            # What nearly every title says is the kind of paper, not what one is about.
            counts = Counter(term for one in own for term in one.titled)
            self._kind[language] = frozenset(
                term for term, count in counts.items() if count >= _KIND_SHARE * len(own)
            )
        met = [frozenset(one.met) for one in candidates]
        self._names = [
            name
            for name in names_of(wish.words, wish.question.text)
            if any(terms.issuperset(name) for terms in met)
        ]

    def of(self, candidate: Candidate) -> frozenset[str]:
        """Return the words that a paper without a title may lack: its kind's, and the rest of a name its path shortens."""
        if not candidate.untitled:
            return frozenset()
        shortened = (name for name in self._names if name[0] in candidate.titled)
        return self._kind.get(candidate.document.info.language, frozenset()).union(*shortened)

    def other_name(self, candidate: Candidate) -> bool:
        """Whether a paper in the other language has a part of a name translated, and not the rest of it."""
        return candidate.document.info.language != self._asked and any(
            0 < sum(term in candidate.met for term in name) < len(name) for name in self._names
        )


def decide(wish: Wish, candidates: Sequence[Candidate], reader: Callable[[], PassageReader]) -> list[Decided]:
    """Return the candidates that are rows, in order.

    A word that is met as a name or a value in one paper tells papers apart: one that lacks it is about something else. Of the
    rest, those that lack a word are read.

    Args:
        wish: What is wanted.
        candidates: In order.
        reader: Reads those that can't be told otherwise.
    """
    candidates = _totals_of_papers(candidates) if wish.totals else candidates
    sorting = _Sorting(wish, candidates)
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


class _Sorting:
    """Which candidates are rows whatever the reader says, which never, and which it is asked about."""

    def __init__(self, wish: Wish, candidates: Sequence[Candidate]) -> None:
        self._wish = wish
        self._everywhere = {term for candidate in candidates for term in candidate.met}
        # A name tells papers apart wherever it stands, and is met by its sound in either language.
        self._names = {word.term for word in wish.words if word.is_name}
        self._telling = {term for candidate in candidates for term in candidate.values} | self._names
        self._naming = {term for candidate in candidates for term in candidate.labels} - self._telling
        self._verbs = {word.term for word in wish.words if is_verb(word, wish.question.text)}
        self._excused = _Excused(wish, candidates)
        # What no paper of a language says at all isn't said there otherwise: it only has no translation that is known.
        self._said: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        called: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        for candidate in candidates:
            self._said[candidate.document.info.language] |= set(candidate.met)
            called[candidate.document.info.language] |= candidate.called
        # What only measures is wanted of a paper where papers of its language call their values so.
        measure = measuring(*wish.kinds[:1])
        loose = {word.term for word in wish.words if measure(word.surface)}
        self._loose = {code: loose - called[code] for code in LANGUAGES}
        # Papers of one series are of one kind, whatever each calls itself: award letter G-2009, 助成決定通知 G-2010.
        self._head = head_of(wish.words, wish.question.text, measure)
        cells = {term for one in candidates if one.record.kind == "row" for term in one.values - one.titled}
        self._head -= cells  # what is a line of a table isn't what the paper is
        self._series = Counter(
            series
            for one in candidates
            if self._head <= set(one.met) and (series := series_of(one.document.info))
        )

    def of(self, candidate: Candidate) -> Literal["sure", "taken", "named", "open", "none"]:
        """Return what a candidate is: sure, a row that lacks a word, to be read (named: by its labels), or no row."""
        language = candidate.document.info.language
        lacking = self._everywhere - set(candidate.met) - self._loose[language]
        if not lacking:
            return "sure"
        # Half of a translated name is somebody else's.
        if self._excused.other_name(candidate):
            return "none"
        if not lacking - self._excused.of(candidate) or (
            lacking <= self._head and self._series[series_of(candidate.document.info)] >= _SERIES
        ):
            return "taken"
        # What no paper of a language says at all has no translation that is known, and tells none of them apart.
        if lacking & (self._names | (self._telling & self._said[language])):
            return "none"
        if self._wish.names_things or (not self._wish.kinds and lacking <= self._verbs):
            return "taken"
        named = lacking <= self._naming
        # The only amount of its kind in a row about the right thing is called otherwise there: 取得価格 for 購入金額.
        return "taken" if candidate.only and named else "named" if named else "open"


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
