"""The words of offices, rules and notices as they are usually said in the other language: a list written by hand.

A dictionary begins with a word's broadest sense (機関: engine) and an English word has many Japanese ones; what stands in
papers is mostly the word of this list.
"""

from functools import cache
from importlib.resources import files

__all__ = ["usual_english", "usual_japanese"]


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """Return the list, Japanese and English, in its order."""
    lines = (
        files("kotae.answering.rendering")
        .joinpath("usual_words.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    pairs = (line.split("\t") for line in lines)
    return tuple((japanese, english) for japanese, english in pairs)


@cache
def usual_english() -> dict[str, str]:
    """Return English by Japanese; of several the one that stands first."""
    return dict(reversed(_pairs()))


@cache
def usual_japanese() -> dict[str, str]:
    """Return Japanese by English in lower case; of several the one that stands first."""
    return {english.lower(): japanese for japanese, english in reversed(_pairs())}
