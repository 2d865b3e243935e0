"""The settings of answering."""

from dataclasses import dataclass

from kotae.errors import SettingsError

__all__ = ["AnsweringSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringSettings:
    """How answers are chosen.

    Attributes:
        passages_read: How many of the best hits are read for sentences.
        sentences_compared: How many sentences, prechosen by their words, are compared by
            meaning. It bounds the time an answer takes: each costs about 5 ms on 2 cores.
        max_sentences: Most sentences in an answer.
        further_margin: A sentence beyond the first is given when its score is at most this much
            below the first's. See ``benchmarks/answers`` for the default.
        min_confidence: Below this probability that the documents hold the answer, it is refused.
            The default refuses about one answerable question in twelve; see
            ``benchmarks/answers``.
    """

    passages_read: int = 10
    sentences_compared: int = 12
    max_sentences: int = 3
    further_margin: float = 1.2
    min_confidence: float = 0.23

    def __post_init__(self) -> None:
        if min(self.passages_read, self.sentences_compared, self.max_sentences) < 1:
            raise SettingsError(
                en="answering: passages_read, sentences_compared and max_sentences must be at least 1.",
                ja="answering: passages_read・sentences_compared・max_sentences は1以上にしてください。",
            )
        if self.further_margin < 0 or not 0 <= self.min_confidence <= 1:
            raise SettingsError(
                en="answering: further_margin must not be negative, min_confidence must lie between 0 and 1.",
                ja="answering: further_margin は0以上、min_confidence は0から1の間にしてください。",
            )
