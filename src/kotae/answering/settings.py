"""The settings of answering."""

from dataclasses import dataclass

from kotae.errors import SettingsError

__all__ = ["AnsweringSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringSettings:
    """How answers are chosen.

    Attributes:
        passages_read: How many of the best passages the reader reads at most, whatever ``top_k`` shows.
        read_at_once: How many it reads before it looks whether it is sure.
        max_sentences: Most sentences in an answer.
        min_confidence: Below this probability that the documents hold the answer, it is refused. See
            ``benchmarks/answers`` for the default.
    """

    passages_read: int = 12
    read_at_once: int = 6
    max_sentences: int = 3
    min_confidence: float = 0.27

    def __post_init__(self) -> None:
        if min(self.passages_read, self.read_at_once, self.max_sentences) < 1:
            raise SettingsError(
                en="answering: passages_read, read_at_once and max_sentences must be at least 1.",
                ja="answering: passages_read・read_at_once・max_sentences は1以上にしてください。",
            )
        if not 0 <= self.min_confidence <= 1:
            raise SettingsError(
                en="answering: min_confidence must lie between 0 and 1.",
                ja="answering: min_confidence は0から1の間にしてください。",
            )
