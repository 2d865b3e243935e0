"""How far two statements speak of the same thing, by their words, in either language."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kotae.answering.coverage import Translations, cover
from kotae.answering.names import terms_held
from kotae.conflicts.statements import Statement
from kotae.conflicts.values import Value
from kotae.records import Span
from kotae.segmentation.analyzer import Analyzer, Word

__all__ = ["Likeness", "is_name", "likeness"]

_MET: Final = 0.25
_LIKELY: Final = 0.15
# Says how a thing is counted, not which one is meant: *per hour*, *every hour*.
_EACH: Final = frozenset({"per", "each", "everi", "all", "ani", "毎", "各"})
_ARTICLE: Final = re.compile(r"\b(?:an?|the)\b\s*", re.IGNORECASE)
# What may stand between two words of which the first says which one of the second is meant.
_JOINT: Final = re.compile(r"(?P<before>\s*|の|・)|(?P<of>\s+of\s+(?:the\s+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How far two statements share their words, in [0, 1].

    Attributes:
        most: Of the one that is covered better, how much.
        least: Of the other.
        contrast: Whether in one place of the same wording each of them has another word: 大人の入場料, 子どもの入場料.
        names: Whether each of them, or what stands above it, holds a name that the other lacks.
        crossed: Whether they are in different languages.
    """

    most: float
    least: float
    contrast: bool
    names: bool
    crossed: bool


def likeness(
    one: Statement,
    other: Statement,
    values: tuple[Value | None, Value | None],
    *,
    rarity: Callable[[str], float],
    table: Translations | None,
    leave_out: Callable[[str], bool] = lambda term: False,
) -> Likeness:
    """Return how far two statements share their words.

    Args:
        one: A statement.
        other: One of another paper.
        values: Of each, which are left aside.
        rarity: How rare a term is.
        table: Translations.
        leave_out: Tells terms that needn't be met.
    """
    sides = ((one, values[0]), (other, values[1]))
    words = [
        [word for word in _without(side.words, value) if not leave_out(word.term)] for side, value in sides
    ]
    shares, names, lacking = [], [], list[set[str]]()
    for at in (0, 1):
        mine, theirs = sides[at][0], sides[1 - at][0]
        held = terms_held(words[1 - at]) | {word.term for word in theirs.around}
        found = cover(words[at], held, rarity=rarity, table=table)
        shares.append(found.share if words[at] else 0.0)
        lacking.append({word.term for word in words[at] if found.degrees.get(word.term, 0.0) < _MET})
        named = [word for word in (*words[at], *mine.around) if is_name(word, mine.analyzer, table)]
        degrees = cover(named, held, table=table).degrees if named else {}
        names.append(any(degrees.get(word.term, 0.0) < _MET for word in named))
    return Likeness(
        most=max(shares),
        least=min(shares),
        contrast=_contrast((one.text, other.text), words, lacking)
        or (values[0] is not None and _same_but_for_a_word(sides, words, lacking, table)),
        names=all(names),
        crossed=one.language != other.language,
    )


def _contrast(texts: tuple[str, str], words: Sequence[Sequence[Word]], lacking: Sequence[set[str]]) -> bool:
    """Whether both have a word that the other one lacks and that says which of the same things is meant.

    Only what stands right before it does: in *pay … per month* and *the fee … per month* nothing is held against another.
    """
    slots = [
        {
            (joint.lastgroup, following.term)
            for word, following in pairwise(side)
            if word.term in missing
            and word.term not in _EACH
            and following.term not in missing
            and (joint := _JOINT.fullmatch(text[word.start + len(word.surface) : following.start]))
        }
        for text, side, missing in zip(texts, words, lacking, strict=True)
    ]
    return bool(slots[0] & slots[1])


def _same_but_for_a_word(
    sides: Sequence[tuple[Statement, Value | None]],
    words: Sequence[Sequence[Word]],
    lacking: Sequence[set[str]],
    table: Translations | None,
) -> bool:
    """Whether two statements are written alike but for the value and for one word, which the other has otherwise or not.

    *Brewing this season began …*, *Bottling this season began …*; a thing, and one kind of it. Two words for one thing tell
    nothing: 価格 and 値段.
    """
    odd = [
        [word for word in own if word.term in missing and word.term not in _EACH]
        for own, missing in zip(words, lacking, strict=True)
    ]
    if max(map(len, odd)) != 1:
        return False
    frames = [_frame(*side, own) for side, own in zip(sides, odd, strict=True)]
    if frames[0] != frames[1]:
        return False
    if all(odd):
        return not _one_meaning(odd[0][0], odd[1][0], table)
    # 上限額 is the 上限: only what stands before a thing says which kind of it is meant.
    at = 0 if odd[0] else 1
    return _is_before(odd[at][0], words[at], sides[at][0].text)


def _is_before(word: Word, words: Sequence[Word], text: str) -> bool:
    """Whether a word belongs to the one behind it."""
    behind = next((other for other in words if other.start > word.start), None)
    return behind is not None and bool(_JOINT.fullmatch(text[word.start + len(word.surface) : behind.start]))


def _frame(side: Statement, value: Value | None, odd: Sequence[Word]) -> str:
    """A statement's text without its value, some words and articles."""
    spans = [(word.start, word.start + len(word.surface), "") for word in odd]
    spans += [(value.start, value.end, "\0")] if value is not None else []
    text = side.text
    for start, end, mark in sorted(spans, reverse=True):
        text = f"{text[:start]}{mark}{text[end:]}"
    return "".join(_ARTICLE.sub("", text).split())


def _one_meaning(one: Word, other: Word, table: Translations | None) -> bool:
    """Whether two words of one language are likely said with the same word of the other one."""
    if table is None:
        return False
    said = [
        {term for term, chance in table.translations(word.term, word.language) if chance >= _LIKELY}
        for word in (one, other)
    ]
    return bool(said[0] & said[1])


def _without(words: Sequence[Word], value: Span | None) -> list[Word]:
    return [
        word for word in words if value is None or not (word.start < value.end and word.end > value.start)
    ]


def is_name(word: Word, analyzer: Analyzer, table: Translations | None) -> bool:
    """Whether a word is a name: in English a capital isn't enough, for titles have them everywhere."""
    if not word.is_name or word.language == "ja" or table is None:
        return word.is_name
    known = table.translations(word.term, "en")
    return not known or any(found.is_name for found in analyzer.content_words(known[0][0]))
