"""From a question and its hits to an answer, as a stream of events."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from kotae.answering.confidence import confidence
from kotae.answering.council import Council, EntailmentChecker, FactsChecker, LikelihoodChecker
from kotae.answering.coverage import Translations
from kotae.answering.evidence import Evidence, PassageReader, find_evidence, reread
from kotae.answering.generators.protocol import Generator
from kotae.answering.gloss import gloss
from kotae.answering.held import Held, held_by, identifiers_of
from kotae.answering.quoting import answer_text, quotes, refusal_text
from kotae.answering.rows import row_asked_for
from kotae.answering.settings import AnsweringSettings
from kotae.answering.short import short_answer
from kotae.answering.translation import translated
from kotae.answering.unread import unread_quotes
from kotae.answering.writing import Written, leaves_out, write_checked
from kotae.errors import GeneratorError, ModelError
from kotae.language import detect_language
from kotae.question import Question, question_parts, read_question
from kotae.reader import Entailment
from kotae.records import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Event,
    Hit,
    Language,
    SentenceEvent,
    Short,
    StageEvent,
)
from kotae.segmentation import Analyzer

__all__ = ["AnswerReader", "Answerer", "Examination"]

_MOST_MISSING: Final = 8

_UNVERIFIED = {
    "ja": "言語モデルの文は出典で確かめられなかったため、原文を引用しています。",
    "en": "What the language model wrote could not be verified against the sources, so they are quoted instead.",
}


class AnswerReader(PassageReader, Protocol):
    """What answering and the council need of the reader."""

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        """Return for every text what it says to a claim."""
        ...


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
class _Outcome:
    """What an answer turned out to be."""

    sentences: tuple[AnswerSentence, ...] = ()
    examined: Examination | None = None
    short: Short | None = None
    note: str = ""
    timings: dict[str, float] = field(default_factory=dict)


class Answerer:
    """Answers questions from hits; thread-safe if the reader and the analyser are.

    Args:
        reader: Gives the reader, when it is first needed.
        analyzer: Finds content words.
        table: Translations between the languages; without it words meet only as they are.
        generator: Gives the language model that may write answers, when it is first needed;
            None for quotes only. What it writes is shown only after the council passed it.
        settings: How answers are chosen.
    """

    def __init__(
        self,
        *,
        reader: Callable[[], AnswerReader],
        analyzer: Analyzer,
        table: Translations | None = None,
        generator: Callable[[], Generator] | None = None,
        settings: AnsweringSettings | None = None,
    ) -> None:
        self._settings = settings or AnsweringSettings()
        self._reader = reader
        self._analyzer = analyzer
        self._table = table
        self._generator = generator

    @property
    def council(self) -> Council:
        """Judges sentences against the texts they cite.

        Raises:
            ModelError: The reader can't be had.
        """
        return Council(
            checkers=(
                FactsChecker(analyzer=self._analyzer, table=self._table),
                EntailmentChecker(reader=self._reader()),
            )
        )

    def answer(
        self, question: Question, hits: Sequence[Hit], *, shown: int | None = None, generate: bool = False
    ) -> Answer:
        """Return the answer to a question; ``"not_found"`` where the hits don't hold it.

        Args:
            question: As read.
            hits: Passages found for it, best first; may be empty.
            shown: How many of them the answer keeps; None for all.
            generate: Whether the language model may write; without one the answer is quoted.
        """
        *_, last = self.stream(question, hits, shown=shown, generate=generate)
        if not isinstance(last, AnswerEvent):
            raise TypeError("the stream of events ended without an answer")
        return last.answer

    def examine(self, question: Question, hits: Sequence[Hit]) -> Examination | None:
        """Return what the reader finds in the hits; None where there is no sentence to read.

        Args:
            question: As read.
            hits: Passages found for it, best first.

        Raises:
            ModelError: The reader can't be had.
        """
        found = find_evidence(question, hits, reader=self._reader(), settings=self._settings)
        found = _about_what_is_named(question, found)
        if not found:
            return None
        if not found[0].exact:
            row = row_asked_for(question, found[0], analyzer=self._analyzer, table=self._table)
            if row is not None:
                found = (reread(question, found[0], row, self._reader()), *found[1:])
        read = hits[: self._settings.passages_read]
        held = held_by(question, found[0], read, analyzer=self._analyzer, table=self._table)
        return Examination(evidence=found, held=held, confidence=confidence(question, found, held))

    def confidence(self, question: Question, hits: Sequence[Hit]) -> float:
        """Return how likely the hits hold the answer, in [0, 1]; 0 where nothing could be read."""
        try:
            examined = self.examine(question, hits)
        except ModelError:
            return 0.0
        return examined.confidence if examined is not None else 0.0

    def stream(
        self, question: Question, hits: Sequence[Hit], *, shown: int | None = None, generate: bool = False
    ) -> Iterator[Event]:
        """Yield what happens while answering; the last event holds the answer. Arguments as for :meth:`answer`."""
        yield StageEvent(stage="reading")
        began = time.perf_counter()
        outcome = _Outcome()
        try:
            self._read(question, hits, outcome)
        except ModelError as error:
            outcome.note = error.message(question.language)
            outcome.sentences = unread_quotes(hits, settings=self._settings)
        outcome.timings["answer"] = time.perf_counter() - began
        if generate and outcome.examined and outcome.sentences and self._generator is not None:
            yield from self._write(question, outcome)
        for sentence in outcome.sentences:
            yield SentenceEvent(sentence=sentence)
        yield AnswerEvent(answer=_answer(question, outcome, hits=_shown(hits, outcome, shown)))

    def _read(self, question: Question, hits: Sequence[Hit], outcome: _Outcome) -> None:
        """Find evidence, decide, and quote."""
        examined = outcome.examined = self.examine(question, hits)
        if examined is None or examined.confidence < self._settings.min_confidence:
            return
        chosen = quotes(examined.evidence, self._settings)
        chosen += self._further_parts(question, hits, chosen)
        outcome.sentences = tuple(self._glossed(question, piece, sentence) for piece, sentence in chosen)
        outcome.short = short_answer(
            question, examined.evidence[0], outcome.sentences[0], analyzer=self._analyzer
        )

    def _further_parts(
        self, question: Question, hits: Sequence[Hit], chosen: Sequence[tuple[Evidence, AnswerSentence]]
    ) -> tuple[tuple[Evidence, AnswerSentence], ...]:
        """Return the best quote for each further part of the question that isn't among those chosen."""
        found: list[tuple[Evidence, AnswerSentence]] = []
        for part in question_parts(question.text, question.language)[1:]:
            examined = self.examine(read_question(part, self._analyzer), hits)
            if examined is None or examined.confidence < self._settings.min_confidence:
                continue
            quote = quotes(examined.evidence, self._settings)[0]
            cited = [sentence.citations[0] for _, sentence in (*chosen, *found)]
            if quote[1].citations[0] not in cited:
                found.append(quote)
        return tuple(found)

    def _translated(
        self, question: Question, quote: AnswerSentence, generator: Generator, council: Council
    ) -> AnswerSentence:
        """Return a quote in the question's language, or as it is where no translation passes."""
        source = detect_language(quote.text)
        if source == question.language:
            return quote
        said = translated(
            quote,
            source=source,
            target=question.language,
            generator=generator,
            council=council,
            analyzer=self._analyzer,
        )
        return said or quote

    def _glossed(self, question: Question, piece: Evidence, sentence: AnswerSentence) -> AnswerSentence:
        source = piece.sentence.language
        if source == question.language:
            return sentence
        pairs = gloss(
            sentence.text,
            source=source,
            target=question.language,
            analyzer=self._analyzer,
            table=self._table,
        )
        return replace(sentence, gloss=pairs)

    def _write(self, question: Question, outcome: _Outcome) -> Iterator[Event]:
        """Let the language model write, and put what is verified in the place of the quotes."""
        began = time.perf_counter()
        outcome.note = _UNVERIFIED[_spoken(question.language)]
        quoted = outcome.sentences
        try:
            generator = self._generator() if self._generator else None
            if generator is None:
                return
            council = replace(self.council, last=LikelihoodChecker(model=generator))
            if _crosses(question, quoted):
                yield StageEvent(stage="writing")
                outcome.sentences = tuple(
                    self._translated(question, quote, generator, council) for quote in quoted
                )
                if any(sentence.support == "translated" for sentence in outcome.sentences):
                    outcome.note = ""
                return
            for event in write_checked(
                question, quoted, short=outcome.short, generator=generator, council=council
            ):
                if not isinstance(event, Written):
                    yield event
                elif event.sentences:
                    rest = (sentence for sentence in quoted if leaves_out(sentence, event.sentences))
                    outcome.sentences = (*event.sentences, *rest)
                    outcome.note = ""
        except GeneratorError as error:
            outcome.note = error.message(question.language)
        finally:
            outcome.timings["write"] = time.perf_counter() - began


def _crosses(question: Question, quoted: Sequence[AnswerSentence]) -> bool:
    return any(detect_language(quote.text) != question.language for quote in quoted)


def _about_what_is_named(question: Question, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence with that first which holds the question's identifiers, where any does."""
    asked = {identifier.key for identifier in question.identifiers}
    if not asked:
        return tuple(found)
    named = [len(asked & identifiers_of(evidence.hit)) for evidence in found]
    most = max(named, default=0)
    first = [evidence for evidence, count in zip(found, named, strict=True) if count == most]
    return (*first, *(evidence for evidence in found if evidence not in first))


def _shown(hits: Sequence[Hit], outcome: _Outcome, shown: int | None) -> tuple[Hit, ...]:
    """Return the hits an answer keeps: those read, in the reader's order, then the others."""
    order = [evidence.hit for evidence in outcome.examined.evidence] if outcome.examined else []
    order += [hit for hit in hits if hit not in order]
    return tuple(order if shown is None else order[:shown])


def _spoken(language: Language) -> Language:
    return "ja" if language == "ja" else "en"


def _answer(question: Question, outcome: _Outcome, *, hits: tuple[Hit, ...]) -> Answer:
    sentences, language = outcome.sentences, question.language
    missing, told = _missing(outcome) if not sentences else ((), ())
    return Answer(
        question=question.text,
        status="answered" if sentences else "not_found",
        text=answer_text(sentences, short=outcome.short, language=language)
        if sentences
        else refusal_text(language, told),
        language=language,
        sentences=sentences,
        hits=hits,
        confidence=outcome.examined.confidence if outcome.examined else 0.0,
        missing=missing,
        short=outcome.short,
        note=outcome.note,
        timings=outcome.timings,
    )


def _missing(outcome: _Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of the question that aren't held, and those of them that a refusal names."""
    held = outcome.examined.held if outcome.examined else None
    if held is None:
        return (), ()
    stated = (*held.identifiers, *held.years)
    names = (name for name in held.names if name in held.words and not any(name in value for value in stated))
    named = tuple(dict.fromkeys((*stated, *names)))
    return tuple(dict.fromkeys((*named, *held.words)))[:_MOST_MISSING], named
