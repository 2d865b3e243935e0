"""Text that style sheets write around elements: ``::before``, ``::after``, ``::marker`` and their counters.

Numbers that a page counts (第1条, Section 2.1) belong to its text; what else a sheet writes is told in a
notice. The page is walked once more for them, as a browser counts: what isn't displayed doesn't count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import tinycss2
from bs4.element import Tag

from kotae.parsing.html.counter_styles import CounterStyle
from kotae.parsing.html.lists import numeral
from kotae.parsing.html.marks import SUPERSCRIPTS, class_names
from kotae.parsing.html.style import Declarations, Styles

__all__ = ["Generated", "generated_in"]

_UNCOUNTED: Final = frozenset(["title", "script", "style", "template"])
# Signs and labels; a text that a style sheet writes is no text of the page.
_MAX_CHARS: Final = 200
_MAX_COUNTERS: Final = 1_000
_MAX_NUMBER: Final = 10**9
_QUOTES: Final = {"open-quote": "“", "close-quote": "”"}
_ITEMS: Final = "list-item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What a style sheet writes at one element.

    Attributes:
        before: In front of its content, counted numbers in it.
        after: Behind its content, likewise.
        marker: In place of a list item's mark, likewise.
        other: Words without a number, which aren't taken for the page's text.
    """

    before: str = ""
    after: str = ""
    marker: str = ""
    other: str = ""


@dataclass(slots=True)
class _Counters:
    """The numbers as they stand, by name: each with the depth of the element that began it, innermost last."""

    styles: Mapping[str, CounterStyle] = field(default_factory=dict)
    _values: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def leave(self, depth: int) -> None:
        """End the counters that began deeper than an element at this depth."""
        for name, values in list(self._values.items()):
            while values and values[-1][0] > depth:
                values.pop()
            if not values:
                del self._values[name]

    def apply(self, declared: Declarations, depth: int) -> None:
        """Do what an element at this depth says of them."""
        for name, number in _pairs(declared.get("counter-reset", ""), 0):
            self.reset(name, number, depth)
        for name, number in _pairs(declared.get("counter-increment", ""), 1):
            self.put(name, self.values(name)[-1] + number, depth)
        for name, number in _pairs(declared.get("counter-set", ""), 0):
            self.put(name, number, depth)

    def reset(self, name: str, number: int, depth: int) -> None:
        """Begin a counter, in place of one that an element beside began."""
        values = self._values.get(name)
        if values is None:
            if len(self._values) >= _MAX_COUNTERS:
                return
            values = self._values[name] = []
        if values and values[-1][0] == depth:
            values.pop()
        if len(values) < _MAX_COUNTERS:
            values.append((depth, number))

    def put(self, name: str, number: int, depth: int) -> None:
        """Give the innermost counter of a name another number; one that nobody began begins here."""
        if not self._values.get(name):
            self.reset(name, number, depth)
        elif abs(number) < _MAX_NUMBER:
            self._values[name][-1] = (self._values[name][-1][0], number)

    def values(self, name: str) -> list[int]:
        """The numbers of a name, outermost first; 0 for one that nobody began."""
        return [number for _, number in self._values.get(name, ())] or [0]


def generated_in(root: Tag, styles: Styles) -> Mapping[int, Generated]:
    """Return what the style sheets write into a page, by the ids of its elements; empty for nothing.

    Args:
        root: Of the page.
        styles: Its sheets.
    """
    found: dict[int, Generated] = {}
    if not styles.generates:
        return found
    counters, after = _Counters(styles.counters), dict[int, tuple[Tag, Declarations]]()
    pending: list[tuple[Tag, int, bool]] = [(root, 0, False)]
    while pending:
        tag, depth, leaving = pending.pop()
        if leaving:
            # What an element writes behind its content is written when all inside has been counted.
            counters.leave(depth + 1)
            _note(found, tag, "after", after.pop(id(tag)), counters, depth)
            counters.leave(depth)
            continue
        declared = styles.declarations(tag, class_names(tag))
        if tag.name in _UNCOUNTED or declared.get("display") == "none" or tag.has_attr("hidden"):
            continue
        _count_items(tag, counters, depth)
        counters.apply(declared, depth)
        written = styles.generated(tag)
        for place in ("marker", "before"):
            if place in written:
                _note(found, tag, place, (tag, written[place]), counters, depth)
        after[id(tag)] = (tag, written.get("after", {}))
        pending.append((tag, depth, True))
        pending.extend(
            (child, depth + 1, False) for child in reversed(tag.contents) if isinstance(child, Tag)
        )
    return found


def _count_items(tag: Tag, counters: _Counters, depth: int) -> None:
    """The counter that every list has."""
    if tag.name in ("ol", "ul", "menu"):
        start = str(tag.get("start") or "1")
        counters.reset(_ITEMS, int(start) - 1 if start.isdecimal() and len(start) < 9 else 0, depth)
    elif tag.name == "li":
        counters.put(_ITEMS, counters.values(_ITEMS)[-1] + 1, depth)


def _note(
    found: dict[int, Generated],
    tag: Tag,
    place: str,
    written: tuple[Tag, Declarations],
    counters: _Counters,
    depth: int,
) -> None:
    declared = written[1]
    if not declared or declared.get("display") == "none" or declared.get("visibility") == "hidden":
        return
    counters.apply(declared, depth + 1)
    text, counted = _content(declared.get("content", ""), tag, counters)
    if not text.strip():
        return
    if tag.name == "sup" or "super" in declared.get("vertical-align", ""):
        # The mark of a note must not become digits of the number before it.
        text = text.translate(SUPERSCRIPTS)
    entry = found.get(id(tag), Generated())
    values = {name: getattr(entry, name) for name in ("before", "after", "marker", "other")}
    values[place if counted else "other"] += text
    found[id(tag)] = Generated(**values)


def _content(written: str, tag: Tag, counters: _Counters) -> tuple[str, bool]:
    """What the value of ``content`` writes, and whether a counter is in it."""
    text, counted = "", False
    for token in tinycss2.parse_component_value_list(written[:2_000]):
        if token.type == "string":
            text += token.value
        elif token.type == "ident":
            text += _QUOTES.get(token.lower_value, "")
        elif token.type == "literal" and token.value == "/":
            break  # what stands behind is for screen readers
        elif token.type == "function" and token.lower_name in ("counter", "counters", "attr"):
            words = [part.value for part in token.arguments if part.type in ("ident", "string")]
            if words and token.lower_name == "attr":
                text += str(tag.get(words[0]) or "")
            elif words:
                counted = True
                text += _counted(token.lower_name, words, counters)
    return text[:_MAX_CHARS], counted


def _counted(function: str, words: list[str], counters: _Counters) -> str:
    numbers = counters.values(words[0])
    if function == "counter":
        numbers, between, style = numbers[-1:], "", words[1:2]
    else:
        numbers, between, style = numbers[-20:], (words[1] if len(words) > 1 else ""), words[2:3]
    name = style[0] if style else "decimal"
    name = name.lower() if name.lower() in counters.styles else name
    return between.join(numeral(number, name, counters.styles) for number in numbers)


def _pairs(written: str, usual: int) -> list[tuple[str, int]]:
    """The counters that a value names, each with its number."""
    pairs: list[tuple[str, int]] = []
    for word in written.split()[:100]:
        digits = word.lstrip("+-")
        if digits.isdecimal() and len(digits) < 9:
            if pairs:
                pairs[-1] = (pairs[-1][0], int(word))
        elif word != "none":
            pairs.append((word, usual))
    return pairs
