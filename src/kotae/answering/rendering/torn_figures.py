"""Whether a number can't be said alone: a day of the date beside it, a numeral that begins a name, one of two measures."""

import itertools
import re
from collections.abc import Sequence
from typing import Final

from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["ORDINAL_EN", "is_torn", "whole_range"]

_KATAKANA_UNIT: Final = re.compile(rf"[{KATAKANA}]{{2}}")
# Two weeks of July, 4 m by 3 m: one figure isn't said without the other.
_PART_OF_IT: Final = re.compile(r"の?(?:初め|はじめ|半ば|終わり|最初|最後|[上中下]旬)?の")
_RANGE: Final = re.compile(r"\s*(?:to|until|till|から|[-–~〜～])\s*")
ORDINAL_EN: Final = re.compile(
    r"(?:[0-9](?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|teenth|tieth)\Z",
    re.IGNORECASE,
)


def is_torn(text: str, quantities: Sequence[Quantity]) -> bool:
    """Return whether a number can't be said alone: a day of the date beside it, a numeral that begins a name."""
    if any(_is_ordinal(text, quantity) or _only_tells_which(text, quantity) for quantity in quantities):
        return True
    for one, other in itertools.pairwise(quantities):
        gap = text[one.end : other.start]
        if one.kind == "date" and other.unit == "day" and text[other.start : other.end].endswith("日"):
            return True
        if (
            other.kind == "time"
            and one.unit == "day"
            and text[one.start : one.end].endswith("日")
            and not gap
        ):
            return True  # 11日19時
        if one.kind == "date" and other.kind == "count" and _PART_OF_IT.fullmatch(gap):
            return True
        if {one.kind, other.kind} <= {"count", "number"} and re.fullmatch(
            r"\s*(?:by|x|×)\s*", gap, re.IGNORECASE
        ):
            return True
        if other.kind == "date" and one.kind == "number" and re.fullmatch(r"\s*(?:or|and|to|[-–,])\s*", gap):
            return True
    return False


def whole_range(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a span of hours lies whole, of which ``text[start:end]`` is one end: 4 pm of 11 am to 4 pm."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    quantities = find_quantities(text[first : last if last >= 0 else len(text)])
    for one, other in itertools.pairwise(quantities):
        gap = text[first + one.end : first + other.start]
        if one.kind == other.kind == "time" and _RANGE.fullmatch(gap):
            inside = any(first + q.start <= start and end <= first + q.end + 1 for q in (one, other))
            if inside:
                return min(start, first + one.start), max(end, first + other.end)
    return start, end


def _only_tells_which(text: str, quantity: Quantity) -> bool:
    """Return whether a number tells which of several is meant, beside other words: 市役所3階の窓口, the 2nd floor."""
    rest = text[: quantity.start] + text[quantity.end :]
    if quantity.unit == "floor" and re.search(f"[{KANJI}]", text):
        return not text[quantity.end :].startswith("建") and bool(rest.strip())
    ordinal = ORDINAL_EN.search(text[quantity.start : quantity.end]) is not None
    return ordinal and quantity.kind == "number" and rest.lower().strip() not in ("", "the")


def _is_ordinal(text: str, quantity: Quantity) -> bool:
    """Return whether a Japanese number only numbers: 第2週, 3年目, 5年生; or begins a name: 八千代."""
    written = text[quantity.start : quantity.end]
    if quantity.kind not in ("number", "count"):
        return False
    if text[: quantity.start].endswith("第") or written.startswith("第"):
        return True
    if quantity.kind == "number" and _KATAKANA_UNIT.match(text, quantity.end):
        return True  # 2キロ: of what, nobody says
    plain = re.search(r"[0-9A-Za-z]", written) is None and quantity.kind == "number"
    return re.match(r"[段列番行]?目|生" + (f"|[{KANJI}]" if plain else ""), text[quantity.end :]) is not None
