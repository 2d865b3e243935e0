"""What the legs propose, and what is ranked of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotae.records import MatchedTerm
from kotae.retrieval.fusion import Weights
from kotae.retrieval.planning import LanguagePlan

__all__ = ["Proposed", "RankedPassage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPassage:
    """A row and why it is where it is.

    Attributes:
        row: The passage's row.
        score: Fused score; comparable within one question only.
        legs: Each leg's normalised score.
        matched: Terms that met, strongest first.
    """

    row: int
    score: float
    legs: Mapping[str, float]
    matched: tuple[MatchedTerm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What the legs propose in one language, before it is ranked.

    Attributes:
        plan: What is looked for.
        rows: The candidates, ascending.
        wide: The candidates and their neighbours, ascending.
        words: Scores of the word legs, of each row in ``wide``.
        weights: Of the legs.
        shares: What each word that is looked for counts for.
    """

    plan: LanguagePlan
    rows: NDArray[np.int64]
    wide: NDArray[np.int64]
    words: Mapping[str, NDArray[np.float32]]
    weights: Weights
    shares: tuple[float, ...]
