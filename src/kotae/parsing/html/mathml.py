"""MathML → one line of text that keeps what the formula says: d/t, √x, x², ∑_(i=1)^n.

Taken as plain text, a fraction loses its bar and a power its height: ``d/t`` would read ``dt``, x² ``x2``.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from bs4.element import NavigableString, Tag

from kotae.parsing.html.marks import SUPERSCRIPTS
from kotae.parsing.office.formulas import SUBSCRIPTS, bracketed

__all__ = ["linear"]

# Deeper than anybody writes, and far from where Python itself gives up.
_MAX_DEPTH: Final = 60
_LEFT_OUT: Final = frozenset(["annotation", "annotation-xml", "none", "mprescripts", "mphantom"])
_LARGE: Final = frozenset("∑∏∫∮∬∭⋃⋂∐")
_ACCENTS: Final = {
    **dict.fromkeys(("¯", "‾", "\u0305", "_"), "\u0305"),
    **dict.fromkeys(("^", "ˆ", "\u0302"), "\u0302"),
    **dict.fromkeys(("~", "˜", "\u0303"), "\u0303"),
    **dict.fromkeys(("→", "⃗", "\u20d7"), "\u20d7"),
    **dict.fromkeys(("˙", ".", "\u0307"), "\u0307"),
    **dict.fromkeys(("¨", "\u0308"), "\u0308"),
}
_SPACED: Final = frozenset("=≠≈≡<>≤≥±×÷+→⇒⇔∈∧∨")


def linear(math: Tag, unseen: Collection[int] = ()) -> str:
    """Return a formula as one line; the empty string where it shows nothing.

    Args:
        math: The formula.
        unseen: The parts of it that nobody sees, by their ``id()``; where there are any, nothing else stands for it.
    """
    said = " ".join(_text(math, 0, unseen).split())
    return said or ("" if unseen else str(math.get("alttext") or "").strip())


def _text(element: Tag, depth: int, unseen: Collection[int]) -> str:
    if id(element) in unseen:
        return ""
    if depth > _MAX_DEPTH:
        return "" if unseen else element.get_text(" ", strip=True)
    if _name(element) == "mmultiscripts":
        return _multiscripts(element, depth, unseen)
    write = _WRITERS.get(_name(element))
    if write is not None:
        return write(_parts(element, depth, unseen))
    parts = _parts(element, depth, unseen)
    if any(isinstance(child, NavigableString) and child.strip() for child in element.contents):
        return _token(element)
    within = any(isinstance(child, Tag) for child in element.contents)
    return "".join(parts) if within else _token(element)


def _name(element: Tag) -> str:
    return element.name.rpartition(":")[2].lower()


def _parts(element: Tag, depth: int, unseen: Collection[int]) -> list[str]:
    children = [
        child for child in element.contents if isinstance(child, Tag) and _name(child) not in _LEFT_OUT
    ]
    # The first child of semantics is the formula, the others say it again; of an action no more is drawn either.
    if _name(element) in ("semantics", "maction"):
        children = children[:1]
    return [_text(child, depth + 1, unseen) for child in children]


def _token(element: Tag) -> str:
    # Function application and invisible times are marks for screen readers.
    text = " ".join(element.get_text().translate(dict.fromkeys(range(0x2061, 0x2065))).split())
    if _name(element) == "mo" and text in _SPACED:
        return f" {text} "
    return f" {text} " if _name(element) == "mtext" else text


def _at(parts: Sequence[str], place: int) -> str:
    return parts[place].strip() if place < len(parts) else ""


def _fraction(parts: Sequence[str]) -> str:
    return f"{bracketed(_at(parts, 0))}/{bracketed(_at(parts, 1))}"


def _root(parts: Sequence[str]) -> str:
    return f"{_raised(_at(parts, 1))}√{bracketed(_at(parts, 0))}"


def _square_root(parts: Sequence[str]) -> str:
    return f"√{bracketed(''.join(parts))}"


def _raised(part: str) -> str:
    return (
        part.translate(SUPERSCRIPTS) if part and set(part) <= set("0123456789+-−n") else f"^{bracketed(part)}"
    )


def _lowered(part: str) -> str:
    return part.translate(SUBSCRIPTS) if part.isdecimal() and part.isascii() else f"_{bracketed(part)}"


def _power(parts: Sequence[str]) -> str:
    base = _at(parts, 0)
    return f"{bracketed(base) if len(base) > 1 else base}{_raised(_at(parts, 1))}"


def _index(parts: Sequence[str]) -> str:
    return f"{_at(parts, 0)}{_lowered(_at(parts, 1))}"


def _both(parts: Sequence[str]) -> str:
    base = _at(parts, 0)
    return f"{base}{_lowered(_at(parts, 1))}{_raised(_at(parts, 2))}{_gap(base)}"


def _over(parts: Sequence[str]) -> str:
    base, mark = _at(parts, 0), _at(parts, 1)
    if len(base) == 1 and mark in _ACCENTS:
        return base + _ACCENTS[mark]
    return f"{base}^{bracketed(mark)}{_gap(base)}"


def _limits(parts: Sequence[str]) -> str:
    base, high = _at(parts, 0), _at(parts, 2)
    return f"{base}_{bracketed(_at(parts, 1))}{f'^{bracketed(high)}' if high else ''}{_gap(base)}"


def _gap(base: str) -> str:
    """What parts an operator with limits from what it works on: ∑_(i = 1)ⁿ aᵢ isn't n times a."""
    return " " if base in _LARGE or len(base) > 1 else ""


def _multiscripts(element: Tag, depth: int, unseen: Collection[int]) -> str:
    """Isotopes and tensors: what is low and high before the base and behind it, ``¹⁴C₆``."""
    written = {True: "", False: ""}
    base, *rest = [child for child in element.contents if isinstance(child, Tag)] or [element]
    before, pair = False, list[str]()
    for child in rest:
        if _name(child) == "mprescripts":
            before = True
            continue
        pair.append("" if _name(child) == "none" else _text(child, depth + 1, unseen).strip())
        if len(pair) == 2:
            low, high = pair
            written[before] += (_lowered(low) if low else "") + (_raised(high) if high else "")
            pair = []
    return f"{written[True]}{_text(base, depth + 1, unseen).strip() if rest else ''}{written[False]}"


def _row(parts: Sequence[str]) -> str:
    return ", ".join(part.strip() for part in parts)


def _table(parts: Sequence[str]) -> str:
    return "[" + "; ".join(part.strip() for part in parts) + "]"


_WRITERS: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "mfrac": _fraction,
    "mroot": _root,
    "msqrt": _square_root,
    "msup": _power,
    "msub": _index,
    "msubsup": _both,
    "mover": _over,
    "munder": _limits,
    "munderover": _limits,
    "mfenced": lambda parts: f"({_row(parts)})",
    "mtr": _row,
    "mtable": _table,
}
