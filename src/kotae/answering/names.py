"""Names that meet though question and text write them differently.

Matsuo is 松尾 by its reading, Moonshot is ムーンショット by its sound, though the dictionary takes
that for two words.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kotae.records import DocumentInfo, Language
from kotae.segmentation.analyzer import Word
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.translation.transliteration import is_katakana, is_latin_name, likeness

__all__ = ["meets_as_name", "names_held", "terms_held", "title_in_words"]

_LEAST_LIKENESS = 0.7
# One kana is heard in every other word.
_LEAST_READING = 2
_MARK = "~"
_POSSESSIVE = re.compile(r"['’]s?\Z")


def names_held(words: Sequence[Word]) -> set[str]:
    """Return the keys that names among the words of a text can be met by.

    A key is ``~`` and a reading (of a Japanese word, of two in a row, of a Latin name in
    rōmaji), a katakana run, or a Latin name in lower case.

    Args:
        words: In order.
    """
    held = {key for word in words for key in _keys(word)}
    for word, following in itertools.pairwise(words):
        if word.start + len(word.surface) == following.start and word.language == following.language == "ja":
            joined = word.surface + following.surface
            heard = reading_key(word.reading + following.reading)
            if heard or is_katakana(joined):
                held |= {joined, _MARK + heard}
    return held


def terms_held(words: Sequence[Word]) -> set[str]:
    """Return all that the words of a text can be met by: their terms, and their keys as names.

    Args:
        words: In order; none gives none.
    """
    return names_held(words) | {word.term for word in words}


def title_in_words(document: DocumentInfo) -> str:
    """Return the title of a document; on a line below it, as people would read it, one that is a file's name: shifts_week_40."""
    title = document.title
    return f"{title}\n{title.replace('_', ' ')}" if "_" in title else title


def meets_as_name(word: Word, held: Iterable[str]) -> bool:
    """Return whether a name shares a key or sounds like one.

    Args:
        word: A word of the question; only names are compared.
        held: Keys of :func:`names_held`.
    """
    if not word.is_name:
        return False
    keys = _keys(word)
    return any(key in keys or any(_alike(key, own) for own in keys) for key in held)


def _keys(word: Word) -> tuple[str, ...]:
    return _written_keys(word.surface, word.reading, word.language)


@lru_cache(maxsize=20_000)
def _written_keys(surface: str, reading: str, language: Language) -> tuple[str, ...]:
    keys: list[str] = []
    written = _POSSESSIVE.sub("", surface.lower())
    if language == "ja":
        if is_katakana(surface):
            keys.append(surface)
        if len(reading) >= _LEAST_READING:
            keys.append(_MARK + reading_key(reading))
    elif is_latin_name(written):
        keys.append(written)
        if len(kana := from_romaji(written)) >= _LEAST_READING:
            keys.append(_MARK + reading_key(kana))
    return tuple(keys)


def _alike(one: str, other: str) -> bool:
    if is_katakana(one) and is_latin_name(other):
        return likeness(one, other) >= _LEAST_LIKENESS
    return is_latin_name(one) and is_katakana(other) and likeness(other, one) >= _LEAST_LIKENESS
