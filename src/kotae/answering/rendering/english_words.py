"""The usual Japanese words for an English one, the likeliest first: from the dictionary, ranked by the translation table."""

import re
from collections.abc import Mapping
from typing import Final

from kotae.answering.rendering.english_forms import base_forms, only_shares_stem, positives
from kotae.answering.rendering.english_grammar import SAID
from kotae.answering.rendering.english_roles import Role
from kotae.answering.rendering.fitting_verbs import by_object, plain_first
from kotae.answering.rendering.irregular import PAST
from kotae.answering.rendering.tokens import Token, tokens_of
from kotae.segmentation import Segmenter
from kotae.segmentation.spaced import SpacedTerms
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary
from kotae.translation.transliteration import is_katakana

__all__ = ["EnglishWords", "plain_name"]

# How much the translation table's probability, learned from real sentences, counts beside the dictionary's marks.
_TABLE_WORTH: Final = 60.0
_LEAST_SHARE: Final = 0.15
_LEAST_SHARE_OF_VERBS: Final = 0.05
# A verb that is so much rarer than the noun says less than the noun does.
_HARDLY_A_VERB: Final = 0.02
_MAX_GLOSSES: Final = 4
_QUALITIES: Final = frozenset({"形容詞", "形状詞", "副詞"})
# From this probability on a word is used in real sentences.
_USED: Final = 0.01
# The ropes are 縄 before they are 要領.
_MUCH_RARER: Final = 0.1
_MAX_RANKED: Final = 12
_SHORT: Final = 4
# From this probability on a word of the table is shown though the dictionary doesn't have it for the English word.
_SURE: Final = 0.3
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
        self,
        phrase: str,
        *,
        one_word: bool,
        role: Role = "",
        name: bool = False,
        has_object: bool | None = None,
    ) -> tuple[str, tuple[str, ...]]:
        """Return the dictionary form of a word or phrase in lower case, and its Japanese words; none for an unknown one.

        Args:
            phrase: In lower case.
            one_word: Whether it is one.
            role: What it is where it stands.
            name: Whether it is written with a capital.
            has_object: Whether a verb has one; None where that isn't known.
        """
        if not one_word and not self._is_set(phrase):
            return phrase, ()
        form, ranked = self._likeliest(phrase, one_word, role)
        if name and form not in SAID:  # Ines isn't INES
            ranked = [pair for pair in ranked if not self._is_spelt_out(pair[1], form)]
        if role == "verb" and form == phrase and phrase.endswith(("ing", "ed")):
            form, ranked = self._of_a_verb(phrase, role)
        if not ranked and one_word and not name and form == phrase:
            form, ranked = self._compared(phrase, ranked)
            role = role if form == phrase else "modifier"  # to higher ground
        if name and self._is_own_name(form):
            return form, ()  # Google isn't ググる
        chosen = by_object(plain_first(self._in_role(ranked, form, role)), has_object)
        if role == "verb" and chosen and ranked and chosen[0][0] < _HARDLY_A_VERB * max(ranked)[0]:
            chosen = ranked  # it rains: ばらつく is its only verb
        least = _LEAST_SHARE_OF_VERBS if role == "verb" else _LEAST_SHARE
        enough = least * chosen[0][0] if chosen else 0.0
        return form, tuple(word for score, word in chosen if score >= enough)[:_MAX_GLOSSES]

    def _compared(self, phrase: str, ranked: list[tuple[float, str]]) -> tuple[str, list[tuple[float, str]]]:
        """Return the base form of a comparative and its words that are qualities: higher ground; what was found for others."""
        for base in positives(phrase):
            found = self._ranked(base, base, True)
            if fitting := [pair for pair in found if _QUALITIES & self._kinds(pair[1])]:
                return base, fitting
        return phrase, ranked

    def _of_a_verb(self, phrase: str, role: Role) -> tuple[str, list[tuple[float, str]]]:
        """Return the base form of a participle that is in the dictionary as another word, too: approved, building."""
        bases = [form for form in base_forms(phrase) if form != phrase and self._glossary.english(form)]
        return self._likeliest(bases[0] if bases else phrase, True, role)

    def _is_spelt_out(self, word: str, form: str) -> bool:
        """Return whether a Japanese word is given for an abbreviation alone: 国際原子力事象評価尺度, INES."""
        said = " ".join(entry.gloss for entry in self._glossary.japanese(word))
        printed = {part for part in re.findall(r"[A-Za-z]+", said) if part.lower() == form}
        return len(form) > 1 and printed == {form.upper()}

    def _is_own_name(self, form: str) -> bool:
        """Return whether the dictionary has a word in Latin letters, and nothing for it that is likelier."""
        printed = self._glossary.english(form)
        own = max((weight for word, weight in printed if word.lower() == form), default=0.0)
        return own > 0 and own >= max(weight for _, weight in printed)

    def _is_set(self, phrase: str) -> bool:
        """Return whether words together are a usual expression: opening hours; first appointment is none."""
        printed = [self._glossary.english(form)[:1] for form in base_forms(phrase)]
        return not phrase.startswith(_ORDER) and any(one and one[0][1] >= _SET_PHRASE for one in printed)

    def _in_role(self, ranked: list[tuple[float, str]], form: str, role: Role) -> list[tuple[float, str]]:
        """Return those words that may stand where the English one stands; a verb none where there is none."""
        if role == "verb":
            verbs = {word: score for score, word in ranked if self._ends_as(word, "動詞")}
            acts = {
                word: 1 + _TABLE_WORTH * chance
                for word, chance in self._used(form)
                if chance >= (_SURE_ACT if verbs else _USED)
                and (last := self._last(word)) is not None
                and last.action
            }
            return sorted(
                ((score, word) for word, score in (acts | verbs).items()),
                key=lambda pair: (-pair[0], pair[1]),
            )
        if role in ("noun", "modifier"):
            unlike = ("動詞",) if role == "modifier" else ("動詞", "形容詞", "副詞", "形状詞")
            return [(score, word) for score, word in ranked if not self._ends_as(word, *unlike)] or ranked
        return ranked

    def _used(self, form: str) -> tuple[tuple[str, float], ...]:
        """Return what the table gives for a word in real sentences, as far as the dictionary has it."""
        stem = next(iter(self._stems.terms(form)), "")
        found = self._table.translations(stem, "en") if stem else ()
        return tuple((word, chance) for word, chance in found if chance >= _USED and self._is_usual(word))

    def _likeliest(self, phrase: str, one_word: bool, role: Role) -> tuple[str, list[tuple[float, str]]]:
        most = _MAX_RANKED if role else _MAX_GLOSSES
        exact, *inflected = [
            (self._ranked(form, phrase, one_word, most), form) for form in base_forms(phrase)
        ]
        singular = max(inflected or [exact], key=_score)
        # Goods are in the dictionary themselves: they aren't looked for as good.
        ranked, form = exact if exact[0] and not self._is_rare(exact, singular) else singular
        return form, ranked

    def _is_rare(
        self, plural: tuple[list[tuple[float, str]], str], singular: tuple[list[tuple[float, str]], str]
    ) -> bool:
        """Return whether a plural is in the dictionary as another word, hardly used: taxis are タクシー, not 走性."""
        phrase, form = plural[1], singular[1]
        if not phrase.endswith("s") or not singular[0]:
            return False
        stem = next(iter(self._stems.terms(phrase)), "")
        used = {word: chance for word, chance in self._table.translations(stem, "en") if chance >= _USED}
        own = [word for _, word in plural[0] if not (is_katakana(word) and word.endswith("ズ"))]
        likeliest = max((_chance(used, word) for _, word in singular[0]), default=0.0)
        rarer = max((_chance(used, word) for word in own), default=0.0) < _MUCH_RARER * likeliest
        return rarer and self._weight(phrase) < self._weight(form)

    def _weight(self, form: str) -> float:
        """Return how well the dictionary's best word for a form translates it; 0 for none."""
        return max((weight for _, weight in self._glossary.english(form)), default=0.0)

    def known(self, phrase: str) -> tuple[str, ...]:
        """Return the dictionary's Japanese words for a phrase in lower case as it stands."""
        return tuple(word for word, _ in self._glossary.english(plain_name(phrase)))

    def has(self, form: str) -> bool:
        """Return whether a word is in the dictionary as it stands."""
        return bool(self._glossary.english(form))

    def phrasal(self, verb: str, particle: str) -> tuple[str, tuple[str, ...]]:
        """Return the dictionary form of a verb with what stands behind it, and its Japanese words: turned off, 止める."""
        for base in base_forms(verb):
            form = f"{base} {particle}"
            found = [word for word, weight in self._glossary.english(form) if weight >= _SET_PHRASE]
            if verbs := [word for word in found if self._ends_as(word, "動詞")]:
                return form, tuple(verbs[:_MAX_GLOSSES])
        return f"{verb} {particle}", ()

    def is_word(self, written: str) -> bool:
        """Return whether a word in lower case is in the dictionary, in whatever form."""
        return any(self._glossary.english(form) for form in base_forms(written))

    def _ranked(
        self, form: str, written: str, one_word: bool, most: int = _MAX_GLOSSES
    ) -> list[tuple[float, str]]:
        """Return the Japanese words for an English one with their scores, the likeliest first."""
        known: dict[str, float] = {}
        if one_word and (stem := next(iter(self._stems.terms(form)), "")):
            known = dict(self._table.translations(stem, "en"))
        printed = dict(self._glossary.english(plain_name(form)))
        # What else the table is sure of; of hourly and billing it knows hour and bill.
        as_written = form == written and (written.endswith(("ly", "ing")) or self._is_plural(written))
        if printed and len(form) >= _SHORT and not as_written:
            sure = (word for word, chance in known.items() if chance >= _SURE and word not in printed)
            printed |= {word: 1.0 for word in sure if self._is_usual(word, form)}
        ranked = sorted(
            (
                ((1 + _TABLE_WORTH * self._meant(known, word, form)) * weight, word)
                for word, weight in printed.items()
                if word.lower() != form
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        ranked = self._of_its_kind(ranked, form, written)[:most]
        if most > _MAX_GLOSSES:
            return ranked
        return [pair for pair in ranked if pair[0] >= _LEAST_SHARE * ranked[0][0]]

    def _meant(self, known: Mapping[str, float], word: str, form: str) -> float:
        """Return how likely the table finds a word; 0 for one that only sounds like the English one: ビル is a building.

        The table learned it from names: Bill.
        """
        chance = _chance(known, word)
        if not chance or not is_katakana(word):
            return chance
        wanted = set(self._stems.terms(form))
        firsts = (entry.gloss.split("; ")[0] for entry in self._glossary.japanese(word))
        held = {
            stem
            for first in firsts
            for part in re.findall(r"[A-Za-z]+", first)
            for stem in self._stems.terms(part)
        }
        return chance if wanted & held else 0.0

    def _is_plural(self, written: str) -> bool:
        """Return whether a word is another one with s: glasses, whose ガラス are of glass."""
        return any(
            form != written and self._glossary.english(form) for form in base_forms(written)
        ) and written.endswith("s")

    def _is_usual(self, word: str, form: str = "") -> bool:
        """Return whether a term of the table is a word as it is written (スーパー isn't スーパ), not of another form."""
        meant = [entry.gloss for entry in self._glossary.japanese(word) if entry.word == word]
        return bool(meant) and not (form and only_shares_stem(form, " ".join(meant)))

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
        elif written.endswith("ly"):
            return [pair for pair in likely if _QUALITIES & self._kinds(pair[1])]
        else:
            kept = []
        return kept or ranked

    def _last(self, word: str) -> Token | None:
        """Return the last word of a Japanese expression."""
        tokens = [token for token in tokens_of(self._segmenter, word) if token.language == "ja"]
        return tokens[-1] if tokens else None

    def _ends_as(self, word: str, *kinds: str) -> bool:
        last = self._last(word)
        return last is not None and last.kind in kinds

    def _kinds(self, word: str) -> set[str]:
        """Return the parts of speech in a Japanese expression."""
        return {token.kind for token in tokens_of(self._segmenter, word) if token.language == "ja"}


def plain_name(phrase: str) -> str:
    """Return the name under which the dictionary has a phrase in lower case."""
    return _ALIASES.get(phrase, phrase)


def _chance(known: Mapping[str, float], word: str) -> float:
    """Return the table's probability of a word; its terms in katakana are cut: タクシ."""
    return known.get(word) or (known.get(word.removesuffix("ー"), 0.0) if is_katakana(word) else 0.0)


def _score(found: tuple[list[tuple[float, str]], str]) -> float:
    return found[0][0][0] if found[0] else 0.0
