"""A numeral with its meaning: what :mod:`kotae.segmentation.contexts` makes of it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kotae.segmentation.numerals import format_value

__all__ = ["Reading", "number", "share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A numeral with its meaning; the fields are those of a quantity."""

    start: int
    end: int
    kind: Literal["number", "money", "percent", "date", "count"]
    key: str
    value: Fraction
    unit: str = ""


def number(start: int, end: int, value: Fraction, *, unit: str | None = None) -> Reading:
    """Return a plain number, or a count where there is a unit."""
    kind: Literal["number", "count"] = "number" if unit is None else "count"
    return Reading(
        start=start, end=end, kind=kind, key=f"number:{format_value(value)}", value=value, unit=unit or ""
    )


def share(start: int, end: int, value: Fraction) -> Reading:
    """Return a share of one as a percentage where that is short (half, 1/4), else as a fraction (1/170)."""
    percent = value * 100
    if (percent * 100).denominator == 1:
        key = f"percent:{format_value(percent)}"
        return Reading(start=start, end=end, kind="percent", key=key, value=percent, unit="percent")
    return number(start, end, value)
