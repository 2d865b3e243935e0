"""Tables of which a row or two are far wider than the others, parted so that no row is filled up to a width it hasn't.

Whatever looks at a table looks at all its places. One row of ten thousand cells above ten thousand rows of two has a hundred
million places, of which thirty thousand hold anything.
"""

from collections.abc import Iterable
from typing import Final

__all__ = ["even_parts"]

# So many places are looked at whatever they hold: sheets of a few hundred columns are mostly empty.
_FEW_PLACES: Final = 100_000
# Beyond, places for each that holds something.
_MOST_PLACES: Final = 32


def even_parts(rows: Iterable[tuple[int, int]]) -> list[int]:
    """Return how many rows each part has, from the top; one part for nearly every table, none for no rows.

    Args:
        rows: Of each row, how many places wide it is and how many of them are held.
    """
    parts: list[int] = []
    count = width = held = 0
    for reach, cells in rows:
        count, width, held = count + 1, max(width, reach), held + cells
        if count * width > max(_FEW_PLACES, _MOST_PLACES * held):
            parts.append(count - 1)
            count, width, held = 1, reach, cells
    return [*filter(None, parts), *([count] if count else [])]
