"""Questions that stand in a document: an answer follows them, or they are listed and left open."""

import re
from functools import lru_cache
from typing import Final

from kotae.records import Passage

__all__ = [
    "asked_in_passing",
    "asks",
    "ends_paragraph",
    "is_apart",
    "left_open",
    "line_of",
    "lines_of",
    "requests",
]

_LISTED: Final = re.compile(r"\s*(?:Q\s?[0-9]*[.:．：)）\u3000]|問\s?[0-9]*[.:．：、\s])")
_ASKS: Final = re.compile(rf"[?？]\s*[」』）)\"”]*\s*$|(?<![静確なほずつく])か[。．]?\s*$|^{_LISTED.pattern}")
_ANSWERS: Final = re.compile(r"\s*(?:A\s?[0-9]*[.:．：)）]|(?:お?答え?|回答|Answer)\s?[0-9]*[.:．：、\s])")
# Could you lend me two hands? says what is wanted, and no answer stands behind it; who wants to be told something asks.
_TELL: Final = r"(?!(?:please |kindly |perhaps )?(?:tell|say|explain|show|let me know|let us know|remind)\b)"
_POLITELY: Final = re.compile(rf"\b(?:could|would) (?:you|someone|somebody|anybody) {_TELL}", re.IGNORECASE)
_WISHES: Final = re.compile(
    rf"\b(?:can|will) (?:you|someone|somebody|anybody) {_TELL}"
    r"|(?<!教え)(?<!聞かせ)(?<!知らせ)[てで](?:もらえ|いただけ|頂け|くれ|ください)(?:ます|ません|ない|る)?(?:でしょう)?か"
    r"|お願い(?:でき|いたし|し)?(?:ます|ません)?(?:でしょう)?か",
    re.IGNORECASE,
)
_AGREES: Final = re.compile(r"\s*(?:yes|no|of course|certainly|sure|sorry|we|A\s?[.:：])\b", re.IGNORECASE)


# A passage is gone through for open questions, for those in passing, and once more where it is quoted.
@lru_cache(maxsize=4_096)
def asks(text: str) -> bool:
    """Return whether a sentence of a document is a question."""
    return _ASKS.search(text) is not None


def is_apart(passage: Passage, place: int) -> bool:
    """Return whether the sentence after this one begins on another line."""
    return "\n" in _between(passage, place)


def line_of(passage: Passage, place: int) -> range:
    """Return the places of the sentences that stand on one line with a sentence, itself included."""
    first = last = place
    while first and not is_apart(passage, first - 1):
        first -= 1
    while last + 1 < len(passage.sentences) and not is_apart(passage, last):
        last += 1
    return range(first, last + 1)


def lines_of(passage: Passage) -> list[int]:
    """Return for every sentence on which line it begins, from 0."""
    lines = [0]
    for place in range(len(passage.sentences) - 1):
        lines.append(lines[-1] + is_apart(passage, place))
    return lines


def ends_paragraph(passage: Passage, place: int) -> bool:
    """Return whether a blank line is between this sentence and the one after it."""
    return _between(passage, place).count("\n") > 1


def _between(passage: Passage, place: int) -> str:
    """Return what stands between a sentence and the one after it, the white space at its end included."""
    sentence = passage.sentences[place]
    behind = sentence.start + len(passage.text_of(sentence).rstrip())
    return passage.text[behind - passage.start : passage.sentences[place + 1].start - passage.start]


def asked_in_passing(passage: Passage) -> frozenset[int]:
    """Return the places of questions within running text, as in a mail: what is said behind them isn't their answer.

    Those that ask for something to be done aren't among them: they say what is wanted.
    """
    last = len(passage.sentences) - 1
    return frozenset(
        place
        for place, text in enumerate(passage.texts)
        if place
        and asks(text)
        and not requests(passage, place)
        and not is_apart(passage, place - 1)
        and (place == last or ends_paragraph(passage, place) or not is_apart(passage, place))
    )


def requests(passage: Passage, place: int) -> bool:
    """Return whether a question asks somebody to do something, as in a mail: Could you lend me two hands?

    Lists of questions ask so too (Can you deliver?), on lines of their own or with an answer behind.
    """
    texts = passage.texts
    text = texts[place]
    if not asks(text) or _LISTED.match(text):
        return False
    if place and not is_apart(passage, place - 1):
        return _POLITELY.search(text) is not None or _WISHES.search(text) is not None
    goes_on = place + 1 < len(texts) and not is_apart(passage, place)
    return goes_on and _POLITELY.search(text) is not None and not _AGREES.match(texts[place + 1])


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
