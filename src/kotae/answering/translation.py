"""A quote in the other language, put into the asker's: written by a language model around fixed facts, judged by the council."""

from kotae.answering.anchors import anchored
from kotae.answering.council import Council
from kotae.answering.generators.protocol import Generator, TranslationTask
from kotae.language import detect_language
from kotae.records import AnswerSentence, Language
from kotae.segmentation import Analyzer

__all__ = ["translated"]

_ATTEMPTS = 2


def translated(
    quote: AnswerSentence,
    *,
    source: Language,
    target: Language,
    generator: Generator,
    council: Council,
    analyzer: Analyzer,
) -> AnswerSentence | None:
    """Return a quote in the other language, with the quote as its original; None where no text passes.

    A text passes when every fact stands in it once, it is in the language wanted, and the council finds it
    supported by the quote.

    Args:
        quote: The quote.
        source: Its language.
        target: The asker's.
        generator: Writes.
        council: Judges the text against the quote.
        analyzer: Finds the facts.

    Raises:
        GeneratorError: The model is missing, fails or takes too long.
    """
    fixed = anchored(quote.text, source=source, target=target, analyzer=analyzer)
    for attempt in range(_ATTEMPTS):
        task = TranslationTask(text=fixed.text, source=source, target=target, attempt=attempt)
        said = fixed.restored(generator.translate(task))
        if not said or detect_language(said) != target:
            continue
        passed, votes = council.judge(said, [quote.text], language=target)
        if passed:
            return AnswerSentence(
                text=said, citations=quote.citations, support="translated", votes=votes, original=quote.text
            )
    return None
