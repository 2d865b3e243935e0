"""What CSS says of an element, as far as it decides whether its text counts: hidden, crossed out, list marks.

Style sheets inside the page and ``style`` attributes are read (tinycss2), selectors are matched by
soupsieve; sheets in other files are never fetched, those inside a book are read.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Final

from bs4.element import Tag
from tinycss2.color3 import RGBA

from kotae.parsing.html.cascade import BEFORE_ALL, IN_NONE, INLINE, Layers, Said, candidates, said_of
from kotae.parsing.html.colours import DARK, FOR_DRAWINGS, background_of, colour_of, drawn_on, is_untold
from kotae.parsing.html.counter_styles import CounterStyle, counter_styles_of
from kotae.parsing.html.custom_properties import filled_in, known_inside, named_values
from kotae.parsing.html.depth import is_turned_away, perspective_of
from kotae.parsing.html.first_lines import is_one_line
from kotae.parsing.html.inside import inside
from kotae.parsing.html.look import WHITE_PAPER, Look, display_of, list_style_of, shift_of
from kotae.parsing.html.marks import class_names
from kotae.parsing.html.overlays import fills_its_place, is_masked_away, layer_of, may_be_masked
from kotae.parsing.html.rules import LAYER, Rule, declared_in, rules_of, within_address
from kotae.parsing.html.screens import on_screen
from kotae.parsing.html.unseen import FAINTEST, has_outline, is_hidden, opacity_of, size_of

__all__ = ["Declarations", "Styles"]

# A page comes from anybody, and every rule may be tried on every element.
_MAX_SHEETS: Final = 200
_MAX_SHEET_CHARS: Final = 500_000
_MAX_RULES: Final = 5_000
_MAX_FOR_ANY: Final = 300
# What a selector that looks around an element (":has()") may look at: in one page, and at one element.
_MAX_LOOKED_AT: Final = 200_000
_MAX_AROUND: Final = 5_000
_STRUCK_TAGS: Final = frozenset(["del", "s", "strike"])
_STRUCK_CLASSES: Final = frozenset(
    "line-through strike strikethrough struck struck-through text-decoration-line-through is-struck".split()
)
_CLEAR: Final = RGBA(0.0, 0.0, 0.0, 0.0)
# What browsers of today show nothing of, and drawings refer to.
_FOR_OTHERS: Final = frozenset("noembed noframes defs symbol clippath mask metadata".split())
_DRAWN: Final = ("svg", "g", "text", "tspan", "textpath")
# Attributes that say how an element looks where no style sheet does.
_FOR_FORMULAS: Final = {"mathcolor": "color", "mathsize": "font-size", "mathbackground": "background-color"}
_TELLING: Final = frozenset(["style", "color", "bgcolor", "hidden", "popover", *FOR_DRAWINGS, *_FOR_FORMULAS])
_DIGITS: Final = re.compile(r"[0-9a-fA-F]{6}|[0-9a-fA-F]{3}")
_FILL: Final = "-webkit-text-fill-color"

Declarations = dict[str, str]


@dataclass(slots=True)
class Styles:
    """The style sheets inside one page.

    Attributes:
        page: How text looks before anything is said.
        counters: The styles of numbers that they define, by name.
    """

    page: Look = field(default_factory=Look)
    counters: dict[str, CounterStyle] = field(default_factory=dict)
    _rules: dict[str, list[Rule]] = field(default_factory=dict)
    _writing: dict[str, list[Rule]] = field(default_factory=dict)
    _lines: dict[str, list[Rule]] = field(default_factory=dict)
    _layers: Layers = field(default_factory=Layers)
    _count: int = 0
    _looks_left: int = _MAX_LOOKED_AT

    @property
    def generates(self) -> bool:
        """Whether any of them writes text into the page."""
        return bool(self._writing)

    @classmethod
    def of(
        cls,
        sheets: Iterable[Tag],
        linked: Callable[[str], str | None] = lambda _: None,
        *,
        html: Tag | None = None,
    ) -> "Styles":
        """Return the styles of a page.

        Args:
            sheets: Its ``<style>`` and ``<link>`` elements, in order; so many of them are read as make sense.
            linked: Gives the text of a style sheet in another file; None for one that isn't read.
            html: What the whole page stands in.
        """
        styles = cls()
        for sheet in islice(sheets, _MAX_SHEETS):
            if not on_screen(str(sheet.get("media") or "")):
                continue
            if sheet.name == "style":
                styles._add(sheet.string or "")
            elif "stylesheet" in str(sheet.get("rel") or "").lower().split():
                address = str(sheet.get("href") or "")
                text = within_address(address) if address[:5].lower() == "data:" else linked(address)
                # What isn't read may paint anything: no letters count as being in their ground's colour any more.
                if text is None:
                    styles.page = replace(styles.page, background=None)
                styles._add(text or "")
        # What the page itself says holds for whatever part of it is read.
        own = styles.declarations(html, class_names(html)) if html is not None else {}
        dark = _is_dark(own.get("color-scheme", ""), styles.page)
        styles.page = replace(styles.page, variables=named_values(own), dark=dark)
        if dark and styles.page.background is not None:
            styles.page = replace(styles.page, background=DARK, color=WHITE_PAPER)
        return styles

    def _add(self, text: str) -> None:
        if len(text) > _MAX_SHEET_CHARS:
            self.page = replace(self.page, background=None)
            return
        if "@counter-style" in text.lower():
            self.counters |= counter_styles_of(text)
        for key, rule in rules_of(text):
            rank = self._layers.rank(rule.layer)
            if key == LAYER:
                continue
            # Those for any element are tried on each.
            rules = {"": self._rules, "line": self._lines}.get(rule.place, self._writing)
            if self._count < _MAX_RULES and (key != "*" or len(rules.get("*", ())) < _MAX_FOR_ANY):
                self._count += 1
                numbered = replace(rule, order=(rank, rule.order[1], self._count))
                rules.setdefault(key, []).append(numbered)

    def look(self, tag: Tag, outside: Look) -> Look:
        """Return how an element looks inside of something that looks like ``outside``."""
        struck = outside.struck or tag.name in _STRUCK_TAGS
        # Most elements of a page say nothing of themselves: they are done with first.
        if not tag.attrs and not self._says_of(tag.name):
            return outside.inside(hidden=outside.hidden, struck=struck)
        names = class_names(tag)
        struck = struck or tag.attrs.get("role") == "deletion" or not _STRUCK_CLASSES.isdisjoint(names)
        if (
            not self._rules
            and not self._lines
            and _TELLING.isdisjoint(tag.attrs)
            and not self._says_of(tag.name)
        ):
            return outside.inside(hidden=outside.hidden, struck=struck)
        declared = self.declarations(tag, names) | self._first_line(tag, names)
        variables = known_inside(outside.variables, declared)
        declared = {name: filled_in(value, variables) for name, value in declared.items()}
        if not declared and not any(map(tag.has_attr, ("color", "bgcolor", "text"))) and tag.name != "svg":
            return outside.inside(hidden=outside.hidden or _hidden_by_attribute(tag, declared), struck=struck)
        decoration = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
        opacity = outside.opacity * opacity_of(declared)
        painted = self._painted(tag, declared, outside)
        return replace(
            painted,
            hidden=outside.hidden
            or _hidden_by_attribute(tag, declared)
            or opacity < FAINTEST
            or is_hidden(declared, seen_from=outside.perspective)
            or is_masked_away(declared),
            masked=painted.masked or may_be_masked(declared) or is_turned_away(declared),
            covers=fills_its_place(declared, painted.background, opaque=opacity > 1 - FAINTEST),
            layer=layer_of(declared),
            struck=struck or "line-through" in decoration,
            list_style=list_style_of(declared),
            shift=shift_of(declared),
            display=display_of(declared),
            perspective=perspective_of(declared),
            opacity=opacity,
            points=size_of(declared, outside.points),
            invisible=_is_invisible(declared, outside),
            variables=variables,
        )

    def _painted(self, tag: Tag, declared: Declarations, outside: Look) -> Look:
        """With which colours an element is painted, inside of something that looks like ``outside``."""
        dark = _is_dark(declared.get("color-scheme", ""), outside)
        drawn = tag.name in _DRAWN
        written = declared.get("color") or _old_colour(tag, "text" if tag.name == "body" else "color")
        written = (declared.get("fill") if drawn else declared.get(_FILL)) or written
        if written == "initial":
            written = "canvastext"
        color = outside.color if written != "none" else _CLEAR if not declared.get("stroke") else None
        color = colour_of(written, dark=dark) or color
        background = background_of(
            declared, _old_colour(tag, "bgcolor"), outside.background, color, dark=dark
        )
        if tag.name == "svg":
            background = drawn_on(tag, background)
        if "text" in (declared.get("background-clip"), declared.get("-webkit-background-clip")):
            # Letters cut out of a picture or of a run of colours.
            color = background = None
        traced = color is not None and color.alpha < FAINTEST and has_outline(declared)
        return replace(
            outside,
            dark=dark,
            color=None if traced else color,
            background=background,
            masked=outside.masked or traced or is_untold(written),
        )

    def _may_ask(self, rule: Rule, tag: Tag) -> bool:
        """Whether there is time for a rule: one that looks around each element would take that of all pairs of them."""
        if ":has(" not in rule.selector:
            return True
        around = chain(inside(tag), tag.next_siblings)
        cost = sum(1 for _ in islice(around, min(self._looks_left, _MAX_AROUND) + 1))
        self._looks_left = max(0, self._looks_left - cost)
        return cost <= min(self._looks_left, _MAX_AROUND)

    def _says_of(self, name: str) -> bool:
        """Return whether an element without attributes may look otherwise than what it stands in."""
        rules = (self._rules, self._lines) if self._lines else (self._rules,)
        return any(name in known or "*" in known for known in rules) or name == "svg" or name in _FOR_OTHERS

    def generated(self, tag: Tag) -> dict[str, Declarations]:
        """Return what is said of the text written at an element, by its place."""
        found: dict[str, list[Said]] = {}
        for rule in candidates(self._writing, tag, class_names(tag)):
            if self._may_ask(rule, tag) and rule.matches(tag):
                found.setdefault(rule.place, []).extend(said_of(rule))
        return {
            place: {name: value for _, name, value in sorted(said, key=lambda entry: entry[0])}
            for place, said in found.items()
        }

    def _first_line(self, tag: Tag, names: Sequence[str]) -> Declarations:
        """What is said of the letters of an element's first line, where no other line is likely."""
        if not self._lines or not is_one_line(tag):
            return {}
        rules = candidates(self._lines, tag, names)
        found = [
            said for rule in rules if self._may_ask(rule, tag) and rule.matches(tag) for said in said_of(rule)
        ]
        return {name: value for _, name, value in sorted(found, key=lambda entry: entry[0])}

    def declarations(self, tag: Tag, names: Sequence[str]) -> Declarations:
        """Return what rules and the element itself say of it, values by name; ``names`` are its classes."""
        found: list[Said] = []
        if tag.name in _DRAWN:
            found += [
                ((False, (BEFORE_ALL,), 0, 0), name, str(tag[name]).lower())
                for name in FOR_DRAWINGS
                if tag.has_attr(name)
            ]
        found += [
            ((False, (BEFORE_ALL,), 0, 0), name, str(tag[own]).lower())
            for own, name in _FOR_FORMULAS.items()
            if tag.has_attr(own)
        ]
        if self._rules:
            for rule in candidates(self._rules, tag, names):
                if self._may_ask(rule, tag) and rule.matches(tag):
                    found += said_of(rule)
        if inline := str(tag.get("style") or "")[:2_000]:
            found += [
                ((important, (IN_NONE,), INLINE, 0), name, value)
                for name, value, important in declared_in(inline)
            ]
        # By importance, how narrow the selector is, and place: the last one holds.
        if len(found) > 1:
            found.sort(key=lambda entry: entry[0])
        return {name: value for _, name, value in found}


def _is_dark(scheme: str, outside: Look) -> bool:
    """Whether dark colours are asked for, and light ones aren't accepted."""
    return "dark" in scheme.split() and "light" not in scheme.split() if scheme else outside.dark


def _is_invisible(declared: Declarations, outside: Look) -> bool:
    said = declared.get("visibility", "")
    return (
        said in ("hidden", "collapse")
        if said in ("hidden", "collapse", "visible", "initial")
        else outside.invisible
    )


def _old_colour(tag: Tag, name: str) -> str:
    """A colour given as an attribute, where a sign before its digits may be missing."""
    written = str(tag.get(name) or "").strip()
    return f"#{written}" if _DIGITS.fullmatch(written) else written


def _hidden_by_attribute(tag: Tag, declared: Declarations) -> bool:
    if tag.name in _FOR_OTHERS:
        return True
    # "until-found" is shown to whoever searches the page.
    hidden = tag.has_attr("hidden") and str(tag.get("hidden")).lower() != "until-found"
    empty = tag.name == "svg" and not {"0", "1"}.isdisjoint((str(tag.get("width")), str(tag.get("height"))))
    # What a page itself says of how it is laid out goes before what a browser does about these attributes.
    shown = declared.get("display", "none") not in ("none", "revert", "revert-layer")
    return empty or ((hidden or tag.has_attr("popover")) and not shown)
