"""What CSS says of an element, as far as it decides whether its text counts: hidden, crossed out, list marks.

Style sheets inside the page and ``style`` attributes are read (tinycss2), selectors are matched by
soupsieve; sheets in other files are never fetched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import soupsieve
import tinycss2
from bs4 import BeautifulSoup
from bs4.element import Tag
from tinycss2.color3 import RGBA, parse_color

from kotae.parsing.html.marks import class_names

__all__ = ["Look", "Styles"]

_WANTED: Final = frozenset(
    "display visibility font-size font opacity color background background-color background-image background-clip "
    "-webkit-background-clip text-decoration text-decoration-line list-style list-style-type".split()
)
_STATES: Final = re.compile(
    r"::|:(?:hover|focus|active|target|visited|before|after|checked|disabled|not\(|is\(|where\(|has\()"
)
_LAST: Final = re.compile(r"(?P<id>#[\w-]+)|(?P<class>\.[\w-]+)|(?P<type>^[a-zA-Z][\w-]*)")
_MAX_SHEET_CHARS: Final = 500_000
_MAX_RULES: Final = 5_000
_MAX_SELECTOR_CHARS: Final = 200
_NOTHING: Final = re.compile(r"0(?:\.0*)?(?:px|em|rem|pt|%|ex|ch|vw|vh)?")
_STRUCK_TAGS: Final = frozenset(["del", "s", "strike"])
_STRUCK_CLASSES: Final = frozenset(
    "line-through strike strikethrough struck struck-through text-decoration-line-through is-struck".split()
)
_SHOWN_BY_SCREEN: Final = re.compile(r"\s*(?:all|screen)?\s*", re.IGNORECASE)
_WHITE: Final = RGBA(1.0, 1.0, 1.0, 1.0)
_CLOSE: Final = 0.02
_INLINE: Final = 1_000_000

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How text in an element looks; what isn't set is inherited.

    Attributes:
        color: Its colour, None where nothing in the page says.
        background: What it stands on; None where a picture or another file decides that.
        hidden: Whether nobody sees it.
        struck: Whether it is crossed out.
        list_style: The style of list marks as set here, else empty.
    """

    color: RGBA | None = None
    background: RGBA | None = _WHITE
    hidden: bool = False
    struck: bool = False
    list_style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    order: tuple[int, int, int]
    selector: soupsieve.SoupSieve
    declarations: tuple[tuple[str, str, bool], ...]


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
    def of(cls, soup: BeautifulSoup) -> "Styles":
        """Return the styles of a page."""
        styles = cls()
        if soup.find("link", rel="stylesheet") is not None:
            styles.page = Look(background=None)
        for sheet in soup.find_all("style", limit=200):
            text = sheet.string or ""
            if _SHOWN_BY_SCREEN.fullmatch(str(sheet.get("media") or "")) and len(text) <= _MAX_SHEET_CHARS:
                styles._add(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
        return styles

    def _add(self, nodes: Iterable[tinycss2.ast.Node]) -> None:
        for node in nodes:
            if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
                if _SHOWN_BY_SCREEN.fullmatch(tinycss2.serialize(node.prelude)):
                    self._add(
                        tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                    )
            elif node.type == "qualified-rule" and self._count < _MAX_RULES:
                self._add_rule(tinycss2.serialize(node.prelude), tuple(_declared(node.content)))

    def _add_rule(self, prelude: str, declarations: tuple[tuple[str, str, bool], ...]) -> None:
        if not declarations:
            return
        for selector in prelude.split(","):
            selector = selector.strip()
            if not selector or len(selector) > _MAX_SELECTOR_CHARS or _STATES.search(selector):
                continue
            try:
                compiled = soupsieve.compile(selector)
            except (soupsieve.SelectorSyntaxError, NotImplementedError):
                continue
            self._count += 1
            rule = _Rule(
                order=(0, _specificity(selector), self._count), selector=compiled, declarations=declarations
            )
            self._rules.setdefault(_key(selector), []).append(rule)

    def look(self, tag: Tag, outside: Look) -> Look:
        """Return how an element looks inside of something that looks like ``outside``."""
        struck = outside.struck or tag.name in _STRUCK_TAGS or tag.get("role") == "deletion"
        declared = self._declarations(tag)
        struck = struck or not _STRUCK_CLASSES.isdisjoint(class_names(tag))
        if not declared and not tag.has_attr("color") and not tag.has_attr("bgcolor"):
            hidden = outside.hidden or _hidden_by_attribute(tag)
            if (hidden, struck, "") == (outside.hidden, outside.struck, outside.list_style):
                return outside
            return replace(outside, hidden=hidden, struck=struck, list_style="")
        color = _color(declared.get("color") or str(tag.get("color") or "")) or outside.color
        background = _background(declared, str(tag.get("bgcolor") or ""), outside.background)
        decoration = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
        return Look(
            color=color,
            background=background,
            hidden=outside.hidden or _hidden_by_attribute(tag) or _hidden(declared, color, background),
            struck=struck or "line-through" in decoration,
            list_style=_list_style(declared),
        )

    def _declarations(self, tag: Tag) -> Declarations:
        found: list[tuple[tuple[int, int, int], str, str]] = []
        if self._rules:
            for rule in self._candidates(tag):
                if rule.selector.match(tag):
                    found += [
                        ((important, *rule.order[1:]), name, value)
                        for name, value, important in rule.declarations
                    ]
        if inline := str(tag.get("style") or "")[:2_000]:
            found += [((important, _INLINE, 0), name, value) for name, value, important in _declared(inline)]
        if len(found) > 1:
            found.sort(key=lambda entry: entry[0])
        return {name: value for _, name, value in found}

    def _candidates(self, tag: Tag) -> Iterator[_Rule]:
        keys = [f".{name}" for name in class_names(tag)]
        keys += [tag.name, "*", *([f"#{tag['id']}"] if tag.has_attr("id") else [])]
        for key in keys:
            yield from self._rules.get(key, ())


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
    return found if isinstance(found, RGBA) else None


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
    return tag.has_attr("hidden") and str(tag.get("hidden")).lower() != "until-found"


def _hidden(declared: Declarations, color: RGBA | None, background: RGBA | None) -> bool:
    if declared.get("display") == "none" or declared.get("visibility") in ("hidden", "collapse"):
        return True
    if _NOTHING.fullmatch(declared.get("font-size", "x")) or _NOTHING.fullmatch(declared.get("opacity", "x")):
        return True
    if re.match(r"0(?:px|pt|em)?(?:/|\s)", declared.get("font", "")):
        return True
    if color is None:
        return False
    clipped = "text" in (declared.get("background-clip"), declared.get("-webkit-background-clip"))
    if color.alpha == 0 and not clipped and "color" in declared:
        return True
    return background is not None and all(
        abs(one - other) <= _CLOSE for one, other in zip(color[:3], background[:3], strict=True)
    )


def _list_style(declared: Declarations) -> str:
    words = f"{declared.get('list-style-type', '')} {declared.get('list-style', '')}".split()
    places = ("inside", "outside")
    return next((word for word in words if word not in places and "(" not in word), "")
