"""What the styles of a Word file say of the paragraphs and runs that have them."""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from kotae.parsing.office.formulas import Shift

__all__ = ["Style", "Styles", "W", "is_on", "shift_of", "value"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's elements; :class:`~kotae.parsing.packages.package.Package` brings strict files to it."""

_HEADING: Final = re.compile(r"(?:heading|見出し)\s*([1-9])\Z", re.IGNORECASE)
_MAX_DEPTH: Final = 12
# What holds for the whole file is kept beside its styles, under a name that none of them has.
_USUAL: Final = "\0"
_OFF: Final = ("0", "false", "off", "none")
_SHIFTS: Final[dict[str, Shift]] = {"superscript": "sup", "subscript": "sub"}


def value(element: etree._Element | None, name: str) -> str:
    """Return the ``w:val`` of a child; empty where there is none."""
    found = element.find(W + name) if element is not None else None
    return str(found.get(W + "val") or "") if found is not None else ""


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is switched on; None where it isn't mentioned."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else str(found.get(W + "val") or "1").lower() not in _OFF


def shift_of(properties: etree._Element | None) -> Shift | None:
    """Return whether a run is raised, as superscript or by so many half points, or a subscript; None where it says nothing.

    What is moved down by half points is on its line: offices set words beside taller ones so.
    """
    if properties is None:
        return None
    if aligned := value(properties, "vertAlign"):
        return _SHIFTS.get(aligned, "")
    moved = value(properties, "position")
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", moved):
        return None
    return "sup" if int(moved) > 0 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style with what it inherits.

    Attributes:
        name: As shown, in the language of the program that made the file.
        level: Heading level from 1; 0 for none.
        number: Identity of the numbering of its paragraphs; empty for none.
        number_level: Level of that numbering where it says so, else None.
        struck: Whether its text is struck through, once or twice.
        hidden: Whether its text is hidden.
        bold: Whether its text is bold.
        shift: Whether its text stands above the line, as marks of notes and powers do, or below it.
        colour: What says the colour of its text (``w:color``); None where nothing does.
        size: In half points, as written; empty where it says none.
        ground: What says what its paragraphs are filled with (``w:shd``).
    """

    name: str = ""
    level: int = 0
    number: str = ""
    number_level: int | None = None
    struck: bool = False
    hidden: bool = False
    bold: bool = False
    shift: Shift = ""
    colour: etree._Element | None = None
    size: str = ""
    ground: etree._Element | None = None


class Styles:
    """The styles of a file by their identity."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read them; a file without styles has none."""
        found = list(root.iterfind(W + "style")) if root is not None else []
        given = {str(style.get(W + "styleId")): style for style in found}
        usual = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        if usual is not None:
            given[_USUAL] = etree.Element(W + "style")
            given[_USUAL].append(deepcopy(usual))
        self._styles = {name: _style(name, given) for name in given}
        # What a paragraph has that names no style.
        default = [
            str(style.get(W + "styleId"))
            for style in found
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")
        ]
        self._default = self._styles[default[0]] if default else self._styles.get(_USUAL, Style())

    def paragraph(self, properties: etree._Element | None) -> Style:
        """Return the style of a paragraph with these properties."""
        name = value(properties, "pStyle")
        return self._styles.get(name, Style()) if name else self._default

    def run(self, properties: etree._Element | None) -> Style:
        """Return the character style of a run with these properties; a plain one where it has none."""
        return self._styles.get(value(properties, "rStyle"), Style())


def _style(name: str, given: dict[str, etree._Element]) -> Style:
    own = value(given[name], "name")
    level, number, number_level = 0, "", None
    flags: dict[str, bool] = {}
    colour: etree._Element | None = None
    ground: etree._Element | None = None
    size = ""
    shift: Shift | None = None
    for _ in range(_MAX_DEPTH):
        style = given.get(name)
        if style is None:
            break
        level = level or _level(style)
        numbering = style.find(f"{W}pPr/{W}numPr")
        if numbering is not None and not number:
            number = value(numbering, "numId")
            written = value(numbering, "ilvl")
            number_level = int(written) if written.isdigit() else None
        for flag in ("strike", "dstrike", "vanish", "b"):
            on = is_on(style.find(W + "rPr"), flag)
            if on is not None:
                flags.setdefault(flag, on)
        run, paragraph = style.find(W + "rPr"), style.find(W + "pPr")
        shift = shift_of(run) if shift is None else shift
        size = size or value(run, "sz")
        colour = run.find(W + "color") if colour is None and run is not None else colour
        ground = paragraph.find(W + "shd") if ground is None and paragraph is not None else ground
        based = value(style, "basedOn")
        # What holds for the whole file is said last of all; characters take it from their paragraph.
        name = based or (_USUAL if style.get(W + "type") == "paragraph" else "")
    return Style(
        name=own,
        level=level,
        number=number,
        number_level=number_level,
        struck=flags.get("strike", False) or flags.get("dstrike", False),
        hidden=flags.get("vanish", False),
        bold=flags.get("b", False),
        shift=shift or "",
        colour=colour,
        size=size,
        ground=ground,
    )


def _level(style: etree._Element) -> int:
    named = _HEADING.match(value(style, "name"))
    outline = value(style.find(W + "pPr"), "outlineLvl")
    return int(named[1]) if named else int(outline) + 1 if outline in list("012345678") else 0
