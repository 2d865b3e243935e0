"""The rules of a style sheet: which apply to a page on an ordinary screen, what each says, and what an element must have."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

import soupsieve
import tinycss2
from bs4.element import Tag

from kotae.parsing.html.colours import knows_colour
from kotae.parsing.html.overlays import OVERLAY_PROPERTIES
from kotae.parsing.html.unseen import UNSEEN_PROPERTIES

__all__ = ["Rule", "declared_in", "on_screen", "rules_of", "within_address"]

_WANTED: Final = (
    UNSEEN_PROPERTIES
    | OVERLAY_PROPERTIES
    | frozenset(
        "color background background-color background-image background-clip -webkit-background-clip fill fill-opacity stroke "
        "text-shadow -webkit-text-stroke -webkit-text-stroke-width "
        "text-decoration text-decoration-line vertical-align font-variant-position".split()
    )
)
# Their values keep capitals: words that are shown, and names.
_GENERATING: Final = frozenset(
    "content counter-reset counter-increment counter-set list-style list-style-type".split()
)
_PSEUDO: Final = re.compile(r"::?(?P<place>before|after)\Z|::(?P<mark>marker)\Z", re.IGNORECASE)
_STATES: Final = re.compile(
    r"::|:(?:hover|focus|active|target|visited|before|after|checked|disabled)"
    # Scripts change what the page itself is called: whether they ran isn't known.
    r"|(?:html|body|:root)[^\s>+~]*:not\("
)
# What an element must have stands outside of them, or isn't one thing.
_BRACKETS: Final = re.compile(r":(?:not|is|where|has)\([^()]*\)|\[[^\[\]]*\]")
_LAST: Final = re.compile(r"(?P<id>#[\w-]+)|(?P<class>\.[\w-]+)|(?P<type>^[a-zA-Z][\w-]*)")
_TYPE: Final = re.compile(r"\*|[a-zA-Z][\w-]*")
_CLASS: Final = re.compile(r"\.[\w-]+")
_MAX_SELECTOR_CHARS: Final = 200
_MAX_NESTED: Final = 8
_WIDTH_PX: Final = 1280.0
_SCREEN: Final = re.compile(r"(?:only\s+)?(?:all|screen|not\s+print)?\s*(?:\band\b\s*)?", re.IGNORECASE)
# (width >= 40em), (400px <= width < 900px), and what people leave as it comes.
_RANGE: Final = re.compile(
    r"\(\s*(?:(?P<least>\d{1,6}(?:\.\d{1,4})?)\s*(?P<unit>px|em|rem)?\s*(?P<below><=?)\s*)?width\s*"
    r"(?:(?P<sign>[<>]=?)\s*(?P<most>\d{1,6}(?:\.\d{1,4})?)\s*(?P<of>px|em|rem)?)?\s*\)\s*(?:and\b\s*)?",
    re.IGNORECASE,
)
_USUAL: Final = re.compile(
    r"\(\s*(?:(?:any-)?hover(?:\s*:\s*hover)?|(?:any-)?pointer(?:\s*:\s*fine)?|orientation\s*:\s*landscape|color|update\s*:\s*fast"
    r"|(?:min-)?color-gamut\s*:\s*srgb|prefers-color-scheme\s*:\s*light|prefers-[a-z-]{1,30}\s*:\s*no-preference"
    r"|(?:forced|inverted)-colors\s*:\s*none|scripting(?:\s*:\s*enabled)?|display-mode\s*:\s*browser"
    r"|min-resolution\s*:\s*(?:1(?:\.0+)?dppx|1x|96dpi)|-webkit-min-device-pixel-ratio\s*:\s*(?:0|1)(?:\.\d{1,4})?)\s*\)\s*(?:and\b\s*)?",
    re.IGNORECASE,
)
_NOT_KNOWN: Final = re.compile(r"not\s*\(\s*(?P<name>[\w-]+)\s*:\s*(?P<value>[^()]{0,100})\)", re.IGNORECASE)
# Written for the direction of the text; pages run from left to right.
_LOGICAL: Final = {
    "margin-inline-start": "margin-left",
    "margin-block-start": "margin-top",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "block-size": "height",
    "inline-size": "width",
    "max-block-size": "max-height",
    "text-security": "-webkit-text-security",
}
_SHOWS: Final = frozenset("visible hidden collapse inherit initial unset revert".split())
_DISPLAY: Final = re.compile(
    r"(?:none|contents|block|inline|flow|flow-root|list-item|run-in|table[a-z-]*|ruby[a-z-]*|flex|grid|math"
    r"|inline-(?:block|flex|grid|table)|-(?:webkit|moz|ms)-[a-z-]+|inherit|initial|unset|revert(?:-layer)?)"
)
_WIDTH: Final = re.compile(
    r"\(\s*(min|max)-width\s*:\s*(\d{1,6}(?:\.\d{1,4})?)\s*(px|em|rem)?\s*\)\s*(?:and\b\s*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a sheet says of the elements that a selector matches.

    Attributes:
        order: What decides between rules: whether it stands in no layer, how narrow the selector is, place.
        selector: Matches them, as written.
        declarations: Name, value and importance of each.
        place: ``"before"``, ``"after"`` or ``"marker"`` where the rule writes text at the elements, else empty.
    """

    order: tuple[int, int, int]
    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    place: str = ""

    def matches(self, tag: Tag) -> bool:
        """Return whether it is about an element; only those that have what the selector ends with are asked."""
        if _CLASS.fullmatch(self.selector):
            return self.selector[1:] in str(tag.attrs.get("class") or "").split()
        if _TYPE.fullmatch(self.selector):
            return True
        compiled = _compiled(self.selector)
        return compiled is not None and compiled.match(tag)


# Compiled when an element is there that it may match: most of a style sheet is about other pages.
@lru_cache(maxsize=4_096)
def _compiled(selector: str) -> soupsieve.SoupSieve | None:
    """The selector; None for one that makes no sense."""
    try:
        return soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        return None


def on_screen(query: str) -> bool:
    """Return whether a media query holds on a screen of ordinary width; one that asks for more doesn't."""
    return any(map(_holds, query.split(",")))


def _holds(query: str) -> bool:
    begun = _SCREEN.match(query.strip())
    rest = query.strip()[begun.end() if begun else 0 :]
    while found := _WIDTH.match(rest) or _RANGE.match(rest) or _USUAL.match(rest):
        if found.re is _WIDTH:
            width = float(found[2]) * (16 if found[3] in ("em", "rem") else 1)
            if width > _WIDTH_PX if found[1].lower() == "min" else width < _WIDTH_PX:
                return False
        elif found.re is _RANGE and not _within_range(found):
            return False
        rest = rest[found.end() :]
    return not rest


def _within_range(found: re.Match[str]) -> bool:
    least, most = (
        float(number) * (16 if unit in ("em", "rem") else 1) if number else None
        for number, unit in ((found["least"], found["unit"]), (found["most"], found["of"]))
    )
    above = least is None or least <= _WIDTH_PX
    if most is None:
        return above
    return above and (most <= _WIDTH_PX if found["sign"].startswith(">") else most >= _WIDTH_PX)


# A book has the same sheet in all of its chapters.
@lru_cache(maxsize=8)
def rules_of(sheet: str) -> tuple[tuple[str, Rule], ...]:
    """Return what a style sheet says, by what an element must have."""
    return tuple(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _rules(
    nodes: Iterable[tinycss2.ast.Node], above: str = "", depth: int = 0, *, layered: bool = False
) -> Iterator[tuple[str, Rule]]:
    for node in nodes if depth < _MAX_NESTED else ():
        if node.type == "at-rule" and node.content and node.lower_at_keyword == "property":
            yield from _first_values(node)
        elif node.type == "at-rule" and node.content and _applies(node):
            inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            within = layered or node.lower_at_keyword == "layer"
            yield from _rules(inside, above, depth + 1, layered=within)
            if above:
                yield from _rules_for([above], tuple(declared_in(node.content)), layered=within)
        elif node.type == "qualified-rule":
            selectors = [_within(above, selector) for selector in _selectors(node.prelude)]
            yield from _rules_for(selectors, tuple(declared_in(node.content)), layered=layered)
            inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            nested = [inner for inner in inside if inner.type in ("qualified-rule", "at-rule")]
            for selector in selectors if nested else ():
                yield from _rules(nested, selector, depth + 1, layered=layered)


def _first_values(node: tinycss2.ast.AtRule) -> Iterator[tuple[str, Rule]]:
    """Yield what a named value is where nothing says it."""
    name = tinycss2.serialize(node.prelude).strip()
    for said in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
        if said.type == "declaration" and said.lower_name == "initial-value" and name.startswith("--"):
            value = tinycss2.serialize(said.value).strip().lower()
            yield from _rules_for(["html"], ((name, value, False),), layered=True)


def _applies(node: tinycss2.ast.AtRule) -> bool:
    asked = tinycss2.serialize(node.prelude).strip()
    if node.lower_at_keyword == "media":
        return on_screen(asked)
    if node.lower_at_keyword == "supports" and asked.lower().startswith("not"):
        denied = _NOT_KNOWN.fullmatch(asked)
        return denied is not None and not _makes_sense(
            denied["name"].lower(), denied["value"].strip().lower()
        )
    return node.lower_at_keyword in ("layer", "scope", "container", "supports")


def _selectors(prelude: Iterable[tinycss2.ast.Node]) -> list[str]:
    """The selectors of a rule; commas inside brackets part none."""
    parts: list[list[tinycss2.ast.Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [written for part in parts if (written := tinycss2.serialize(part).strip())]


def _within(above: str, selector: str) -> str:
    if not above:
        return selector
    return selector.replace("&", above) if "&" in selector else f"{above} {selector}"


def _rules_for(
    selectors: Iterable[str], declarations: tuple[tuple[str, str, bool], ...], *, layered: bool
) -> Iterator[tuple[str, Rule]]:
    for written in selectors if declarations else ():
        pseudo = _PSEUDO.search(written[-10:])
        place = (pseudo["place"] or pseudo["mark"]).lower() if pseudo else ""
        selector = (written[: -len(pseudo[0])] or "*") if pseudo else written
        if selector[-1] in " >+~":
            selector += "*"
        if len(selector) > _MAX_SELECTOR_CHARS or _STATES.search(selector):
            continue
        order = (0 if layered else 1, _specificity(selector), 0)
        yield _key(selector), Rule(order=order, selector=selector, declarations=declarations, place=place)


def declared_in(content: object) -> Iterator[tuple[str, str, bool]]:
    """Yield name, value in lower case and importance of what a block or a ``style`` attribute declares."""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            continue
        name = _LOGICAL.get(node.lower_name, node.lower_name)
        if name in _WANTED or node.name.startswith("--"):
            value = tinycss2.serialize(node.value).strip().lower()
            if _makes_sense(name, value):
                yield name, value, node.important
        elif node.lower_name in _GENERATING:
            yield node.lower_name, tinycss2.serialize(node.value).strip(), node.important


def _makes_sense(name: str, value: str) -> bool:
    """Return whether a browser takes a value: one that it doesn't know leaves what was said before."""
    if "(" in value or "!" in value:
        return True
    if name == "display":
        words = value.split()
        return bool(words) and all(_DISPLAY.fullmatch(word) for word in words)
    if name == "visibility":
        return value in _SHOWS
    return name != "color" or not value.isalpha() or value in _SHOWS or knows_colour(value)


def _key(selector: str) -> str:
    """What an element must have for the selector to match: an id, a class or a name; ``*`` for neither."""
    for _ in range(2):
        selector = _BRACKETS.sub("", selector)
    last = re.split(r"[\s>+~]+", selector)[-1]
    found = {match.lastgroup: match[0] for match in _LAST.finditer(last)}
    return found.get("id") or (found.get("class") or found.get("type", "*")).lower()


def _specificity(selector: str) -> int:
    types = len(re.findall(r"(?:\A|[\s>+~])[a-zA-Z]", selector))
    return 10_000 * selector.count("#") + 100 * len(re.findall(r"[.\[:]", selector)) + types


def within_address(address: str) -> str:
    """Return the style sheet that an address holds itself (``data:``)."""
    kind, _, written = address.partition(",")
    try:
        return (
            b64decode(unquote(written)).decode("utf-8", "replace")
            if kind.endswith(";base64")
            else unquote(written)
        )
    except ValueError:
        return ""
