"""Which of a dictionary's senses is meant: the first, and the one that the translation table finds much likelier."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from unicodedata import combining, normalize

from kotae.answering.coverage import Translations
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["SURE", "chosen_senses", "proper_name", "short_gloss", "without_remarks"]

SURE: Final = 0.3
"""Below this probability of a sense nobody knows which one is meant."""
# A sense further down the dictionary's list is taken where the table gives its words this much more.
_LIKELIER: Final = 0.06
_REMARK: Final = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)\s*")
# A longer gloss explains its word and can't stand in its place.
_MOST_GLOSS_WORDS: Final = 4
_WITHIN_NAMES: Final = frozenset("of the and for in on de la".split())
_stems: Final = SpacedTerms()


def chosen_senses(printed: str, term: str, table: Translations | None) -> tuple[str, ...]:
    """Return the first sense, and after it the one that is much likelier; two where none is sure, none for no gloss.

    Args:
        printed: The glosses as the dictionary prints them, senses apart by ``;``.
        term: The word's search term; empty where several words are explained together.
        table: Translations with their probabilities.
    """
    senses = [sense for sense in printed.split("; ") if sense]
    if not senses:
        return ()
    chances = dict(table.translations(term, "ja")) if table is not None and term else {}
    weights = [_likelihood(sense, chances) for sense in senses]
    best = max(range(len(senses)), key=lambda place: (weights[place], -place))
    # Beside the usual sense, never in its place: the table learned from manuals, where a top is a vertex.
    if best and weights[best] >= weights[0] + _LIKELIER:
        return senses[0], senses[best]
    return tuple(senses[: 2 if max(weights) < SURE else 1])  # not sure: then the reader chooses


def without_remarks(sense: str) -> str:
    """Return a sense without what stands in brackets."""
    return _REMARK.sub(" ", sense).strip().replace(" ,", ",").replace(" ;", ";")


def _likelihood(sense: str, chances: Mapping[str, float]) -> float:
    """Return how likely the table finds a sense: that of its likeliest gloss, all words of which count alike."""
    found: Sequence[float] = [
        sum(chances.get(stem, 0.0) for stem in stems) / max(1, len(stems))
        for stems in (list(_stemmed(printed)) for printed in sense.split(", "))
    ]
    return max(found)


def _stemmed(sense: str) -> Iterable[str]:
    for word in re.findall(r"[A-Za-z]+", _REMARK.sub(" ", sense)):
        yield from _stems.terms(word)


def short_gloss(senses: Sequence[str]) -> str:
    """Return the first gloss of the first sense where it is a short noun or adjective; else empty."""
    gloss = without_remarks(senses[0]).split(", ")[0].strip() if senses else ""
    long = gloss.startswith("to ") or gloss.count(" ") >= _MOST_GLOSS_WORDS or "..." in gloss
    return "" if long else gloss


def proper_name(printed: str) -> str:
    """Return the proper name a dictionary's words begin with: Japan, America; empty where they are none."""
    first = re.split(r"[;,]", _REMARK.sub("", printed))[0].strip()
    plain = "".join(letter for letter in normalize("NFD", first) if not combining(letter))  # Kyūshū
    # Java water dropwort is a plant.
    named = all(word[:1].isupper() or word in _WITHIN_NAMES for word in plain.split())
    return plain if named and plain[:1].isupper() and not plain[1:2].isupper() else ""
