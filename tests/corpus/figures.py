"""Figures in Japanese or English text, brought to one form so that they can be compared.

``2,000億円`` and ``200 billion yen`` are both ``("JPY", 200_000_000_000)``. Only digits are read;
numbers spelt out in words are left to the editor.
"""

import re
import unicodedata
from decimal import Decimal

Figure = tuple[str, Decimal]

_SCALES = {
    "兆": Decimal(10**12),
    "億": Decimal(10**8),
    "万": Decimal(10**4),
    "trillion": Decimal(10**12),
    "billion": Decimal(10**9),
    "million": Decimal(10**6),
}
_UNITS = {"円": "JPY", "yen": "JPY", "¥": "JPY", "ドル": "USD", "dollars": "USD", "$": "USD", "%": "%"}
_SCALE = "(兆|億|万|trillion|billion|million)?"
_UNIT = "(円|yen|ドル|dollars|%)?"
_FIGURE = re.compile(
    rf"([$¥])?(\d[\d,]*(?:\.\d+)?)\s*{_SCALE}{_UNIT}(?:[-~〜–](\d[\d,]*(?:\.\d+)?)\s*{_SCALE})?\s*{_UNIT}"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE_JA = re.compile(r"(\d{4})年(\d{1,2})月")
_DATE_EN = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{4}})")
_TENTHS = re.compile(r"(\d)割")
_LIST_NUMBER = re.compile(r"^\s*\d+\.\s", re.MULTILINE)


def figures(text: str) -> set[Figure]:
    """Return each figure of the text as (unit, value); a range gives both ends.

    The unit is ``JPY``, ``USD``, ``%`` or empty. A bare end of a range takes the other end's
    scale (3〜5兆円: both trillions), and a year range its century (2023〜27年: 2023 and 2027).
    """
    found: set[Figure] = set()
    plain = unicodedata.normalize("NFKC", _LIST_NUMBER.sub("", text))
    plain = _TENTHS.sub(r"\g<1>0%", plain)
    for match in _FIGURE.finditer(plain):
        sign, first, first_scale, inner_unit, last, last_scale, outer_unit = match.groups()
        unit = _UNITS.get(sign or outer_unit or inner_unit or "", "")
        found.add((unit, _value(first, first_scale or last_scale)))
        if last:
            found.add((unit, _value(last, last_scale)))
            found |= _closing_year(first, last)
    return found


def _value(digits: str, scale: str | None) -> Decimal:
    return (Decimal(digits.rstrip(",").replace(",", "")) * _SCALES.get(scale or "", Decimal(1))).normalize()


def _closing_year(first: str, last: str) -> set[Figure]:
    if len(first) == 4 and len(last) == 2:
        return {("", Decimal(first[:2] + last).normalize())}
    return set()


def months(text: str) -> set[tuple[int, int]]:
    """Return each (year, month) named in the text."""
    plain = unicodedata.normalize("NFKC", text)
    japanese = {(int(year), int(month)) for year, month in _DATE_JA.findall(plain)}
    return japanese | {(int(year), _MONTHS.index(month) + 1) for month, year in _DATE_EN.findall(plain)}
