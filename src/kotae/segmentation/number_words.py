"""Quantities said without a numeral: third, twice, half, 半分."""

import re
from fractions import Fraction
from typing import Final

from kotae.segmentation.readings import Reading, number, share

__all__ = ["ORDINALS", "worded"]

ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
"""In words, from the first on."""
# "At first", "a second": those two are seldom numbers.
_ORDINAL_WORDS = {word: place for place, word in enumerate(ORDINALS[2:], start=3)}
_FOLDS = {"twice": 2, "thrice": 3, "twofold": 2, "threefold": 3, "fivefold": 5, "tenfold": 10}
_WORDS = re.compile(
    rf"(?<![A-Za-z-])(?i:(?P<ordinal>{'|'.join(_ORDINAL_WORDS)})|(?P<fold>{'|'.join(_FOLDS)})"
    r"|(?P<part>a\s+(?:third|fifth|tenth)|a\s+quarter(?=\s+of)|half|one[\s-]half))(?![A-Za-z]|-(?!quarter))|(?P<hanbun>半分|過半数|半数|半額|半減)"
)
_PARTS = {
    "third": Fraction(1, 3),
    "fifth": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "quarter": Fraction(1, 4),
}


def worded(text: str) -> list[Reading]:
    """Return the quantities that are words, in order."""
    found = []
    for match in _WORDS.finditer(text):
        start, end = match.span()
        if match["ordinal"]:
            found.append(number(start, end, Fraction(_ORDINAL_WORDS[match["ordinal"].lower()])))
        elif match["fold"]:
            found.append(number(start, end, Fraction(_FOLDS[match["fold"].lower()]), unit="time"))
        else:
            word = (match["part"] or "half").lower().split()[-1]
            found.append(share(start, end, _PARTS.get(word, Fraction(1, 2))))
    return found
