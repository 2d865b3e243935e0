"""What CSS says of an element, as far as it decides whether its text counts: hidden, crossed out, list marks.

Style sheets inside the page and ``style`` attributes are read (tinycss2), selectors are matched by
soupsieve; sheets in other files are never fetched, those inside a book are read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Final

import soupsieve
import tinycss2
from bs4.element import Tag
from tinycss2.color3 import RGBA
from tinycss2.color4 import parse_color

from kotae.parsing.html.marks import class_names
from kotae.parsing.html.unseen import UNSEEN_PROPERTIES, is_hidden, paint
from kotae.parsing.ink import WHITE, alike

__all__ = ["Look", "Styles"]

_WANTED: Final = UNSEEN_PROPERTIES | frozenset(
    "color background background-color background-image background-clip -webkit-background-clip "
    "text-decoration text-decoration-line list-style list-style-type vertical-align font-variant-position".split()
)
_STATES: Final = re.compile(
    r"::|:(?:hover|focus|active|target|visited|before|after|checked|disabled|not\(|is\(|where\(|has\()"
)
_LAST: Final = re.compile(r"(?P<id>#[\w-]+)|(?P<class>\.[\w-]+)|(?P<type>^[a-zA-Z][\w-]*)")
_TYPE: Final = re.compile(r"\*|[a-zA-Z][\w-]*")
_CLASS: Final = re.compile(r"\.[\w-]+")
_MAX_SHEETS: Final = 200
_MAX_SHEET_CHARS: Final = 500_000
_MAX_RULES: Final = 5_000
_MAX_SELECTOR_CHARS: Final = 200
_STRUCK_TAGS: Final = frozenset(["del", "s", "strike"])
_STRUCK_CLASSES: Final = frozenset(
    "line-through strike strikethrough struck struck-through text-decoration-line-through is-struck".split()
)
_SHOWN_BY_SCREEN: Final = re.compile(r"\s*(?:all|screen)?\s*", re.IGNORECASE)
_WHITE: Final = RGBA(1.0, 1.0, 1.0, 1.0)
_INLINE: Final = 1_000_000
_LIGHTNESS: Final = {"lab": 100.0, "lch": 100.0, "oklab": 1.0, "oklch": 1.0}
_FILL: Final = "-webkit-text-fill-color"

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How text in an element looks; what isn't set is inherited.

    Attributes:
        color: Its colour, None where nothing in the page says.
        background: What it stands on; None where a picture or another file decides that.
        hidden: Whether nobody sees it.
        pale: Whether it is white on a ground that can't be told.
        struck: Whether it is crossed out.
        list_style: The style of list marks as set here, else empty.
        shift: Whether the element itself is raised (``"sup"``) or lowered (``"sub"``), else empty.
    """

    color: RGBA | None = None
    background: RGBA | None = _WHITE
    hidden: bool = False
    pale: bool = False
    struck: bool = False
    list_style: str = ""
    shift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    order: tuple[int, int, int]
    selector: str
    declarations: tuple[tuple[str, str, bool], ...]

    def matches(self, tag: Tag) -> bool:
        if _CLASS.fullmatch(self.selector):
            return self.selector[1:] in str(tag.attrs.get("class") or "").split()
        # Of an element's own name only rules for it, or for all, are asked.
        compiled = None if _TYPE.fullmatch(self.selector) else _compiled(self.selector)
        return compiled.match(tag) if compiled is not None else bool(_TYPE.fullmatch(self.selector))


# Compiled when an element is there that it may match: most of a style sheet is about other pages.
@lru_cache(maxsize=4_096)
def _compiled(selector: str) -> soupsieve.SoupSieve | None:
    """The selector; None for one that makes no sense."""
    try:
        return soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        return None


@dataclass(slots=True)
class Styles:
    """The style sheets inside one page.

    Attributes:
        page: How text looks before anything is said.
    """

    page: Look = field(default_factory=Look)
    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _count: int = 0

    @classmethod
    def of(cls, sheets: Iterable[Tag], linked: Callable[[str], str | None] = lambda _: None) -> "Styles":
        """Return the styles of a page.

        Args:
            sheets: Its ``<style>`` and ``<link>`` elements, in order; so many of them are read as make sense.
            linked: Gives the text of a style sheet in another file; None for one that isn't read.
        """
        styles = cls()
        for sheet in islice(sheets, _MAX_SHEETS):
            if not _SHOWN_BY_SCREEN.fullmatch(str(sheet.get("media") or "")):
                continue
            if sheet.name == "style":
                styles._add(sheet.string or "")
            elif "stylesheet" in str(sheet.get("rel") or "").lower().split():
                text = linked(str(sheet.get("href") or ""))
                if text is None:
                    styles.page = Look(background=None)
                styles._add(text or "")
        return styles

    def _add(self, text: str) -> None:
        if len(text) > _MAX_SHEET_CHARS:
            self.page = Look(background=None)
            return
        for key, rule in _rules_of(text):
            if self._count < _MAX_RULES:
                self._count += 1
                numbered = replace(rule, order=(0, rule.order[1], self._count))
                self._rules.setdefault(key, []).append(numbered)

    def look(self, tag: Tag, outside: Look) -> Look:
        """Return how an element looks inside of something that looks like ``outside``."""
        struck = outside.struck or tag.name in _STRUCK_TAGS
        if not tag.attrs and tag.name not in self._rules and "*" not in self._rules and tag.name != "svg":
            if struck == outside.struck and not (outside.list_style or outside.shift):
                return outside
            return replace(outside, struck=struck, list_style="", shift="")
        names = class_names(tag)
        struck = struck or tag.get("role") == "deletion" or not _STRUCK_CLASSES.isdisjoint(names)
        declared = self._declarations(tag, names)
        if not declared and not tag.has_attr("color") and not tag.has_attr("bgcolor"):
            hidden = outside.hidden or _hidden_by_attribute(tag)
            if (hidden, struck) == (outside.hidden, outside.struck) and not (
                outside.list_style or outside.shift
            ):
                return outside
            return replace(outside, hidden=hidden, struck=struck, list_style="", shift="")
        color = _color(declared.get("color") or str(tag.get("color") or "")) or outside.color
        background = _background(declared, str(tag.get("bgcolor") or ""), outside.background)
        decoration = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
        return Look(
            color=color,
            background=background,
            hidden=outside.hidden
            or _hidden_by_attribute(tag)
            or is_hidden(declared, paint(declared, color, _color(declared.get(_FILL, ""))), background),
            pale=background is None
            and color is not None
            and alike((color.red, color.green, color.blue), WHITE),
            struck=struck or "line-through" in decoration,
            list_style=_list_style(declared),
            shift=_shift(declared),
        )

    def _declarations(self, tag: Tag, names: Sequence[str]) -> Declarations:
        found: list[tuple[tuple[int, int, int], str, str]] = []
        if self._rules:
            for rule in self._candidates(tag, names):
                if rule.matches(tag):
                    found += [
                        ((important, *rule.order[1:]), name, value)
                        for name, value, important in rule.declarations
                    ]
        if inline := str(tag.get("style") or "")[:2_000]:
            found += [((important, _INLINE, 0), name, value) for name, value, important in _declared(inline)]
        if len(found) > 1:
            found.sort(key=lambda entry: entry[0])
        return {name: value for _, name, value in found}

    def _candidates(self, tag: Tag, names: Sequence[str]) -> Iterator[_Rule]:
        keys = [f".{name}" for name in names]
        keys += [tag.name, "*", *([f"#{tag['id']}"] if tag.has_attr("id") else [])]
        for key in keys:
            yield from self._rules.get(key, ())


# A book has the same sheet in all of its chapters.
@lru_cache(maxsize=8)
def _rules_of(sheet: str) -> tuple[tuple[str, _Rule], ...]:
    """What a style sheet says, by what an element must have."""
    return tuple(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _rules(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[str, _Rule]]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            if _SHOWN_BY_SCREEN.fullmatch(tinycss2.serialize(node.prelude)):
                yield from _rules(
                    tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                )
        elif node.type == "qualified-rule":
            yield from _rules_for(tinycss2.serialize(node.prelude), tuple(_declared(node.content)))


def _rules_for(prelude: str, declarations: tuple[tuple[str, str, bool], ...]) -> Iterator[tuple[str, _Rule]]:
    for selector in prelude.split(",") if declarations else ():
        selector = selector.strip()
        if not selector or len(selector) > _MAX_SELECTOR_CHARS or _STATES.search(selector):
            continue
        order = (0, _specificity(selector), 0)
        yield _key(selector), _Rule(order=order, selector=selector, declarations=declarations)


def _declared(content: object) -> Iterator[tuple[str, str, bool]]:
    for node in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name in _WANTED:
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important


def _key(selector: str) -> str:
    """What an element must have for the selector to match: an id, a class or a name; ``*`` for neither."""
    last = re.split(r"[\s>+~]+", selector)[-1]
    found = {match.lastgroup: match[0] for match in _LAST.finditer(last)}
    return found.get("id") or (found.get("class") or found.get("type", "*")).lower()


def _specificity(selector: str) -> int:
    types = len(re.findall(r"(?:\A|[\s>+~])[a-zA-Z]", selector))
    return 10_000 * selector.count("#") + 100 * len(re.findall(r"[.\[:]", selector)) + types


def _color(written: str) -> RGBA | None:
    found = parse_color(written) if written else None
    if found is None or isinstance(found, str):
        return None
    if found.space in _LIGHTNESS:
        # Of these only the greys, white among them, are told from their ground.
        lightness, *rest = (float(part or 0) for part in found.coordinates)
        grey = lightness / _LIGHTNESS[found.space]
        colourless = abs(rest[0]) <= _LIGHTNESS[found.space] * 0.03
        return RGBA(grey, grey, grey, float(found.alpha)) if colourless else None
    if found.space not in ("srgb", "hsl", "hwb"):
        return None
    red, green, blue = (float(part) for part in found.to("srgb").coordinates)
    return RGBA(red, green, blue, float(found.alpha))


def _background(declared: Declarations, attribute: str, outside: RGBA | None) -> RGBA | None:
    """What text stands on; None where that can't be told."""
    written = f"{declared.get('background', '')} {declared.get('background-image', '')}"
    if "url(" in written or "gradient" in written:
        return None
    for value in (declared.get("background-color", ""), *declared.get("background", "").split(), attribute):
        color = _color(value)
        if color is not None and color.alpha > 0:
            return color
    return outside


def _hidden_by_attribute(tag: Tag) -> bool:
    # "until-found" is shown to whoever searches the page.
    hidden = tag.has_attr("hidden") and str(tag.get("hidden")).lower() != "until-found"
    empty = tag.name == "svg" and "0" in (tag.get("width"), tag.get("height"))
    return hidden or empty or tag.has_attr("popover")


def _shift(declared: Declarations) -> str:
    words = (declared.get("vertical-align", ""), declared.get("font-variant-position", ""))
    return "sup" if "super" in words else "sub" if "sub" in words else ""


def _list_style(declared: Declarations) -> str:
    words = f"{declared.get('list-style-type', '')} {declared.get('list-style', '')}".split()
    places = ("inside", "outside")
    return next((word for word in words if word not in places and "(" not in word), "")
