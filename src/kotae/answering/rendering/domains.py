"""Senses by what a document is about: a cloud of a computing paper is クラウド, one of the weather 雲.

A list of words by domain (``domain_words.tsv``): those without a meaning only tell the domain, the others have another first
sense in it than in a general dictionary. A text is of a domain where several of its words stand in it.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.records import Language
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["in_domain"]

# So many different words of its list make a text one of a domain, so many of them telling nothing else.
_LEAST_WORDS: Final = 3
_LEAST_MARKS: Final = 2
_JOINT: Final = ByLanguage({"en": "; ", "ja": "、"})
_MOST_OTHERS: Final = 2
_stems: Final = SpacedTerms()


def in_domain(
    pairs: tuple[tuple[str, str], ...], *, source: Language, about: str
) -> tuple[tuple[str, str], ...]:
    """Return a gloss with the senses of the domains that a text is of first; as it is where it is of none.

    Args:
        pairs: Words with their meanings, in order.
        source: The words' language.
        about: What tells the domain: the passage that the words stand in.
    """
    senses = {word: said for domain in _domains_of(fold(about), source) for word, said in domain.items()}
    return tuple((word, _first(word, said, senses, source)) for word, said in pairs) if senses else pairs


def _first(word: str, said: str, senses: dict[str, str], source: Language) -> str:
    """Return a meaning that begins with the sense of the domain; any of its other senses stay behind."""
    form = said.split(" ")[0] if source == "ja" else said.partition(": ")[0]
    meant = next((senses[key] for key in (_key(word, source), _key(form, source)) if key in senses), "")
    if not meant:
        return said
    joint = _JOINT["ja" if source == "en" else "en"]
    lead, _, meanings = said.rpartition(": ")
    rest = [one for one in re.split("[、;] ?", meanings) if one and one not in re.split("[、,] ?", meant)]
    return f"{lead}: {meant}" if lead else joint.join((meant, *rest[:_MOST_OTHERS]))


def _domains_of(text: str, language: Language) -> Iterator[dict[str, str]]:
    """Yield the lists of the domains that a text is of: their words with a meaning by their keys."""
    held = _words_in(text, language)
    for words in _lists(language).values():
        found = {word for word in words if (word in text if language == "ja" else word in held)}
        marks = sum(not words[word] for word in found)
        if len(found) >= _LEAST_WORDS and marks >= _LEAST_MARKS:
            yield {word: said for word, said in words.items() if said}


def _words_in(text: str, language: Language) -> frozenset[str]:
    """Return the keys of an English text's words; Japanese ones are looked for as they are written."""
    return (
        frozenset(_key(word, "en") for word in re.findall(r"[A-Za-z][A-Za-z-]*", text))
        if language == "en"
        else frozenset()
    )


@cache
def _lists(language: Language) -> dict[str, dict[str, str]]:
    """Return by domain its words, by their keys, with their meanings; empty ones only tell the domain."""
    found: dict[str, dict[str, str]] = {}
    text = files("kotae.answering.rendering").joinpath("domain_words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        domain, written, word, said = line.split("\t")
        if written == language:
            found.setdefault(domain, {})[_key(word, language)] = said
    return found


def _key(word: str, language: Language) -> str:
    """Return what a word is compared by: an English one by its stems, a Japanese one as it is."""
    return word if language == "ja" else " ".join(_stems.terms(word)) or word.lower()
