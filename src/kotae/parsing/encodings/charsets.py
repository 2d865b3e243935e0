"""The character sets of other countries: is a text Chinese, Korean, Russian, Polish, and which set are its bytes in?

Most bytes can be decoded in most of these sets; of the results only one uses the letters that its
language uses most. How often those are comes from charset-normalizer, whose own choice isn't taken:
of short texts it is a guess.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from kotae import lazy_re as re
from kotae.parsing.dictionaries import RUSSIAN, are_words
from kotae.parsing.encodings.alphabets import latin_charset
from kotae.scripts import KANJI

__all__ = ["Standing", "find_charset", "has_rival", "may_be_a_word", "reads_as_prose"]

# More says nothing new, and every candidate decodes all of it.
_SAMPLE_BYTES: Final = 20_000
Standing: TypeAlias = Literal["firm", "likely", "unlikely", "short", "word"]
"""How well bytes read as Japanese or Western European: the better, the more letters have to outweigh it.

``"short"`` and ``"word"`` ask for a doubt only, not for a choice.
"""

# So many letters, and of so many kinds, are needed: of scripts with thousands of them a few say more.
_OF_MANY: Final[dict[Standing, tuple[int, int]]] = {
    "firm": (10, 4),
    "likely": (4, 2),
    "unlikely": (4, 2),
    "short": (4, 3),
    "word": (4, 3),
}
_OF_FEW: Final[dict[Standing, tuple[int, int]]] = {
    "firm": (10, 4),
    "likely": (10, 4),
    "unlikely": (6, 3),
    "short": (6, 4),
    "word": (2, 2),
}
# What can't be decoded at all says more against a set than a sign that is merely rare.
_BROKEN_WEIGHT: Final = 5
_MOSTLY: Final = 0.8
_ALL_CAPITALS: Final = 0.8

_DRAWN: Final = re.compile("[\u2160-\u217f\u2190-\u266f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Punctuation, also of full width, and what offices write; signs of tables and letters of other sets aren't among them.
_PUNCTUATION: Final = re.compile(
    r"[\u00a0«»°§©®·×\u200c-\u200f\u2010-\u2027\u2030\u2116\u2122\u3000-\u303f\uff00-\uff65]"
)
# The library knows the 26 most frequent syllables of Korean, and Chinese in simplified characters only.
_MORE: Final = {
    "Korean": "자나어그라들있정수부전과해것장보원제상구주니만조요여었국동면게습합안세신아오내우계비용회습되",
    "Chinese": "們個這為國說時會對來後麼學當還進樣開從過發經動沒無點問題電話請業務員關於機長與書議公司日月",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """How languages of one script are told.

    Attributes:
        encodings: That they are written in, the more usual ones first.
        languages: As charset-normalizer names them.
        script: What matches a letter of theirs.
        count: So many of a language's most frequent letters count.
        least: The share of these among all letters, at least.
        words: Whether letters of another script beside them, and capitals within a word, are wrong.
    """

    encodings: tuple[str, ...]
    languages: tuple[str, ...]
    script: re.Pattern[str]
    count: int = 12
    least: float = 0.5
    words: bool = True


_WRITINGS: Final = (
    _Writing(
        encodings=("gb18030", "cp950", "big5hkscs"),
        languages=("Chinese",),
        script=re.compile(f"[{KANJI}]"),
        count=200,
        least=0.25,
        words=False,
    ),
    _Writing(
        encodings=("cp949",),
        languages=("Korean",),
        script=re.compile("[\uac00-\ud7a3]"),
        count=100,
        least=0.3,
        words=False,
    ),
    _Writing(
        encodings=("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"),
        languages=("Russian", "Ukrainian", "Bulgarian", "Serbian"),
        script=re.compile("[\u0400-\u04ff]"),
    ),
    _Writing(encodings=("cp1253", "iso8859_7"), languages=("Greek",), script=re.compile("[\u0370-\u03ff]")),
    # Half of so few letters are more of a text.
    _Writing(encodings=("cp1255",), languages=("Hebrew",), script=re.compile("[\u0590-\u05ff]"), least=0.6),
    _Writing(encodings=("cp1256",), languages=("Arabic", "Farsi"), script=re.compile("[\u0600-\u06ff]")),
    _Writing(encodings=("cp874",), languages=("Thai",), script=re.compile("[\u0e00-\u0e7f]"), count=16),
)


def find_charset(data: bytes, *, standing: Standing, latin: bool) -> str:
    """Return the set of another country that bytes are written in, as Python names it; empty where none is told.

    Args:
        data: Bytes, of which the beginning counts.
        standing: How well they read as Japanese or Western European.
        latin: Whether they may be in a language of Latin letters.
    """
    sample = data[:_SAMPLE_BYTES]
    fits = {
        encoding: _fit(text, writing, standing) / writing.least
        for writing in _WRITINGS
        for encoding in writing.encodings
        if (text := _decoded(sample, encoding))
    }
    best = max(fits, key=lambda encoding: fits[encoding], default="")
    if best and fits[best] >= 1:
        return best
    return latin_charset(sample) if latin else ""


def has_rival(data: bytes, *, encoding: str) -> bool:
    """Return whether a few bytes read in another set, otherwise, as a text of another country.

    Args:
        data: All bytes of a short text.
        encoding: The one they are read in.
    """
    read = data.decode(encoding, "replace")
    return any(
        text != read and _fit(text, writing, "short") >= writing.least
        for writing in _WRITINGS
        for text in (_decoded(data, other) for other in writing.encodings)
    )


def may_be_a_word(data: bytes) -> bool:
    """Return whether the few bytes of a word or two are one of Russian in KOI8-R, or usual letters of Thai in CP874."""
    russian = data.decode("koi8_r")
    words = [word for word in _WORD.findall(russian) if not word.isascii()]
    if all(sign.isalpha() for sign in russian if sign > "\x7f") and are_words(words, RUSSIAN):
        return True
    return _fit(_decoded(data, "cp874"), _WRITINGS[-1], "word") >= _MOSTLY


def reads_as_prose(text: str, *, standing: Standing = "unlikely") -> bool:
    """Return whether a text uses the letters that one of the languages uses most.

    Args:
        text: Any text.
        standing: How well it reads otherwise.
    """
    return any(_fit(text, writing, standing) >= writing.least for writing in _WRITINGS)


def _decoded(sample: bytes, encoding: str) -> str:
    """The text of bytes that may end within a character."""
    return sample.decode(encoding, "replace").removesuffix("\ufffd")


def _fit(text: str, writing: _Writing, standing: Standing) -> float:
    """The share of the frequent letters of a language, less what it doesn't use: 1 at best, 0 for too few letters."""
    right, wrong, capitals = Counter[str](), 0, 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        beyond = [
            letter
            for letter in word
            if letter > "\x7f" and letter.isalpha() and not _PUNCTUATION.match(letter)
        ]
        own = [letter for letter in beyond if writing.script.match(letter)]
        if writing.words and not _is_word(word, own):
            own = []
        right.update(letter.lower() for letter in own)
        capitals += sum(letter.isupper() for letter in own)
        wrong += len(beyond) - len(own)
    signs = Counter(text)
    wrong += sum(number for sign, number in signs.items() if _is_odd(sign, writing))
    wrong += _BROKEN_WEIGHT * signs["\ufffd"]
    letters, kinds = (_OF_FEW if writing.words else _OF_MANY)[standing]
    if right.total() < letters:
        return 0.0
    best = max(
        _share(right, wrong, _frequent(language, writing.count), kinds) for language in writing.languages
    )
    # Small letters of one set are capitals of another, and few texts are all in capitals.
    return best * (_ALL_CAPITALS if 2 * capitals > right.total() else 1)


def _share(right: Counter[str], wrong: int, frequent: frozenset[str], kinds: int) -> float:
    hits = [number for letter, number in right.items() if letter in frequent]
    return (sum(hits) - wrong) / (right.total() + wrong) if len(hits) >= kinds else 0.0


def _is_word(word: str, own: list[str]) -> bool:
    """Whether all letters of a word are of one script, and capitals stand where they may."""
    return len(own) == len(word) and word in (word.lower(), word.upper(), word.capitalize())


def _is_odd(sign: str, writing: _Writing) -> bool:
    """Whether a character is neither letter nor mark nor punctuation that these languages use."""
    if sign <= "\x7f":
        return sign < " " and sign not in "\t\n\r\f"
    if writing.script.match(sign) or _PUNCTUATION.match(sign) or (_DRAWN.match(sign) and not writing.words):
        return False
    return not sign.isalpha() and unicodedata.category(sign) != "Mn"


@cache
def _frequent(language: str, count: int) -> frozenset[str]:
    """The most frequent letters of a language; importing the library takes a moment, and few files need it."""
    from charset_normalizer.constant import FREQUENCIES

    return frozenset([*FREQUENCIES[language][:count], *_MORE.get(language, "")])
