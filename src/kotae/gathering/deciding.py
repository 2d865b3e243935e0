"""Candidates that lack a word of the question: told apart by what other papers say, else by the reader."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from kotae.answering.evidence import PassageReader
from kotae.gathering.matching import Candidate
from kotae.gathering.wish import Wish
from kotae.languages import LANGUAGES
from kotae.reader import Reading
from kotae.records import Passage, Sentence
from kotae.segmentation.analyzer import Word

__all__ = ["Decided", "decide", "missing_words"]

# How far below what the certain ones get the reader may be; wide, for it is compared with the same question's others.
_BELOW_CERTAIN: Final = 3.0
_MOST_CERTAIN: Final = 16
_FLOOR: Final = 0.0
_ASKS: Final = {
    "money": ("いくらですか", "How much is"),
    "date": ("いつですか", "When is"),
    "count": ("いくつですか", "How many are"),
}
_AUXILIARY: Final = re.compile(r"(?:もの|こと|場合|とき|額|件|数|量|率|分|別|中|者|さん|関する|関す|係る)\Z")
_DONE: Final = re.compile(r"(?:を)?(?:し(?!た?い)|する|され|させ|でき)")
_KIND_SHARE: Final = 0.9
_COST_EN: Final = re.compile(r"costs?(?: the)? (?:most|more|least|less)\b", re.IGNORECASE)
_VERB_EN: Final = re.compile(r"(?:ed|ing|held|led|made|paid|due|got|took)\Z", re.IGNORECASE)


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
    return tuple(
        dict.fromkeys(
            word.surface
            for word in wish.words
            if word.term not in met and _names_something(word, wish.question.text)
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
        self._names = [name for name in _names(wish) if any(terms.issuperset(name) for terms in met)]

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


def _names(wish: Wish) -> list[tuple[str, ...]]:
    """The names of several words that a question holds: capitalised neighbours, also with "of" between."""
    text, found = wish.question.text, list[list[Word]]()
    for word in wish.words:
        before = found[-1][-1] if found else None
        if not word.is_name or word.language != "en":
            found.append([word])
        elif (
            before is not None
            and before.is_name
            and re.fullmatch(r" (?:of )?", text[before.end : word.start])
        ):
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(word.term for word in group) for group in found if len(group) > 1]


def _names_something(word: Word, text: str) -> bool:
    if word.language == "ja":
        verb = _DONE.match(text, word.end)  # 担当した: what is done, which a paper can say otherwise
        return word.part_of_speech == "名詞" and not verb and not _AUXILIARY.search(word.surface)
    if _COST_EN.match(text, word.start):
        return False
    return not _VERB_EN.search(word.surface)


def decide(wish: Wish, candidates: Sequence[Candidate], reader: Callable[[], PassageReader]) -> list[Decided]:
    """Return the candidates that are rows, in order.

    A word that is met as a name or a value in one paper tells papers apart: one that lacks it is about something else. Of the
    rest, those that lack a word are read.

    Args:
        wish: What is wanted.
        candidates: In order.
        reader: Reads those that can't be told otherwise.
    """
    everywhere = {term for candidate in candidates for term in candidate.met}
    telling = {term for candidate in candidates for term in candidate.values}
    telling |= {
        word.term for word in wish.words if word.is_name
    }  # a name tells papers apart wherever it stands
    # What no paper of a language says at all isn't said there otherwise: it only has no translation that is known.
    said: dict[str, set[str]] = {code: set() for code in LANGUAGES}
    for candidate in candidates:
        said[candidate.document.info.language] |= set(candidate.met)
    excused = _Excused(wish, candidates)
    naming = {term for candidate in candidates for term in candidate.labels} - telling
    certain: list[Candidate] = []
    untitled: list[Candidate] = []
    open_: list[tuple[Candidate, bool]] = []
    for candidate in candidates:
        lacking = everywhere - set(candidate.met)
        if not lacking:
            certain.append(candidate)
        elif excused.other_name(candidate):
            continue
        elif not lacking - excused.of(candidate):
            untitled.append(candidate)
        elif not lacking & telling & said[candidate.document.info.language]:
            open_.append((candidate, lacking <= naming))
    # The only amount of its kind in a row about the right thing is called otherwise there: 取得価格 for 購入金額.
    read = {
        id(candidate): True for candidate, named in open_ if wish.names_things or (candidate.only and named)
    }
    read |= {id(candidate): True for candidate in untitled}
    if rest := [(candidate, named) for candidate, named in open_ if id(candidate) not in read]:
        read |= _read(wish, rest, certain, reader)
    sure = {id(candidate) for candidate in certain}
    return [
        Decided(candidate=candidate, sure=id(candidate) in sure)
        for candidate in candidates
        if id(candidate) in sure or read.get(id(candidate), False)
    ]


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
    return replace(
        Passage(
            document=document.info,
            start=unit.start,
            end=unit.end,
            text=text,
            sentences=(sentence,),
            language=language,
        ),
        heading=candidate.record.heading,
    )
