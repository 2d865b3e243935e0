"""What text directly inside an element is: a heading, an item, a row, code, a quote."""

from bs4.element import Tag

from kotae.parsing.html.elements import CODE, ITEMS, SIGNATURES
from kotae.parsing.html.frame import HEADINGS, is_bold_line
from kotae.parsing.html.marks import class_names
from kotae.records import BlockKind

__all__ = ["kind_of"]


def kind_of(tag: Tag, around: tuple[BlockKind, int], *, row: bool) -> tuple[BlockKind, int]:
    """Return the kind of an element's own text, and its level as a heading, 0 for none.

    Args:
        tag: A block.
        around: What text around it is; plain containers say the same.
        row: Whether it is the row of a table of data.
    """
    if not SIGNATURES.isdisjoint(class_names(tag)):
        return "references", 0
    if tag.name in CODE or around[0] == "code":
        return "code", 0
    if row:
        return "table", 0
    if tag.name in HEADINGS:
        return "heading", int(tag.name[1])
    if tag.name in ITEMS:
        return "list", 0
    if tag.name == "p" and around == ("paragraph", 0) and is_bold_line(tag):
        return "heading", 6
    return ("quote", 0) if tag.name == "blockquote" else around
