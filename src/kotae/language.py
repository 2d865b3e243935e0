"""Japanese or English: the one rule every stage shares.

Counting characters is not enough: Japanese technical prose is full of English identifiers,
and an English question may name 「能動的サイバー防御」. What decides is the grammar around the
names: hiragana on one side, English words (function words twice) on the other.
"""

import re
from typing import Final

from kotae.records import Language
from kotae.scripts import EAST_ASIAN, HALF_WIDTH_KANA, HIRAGANA, JAPANESE, KANJI, KATAKANA, SMALL_KATAKANA

__all__ = ["detect_language", "word_language"]

# What belongs to no language: code, links, tags, identifiers, mail addresses, paths.
_NEUTRAL: Final = re.compile(
    r"```[^`]*```"
    r"|`[^`\n]{1,200}`"
    rf"|https?://[^\s<>{EAST_ASIAN}\uff00-\uffef]{{1,2000}}"
    r"|</?[a-zA-Z][^<>]{0,500}>"
    r"|[A-Za-z0-9]{1,100}(?:[_./:@\\=][A-Za-z0-9_]{1,100}){1,20}(?:\(\))?"
)
# A quoted name or title says nothing about the language it stands in.
_QUOTED: Final = re.compile(
    r"「[^「」]{1,200}」|『[^『』]{1,200}』|“[^“”]{1,200}”|\"[^\"\n]{1,200}\"|\([^()\n]{1,200}\)|（[^（）]{1,200}）"
)
_HIRAGANA: Final = re.compile(f"[{HIRAGANA}\u3097-\u309f]")
_KATAKANA: Final = re.compile(f"[{KATAKANA}\u30fd-\u30ff{SMALL_KATAKANA}{HALF_WIDTH_KANA}]+")
_KANJI: Final = re.compile(f"[{KANJI}〆〇]{{1,4}}")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ][A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ'’-]*")
_FUNCTION_WORD_LIST: Final = """
a an the of to in on at by for from with and or but not is are was were be been has have had do does did
can could will would should may must what which who whom whose when where why how it its this that these
those there their they you your we our i he she his her me as if than then about into over between vs
explain describe tell list define compare summarize summarise give show find
"""
_FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORD_LIST.split())
_JAPANESE: Final = re.compile(f"[{JAPANESE}〆〇{SMALL_KATAKANA}{HALF_WIDTH_KANA}]")
# More than enough to decide, and a bound for an endless line.
_MAX_CHARS: Final = 20_000


def detect_language(text: str) -> Language:
    """Return ``"ja"`` or ``"en"``, the language the text is written in.

    Code, links and identifiers don't count, quoted and bracketed stretches count only when
    nothing else is left. Each hiragana, each run of katakana and every four kanji speak for
    Japanese; each Latin word speaks for English, a function word twice,
    a capitalised name not at all where there is Japanese. A tie with any
    Japanese in it is Japanese.

    Args:
        text: Any text; of a very long one, the first 20,000 characters decide.

    Returns:
        ``"en"`` also for text without letters and for the empty text.
    """
    text = text[:_MAX_CHARS]
    # Nothing speaks for Japanese: whatever is counted, it can't be.
    if text.isascii() or _JAPANESE.search(text) is None:
        return "en"
    sample = _NEUTRAL.sub(" ", text)
    for candidate in (_QUOTED.sub(" ", sample), sample, text):
        japanese, english = _votes(candidate)
        if japanese or english:
            return "ja" if japanese >= english else "en"
    return "en"


def word_language(word: str) -> Language:
    """Return ``"ja"`` for a word with any Japanese letter in it, else ``"en"``: naïve and Straße aren't Japanese.

    For a single word or term, where no grammar around it can be asked; see :func:`detect_language` for texts.
    """
    return "ja" if _JAPANESE.search(word) else "en"


def _votes(text: str) -> tuple[int, int]:
    japanese = len(_HIRAGANA.findall(text)) + len(_KATAKANA.findall(text)) + len(_KANJI.findall(text))
    words = _LATIN.findall(text)
    function_words = sum(word.lower() in _FUNCTION_WORDS for word in words)
    # Beside any Japanese, a capital marks a name: "Amazon Web Services 投資" asks in Japanese.
    plain = [word for word in words if not japanese or word[0].islower() or word.lower() in _FUNCTION_WORDS]
    return japanese, len(plain) + function_words
