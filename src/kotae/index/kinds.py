"""How the vectors of an index are searched, decided by how many there are."""

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["COMPARED", "vector_kind"]

COMPARED: Final = 10
"""Rows an approximate search compares exactly for each one wanted; see ``benchmarks/scale``."""


def vector_kind(count: int, *, exact_up_to: int) -> Mapping[str, Any]:
    """Return how so many vectors are searched, as the manifest records it.

    Args:
        count: How many vectors there are.
        exact_up_to: With more, they are searched approximately.
    """
    if count <= exact_up_to:
        return {"kind": "flat"}
    return {"kind": "sketch", "method": "RaBitQ", "bits": 1, "compared": COMPARED}
