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

FEATURES = (
    "similarity",
    "crossed",
    "crossed_similarity",
    "english",
    "context",
    "margin",
    "stated",
    "quantity",
    "quantity_missing",
)
"""What the model sees; see :func:`features`."""

_COEFFICIENTS = (25.688, 0.91, 1.317, 0.476, 1.305, 0.338, 0.777, -0.495, -0.901)
_INTERCEPT = -24.769
_QUANTITIES = frozenset({"number", "money", "percent", "date"})
_MARGIN_PLACE = 3


def features(asked: Asked, evidence: Sequence[Evidence]) -> tuple[float, ...]:
    """Return the features of a question with its evidence; ``evidence`` must not be empty.

    ``similarity``: the best cosine of a sentence; ``crossed``: 1 where the best sentence is in
    the other language, and ``crossed_similarity`` the cosine there, for cosines lie lower across
    languages; ``english``: 1 for an English question on English text; ``context``: the largest
    share of the question's words, by rarity, that a passage with its headings holds;
    ``margin``: by how much the best sentence leads the fourth; ``stated``: share of the
    question's own numbers and dates that its passage holds; ``quantity``: 1 where a number, an
    amount, a share or a date is asked for, and ``quantity_missing`` 1 where the best sentence
    holds none.
    """
    best = evidence[0].candidate
    crossed = float(best.sentence.language != asked.language)
    similarity = max(piece.similarity for piece in evidence)
    quantity = float(bool(_QUANTITIES & set(asked.expectation.types[:1])))
    last = evidence[min(_MARGIN_PLACE, len(evidence) - 1)]
    return (
        similarity,
        crossed,
        crossed * similarity,
        float(asked.language == "en" and not crossed),
        max(piece.candidate.context.share for piece in evidence),
        evidence[0].score - last.score,
        best.stated,
        quantity,
        quantity * (best.type_match < 0.5),
    )


def confidence(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return the probability, in [0, 1]; 0 for no evidence."""
    if not evidence:
        return 0.0
    logit = _INTERCEPT + sum(
        weight * value for weight, value in zip(_COEFFICIENTS, features(asked, evidence), strict=True)
    )
    return 1 / (1 + math.exp(-logit))
