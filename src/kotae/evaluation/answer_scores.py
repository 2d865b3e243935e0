"""What one answer is worth: right or not, refused or not, and how well its citations carry it.

Citation recall and precision are those of ALCE (Gao et al. 2023, arXiv 2305.14627), with the
council where ALCE has a language-inference model: a sentence is recalled when its citations
together support it, and a citation is precise unless it alone doesn't support the sentence while the
others do without it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kotae.citations import faults
from kotae.evaluation.dataset import Query
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Answer, AnswerSentence

__all__ = ["AnswerScore", "Judge", "holds", "score_answer"]

Judge = Callable[[str, Sequence[str]], bool]
"""Says whether texts support a sentence."""

_MARKS = re.compile(r"\s+|\*\*|[「」『』“”\"'’()（）、。,.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScore:
    """The observations of one question.

    Attributes:
        answerable: Whether the set says that the documents hold an answer.
        answered: Whether it was answered.
        confidence: The probability given that the documents hold the answer.
        right: Whether the answer holds a reference string; None where there is none to hold.
        citation_recall: Share of its sentences that their citations support; None for refusals.
        citation_precision: Share of its citations that are needed; None for refusals.
        fidelity: Share of its sentences without a quote that differs from the source; None for refusals.
        sentences: How many there are.
        verified: How many of them were written and passed by the council.
        same_language: Whether what was written is in the question's language; None where all is quoted.
        seconds: How long it took.
    """

    answerable: bool
    answered: bool
    confidence: float
    right: bool | None = None
    citation_recall: float | None = None
    citation_precision: float | None = None
    fidelity: float | None = None
    sentences: int = 0
    verified: int = 0
    same_language: bool | None = None
    seconds: float = 0.0


def score_answer(
    query: Query, answer: Answer, *, judge: Judge, text_of: Callable[[str], str], seconds: float
) -> AnswerScore:
    """Return the observations of one answer.

    Args:
        query: The question with its reference answers.
        answer: What was answered.
        judge: Whether quotes support a sentence.
        text_of: Gives a document's text for its id.
        seconds: How long the answer took.
    """
    answered = answer.status == "answered"
    right = None
    if query.answerable and query.answers:
        right = answered and holds(" ".join(sentence.text for sentence in answer.sentences), query.answers)
    if not answered:
        return AnswerScore(
            answerable=query.answerable,
            answered=False,
            confidence=answer.confidence,
            right=right,
            seconds=seconds,
        )
    sentences = answer.sentences
    written = [sentence for sentence in sentences if sentence.support != "quoted"]
    return AnswerScore(
        answerable=query.answerable,
        answered=True,
        confidence=answer.confidence,
        right=right,
        citation_recall=sum(_recalled(sentence, judge) for sentence in sentences) / len(sentences),
        citation_precision=_precision(sentences, judge),
        fidelity=_fidelity(answer, text_of),
        sentences=len(sentences),
        verified=sum(sentence.support == "verified" for sentence in sentences),
        same_language=all(detect_language(s.text) == query.language for s in written) if written else None,
        seconds=seconds,
    )


def holds(text: str, answers: Sequence[str]) -> bool:
    """Return whether a text holds one of the reference strings, apart from width, case and marks."""
    plain = _normalised(text)
    return any(_found(_normalised(answer), plain) for answer in answers)


def _found(answer: str, text: str) -> bool:
    """Return whether a string occurs, and not as a part of a longer number."""
    before = r"(?<![0-9])" if answer[:1].isdigit() else ""
    after = r"(?![0-9])" if answer[-1:].isdigit() else ""
    return bool(answer) and re.search(f"{before}{re.escape(answer)}{after}", text) is not None


def _normalised(text: str) -> str:
    # The point of 2.3 and the commas of 1,200 carry meaning; other marks don't.
    kept = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", unicodedata.normalize("NFKC", fold(text)))
    kept = re.sub(r"(?<=[0-9])\.(?=[0-9])", "\x00", kept)
    return _MARKS.sub("", kept).replace("\x00", ".").lower()


def _quotes(sentence: AnswerSentence) -> list[str]:
    return [citation.quote for citation in sentence.citations]


def _recalled(sentence: AnswerSentence, judge: Judge) -> bool:
    return bool(sentence.citations) and judge(sentence.text, _quotes(sentence))


def _precision(sentences: Sequence[AnswerSentence], judge: Judge) -> float:
    """Return the share of needed citations; 0 where there is none."""
    needed = [
        _needed(sentence, place, judge) for sentence in sentences for place in range(len(sentence.citations))
    ]
    return sum(needed) / len(needed) if needed else 0.0


def _needed(sentence: AnswerSentence, place: int, judge: Judge) -> bool:
    quotes = _quotes(sentence)
    if not judge(sentence.text, quotes):
        return False
    others = quotes[:place] + quotes[place + 1 :]
    return judge(sentence.text, [quotes[place]]) or not others or not judge(sentence.text, others)


def _fidelity(answer: Answer, text_of: Callable[[str], str]) -> float:
    """Return the share of sentences that keep the law of :mod:`kotae.citations`."""

    def text_at(document: str, start: int, end: int) -> str:
        return text_of(document)[start:end]

    return sum(not any(faults(one, text_at)) for one in answer.sentences) / len(answer.sentences)
