"""The usual Japanese words for an English one, the likeliest first: from the dictionary, ranked by the translation table."""

from collections.abc import Iterator
from typing import Final

from kotae.answering.irregular import IRREGULAR
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
_ACTIONS: Final = frozenset({"動詞", "サ変可能"})
# From this probability on a word is used in real sentences.
_USED: Final = 0.01
_MAX_RANKED: Final = 12
_SHORT: Final = 4
# From this probability on a word of the table is shown though the dictionary doesn't have it for the English word.
_SURE: Final = 0.3
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

    def best(self, phrase: str, *, one_word: bool) -> tuple[str, tuple[str, ...]]:
        """Return the dictionary form of a word or phrase in lower case, and its Japanese words; none for an unknown one."""
        exact, *inflected = [(self._ranked(form, phrase, one_word), form) for form in _base_forms(phrase)]
        singular = max(inflected or [exact], key=_score)
        # Goods are in the dictionary themselves: they aren't looked for as good.
        ranked, form = exact if exact[0] and not self._is_rare(phrase, exact[0], singular[0]) else singular
        return form, tuple(word for _, word in ranked)

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

    def meant(self, phrase: str, *, one_word: bool) -> tuple[str, ...]:
        """Return those of the best words whose own first gloss is the English one: スズメバチ for hornet, not 蜂."""
        form, _ = self.best(phrase, one_word=one_word)
        exact = tuple(word for _, word in self._ranked(form, phrase, one_word, most=_MAX_RANKED))
        kept = [word for word in exact if form in self._first_glosses(word)]
        own = [word for word in kept if not is_katakana(word)]
        return tuple(own or kept)

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
        if printed and len(form) >= _SHORT:  # what else the table is sure of
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
        elif written.endswith("ed") or written in IRREGULAR:
            kept = [pair for pair in likely if _ACTIONS & self._kinds(pair[1])]
        else:
            kept = []
        return kept or ranked

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
        ("'s", ("",)), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
        ("ing", ("", "e")), ("ly", ("",)),
    )  # fmt: skip
    for ending, stems in endings:
        if len(phrase) > len(ending) + 2 and phrase.endswith(ending):
            stem = phrase.removesuffix(ending)
            yield from (stem + more for more in stems)
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                yield stem[:-1]
