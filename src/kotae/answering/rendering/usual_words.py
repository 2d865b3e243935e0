"""Lists of words written by hand: those of offices, rules and notices as they are usually said, and words of one job each.

A dictionary begins with a word's broadest sense (機関: engine) and an English word has many Japanese ones; what stands in
papers is mostly the word of the first list. The others (what stands behind a name, places, titles) are told apart by their
name in the first column of ``word_lists.tsv``.
"""

from functools import cache
from importlib.resources import files

__all__ = ["usual_english", "usual_japanese", "word_list", "word_pairs"]


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a file, by their columns, Japanese and English last."""
    text = files("kotae.answering.rendering").joinpath(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines())


@cache
def usual_english() -> dict[str, str]:
    """Return English by Japanese; of several the one that stands first."""
    return dict(reversed([(japanese, english) for japanese, english in _lines("usual_words.tsv")]))


@cache
def usual_japanese() -> dict[str, str]:
    """Return Japanese by English in lower case; of several the one that stands first."""
    return {english.lower(): japanese for japanese, english in reversed(_lines("usual_words.tsv"))}


def word_pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Return the words of one list, Japanese and English, in its order; none for an unknown list."""
    return tuple((japanese, english) for kind, japanese, english in _lines("word_lists.tsv") if kind == name)


def word_list(name: str) -> dict[str, str]:
    """Return English by Japanese of one list, in its order."""
    return dict(word_pairs(name))
