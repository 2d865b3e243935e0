"""What an answer turned out to be, and the record of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kotae.answering.evidence import Evidence
from kotae.answering.held import Held
from kotae.answering.quoting import answer_text, refusal_text
from kotae.languages import LANGUAGES
from kotae.messages import Message
from kotae.question import Question, says_itself
from kotae.records import Answer, AnswerSentence, Hit, Short

__all__ = ["NOT_TRANSLATED", "ONE_PLACE", "UNVERIFIED", "Examination", "Outcome", "answer_of", "shown_hits"]

UNVERIFIED: Final = Message(
    "What the language model wrote could not be verified against the sources, so they are quoted instead."
)
"""The note where nothing a language model wrote was shown."""
NOT_TRANSLATED: Final = Message(
    "This language model isn't good enough to translate into English, so the source is quoted with its words explained."
)
"""The note where none was asked, for it writes the asker's language too badly."""
ONE_PLACE: Final = Message(
    "Quoted from one place: nothing was added up or compared. "
    "kotae gather (on the page: Every document) goes through all documents."
)
"""The note where a question asks for a total, an average or an extreme, and the place that is quoted says none."""

# A refusal that lists a long question word by word tells nobody what to change.
_MOST_MISSING: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What reading found, before it is decided whether to answer.

    Attributes:
        evidence: Best first; at least one piece.
        held: What the first piece holds of the question.
        confidence: The probability that the first piece answers, in [0, 1].
    """

    evidence: tuple[Evidence, ...]
    held: Held
    confidence: float


@dataclass(slots=True)
class Outcome:
    """What an answer turned out to be."""

    sentences: tuple[AnswerSentence, ...] = ()
    examined: Examination | None = None
    short: Short | None = None
    note: str = ""
    timings: dict[str, float] = field(default_factory=dict)


def shown_hits(hits: Sequence[Hit], outcome: Outcome, shown: int | None) -> tuple[Hit, ...]:
    """Return the hits an answer keeps: those read, in the reader's order, then the others."""
    order = [evidence.hit for evidence in outcome.examined.evidence] if outcome.examined else []
    order += [hit for hit in hits if hit not in order]
    return tuple(order if shown is None else order[:shown])


def answer_of(
    question: Question,
    outcome: Outcome,
    *,
    hits: tuple[Hit, ...],
    stands: Callable[[str], bool] | None = None,
) -> Answer:
    """Return the record of an answer, or of a refusal where nothing is quoted.

    Args:
        question: As read.
        outcome: What came of it.
        hits: What the answer keeps.
        stands: Whether something that no passage read holds stands elsewhere in the documents; None where nobody knows.
    """
    sentences, language = outcome.sentences, question.language
    missing, told = _missing(question, outcome, stands) if not sentences else ((), ())
    short, note = outcome.short, outcome.note
    quoted = sentences[0].citations if sentences else ()
    if quoted and not says_itself(question.text, " ".join(one.quote for one in quoted)):
        note = f"{note} {ONE_PLACE.text(language)}".strip()
        short = None if quoted[0].cells else short  # one line of a table is no total
    return Answer(
        question=question.text,
        status="answered" if sentences else "not_found",
        text=answer_text(sentences, short=short, language=language)
        if sentences
        else refusal_text(language, told),
        language=language,
        sentences=sentences,
        hits=hits,
        confidence=outcome.examined.confidence if outcome.examined else 0.0,
        missing=missing,
        short=short,
        note=note,
        timings=outcome.timings,
    )


def _missing(
    question: Question, outcome: Outcome, stands: Callable[[str], bool] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of the question that aren't held, and those of them that a refusal names, which come first.

    What only asks isn't missing: *List* of *List the suppliers*, *much* of *How much*.
    """
    held = outcome.examined.held if outcome.examined else None
    if held is None:
        return (), ()
    stated = (*held.identifiers, *held.years)
    names = (name for name in held.names if name in held.words and not any(name in value for value in stated))
    lacking = tuple(dict.fromkeys((*stated, *names)))[:_MOST_MISSING]
    # What stands in a paper that wasn't read isn't said to be nowhere.
    named = tuple(name for name in lacking if stands is None or not stands(name))
    first = question.text.split(maxsplit=1)[0]
    asking = set(re.findall(r"\bhow (\w+)", question.text, re.IGNORECASE))
    asking |= {first} if first.lower() in LANGUAGES["en"].function_words else set()
    words = (word for word in held.words if word not in asking)
    return tuple(dict.fromkeys((*named, *lacking, *words)))[:_MOST_MISSING], named
