"""A question and its hits to an answer: chosen sentences, quoted and cited, or a refusal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kotae.answering.answerer import Answerer
    from kotae.answering.settings import AnsweringSettings

__all__ = ["Answerer", "AnsweringSettings"]


def __getattr__(name: str) -> object:
    # The settings of this stage are read by every command; what answers is loaded by those that answer.
    if name == "Answerer":
        from kotae.answering.answerer import Answerer

        return Answerer
    if name == "AnsweringSettings":
        from kotae.answering.settings import AnsweringSettings

        return AnsweringSettings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
