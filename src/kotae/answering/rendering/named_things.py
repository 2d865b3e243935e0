"""Japanese names of things with what they are: 売店「なぎさ」, 喫茶すずめ, ブラームス：交響曲第3番, 長崎市鍛冶屋町.

Each part is said by the rules for phrases and names; where one isn't known nothing is said.
"""

from collections.abc import Callable, Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.phrase_words import PARTS
from kotae.answering.rendering.transcribing import romanised
from kotae.answering.rendering.usual_words import word_list
from kotae.dated import WEEKDAYS
from kotae.scripts import HIRAGANA, KANA, KANJI, KATAKANA
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities

__all__ = ["NamedThings"]

_QUOTED: Final = re.compile(
    r"(?P<what>[^「」『』]+)[「『](?P<name>(?=[^」』]*[^0-9」』])[^「」『』]{1,12})[」』]"
)
_BRACKETED: Final = re.compile(r"(?P<what>[^()]+)\((?P<more>[^()]+)\)")
_TOLD: Final = re.compile(r"(?P<label>[^:]*[^:0-9]):(?!//)\s*(?P<value>[^:]+)")
_NUMBERED: Final = re.compile(rf"(?P<what>[{KANJI}{KATAKANA}]+)第(?P<number>[0-9]{{1,4}})(?:番|号)")
# Kinds of houses that stand before a name in kana, as signs have them.
_KINDS: Final = word_list("houses")
_HOUSE: Final = re.compile(
    rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?P<name>[{KANA}]{{2,10}})"
)
# How a firm is marked: its name isn't said word by word.
_FIRM: Final = re.compile(r"\([株有]\)|[㈱㈲]|(?:株式|有限|合同)会社")
_SETTLEMENT: Final = "都道府県市区町村"
_LABELS: Final = word_list("labels")
_REMARKS: Final = word_list("remarks")
_WHOLE: Final = word_list("regions")
_PARTICLE: Final = re.compile(rf"[{KANJI}][{HIRAGANA}]")


class NamedThings:
    """Says things with a name in English.

    Args:
        phrase: Says a noun phrase; None for what it doesn't know.
        words: Gives the words of a text with their readings.
    """

    def __init__(self, phrase: Callable[[str], str | None], words: Callable[[str], Sequence[Word]]) -> None:
        self._phrase = phrase
        self._words = words

    def said(self, text: str) -> str | None:
        """Return a thing in English; None for what is no named thing, or has a part that isn't known.

        Args:
            text: Folded, with its brackets.
        """
        if match := _QUOTED.fullmatch(text):
            what, name = self._phrase(match["what"]), self._name(match["name"])
            return f"{what} “{name}”" if what and name else None
        if (match := _HOUSE.fullmatch(text)) and self._is_noun(match["name"]):
            return f"{_KINDS[match['kind']]} {romanised(match['name'])}"
        if _FIRM.search(text):
            return None
        if match := _BRACKETED.fullmatch(text):
            what, more = self._phrase(match["what"]), self._told(match["more"])
            return f"{what} ({more})" if what and more else None
        if match := _NUMBERED.fullmatch(text):
            what = self._phrase(match["what"])
            return f"{what} No. {match['number']}" if what else None
        if match := _TOLD.fullmatch(text):
            whose, which = self._part(match["label"]), self._part(match["value"])
            return f"{whose}: {which}" if whose and which else None
        return self._address(text)

    def _is_noun(self, text: str) -> bool:
        """Return whether a text is one noun: すずめ, but neither から nor のちらし."""
        words = self._words(text)
        return len(words) == 1 and words[0].surface == text and words[0].part_of_speech == "名詞"

    def _part(self, text: str) -> str | None:
        return self.said(text) or self._phrase(text) or self._name(text)

    def _told(self, text: str) -> str | None:
        """Return what stands in brackets: a label and who or what, or a thing alone."""
        match = _TOLD.fullmatch(text)
        label = _LABELS.get(match["label"].strip()) if match else None
        if match and label:
            value = self._name(match["value"]) or self._phrase(match["value"])
            return f"{label}: {value}" if value else None
        if len(find_quantities(text)) > 1 and "、" in text:
            return None  # 大人500円、子ども200円: each belongs to somebody else
        return _REMARKS.get(text) or WEEKDAYS.get(text.removesuffix("曜日")) or self._part(text)

    def _name(self, text: str) -> str | None:
        """Return a name by its sound, as one word for each of its parts; None where it holds a phrase."""
        if re.fullmatch(r"[A-Za-z0-9 .&'-]+", text):
            return text
        words = self._words(text)
        heard = "".join(word.surface for word in words) == text and all(word.reading for word in words)
        if not words or not heard or _PARTICLE.search(text):
            return romanised(text) if re.fullmatch(f"[{KANA}]+", text) else None
        if all(word.origin and not word.is_name for word in words):
            return " ".join(word.origin for word in words)  # オンライン
        if re.fullmatch(f"[{KANA}]+", text) or all(word.is_name for word in words):
            return romanised("".join(word.reading for word in words))
        return None

    def _address(self, text: str) -> str | None:
        """Return an address, the smallest place first: Kajiyacho, Nagasaki City."""
        places: list[str] = []
        name = ""
        for word in self._words(text) if re.fullmatch(f"[{KANJI}{KANA}]+", text) else ():
            if not word.reading or not (word.is_name or word.surface in _SETTLEMENT):
                return None
            if word.surface in _SETTLEMENT and name:
                places.append(f"{name} {PARTS[word.surface]}" if word.surface in PARTS else name)
                name = ""
            elif word.surface in _WHOLE and not name:
                places.append(_WHOLE[word.surface])
            elif name:
                return None
            else:
                name = romanised(word.reading)
        places += [name] if name else []
        covered = "".join(word.surface for word in self._words(text)) == text
        return ", ".join(reversed(places)) if covered and len(places) > 1 else None
