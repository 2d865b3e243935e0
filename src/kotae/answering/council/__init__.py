"""The council: small different checkers vote on a sentence against the text it cites."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kotae.answering.council.entailment import EntailmentChecker
from kotae.answering.council.facts import FactsChecker
from kotae.answering.council.likelihood import LikelihoodChecker
from kotae.records import Language, Vote

__all__ = ["Checker", "Council", "EntailmentChecker", "FactsChecker", "LikelihoodChecker"]


class Checker(Protocol):
    """Judges whether the cited text supports a sentence."""

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return its vote, with a reason in ``language``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """Several checkers and their verdict.

    Attributes:
        checkers: In the order they are asked. Each has a veto: nothing it votes against is verified.
        last: A slow checker, asked only about what the others pass; it can stop a sentence, but
            not carry it.
    """

    checkers: tuple[Checker, ...]
    last: Checker | None = None

    def judge(
        self, sentence: str, sources: Sequence[str], *, language: Language
    ) -> tuple[bool, tuple[Vote, ...]]:
        """Return whether a sentence is verified, and all votes.

        It is verified when every checker that doesn't abstain passes; at least two must have voted.
        Without sources nothing is verified.

        Args:
            sentence: What was written.
            sources: The texts it cites.
            language: The language of the reasons.
        """
        if not sources or not sentence.strip():
            return False, ()
        votes = tuple(checker.judge(sentence, sources, language=language) for checker in self.checkers)
        cast = [vote for vote in votes if vote.passed is not None]
        passed = len(cast) >= 2 and all(vote.passed for vote in cast)
        if passed and self.last is not None:
            votes += (self.last.judge(sentence, sources, language=language),)
            passed = votes[-1].passed is not False
        return passed, votes
