"""Languages of Latin letters: which set of bytes is explained by the alphabet of one of them?

The sets differ in a few places only (``ł`` is ``³``, ``ş`` is ``þ``), and a text has few letters beyond
ASCII: whichever set turns all of them into letters of one language, within words, is the right one.
"""

import re
from typing import Final

from kotae.parsing.ordinary import TYPOGRAPHY

__all__ = ["latin_charset"]

_EAST: Final = (
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîşţșț",
    "čćđšž",
)  # Polish, Czech, Slovak, Hungarian, Romanian, Croatian and Slovene
_WEST: Final = (
    "àâæçèéêëîïôùûüÿœ",
    "äöüß",
    "áéíñóúü",
    "àáâãçéêíóôõúüªº",
    "àèéìíîòóùú",
    "åäöæøéèüó",
    "áðéíóúýþæö",
    "àçèéíïòóúü",
    "áéèêëíïóöúü",
)  # French, German, Spanish, Portuguese, Italian, Nordic languages, Icelandic, Catalan, Dutch
_ALPHABETS: Final = {
    "cp1252": _WEST,
    "cp1250": _EAST,
    "iso8859_2": _EAST,
    "cp1254": ("çğıöşüâîûİ",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
    "cp1258": ("ăâđêôơưàáãèéêìíòóõùúý\u0300\u0301\u0303\u0309\u0323",),
}
"""By encoding, the usual ones first; the last three are Turkish, then Lithuanian, Latvian and Estonian, then Vietnamese."""

_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_EXPLAINED: Final = 0.95
_MIN_KINDS: Final = 2
_MIN_IN_WORDS: Final = 0.5


def latin_charset(data: bytes) -> str:
    """Return the encoding under which bytes are of one language of Latin letters, as Python names it; empty for none."""
    read = {encoding: _telling(data.decode(encoding, "replace")) for encoding in _ALPHABETS}
    for encoding, (letters, in_words) in read.items():
        if len(set(letters)) < _MIN_KINDS or in_words < _MIN_IN_WORDS * len(letters):
            continue
        if max(_share(letters, alphabet) for alphabet in _ALPHABETS[encoding]) >= _EXPLAINED:
            return encoding
    return ""


def _share(letters: list[str], alphabet: str) -> float:
    return sum(letter in alphabet or letter.lower() in alphabet for letter in letters) / len(letters)


def _telling(text: str) -> tuple[list[str], int]:
    """The characters beyond ASCII that have to be letters, and how many of them stand beside a letter of ASCII."""
    letters: list[str] = []
    in_words = 0
    for found in _BEYOND.finditer(text):
        at = found.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if found[0] in "ªº" and not after.isalpha():
            continue
        glued = after.isalpha() and (before.isalpha() or found[0] in "¹²³¼½¾±¶¸¨")
        if (
            found[0].isalpha()
            or found[0] == "\ufffd"
            or (glued and found[0] not in TYPOGRAPHY)
            or _is_mark(found[0])
        ):
            letters.append(found[0])
            in_words += any(beside.isascii() and beside.isalpha() for beside in (before, after))
    return letters, in_words


def _is_mark(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"
