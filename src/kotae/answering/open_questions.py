"""Questions that stand in a document: an answer follows them, or they are listed and left open."""

import re
from typing import Final

from kotae.records import Passage

__all__ = ["asks", "is_apart", "is_left_open"]

_ASKS: Final = re.compile(
    r"[?？]\s*[」』）)\"”]*\s*$|(?<![静確なほずつく])か[。．]?\s*$|^\s*(?:Q\s?[0-9]*[.:．：)）]|問\s?[0-9]*[.:．：、\s])"
)
_ANSWERS: Final = re.compile(r"\s*(?:A\s?[0-9]*[.:．：)）]|(?:お?答え?|回答|Answer)\s?[0-9]*[.:．：、\s])")


def asks(text: str) -> bool:
    """Return whether a sentence of a document is a question."""
    return _ASKS.search(text) is not None


def is_apart(passage: Passage, place: int) -> bool:
    """Return whether the sentence after this one begins on another line."""
    between = passage.text[
        passage.sentences[place].end - passage.start : passage.sentences[place + 1].start - passage.start
    ]
    return "\n" in between or passage.text_of(passage.sentences[place]).endswith("\n")


def is_left_open(passage: Passage, place: int) -> bool:
    """Return whether a sentence is a question in a list of questions: what stands below it isn't its answer.

    Questions that follow one another within a line are one question, which the next line may answer.
    """
    texts = passage.texts
    last = len(texts) - 1
    if not asks(texts[place]) or (place < last and _ANSWERS.match(texts[place + 1])):
        return False
    below = place < last and is_apart(passage, place) and asks(texts[place + 1])
    above = place > 0 and is_apart(passage, place - 1) and asks(texts[place - 1])
    return below or above
