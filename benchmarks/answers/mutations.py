"""True sentences made false by one change: another number, date or name, or a denial."""

import re
from collections.abc import Callable

from kotae.language import detect_language
from kotae.segmentation.quantities import QuantityKind, find_quantities

__all__ = ["MUTATIONS"]

_DIGIT = re.compile(r"[0-9０-９]")
_NAMES = {"katakana": "モーツァルト", "latin": "Zanzibar", "kanji": "長曽我部"}
_KATAKANA = re.compile(r"[ァ-ヴー]{4,}")
_LATIN = re.compile(
    r"(?<![A-Za-z])(?!The|This|That|These|It|In|On|At|A|An|If|When|For|You|We|I|He|She|They|There\b)[A-Z][A-Za-z]{2,}(?![A-Za-z])"
)
_KANJI = re.compile(r"[一-龠]{2,3}(?=氏|大臣|教授|首相)")
_DENY_JA = (
    ("しました", "しませんでした"),
    ("されました", "されませんでした"),
    ("ています", "ていません"),
    ("ている", "ていない"),
    ("ました", "ませんでした"),
    ("ます", "ません"),
    ("した。", "しなかった。"),
    ("された。", "されなかった。"),
    ("ある。", "ない。"),
    ("である", "ではない"),
    ("する。", "しない。"),
    ("できる", "できない"),
)
_DENY_EN = re.compile(r"\b(is|are|was|were|will|can|could|has|have|had|should|must|would|may)\b(?! not|n't)")


def _number(sentence: str) -> str | None:
    return _other_quantity(sentence, {"number", "money", "percent", "count"})


def _date(sentence: str) -> str | None:
    return _other_quantity(sentence, {"date"})


def _other_quantity(sentence: str, kinds: set[QuantityKind]) -> str | None:
    for quantity in find_quantities(sentence):
        text = sentence[quantity.start : quantity.end]
        digits = list(_DIGIT.finditer(text))
        if quantity.kind in kinds and digits:
            place = quantity.start + digits[-1 if quantity.kind == "date" else 0].start()
            other = str(int(sentence[place]) % 9 + 1)
            return sentence[:place] + other + sentence[place + 1 :]
    return None


def _name(sentence: str) -> str | None:
    for script, pattern in (("katakana", _KATAKANA), ("latin", _LATIN), ("kanji", _KANJI)):
        if match := pattern.search(sentence):
            return sentence[: match.start()] + _NAMES[script] + sentence[match.end() :]
    return None


def _denial(sentence: str) -> str | None:
    if detect_language(sentence) == "en":
        match = _DENY_EN.search(sentence)
        return None if match is None else sentence[: match.end()] + " not" + sentence[match.end() :]
    for plain, denied in _DENY_JA:
        place = sentence.rfind(plain)
        if place >= 0 and place + len(plain) >= len(sentence) - 2:
            return sentence[:place] + denied + sentence[place + len(plain) :]
    return None


MUTATIONS: dict[str, Callable[[str], str | None]] = {
    "number": _number,
    "date": _date,
    "name": _name,
    "denial": _denial,
}
"""Each returns the changed sentence, or None for a sentence that has nothing to change."""
