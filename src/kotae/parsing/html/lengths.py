"""Lengths and shares as style sheets write them."""

import re
from typing import Final

__all__ = ["points_of", "share_of"]

_POINTS: Final = {
    "px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "q": 0.709, "em": 12.0, "rem": 12.0,
    "ex": 6.0, "ch": 6.0, "%": 0.12, "vw": 8.0, "vh": 6.0, "vmin": 6.0, "vmax": 8.0, "": 0.75,
}  # fmt: skip
_LENGTH: Final = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?)\s*([a-z%]*)")


def points_of(written: str) -> float | None:
    """Return a length in points; shares and units of the font as of a usual one; None where it is none."""
    inner = re.fullmatch(r"(calc|max|min|clamp)\((.*)\)", written.strip())
    if inner and "," in inner[2]:
        parts = [points_of(part) for part in inner[2].split(",")]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return {"min": min, "max": max}.get(inner[1], lambda ends: sorted(ends)[len(ends) // 2])(known)
    if inner and re.search(r"\s[-+]\s|[*/]", inner[2]):
        return _calculated(inner[2])
    found = _LENGTH.fullmatch((inner[2] if inner else written).strip())
    if not found or found[2] not in _POINTS:
        return None
    return float(found[1]) * _POINTS[found[2]]


def _calculated(written: str) -> float | None:
    """Return sums of products of lengths and numbers in points; None where there is anything else."""
    total = 0.0
    for sign, term in re.findall(r"(?:(?:\A|\s)([-+])\s)?((?:(?!\s[-+]\s).)+)", written):
        product = -1.0 if sign == "-" else 1.0
        for way, factor in re.findall(r"([*/]?)([^*/]*)", term)[:-1]:
            found = _LENGTH.fullmatch(factor.strip())
            if not found or found[2] not in _POINTS:
                return None
            value = float(found[1]) * (_POINTS[found[2]] if found[2] else 1.0)
            if way == "/" and not value:
                return None
            product = product / value if way == "/" else product * value
        total += product
    return total


def share_of(written: str) -> float | None:
    """Return a number or percentage as a share; None where it is neither."""
    inner = re.fullmatch(r"calc\(([^()]*)\)", written.strip())
    found = _LENGTH.fullmatch((inner[1] if inner else written).strip())
    if not found or found[2] not in ("", "%"):
        return None
    return float(found[1]) / (100 if found[2] else 1)
