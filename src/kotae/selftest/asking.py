"""One question → what comes of it: searched, read and judged as any other, but never written by a language model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.answering import Answerer, AnsweringSettings
from kotae.answering.quoting import quotes
from kotae.folding import fold
from kotae.question import Question, read_question
from kotae.records import AnswerSentence, Hit
from kotae.segmentation.analyzer import Analyzer
from kotae.segmentation.quantities import find_quantities
from kotae.selftest.records import Asked, SelfQuestion

__all__ = ["Asker"]

_MORE: Final = 12
"""How many passages are found beyond those read, so that enough are left where the answering ones are taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks a library.

    Attributes:
        find: Gives the best passages for a question, best first, so many at most.
        answerer: Reads them.
        analyzer: The one the index was made with.
        settings: How answers are chosen.
    """

    find: Callable[[Question, int], Sequence[Hit]]
    answerer: Answerer
    analyzer: Analyzer
    settings: AnsweringSettings

    def ask(self, question: SelfQuestion) -> Asked:
        """Return what comes of a question.

        Raises:
            ModelError: The embedding model or the reader can't be had.
        """
        asked = read_question(question.text, self.analyzer)
        read = self.settings.most_read
        hits = self.find(asked, read + _MORE if question.exchanged == "taken away" else read)
        if question.exchanged == "taken away":
            hits = [hit for hit in hits if not _may_answer(hit, question)][:read]
        examined = self.answerer.examine(asked, hits)
        if examined is None:
            return Asked(question=question, confidence=0.0, right=False)
        sentence = quotes(examined.evidence, self.settings)[0][1]
        return Asked(
            question=question,
            confidence=examined.confidence,
            right=question.answerable and _is_right(sentence, question),
            quoted=sentence.citations[0].document.path,
        )


def _may_answer(hit: Hit, question: SelfQuestion) -> bool:
    """Return whether a passage holds the place of the answer, or the value wherever it stands."""
    passage = hit.passage
    return _answers(passage.document.id, passage.start, passage.end, passage.text, question)


def _is_right(sentence: AnswerSentence, question: SelfQuestion) -> bool:
    """Return whether a quote is taken from where the answer stands, or holds the value that was asked for."""
    return any(
        _answers(cited.document.id, cited.start, cited.end, cited.quote, question)
        for cited in sentence.citations
    )


def _answers(document_id: str, start: int, end: int, text: str, question: SelfQuestion) -> bool:
    """Return whether a stretch of a document meets the place of the answer, or its text holds the value."""
    place = question.place
    if document_id == question.document.id and start < place.end and end > place.start:
        return True
    return bool(question.value) and _holds(text, question.value)


def _holds(text: str, value: str) -> bool:
    """Return whether a text holds a value: an amount or date by its normal form, else its words."""
    folded = fold(text)
    if ":" in value:
        return any(quantity.key == value for quantity in find_quantities(folded))
    return fold(value) in folded
