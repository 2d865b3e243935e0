"""A reader whose opinion is given: it points at words where a passage holds them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ParamSpec

from kotae.answering.evidence import Evidence, evidence_so_far
from kotae.reader import Entailment, Reading
from kotae.records import Hit, Passage

__all__ = ["PointingReader", "evidence_at", "find_evidence"]

_Given = ParamSpec("_Given")


def _at_last(
    so_far: Callable[_Given, Iterator[tuple[Evidence, ...]]],
) -> Callable[_Given, tuple[Evidence, ...]]:
    def last(*given: _Given.args, **named: _Given.kwargs) -> tuple[Evidence, ...]:
        *_, found = so_far(*given, **named)
        return found

    return last


find_evidence = _at_last(evidence_so_far)


class PointingReader:
    """Says of each passage what it was told to of the first words in it that it knows.

    Args:
        odds: Words it points at, and the log-odds that a passage holding them answers.
        support: How likely it finds any claim supported, in [0, 1].
        contradicted: How likely it finds it contradicted.
    """

    def __init__(self, odds: Mapping[str, float], *, support: float = 0.9, contradicted: float = 0.0) -> None:
        self._odds = odds
        self._entailment = Entailment(
            supported=support, neither=1 - support - contradicted, contradicted=contradicted
        )
        self.read_so_far: list[str] = []
        self.asked: list[str] = []

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        """Return a reading for every passage, in order."""
        self.asked.append(question)
        self.read_so_far += [passage.text for passage in passages]
        return tuple(self._reading(passage) for passage in passages)

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        """Return the same for every text."""
        return (self._entailment,) * len(texts)

    def _reading(self, passage: Passage) -> Reading:
        words = next((words for words in self._odds if words in passage.text), None)
        if words is None:
            shares = tuple(0.0 for _ in passage.sentences)
            return Reading(
                answers=-6.0, somewhere=-6.0, sentences=shares, start=passage.start, end=passage.start
            )
        start = passage.start + passage.text.index(words)
        return Reading(
            answers=self._odds[words],
            somewhere=self._odds[words],
            sentences=tuple(0.97 if s.start <= start < s.end else 0.01 for s in passage.sentences),
            start=start,
            end=start + len(words),
        )


def evidence_at(hit: Hit, words: str, *, answers: float = 6.0, score: float = 6.0) -> Evidence:
    """Return what a reader finds that points at some words of a hit."""
    (reading,) = PointingReader({words: answers}).read("", [hit.passage])
    place = max(range(len(reading.sentences)), key=reading.sentences.__getitem__)
    return Evidence(
        hit=hit,
        reading=reading,
        sentence=hit.passage.sentences[place],
        place=place,
        share=reading.sentences[place],
        score=score,
    )
