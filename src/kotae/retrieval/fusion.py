"""Legs → one score: a convex combination of normalised scores."""

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kotae.records import Language

__all__ = ["LEGS", "WEIGHTS", "Weights", "fuse"]

LEGS: Final = ("dense", "lexical", "bridge")

Weights: TypeAlias = Mapping[str, float]

WEIGHTS: Final[Mapping[tuple[Language, Language], Weights]] = {
    ("ja", "ja"): {"dense": 0.5, "lexical": 0.5, "bridge": 0.0},
    ("en", "en"): {"dense": 0.5, "lexical": 0.5, "bridge": 0.0},
    ("ja", "en"): {"dense": 0.5, "lexical": 0.1, "bridge": 0.4},
    ("en", "ja"): {"dense": 0.5, "lexical": 0.1, "bridge": 0.4},
}
"""(question language, passage language) → weight of each leg."""


def fuse(legs: Mapping[str, NDArray[np.float32]], weights: Weights) -> NDArray[np.float32]:
    """Return the weighted sum of the legs' scores, ``(n,)``; the weights needn't add up to 1.

    Args:
        legs: Normalised scores of the same rows; a leg without a weight doesn't count.
        weights: By leg.
    """
    parts = [np.float32(weights.get(name, 0.0)) * scores for name, scores in legs.items()]
    fused: NDArray[np.float32] = np.sum(parts, axis=0, dtype=np.float32)
    return fused
