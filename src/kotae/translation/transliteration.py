"""Katakana ↔ Latin names by sound: オラクル and Oracle, アンソロピック and Anthropic.

Both spellings are brought to a rough *sound* that loses what katakana can't tell apart (l and r,
b and v, th and s) and what spelling adds (doubled letters, an r that only lengthens a vowel).
Words with the same consonants are candidates; how alike their whole sounds are decides.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from typing import Final

from kotae.scripts import KANA_ROWS, KATAKANA

__all__ = ["SoundIndex", "is_katakana", "is_latin_name", "katakana_sound", "latin_sounds", "likeness"]

_LEAST_LIKENESS: Final = (0.8, 0.75, 0.6, 0.5)
"""By the number of consonants that agree, from two to five or more: the more, the less it is chance.
Measured in ``benchmarks/bridge``: below it, more strangers than relatives."""

_KATAKANA: Final = re.compile(f"[{KATAKANA}]{{2,}}")
_LATIN: Final = re.compile(r"[a-z]{3,}")
_NOT_CONSONANT: Final = re.compile(r"[aiueoh]+")
# What sounds otherwise than its row says, or stands in none.
_OTHERS: Final = {
    "ヤ": "a", "ユ": "u", "ヨ": "o", "ャ": "a", "ュ": "u", "ョ": "o", "ワ": "a", "ヲ": "o", "ン": "n", "ヴ": "bu", "ッ": "",
    "ー": "",
    "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o",
    "ザ": "sa", "ジ": "si", "ズ": "su", "ゼ": "se", "ゾ": "so", "フ": "fu",
}  # fmt: skip
_SPELLINGS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tion|sion", "sion"), (r"^kn|^gn", "n"), (r"^wr", "r"), (r"igh", "i"), (r"gh", "g"), (r"dg(?=[eiy])|dge?$", "j"),
        (r"ph", "f"), (r"sch|sh", "s"), (r"tch", "t"), (r"th", "s"), (r"ck|q", "k"), (r"x", "ks"), (r"sc(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"), (r"m(?=[bp])", "n"), (r"(?<=[aeiouy])r(?=[^aeiouyr]|$)", ""), (r"l", "r"), (r"v", "b"),
        (r"[zj]", "s"), (r"y", "i"), (r"(?<=[aeiou])w|w(?=[^aeiou]|$)|h", ""), (r"(?<=[^aeiou])e$", ""),
    )
)  # fmt: skip
# With three, fewer of the pairs found were right and no more were found (benchmarks/bridge).
_LEAST_FOR_IC: Final = 4
_AMBIGUOUS: Final = ((r"ch", ("t", "k")), (r"g(?=[eiy]|$)", ("g", "s")), (r"c$", ("k", "s")))
_DOUBLED: Final = re.compile(r"(.)\1+")


def is_katakana(word: str) -> bool:
    """Return whether a word is written in katakana only, two characters or more."""
    return bool(_KATAKANA.fullmatch(word))


def is_latin_name(word: str) -> bool:
    """Return whether a term is plain Latin letters, three or more, lower case."""
    return bool(_LATIN.fullmatch(word))


@cache
def _kana() -> dict[str, str]:
    table = {
        kana: row + vowel
        for row, kanas in KANA_ROWS.items()
        for kana, vowel in zip(kanas, "aiueo", strict=True)
    }
    return table | _OTHERS


def katakana_sound(word: str) -> str:
    """Return the rough sound of a katakana word: ミラーフェイス → ``mirafeisu``."""
    table, pieces = _kana(), [""]
    for character in word:
        if character in "ァィゥェォャュョ" and pieces[-1]:
            pieces[-1] = pieces[-1].rstrip("aiueo")
        pieces.append(table.get(character, ""))
    return _DOUBLED.sub(r"\1", "".join(pieces))


def latin_sounds(word: str) -> tuple[str, ...]:
    """Return the rough sounds a lower-case Latin word may have: ``mirrorface`` → mirofas.

    Several where the spelling leaves it open (``ch`` as in chair or chrome); a stem is fine.
    """
    variants = [word]
    for pattern, sounds in _AMBIGUOUS:
        if re.search(pattern, word):
            variants = [re.sub(pattern, sound, variant) for variant in variants for sound in sounds]
    return tuple(dict.fromkeys(_latin_sound(variant) for variant in variants))


def _latin_sound(word: str) -> str:
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word.replace("c", "k").replace("w", "u"))


def _stem_sounds(stem: str) -> tuple[str, ...]:
    """Return the sounds of a stem, also of the word with the -ic that stemming takes off (anthrop)."""
    sounds = latin_sounds(stem)
    return sounds + tuple(f"{sound}ik" for sound in sounds if len(_consonants(sound)) >= _LEAST_FOR_IC)


def _consonants(sound: str) -> str:
    return _DOUBLED.sub(r"\1", _NOT_CONSONANT.sub("", sound))


@lru_cache(maxsize=20_000)
def likeness(katakana: str, latin: str) -> float:
    """Return how alike a katakana and a Latin word sound, in [0, 1].

    0 where the consonants differ or are fewer than two.
    """
    sound = katakana_sound(katakana)
    return max((_likeness(sound, other) for other in latin_sounds(latin)), default=0.0)


def _likeness(one: str, other: str) -> float:
    consonants = _consonants(one)
    if len(consonants) < 2 or consonants != _consonants(other):
        return 0.0
    # Consonants agree: what is left to compare are the vowels, u and o being what katakana adds.
    return SequenceMatcher(None, one.rstrip("uo"), other.rstrip("uo"), autojunk=False).ratio()


class SoundIndex:
    """A vocabulary by sound, so that a name in the other script is found without comparing all."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the katakana words and the Latin words of a vocabulary; others are passed over."""
        words = list(vocabulary)
        self._in_katakana = list(filter(is_katakana, words))
        self._in_latin = list(filter(is_latin_name, words))

    @cached_property
    def _katakana(self) -> dict[str, list[tuple[str, str]]]:
        """The katakana words with their sounds, by consonants; each script is heard when one of the other is looked for."""
        return _by_consonants((katakana_sound(word), word) for word in self._in_katakana)

    @cached_property
    def _latin(self) -> dict[str, list[tuple[str, str]]]:
        """The Latin words with each of their sounds, by consonants: most of the work."""
        return _by_consonants((sound, word) for word in self._in_latin for sound in _stem_sounds(word))

    def alike(self, word: str, *, most: int = 3) -> tuple[tuple[str, float], ...]:
        """Return words of the other script that sound like this one, most alike first.

        Args:
            word: Katakana, or the stem of a word in lower-case Latin letters; anything else
                finds nothing.
            most: How many at most.
        """
        if is_katakana(word):
            sounds, names = [katakana_sound(word)], self._latin
        elif is_latin_name(word):
            sounds, names = list(_stem_sounds(word)), self._katakana
        else:
            return ()
        found: dict[str, float] = {}
        for sound in sounds:
            consonants = _consonants(sound)
            least = _LEAST_LIKENESS[min(max(len(consonants) - 2, 0), len(_LEAST_LIKENESS) - 1)]
            for other, name in names.get(consonants, ()):
                if (score := _likeness(sound, other)) >= least:
                    found[name] = max(found.get(name, 0.0), score)
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most])


def _by_consonants(sounding: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Return words with their sounds by the consonants of these."""
    found: dict[str, list[tuple[str, str]]] = {}
    for sound, word in sounding:
        found.setdefault(_consonants(sound), []).append((sound, word))
    return found
