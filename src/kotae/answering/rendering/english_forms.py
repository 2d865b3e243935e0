"""What an English word may be an inflected form of."""

import re
from collections.abc import Iterator
from typing import Final

from kotae.answering.rendering.irregular import IRREGULAR
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["DOUBLES", "base_forms", "only_shares_stem", "positives"]

_stems: Final = SpacedTerms()
# A permission is of what is permitted, a department of nothing that departs.
_ENDING: Final = 2
_LEAST_ROOT: Final = 4

DOUBLES: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""Matches short words that double their last letter before an ending: stop, stopped."""
_COMPARED: Final = (("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"))
_LEAST_COMPARED: Final = 3


def base_forms(phrase: str) -> Iterator[str]:
    """Yield a phrase, then what it may be an inflected form of, the likelier first."""
    if phrase in IRREGULAR:
        yield IRREGULAR[phrase]
        return
    yield phrase
    endings = (
        ("'s", ("",)), ("ies", ("y", "ie")), ("es", ("", "e")), ("s", ("",)), ("ied", ("y", "ie")), ("ed", ("", "e")),
        ("ing", ("", "e")), ("ly", ("",)),
    )  # fmt: skip
    for ending, stems in endings:
        if len(phrase) > len(ending) + 2 and phrase.endswith(ending):
            stem = phrase.removesuffix(ending)
            yield from (stem + more for more in stems if more or _may_end(stem, ending))
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                yield stem[:-1]


def _may_end(stem: str, ending: str) -> bool:
    """Return whether a word takes an ending as it is: sits, but not sites, is of sit, and rated isn't of rat."""
    if ending == "es":
        return stem.endswith(("s", "x", "z", "ch", "sh", "o"))
    return ending not in ("ed", "ing") or DOUBLES.fullmatch(stem) is None


def positives(phrase: str) -> Iterator[str]:
    """Yield what a word may be the comparative or superlative of: higher, high."""
    for ending, more in _COMPARED:
        stem = phrase.removesuffix(ending)
        if stem != phrase and len(stem) >= _LEAST_COMPARED:
            yield stem + more


def only_shares_stem(form: str, printed: str) -> bool:
    """Return whether a word's English glosses hold the stem of a form, but only as another word: departure, of department.

    Args:
        form: An English word in lower case.
        printed: Glosses as the dictionary prints them.
    """
    stems = set(_stems.terms(form))
    held = [one for one in re.findall(r"[a-z]+", printed.lower()) if stems & set(_stems.terms(one))]
    root = form[: max(_LEAST_ROOT, len(form) - _ENDING)]
    return bool(held) and not any(one.startswith(root) for one in held)
