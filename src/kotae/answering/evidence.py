"""What the passages say to a question: sentences that answer it, best first, each with its place.

The reader reads the best passages, and more of them only while one that was found less well could still come first,
because every passage costs time. Passages are ordered by what it says of them, helped by how they were found; within
a passage it is the sentence in which the answer begins; the first of these is read once more by itself.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from kotae.answering.beginning_asked import telling_beginnings
from kotae.answering.instructions import gives_orders
from kotae.answering.kind_meant import of_the_kind_asked_for
from kotae.answering.narrowing import narrowed, part_about
from kotae.answering.open_questions import asked_in_passing, left_open, lines_of
from kotae.answering.settings import AnsweringSettings
from kotae.answering.table_rows import CELLS
from kotae.answering.told_to_say import asks_what_is_said, tells_to_say
from kotae.answering.wording import in_words_of
from kotae.question import Question
from kotae.reader import Reading
from kotae.records import Hit, Language, Passage, Sentence

__all__ = ["Evidence", "PassageReader", "evidence_so_far", "read_alone", "reread"]

_Key = TypeVar("_Key")

# What the way a passage was found and the question's own language count for beside the reader's log-odds: the best of a grid
# over seven libraries of the training papers that were never trained on, one left out at a time (``benchmarks/answers``).
_FOUND_WORTH: Final = 20.0
_OWN_LANGUAGE_WORTH: Final = 1.5
# An older message quoted below a newer one may have been overtaken by it.
_HISTORY_COSTS: Final = 3.0
# What stands beside orders to a machine is believed last, however well it was found.
_ORDERS_COST: Final = 25.0
# A question that a paper lists and leaves open says nothing, however much it sounds like the one asked.
_LEFT_OPEN_COSTS: Final = 6.0
# The least share of a passage's answer that begins in what it states, where most of it begins in what it tells to say.
_STATED: Final = 0.2
# What all the question's words in a line count for beside the logarithm of its share, among lines with a twentieth of the
# best one's share at least. On papers never trained on it changes nothing; of lines alike (terms with their meanings, forms)
# it takes the one asked for.
_WORDS_WORTH: Final = 4.0
_COMPARED: Final = 0.05
# What a passage not read yet is thought to be given by the reader at best: a row that names what is asked about may have been
# found fourth, below a paragraph that speaks of it among others. Of 924 questions over 22 libraries .725 are answered right
# with 4 and ten passages at most (7.7 read), .728 with twelve (9.0), .727 with 2.5 and twelve (8.1), .720 with 1 (7.2).
_EXPECTED: Final = 4.0


class PassageReader(Protocol):
    """What answering needs of the reader."""

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        """Return a reading for every passage, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a passage that was read.

    Attributes:
        hit: The passage, as it was found.
        reading: What the reader says of the passage.
        sentence: The sentence's place in the document.
        place: Which of the passage's sentences it is.
        share: The share of the passage's answer that begins in it, in [0, 1].
        score: The passage's, higher is better, comparable within one question.
        exact: Whether only the row, article or item that the question names was read.
        alone: Log-odds that the sentence answers when it is read by itself; None where it wasn't.
    """

    hit: Hit
    reading: Reading
    sentence: Sentence
    place: int
    share: float
    score: float
    exact: bool = False
    alone: float | None = None

    @property
    def text(self) -> str:
        """The sentence as it stands in the document."""
        return self.hit.passage.text_of(self.sentence)


def evidence_so_far(
    question: Question,
    hits: Sequence[Hit],
    *,
    reader: PassageReader,
    held: Callable[[str], float],
    settings: AnsweringSettings,
    known: Sequence[Evidence] = (),
) -> Iterator[tuple[Evidence, ...]]:
    """Yield the likeliest sentence of every passage read so far, best first, each time a few were read; at last of all.

    Sentences that give orders to a machine are no evidence, and a sentence that stands in two passages counts once.

    Args:
        question: As read.
        hits: Best first.
        reader: Reads passages.
        held: How much of the question's words a text holds, in [0, 1].
        settings: How many are read at most and at once.
        known: What the passages that are read first gave; then those are read that come before a refusal.
    """
    found = list(known)
    first, most = (settings.passages_read, settings.most_read) if known else (0, settings.passages_read)
    most = min(most, len(hits))
    best_hit = max((hit.score for hit in hits), default=0.0)
    for start in range(first, most, settings.read_at_once):
        part = hits[start : min(start + settings.read_at_once, most)]
        for hit, reading, exact in _readings(question, part, reader):
            if evidence := _best_sentence(question, hit, reading, best_hit=best_hit, held=held):
                found.append(replace(evidence, exact=exact))
        found.sort(key=lambda evidence: -evidence.score)
        yield tuple(_once(found))
        unread = [
            _found_worth(question, hit.passage.language, hit, best_hit)
            for hit in hits[start + len(part) : most]
        ]
        if found and found[0].score >= _EXPECTED + max(unread, default=-math.inf):
            break
    if most <= first:
        yield tuple(_once(found))


def read_alone(question: Question, evidence: Evidence, reader: PassageReader) -> Evidence:
    """Return evidence with its sentence read by itself: what its passage lent it is gone, and near misses show."""
    passage = evidence.hit.passage
    part = part_about(question, passage, evidence.place)
    # A passage of one sentence, a row or an item was read by itself already.
    if evidence.exact or part.text == passage.text:
        return replace(evidence, alone=evidence.reading.answers)
    (reading,) = reader.read(_asked_of(question, passage), [part])
    whole, sentence = evidence.reading, evidence.sentence
    if not sentence.start <= whole.start < sentence.end:  # the words pointed at are of another sentence
        whole = replace(whole, start=reading.start, end=reading.end)
    return replace(evidence, reading=whole, alone=reading.answers)


def _readings(
    question: Question, hits: Sequence[Hit], reader: PassageReader
) -> Iterator[tuple[Hit, Reading, bool]]:
    """Yield every hit with its reading and whether it was cut down to what the question names."""
    parts = [((hit, first), passage) for hit in hits for first, passage in [narrowed(question, hit.passage)]]
    for (hit, first), passage, reading in _read(question, parts, reader):
        yield hit, _spread(reading, hit.passage, first), passage is not hit.passage


def _read(
    question: Question, parts: Sequence[tuple[_Key, Passage]], reader: PassageReader
) -> Iterator[tuple[_Key, Passage, Reading]]:
    """Yield every passage with its key and reading; each is asked with the dates as it writes them."""
    asked: dict[str, list[tuple[_Key, Passage]]] = {}
    for key, passage in parts:
        asked.setdefault(_asked_of(question, passage), []).append((key, passage))
    for text, group in asked.items():
        readings = reader.read(text, [passage for _, passage in group])
        for (key, passage), reading in zip(group, readings, strict=True):
            yield key, passage, reading


def _asked_of(question: Question, passage: Passage) -> str:
    """Return the question as it is put to a passage."""
    return in_words_of(question, passage.text, f"{passage.document.title}\n{passage.heading}")


def _spread(reading: Reading, passage: Passage, first: int) -> Reading:
    """Return the reading of a part of a passage, from sentence ``first`` on, as one of the whole."""
    behind = len(passage.sentences) - first - len(reading.sentences)
    return replace(reading, sentences=(*(0.0,) * first, *reading.sentences, *(0.0,) * behind))


def reread(question: Question, evidence: Evidence, place: int, reader: PassageReader) -> Evidence:
    """Return the evidence with one sentence of its passage read by itself, and chosen."""
    passage = evidence.hit.passage
    (reading,) = reader.read(_asked_of(question, passage), [part_about(question, passage, place)])
    return replace(
        evidence,
        reading=_spread(reading, passage, place),
        sentence=passage.sentences[place],
        place=place,
        share=reading.sentences[0],
        exact=True,
    )


def _best_sentence(
    question: Question, hit: Hit, reading: Reading, *, best_hit: float, held: Callable[[str], float]
) -> Evidence | None:
    passage = hit.passage
    orders = {place for place, text in enumerate(passage.texts) if gives_orders(text)}
    stated = _stated(question, passage, reading)
    if stated is None:
        return None
    reading = stated
    unanswered = left_open(passage)
    places = [
        place
        for place, text in enumerate(passage.texts)
        if text.strip() and place not in orders and place not in unanswered
    ]
    if not places:
        return None
    if unanswered and max(reading.sentences) in {reading.sentences[place] for place in unanswered}:
        reading = replace(reading, answers=reading.answers - _LEFT_OPEN_COSTS)
    passing = asked_in_passing(passage)
    places = [place for place in places if place not in passing] or places
    meant = list(places)
    for kept_of in (of_the_kind_asked_for, telling_beginnings):
        meant = [meant[at] for at in kept_of(question, [passage.texts[place] for place in meant])]
    if meant != places:  # what is said of another year or kind isn't quoted beside it either
        shares = [share if at in meant else 0.0 for at, share in enumerate(reading.sentences)]
        reading = replace(reading, sentences=tuple(shares))
    place = _likeliest(passage, reading, meant, held)
    score = (
        reading.answers
        + _found_worth(question, passage.sentences[place].language, hit, best_hit)
        - _HISTORY_COSTS * passage.is_history
        - _ORDERS_COST * bool(orders)
    )
    return Evidence(
        hit=hit,
        reading=reading,
        sentence=passage.sentences[place],
        place=place,
        share=reading.sentences[place],
        score=score,
    )


def _stated(question: Question, passage: Passage, reading: Reading) -> Reading | None:
    """Return a reading of what a passage states: nobody states what somebody is told to say, unless that is asked for.

    None where the answer begins there, and hardly anywhere else.
    """
    unstated = {place for place, text in enumerate(passage.texts) if tells_to_say(text)}
    if not unstated or asks_what_is_said(question.text):
        return reading
    shares = [0.0 if at in unstated else share for at, share in enumerate(reading.sentences)]
    if max(shares) < max(reading.sentences) and max(shares) < _STATED:
        return None
    return replace(reading, sentences=tuple(shares))


def _likeliest(
    passage: Passage, reading: Reading, places: Sequence[int], held: Callable[[str], float]
) -> int:
    """Return the place of the sentence in which the answer begins: by the reader, helped by the question's words.

    Only lines are compared (items, fields, definitions): within a line, what follows the question's words often answers it.
    Rows have a check of their own (:mod:`kotae.answering.rows`).
    """
    shares, texts = reading.sentences, passage.texts
    best = max(places, key=lambda place: (shares[place], -place))
    near = [place for place in places if shares[place] >= _COMPARED * shares[best] > 0 and place != best]
    if not near or CELLS in texts[best]:
        return best
    lines = lines_of(passage)
    compared = [place for place in near if lines[place] != lines[best] and CELLS not in texts[place]]
    if not compared:
        return best
    return max(
        (best, *compared),
        key=lambda place: (math.log(shares[place]) + _WORDS_WORTH * held(texts[place]), -place),
    )


def _found_worth(question: Question, language: Language, hit: Hit, best_hit: float) -> float:
    """Return what the way a passage was found counts for, and that it is in the question's language."""
    return _FOUND_WORTH * (hit.score - best_hit) + _OWN_LANGUAGE_WORTH * (language == question.language)


def _once(found: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence without sentences seen before in another passage of the same document."""
    kept: dict[tuple[str, int], Evidence] = {}
    for evidence in found:
        kept.setdefault((evidence.hit.passage.document.id, evidence.sentence.start), evidence)
    return list(kept.values())
