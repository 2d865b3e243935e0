"""The bridge leg: words of the question → words of the other language, with probabilities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kotae.language import word_language
from kotae.records import Language
from kotae.retrieval.measured import Vocabulary
from kotae.retrieval.scoring import Group
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.segmentation.whole_names import NAME_MARK, name_key
from kotae.translation import TranslationTable
from kotae.translation.transliteration import SoundIndex, is_latin_name

__all__ = ["Bridge"]

# A word may stand in papers of the other language as it is; its translations, where there are any, are likelier.
SELF_WEIGHT: Final = 0.3
# Shorter English words sound like some Japanese one by chance: no, to, one.
_LEAST_ROMAJI: Final = 4
_PART_WORTH: Final = 0.3
_LEAST_PART: Final = 4
# What is met as a name, by its sound, is believed before what the table has for the same letters.
_BESIDE_NAME: Final = 0.5


class Bridge:
    """Finds which index terms may stand for a word of the question in the other language.

    Three ways, the later ones only where the earlier found nothing in the index: the
    translation table; for Japanese names their reading (``Takaichi`` and 高市); likeness of
    sound between katakana and Latin names (``Oracle`` and オラクル). A katakana name that the
    dictionary takes apart (アンソロピック) is always looked up whole too, and where it is found
    its parts, or an accidental translation, count less.
    """

    def __init__(self, table: TranslationTable, words: Vocabulary) -> None:
        self._table = table
        self._words = words
        self._sounds: SoundIndex | None = None
        self._whole: SoundIndex | None = None
        self._romaji: dict[str, list[str]] | None = None

    def groups(
        self,
        words: Sequence[str],
        *,
        readings: Mapping[str, str],
        names: Mapping[str, tuple[str, ...]] | None = None,
        target: Language,
    ) -> tuple[Group, ...]:
        """Return a group for every distinct word, for passages in ``target``.

        Args:
            words: Index terms of the question, in either language.
            readings: Katakana reading of the question's Japanese words, where they have one.
            names: Katakana names that were taken apart, with their parts among the words.
            target: The language of the passages.
        """
        groups = [self._group(word, readings.get(word, ""), target=target) for word in dict.fromkeys(words)]
        whole = {
            group.word for group in groups if any(key.startswith(NAME_MARK) for key, _ in group.readings)
        }
        parts = {
            word for word in words if any(word != name and word.removesuffix("e") in name for name in whole)
        }
        for name, its_parts in (names or {}).items():
            if target == "en" and (found := self._unexplained(name, its_parts)):
                groups.append(Group(word=name, terms=found))
                parts.update(its_parts)
        return tuple(replace(group, worth=_PART_WORTH) if group.word in parts else group for group in groups)

    def _group(self, word: str, reading: str, *, target: Language) -> Group:
        source = word_language(word)
        if source == target:
            return Group(word=word, terms=((word, 1.0),))
        terms = self._translations(word, source)
        heard: tuple[tuple[str, float], ...] = ()
        if not terms:
            terms = self._names(word, reading) or list(self._sound_index().alike(word))
            if source == "en" and len(word) >= _LEAST_ROMAJI and (kana := from_romaji(word)):
                heard = ((reading_key(kana), 1.0),)
        if source == "en" and (whole := self._whole_names().alike(word)):
            heard += tuple((name_key(name), score) for name, score in whole)
            terms = [(term, _BESIDE_NAME * chance) for term, chance in terms]
        own = dict(terms).get(word, 0.0)
        kept = [(term, chance) for term, chance in terms if term != word]
        own = max(own, SELF_WEIGHT if kept or heard else 1.0)
        return Group(word=word, terms=((word, own), *kept), readings=heard)

    def _translations(self, word: str, source: Language) -> list[tuple[str, float]]:
        """Return the translations that the index holds, each as likely as it is among those: no other one can be meant.

        In a folder without *buildings* (ビル, three in five of what ``bill`` is translated by) a bill is 請求.
        """
        held = [
            (term, chance)
            for term, chance in self._table.translations(word, source)
            if term in self._words.words
        ]
        mass = sum(chance for _, chance in held)
        return [(term, chance / mass) for term, chance in held]

    def _names(self, word: str, reading: str) -> list[tuple[str, float]]:
        """Return Latin terms of the index that spell a Japanese reading in rōmaji."""
        if word_language(word) == "en" or len(reading) < 2:
            return []
        if self._romaji is None:
            self._romaji = _romaji_names(self._words.words.terms)
        return [(name, 1.0) for name in self._romaji.get(reading_key(reading), ())]

    def _unexplained(self, name: str, parts: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Return Latin words that sound like a whole name and aren't made of its parts' translations.

        メーリングリスト finds ``mail`` and ``list`` by its parts; ``mailinglist`` would only hide them.
        """
        words = [word for part in parts for word, _ in self._table.translations(part, "ja")]
        made_of = tuple(word for word in words if len(word) >= _LEAST_PART)
        return tuple(
            (term, score)
            for term, score in self._sound_index().alike(name)
            if not (term.startswith(made_of) or term.endswith(made_of))
            and {name, *parts}.isdisjoint(word for word, _ in self._table.translations(term, "en"))
        )

    def _whole_names(self) -> SoundIndex:
        if self._whole is None:
            keys = self._words.readings.terms
            self._whole = SoundIndex(key[len(NAME_MARK) :] for key in keys if key.startswith(NAME_MARK))
        return self._whole

    def _sound_index(self) -> SoundIndex:
        if self._sounds is None:
            self._sounds = SoundIndex(self._words.words.terms)
        return self._sounds


def _romaji_names(vocabulary: Iterable[str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for word in vocabulary:
        if len(word) >= _LEAST_ROMAJI and is_latin_name(word) and (kana := from_romaji(word)):
            names.setdefault(reading_key(kana), []).append(word)
    return names
