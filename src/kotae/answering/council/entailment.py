"""The checker of meaning: the reader says whether the cited text supports a sentence, tells nothing of it, or denies it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kotae.messages import Message
from kotae.reader import Entailment
from kotae.records import Language, Vote

__all__ = ["EntailmentChecker", "Judge"]


class Judge(Protocol):
    """What the council needs of the reader."""

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        """Return for every text what it says to a claim."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EntailmentChecker:
    """Votes for a sentence that one of its sources supports; against one that none does.

    Attributes:
        reader: Judges claims.
        enough: Probability of support from which it votes for.
        least: Probability below which it votes against; between the two it abstains.
    """

    reader: Judge
    enough: float = 0.6
    least: float = 0.35

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; it abstains without sources."""
        if not sources:
            return Vote(checker="entailment", passed=None, score=0.0)
        found = max(self.reader.judge(sentence, sources), key=lambda entailment: entailment.supported)
        share = found.supported
        passed = None if self.least <= share < self.enough else share >= self.enough
        denied = found.contradicted > max(found.supported, found.neither)
        contrary = Message(" (it contradicts it)") if denied else ""
        reason = Message(
            "The source supports it with a probability of {percent}%{contrary}.",
            percent=round(100 * share),
            contrary=contrary,
        )
        return Vote(checker="entailment", passed=passed, score=share, reason=reason.text(language))
