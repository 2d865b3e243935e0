"""English verbs whose particle stands behind their object: hand the outfit back, take it down."""

from collections.abc import Sequence
from typing import Final

__all__ = ["PARTICLES", "parted_particle"]

PARTICLES: Final = frozenset("away back down off out over up".split())
"""What makes another verb of one: hand over, turn off."""
_OBJECTS: Final = frozenset(
    "the a an this that these those my your his her its our their it them him us me".split()
)
_ENDS: Final = frozenset(
    "by before after until if when and or but on at in for to from the once as within unless so because".split()
)
_LONGEST: Final = 4


def parted_particle(words: Sequence[str], position: int) -> int:
    """Return where the particle of a verb stands behind its short object; 0 for none.

    Args:
        words: Of a text with its marks, as written.
        position: The verb's.
    """
    if position + 2 >= len(words) or words[position + 1].lower() not in _OBJECTS:
        return 0
    for place in range(position + 2, min(position + 2 + _LONGEST, len(words))):
        written = words[place].lower()
        behind = words[place + 1].lower() if place + 1 < len(words) else ""
        if written in PARTICLES:
            return place if not behind[:1].isalnum() or behind in _ENDS else 0
        if not written[:1].isalpha():
            return 0
    return 0
