"""A question, read once: what retrieval, the reader and answering all start from."""

from kotae.question.identifiers import Identifier, find_identifiers
from kotae.question.overview import ALL_OF_IT, THIS_ONE, Overview, bare_topic, overview_asked
from kotae.question.parts import question_parts
from kotae.question.question import Question, read_question
from kotae.question.together import Operation, asks_for_all, asks_for_list, operations_in, says_itself

__all__ = [
    "ALL_OF_IT",
    "THIS_ONE",
    "Identifier",
    "Operation",
    "Overview",
    "Question",
    "asks_for_all",
    "asks_for_list",
    "bare_topic",
    "find_identifiers",
    "operations_in",
    "overview_asked",
    "question_parts",
    "read_question",
    "says_itself",
]
