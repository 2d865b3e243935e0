"""Readings: how a word sounds, so that kana and rōmaji find kanji.

A *reading key* is katakana with long vowels shortened (トウキョウ, トーキョー and tokyo are all
トキョ), because neither rōmaji nor hasty kana keeps them apart.
"""

import re
from functools import cache
from typing import Final

from kotae.scripts import KANA_ROWS

__all__ = ["from_romaji", "reading_key", "to_hiragana", "to_katakana"]

_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TO_HIRAGANA: Final = {katakana: hiragana for hiragana, katakana in _TO_KATAKANA.items()}
_O_ROW: Final = "オコソトノホモヨロヲゴゾドボポョォ"
_U_ROW: Final = "ウクスツヌフムユルグズヅブプュゥ"
_LONG: Final = re.compile(f"(?<=[{_O_ROW}])[ウオ]|(?<=[{_U_ROW}])ウ|ー")
_V: Final = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_ONE_SOUND: Final = str.maketrans("ヂヅヲ", "ジズオ")

_VOWELS: Final = "aiueo"
_IRREGULAR: Final = {
    "shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ", "ya": "ヤ", "yu": "ユ", "yo": "ヨ", "wa": "ワ", "wo": "オ",
    "sha": "シャ", "shu": "シュ", "sho": "ショ", "she": "シェ", "cha": "チャ", "chu": "チュ", "cho": "チョ", "che": "チェ",
    "ja": "ジャ", "ju": "ジュ", "jo": "ジョ", "je": "ジェ", "fa": "ファ", "fi": "フィ", "fe": "フェ", "fo": "フォ",
    "va": "バ", "vi": "ビ", "vu": "ブ", "ve": "ベ", "vo": "ボ", "di": "ディ", "ti": "ティ", "wi": "ウィ", "we": "ウェ",
}  # fmt: skip
_MACRONS: Final = str.maketrans("āīūēōâîûêô", "aiueoaiueo")


def to_katakana(text: str) -> str:
    """Return the text with hiragana as katakana; other characters unchanged."""
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """Return the text with katakana as hiragana; other characters, ヷ to ヺ and ー unchanged."""
    return text.translate(_TO_HIRAGANA)


def reading_key(kana: str) -> str:
    """Return the key under which a reading is indexed: katakana, long vowels shortened, ヴ as ブ."""
    key = to_katakana(kana)
    for old, new in _V:
        key = key.replace(old, new)
    return _LONG.sub("", key.translate(_ONE_SOUND))


@cache
def _syllables() -> dict[str, str]:
    """Return every rōmaji syllable, Hepburn and kunrei, with its katakana."""
    table = {
        row + vowel: kana
        for row, kanas in KANA_ROWS.items()
        for vowel, kana in zip(_VOWELS, kanas, strict=True)
    }
    table |= _IRREGULAR
    for row, kanas in KANA_ROWS.items():
        if row:
            table |= {
                f"{row}y{vowel}": kanas[1] + small for vowel, small in zip("auo", "ャュョ", strict=True)
            }
    return table


def from_romaji(word: str) -> str:
    """Return the katakana of a word in rōmaji (``yosan`` → ヨサン), or ``""`` if it isn't rōmaji."""
    rest = word.lower().translate(_MACRONS)
    syllables = _syllables()
    kana: list[str] = []
    at = 0
    while at < len(rest):
        for length in (3, 2, 1):
            if (found := syllables.get(rest[at : at + length])) and length <= len(rest) - at:
                kana.append(found)
                at += length
                break
        else:
            special = _special(rest, at)
            if special is None:
                return ""
            kana.append(special)
            at += 2 if rest[at : at + 2] == "n'" else 1
    return "".join(kana)


def _special(word: str, at: int) -> str | None:
    """Return ン or ッ for a letter that is no syllable of its own, None for a letter out of place."""
    letter, following = word[at], word[at + 1 : at + 2]
    if (
        letter in "nm"
        and (not following or following not in "aiueoy")
        and (letter == "n" or following in "bpm")
    ):
        return "ン" if following or letter == "n" else None
    if following and (letter == following or word[at : at + 3] == "tch") and letter not in "aiueo":
        return "ッ"
    return None
