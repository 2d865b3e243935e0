"""Phrases of a question in the other language, from the dictionary: General Affairs Department and 総務部.

A word table gives each word its likeliest translations; a compound is often none of them.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from kotae.scripts import KATAKANA
from kotae.segmentation.analyzer import Analyzer, Word

__all__ = ["Dictionary", "Phrase", "phrases_of"]

# Longer compounds aren't in a dictionary; their parts are.
_LONGEST: Final = 4
# Papers seldom mean a sense further down an entry.
_MOST: Final = 6
_COSTS: Final = ("charge", "fare", "expense", "expenses", "fee", "cost")
# Shorter ones are cut off (コンサル, ソフト) and have other senses.
_LOANWORD: Final = re.compile(rf"[{KATAKANA}]{{5,}}")
_REMARK: Final = re.compile(r"\([^)]*\)|（[^）]*）|\bto (?=[a-z])|\b(?:an?|the)\s")


class Entry(Protocol):
    """An entry as a dictionary prints it."""

    @property
    def gloss(self) -> str:
        """In English, senses apart by ``;``."""
        ...


class Dictionary(Protocol):
    """What is needed of a dictionary."""

    def japanese(self, form: str) -> Sequence[Entry]:
        """Return the entries of a Japanese word."""
        ...

    def english(self, phrase: str) -> Sequence[tuple[str, float]]:
        """Return Japanese words for an English phrase."""
        ...


@dataclass(frozen=True, slots=True)
class Phrase:
    """Neighbouring words of a question and what they are in the other language.

    Attributes:
        words: Their terms.
        written: Ways to write them; for Japanese as they stand, for English sets of terms that must all stand.
    """

    words: frozenset[str]
    written: tuple[frozenset[str], ...]
    japanese: bool


def phrases_of(
    words: Sequence[Word],
    text: str,
    dictionary: Dictionary,
    analyzer: Analyzer,
    *,
    loose: Callable[[str], bool] = lambda _: False,
) -> tuple[Phrase, ...]:
    """Return the phrases that the dictionary knows, longest first.

    Args:
        words: Of the question, in order.
        text: The question.
        dictionary: Of both directions.
        analyzer: Makes terms of glosses.
        loose: Whether a term needn't stand there beside others: *expenses* in *hotel expenses*.
    """
    found = (
        phrase
        for length in range(min(_LONGEST, len(words)), 0, -1)
        for at in range(len(words) - length + 1)
        for phrase in _phrase(words[at : at + length], text, dictionary, analyzer, loose)
    )
    return tuple(
        phrase
        if phrase.japanese
        else replace(phrase, written=tuple(_without(terms, loose) for terms in phrase.written))
        for phrase in found
    )


def _without(terms: frozenset[str], loose: Callable[[str], bool]) -> frozenset[str]:
    return frozenset(term for term in terms if not loose(term)) or terms


def _ways(said: str, loose: Callable[[str], bool]) -> list[str]:
    """Ways a dictionary may have an English phrase: in the singular, and with another word for what it costs (hotel charge)."""
    singular = re.sub(r"s\Z", "", said)
    first, _, last = singular.rpartition(" ")
    return [said, singular, *(f"{first} {word}" for word in _COSTS if first and loose(last))]


def _senses(word: str, dictionary: Dictionary, entries: int = 2) -> list[str]:
    """The senses of a Japanese word, without remarks, in order."""
    glosses = (entry.gloss for entry in dictionary.japanese(word)[:entries])
    return [sense.strip() for gloss in glosses for sense in re.split(r"[;,、]", _REMARK.sub("", gloss))]


def _by_loanwords(words: Sequence[str], dictionary: Dictionary, known: Sequence[str]) -> Iterator[str]:
    """Yield more senses of what Japanese has only loanwords for: by テレワーク *telework* is *telecommuting*, so 在宅勤務."""
    if words and all(_LOANWORD.fullmatch(word) for word in words):
        for word in words:
            yield from (sense for sense in _senses(word, dictionary, 1) if sense not in known)


def _phrase(
    group: Sequence[Word],
    text: str,
    dictionary: Dictionary,
    analyzer: Analyzer,
    loose: Callable[[str], bool],
) -> Iterator[Phrase]:
    terms = frozenset(word.term for word in group)
    between = [text[one.end : other.start] for one, other in itertools.pairwise(group)]
    if all(word.language == "ja" for word in group):
        if any(between):
            return
        senses = _in_english("".join(word.surface for word in group), dictionary)
        written = [
            frozenset(word.term for word in analyzer.content_words(sense))
            for sense in senses
            if 0 < len(sense.split()) <= 4
        ]
        if kept := tuple(dict.fromkeys(found for found in written if found)):
            yield Phrase(terms, kept, japanese=False)
    elif all(word.language == "en" for word in group):
        if any(gap.lower() not in (" ", "-", " of ", " of the ") for gap in between):
            return
        said = re.sub(r"[ -]+", " ", text[group[0].start : group[-1].end].lower().replace(" the ", " "))
        found = _in_japanese(_ways(said, loose), dictionary)
        if kept := tuple(frozenset([word]) for word in dict.fromkeys(found) if len(word) > 1):
            yield Phrase(terms, kept, japanese=True)


def _in_english(whole: str, dictionary: Dictionary) -> list[str]:
    """What a Japanese word is in English."""
    senses = _senses(whole, dictionary)[:_MOST]
    for sense in tuple(senses):
        others = [word for word, _ in dictionary.english(sense) if word != whole]
        senses += _by_loanwords(others, dictionary, senses)
    return senses


def _in_japanese(ways: Sequence[str], dictionary: Dictionary) -> list[str]:
    """What an English phrase is in Japanese, by any way to write it."""
    found = [word for way in ways for word, _ in dictionary.english(way)][:_MOST]
    for sense in tuple(_by_loanwords(found, dictionary, ways)):
        found += [word for word, _ in dictionary.english(sense)]
    return found
