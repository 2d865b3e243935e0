"""Since when something has been so is told by the sentence that says a beginning, not by the first date nearby.

*In January 2025 the police warned of the group. It had been attacking since about 2019*: to a reader the date beside the name
is the likelier one.
"""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["telling_beginnings"]

_ASKS: Final = re.compile(
    r"いつ(?:ごろ|頃|ぐらい)?(?:から(?!いつ)|始|はじ)|(?:始|はじ)(?:ま|め)[っら]?た(?:の|年|時期)"
    r"|\b(?:since|from) (?:when|what year|which year)\b"
    r"|\b(?:when|what year|which year|how long ago)\b.{1,60}\b(?:begin|began|start(?:ed)?)\b",
    re.IGNORECASE,
)
# What may say a beginning in other words isn't passed over.
_SAYS: Final = re.compile(
    r"から|始|はじま|はじめ|開|発足|創|設立|スタート|発売|予定|より|以[来降]"
    r"|\b(?:since|from|beg[aiu]n\w*|start\w*|open\w*|found\w*|first|launch\w*|set up|until|till)\b",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\s?(?:ごろ|頃|ころ|末|初め)?\s?(?:から|以来|以降)(?!.{0,20}まで)")
_SINCE: Final = re.compile(r"\bsince (?:about |around |early |late |mid-)?\Z", re.IGNORECASE)


def telling_beginnings(question: Question, texts: Sequence[str]) -> list[int]:
    """Return the places of the texts but of one with another date right before one that says a beginning asked for; else all.

    Args:
        question: As read.
        texts: Sentences of one passage.
    """
    every = list(range(len(texts)))
    if not _ASKS.search(question.folded):
        return every
    said = [fold(text) for text in texts]
    told = [*map(_tells, said[1:]), False]
    return [
        place
        for place in every
        if not (told[place] and _dates(said[place]) and not _SAYS.search(said[place]))
    ]


def _dates(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind == "date"]


def _tells(text: str) -> bool:
    """Return whether a text says since when: 2019年ごろから, since 2019."""
    return any(_FROM.match(text, one.end) or _SINCE.search(text[: one.start]) for one in _dates(text))
