"""The probability that the documents answer a question.

A logistic model over a handful of features of the best sentences. No score of one model alone
carries across questions (cosines live in a narrow band, BM25 has no scale); what the documents
hold of the question's rarest words, whether the wanted type of answer is there, and how far the
best sentence stands out, do. The coefficients are learned by ``benchmarks/answers/learn.py``.
"""

import math
from collections.abc import Sequence

from kotae.answering.evidence import Asked, Evidence

__all__ = ["FEATURES", "confidence", "features"]

FEATURES = ("similarity", "coverage", "context", "missing", "type", "stated", "crossed")
"""What the model sees; see :func:`features`."""

_COEFFICIENTS = (14.0, 2.0, 3.0, -3.0, 1.0, 0.8, 0.9)
_INTERCEPT = -13.6


def features(asked: Asked, evidence: Sequence[Evidence]) -> tuple[float, ...]:
    """Return the features of a question with its evidence; ``evidence`` must not be empty.

    ``similarity``: the best cosine of a sentence; ``coverage``: share of the question's words,
    by rarity, in the best sentence; ``context``: the same in its passage and headings;
    ``missing``: the largest single share that its passage lacks; ``type``: how well the best
    sentence holds the wanted type of answer; ``stated``: share of the question's own numbers
    and dates that the passage holds; ``crossed``: 1 where the best sentence is in the other
    language.
    """
    best = evidence[0].candidate
    return (
        max(piece.similarity for piece in evidence),
        best.coverage.share,
        best.context.share,
        best.context.missing,
        best.type_match,
        best.stated,
        float(best.sentence.language != asked.language),
    )


def confidence(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return the probability, in [0, 1]; 0 for no evidence."""
    if not evidence:
        return 0.0
    logit = _INTERCEPT + sum(
        weight * value for weight, value in zip(_COEFFICIENTS, features(asked, evidence), strict=True)
    )
    return 1 / (1 + math.exp(-logit))
