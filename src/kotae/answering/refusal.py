"""The probability that the documents answer a question.

A logistic model over a handful of features of one sentence: the one that best holds both the
kind of answer wanted and the question's words. Maxima over all sentences don't tell (one has the
topic, another has a number), and no score of one model alone carries across questions: cosines
live in a narrow band, BM25 has no scale. The coefficients are learned by
``benchmarks/answers/learn.py``.
"""

import math
from collections.abc import Sequence

from kotae.answering.evidence import MET, Asked, Evidence
from kotae.segmentation.analyzer import Word

__all__ = ["FEATURES", "confidence", "features", "unmet"]

FEATURES = (
    "similarity",
    "near",
    "joint",
    "missing",
    "name_missing",
    "no_type",
    "crossed",
    "crossed_similarity",
    "crossed_near",
    "english",
    "quantity",
    "stated",
    "best_similarity",
    "name_nowhere",
    "country_missing",
)
"""What the model sees; see :func:`features`."""

_COEFFICIENTS = (
    *(6.431, -0.417, 0.069, -1.229, -0.505, -0.704, 0.185, 7.866),
    *(3.274, 0.336, -0.562, 1.038, 31.328, -0.455, -2.468),
)
_INTERCEPT = -33.811
_QUANTITIES = frozenset({"number", "money", "percent", "date"})
_HAS_TYPE = 0.9
# Cosines of the default model lie about here; only differences from it count.
_USUAL = 0.8
# A similarity counts this much beside a share of the words: both spread alike then.
_SIMILARITY_WORTH = 4.0


def features(asked: Asked, evidence: Sequence[Evidence]) -> tuple[float, ...]:
    """Return the features of a question with its evidence; ``evidence`` must not be empty.

    All but the last three are of the *best typed sentence*: of those that hold the wanted type of answer
    (all, where the type can't be told), the one with the largest sum of ``near`` and four
    times its cosine.

    ``similarity``: its cosine; ``near``: the share of the question's words, by rarity, that it holds
    with the sentence before and its headings; ``joint``: their sum; ``missing``: the
    largest share of a single word not held there; ``name_missing``: how far the worst held name
    isn't held there; ``no_type``: 1 where no sentence holds the type (the first three are low
    constants then); ``crossed``: 1 where it is in the other language, with ``crossed_similarity``
    and ``crossed_near``, for both lie lower across languages; ``english``: 1 for an English
    question on English text; ``quantity``: 1 where a number, an amount, a share or a date is asked for;
    ``stated``: share of the question's own numbers and dates that its passage holds;
    ``best_similarity``: the best cosine of any sentence; ``name_nowhere``: 1 where no passage read
    holds one of the question's names; ``country_missing``: 1 where the question names a foreign country
    and no sentence that holds the wanted type has it near.
    """
    types = asked.expectation.types
    told = bool(types) and types[0] != "yes_no"
    typed = [piece for piece in evidence if not told or piece.candidate.type_match >= _HAS_TYPE]
    best = max(typed or evidence, key=_joint)
    candidate = best.candidate
    crossed = float(candidate.crossed)
    names = [word.term for word in asked.words if word.is_name]
    nowhere = {word.term for word in unmet(asked, evidence)}
    held = [candidate.near.degrees.get(name, 0.0) for name in names]
    return (
        best.similarity if typed else 0.75,
        candidate.near.share if typed else 0.0,
        _joint(best) if typed else -0.3,
        candidate.near.missing,
        1 - min(held, default=1.0),
        float(not typed),
        crossed,
        crossed * (best.similarity - _USUAL),
        crossed * candidate.near.share,
        float(asked.language == "en" and not crossed),
        float(bool(_QUANTITIES & set(types[:1]))),
        candidate.stated,
        max(piece.similarity for piece in evidence),
        float(not nowhere.isdisjoint(names)),
        float(all(piece.candidate.elsewhere for piece in typed or evidence)),
    )


def _joint(piece: Evidence) -> float:
    return piece.candidate.near.share + _SIMILARITY_WORTH * (piece.similarity - _USUAL)


def unmet(asked: Asked, evidence: Sequence[Evidence]) -> tuple[Word, ...]:
    """Return the question's words that no passage read holds, nor a translation or paraphrase of them."""
    degrees = [piece.candidate.context.degrees for piece in evidence]
    return tuple(word for word in asked.words if all(held.get(word.term, 0.0) < MET for held in degrees))


def confidence(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return the probability, in [0, 1]; 0 for no evidence."""
    if not evidence:
        return 0.0
    logit = _INTERCEPT + sum(
        weight * value for weight, value in zip(_COEFFICIENTS, features(asked, evidence), strict=True)
    )
    return 1 / (1 + math.exp(-logit))
