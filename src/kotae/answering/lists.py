"""Lists as answers: what a heading promises is the whole list below it, not the item the reader happens to point at."""

import re
from collections.abc import Callable
from typing import Final

from kotae.answering.evidence import Evidence
from kotae.answering.open_questions import line_of
from kotae.passages import innermost
from kotae.question import Question
from kotae.records import Passage

__all__ = ["is_item", "list_asked_for", "stands_as_item"]

_ITEM: Final = re.compile(
    r"\s*(?:[-*・•●○◦※]|[0-9０-９]{1,2}[.)．）、]|[(（][0-9０-９a-zア-ン]{1,2}[)）]|[①-⑳])"
)
# How much of the question's words is nearly all of them; across the languages much is lost on the way.
_ALL: Final = 0.8
_ALL_ACROSS: Final = 0.5
# A longer list would bury the answer; the item pointed at is quoted alone, and the list stands around it in the document.
_LONGEST: Final = 20
# What stands above a list and is longer is text, no heading.
_TITLE_CHARS: Final = 60


def is_item(text: str) -> bool:
    """Return whether a text begins like an item of a list."""
    return _ITEM.match(text) is not None


def stands_as_item(passage: Passage, place: int) -> bool:
    """Return whether a sentence's line begins like an item: the sign itself may stand before the sentence."""
    first = line_of(passage, place)[0]
    start = passage.sentences[first].start - passage.start
    line = passage.text.rfind("\n", 0, start) + 1
    return is_item(passage.text[line:])


def list_asked_for(
    question: Question, best: Evidence, held: Callable[[str], float]
) -> tuple[int, int] | None:
    """Return the first and last sentence of the list that a question asks for by its heading; None for no such list.

    It asks for the list where the headings above and the title hold its words, and the item pointed at holds fewer: a
    question for one item says what tells it from the others.

    Args:
        question: As read.
        best: What answers best.
        held: How much of the question's words a text holds, in [0, 1].
    """
    passage, place = best.hit.passage, best.place
    items = [stands_as_item(passage, at) for at in range(len(passage.sentences))]
    first = last = place
    while last + 1 < len(items) and items[last + 1]:
        last += 1
    while first and items[first] and items[first - 1]:
        first -= 1
    if first and items[first] and _is_first_without_sign(passage, first - 1):
        first -= 1
    if first == last or last - first >= _LONGEST or not any(items[first : last + 1]):
        return None
    if not items[first] and not _is_first_without_sign(passage, first):
        return None
    above = _above(passage, first)
    if held(above) <= held(passage.text_of(passage.sentences[place])):
        return None
    least = _ALL if passage.language == question.language else _ALL_ACROSS
    return (first, last) if held(f"{passage.document.title}\n{passage.heading}\n{above}") >= least else None


def _is_first_without_sign(passage: Passage, place: int) -> bool:
    """Return whether a passage begins with this sentence, behind the sign of the list's first item."""
    if place or len(passage.sentences) < 2:
        return False
    first, second = passage.sentences[:2]
    between = passage.text[first.end - passage.start : second.start - passage.start]
    text = passage.text_of(first).strip()
    return not _ITEM.sub("", between).strip() and text not in passage.heading and text[-1:] not in ":：。."


def _above(passage: Passage, first: int) -> str:
    """Return the heading that stands right above a sentence: in the passage, else the one that the passage stands under."""
    start = passage.sentences[first].start - passage.start
    before = passage.sentences[first - 1].end - passage.start if first else 0
    line = max(before, passage.text.rfind("\n", 0, start) + 1)
    between = [part.strip(" \t#") for part in passage.text[before:line].splitlines() if part.strip(" \t#")]
    if between:
        return between[-1]
    own = passage.texts[first - 1].strip() if first else ""
    return own if 0 < len(own) <= _TITLE_CHARS else innermost(passage.heading)
