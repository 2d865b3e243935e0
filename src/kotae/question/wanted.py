"""What kind of value a question asks for, as its own words say."""

import re
from typing import Final

from kotae.folding import fold

__all__ = ["OF_YEARS", "asks_when", "counter_asked"]

OF_YEARS: Final = "年"
# A bare number answers these as a year; 何月 and 何日 it doesn't.
_SOME_YEAR: Final = r"いつ|(?:何|なん)年"
_WHEN: Final = re.compile(
    rf"{_SOME_YEAR}|(?:何|なん)[月日]|\bwhen\b|\b(?:what|which) (?:date|day|month|year)\b", re.IGNORECASE
)
_COUNTED: Final = re.compile(
    r"何(歳|人|名|件|台|枚|個|本|回|匹|冊|社|校|棟|室|頭|羽|着|足|か所|箇所|種類|点|組|戸|世帯|票|問|席|基|つ|袋|箱|泊|段)"
)


def asks_when(question: str) -> bool:
    """Return whether a question asks for a date: then another date than it states may well be the answer."""
    return _WHEN.search(fold(question)) is not None


def counter_asked(question: str) -> str:
    """Return what a Japanese question counts with: 歳 for 何歳から, 年 for いつ; empty where it asks for no number."""
    folded = fold(question)
    if asked := _COUNTED.search(folded):
        return asked[1]
    return OF_YEARS if re.search(_SOME_YEAR, folded) else ""
