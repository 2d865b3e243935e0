"""What the styles of an OpenDocument file say: struck, hidden, bold, raised or lowered; and how its lists count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from kotae.parsing.office.counting import numeral
from kotae.parsing.office.formulas import Shift
from kotae.parsing.packages.package import local_name

__all__ = ["SHAPES", "Counter", "ListLevel", "OdfStyles", "TextStyle", "attribute"]

SHAPES: Final = frozenset(
    "frame custom-shape rect square ellipse circle polygon regular-polygon polyline path line connector caption measure".split()
)
"""What is drawn and may hold text: a line and an arrow have their label."""


_SEEN: Final = {
    "color": "colour",
    "text-position": "shift",
    "font-size": "size",
    "background-color": "filled",
    "fill-color": "filled",
    "fill": "fill",
    "opacity": "opacity",
    "wrap": "wrap",
    "row-height": "height",
    "column-width": "width",
    "visibility": "visibility",
    "background-objects-visible": "master",
    "display-footer": "footer",
    "run-through": "layer",
}
_MEASURE: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(%|mm|cm|in|pt|pc|px)")
_MILLIMETRES: Final = {"%": 1.0, "mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 0.353, "pc": 4.23, "px": 0.265}
_LEAST_SHARE: Final = 8.0
_FAR_OUT: Final = 250.0
# Between letters a fiftieth of that is as far as between lines and margins.
_CLOSER: Final = 60.0
_LOWEST: Final = 0.35
_MAX_DEPTH: Final = 12
_MAX_LEVELS: Final = 10
# How LibreOffice writes the formats of other scripts: by how they begin.
_FORMATS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一": "japaneseCounting",
    "壱": "japaneseLegal", "壹": "japaneseLegal", "①": "decimalEnclosedCircle", "ア": "aiueoFullWidth", "ｱ": "aiueo",
    "イ": "irohaFullWidth", "ｲ": "iroha", "１": "decimalFullWidth", "甲": "ideographTraditional", "子": "ideographZodiac",
}  # fmt: skip


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace; empty where there is none."""
    found = element.get(name)
    if found is None:
        found = next((value for key, value in element.attrib.items() if str(key).endswith("}" + name)), "")
    return str(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """What a style says of text; None, or nothing, where it leaves that to what it stands in."""

    struck: bool | None = None
    hidden: bool | None = None
    bold: bool | None = None
    shift: Shift | None = None
    ground: bool | None = None
    shown: bool | None = None
    colour: str = ""
    size: str = ""
    filled: str = ""
    fill: str = ""
    opacity: str = ""
    wrap: str = ""
    height: str = ""
    width: str = ""
    visibility: str = ""
    master: str = ""
    footer: str = ""
    layer: str = ""
    outline: int = 0
    listed: str = ""
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLevel:
    """How a level of a list is numbered: format, what stands around the number, first number."""

    number_format: str = ""
    pattern: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


class OdfStyles:
    """The styles of a file, by kind and name."""

    def __init__(self, roots: Iterable[etree._Element | None]) -> None:
        """Gather them from the parts of the file, ``styles.xml`` first."""
        self._given: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        self._known: dict[tuple[str, str], TextStyle] = {}
        for root in roots:
            for style in root.iter("{*}style") if root is not None else ():
                self._given[attribute(style, "family"), attribute(style, "name")] = style
            for listed in root.iter("{*}list-style") if root is not None else ():
                self._lists[attribute(listed, "name")] = _levels(listed)
            for outline in root.iter("{*}outline-style") if root is not None else ():
                self.outline = _levels(outline)

    def levels(self, name: str) -> dict[int, ListLevel]:
        """Return the levels of a list style, from 1; none for one that isn't there."""
        return self._lists.get(name, {})

    def style(self, family: str, name: str) -> TextStyle:
        """Return a style with what it inherits."""
        if (family, name) not in self._known:
            self._known[family, name] = self._style(family, name)
        return self._known[family, name]

    def _style(self, family: str, name: str) -> TextStyle:
        flags: dict[str, bool] = {}
        said: dict[str, str] = {}
        outline, listed, title = 0, "", False
        for _ in range(_MAX_DEPTH):
            style = self._given.get((family, name))
            if style is None:
                break
            for properties in style:
                _gather(properties, flags)
                for place, key in _SEEN.items():
                    if written := attribute(properties, place):
                        said.setdefault(key, written)
            level = attribute(style, "default-outline-level")
            outline = outline or (int(level) if level.isdigit() else 0)
            listed = listed or attribute(style, "list-style-name")
            title = title or name in ("Title", "表題")
            name = attribute(style, "parent-style-name")
        values: dict[str, Any] = {**flags, **said}
        if "shift" in values:
            values["shift"] = _shift(values["shift"])
        return TextStyle(outline=outline, listed=listed, title=title, **values)


def _gather(properties: etree._Element, flags: dict[str, bool]) -> None:
    kind = local_name(properties)
    if kind in ("text-properties", "paragraph-properties") and _is_squeezed(properties):
        flags.setdefault("hidden", True)
    if kind == "text-properties":
        _gather_text(properties, flags)
    if kind in ("table-cell-properties", "table-properties"):
        if colour := attribute(properties, "background-color"):
            flags.setdefault("ground", colour not in ("transparent", "#ffffff"))
        if display := attribute(properties, "display"):
            flags.setdefault("shown", display != "false")


def _is_squeezed(properties: etree._Element) -> bool:
    """Whether letters are made so small, so clear or so close, or lines so low or so far out, that nobody reads them."""
    # LibreOffice writes that letters in the colour of the window let everything through; it shows them.
    automatic = attribute(properties, "use-window-font-color") == "true"
    measured = ("font-size", "text-scale") if automatic else ("font-size", "text-scale", "opacity")
    shares = [_measure(properties, name, "%") for name in measured]
    clear = _measure(properties, "char-transparency", "%")
    away = [_measure(properties, name) for name in ("margin-left", "text-indent", "letter-spacing")]
    low = _measure(properties, "line-height")
    return (
        any(share is not None and share <= _LEAST_SHARE for share in shares)
        or (clear is not None and clear >= 100 - _LEAST_SHARE)
        or any(way is not None and way <= -_FAR_OUT for way in (*away[:2], away[2] and away[2] * _CLOSER))
        or (low is not None and 0 <= low <= _LOWEST)
    )


def _measure(properties: etree._Element, name: str, unit: str = "") -> float | None:
    """A share in percent, or a length in millimetres; None where it is none."""
    found = _MEASURE.fullmatch(attribute(properties, name))
    if not found or (found[2] == "%") != (unit == "%"):
        return None
    return float(found[1]) * _MILLIMETRES[found[2]]


def _gather_text(properties: etree._Element, flags: dict[str, bool]) -> None:
    lines = [attribute(properties, f"text-line-through-{part}") for part in ("style", "type")]
    if any(lines):
        flags.setdefault("struck", any(line not in ("", "none") for line in lines) and "none" not in lines)
    for name, flag, value in (("display", "hidden", "none"), ("font-weight", "bold", "bold")):
        if attribute(properties, name):
            flags.setdefault(flag, attribute(properties, name) == value)


def _shift(position: str) -> Shift:
    """Where ``super 58%`` or ``-33% 58%`` sets text; by so many percent of its height up or down."""
    way = position.split()[0]
    if way in ("super", "sub"):
        return "sup" if way == "super" else "sub"
    moved = way.strip("-0%.")
    return "" if not moved else "sub" if way.startswith("-") else "sup"


def _levels(listed: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for level in listed:
        at, shown, start = (attribute(level, name) for name in ("level", "display-levels", "start-value"))
        if not at.isdigit():
            continue
        written = attribute(level, "num-format")
        levels[int(at)] = ListLevel(
            number_format=_FORMATS.get(written[:1], "decimal") if written else "",
            pattern=attribute(level, "num-list-format"),
            prefix=attribute(level, "num-prefix"),
            suffix=attribute(level, "num-suffix"),
            shown=int(shown) if shown.isdigit() else 1,
            start=int(start) if start.isdigit() and len(start) < 7 else 1,
        )
    return levels


@dataclass(slots=True)
class Counter:
    """Counts one list; levels from 1."""

    levels: dict[int, ListLevel]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, at: int, start: str = "") -> str:
        """Count one item and return what stands before it, with a space; empty for a level without numbers."""
        level = self.levels.get(at, ListLevel())
        if start.isdigit() and len(start) < 7:
            self.counts[at] = int(start)
        else:
            self.counts[at] = self.counts[at] + 1 if at in self.counts else level.start
        for deeper in [other for other in self.counts if other > at]:
            del self.counts[deeper]
        if not level.number_format:
            return ""
        if level.pattern:
            text = level.pattern
            for other in range(1, _MAX_LEVELS + 1):
                text = text.replace(f"%{other}%", self._number(other))
        else:
            first = max(1, at - level.shown + 1)
            text = (
                level.prefix + ".".join(self._number(other) for other in range(first, at + 1)) + level.suffix
            )
        return f"{text.strip()} "

    def _number(self, at: int) -> str:
        level = self.levels.get(at, ListLevel())
        return numeral(self.counts.get(at, level.start), level.number_format or "decimal")
