"""The semantic leg: cosines, made comparable between languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kotae.retrieval.searchable import Vectors

__all__ = ["Background", "above_chance"]

# A mean and variances are as good of so many passages, evenly taken, as of a million.
_SAMPLE = 4096
# A language with fewer passages than this leans on the other's background more than on its own.
_SHRINKAGE = 50.0
# Where all passages are alike nothing varies, and nothing may be divided by 0.
_LEAST_VARIANCE = 1e-6
_DAMPING = 30.0
# So many deviations above the mean is as near as a passage comes.
_TOP = 5.0


@dataclass(frozen=True, kw_only=True)
class Background:
    """How the vectors of one language lie, so that a cosine can be judged against chance.

    The cosines of one question with all passages of a language have mean ``q·mean`` and
    variance ``q·covariance·q``: no other passage has to be compared.

    Attributes:
        mean: ``(dimension,)`` float32.
        covariance: ``(dimension, dimension)`` float32.
        count: How many vectors they were taken from.
    """

    mean: NDArray[np.float32]
    covariance: NDArray[np.float32]
    count: int

    @classmethod
    def of(cls, vectors: Vectors, mask: NDArray[np.bool_]) -> "Background":
        """Return the background of the rows in ``mask``, from at most 4,096 of them, evenly spread."""
        rows = np.flatnonzero(mask).astype(np.int64)
        if len(rows) > _SAMPLE:
            rows = rows[np.linspace(0, len(rows) - 1, num=_SAMPLE, dtype=np.int64)]
        dimension = vectors.dimension
        if not len(rows):
            empty = np.zeros((dimension, dimension), dtype=np.float32)
            return cls(mean=np.zeros(dimension, dtype=np.float32), covariance=empty, count=0)
        sample = vectors.vectors(rows)
        mean = sample.mean(axis=0)
        centred = sample - mean
        return cls(mean=mean, covariance=centred.T @ centred / np.float32(len(rows)), count=len(rows))

    @classmethod
    def of_all(cls, parts: Sequence[tuple["Background", int]]) -> "Background":
        """Return the background of all vectors of several, each given with how many vectors it stands for.

        Args:
            parts: At least one, and at least one vector in all.
        """
        if len(parts) == 1:
            return parts[0][0]
        shares = np.array([number for _, number in parts], dtype=np.float64)
        shares /= shares.sum()
        means = np.stack([part.mean for part, _ in parts]).astype(np.float64)
        mean = shares @ means
        away = means - mean
        covariance = (away * shares[:, np.newaxis]).T @ away
        for share, (part, _) in zip(shares, parts, strict=True):
            covariance += share * part.covariance
        return cls(
            mean=mean.astype(np.float32),
            covariance=covariance.astype(np.float32),
            count=sum(part.count for part, _ in parts),
        )

    def toward(self, other: "Background") -> "Background":
        """Return this background mixed with another one, the more so the fewer vectors it was taken from."""
        own = np.float32(self.count / (self.count + _SHRINKAGE))
        rest = np.float32(1) - own
        return Background(
            mean=own * self.mean + rest * other.mean,
            covariance=own * self.covariance + rest * other.covariance,
            count=self.count,
        )

    def filtered(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the question with what most passages have in common turned down.

        A direction in which the passages differ a lot anyway says little about this question:
        it is divided by ``1 + its variance / (30 × the mean variance)``.
        """
        return np.asarray(self._filter @ question, dtype=np.float32)

    def expected(self, question: NDArray[np.float32]) -> tuple[float, float]:
        """Return the dot product that chance gives, and how far above it 5 standard deviations are.

        Args:
            question: ``(dimension,)``, as :meth:`filtered` gave it.
        """
        variance = max(float(question @ self.covariance @ question), _LEAST_VARIANCE)
        return float(question @ self.mean), _TOP * variance**0.5

    @cached_property
    def _filter(self) -> NDArray[np.float32]:
        size = len(self.mean)
        damping = _DAMPING * max(float(np.trace(self.covariance)) / max(size, 1), _LEAST_VARIANCE)
        identity = np.eye(size, dtype=np.float64)
        inverse = np.linalg.inv(self.covariance.astype(np.float64) + damping * identity)
        return np.asarray(damping * inverse, dtype=np.float32)


def above_chance(products: NDArray[np.float32], *, chance: float, spread: float) -> NDArray[np.float32]:
    """Return dot products as standard deviations above chance, divided by 5.

    Args:
        products: Of a question, as :meth:`Background.filtered` gave it, with any passages.
        chance: As :meth:`Background.expected` gives it.
        spread: As well.
    """
    return ((products - np.float32(chance)) / np.float32(spread)).astype(np.float32)
