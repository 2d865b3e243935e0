"""Values to which CSS gives a name (``--ink: #333``), and what stands for them elsewhere (``var(--ink)``)."""

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["MAX_VALUE_CHARS", "filled_in", "known_inside", "named_values"]

MAX_VALUE_CHARS: Final = 500
"""So much of a value is looked into."""

_VARIABLE: Final = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
# Values may name values. Each round can make one longer, and two may name each other: so deep no page goes.
_MAX_NAMED: Final = 5
_MAX_VARIABLES: Final = 2_000


def named_values(declared: Mapping[str, str]) -> dict[str, str]:
    """Return the values that are given a name, by it."""
    return {name: value for name, value in declared.items() if name.startswith("--")}


def known_inside(outside: Mapping[str, str], declared: Mapping[str, str]) -> Mapping[str, str]:
    """Return the named values that hold in an element; past so many no more are taken in.

    Args:
        outside: Those of what it stands in.
        declared: What is said of the element itself.
    """
    own = named_values(declared)
    return {**outside, **own} if own and len(outside) < _MAX_VARIABLES else outside


def filled_in(value: str, variables: Mapping[str, str]) -> str:
    """Return a value with what it names put in its place; what nothing says stays away."""
    for _ in range(_MAX_NAMED if "var(" in value else 0):
        value = _VARIABLE.sub(
            lambda found: variables.get(found[1], found[2] or "").strip(), value[:MAX_VALUE_CHARS]
        )
    return value
