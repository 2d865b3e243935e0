"""A question, read once: what retrieval, the reader and answering all start from."""

from kotae.question.identifiers import Identifier, find_identifiers
from kotae.question.parts import question_parts
from kotae.question.question import Question, read_question
from kotae.question.together import Operation, asks_for_all, operations_in, says_itself

__all__ = [
    "Identifier",
    "Operation",
    "Question",
    "asks_for_all",
    "find_identifiers",
    "operations_in",
    "question_parts",
    "read_question",
    "says_itself",
]
