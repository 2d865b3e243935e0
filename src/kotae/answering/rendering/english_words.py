"""The usual Japanese words for an English one, the likeliest first: from the dictionary, ranked by the translation table."""

import re
from collections.abc import Iterator
from typing import Final

from kotae.answering.rendering.english_roles import Role
from kotae.answering.rendering.irregular import IRREGULAR, PAST
from kotae.answering.rendering.senses import proper_name
from kotae.scripts import KANJI
from kotae.segmentation import Segmenter
from kotae.segmentation.spaced import SpacedTerms
from kotae.translation import TranslationTable
from kotae.translation.dictionaries import plain_gloss
from kotae.translation.glossary import Glossary
from kotae.translation.transliteration import is_katakana

__all__ = ["EnglishWords", "plain_name"]

# How much the translation table's probability, learned from real sentences, counts beside the dictionary's marks.
_TABLE_WORTH: Final = 60.0
_LEAST_SHARE: Final = 0.15
_MAX_GLOSSES: Final = 4
_QUALITIES: Final = frozenset({"形容詞", "形状詞", "副詞"})
# From this probability on a word is used in real sentences.
_USED: Final = 0.01
# Short words that double their last letter before an ending.
_DOUBLES: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_MAX_RANKED: Final = 12
_SHORT: Final = 4
# From this probability on a word of the table is shown though the dictionary doesn't have it for the English word.
_SURE: Final = 0.3
# What the likeliest word must have of all that speaks for any; more where the English one isn't the first of its glosses.
_SURE_SHARE: Final = 0.7
_SURER_SHARE: Final = 0.8
# A Japanese noun that may become a verb, beside verbs: to apply is 適用, to put isn't 我慢 though it stands in put up with.
_SURE_ACT: Final = 0.15
# An expression of several words that the dictionary gives as somewhere a first sense.
_SET_PHRASE: Final = 0.6
_ORDER: Final = ("first ", "second ", "last ", "next ", "every ")
# The dictionary has it under one name only.
_ALIASES: Final = {"united states": "america"}


class EnglishWords:
    """Finds Japanese words; safe to use from many threads.

    Args:
        glossary: The pocket dictionary.
        table: Tells which of a word's translations are the likely ones.
        segmenter: Tells what kind of word a Japanese one is.
    """

    def __init__(self, glossary: Glossary, table: TranslationTable, segmenter: Segmenter) -> None:
        self._glossary = glossary
        self._table = table
        self._segmenter = segmenter
        self._stems = SpacedTerms()

    def best(
        self, phrase: str, *, one_word: bool, role: Role = "", name: bool = False
    ) -> tuple[str, tuple[str, ...]]:
        """Return the dictionary form of a word or phrase in lower case, and its Japanese words; none for an unknown one.

        Args:
            phrase: In lower case.
            one_word: Whether it is one.
            role: What it is where it stands.
            name: Whether it is written with a capital.
        """
        if not one_word and not self._is_set(phrase):
            return phrase, ()
        form, ranked = self._likeliest(phrase, one_word, role)
        if role == "verb" and form == phrase and phrase.endswith("ing"):
            form, ranked = self._likeliest(phrase.removesuffix("ing"), one_word, role)
        if name and self._is_own_name(form):
            return form, ()  # Google isn't ググる
        chosen = self._in_role(ranked, form, role)
        enough = _LEAST_SHARE * chosen[0][0] if chosen else 0.0
        return form, tuple(word for score, word in chosen if score >= enough)[:_MAX_GLOSSES]

    def _is_own_name(self, form: str) -> bool:
        """Return whether the dictionary has a word in Latin letters, and nothing for it that is likelier."""
        printed = self._glossary.english(form)
        own = max((weight for word, weight in printed if word.lower() == form), default=0.0)
        return own > 0 and own >= max(weight for _, weight in printed)

    def _is_set(self, phrase: str) -> bool:
        """Return whether words together are a usual expression: opening hours; first appointment is none."""
        printed = [self._glossary.english(form)[:1] for form in _base_forms(phrase)]
        return not phrase.startswith(_ORDER) and any(one and one[0][1] >= _SET_PHRASE for one in printed)

    def _in_role(self, ranked: list[tuple[float, str]], form: str, role: Role) -> list[tuple[float, str]]:
        """Return those words that may stand where the English one stands; a verb none where there is none."""
        if role == "verb":
            verbs = {word: score for score, word in ranked if "動詞" in self._last_kinds(word)[:1]}
            acts = {
                word: 1 + _TABLE_WORTH * chance
                for word, chance in self._used(form)
                if chance >= (_SURE_ACT if verbs else _USED) and "サ変可能" in self._last_kinds(word)
            }
            return sorted(
                ((score, word) for word, score in (acts | verbs).items()),
                key=lambda pair: (-pair[0], pair[1]),
            )
        if role in ("noun", "modifier"):
            unlike = {"動詞"} if role == "modifier" else {"動詞", "形容詞", "副詞", "形状詞"}
            return [
                (score, word) for score, word in ranked if not unlike & set(self._last_kinds(word)[:1])
            ] or ranked
        return ranked

    def _used(self, form: str) -> tuple[tuple[str, float], ...]:
        """Return what the table gives for a word in real sentences, as far as the dictionary has it."""
        stem = next(iter(self._stems.terms(form)), "")
        found = self._table.translations(stem, "en") if stem else ()
        return tuple((word, chance) for word, chance in found if chance >= _USED and self._is_usual(word))

    def _likeliest(self, phrase: str, one_word: bool, role: Role) -> tuple[str, list[tuple[float, str]]]:
        most = _MAX_RANKED if role else _MAX_GLOSSES
        exact, *inflected = [
            (self._ranked(form, phrase, one_word, most), form) for form in _base_forms(phrase)
        ]
        singular = max(inflected or [exact], key=_score)
        # Goods are in the dictionary themselves: they aren't looked for as good.
        ranked, form = exact if exact[0] and not self._is_rare(phrase, exact[0], singular[0]) else singular
        return form, ranked

    def _is_rare(
        self, phrase: str, plural: list[tuple[float, str]], singular: list[tuple[float, str]]
    ) -> bool:
        """Return whether a plural is in the dictionary as another word, hardly used: taxis are タクシー, not 走性."""
        if not phrase.endswith("s") or not singular:
            return False
        stem = next(iter(self._stems.terms(phrase)), "")
        used = {word for word, chance in self._table.translations(stem, "en") if chance >= _USED}
        own = {word for _, word in plural if not (is_katakana(word) and word.endswith("ズ"))}
        return not own & used and bool({word for _, word in singular} & used)

    def surest(self, phrase: str, *, one_word: bool) -> str:
        """Return the Japanese word that is meant by an English noun or adjective; empty where another may be.

        Sure is one that has most of what speaks for any word, those written with a kanji of it counted with it: *plant* may
        be 植物 or 工場, *stern* anything.
        """
        form, _ = self.best(phrase, one_word=one_word)
        if form != phrase and phrase.endswith(("ed", "ing", "ly")):
            return ""
        ranked = self._ranked(form, phrase, one_word, most=_MAX_RANKED)
        if not ranked or ranked[0][1] not in dict(self._glossary.english(plain_name(form))):
            return ""
        if any(proper_name(entry.gloss) for entry in self._glossary.japanese(ranked[0][1])[:1]):
            return ""  # Jonah is somebody, not a book
        kanji = set(re.findall(f"[{KANJI}]", ranked[0][1]))
        alike = sum(score for score, word in ranked if word == ranked[0][1] or kanji & set(word))
        share = alike / sum(score for score, _ in ranked)
        first = form in self._first_glosses(ranked[0][1])
        if not one_word:
            return ranked[0][1] if first and self._is_set(phrase) else ""
        return ranked[0][1] if share >= (_SURE_SHARE if first else _SURER_SHARE) else ""

    def _first_glosses(self, word: str) -> set[str]:
        return {
            plain_gloss(entry.gloss.split(";")[0].split(",")[0]).strip().lower()
            for entry in self._glossary.japanese(word)
        }

    def known(self, phrase: str) -> tuple[str, ...]:
        """Return the dictionary's Japanese words for a phrase in lower case as it stands."""
        return tuple(word for word, _ in self._glossary.english(plain_name(phrase)))

    def is_word(self, written: str) -> bool:
        """Return whether a word in lower case is in the dictionary, in whatever form."""
        return any(self._glossary.english(form) for form in _base_forms(written))

    def before_noun(self, word: str) -> str | None:
        """Return what a Japanese word takes before a noun: の, な, nothing for 古い; None for what can't stand there."""
        kinds = self._kinds(word)
        if "形容詞" in kinds:
            return ""
        if "動詞" in kinds or not kinds & {"名詞", "形状詞", "接尾辞"}:
            return None
        return "な" if "形状詞" in kinds else "の"

    def _ranked(
        self, form: str, written: str, one_word: bool, most: int = _MAX_GLOSSES
    ) -> list[tuple[float, str]]:
        """Return the Japanese words for an English one with their scores, the likeliest first."""
        known: dict[str, float] = {}
        if one_word and (stem := next(iter(self._stems.terms(form)), "")):
            known = dict(self._table.translations(stem, "en"))
        printed = dict(self._glossary.english(plain_name(form)))
        # What else the table is sure of; of hourly and billing it knows hour and bill.
        if printed and len(form) >= _SHORT and not (form == written and written.endswith(("ly", "ing"))):
            sure = (word for word, chance in known.items() if chance >= _SURE and word not in printed)
            printed |= {word: 1.0 for word in sure if self._is_usual(word)}
        ranked = sorted(
            (
                ((1 + _TABLE_WORTH * known.get(word, 0.0)) * weight, word)
                for word, weight in printed.items()
                if word.lower() != form
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        ranked = self._of_its_kind(ranked, form, written)[:most]
        if most > _MAX_GLOSSES:
            return ranked
        return [pair for pair in ranked if pair[0] >= _LEAST_SHARE * ranked[0][0]]

    def _is_usual(self, word: str) -> bool:
        """Return whether a term of the table is a word as it is written: スーパー isn't スーパ."""
        return any(entry.word == word for entry in self._glossary.japanese(word))

    def _of_its_kind(
        self, ranked: list[tuple[float, str]], form: str, written: str
    ) -> list[tuple[float, str]]:
        """Return those words that an ending allows, all where it allows none: firms are no adjective, led is a verb."""
        if form == written:
            return ranked
        likely = ranked[:_MAX_RANKED]
        if written.endswith("s"):
            kept = [pair for pair in likely if not _QUALITIES & self._kinds(pair[1])]
        elif written.endswith("ed") or written in PAST:
            return self._in_role(likely, form, "verb")
        else:
            kept = []
        return kept or ranked

    def _last_kinds(self, word: str) -> tuple[str, ...]:
        """Return the part of speech of a Japanese word's end, and what its noun may become."""
        lines = [line.split("\t") for *_, line, language in self._segmenter.places(word) if language == "ja"]
        return (lines[-1][1], *lines[-1][3:4]) if lines else ()

    def _kinds(self, word: str) -> set[str]:
        """Return the parts of speech of a Japanese word, with what its nouns may become."""
        lines = (line.split("\t") for *_, line, language in self._segmenter.places(word) if language == "ja")
        return {kind for fields in lines for kind in (fields[1], *fields[3:4])}


def plain_name(phrase: str) -> str:
    """Return the name under which the dictionary has a phrase in lower case."""
    return _ALIASES.get(phrase, phrase)


def _score(found: tuple[list[tuple[float, str]], str]) -> float:
    return found[0][0][0] if found[0] else 0.0


def _base_forms(phrase: str) -> Iterator[str]:
    """Yield a phrase, then what it may be an inflected form of, the likelier first."""
    if phrase in IRREGULAR:
        yield IRREGULAR[phrase]
        return
    yield phrase
    endings = (
        ("'s", ("",)), ("ies", ("y", "ie")), ("es", ("", "e")), ("s", ("",)), ("ied", ("y", "ie")), ("ed", ("", "e")),
        ("ing", ("", "e")), ("ly", ("",)),
    )  # fmt: skip
    for ending, stems in endings:
        if len(phrase) > len(ending) + 2 and phrase.endswith(ending):
            stem = phrase.removesuffix(ending)
            yield from (stem + more for more in stems if more or _may_end(stem, ending))
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                yield stem[:-1]


def _may_end(stem: str, ending: str) -> bool:
    """Return whether a word takes an ending as it is: sits, but not sites, is of sit, and rated isn't of rat."""
    if ending == "es":
        return stem.endswith(("s", "x", "z", "ch", "sh", "o"))
    return ending not in ("ed", "ing") or _DOUBLES.fullmatch(stem) is None
