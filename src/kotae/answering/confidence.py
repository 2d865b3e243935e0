"""The probability that the sentence quoted answers the question.

A logistic model over what the reader says of that sentence and its rivals and what exact checks find. Its weights
are a file that says where each comes from: those of the reader's features are learned, with grouped cross-validation
over documents (``benchmarks/answers/learn.py``), those of the exact checks are set by hand.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from kotae.answering.evidence import Evidence
from kotae.answering.held import Held
from kotae.question import Question

__all__ = ["FEATURES", "confidence", "features"]

FEATURES: Final = (
    "answers",
    "answers_crossed",
    "somewhere",
    "share",
    "ahead",
    "alone",
    "crossed",
    "english",
    "covered",
    "largest_missing",
    "names_missing",
    "names_missing_crossed",
    "names_nowhere",
    "years_missing",
    "identifiers_distant",
    "exact",
)
"""What the model sees, in order; see :func:`features`."""

# More isn't surer: in a small library nothing is near, whether the answer is there or not. With 2 for 6 the libraries
# learned from are told apart as well (area under the ROC curve .867 for .871), the golden cases of one or two documents better.
_MOST_AHEAD: Final = 2.0


def features(question: Question, evidence: Sequence[Evidence], held: Held) -> tuple[float, ...]:
    """Return the features of the first piece of evidence; there must be one.

    ``answers`` and ``somewhere``: the reader's log-odds; ``share``: how sure it is of the sentence; ``ahead``: how
    far the best passage that says something else is behind, within ±2; ``alone``: the log-odds of the sentence read by
    itself (0 where it wasn't); ``crossed``: 1 across languages, ``english``: 1 for
    an English question; ``covered`` and ``largest_missing``: of the question's words; ``names_missing``, ``years_missing``,
    ``identifiers_distant``: what the question states and the evidence lacks; ``names_nowhere``: 1 where no passage read has a
    name of it, nor its translation; ``exact``: 1
    where the row, article or item that the question names was read. How well a passage was found is no feature: the same
    passage is found with another score in another library.
    """
    best = evidence[0]
    crossed = float(best.sentence.language != question.language)
    rivals = [other for other in evidence[1:] if other.text != best.text]
    return (
        best.reading.answers,
        crossed * best.reading.answers,
        best.reading.somewhere,
        best.share,
        _ahead(best.reading.answers, [other.reading.answers for other in rivals]),
        best.alone or 0.0,
        crossed,
        float(question.language == "en"),
        held.coverage.share,
        held.coverage.missing,
        float(bool(held.names)) * (1 - crossed),
        float(bool(held.names)) * crossed,
        float(bool(held.nowhere)),
        float(bool(held.years)),
        float(held.distant),
        float(best.exact),
    )


def _ahead(odds: float, rivals: Sequence[float]) -> float:
    """Return how far log-odds are before the best of some rivals, within ±2; 2 where there is no rival."""
    return max(-_MOST_AHEAD, min(_MOST_AHEAD, odds - max(rivals, default=-math.inf)))


def confidence(question: Question, evidence: Sequence[Evidence], held: Held) -> float:
    """Return the probability, in [0, 1].

    It is 0 where an identifier or a year of the question stands nowhere near, or, within a language, a name nobody
    heard of in none of the passages.
    """
    crossed = evidence[0].sentence.language != question.language
    if held.identifiers or held.years or (held.unheard_of and not crossed):
        return 0.0
    weights = _weights()
    logit = weights["intercept"] + sum(
        weights["coefficients"][name] * value
        for name, value in zip(FEATURES, features(question, evidence, held), strict=True)
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@cache
def _weights() -> dict[str, Any]:
    text = files("kotae.answering").joinpath("weights", "confidence.json").read_text(encoding="utf-8")
    weights: dict[str, Any] = json.loads(text)
    return weights
