"""What an element is beside its name: a part of a table by its role, or a box of its own by its style.

Pages are made of ``div`` and ``span``. Read by their names alone, two boxes beside each other are one
word: ``<span>12</span><span>34</span>`` in a flexible line was 1234.
"""

from typing import Final

from bs4.element import Tag

from kotae.parsing.html.elements import BLOCKS
from kotae.parsing.html.look import Look
from kotae.parsing.html.marks import class_names
from kotae.parsing.html.page_text import LINE_BREAK

__all__ = ["part_of", "set_apart"]

_ROLES: Final = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell"), "td"),
    **dict.fromkeys(("columnheader", "rowheader"), "th"),
}
_OF_TABLES: Final = frozenset("table caption thead tbody tfoot tr td th".split())
_LINES: Final = frozenset(
    "block flow-root list-item table table-caption table-row table-row-group flex grid".split()
)
_LAID_OUT: Final = frozenset("flex grid inline-flex inline-grid".split())
# What the usual sheets in other files, which aren't fetched, call such a box.
_LAYING_OUT: Final = frozenset("flex grid inline-flex inline-grid d-flex d-grid d-inline-flex".split())
# They have a frame of their own without any style.
_FRAMED: Final = frozenset(("textarea", "button"))


def part_of(tag: Tag) -> str:
    """Return the name of the part of a table that an element is by its role, else its own name."""
    role = str(tag.attrs.get("role") or "")
    return _ROLES.get(role, tag.name) if role and tag.name not in _OF_TABLES else tag.name


def set_apart(tag: Tag, look: Look, around: Look, *, code: bool) -> str:
    """Return what parts an element from the words beside it, empty for one that stands among them.

    Args:
        tag: The element.
        look: How it looks.
        around: How what it stands in looks.
        code: Whether it stands in code, whose own white space says where it is parted.
    """
    if part_of(tag) in BLOCKS:
        return " "
    if code and look.display != "block":
        return ""
    if look.display in _LINES:
        return LINE_BREAK
    within = tag.parent is not None and not _LAYING_OUT.isdisjoint(class_names(tag.parent))
    laid_out = around.display in _LAID_OUT or (within and not around.display)
    beside = look.display == "table-cell" or laid_out or tag.name in _FRAMED
    return " " if beside or look.display == "absolute" else ""
