"""A question, read once: what retrieval, the reader and answering all start from."""

from kotae.question.identifiers import Identifier, find_identifiers
from kotae.question.parts import question_parts
from kotae.question.question import Question, read_question

__all__ = ["Identifier", "Question", "find_identifiers", "question_parts", "read_question"]
