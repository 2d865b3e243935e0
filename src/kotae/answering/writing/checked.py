"""A language model writes, the council checks; what doesn't pass is written once more, then dropped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kotae.answering.council import Council
from kotae.answering.generators.protocol import Generator, Note, WritingTask
from kotae.answering.writing.prompts import note_text
from kotae.folding import fold
from kotae.language import detect_language
from kotae.question import Question
from kotae.records import AnswerSentence, Short, StageEvent, TextEvent
from kotae.segmentation.quantities import find_quantities

__all__ = ["Written", "leaves_out", "write_checked"]

_SENTENCE = re.compile(r"(?P<text>[^\[\]]{2,400}?)\s*\[(?P<note>[0-9]{1,2})\]")
# Another try takes as long as the first, and the quotes are there already.
_ATTEMPTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of writing.

    Attributes:
        sentences: Verified sentences; empty where the text as a whole didn't pass.
    """

    sentences: tuple[AnswerSentence, ...]


def write_checked(
    question: Question,
    quoted: Sequence[AnswerSentence],
    *,
    short: Short | None,
    generator: Generator,
    council: Council,
) -> Iterator[TextEvent | StageEvent | Written]:
    """Yield the text as it is written, then what of it is verified; ``Written`` comes last.

    A text passes when every sentence of it is in the question's language and verified against
    the quote it cites, or against another quote it was given, one rests on the best quote, and they
    tell what was asked for; one
    sentence that isn't spoils the whole text, for a reader can't tell which half to believe.

    Args:
        question: As read.
        quoted: The quotes, best first; all the model gets to see.
        short: The asked value; None where none is known.
        generator: Writes.
        council: Checks.

    Raises:
        GeneratorError: The model is missing, fails or takes too long.
    """
    notes = tuple(
        Note(number=number, text=note_text(quote.text)) for number, quote in enumerate(quoted, start=1)
    )
    for attempt in range(_ATTEMPTS):
        yield StageEvent(stage="writing")
        text = ""
        task = WritingTask(question=question.text, language=question.language, notes=notes, attempt=attempt)
        for piece in generator.write(task):
            text += piece
            yield TextEvent(text=piece)
        yield StageEvent(stage="checking")
        sentences = _checked(text, question, quoted, council=council)
        best = any(quoted[0].citations[0] in sentence.citations for sentence in sentences)
        if best and _tells(short, sentences):
            yield Written(sentences=sentences)
            return
    yield Written(sentences=())


def _checked(
    text: str, question: Question, quoted: Sequence[AnswerSentence], *, council: Council
) -> tuple[AnswerSentence, ...]:
    """Return the sentences of a text if all of them are verified, else none."""
    sentences: list[AnswerSentence] = []
    for match in _SENTENCE.finditer(text):
        said, number = match["text"].strip(), int(match["note"])
        if not 1 <= number <= len(quoted) or detect_language(said) != question.language:
            return ()
        sentence = _verified(said, number - 1, quoted, council=council, question=question)
        if sentence is None:
            return ()
        if said not in [earlier.text for earlier in sentences]:
            sentences.append(sentence)
    return tuple(sentences)


def _tells(short: Short | None, sentences: Sequence[AnswerSentence]) -> bool:
    """Return whether sentences hold the asked value, in its words or as the same quantities."""
    if short is None:
        return True
    said, value = fold(" ".join(sentence.text for sentence in sentences)), fold(short.text)
    wanted = {quantity.key for quantity in find_quantities(value)}
    told = {quantity.key for quantity in find_quantities(said)}
    return value.lower() in said.lower() or (bool(wanted) and wanted <= told)


def leaves_out(quote: AnswerSentence, written: Sequence[AnswerSentence]) -> bool:
    """Return whether what was written may lack what a quote tells: then the quote stays as well.

    It may where the quote is in the other language, wasn't used, or holds quantities of which none is said.
    """
    used = {citation for sentence in written for citation in sentence.citations}
    said = " ".join(sentence.text for sentence in written)
    if used.isdisjoint(quote.citations) or detect_language(quote.text) != detect_language(said):
        return True
    told = {quantity.key for quantity in find_quantities(fold(quote.text))}
    return bool(told) and told.isdisjoint(quantity.key for quantity in find_quantities(fold(said)))


def _verified(
    said: str, cited: int, quoted: Sequence[AnswerSentence], *, council: Council, question: Question
) -> AnswerSentence | None:
    """Return a sentence with the quote that supports it: the one it names, else another given one."""
    for place in [cited, *(other for other in range(len(quoted)) if other != cited)]:
        quote = quoted[place]
        verified, votes = council.judge(said, [quote.text], language=question.language)
        if verified:
            return AnswerSentence(
                text=said,
                citations=quote.citations[:1],
                support="verified",
                votes=votes,
                original=quote.text,
                language=question.language,
            )
    return None
