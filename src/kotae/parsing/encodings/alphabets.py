"""Languages of Latin letters: which set of bytes is explained by the alphabet of one of them?

The sets differ in a few places only (``ł`` is ``³``, ``ş`` is ``þ``), and a text has few letters beyond
ASCII: whichever set turns all of them into letters of one language, within words, is the right one.
"""

import re
from typing import Final

from kotae.parsing.dictionaries import WESTERN, are_words
from kotae.parsing.encodings.ordinary import TYPOGRAPHY

__all__ = ["latin_charset", "may_be_another_latin", "may_be_other_latin"]

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
# No word of Turkish begins with ğ; in the same place Baltic languages have š.
_NEVER_FIRST: Final = {"cp1254": re.compile(r"\b[ğĞ]")}
_WORD: Final = re.compile(r"[^\W\d_]+")
# Citroën, Raphaël: where other sets have ė in the place of ë, none of their languages has it behind these.
_HIATUS: Final = re.compile("[aeo]ë")
_FEW: Final = 8
_MAX_WORDS: Final = 2
_NORDIC: Final = frozenset("åäöøæ")
_EXPLAINED: Final = 0.95
_MIN_KINDS: Final = 2
_MIN_IN_WORDS: Final = 0.5
# Icelandic has vowels with accents beside these; alone they are rather š, ž and ş of other sets.
_ICELAND_ALONE: Final = frozenset("ðþý")


def latin_charset(data: bytes) -> str:
    """Return the encoding under which bytes are of one language of Latin letters, as Python names it; empty for none."""
    return next((encoding for encoding in _ALPHABETS if _explains(data, encoding, kinds=_MIN_KINDS)), "")


def may_be_other_latin(data: bytes) -> bool:
    """Return whether bytes have letters that no Western language uses together, and one of another set does.

    One kind of letter is enough for the doubt. Letters that Western languages have too give one only where there are few,
    and no dictionary of such a language has their words: ``JÂNIS`` may be ``JĀNIS``.
    """
    text = data.decode("cp1252", "replace")
    found = _telling(text)[0]
    letters = set("".join(found).lower())
    others = (encoding for encoding in _ALPHABETS if data.decode(encoding, "replace") != text)
    if _explains(data, "cp1252", kinds=1) and not letters <= _ICELAND_ALONE:
        # A name or two may be of either; words of a Western language aren't.
        if len(found) > _FEW or len(letters) > _MIN_KINDS or letters <= _NORDIC:
            return False
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        if all(map(_HIATUS.search, words)) and letters == {"ë"}:
            return False
        return any(_explains(data, encoding, kinds=1) for encoding in others) and not are_words(
            words, WESTERN
        )
    return any(_explains(data, encoding, kinds=1) for encoding in others)


def may_be_another_latin(data: bytes, encoding: str) -> bool:
    """Return whether a word or two, read in one of these sets, are words in another one too: ``Âdaţi`` is ``Ādaži`` there.

    Args:
        data: All bytes of a text.
        encoding: The one they are read in; of sets that aren't among these nothing is told.
    """
    text = data.decode(encoding, "replace") if encoding in _ALPHABETS else ""
    if not text or len(_WORD.findall(text)) > _MAX_WORDS:
        return False
    return any(
        data.decode(other, "replace") != text and _explains(data, other, kinds=1) for other in _ALPHABETS
    )


def _explains(data: bytes, encoding: str, *, kinds: int) -> bool:
    text = data.decode(encoding, "replace")
    if encoding in _NEVER_FIRST and _NEVER_FIRST[encoding].search(text):
        return False
    letters, in_words = _telling(text)
    if len(set(letters)) < kinds or in_words < _MIN_IN_WORDS * len(letters):
        return False
    return max(_share(letters, alphabet) for alphabet in _ALPHABETS[encoding]) >= _EXPLAINED


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
