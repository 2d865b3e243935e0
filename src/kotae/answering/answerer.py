"""From a question and its hits to an answer, as a stream of events."""

import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Generator as Yielding
from copy import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from kotae.answering.council import Council, EntailmentChecker, FactsChecker, LikelihoodChecker
from kotae.answering.council.entailment import Judge
from kotae.answering.coverage import Translations, words_held
from kotae.answering.evidence import Evidence, PassageReader, read_alone
from kotae.answering.examining import examining
from kotae.answering.generators.protocol import Generator
from kotae.answering.held import stands_in
from kotae.answering.lists import list_asked_for
from kotae.answering.newer import newer_message
from kotae.answering.outcome import NOT_TRANSLATED, UNVERIFIED, Examination, Outcome, answer_of, shown_hits
from kotae.answering.own_language import citing_both, said_in
from kotae.answering.quoting import quotes, with_labels
from kotae.answering.rendering.asked_senses import in_asked_senses
from kotae.answering.rendering.domains import in_domain
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import Aid
from kotae.answering.settings import AnsweringSettings
from kotae.answering.short import short_answer
from kotae.answering.turns import in_turns, reading_turn, run_through
from kotae.answering.unread import unread_quotes
from kotae.errors import GeneratorError, ModelError
from kotae.language import detect_language
from kotae.question import Question, question_parts, read_question
from kotae.records import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Event,
    Hit,
    Language,
    LeadEvent,
    Passage,
    SentenceEvent,
    StageEvent,
)
from kotae.segmentation import Analyzer
from kotae.translation.glossary import glossary_is_prepared

if TYPE_CHECKING:
    from kotae.answering.writing.adequacy import Adequacy

__all__ = ["AnswerReader", "Answerer", "Examination"]


class AnswerReader(PassageReader, Judge, Protocol):
    """What answering needs of the reader: it answers, and it judges claims."""


class Answerer:
    """Answers questions from hits; thread-safe if the reader and the analyser are.

    Args:
        reader: Gives the reader, when it is first needed.
        analyzer: Finds content words.
        table: Translations between the languages; without it words meet only as they are.
        generator: Gives the language model that may write answers, when it is first needed;
            None for quotes only. What it writes is shown only after the council passed it.
        aid: Gives the dictionary that glosses quotes in the other language, when it is first needed;
            without one, or where it can't be had, the table glosses alone.
        translates_into: Languages good enough translations can be expected in; in another one the quote stays.
        drafts: How many drafts of a translation are asked for at most, 1 or 2.
        settings: How answers are chosen.
    """

    def __init__(
        self,
        *,
        reader: Callable[[], AnswerReader],
        analyzer: Analyzer,
        table: Translations | None = None,
        generator: Callable[[], Generator] | None = None,
        aid: Callable[[], Aid] | None = None,
        translates_into: Sequence[Language] = ("ja", "en"),
        drafts: int = 1,
        settings: AnsweringSettings | None = None,
    ) -> None:
        self._settings = settings or AnsweringSettings()
        self._reader = reader
        self._analyzer = analyzer
        self._table = table
        self._generator = generator
        self._aid = aid
        self._translates_into = translates_into
        self._drafts = drafts

    def refusing_below(self, confidence: float) -> "Answerer":
        """Return the same with another threshold of refusal, in [0, 1]; the models are shared."""
        other = copy(self)
        other._settings = replace(self._settings, min_confidence=confidence)
        return other

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
        return run_through(self._examining(question, hits))

    def _examining(
        self, question: Question, hits: Sequence[Hit]
    ) -> Yielding[AnswerSentence, None, Examination | None]:
        return examining(
            question,
            hits,
            reader=self._reader(),
            analyzer=self._analyzer,
            table=self._table,
            settings=self._settings,
        )

    def confidence(self, question: Question, hits: Sequence[Hit]) -> float:
        """Return how likely the hits hold the answer, in [0, 1]; 0 where nothing could be read."""
        try:
            with reading_turn():
                examined = self.examine(question, hits)
        except ModelError:
            return 0.0
        return examined.confidence if examined is not None else 0.0

    def stream(
        self,
        question: Question,
        hits: Sequence[Hit],
        *,
        shown: int | None = None,
        generate: bool = False,
        find: Callable[[Question], Sequence[Hit]] | None = None,
    ) -> Iterator[Event]:
        """Yield what happens while answering; the last event holds the answer. Arguments as for :meth:`answer`.

        ``find`` finds passages, so that a refusal doesn't say of what stands in another paper that it stands in none.
        """
        if self._aid is not None and not glossary_is_prepared() and _may_cross(question, hits):
            yield StageEvent(stage="preparing")
            self._dictionary()  # before the turn of reading, so that others needn't wait
        yield StageEvent(stage="reading")
        began = time.perf_counter()
        outcome = Outcome()
        try:
            for lead in in_turns(self._read(question, hits, outcome)):
                yield LeadEvent(sentence=lead)
        except ModelError as error:
            outcome.note = error.message(question.language)
            outcome.sentences = unread_quotes(hits, settings=self._settings)
        outcome.timings["answer"] = time.perf_counter() - began
        shown_already: tuple[AnswerSentence, ...] = ()
        if outcome.examined and outcome.sentences:
            if _crosses(question, outcome.sentences):  # the quotes at once, what they mean as it comes
                shown_already = outcome.sentences
                yield from (SentenceEvent(sentence=sentence) for sentence in shown_already)
            for event in self._in_words(question, outcome, generate=generate):
                if isinstance(event, SentenceEvent):
                    shown_already = (*shown_already, event.sentence)
                yield event
        rest = (sentence for sentence in outcome.sentences if sentence not in shown_already)
        yield from (SentenceEvent(sentence=sentence) for sentence in rest)
        stands = partial(stands_in, analyzer=self._analyzer, table=self._table, find=find) if find else None
        kept = shown_hits(hits, outcome, shown)
        yield AnswerEvent(answer=answer_of(question, outcome, hits=kept, stands=stands))

    def told(
        self,
        question: Question,
        quoted: Sequence[AnswerSentence],
        *,
        about: Sequence[Passage],
        generate: bool = False,
    ) -> Yielding[Event, None, tuple[AnswerSentence, ...]]:
        """Yield quotes that were chosen without reading, and return them: glossed, or translated where a model may write.

        Args:
            question: As read.
            quoted: The quotes, in order.
            about: The passage of each.
            generate: Whether the language model may translate those in the other language.
        """
        outcome = Outcome(
            sentences=tuple(
                self._glossed(question, sentence.language, passage, sentence)
                for sentence, passage in zip(quoted, about, strict=True)
            )
        )
        shown = outcome.sentences
        yield from (SentenceEvent(sentence=sentence) for sentence in shown)
        crosses = _crosses(question, shown) and question.language in self._translates_into
        if generate and crosses and self._generator is not None:
            for event in self._write(question, outcome):
                if isinstance(event, SentenceEvent):
                    yield event
        return outcome.sentences

    def _read(self, question: Question, hits: Sequence[Hit], outcome: Outcome) -> Iterator[AnswerSentence]:
        """Find evidence, decide, and quote; yields the quote that is as good as sure before all is read."""
        examined = outcome.examined = yield from self._examining(question, hits)
        if examined is None or examined.confidence < self._settings.min_confidence:
            return
        best = examined.evidence[0]
        held = words_held(question.plain_words, analyzer=self._analyzer, table=self._table)
        listed = list_asked_for(question, best, held)
        chosen = quotes(examined.evidence, self._settings, listed)
        if newer := newer_message(examined.evidence, held):
            # What an older message said may be overtaken: what the newest one says about it stands before it.
            chosen = (*quotes((newer,), self._settings)[:1], *chosen)[: self._settings.max_sentences]
            best, listed = newer, None
        elif not listed and (own := self._in_own_language(question, chosen[0][1], examined.evidence)):
            best, chosen = own[0], (own, *chosen[1:])
        chosen += self._further_parts(question, hits, chosen)
        outcome.sentences = tuple(
            self._glossed(question, piece.sentence.language, piece.hit.passage, sentence)
            for piece, sentence in chosen
        )
        if listed:  # any of its items would stand for the others
            return
        crosses = best.sentence.language != question.language
        aid = self._dictionary() if crosses else None
        outcome.short = short_answer(
            question,
            best,
            outcome.sentences[0],
            analyzer=self._analyzer,
            known=aid.name if aid is not None else None,
            phrase=aid.phrase if aid is not None else None,
        )

    def _in_own_language(
        self, question: Question, chosen: AnswerSentence, evidence: Sequence[Evidence]
    ) -> tuple[Evidence, AnswerSentence] | None:
        """Return what says in the question's language what a quote in the other says, citing both; None for nothing."""
        found = said_in(question.language, chosen, evidence, self.council.checkers)
        if found is None:
            return None
        found = read_alone(question, found, self._reader())
        return found, citing_both(quotes((found,), self._settings)[0][1], chosen)

    def _further_parts(
        self, question: Question, hits: Sequence[Hit], chosen: Sequence[tuple[Evidence, AnswerSentence]]
    ) -> tuple[tuple[Evidence, AnswerSentence], ...]:
        """Return the best quote for each further part of the question that isn't among those chosen."""
        found: list[tuple[Evidence, AnswerSentence]] = []
        # The first part was read with the whole question.
        for part in question_parts(question.text, question.language)[1:]:
            examined = self.examine(read_question(part, self._analyzer), hits)
            if examined is None or examined.confidence < self._settings.min_confidence:
                continue
            quote = quotes(examined.evidence, self._settings)[0]
            cited = [sentence.citations[0] for _, sentence in (*chosen, *found)]
            if quote[1].citations[0] not in cited:
                found.append(quote)
        return tuple(found)

    def _translate(self, question: Question, outcome: Outcome, generator: Generator) -> Iterator[Event]:
        """Put the quotes in the other language into the question's, one after the other; those that don't pass stay."""
        # What only answers across languages need is imported with them.
        from kotae.answering.writing.translation import Translator, translate_quotes

        translator = Translator(
            generator=generator,
            council=self.council,
            analyzer=self._analyzer,
            names=self._dictionary(),
            adequacy=self._adequacy(),
            drafts=self._drafts,
        )
        yield from translate_quotes(outcome, translator, question)

    def _glossed(
        self, question: Question, source: Language | None, about: Passage, sentence: AnswerSentence
    ) -> AnswerSentence:
        if source is None or source == question.language:
            return sentence
        aid, target = self._dictionary(), question.language
        text = with_labels(sentence)
        pairs = gloss(text, source=source, target=target, analyzer=self._analyzer, table=self._table, aid=aid)
        pairs = in_domain(pairs, source=source, about=about.text)
        if aid is not None:
            pairs = in_asked_senses(pairs, question, table=self._table, senses=aid.senses)
        return replace(sentence, gloss=pairs)

    def _dictionary(self) -> Aid | None:
        """Return the dictionary; None where there is none, and the table has to do."""
        try:
            return self._aid() if self._aid is not None else None
        except ModelError:
            return None

    def _in_words(self, question: Question, outcome: Outcome, *, generate: bool) -> Iterator[Event]:
        """Say the short answer in the question's words where a rule can, which needs no model; let one write what is left."""
        crosses = _crosses(question, outcome.sentences)
        if crosses:
            from kotae.answering.writing.translation import state_in_place

            yield from state_in_place(
                outcome, question, council=self.council, analyzer=self._analyzer, adequacy=self._adequacy()
            )
        left = not crosses or _crosses(question, outcome.sentences)
        if generate and left and self._generator is not None:
            yield from self._write(question, outcome)

    def _adequacy(self) -> "Adequacy | None":
        """Return what compares the words of both languages; None without a dictionary."""
        from kotae.answering.writing.adequacy import Adequacy

        aid = self._dictionary()
        return Adequacy(analyzer=self._analyzer, table=self._table, dictionary=aid) if aid else None

    def _write(self, question: Question, outcome: Outcome) -> Iterator[Event]:
        """Let the language model write, and put what is verified in the place of the quotes."""
        began = time.perf_counter()
        quoted = outcome.sentences
        if _crosses(question, quoted) and question.language not in self._translates_into:
            outcome.note = NOT_TRANSLATED.text(question.language)
            return
        outcome.note = UNVERIFIED.text(question.language)
        try:
            generator = self._generator() if self._generator else None
            if generator is None:
                return
            if _crosses(question, quoted):
                yield from self._translate(question, outcome, generator)
                return
            from kotae.answering.writing.checked import Written, leaves_out, write_checked

            council = replace(self.council, last=LikelihoodChecker(model=generator))
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


def _may_cross(question: Question, hits: Sequence[Hit]) -> bool:
    return any(hit.passage.language != question.language for hit in hits)


def _crosses(question: Question, quoted: Sequence[AnswerSentence]) -> bool:
    return any(detect_language(quote.text) != question.language for quote in quoted)
