"""Whether a translation says what its original says, word by word: by a dictionary and the table of translations.

A small model's wrong sentence is fluent, and a reader that judges meaning passes it; but its words aren't those of the
original: cartons for カートリッジ, an experiment for 試験公開. So most words of the original must have a translation in
the sentence, and most words of the sentence must be one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Protocol

from kotae.answering.coverage import Translations
from kotae.answering.rendering.calendar_marks import calendar_marks
from kotae.answering.rendering.irregular import IRREGULAR
from kotae.answering.rendering.senses import without_remarks
from kotae.folding import fold
from kotae.records import Language
from kotae.scripts import HIRAGANA, KATAKANA
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["Adequacy", "Senses"]

# Shares of words without a counterpart above which a translation isn't shown, chosen by reading (``benchmarks/translation``).
_MOST_LOST: Final = 0.25
_MOST_ADDED: Final = 0.4
# A word lost here and one added there is mostly another word in its place.
_MOST_EXCHANGED: Final = 0.04
# What the table finds less likely only stood beside the word in some sentence.
_LEAST: Final = 0.01
# Stems that differ by an ending of few letters are of one word.
_LEAST_LONG: Final = 5
_MOST_ENDING: Final = 3
# Of what a model wrote itself, a loose link is no excuse: 工場に出す isn't made in a factory.
_LEAST_OF_TOLD: Final = 0.05
# Longer compounds aren't in a dictionary; their parts are.
_MOST_JOINED: Final = 4
# Denials are compared elsewhere; the others stand in a sentence for grammar's sake.
_EMPTY_EN: Final = frozenset("not no do make have be get can may it there any also per".split())
# Certainty is compared elsewhere, too: 恐れがある is may. Pronouns are no words of content in English.
_EMPTY_JA: Final = frozenset("恐れ おそれ 可能性 必要 自分 自身".split())
_HIRAGANA: Final = re.compile(f"[{HIRAGANA}]+")
# Weekdays are held by the facts, not by a dictionary.
_WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE)
_WORD_EN: Final = re.compile(r"[A-Za-z]+")
# Who or what does it, and what Japanese calls them by.
_DOER_EN: Final = re.compile(r"(?P<act>[a-z]{3,})(?:er|or)s?")
_DOER_JA: Final = re.compile(rf"[器機者員人手師屋家官係剤計盤主客民生]|装置|[{KATAKANA}]{{3}}|方[がはにをの]")
_stems: Final = SpacedTerms()


class Senses(Protocol):
    """A Japanese dictionary."""

    def senses(self, written: str) -> Sequence[str]:
        """Return the English glosses of all entries of a Japanese word; none for an unknown one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Adequacy:
    """Compares a Japanese and an English text word by word.

    Attributes:
        analyzer: Finds content words.
        table: Translations; None asks the dictionary alone.
        dictionary: Knows what Japanese words may mean.
    """

    analyzer: Analyzer
    table: Translations | None
    dictionary: Senses

    def meets(self, japanese: str, english: str, *, target: Language) -> bool:
        """Return whether few words of the original are lost, few added, and hardly one exchanged for another.

        Args:
            japanese: The one text, without figures and names that are held fixed.
            english: The other.
            target: Which of the two is the translation.
        """
        japanese, english = _without_days(japanese), _without_figures(_WEEKDAY.sub(" ", english))
        unmet_ja, unmet_en = self.unmet(japanese, english)
        if target == "en" and (
            self._names_another(japanese, english)
            or self._takes_for_a_doer(japanese, english)
            or self.says_twice(japanese, english)
        ):
            return False
        lost, added = (unmet_ja, unmet_en) if target == "en" else (unmet_en, unmet_ja)
        return lost <= _MOST_LOST and added <= _MOST_ADDED and lost * added <= _MOST_EXCHANGED

    def _names_another(self, japanese: str, english: str) -> bool:
        """Return whether a name or what stands in quotation marks has no counterpart: Vatt for ワット."""
        held = frozenset().union(*self._meant(japanese).values())
        begins = len(english) - len(english.lstrip())
        return any(
            word.surface[0].isupper() and not _is_held(frozenset([word.term]), held)
            for word in self.analyzer.content_words(english)
            if _counts_en(word) and word.start > begins
        )

    def _takes_for_a_doer(self, japanese: str, english: str) -> bool:
        """Return whether an act became who or what does it: a charger for 充電, a manager for 管理."""
        if _DOER_JA.search(japanese):
            return False
        words = [word for word in self.analyzer.content_words(japanese) if word.language == "ja"]
        printed = " ".join(text for word in words for text in self.dictionary.senses(word.term)).lower()
        acts = set(re.findall(r"\bto ([a-z]{3,})|\b([a-z]{3,})ing\b", printed))
        verbs = {act.removesuffix("e") for pair in acts for act in pair if act}
        return any(
            match["act"].removesuffix("e") in verbs and match[0].removesuffix("s") not in printed
            for match in map(_DOER_EN.fullmatch, _WORD_EN.findall(english.lower()))
            if match
        )

    def unmet(self, japanese: str, english: str) -> tuple[float, float]:
        """Return the shares of Japanese and of English content words without a counterpart, each in [0, 1]; 0 for no words."""
        meant = self._meant(japanese)
        counted = {word.surface for word in self.analyzer.content_words(japanese) if _counts_ja(word)}
        said = self._said(english)
        held = frozenset().union(*meant.values())
        parts = _all_parts(said)
        return (
            _share(not _meets(stems, parts) for surface, stems in meant.items() if surface in counted),
            _share(not _is_held(terms, held) for terms in said),
        )

    def lost(self, original: str, said: str, *, target: Language) -> float:
        """Return the share of an original's content words without a counterpart in what was said, in [0, 1]."""
        return self.unmet(original, said)[0] if target == "en" else self.unmet(said, original)[1]

    def stray(self, original: str, said: str, *, beside: str, target: Language) -> float:
        """Return the share of what was said that neither translates a word of the original nor stands in ``beside``, in [0, 1].

        Args:
            original: A text in the other language.
            said: In the language wanted.
            beside: In that language, too: the question.
            target: The language wanted.
        """
        if target == "en":
            meant = self._meant(original, least=_LEAST_OF_TOLD)
            held = frozenset().union(*meant.values(), *self._said(beside))
            return _share(not _is_held(terms, held) for terms in self._said(_without_figures(said)))
        parts = _all_parts(self._said(original))
        asked = {word.term for word in self.analyzer.content_words(beside)}
        meant = self._meant(said, least=_LEAST_OF_TOLD)
        words = [
            word for word in self.analyzer.content_words(said) if _counts_ja(word) and word.surface in meant
        ]
        return _share(word.term not in asked and not _meets(meant[word.surface], parts) for word in words)

    def says_twice(self, japanese: str, english: str, *, beside: str = "") -> bool:
        """Return whether two English words come from two meanings of one Japanese word: the wall and the partition for 壁.

        Args:
            japanese: The original.
            english: Its translation.
            beside: English whose words may stand in it, too: the question.
        """
        asked = frozenset().union(*self._said(beside))
        said = [terms for terms in self._said(_without_figures(english)) if not _is_held(terms, asked)]
        words = {
            word.surface: word.term for word in self.analyzer.content_words(japanese) if word.language == "ja"
        }
        glosses = {written: self._glosses(written, term) for written, term in words.items()}
        for written, meant in glosses.items():
            others = frozenset().union(
                *(one for other, many in glosses.items() if other != written for one in many)
            )
            own = [
                terms for terms in said if not _is_held(terms, others) and any(terms & one for one in meant)
            ]
            if any(
                not any(one & gloss and other & gloss for gloss in meant)
                for one, other in combinations(own, 2)
            ):
                return True
        return False

    def _glosses(self, *forms: str) -> list[frozenset[str]]:
        """Return the stems of each single gloss of a Japanese word's forms."""
        printed = (text for form in forms for text in self.dictionary.senses(form))
        return [_stemmed([one]) for text in printed for one in re.split("[;,]", without_remarks(text))]

    def _said(self, english: str) -> set[frozenset[str]]:
        """Return for each English word that counts its terms: its own and, of an irregular form, those of its base."""
        words = [word for word in self.analyzer.content_words(english) if _counts_en(word)]
        return {
            frozenset((word.term, *_stems.terms(IRREGULAR.get(word.surface.lower(), word.surface))))
            for word in words
        }

    def _meant(self, japanese: str, *, least: float = _LEAST) -> dict[str, frozenset[str]]:
        """Return for each Japanese word the stems of all English words that it may mean, alone or with its neighbours."""
        words = [word for word in self.analyzer.content_words(japanese) if word.language == "ja"]
        found = {word.surface: self._stems(word, least) for word in words}
        for first, word in enumerate(words):
            for last in range(first + 1, min(len(words), first + _MOST_JOINED)):
                if words[last].start != words[last - 1].end:
                    break
                joined = _stemmed(self.dictionary.senses(japanese[word.start : words[last].end]))
                for part in words[first : last + 1]:
                    if part.surface in found:
                        found[part.surface] |= joined
        return found

    def _stems(self, word: Word, least: float) -> frozenset[str]:
        table = self.table.translations(word.term, "ja") if self.table is not None else ()
        printed = (*self.dictionary.senses(word.surface), *self.dictionary.senses(word.term), word.origin)
        return frozenset(term for term, chance in table if chance >= least) | _stemmed(printed)


def _without_days(japanese: str) -> str:
    """Return a text without the weekdays that are written short, as （水）."""
    for start, end, _ in calendar_marks(japanese, "ja"):
        japanese = japanese[:start] + " " * (end - start) + japanese[end:]
    return re.sub(r"[月火水木金土日]曜日?", " ", japanese)


def _without_figures(english: str) -> str:
    """Return a text without its figures, dates and hours, however they are worded: the facts are compared elsewhere."""
    for one in reversed(find_quantities(fold(english)) if len(fold(english)) == len(english) else ()):
        english = english[: one.start] + " " + english[one.end :]
    return english


def _is_held(terms: frozenset[str], held: frozenset[str]) -> bool:
    """Return whether one of a word's terms is held, or each part of one with a hyphen: self-consumption."""
    return _meets(terms, held) or any("-" in term and _parts(term) <= held for term in terms)


def _all_parts(said: set[frozenset[str]]) -> frozenset[str]:
    """Return the terms of words, and those of what hyphens join in them."""
    terms = frozenset().union(*said)
    return terms.union(*map(_parts, terms))


def _meets(some: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether two sets of stems share one, or one that is the other with an ending: difficult, difficulti."""
    if some & others:
        return True
    long = [stem for stem in some if len(stem) >= _LEAST_LONG]
    return any(
        len(other) >= _LEAST_LONG
        and (one.startswith(other) or other.startswith(one))
        and abs(len(one) - len(other)) <= _MOST_ENDING
        for one in long
        for other in others
    )


def _parts(term: str) -> frozenset[str]:
    """Return the stems of what a hyphen joins."""
    return frozenset(stem for part in term.split("-") for stem in _stems.terms(part))


def _counts_ja(word: Word) -> bool:
    if word.part_of_speech in ("接尾辞", "接頭辞"):
        return False
    return (
        _HIRAGANA.fullmatch(word.surface) is None
        and not word.surface[0].isdecimal()
        and word.surface not in _EMPTY_JA
    )


def _counts_en(word: Word) -> bool:
    return word.language == "en" and word.surface[0].isalpha() and word.term not in _EMPTY_EN


def _stemmed(printed: Iterable[str]) -> frozenset[str]:
    return frozenset(
        term
        for text in printed
        for found in _WORD_EN.findall(text)
        for form in {found, IRREGULAR.get(found.lower(), found)}
        for term in _stems.terms(form)
    )


def _share(missing: Iterable[bool]) -> float:
    counted = list(missing)
    return sum(counted) / len(counted) if counted else 0.0
