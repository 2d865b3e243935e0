"""What is told of autumn answers no question about spring: the seasons, as :mod:`kotae.answering.month_meant` does months."""

from typing import Final

from kotae import lazy_re as re
from kotae.answering.evidence import Evidence
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.months import months_in

__all__ = ["of_another_season"]

# Not in names (秋田, 春日), nor the spring that water comes from, nor what falls.
_SEASONS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"春(?=[のにはもがと、。・期季])|春休み|\b(?<!hot )spring(?:time)?\b(?! (?:water|mattress|onion))",
        r"夏(?=[のにはもがと、。・期季場])|夏休み|\bsummer(?:time)?\b",
        r"秋(?=[のにはもがと、。・期季])|\bautumn\b|\b(?:in|this|next|last) fall\b|\bfall (?:term|season|league|meeting)\b",
        r"冬(?=[のにはもがと、。・期季場])|冬休み|\bwinter(?:time)?\b",
    )
)


def of_another_season(question: Question, evidence: Evidence) -> bool:
    """Return whether a question is about a season, and a passage names another one and not that.

    Args:
        question: As read. When the spring meeting is, the autumn one doesn't say either.
        evidence: The sentence that would be quoted; its passage's text, headings and title count.
    """
    asked = _seasons_in(question.folded)
    if not asked:
        return False
    passage = evidence.hit.passage
    above = f"{passage.document.title}\n{passage.heading}"
    sentence = fold(evidence.text)
    said = _seasons_in(fold(f"{above}\n{sentence}"))
    if not said or asked & (said | _seasons_in(fold(passage.text))):
        return False
    # Every 45 minutes in summer, every 30 from November to February.
    return not any(month % 12 // 3 == (season + 1) % 4 for month in months_in(sentence) for season in asked)


def _seasons_in(text: str) -> frozenset[int]:
    return frozenset(number for number, season in enumerate(_SEASONS) if season.search(text))
