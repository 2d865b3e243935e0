"""Senses by what is asked: where the asker's own words hold a translation of a word of the quote, that is what it means.

Asked センターはいつ設立されましたか, *founded* is 設立 and not 見つかる; asked about a loose bolt, ボルト is no volt. Which words
translate one another is told by the dictionary, its later senses included, and by the translation table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from kotae.answering.coverage import Translations
from kotae.answering.rendering.senses import without_remarks
from kotae.answering.rendering.tokens import tokens_of
from kotae.question import Question
from kotae.scripts import KATAKANA
from kotae.segmentation import Segmenter
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["in_asked_senses"]

# What the table finds less likely only stood beside the word in some sentence.
_LEAST: Final = 0.1
_SMALL: Final = frozenset("to be a an the of one's".split())
# 緩む is "to become loose".
_BECOMING: Final = frozenset(["becom"])
# Heating a vessel without water in it, an empty pan, kettle, boiler: an explanation, no boiler.
_EXPLAINED: Final = 5
_KATAKANA: Final = re.compile(f"[{KATAKANA}]+")
# Said of anything, a word of the question tells nothing of the quote's: 人, 日, する.
_VAGUE: Final = frozenset(
    """人 日 時 目 物 者 所 為る する 有る ある 成る なる 何 使う 行う 出来る できる まま 侭 go get take make do have give
    put come use much many more less few any some other each how long""".split()
)
_COUNTED: Final = re.compile(r"[0-9何数]\Z")
_VERB: Final = re.compile(r"[うくぐすつぬぶむる]\Z")
_stems: Final = SpacedTerms()


def in_asked_senses(
    pairs: tuple[tuple[str, str], ...],
    question: Question,
    *,
    table: Translations | None,
    senses: Callable[[str], Sequence[str]],
) -> tuple[tuple[str, str], ...]:
    """Return a gloss in which words that the question translates have the question's word as their meaning.

    Args:
        pairs: Words of the other language with their meanings, in order.
        question: As read.
        table: Translations with their probabilities; None asks the dictionary alone.
        senses: Gives the English glosses of all entries of a Japanese word.
    """
    if question.language == "ja":
        said = _by_stem(question, table, senses)
        return tuple((word, _led(meant, _fitting(said.get(_key(word), ""), meant))) for word, meant in pairs)
    asked = frozenset(stem for word in question.words for stem in _stems.terms(word.surface)) - _VAGUE
    return tuple((word, _led(meant, _english(word, meant, asked, table, senses))) for word, meant in pairs)


def _fitting(said: str, meant: str) -> str:
    """Return the question's word; nothing where it is a verb and the word in its place has none among its meanings.

    The lift of *the lift carries two people* isn't 載せる, though that is what was asked.
    """
    senses = meant.rpartition(": ")[2].split("、")
    acts = _VERB.search(said) is not None and not any(_VERB.search(sense) for sense in senses)
    return "" if acts else said


def _led(meant: str, said: str) -> str:
    """Return a meaning with its dictionary form and reading as before; as it is where nothing else is said."""
    lead, joint, _ = meant.rpartition(": ")
    return f"{lead}{joint}{said}" if said else meant


def _key(word: str) -> str:
    """Return what an English word is compared by; empty for several words and figures."""
    return " ".join(_stems.terms(word)) if re.fullmatch(r"[A-Za-z-]+", word) else ""


def _by_stem(
    question: Question, table: Translations | None, senses: Callable[[str], Sequence[str]]
) -> dict[str, str]:
    """Return by the stems of English words what a Japanese question calls them, of several words the first."""
    found: dict[str, str] = {}
    for written, term in _written(question):
        printed = (one for form in (written, term) for one in senses(form))
        meant = {_key(_bare(gloss)) for one in printed for gloss in _glosses(one)}
        meant |= (
            {stem for stem, chance in table.translations(term, "ja") if chance >= _LEAST} if table else set()
        )
        for stem in filter(None, meant):
            found.setdefault(stem, written)
    return found


def _written(question: Question) -> Iterator[tuple[str, str]]:
    """Yield a question's Japanese words without inflection and by their terms, first those that stand together as one."""
    text = question.text
    japanese = [word for word in question.words if word.language == "ja"]
    for one, other in pairwise(japanese):
        if one.end == other.start:
            yield text[one.start : other.end], ""  # 初心者
    bases = {token.start: token.base for token in tokens_of(_segmenter(), text)}
    for word in japanese:
        vague = word.is_name or {word.surface, word.term} & _VAGUE
        if not vague and not _COUNTED.search(text[: word.start]):
            yield bases.get(word.start) or word.surface, word.term


@cache
def _segmenter() -> Segmenter:
    return Segmenter(as_written=True)


def _english(
    word: str,
    meant: str,
    asked: frozenset[str],
    table: Translations | None,
    senses: Callable[[str], Sequence[str]],
) -> str:
    """Return what of a Japanese word's meanings stands in an English question; empty for nothing, figures, names, grammar."""
    lead = meant.rpartition(": ")[0]
    form = lead.split(" ")[0] if " " in lead else word
    if table is None or form in _VAGUE or not (lead or _KATAKANA.fullmatch(word)):
        return ""
    glosses = {gloss: _stemmed(gloss) for printed in senses(form) for gloss in _glosses(printed)}
    if whole := next((gloss for gloss, stems in glosses.items() if stems and stems <= asked), ""):
        return whole
    likely = (stem for stem, chance in table.translations(form, "ja") if chance >= _LEAST and stem in asked)
    if (meaning := next(likely, None)) is None:
        return ""
    framed = (gloss for gloss, stems in glosses.items() if stems - _BECOMING == {meaning})
    return next(framed, table.written(meaning))


def _stemmed(gloss: str) -> frozenset[str]:
    return frozenset(stem for part in gloss.split() for stem in _stems.terms(part))


def _glosses(printed: str) -> Iterator[str]:
    """Yield the single glosses of what a dictionary prints, without remarks; none of a sense that is explained."""
    for sense in without_remarks(printed).split(";"):
        glosses = [gloss.strip() for gloss in sense.split(",") if gloss.strip()]
        if all(gloss.count(" ") < _EXPLAINED for gloss in glosses):
            yield from glosses


def _bare(gloss: str) -> str:
    """Return a gloss without its small words: found for "to found"."""
    return " ".join(part for part in gloss.split() if part.lower() not in _SMALL)
