"""The checker of likelihood: asks a language model whether the sources say what a sentence says.

It is the same small model that wrote the sentence, so it votes only where it is sure, and its
silence is no vote: see ``benchmarks/answers`` for how well it tells true from false.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kotae.errors import GeneratorError
from kotae.messages import Message
from kotae.records import Language, Vote

__all__ = ["LikelihoodChecker", "Prober"]


class Prober(Protocol):
    """A language model that gives probabilities."""

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        """Return how much likelier than no the model finds yes; None where it can't tell."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelihoodChecker:
    """Votes against a sentence that a language model is sure the sources don't say.

    Attributes:
        model: Answers yes or no, with a probability.
        least: It votes against below this difference of log-probabilities.
        enough: It votes for from this difference on; between the two it abstains.
    """

    model: Prober
    least: float = -2.0
    enough: float = 2.0

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; it abstains where the model fails or tells no probabilities."""
        try:
            found = self.model.agreement(sentence, sources)
        except GeneratorError as error:
            return Vote(checker="likelihood", passed=None, score=0.0, reason=error.message(language))
        if found is None:
            reason = Message("The language model wasn't asked for probabilities, or gave none.")
            return Vote(checker="likelihood", passed=None, score=0.0, reason=reason.text(language))
        share = 1 / (1 + math.exp(-max(-50.0, min(50.0, found))))
        passed = None if self.least <= found < self.enough else found >= self.enough
        reason = Message(
            "The language model gives it {percent}% to be what the source says.", percent=round(100 * share)
        )
        return Vote(checker="likelihood", passed=passed, score=share, reason=reason.text(language))
