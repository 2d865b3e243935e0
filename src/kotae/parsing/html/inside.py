"""What stands inside of an element, told from its beginning.

Beautiful Soup's own ``descendants``, and all that it looks for through them, first goes down to an element's last part: for
elements within one another, each of which is only looked into, that is the square of their number.
"""

from collections.abc import Iterable, Iterator

from bs4 import Tag
from bs4.element import CData, NavigableString, PageElement

__all__ = ["inside", "strings"]


def inside(tag: Tag) -> Iterator[PageElement]:
    """Yield every part of an element in the order of the page; nothing for an empty one. Parts may not be moved meanwhile."""
    open_parts = [iter(tag.contents)]
    while open_parts:
        part = next(open_parts[-1], None)
        if part is None:
            open_parts.pop()
            continue
        yield part
        if isinstance(part, Tag):
            open_parts.append(iter(part.contents))


def strings(parts: Iterable[PageElement]) -> Iterator[NavigableString]:
    """Yield the pieces of text among parts of a page; no comments, scripts and style sheets."""
    return (
        part for part in parts if isinstance(part, NavigableString) and type(part) in (NavigableString, CData)
    )
