"""Roman numerals that number something: 第Ⅳ章, 第II期, Chapter IX, Part II. Alone they may be letters or words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = ["find_roman"]

_SIGNS: Final = r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]+|[IVXL]+)"
_NUMBERED: Final = re.compile(
    rf"(?P<ja>第\s?(?P<first>{_SIGNS}))(?=\s?[章節条項編部回期巻号類種款次])"
    rf"|\b(?i:chapter|part|book|volume|vol\.|section|article|appendix|phase|grade|class|type|annex|title)\s(?P<second>{_SIGNS})(?![A-Za-z])"
)
_WELL_FORMED: Final = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


def find_roman(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, value) of each Roman numeral with what it numbers in front, in order."""
    if "第" not in text and not re.search(r"[IVXLⅠ-Ⅻ]", text):
        return
    for match in _NUMBERED.finditer(text):
        name = "first" if match["ja"] else "second"
        signs = unicodedata.normalize("NFKC", match[name])
        if _WELL_FORMED.fullmatch(signs):
            yield match.start("ja" if match["ja"] else name), match.end(name), _value(signs)


def _value(signs: str) -> int:
    total = 0
    for place, sign in enumerate(signs):
        value = _VALUES[sign]
        smaller = place + 1 < len(signs) and value < _VALUES[signs[place + 1]]
        total += -value if smaller else value
    return total
