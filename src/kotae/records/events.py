"""What is told while an answer is made."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kotae.records.answers import Answer, AnswerSentence
from kotae.records.passages import Hit

__all__ = ["AnswerEvent", "Event", "HitsEvent", "LeadEvent", "SentenceEvent", "StageEvent", "TextEvent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvent:
    """A stage began; ``"preparing"`` is that of a dictionary, once on a machine."""

    stage: Literal["searching", "preparing", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitsEvent:
    """The passages found."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEvent:
    """A piece of generated text, not checked yet."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadEvent:
    """A quote that is as good as sure to answer, told while more is read: the answer may still begin with another one."""

    sentence: AnswerSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEvent:
    """A finished sentence; one with an ``original`` takes the place of an earlier one whose text that is."""

    sentence: AnswerSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """The whole answer; always the last event."""

    answer: Answer


Event: TypeAlias = StageEvent | HitsEvent | LeadEvent | TextEvent | SentenceEvent | AnswerEvent
