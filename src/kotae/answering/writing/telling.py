"""The answer in a sentence where it is no value that a rule can say: a reason, what is to be done, yes or no.

The words the reader points at go to the model in their own language, their figures and names said by rule and each other word
with its meaning, under the asker's question; what it writes may hold the question's words and translations of the quote's,
nothing else. That is less than the whole quote, and the question tells which of a word's senses is meant.
"""

import re
from dataclasses import dataclass
from typing import Final

from kotae.answering.council import Council
from kotae.answering.council.denials import denials
from kotae.answering.generators.protocol import Generator, StatementTask
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.anchors import Anchored, Names, anchored
from kotae.answering.writing.moods import keeps_mood
from kotae.answering.writing.own_words import dictionary, is_in
from kotae.folding import fold
from kotae.language import detect_language
from kotae.languages import ByLanguage
from kotae.question import Question, question_parts
from kotae.records import AnswerSentence, Short
from kotae.segmentation import Analyzer
from kotae.segmentation.quantities import find_quantities

__all__ = ["Teller"]

_MOST_LOST: Final = 0.25
_MOST_STRAY: Final = 0.1
# Small models say little that is right in Japanese; what they were surest of was (``benchmarks/translation``).
_LEAST_CERTAINTY: Final = ByLanguage[float]({"en": -0.5, "ja": -0.2})
# Asked why, a sentence without a reason only says the question back: 油汚れは太鼓に混ぜてはいけません.
_WHY: Final = re.compile(r"\bwhy\b|なぜ|どうして|理由", re.IGNORECASE)
_REASON: Final = re.compile(
    r"\b(?:because|since|as|so that|due to|to prevent|to avoid)\b|から|ので|ため", re.IGNORECASE
)
_NOT_ALONE: Final = re.compile(r"\A(?:yes|no)[,.;] ?|\A(?:はい|いいえ)[、。]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Says an answer that stands in the other language in a sentence of the question's.

    Attributes:
        generator: Writes.
        council: Judges the sentence against the quote.
        analyzer: Finds facts and content words.
        names: Knows names of the other language.
        adequacy: Compares words.
    """

    generator: Generator
    council: Council
    analyzer: Analyzer
    names: Names
    adequacy: Adequacy

    def told(
        self, question: Question, short: Short | None, quote: AnswerSentence, *, passage: str = ""
    ) -> AnswerSentence | None:
        """Return the answer as a sentence in the question's language, with the quote as its original; None where none passes.

        It passes when it holds the figures and names of the words pointed at and no others but the question's, most of their
        content words, hardly one that neither they nor the question have, the same denials, duties and limits, and the
        council finds it supported by the quote.

        Args:
            question: As read.
            short: The asked words; None tells nothing.
            quote: Where they stand.
            passage: The text around the quote.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        span = _span(short, quote)
        if not span or len(question_parts(question.text, question.language)) > 1:
            return None
        source = detect_language(quote.text)
        if source == question.language:
            return None
        fixed, whole = (
            anchored(text, source=source, target=question.language, analyzer=self.analyzer, names=self.names)
            for text in (span, quote.text)
        )
        task = StatementTask(
            question=question.text,
            answer=fixed.text,
            language=question.language,
            words=dictionary(fixed.text, quote.gloss, senses=1),
        )
        draft = self.generator.state(task)
        said = " ".join(draft.text.split())
        if draft.certainty is not None and draft.certainty < _LEAST_CERTAINTY[question.language]:
            return None
        if not self._keeps(question, span, quote.text, fixed, said):
            return None
        passed, votes = self.council.judge(
            _NOT_ALONE.sub("", said),
            [quote.text, whole.text, *filter(None, (passage,))],
            language=question.language,
        )
        if not passed:
            return None
        return AnswerSentence(
            text=said,
            citations=quote.citations,
            support="translated",
            votes=votes,
            gloss=quote.gloss,
            original=quote.text,
            language=question.language,
        )

    def _keeps(self, question: Question, span: str, quote: str, fixed: Anchored, said: str) -> bool:
        """Return whether a sentence says the words pointed at, no figure or word of its own, and as surely as they do."""
        language = question.language
        if not is_in(said, language) or said.endswith("?") or not keeps_mood(span, said, language):
            return False
        if _WHY.search(question.text) and not _REASON.search(said):
            return False
        asked = {one.key for one in question.quantities} & {one.key for one in find_quantities(fold(quote))}
        rest = fold(said)
        for one in reversed(find_quantities(rest)):
            if one.key in asked and not any(one.key == held.key for held in find_quantities(fold(span))):
                rest = rest[: one.start] + " " + rest[one.end :]
        if fixed.kept(rest, language) is None:
            return False
        if bool(denials(_NOT_ALONE.sub("", said))) != bool(denials(span) or denials(question.text)):
            return False
        bare, plain = (fixed.without_facts(text) for text in (fixed.text, said))
        if language == "en" and self.adequacy.says_twice(bare, plain, beside=question.text):
            return False
        # The quote's other words would let too much in: 革製品 made "made in a special factory" of 工場に出す.
        lost = self.adequacy.lost(bare, plain, target=language)
        stray = self.adequacy.stray(bare, plain, beside=question.text, target=language)
        return lost <= _MOST_LOST and stray <= _MOST_STRAY


def _span(short: Short | None, quote: AnswerSentence) -> str:
    """Return the words of a quote that the reader points at; empty for none."""
    if short is None or short.span is None:
        return ""
    cited, span = short.citation, short.span
    inside = cited.start <= span.start < span.end <= cited.end and cited in quote.citations
    return cited.quote[span.start - cited.start : span.end - cited.start] if inside else ""
