"""The months that a text speaks of, those between the ends of a span included: April to October, 4月〜10月."""

import re
from typing import Final

from kotae.segmentation.dates import MONTHS
from kotae.segmentation.numerals import parse_japanese

__all__ = ["months_in"]

_NAMES: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH: Final = (
    r"(?:\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?|(?<![0-9])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月)"
)
_DAY: Final = r"(?:\s?[0-9]{1,2}日?(?:\s?[（(][^()（）]{1,3}[)）])?)?"
_SPAN: Final = re.compile(
    rf"(?P<first>{_MONTH}|(?<![0-9.])(?:1[0-2]|[1-9])(?=\s?[~〜～–-]\s?(?:1[0-2]|[1-9])月)){_DAY}"
    rf"\s?(?:[~〜～–—-]|から|より|to\b|through\b|until\b|till\b)\s?(?:[0-9]{{4}}年)?(?:[0-9]{{1,2}}\s)?(?P<last>{_MONTH})"
)
_ONE: Final = re.compile(_MONTH)


def months_in(text: str) -> frozenset[int]:
    """Return the months, 1 to 12, that a text names or spans; none for none.

    A word that may be something else (May, March) counts: whoever asks wants to know whether a month *can* be meant.
    """
    found = {_number(match[0]) for match in _ONE.finditer(text)}
    for match in _SPAN.finditer(text):
        first, last = _number(match["first"]), _number(match["last"])
        found |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return frozenset(found)


def _number(written: str) -> int:
    written = written.removesuffix("月")
    if written.isdigit():
        return int(written)
    return _NAMES.get(written[:3].lower()) or int(parse_japanese(written))
