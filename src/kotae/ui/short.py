"""Parts of an answer that not every answer has: the asked value alone, the original of a translation."""

from typing import Protocol, cast

from kotae.records import Answer, AnswerSentence, Citation

__all__ = ["ShortAnswer", "original_of", "short_answer"]


class ShortAnswer(Protocol):
    """The asked value by itself."""

    @property
    def text(self) -> str:
        """The value, in the asker's language."""

    @property
    def language(self) -> str:
        """The language of the text."""

    @property
    def citation(self) -> Citation:
        """Where it stands."""


def short_answer(answer: Answer) -> ShortAnswer | None:
    """Return the asked value; None where the answer has none."""
    return cast("ShortAnswer | None", getattr(answer, "short", None))


def original_of(sentence: AnswerSentence) -> str:
    """Return the quotation a sentence rests on that isn't one itself; empty for a quotation."""
    return str(getattr(sentence, "original", "") or "")
