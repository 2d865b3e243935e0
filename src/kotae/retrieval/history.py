"""What older messages said goes behind what newer ones say.

A reply repeats the words of what it corrects: both are found alike, and only one still holds. So the
quoted one pays a little; one that is found clearly better keeps its place. Of eight made replies, four in
either language, the newer words came first in four without that and in seven with it (2026-11-27).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kotae.records import Hit

__all__ = ["newest_first"]

_HISTORY_COSTS: Final = 0.1


def newest_first(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, best first again, after quoted history has paid; ties keep their order.

    Args:
        hits: Best first.
    """
    paid = [replace(hit, score=hit.score - _HISTORY_COSTS) if hit.passage.is_history else hit for hit in hits]
    return sorted(paid, key=lambda hit: -hit.score)
