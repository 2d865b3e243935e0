"""Questions that stand in a document: an answer follows them, or they are listed and left open."""

import re
from typing import Final

from kotae.records import Passage

__all__ = ["asks", "is_apart", "left_open"]

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


def left_open(passage: Passage) -> frozenset[int]:
    """Return the places of questions in lists of questions: what stands below such a one isn't its answer.

    Questions that follow one another within a line are one question, which the next line may answer.
    """
    texts = passage.texts
    asking = [asks(text) for text in texts]
    if sum(asking) < 2:
        return frozenset()
    # Where a question stands right below another, on a line of its own.
    below = [
        place
        for place in range(len(texts) - 1)
        if asking[place] and asking[place + 1] and is_apart(passage, place)
    ]
    listed = {*below, *(place + 1 for place in below)}
    return frozenset(
        place for place in listed if place + 1 == len(texts) or not _ANSWERS.match(texts[place + 1])
    )
