"""Lines that head what stands right below them, without a blank line between: titles, labels, questions."""

import re
from collections.abc import Sequence
from typing import Final

from kotae.parsing.plain.headings import short_heading
from kotae.scripts import JAPANESE

__all__ = ["asks", "heads_a_table", "leads", "titles"]

Line = tuple[int, int]

_QUESTION_MARK: Final = re.compile(r"[?？][」』”\"]?\s*\Z")
_QUESTION: Final = re.compile(
    r"\s*(?:[QＱ]\s?[0-9０-９]{0,3}\s*[.．:：、)）]|【?(?:質問|問)\s?[0-9０-９]{0,3}】?\s*[.．:：、]?\s*)"
)
_ANSWER: Final = re.compile(
    r"\s*(?:[AＡ]\s?[0-9０-９]{0,3}\s*[.．:：、)）]|【?(?:回答|答え?)\s?[0-9０-９]{0,3}】?\s*[.．:：、]?\s*)"
)
_SENTENCE: Final = re.compile(r"[。！？]|[.!?](?:\s|\Z)")
_JAPANESE: Final = re.compile(f"[{JAPANESE}]")
_MAX_TITLE_LINES: Final = 3
_MAX_QUESTION_CHARS: Final = 90
# Stands in for a paragraph where what follows is known to be one.
_LONG: Final = "x" * 200


def asks(text: str, lines: Sequence[Line]) -> bool:
    """Whether a chunk is a question on one line and its answer below."""
    if len(lines) < 2:
        return False
    first, second = (text[slice(*line)] for line in lines[:2])
    if len(first.strip()) > _MAX_QUESTION_CHARS:
        return False
    if _QUESTION.match(first) and _ANSWER.match(second):
        return True
    whole = not _SENTENCE.search(_QUESTION_MARK.sub("", first))
    return bool(_QUESTION_MARK.search(first)) and whole and not _QUESTION_MARK.search(text[slice(*lines[-1])])


def leads(text: str, lines: Sequence[Line]) -> bool:
    """Whether the first of the lines is short and reads as the label of the prose below it."""
    if len(lines) < 2:
        return False
    first, second = (text[slice(*line)].strip() for line in lines[:2])
    body = text[lines[1][0] : lines[-1][1]]
    least = 20 if _JAPANESE.search(first) else 40
    longer = len(second) >= max(least, 1.5 * len(first))
    return (
        longer
        and bool(_SENTENCE.search(body))
        and not second[:1].islower()
        and short_heading(first, body + _LONG)
    )


def heads_a_table(text: str, lines: Sequence[Line]) -> bool:
    """Whether what stands right above a table is one short line that names it."""
    return len(lines) == 1 and short_heading(text[slice(*lines[0])], _LONG)


def titles(text: str, lines: Sequence[Line]) -> bool:
    """Whether the first lines of a text are its title and what is said of it: who, when, which version."""
    if not 2 <= len(lines) <= _MAX_TITLE_LINES:
        return False
    contents = [text[slice(*line)].strip() for line in lines]
    return all(_reads_as_title(content) for content in contents[1:]) and short_heading(contents[0], _LONG)


def _reads_as_title(line: str) -> bool:
    return len(line) <= 70 and not _SENTENCE.search(line) and not line.endswith(("、", ",", ":", "：", ";"))
