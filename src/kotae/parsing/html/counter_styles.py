"""Numbers written as a style sheet itself says (``@counter-style``): 第1条, ㋐, (A).

The algorithms are those of CSS Counter Styles, level 3; what a style can't write is written as its
``fallback`` says, in the end in decimal.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import tinycss2

__all__ = ["CounterStyle", "counter_styles_of", "own_style", "written"]

# A page may list any number of them; no list that people read is counted so far.
_MAX_SYMBOLS: Final = 500
_MAX_STYLES: Final = 200
_MAX_CHARS: Final = 60
_MAX_DEPTH: Final = 8
_NEGATED: Final = frozenset(["symbolic", "alphabetic", "numeric", "additive", "extends"])
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,9}")
_LEAST: Final = -(10**9)


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterStyle:
    """One style.

    Attributes:
        system: ``cyclic``, ``fixed``, ``symbolic``, ``alphabetic``, ``numeric``, ``additive`` or ``extends``.
        base: The style it extends.
        first: The first number of a fixed style.
        symbols: Its signs; those of an additive style belong to ``weights``.
        weights: What each sign of an additive style is worth, falling.
        prefix: In front of a list item's number.
        suffix: Behind it.
        negative: Around a negative number: in front of it, and behind.
        ranges: Numbers it can write, both ends included; empty for all its system can.
        pad: The least length, and what fills it up.
        fallback: The style for other numbers.
    """

    system: str = "symbolic"
    base: str = ""
    first: int = 1
    symbols: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    prefix: str = ""
    suffix: str = ". "
    negative: tuple[str, str] = ("-", "")
    ranges: tuple[tuple[int, int], ...] = ()
    pad: tuple[int, str] = (0, "")
    fallback: str = "decimal"


def written(
    number: int,
    name: str,
    own: Mapping[str, CounterStyle],
    built_in: Callable[[int, str], str],
    depth: int = 0,
) -> str:
    """Return a number in a style.

    Args:
        number: Which one.
        name: Of the style.
        own: The styles of the page.
        built_in: Writes a number in a style of CSS itself.
        depth: How many styles were gone through.
    """
    for _ in range(_MAX_DEPTH - depth):
        style = own.get(name)
        if style is None:
            return built_in(number, name)
        if style.system == "extends":
            return _padded(written(number, style.base, own, built_in, depth + 1), style)
        shown = _shown(number, style)
        if shown and len(shown) <= _MAX_CHARS:
            return _padded(shown, style)
        name = style.fallback
    return str(number)


def _shown(number: int, style: CounterStyle) -> str:
    """A number in a style of its own signs; empty where the style can't write it."""
    if style.ranges and not any(low <= number <= high for low, high in style.ranges):
        return ""
    count = len(style.symbols)
    if not count:
        return ""
    if style.system == "cyclic":
        return style.symbols[(number - 1) % count]
    if style.system == "fixed":
        return style.symbols[number - style.first] if 0 <= number - style.first < count else ""
    shown = _positive(abs(number), style, count)
    before, after = style.negative if number < 0 and style.system in _NEGATED else ("", "")
    return before + shown + after if shown else ""


def _positive(number: int, style: CounterStyle, count: int) -> str:
    if style.system == "additive":
        return _added(number, style)
    if style.system == "numeric":
        return _numeric(number, style.symbols) if count > 1 else ""
    if not number:
        return ""
    if style.system == "symbolic":
        times = -(-number // count)
        return style.symbols[(number - 1) % count] * times if times <= _MAX_CHARS else ""
    signs: list[str] = []
    while number and count > 1:
        number, place = divmod(number - 1, count)
        signs.append(style.symbols[place])
    return "".join(reversed(signs))


def _numeric(number: int, symbols: tuple[str, ...]) -> str:
    signs: list[str] = []
    while number or not signs:
        number, place = divmod(number, len(symbols))
        signs.append(symbols[place])
    return "".join(reversed(signs))


def _added(number: int, style: CounterStyle) -> str:
    signs: list[str] = []
    for weight, sign in zip(style.weights, style.symbols, strict=False):
        if weight == 0:
            return "".join(signs) if signs else sign if number == 0 else ""
        times, number = divmod(number, weight)
        if times > _MAX_CHARS:
            return ""
        signs.append(sign * times)
        if not number and any(signs):
            return "".join(signs)
    return ""


def _padded(shown: str, style: CounterStyle) -> str:
    length, sign = style.pad
    return sign * max(0, min(length, _MAX_CHARS) - len(shown)) + shown


def own_style(value: str) -> CounterStyle | None:
    """Return the style that ``list-style-type`` gives itself: ``"→"``, ``symbols(cyclic "a" "b")``; None for a name."""
    tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
    for token in tokens:
        if token.type == "string":
            return CounterStyle(system="cyclic", symbols=(token.value,), suffix="")
        if token.type == "function" and token.lower_name == "symbols":
            inside = [part for part in token.arguments if part.type in ("ident", "string")]
            system = next((part.lower_value for part in inside if part.type == "ident"), "symbolic")
            signs = tuple(part.value for part in inside if part.type == "string")[:_MAX_SYMBOLS]
            return CounterStyle(system=system, symbols=signs, suffix=" ")
    return None


@lru_cache(maxsize=8)
def counter_styles_of(sheet: str) -> dict[str, CounterStyle]:
    """Return the styles a sheet defines, by name in lower case."""
    found: dict[str, CounterStyle] = {}
    for node in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if node.type != "at-rule" or node.lower_at_keyword != "counter-style" or not node.content:
            continue
        name = tinycss2.serialize(node.prelude).strip().lower()
        if name and len(found) < _MAX_STYLES:
            found[name] = _style(node.content)
    return found


def _style(content: object) -> CounterStyle:
    said = {
        node.lower_name: [part for part in node.value if part.type != "whitespace"]
        for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if node.type == "declaration"
    }
    system = list(map(_text, said.get("system", ())))
    kind = system[0].lower() if system else "symbolic"
    behind = system[1] if len(system) > 1 else ""
    weights, added = _additive(said.get("additive-symbols", ()))
    signs = tuple(map(_text, said.get("symbols", ())))[:_MAX_SYMBOLS]
    negative = list(map(_text, said.get("negative", ())))
    pad = list(map(_text, said.get("pad", ())))
    return CounterStyle(
        system=kind,
        base=behind.lower() if kind == "extends" else "",
        first=int(behind) if kind == "fixed" and _INTEGER.fullmatch(behind) else 1,
        symbols=added if kind == "additive" else signs,
        weights=weights,
        prefix=_text_of(said.get("prefix", ()), ""),
        suffix=_text_of(said.get("suffix", ()), ". "),
        negative=(negative[0], negative[1] if len(negative) > 1 else "") if negative else ("-", ""),
        ranges=tuple(_ranges(said.get("range", ()))),
        pad=(int(pad[0]), pad[1]) if len(pad) > 1 and pad[0].isdecimal() and len(pad[0]) < 4 else (0, ""),
        fallback=_text_of(said.get("fallback", ()), "decimal").lower(),
    )


def _text(part: tinycss2.ast.Node) -> str:
    return str(part.value) if part.type in ("string", "ident") else tinycss2.serialize([part])


def _text_of(parts: object, usual: str) -> str:
    return next((_text(part) for part in parts), usual)  # type: ignore[attr-defined]  # tinycss2 is untyped


def _additive(parts: object) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The weights and signs of an additive style, the highest first."""
    pairs: list[tuple[int, str]] = []
    weight, sign = -1, ""
    for part in [*parts, None]:  # type: ignore[misc]  # tinycss2 is untyped
        text = _text(part) if part is not None else ","
        if text == ",":
            pairs += [(weight, sign)] if weight >= 0 else []
            weight, sign = -1, ""
        elif part.type == "number" and _INTEGER.fullmatch(text):
            weight = int(text)
        else:
            sign = text
    pairs = sorted(pairs[:_MAX_SYMBOLS], key=lambda pair: -pair[0])
    return tuple(weight for weight, _ in pairs), tuple(sign for _, sign in pairs)


def _ranges(parts: object) -> Iterator[tuple[int, int]]:
    """The stretches of numbers a style is for; ``auto`` says nothing."""
    ends = [_text(part) for part in parts if _text(part) != ","]  # type: ignore[attr-defined]  # tinycss2 is untyped
    for low, high in zip(ends[::2], ends[1::2], strict=False):
        numbers = [
            int(end) if _INTEGER.fullmatch(end) else fallen
            for end, fallen in ((low, _LEAST), (high, -_LEAST))
        ]
        yield numbers[0], numbers[1]
