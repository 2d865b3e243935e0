"""How the vectors of an index are searched, decided by how many there are."""

import math
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["SHARE", "vector_kind"]

SHARE: Final = 0.08
"""Share of the allowed rows that an approximate search looks at; see ``benchmarks/scale``."""


def vector_kind(count: int, *, exact_up_to: int) -> Mapping[str, Any]:
    """Return how so many vectors are searched, as the manifest records it.

    Args:
        count: How many vectors there are.
        exact_up_to: With more, they are searched approximately.
    """
    if count <= exact_up_to:
        return {"kind": "flat"}
    return {"kind": "cells", "cells": _cells(count), "numbers": "int8", "share": SHARE}


def _cells(count: int) -> int:
    """Return into how many cells: about two square roots of the vectors, a power of two."""
    return min(count, int(2 ** round(math.log2(2 * count**0.5))))
