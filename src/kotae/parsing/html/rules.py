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
from kotae.parsing.html.screens import on_screen
from kotae.parsing.html.unseen import UNSEEN_PROPERTIES

__all__ = ["FIRST_VALUES", "LAYER", "Rule", "declared_in", "rules_of", "within_address"]

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
_PSEUDO: Final = re.compile(
    r"::?(?P<place>before|after)\Z|::(?P<mark>marker)\Z|::?first-(?P<line>line)\Z", re.IGNORECASE
)
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
LAYER: Final = "@layer"
"""Stands in the place of a rule's key where it only says that there is a layer."""
FIRST_VALUES: Final = ("@property",)
"""Stands for the layer of what named values are where nothing says them."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a sheet says of the elements that a selector matches.

    Attributes:
        order: What decides between rules: which layer it stands in, how narrow the selector is, place.
        selector: Matches them, as written.
        declarations: Name, value and importance of each.
        place: ``"before"``, ``"after"`` or ``"marker"`` where the rule writes text at the elements, ``"line"`` where it is
            about their first line alone, else empty.
        layer: The names of the layers around it. A rule without declarations only says that there is such a layer.
    """

    order: tuple[tuple[int, ...], int, int]
    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    place: str = ""
    layer: tuple[str, ...] = ()

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


# A book has the same sheet in all of its chapters.
@lru_cache(maxsize=8)
def rules_of(sheet: str) -> tuple[tuple[str, Rule], ...]:
    """Return what a style sheet says, by what an element must have."""
    return tuple(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _rules(
    nodes: Iterable[tinycss2.ast.Node], above: str = "", depth: int = 0, *, layer: tuple[str, ...] = ()
) -> Iterator[tuple[str, Rule]]:
    for node in nodes if depth < _MAX_NESTED else ():
        if node.type == "at-rule" and node.content and node.lower_at_keyword == "property":
            yield from _first_values(node)
        elif node.type == "at-rule" and node.lower_at_keyword == "layer" and not node.content:
            yield from (_first_of(layer + named) for named in _layers(node))
        elif node.type == "at-rule" and node.content and _applies(node):
            yield from _rules_within(node, above, depth, layer)
        elif node.type == "qualified-rule":
            selectors = [_within(above, selector) for selector in _selectors(node.prelude)]
            yield from _rules_for(selectors, tuple(declared_in(node.content)), layer=layer)
            inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            nested = [inner for inner in inside if inner.type in ("qualified-rule", "at-rule")]
            for selector in selectors if nested else ():
                yield from _rules(nested, selector, depth + 1, layer=layer)


def _rules_within(
    node: tinycss2.ast.AtRule, above: str, depth: int, layer: tuple[str, ...]
) -> Iterator[tuple[str, Rule]]:
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    within = (layer + _layers(node)[0])[:_MAX_NESTED] if node.lower_at_keyword == "layer" else layer
    if within != layer:
        yield _first_of(within)
    yield from _rules(inside, above, depth + 1, layer=within)
    if above:
        yield from _rules_for([above], tuple(declared_in(node.content)), layer=within)


def _layers(node: tinycss2.ast.AtRule) -> list[tuple[str, ...]]:
    """The layers that a rule names, each by its path; one without a name is no other's."""
    written = "".join(tinycss2.serialize(node.prelude).split())
    if not written:
        return [(f"{node.source_line}:{node.source_column}",)]
    return [tuple(named.split(".")) for named in written.split(",")]


def _first_of(layer: tuple[str, ...]) -> tuple[str, Rule]:
    return LAYER, Rule(order=((), 0, 0), selector="", declarations=(), layer=layer[:_MAX_NESTED])


def _first_values(node: tinycss2.ast.AtRule) -> Iterator[tuple[str, Rule]]:
    """Yield what a named value is where nothing says it."""
    name = tinycss2.serialize(node.prelude).strip()
    for said in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
        if said.type == "declaration" and said.lower_name == "initial-value" and name.startswith("--"):
            value = tinycss2.serialize(said.value).strip().lower()
            yield from _rules_for(["html"], ((name, value, False),), layer=FIRST_VALUES)


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
    selectors: Iterable[str], declarations: tuple[tuple[str, str, bool], ...], *, layer: tuple[str, ...]
) -> Iterator[tuple[str, Rule]]:
    for written in selectors if declarations else ():
        pseudo = _PSEUDO.search(written[-12:])
        place = (pseudo["place"] or pseudo["mark"] or pseudo["line"]).lower() if pseudo else ""
        selector = (written[: -len(pseudo[0])] or "*") if pseudo else written
        if selector[-1] in " >+~":
            selector += "*"
        if len(selector) > _MAX_SELECTOR_CHARS or _STATES.search(selector):
            continue
        yield (
            _key(selector),
            Rule(
                order=((), _specificity(selector), 0),
                selector=selector,
                declarations=declarations,
                place=place,
                layer=layer,
            ),
        )


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
