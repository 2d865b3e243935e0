"""The same said in the question's language: papers in two languages, of which the reader found the other one.

A sentence is chosen by what the reader finds in it, which is more in one language than in the other; where a passage that was
read says in the question's language all that the chosen one says, a person would rather read that. Both are cited.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kotae.answering.council import Checker
from kotae.answering.evidence import Evidence
from kotae.records import AnswerSentence, Language

__all__ = ["citing_both", "said_in"]

# The best of them by the first reading; further ones hardly ever say the same.
_TRIED: Final = 2
# Log-odds below which a sentence isn't thought to answer at all. Over the shipped papers those that say the same had −2.3 to 1.8.
_LEAST: Final = -3.0
# The probability of support that counts as the same: those that say it had .94 to .99, others up to .74.
_SAME: Final = 0.8


def said_in(
    language: Language, chosen: AnswerSentence, evidence: Sequence[Evidence], checkers: Sequence[Checker]
) -> Evidence | None:
    """Return the evidence in a language that says what a quote in the other says; None where none does.

    Args:
        language: The question's.
        chosen: The quote.
        evidence: All that was read, best first, the chosen piece too.
        checkers: All must find that what the quote says stands in the evidence.
    """
    if chosen.language == language:
        return None
    own = [one for one in evidence if one.sentence.language == language and one.reading.answers > _LEAST]
    return next((one for one in own[:_TRIED] if _says_as_much(one, chosen, checkers, language)), None)


def _says_as_much(
    one: Evidence, chosen: AnswerSentence, checkers: Sequence[Checker], language: Language
) -> bool:
    votes = (checker.judge(chosen.text, (one.text,), language=language) for checker in checkers)
    return all(vote.passed and vote.score >= _SAME for vote in votes)


def citing_both(own: AnswerSentence, chosen: AnswerSentence) -> AnswerSentence:
    """Return a quote with what is cited of the quote that says the same behind its own citations."""
    return replace(own, citations=(*own.citations, *chosen.citations[:1]))
