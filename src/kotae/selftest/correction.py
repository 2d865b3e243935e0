"""From the questions that rules make to those that people ask: learned on libraries that have both.

A question that a rule makes echoes its sentence, or is a heap of translated words; neither is as hard as a person's. So no
share of made questions is shown as an expectation. What is carried over is the mean of the confidence's logit: with it, and
with how people's questions lie around what it predicts, the share above any threshold is known. The weights are a file that
says what they were learned from (``benchmarks/selftest/learn.py``).
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Self

import numpy as np
from scipy.stats import bootstrap

from kotae.selftest.records import Asked, Expected, Proposal

__all__ = ["FIGURES", "Correction", "Curve", "Observed", "logit", "observed"]

FIGURES: Final = ("right", "answered", "invented")
# Exact checks give a confidence of 0, which has no logit.
_LIMIT: Final = 6.0
_RESAMPLES: Final = 500
# With fewer, an interval of 95 % takes in half of everything.
_LEAST: Final = 15
_GRID: Final = tuple(round(0.05 + 0.01 * step, 2) for step in range(76))
_LEAST_CHANGE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Observed:
    """One question, made or asked by a person, as far as the correction sees it.

    Attributes:
        direction: Question → document language.
        answerable: Whether the library holds an answer.
        right: Whether the first quote is it.
        confidence: In [0, 1].
    """

    direction: str
    answerable: bool
    right: bool
    confidence: float


def logit(probability: float) -> float:
    """Return the log-odds of a probability, within ±6."""
    if probability <= 0 or probability >= 1:
        return math.copysign(_LIMIT, probability - 0.5)
    return max(-_LIMIT, min(_LIMIT, math.log(probability / (1 - probability))))


def observed(tested: Sequence[Asked]) -> list[Observed]:
    """Return what the correction sees of the questions of a run."""
    return [
        Observed(one.question.direction, one.question.answerable, one.right, one.confidence) for one in tested
    ]


def heights(rows: Sequence[Observed], figure: str) -> list[tuple[str, float]]:
    """Return of each question that a figure is about its direction and how high a threshold it passes, as a logit.

    Args:
        rows: Questions.
        figure: One of :data:`FIGURES`; for ``"right"`` a question that isn't answered rightly passes none.
    """
    chosen = [row for row in rows if row.answerable == (figure != "invented")]
    return [
        (row.direction, logit(row.confidence) if figure != "right" or row.right else -_LIMIT)
        for row in chosen
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """How high people's questions lie, given how high the made ones do.

    Attributes:
        made: The mean height of made questions where it was learned, by direction.
        asked: The mean height of people's.
        slope: How much of a library's distance from ``made`` is found again in people's questions.
        around: How people's questions lie around what that predicts, in order.
    """

    made: Mapping[str, float]
    asked: Mapping[str, float]
    slope: float
    around: Sequence[float]

    def shares(self, rows: Sequence[tuple[str, float]], thresholds: Sequence[float]) -> list[float]:
        """Return the share of people's questions that pass each threshold.

        Args:
            rows: Made questions, at least one: direction and height.
            thresholds: As logits.
        """
        by_direction: dict[str, list[float]] = defaultdict(list)
        for direction, height in rows:
            by_direction[direction].append(height)
        found = np.zeros(len(thresholds))
        for direction, own in by_direction.items():
            made = self.made.get(direction, float(np.mean(list(self.made.values()))))
            asked = self.asked.get(direction, float(np.mean(list(self.asked.values()))))
            middle = asked + self.slope * (float(np.mean(own)) - made)
            heights = np.clip(middle + np.asarray(self.around), -_LIMIT, _LIMIT)
            passing = [float(np.mean(heights >= limit)) for limit in thresholds]
            found += len(own) / len(rows) * np.array(passing)
        return [float(share) for share in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is expected of people's questions, given how the made ones came out.

    Attributes:
        curves: By figure.
        between: How far a library's expectation is off beyond the chance of its questions, as a standard deviation, by figure.
        usual: The share of inventions that the usual threshold lets through in the libraries learned from.
        card: What it was learned from.
    """

    curves: Mapping[str, Curve]
    between: Mapping[str, float]
    usual: float
    card: Mapping[str, Any]

    @classmethod
    def load(cls) -> Self:
        """Return the correction that comes with kotae."""
        return cls.of(_packaged())

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Return the correction in a file's data."""
        curves = {name: Curve(**data["curves"][name]) for name in FIGURES}
        card = {name: value for name, value in data.items() if name not in ("curves", "between", "usual")}
        return cls(curves=curves, between=data["between"], usual=data["usual"], card=card)

    def expected(self, rows: Sequence[Observed], threshold: float) -> Expected | None:
        """Return what is expected with a threshold; None where too few questions of either kind were asked."""
        made = {figure: heights(rows, figure) for figure in FIGURES}
        if min(map(len, made.values())) < _LEAST:
            return None
        shares = {figure: self._share(figure, made[figure], threshold) for figure in FIGURES}
        ranges = {
            figure: self._interval(figure, made[figure], threshold, shares[figure]) for figure in FIGURES
        }
        low, high = ranges["answered"]
        return Expected(
            right=min(shares["right"], shares["answered"]),
            refused=1 - shares["answered"],
            invented=shares["invented"],
            right_interval=ranges["right"],
            refused_interval=(1 - high, 1 - low),
            invented_interval=ranges["invented"],
        )

    def proposal(self, rows: Sequence[Observed], now: float) -> Proposal | None:
        """Return the lowest threshold with which this library is expected to be as careful as others are with the usual one.

        Args:
            rows: Questions of a run.
            now: The threshold in use; no other is proposed where inventions lie within three hundredths of the usual share.
        """
        made = heights(rows, "invented")
        if len(made) < _LEAST or abs(self._share("invented", made, now) - self.usual) < _LEAST_CHANGE:
            return None
        shares = self.curves["invented"].shares(made, [logit(threshold) for threshold in _GRID])
        best = next((t for t, share in zip(_GRID, shares, strict=True) if share <= self.usual), _GRID[-1])
        expected = self.expected(rows, best)
        return None if expected is None or best == now else Proposal(threshold=best, expected=expected)

    def _share(self, figure: str, rows: Sequence[tuple[str, float]], threshold: float) -> float:
        return self.curves[figure].shares(rows, [logit(threshold)])[0]

    def _interval(
        self, figure: str, rows: Sequence[tuple[str, float]], threshold: float, share: float
    ) -> tuple[float, float]:
        """Return the interval of 95 %: by chance of the questions that were made, and of what libraries differ in besides."""
        places = np.arange(len(rows))

        def of(chosen: Any) -> float:  # noqa: ANN401 - an array of places
            return self._share(figure, [rows[int(place)] for place in chosen], threshold)

        drawn = bootstrap(
            (places,),
            of,
            n_resamples=_RESAMPLES,
            vectorized=False,
            method="percentile",
            rng=np.random.default_rng(0),
        )
        spread = 1.96 * math.hypot(float(drawn.standard_error), self.between[figure])
        return max(0.0, share - spread), min(1.0, share + spread)


@cache
def _packaged() -> dict[str, Any]:
    text = files("kotae.selftest").joinpath("correction.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
