"""What a dictionary line means for searching: the term, its reading, or nothing.

A *term* is what variants of one word share. UniDic's lemma does most of it (コンピュータ and
コンピューター, 申込 and 申し込み, インタフェース and インターフェイス have one lemma each); what is
left is done here: 申し込む and 申込み meet in their kanji, unknown katakana words in one spelling
of ヴ and the long vowel.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from kotae.languages import LANGUAGES
from kotae.scripts import HIRAGANA, KANJI, KATAKANA

__all__ = ["DictionaryWord", "content_term", "is_content", "parse_line", "split_lemma"]

_CONTENT: Final = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞"})

_TABLES: Final = LANGUAGES["ja"]
_KATAKANA: Final = re.compile(f"[{KATAKANA}・]+")
_KANJI: Final = re.compile(f"[{KANJI}]")
_NOT_KANJI: Final = re.compile(f"[^{KANJI}]+")
_MIXED: Final = re.compile(f"(?=.*[{HIRAGANA}])(?:[{HIRAGANA}]*[{KANJI}]){{2}}")
_ASCII: Final = re.compile(r"[\x00-\x7f]+")
_DIGITS: Final = dict(zip("〇一二三四五六七八九", "0123456789", strict=True))

# Ways of writing one foreign sound, and what they are all written as here.
_SOUNDS: Final = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"),
    ("ウィ", "ウイ"), ("ウェ", "ウエ"), ("ウォ", "ウオ"), ("ティ", "チ"), ("ヂ", "ジ"), ("ヅ", "ズ"), ("・", ""),
)  # fmt: skip
_LONG_E: Final = re.compile("(?<=[エケセテネヘメレゲゼデベペェ])イ")


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryWord:
    """One word as the dictionary sees it.

    Attributes:
        surface: As written, folded, without the white space before it.
        part_of_speech: UniDic's major class.
        subclass: The second and third class, joined by ``-``.
        reading: The lemma's reading in katakana; empty for unknown words.
        lemma: The dictionary form; the surface for unknown words.
        origin: The foreign word a loan-word comes from, else empty.
        known: Whether the dictionary knows the word.
    """

    surface: str
    part_of_speech: str
    subclass: str
    reading: str
    lemma: str
    origin: str
    known: bool


def split_lemma(lemma: str) -> tuple[str, str]:
    """Return the lemma and its foreign origin: ``バジェット-budget`` → バジェット, budget.

    A tail that isn't a foreign word (``私-代名詞``) only tells homonyms apart and is dropped.
    """
    word, hyphen, tail = lemma.partition("-")
    if not hyphen or not word:
        return lemma, ""
    origin = tail if re.match(r"[A-Za-z\u00c0-\u024f]", tail) else ""
    return word, origin


def parse_line(line: str) -> DictionaryWord:
    """Return the fields of one line of the tagger's answer."""
    fields = line.split("\t")
    surface = fields[0].lstrip(" ")
    known = len(fields) > 4
    lemma, origin = split_lemma(unicodedata.normalize("NFKC", fields[5])) if known else (surface, "")
    return DictionaryWord(
        surface=surface,
        part_of_speech=fields[1],
        subclass=f"{fields[2]}-{fields[3]}",
        reading=fields[4] if known else "",
        lemma=lemma or surface,
        origin=origin,
        known=known,
    )


def is_content(word: DictionaryWord) -> bool:
    """Return whether the word says something of its own: no particle, auxiliary, sign or formal noun."""
    if word.part_of_speech not in _CONTENT or _ASCII.fullmatch(word.surface):
        return False
    if word.lemma in _TABLES.stop_words or "助動詞語幹" in word.subclass:
        return False
    if word.part_of_speech == "接尾辞":
        return word.lemma not in _TABLES.stop_suffixes and "名詞的" in word.subclass
    return any(character.isalpha() for character in word.surface)


def content_term(word: DictionaryWord) -> str:
    """Return the term that all spellings of the word share."""
    if not word.known:
        return _katakana_term(word.surface) if _KATAKANA.fullmatch(word.surface) else word.surface
    # The lemma of a name is only its sound: 伊東 and 伊藤 are both イトウ.
    if word.subclass.startswith("固有名詞") and _KANJI.search(word.surface) and not _KANJI.search(word.lemma):
        return word.surface
    if word.subclass.startswith("数詞"):
        return _DIGITS.get(word.lemma, word.lemma)
    if _KATAKANA.fullmatch(word.lemma):
        return _katakana_term(word.lemma)
    return _NOT_KANJI.sub("", word.lemma) if _MIXED.match(word.lemma) else word.lemma.lower()


def _katakana_term(word: str) -> str:
    """Return a katakana word in one spelling: ヴ as ブ, ウィ as ウイ, エイ as エー, no long vowel at the end."""
    for written, kept in _SOUNDS:
        word = word.replace(written, kept)
    word = _LONG_E.sub("ー", word)
    return word.rstrip("ー") if len(word) > 3 else word
