"""The items of a list that is quoted as it is written: one line each, with the sign in front of it."""

import re
from typing import Final

__all__ = ["announces_items", "list_items"]

_MARKER: Final = re.compile(
    r"[ \t\u3000]*(?:[-*+•・◦‣]|(?:\(|（)?(?:\d{1,3}|[a-zA-Zア-ン①-⑳])[.)．）、]|[①-⑳])[ \t\u3000]*(?=\S)"
)
_ANNOUNCED: Final = re.compile(r"次の|以下の|下記|左記|(?i:\b(?:following|below|these)\b)")


def list_items(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the items of a list begin and end in a quote, in order, each with its sign; none where fewer than two.

    A quote may begin behind the first item's sign; what announces the items is none of them.
    """
    lines = [found.span() for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    marked = [span for span in lines if _MARKER.match(text, *span)]
    first = lines[:1] if lines and lines[0] not in marked else []
    if len(marked) + len(first) != len(lines):
        return ()
    if first and not re.search(r"[。.:：、,]\s*\Z", text[slice(*first[0])]):
        marked = [*first, *marked]
    return tuple(marked) if len(marked) > 1 else ()


def announces_items(text: str) -> bool:
    """Return whether words only point at items below them: 次のとおり, *the following*."""
    return _ANNOUNCED.search(text) is not None
