"""Which language a text is in: the one rule every stage shares.

Counting characters is not enough: Japanese technical prose is full of English identifiers,
and an English question may name 「能動的サイバー防御」. What decides is the grammar around the
names: hiragana on one side, English words (function words twice) on the other. What speaks for a language stands in
its tables (:mod:`kotae.languages`); where nothing speaks for any, it is English.
"""

import re
from typing import Final

from kotae.languages import LANGUAGES, LanguageTables
from kotae.records import Language
from kotae.scripts import EAST_ASIAN

__all__ = ["detect_language", "named_language", "opposite", "spaced_language", "word_language"]

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
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ][A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ'’-]*")
_DEFAULT: Final = "en"


def _signs(tables: LanguageTables) -> tuple[re.Pattern[str], ...]:
    own = (f"[{tables.letters}]+",) if tables.letters and not tables.signs else ()
    return tuple(map(re.compile, (*tables.signs, *own)))


# By code, in the order that decides a tie.
_LETTERS: Final = {code: re.compile(f"[{t.letters}]") for code, t in LANGUAGES.items() if t.letters}
_SIGNS: Final = {code: signs for code, tables in LANGUAGES.items() if (signs := _signs(tables))}
_SHARED: Final = {code: tables for code, tables in LANGUAGES.items() if code not in _SIGNS}
_NAMES: Final = {
    **{name.casefold(): code for code, tables in LANGUAGES.items() for name in tables.name.values()},
    **{code: code for code in LANGUAGES},
    "jp": "ja",
}
# More than enough to decide, and a bound for an endless line.
_MAX_CHARS: Final = 20_000


def detect_language(text: str) -> Language:
    """Return the code of the language the text is written in.

    Code, links and identifiers don't count, quoted and bracketed stretches count only when
    nothing else is left. Each hiragana, each run of katakana and every four kanji speak for
    Japanese; each Latin word speaks for English, a function word twice,
    a capitalised name not at all where there is Japanese. A tie with any
    Japanese in it is Japanese. Further languages are told in the same way, by their letters or their function words.

    Args:
        text: Any text; of a very long one, the first 20,000 characters decide.

    Returns:
        ``"en"`` also for text without letters and for the empty text.
    """
    text = text[:_MAX_CHARS]
    # Nothing speaks for another language: whatever is counted, it can't be.
    if len(_SHARED) == 1 and (text.isascii() or not any(own.search(text) for own in _LETTERS.values())):
        return _DEFAULT
    sample = _NEUTRAL.sub(" ", text)
    for candidate in (_QUOTED.sub(" ", sample), sample, text):
        votes = _votes(candidate)
        most = max(votes.values())
        if most:
            return next(code for code in LANGUAGES if votes[code] == most)
    return _DEFAULT


def word_language(word: str) -> Language:
    """Return ``"ja"`` for a word with any Japanese letter in it, else ``"en"``: naïve and Straße aren't Japanese.

    For a single word or term, where no grammar around it can be asked; see :func:`detect_language` for texts.
    A further language is told by letters of its own.
    """
    return next((code for code, letters in _LETTERS.items() if letters.search(word)), _DEFAULT)


def spaced_language(text: str) -> Language:
    """Return the language of those words of a text that stand between spaces: English inside Japanese."""
    if len(LANGUAGES) == 2:
        return _DEFAULT
    found = detect_language(text)
    return _DEFAULT if found == "ja" else found


def named_language(name: str) -> Language | None:
    """Return the language that a document names: ``ja``, ``ja-JP``, ``Japanese``, 日本語; None for one that isn't known."""
    name = name.strip().casefold()
    return _NAMES.get(name) or _NAMES.get(re.split(r"[\W_]", name)[0])


def _votes(text: str) -> dict[Language, int]:
    """Return how much speaks for each language."""
    votes = {code: sum(len(sign.findall(text)) for sign in signs) for code, signs in _SIGNS.items()}
    distinct = any(votes.values())
    words = _LATIN.findall(text)
    lower = [word.lower() for word in words]
    for code, tables in _SHARED.items():
        function_words = sum(word in tables.function_words for word in lower)
        # Beside any Japanese, a capital marks a name: "Amazon Web Services 投資" asks in Japanese.
        plain = sum(
            not distinct or word[0].islower() or small in tables.function_words
            for word, small in zip(words, lower, strict=True)
        )
        votes[code] = plain + function_words
    return votes


def opposite(language: Language) -> Language:
    """Return the other one of the two languages that questions are asked in: English for Japanese, and the reverse."""
    return "en" if language == "ja" else "ja"
