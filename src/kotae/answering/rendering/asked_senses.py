"""Senses by what is asked: where the asker's own words hold a translation of a word of the quote, that is what it means.

Asked センターはいつ設立されましたか, *founded* is 設立 and not 見つかる; asked about a loose bolt, ボルト is no volt. Which words
translate one another is told by the dictionary, its later senses included, and by the translation table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from kotae.answering.coverage import Translations
from kotae.answering.rendering.senses import without_remarks
from kotae.question import Question
from kotae.segmentation.analyzer import Word
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["in_asked_senses"]

# What the table finds less likely only stood beside the word in some sentence.
_LEAST: Final = 0.1
_SMALL: Final = frozenset("to be a an the of one's".split())
_NUMERAL: Final = re.compile("[0-9]")
# Said of anything, a word of the question tells nothing of the quote's: 人, 日, する.
_VAGUE: Final = frozenset(
    """人 日 時 目 物 者 所 為る する 有る ある 成る なる 何 使う 行う 出来る できる まま 侭 go get take make do have give
    put come use""".split()
)
_COUNTED: Final = re.compile(r"[0-9何数]\Z")
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
        said = _by_stem(question.words, question.text, table, senses)
        return tuple((word, _led(meant, said.get(_key(word), ""))) for word, meant in pairs)
    asked = frozenset(stem for word in question.words for stem in _stems.terms(word.surface)) - _VAGUE
    return tuple((word, _led(meant, _english(word, meant, asked, table, senses))) for word, meant in pairs)


def _led(meant: str, said: str) -> str:
    """Return a meaning with its dictionary form and reading as before; as it is where nothing else is said."""
    lead, joint, _ = meant.rpartition(": ")
    return f"{lead}{joint}{said}" if said else meant


def _key(word: str) -> str:
    """Return what an English word is compared by; empty for several words and figures."""
    return " ".join(_stems.terms(word)) if re.fullmatch(r"[A-Za-z-]+", word) else ""


def _by_stem(
    words: Sequence[Word],
    text: str,
    table: Translations | None,
    senses: Callable[[str], Sequence[str]],
) -> dict[str, str]:
    """Return by the stems of English words what the question calls them; the longest word first, no stem of several words."""
    found: dict[str, str] = {}
    for written, term in _written(words, text):
        meant = {
            _key(_bare(gloss))
            for form in (written, term)
            for printed in senses(form)
            for gloss in _glosses(printed)
        }
        meant |= {
            stem for stem, chance in (table.translations(term, "ja") if table else ()) if chance >= _LEAST
        }
        for stem in filter(None, meant):
            found.setdefault(stem, written)
    return found


def _written(words: Sequence[Word], text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a Japanese question as they are written and by their terms, first those that stand together as one."""
    plain = [word for word in words if word.language == "ja" and not {word.surface, word.term} & _VAGUE]
    for one, other in pairwise(plain):
        if one.end == other.start:
            yield text[one.start : other.end], ""  # 会員資格
    for word in plain:
        if not word.is_name and not _COUNTED.search(text[: word.start]):
            yield (word.surface if word.part_of_speech == "名詞" else word.term), word.term


def _english(
    word: str,
    meant: str,
    asked: frozenset[str],
    table: Translations | None,
    senses: Callable[[str], Sequence[str]],
) -> str:
    """Return what of a Japanese word's meanings stands in an English question; empty for nothing, figures and names."""
    lead = meant.rpartition(": ")[0]
    if _NUMERAL.search(word) or (not lead and meant[:1].isupper()):
        return ""
    form = lead.split(" ")[0] if " " in lead else word
    if form in _VAGUE or table is None:
        return ""
    glosses = {gloss: _stemmed(gloss) for printed in senses(form) for gloss in _glosses(printed)}
    if whole := next((gloss for gloss, stems in glosses.items() if stems and stems <= asked), ""):
        return whole
    likely = (stem for stem, chance in table.translations(form, "ja") if chance >= _LEAST and stem in asked)
    if (meaning := next(likely, None)) is None:
        return ""
    return next((gloss for gloss, stems in glosses.items() if meaning in stems), table.written(meaning))


def _stemmed(gloss: str) -> frozenset[str]:
    return frozenset(stem for part in gloss.split() for stem in _stems.terms(part))


def _glosses(printed: str) -> Iterator[str]:
    """Yield the single glosses of what a dictionary prints, without remarks."""
    yield from filter(None, (part.strip() for part in re.split("[;,]", without_remarks(printed))))


def _bare(gloss: str) -> str:
    """Return a gloss without its small words: found for "to found"."""
    return " ".join(part for part in gloss.split() if part.lower() not in _SMALL)
