"""A question and its hits to an answer: chosen sentences, quoted and cited, or a refusal."""

from kotae.answering.answerer import Answerer
from kotae.answering.settings import AnsweringSettings

__all__ = ["Answerer", "AnsweringSettings"]
