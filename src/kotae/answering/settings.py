"""The settings of answering."""

from dataclasses import dataclass

from kotae.ranges import at_least, between

__all__ = ["AnsweringSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringSettings:
    """How answers are chosen.

    Attributes:
        passages_read: How many of the best passages the reader reads at most, whatever ``top_k`` shows.
        passages_read_before_refusing: How many it reads where those would give a refusal: in a large folder the passage
            that answers may be found twentieth.
        read_at_once: How many it reads before it looks whether another could still come first.
        max_sentences: Most sentences in an answer.
        min_confidence: Below this probability that the documents hold the answer, it is refused. See
            ``benchmarks/answers`` for the default.
    """

    passages_read: int = 10
    passages_read_before_refusing: int = 24
    read_at_once: int = 2
    max_sentences: int = 3
    min_confidence: float = 0.27

    def __post_init__(self) -> None:
        counts = ("passages_read", "passages_read_before_refusing", "read_at_once", "max_sentences")
        at_least(1, self, *counts, stage="answering")
        between(0, 1, self, "min_confidence", stage="answering")

    @property
    def most_read(self) -> int:
        """How many passages are read at most."""
        return max(self.passages_read, self.passages_read_before_refusing)
