"""A question, read once: what retrieval, the reader and answering all start from."""

from kotae.question.identifiers import Identifier, find_identifiers
from kotae.question.question import Question, read_question

__all__ = ["Identifier", "Question", "find_identifiers", "read_question"]
