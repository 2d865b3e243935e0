"""One quantity said in either language: ¥2.3 trillion and 2.3兆円, 1 April 2024 and 2024年4月1日.

Nothing is rounded: a large amount is said in millions or 億 only where two decimals hold it whole.
"""

from fractions import Fraction
from typing import Final

from kotae.answering.rendering.numbered import ordinal
from kotae.answering.rendering.phrases import BIG_EN, BIG_JA, MONEY_EN, MONEY_JA, SIGNS, UNITS
from kotae.segmentation.dates import MONTHS
from kotae.segmentation.quantities import Quantity

__all__ = ["amount_en", "amount_ja", "date_en", "date_ja"]

_HALF: Final = Fraction(1, 2)
_SPANS: Final = frozenset("year month week day hour minute".split())


def amount_en(quantity: Quantity) -> str:
    """Return money, a share or a count in English; the bare number where the unit has no English word."""
    value = quantity.value
    if quantity.kind == "money":
        return _money_en(value, quantity.unit)
    if quantity.kind == "percent":
        return f"{_plain(value)}%"
    names = UNITS.get(quantity.unit)
    if quantity.kind != "count" or names is None:
        return _plain(value)
    if value == _HALF and quantity.unit in _SPANS:
        return f"half {'an' if quantity.unit == 'hour' else 'a'} {names[0]}"
    separator = "" if names[0] == "°C" else " "
    return f"{_plain(value)}{separator}{names[0] if value == 1 else names[1]}"


def _money_en(value: Fraction, unit: str) -> str:
    for size, name in BIG_EN:
        if value >= size and _short(value / size):
            sign = SIGNS.get(unit)
            amount = f"{_plain(value / size)} {name}"
            return f"{sign}{amount}" if sign else f"{amount} {MONEY_EN.get(unit, unit)}"
    return f"{_plain(value)} {MONEY_EN.get(unit, unit)}"


def _short(value: Fraction) -> bool:
    """Return whether a number has at most two decimals, so that nothing is rounded."""
    return (value * 100).denominator == 1


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{int(value):,}"
    if not _is_decimal(value):
        return f"{value.numerator}/{value.denominator}"
    return f"{float(value):,.10f}".rstrip("0").rstrip(".")


def _is_decimal(value: Fraction) -> bool:
    """Return whether a number has a few decimals and no more: 1/8 has, 2/3 has not."""
    return (value * 10**10).denominator == 1


def date_en(quantity: Quantity) -> str:
    """Return a date (1 April 2024, 19th century) or a time of day (8:45) in English."""
    kind, _, written = quantity.key.partition(":")
    if kind == "time":
        hour, _, minute = written.partition(":")
        return f"{int(hour)}:{minute}"
    parts = written.removeprefix("--").split("-")
    year = "" if written.startswith("--") else parts.pop(0)
    day = str(int(parts[1])) if len(parts) > 1 else ""
    month = MONTHS[int(parts[0]) - 1] if parts and parts[0].isdigit() else ""
    if year.endswith("c"):
        return f"{ordinal(int(year[:-1]))} century"
    if year.endswith("s") and int(year[:-1]) % 10:
        return f"{year[:-1]}–{int(year[:-1]) + 9}"
    return " ".join(part for part in (day, month, year) if part)


def amount_ja(quantity: Quantity) -> str:
    """Return money, a share or a count in Japanese; the bare number where the unit has no Japanese word."""
    value = quantity.value
    if quantity.kind == "money":
        return f"{_number_ja(value)}{MONEY_JA.get(quantity.unit, quantity.unit)}"
    if quantity.kind == "percent":
        return f"{_plain(value)}%"
    names = UNITS.get(quantity.unit)
    if quantity.kind == "count" and quantity.unit in _SPANS and value.denominator == _HALF.denominator:
        return _with_half(int(value), quantity.unit)
    if quantity.kind == "count" and quantity.unit == "time" and value.denominator == 1:
        return f"{_plain(value)}回"
    if not _is_decimal(value):
        return f"{value.denominator}分の{value.numerator}"
    if quantity.kind == "count" and names:
        return f"{_plain(value)}{names[2]}"
    return (
        str(value)
        if quantity.kind == "number" and 1000 <= value < 2100 and value.denominator == 1
        else _plain(value)
    )


def _with_half(whole: int, unit: str) -> str:
    """Return a span of time and a half: 2時間半; 半年, 30分 for a half alone."""
    if whole:
        return f"{whole}{UNITS[unit][2]}半"
    return {"hour": "30分", "minute": "30秒", "week": "3日半", "month": "半月"}.get(
        unit, f"半{UNITS[unit][2]}"
    )


def _number_ja(value: Fraction) -> str:
    """Return an amount as people write it: 346万, 2.3兆; below a million the digits."""
    if value >= 10**6:
        for size, name in BIG_JA:
            if value >= size and _short(value / size):
                return f"{_plain(value / size)}{name}"
    return _plain(value)


def date_ja(quantity: Quantity) -> str:
    """Return a date (2024年4月1日, 19世紀) or a time of day (8時45分) in Japanese."""
    kind, _, written = quantity.key.partition(":")
    if kind == "time":
        hour, _, minute = written.partition(":")
        return f"{int(hour)}時" + (f"{int(minute)}分" if minute != "00" else "")
    parts = written.removeprefix("--").split("-")
    year = "" if written.startswith("--") else parts.pop(0)
    if year.endswith("c"):
        return f"{year[:-1]}世紀"
    if year.endswith("s"):
        first = int(year[:-1])
        return f"{first}～{first + 9}年" if first % 10 else f"{first}年代"
    names = [f"{year}年"] if year else []
    names += [f"{int(part)}{unit}" for part, unit in zip(parts, "月日", strict=False) if part.isdigit()]
    return "".join(names)
