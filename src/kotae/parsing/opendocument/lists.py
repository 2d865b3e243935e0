"""Lists of OpenDocument texts: which paragraph has which number, and what in an item is no paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kotae.parsing.opendocument.styles import Counter, OdfStyles, attribute
from kotae.parsing.packages.package import local_name

__all__ = ["OdfLists"]


@dataclass(slots=True)
class OdfLists:
    """Counts through the lists of a document, which may go on where another ended.

    Attributes:
        styles: The numbers of its lists.
    """

    styles: OdfStyles
    _counters: dict[str, Counter] = field(default_factory=dict)

    def parts(self, element: etree._Element) -> Iterator[tuple[etree._Element, str | None]]:
        """Yield what stands in a list, in order: each paragraph with its number, anything else with None.

        The first paragraph of an item has the number, the others the empty one.

        Args:
            element: A list, or a paragraph that is counted without one around it.
        """
        if local_name(element) == "numbered-paragraph":
            yield from self._numbered(element)
            return
        name = attribute(element, "style-name")
        before = self._counters.get(attribute(element, "continue-list") or name)
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        counter = before if before is not None and goes_on else Counter(self.styles.levels(name))
        self._counters[name] = self._counters[attribute(element, "id")] = counter
        pending = [(child, 1) for child in reversed(element)]
        while pending:
            item, level = pending.pop()
            kind = local_name(item)
            if kind == "list":
                pending.extend((child, level + 1) for child in reversed(item))
            elif kind in ("list-item", "list-header"):
                inner: list[tuple[etree._Element, int]] = []
                yield from _item(item, level, counter, inner)
                pending.extend(reversed(inner))

    def _numbered(self, element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        name = attribute(element, "style-name") or attribute(element, "list-style-name")
        counter = self._counters.setdefault(name, Counter(self.styles.levels(name)))
        level = attribute(element, "level")
        number = counter.next(
            int(level) if level.isdigit() and len(level) < 3 else 1, attribute(element, "start-value")
        )
        for child in element.iterfind("{*}p"):
            yield child, number
            number = ""


def _item(
    item: etree._Element, level: int, counter: Counter, lists: list[tuple[etree._Element, int]]
) -> Iterator[tuple[etree._Element, str | None]]:
    """Yield what stands in an item up to its first list; the lists in it are put into ``lists``."""
    counted = local_name(item) == "list-header"
    for child in item:
        name = local_name(child)
        if name in ("p", "h") and not lists:
            number = "" if counted else counter.next(level, attribute(item, "start-value"))
            counted = True
            yield child, number
        elif name == "list":
            lists.append((child, level))
        elif name:
            yield child, None
