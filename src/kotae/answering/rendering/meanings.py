"""Lists of (pattern, meaning) looked for all at once: which of them matched is told by the group's name."""

import re
from collections.abc import Iterator, Sequence

__all__ = ["alternatives", "meanings_in"]


def alternatives(listed: Sequence[tuple[str, str]]) -> str:
    """Return the patterns of a list as one, the first that fits counting."""
    return "|".join(f"(?P<m{place}>{way})" for place, (way, _) in enumerate(listed))


def meanings_in(
    text: str, pattern: "re.Pattern[str]", listed: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of what matches in a text, in order.

    Args:
        text: Offsets count its code points.
        pattern: Made of :func:`alternatives`.
        listed: The list it was made of.
    """
    for match in pattern.finditer(text):
        yield match.start(), match.end(), listed[int((match.lastgroup or "m0")[1:])][1]
