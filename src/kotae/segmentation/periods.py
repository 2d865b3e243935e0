"""Parts of a year: halves and quarters, in both languages: 上期, 下半期, 第1四半期, H1, Q3, the first half of.

The year beside them is a date of its own; a part has the key ``date:--H1`` or ``date:--Q3``.
"""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re

__all__ = ["find_periods"]

_HALVES: Final = {"上": 1, "下": 2, "first": 1, "second": 2, "1st": 1, "2nd": 2}
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_KANJI: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_YEAR: Final = (
    r"(?:FY\s?'?[0-9]{2,4}|(?:19|20)[0-9]{2}|(?i:fiscal|financial|business|(?:the|this|last|next)\s+year))"
)

_PERIOD: Final = re.compile(
    r"(?P<half>[上下])(?:半)?期(?!間)"
    r"|第?\s?(?P<quarter>[1-4一二三四])\s?四半期"
    rf"|(?<![A-Za-z0-9])(?:[HＨ](?P<h>[12])|(?P<h2>[12])H|Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?=[\s,]*(?:of\s+)?{_YEAR}|年?度?(?:に|の)|(?<=[12][HQhq])'?[0-9]{{2}}(?![0-9A-Za-z]))"
    r"|(?<=[0-9]{4} )(?:(?P<h4>[12])H|(?P<q4>[1-4])Q)(?![0-9A-Za-z])"
    rf"|(?<=[0-9])\s?(?:H(?P<h3>[12])|Q(?P<q3>[1-4]))(?![0-9A-Za-z])"
    rf"|\b(?P<word>(?i:first|second|1st|2nd))[\s-]+half(?=\s+of\s+(?:the\s+)?{_YEAR})"
    r"|\b(?P<ordinal>(?i:first|second|third|fourth|1st|2nd|3rd|4th))[\s-]+quarter\b(?!\s+(?:mile|inch|pound|hour))"
)
_SIGNS: Final = re.compile(r"期|half|quarter|[HQ][1-4]|[1-4][HQ]", re.IGNORECASE)


def find_periods(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, key) of halves and quarters of years, in order."""
    if not _SIGNS.search(text):
        return
    for match in _PERIOD.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield start, match.end(), _key(match)


def _key(match: re.Match[str]) -> str:
    if half := match["half"] or match["word"]:
        return f"date:--H{_HALVES[half.lower()]}"
    if half := match["h"] or match["h2"] or match["h3"] or match["h4"]:
        return f"date:--H{half}"
    if ordinal := match["ordinal"]:
        return f"date:--Q{_QUARTERS[ordinal.lower()]}"
    quarter = match["quarter"] or match["q"] or match["q2"] or match["q3"] or match["q4"]
    return f"date:--Q{_KANJI.get(quarter, quarter)}"
