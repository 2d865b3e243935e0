"""Legs → one score: a convex combination of normalised scores, and a look at the neighbours.

The weights are settings; their defaults were learned across domains, see ``benchmarks/fusion``.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Weights", "fuse", "neighbours", "with_context"]

# Two before and two behind: gained 1 to 4 points on every set but one, where nothing changed (benchmarks/fusion).
WINDOW: Final = 2

Weights: TypeAlias = Mapping[str, float]


def fuse(legs: Mapping[str, NDArray[np.float32]], weights: Weights) -> NDArray[np.float32]:
    """Return the weighted sum of the legs' scores, ``(n,)``.

    Args:
        legs: Normalised scores of the same rows; a leg without a weight doesn't count.
        weights: By leg.
    """
    parts = [np.float32(weights.get(name, 0.0)) * scores for name, scores in legs.items()]
    fused: NDArray[np.float32] = np.sum(parts, axis=0, dtype=np.float32)
    return fused


def neighbours(rows: NDArray[np.int64], owners: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the rows and those at most two places before and after them in the same document, ascending."""
    found = [rows]
    for step in range(-WINDOW, WINDOW + 1):
        near = rows + step
        inside = (near >= 0) & (near < len(owners))
        inside[inside] = owners[near[inside]] == owners[rows[inside]]
        found.append(near[inside])
    return np.unique(np.concatenate(found))


def with_context(
    rows: NDArray[np.int64], scores: NDArray[np.float32], owners: NDArray[np.int32], *, share: float
) -> NDArray[np.float32]:
    """Return the scores, each mixed with the mean over its neighbourhood.

    A passage in a stretch that is about the question is likelier to answer it than a lone one.

    Args:
        rows: ``(n,)``, ascending.
        scores: ``(n,)``, of each row.
        owners: The document of every row of the index.
        share: What the mean counts for beside the passage's own score.
    """
    total, count = scores.copy(), np.ones(len(rows), dtype=np.float32)
    for step in range(1, WINDOW + 1):
        later = np.minimum(np.searchsorted(rows, rows + step), len(rows) - 1)
        (here,) = np.nonzero((rows[later] == rows + step) & (owners[rows[later]] == owners[rows]))
        there = later[here]
        total[here] += scores[there]
        total[there] += scores[here]
        count[here] += 1
        count[there] += 1
    return ((scores + np.float32(share) * total / count) / np.float32(1 + share)).astype(np.float32)
