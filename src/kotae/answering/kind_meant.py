"""What is told of autumn answers no question about spring, nor what the red flag means one about the blue flag.

Seasons, colours, sides and posts come in sets of a few words that shut one another out, whatever the trade; months and measures
have modules of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from kotae import lazy_re as re
from kotae.answering.names import title_in_words
from kotae.folding import fold
from kotae.question import Question
from kotae.question.wanted import asks_when
from kotae.records import Passage
from kotae.segmentation.months import months_in
from kotae.segmentation.quantities import find_quantities, years_of

__all__ = ["of_another_kind", "of_the_kind_asked_for"]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What names one of a set beyond doubt, and what may speak of it: there nobody says that it is lacking."""

    names: "re.Pattern[str]"
    speaks: "re.Pattern[str]"


def _season(pattern: str) -> _Kind:
    names = re.compile(pattern, re.IGNORECASE)
    return _Kind(names, names)


def _colour(japanese: str, english: str, *akin: str) -> _Kind:
    """Return a colour; Red Cross and 赤坂 are names, and what is 青 in Japanese may be green."""
    first = f"[{english[0].upper()}{english[0]}]{english[1:]}"
    words = "|".join((japanese, english, *akin))
    return _Kind(
        re.compile(rf"(?:{japanese})(?=色|い(?!う)|く[なて]|[のはがを])|\b{first}(?=[,.:;?!]| [a-z]|\Z)"),
        re.compile(words, re.IGNORECASE),
    )


# Seasons not in names (秋田, 春日), nor the spring that water comes from, nor what falls.
_SEASONS: Final = (
    _season(
        r"春(?=[のにはもがと、。・期季])|春休み|\b(?<!hot )spring(?:time)?\b(?! (?:water|mattress|onion))"
    ),
    _season(r"夏(?=[のにはもがと、。・期季場])|夏休み|\bsummer(?:time)?\b"),
    _season(
        r"秋(?=[のにはもがと、。・期季])|\bautumn\b|\b(?:in|this|next|last) fall\b|\bfall (?:term|season|league|meeting)\b"
    ),
    _season(r"冬(?=[のにはもがと、。・期季場])|冬休み|\bwinter(?:time)?\b"),
)
_COLOURS: Final = (
    _colour("赤", "red", "紅", "朱", "レッド", "crimson", "scarlet", "wine"),
    _colour("青", "blue", "紺", "藍", "水色", "ブルー", "navy", "indigo"),
    _colour("緑", "green", "青", "若草", "グリーン"),
    _colour("黄", "yellow", "イエロー", "amber", "gold"),
    _colour("白", "white", "ホワイト", "cream", "clear"),
    _colour("黒", "black", "紅茶", "ブラック", "dark"),
    _colour("紫", "purple", "パープル", "violet"),
    _colour("茶色", "brown", "茶", "ブラウン"),
    _colour("灰", "gr[ae]y", "グレー", "silver"),
)
_SIDES: Final = (
    _Kind(
        re.compile(r"左(?=[のはがを側手足])|\b[Tt]he left(?= [a-z])"),
        re.compile(r"左|\bleft\b", re.IGNORECASE),
    ),
    _Kind(
        re.compile(r"右(?=[のはがを側手足])|\b[Tt]he right(?= [a-z])"),
        re.compile(r"右|\bright\b", re.IGNORECASE),
    ),
)
# Who holds one post isn't who holds another; whoever opened a house may well be its first director.
_POSTS: Final = tuple(
    _Kind(re.compile(names, re.IGNORECASE), re.compile(f"{names}|{akin}", re.IGNORECASE))
    for names, akin in (
        (
            r"(?:創設|設立|創業|創立|発起)[者人しさ]|\bfound(?:ers?|ed)\b",
            r"創|設立|初代|開い|開き|始め|作っ|\b(?:found\w*|first|open\w*|set\b.{0,20}\bup|creat\w*|establish\w*|start\w*|began)\b",
        ),
        (r"(?<!副)[館所園院]長|\bdirectors?\b", r"責任者|\b(?:head|chief)\b"),
        (r"(?<!副)[市町村区]長|\bmayors?\b", r"首長"),
        (r"(?<!副)(?:社長|学長|総裁)|\b(?<!vice )(?<!vice-)presidents?\b", r"代表|CEO"),
        (r"(?<!副)(?:会長|議長|理事長)|\b(?<!vice )(?<!vice-)chair(?:man|woman|person)?\b", r"代表"),
    )
)
_SETS: Final = (_SEASONS, _COLOURS, _SIDES, _POSTS)


def of_another_kind(question: Question, passage: Passage, quoted: str) -> bool:
    """Return whether a question is about a season, colour, side or post, and a passage names another one and not that.

    Args:
        question: As read. When the spring meeting is, the autumn one doesn't say either.
        passage: Its text, headings and title count.
        quoted: The sentence of it that would be quoted.
    """
    sentence = fold(quoted)
    above = fold(f"{title_in_words(passage.document)}\n{passage.heading}\n{sentence}")
    around = f"{above}\n{fold(passage.text)}"
    return any(
        (asked := _named(kinds, question.folded))
        and _named(kinds, above)
        and not any(kinds[place].speaks.search(around) for place in asked)
        # Every 45 minutes in summer, every 30 from November to February.
        and not (kinds is _SEASONS and _in_season(sentence, asked))
        for kinds in _SETS
    )


def of_the_kind_asked_for(question: Question, texts: Sequence[str]) -> list[int]:
    """Return the places of the texts of no other season, colour, post, year … than the question's; all where none is of that.

    Args:
        question: As read; one that asks for a date itself may be answered by another year.
        texts: Sentences of one passage.
    """
    kept = list(range(len(texts)))
    said = [fold(text) for text in texts]
    ways: list[Callable[[str], frozenset[object]]] = [partial(_named, kinds) for kinds in _SETS]
    if not asks_when(question.folded):
        ways.append(_years)
    for named_in in ways:
        asked = named_in(question.folded)
        told = {place: named_in(said[place]) for place in kept} if asked else {}
        if any(asked & named for named in told.values()):
            kept = [place for place, named in told.items() if not named or asked & named]
    return kept


def _named(kinds: Sequence[_Kind], text: str) -> frozenset[int]:
    """Return the places of those of a set that a text names."""
    return frozenset(place for place, kind in enumerate(kinds) if kind.names.search(text))


def _years(text: str) -> frozenset[str]:
    return years_of(find_quantities(text))


def _in_season(sentence: str, asked: frozenset[int]) -> bool:
    return any(month % 12 // 3 == (season + 1) % 4 for month in months_in(sentence) for season in asked)
