"""Formulas of Office files (OMML) → readable text on one line: ``d/t``, ``x²``, ``√(a + b)``.

Read straight through, a fraction loses its bar and d over t becomes dt, which says something else.
"""

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from lxml import etree

from kotae.parsing.packages.package import local_name

__all__ = ["SUBSCRIPTS", "SUPERSCRIPTS", "Shift", "bracketed", "formula_text", "shifted"]

SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
"""Raised characters, for :meth:`str.translate`; what isn't in it has no raised form in Unicode."""

SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""Lowered digits, likewise."""

Shift: TypeAlias = Literal["", "sup", "sub"]
"""Whether text stands on its line, above it or below it."""

# Deeper than anybody writes, and far from where Python itself gives up.
_MAX_DEPTH: Final = 60
_RAISABLE: Final = frozenset("0123456789+-−=()n")
_ACCENTS: Final = frozenset("\u0302\u0303\u0304\u0305\u0307\u0308\u030c\u20d7\u0301\u0300\u0306")
_PROPERTIES: Final = "Pr"


def formula_text(formula: etree._Element) -> str:
    """Return the text of an ``m:oMath`` or ``m:oMathPara`` element; empty for an empty one.

    Beyond 60 elements inside each other the rest is given as its plain characters.
    """
    return _write(formula, 0)


def _write(element: etree._Element, depth: int) -> str:
    if depth > _MAX_DEPTH:
        return "".join(str(part) for part in element.itertext())
    name = local_name(element)
    if name == "t":
        return element.text or ""
    writer = _WRITERS.get(name)
    if writer is not None:
        return writer(element, depth + 1)
    return "".join(
        _write(child, depth + 1) for child in element if not local_name(child).endswith(_PROPERTIES)
    )


def _part(element: etree._Element, name: str, depth: int) -> str:
    found = next((child for child in element if local_name(child) == name), None)
    return _write(found, depth).strip() if found is not None else ""


def _setting(element: etree._Element, name: str, default: str) -> str:
    for properties in element:
        if local_name(properties).endswith(_PROPERTIES):
            for child in properties:
                if local_name(child) == name:
                    values = [str(value) for key, value in child.attrib.items() if str(key).endswith("val")]
                    return values[0] if values else ""
    return default


def shifted(text: str, shift: Shift) -> str:
    """Return raised or lowered text so that it isn't taken for digits on the line: ``120¹``, ``m²``, ``H₂O``.

    Lowered words stay as they are (``x max``): there are no such letters, and no figure is changed by them.
    """
    if shift == "sub":
        return text.translate(SUBSCRIPTS) if text.strip().isdecimal() else text
    # A sign may come by itself, before or behind the figures that it belongs to.
    figures = any(map(str.isdigit, text)) or text in ("+", "-", "−")
    return text.translate(SUPERSCRIPTS) if shift and figures else text


def bracketed(text: str) -> str:
    """Return a text in brackets where it is more than one name or number: ``√2x`` may be √2 times x."""
    simple = (
        text.isalpha()
        or text.replace(".", "", 1).isdecimal()
        or (text[:1] in "(√|" and text[-1:] in ")|" and text.count("(") <= 1)
    )
    return text if simple or len(text) <= 1 else f"({text})"


def _raised(text: str) -> str:
    if text and set(text) <= _RAISABLE:
        return text.translate(SUPERSCRIPTS)
    return f"^{bracketed(text)}" if text else ""


def _lowered(text: str) -> str:
    return f"_{bracketed(text)}" if text else ""


def _fraction(element: etree._Element, depth: int) -> str:
    above, below = _part(element, "num", depth), _part(element, "den", depth)
    if _setting(element, "type", "bar") == "noBar":
        return f"({above} ¦ {below})"
    return f"{bracketed(above)}/{bracketed(below)}"


def _scripts(element: etree._Element, depth: int) -> str:
    low, high = _part(element, "sub", depth), _part(element, "sup", depth)
    base = _part(element, "e", depth)
    if local_name(element) == "sPre":
        return f"{_lowered(low)}{_raised(high)}{base}"
    return f"{bracketed(base)}{_lowered(low)}{_raised(high)}"


def _root(element: etree._Element, depth: int) -> str:
    degree, base = _part(element, "deg", depth), bracketed(_part(element, "e", depth))
    known = {"": "√", "2": "√", "3": "∛", "4": "∜"}
    return f"{known[degree]}{base}" if degree in known else f"{_raised(degree)}√{base}"


def _n_ary(element: etree._Element, depth: int) -> str:
    sign = _setting(element, "chr", "∫") or "∫"
    limits = _lowered(_part(element, "sub", depth)) + _raised(_part(element, "sup", depth))
    return f"{sign}{limits} {_part(element, 'e', depth)}"


def _delimited(element: etree._Element, depth: int) -> str:
    parts = [_write(child, depth).strip() for child in element if local_name(child) == "e"]
    separator = _setting(element, "sepChr", "|")
    return _setting(element, "begChr", "(") + separator.join(parts) + _setting(element, "endChr", ")")


def _matrix(element: etree._Element, depth: int) -> str:
    rows = [
        ", ".join(_write(cell, depth).strip() for cell in row) for row in element if local_name(row) == "mr"
    ]
    return f"[{'; '.join(rows)}]"


def _lines(element: etree._Element, depth: int) -> str:
    return "; ".join(_write(child, depth).strip() for child in element if local_name(child) == "e")


def _function(element: etree._Element, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {_part(element, 'e', depth)}"


def _accent(element: etree._Element, depth: int) -> str:
    base = _part(element, "e", depth)
    mark = "\u0305" if local_name(element) == "bar" else _setting(element, "chr", "\u0302")
    return base + mark if len(base) == 1 and mark in _ACCENTS else base


def _limit(element: etree._Element, depth: int) -> str:
    write = _lowered if local_name(element) == "limLow" else _raised
    base = _part(element, "e", depth)
    # lim_(x→0) f(x): the word isn't the beginning of the name behind it.
    return base + write(_part(element, "lim", depth)) + (" " if len(base) > 1 else "")


_WRITERS: Final[dict[str, Callable[[etree._Element, int], str]]] = {
    "f": _fraction,
    **dict.fromkeys(("sSup", "sSub", "sSubSup", "sPre"), _scripts),
    "rad": _root,
    "nary": _n_ary,
    "d": _delimited,
    "m": _matrix,
    "eqArr": _lines,
    "func": _function,
    **dict.fromkeys(("acc", "bar"), _accent),
    **dict.fromkeys(("limLow", "limUpp"), _limit),
}
