"""From a question and its hits to an answer, as a stream of events."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kotae.answering.council import (
    Council,
    FactsChecker,
    LikelihoodChecker,
    MeaningChecker,
    WordsChecker,
)
from kotae.answering.coverage import Rarity, Translations
from kotae.answering.evidence import Asked, Evidence, EvidenceFinder
from kotae.answering.generators.protocol import Generator
from kotae.answering.quoting import answer_text, choose, quote, refusal_text
from kotae.answering.refusal import confidence, unmet
from kotae.answering.settings import AnsweringSettings
from kotae.answering.writing import Written, leaves_out, write_checked
from kotae.embedding.protocol import Embedder
from kotae.errors import GeneratorError
from kotae.records import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Event,
    Hit,
    Language,
    SentenceEvent,
    StageEvent,
)
from kotae.segmentation import Analyzer

__all__ = ["Answerer"]

_MOST_MISSING = 8

_UNVERIFIED = {
    "ja": "言語モデルの文は出典で確かめられなかったため、原文を引用しています。",
    "en": "What the language model wrote could not be verified against the sources, so they are quoted instead.",
}


@dataclass(slots=True)
class _Outcome:
    """What the sentences of an answer turned out to be."""

    sentences: tuple[AnswerSentence, ...] = ()
    note: str = ""
    timings: dict[str, float] = field(default_factory=dict)


class Answerer:
    """Answers questions from hits; thread-safe if the embedder and the analyser are.

    Args:
        embedder: Compares sentences by meaning.
        analyzer: Finds content words.
        table: Translations between the languages; without it words meet only as they are.
        rarity: Inverse document frequency of a term in the index; without it, it is counted
            over the hits.
        generator: Gives the language model that may write answers, when it is first needed;
            None for quotes only. What it writes is shown only after the council passed it.
        settings: How answers are chosen.

    Attributes:
        council: Judges sentences against the texts they cite.
    """

    def __init__(
        self,
        *,
        embedder: Embedder,
        analyzer: Analyzer,
        table: Translations | None = None,
        rarity: Rarity | None = None,
        generator: Callable[[], Generator] | None = None,
        settings: AnsweringSettings | None = None,
    ) -> None:
        self._settings = settings or AnsweringSettings()
        self._generator = generator
        self._finder = EvidenceFinder(
            embedder=embedder, analyzer=analyzer, table=table, rarity=rarity, settings=self._settings
        )
        self.council = Council(
            checkers=(
                FactsChecker(analyzer=analyzer, table=table),
                WordsChecker(analyzer=analyzer, table=table, rarity=rarity),
                MeaningChecker(embedder=embedder),
            )
        )

    def answer(self, question: str, hits: Sequence[Hit], *, generate: bool = False) -> Answer:
        """Return the answer to a question; ``"not_found"`` where the hits don't hold it.

        Args:
            question: In Japanese or English.
            hits: Passages found for it, best first; may be empty.
            generate: Whether the language model may write; without one the answer is quoted.
        """
        last: Answer | None = None
        for event in self.stream(question, hits, generate=generate):
            if isinstance(event, AnswerEvent):
                last = event.answer
        if last is None:
            raise RuntimeError("the stream of events ended without an answer")
        return last

    def stream(self, question: str, hits: Sequence[Hit], *, generate: bool = False) -> Iterator[Event]:
        """Yield what happens while answering; the last event holds the answer.

        Args:
            question: In Japanese or English.
            hits: Passages found for it, best first; may be empty.
            generate: Whether the language model may write; without one the answer is quoted.
        """
        yield StageEvent(stage="reading")
        began = time.perf_counter()
        asked = self._finder.read_question(question)
        evidence = self._finder.find(asked, hits)
        probability = confidence(asked, evidence)
        chosen = choose(evidence, self._settings) if probability >= self._settings.min_confidence else ()
        quotes = tuple(quote(asked, piece) for piece in chosen)
        outcome = _Outcome(sentences=quotes, timings={"answer": time.perf_counter() - began})
        if generate and quotes and self._generator is not None:
            yield from self._write(asked, chosen, quotes, outcome)
        for sentence in outcome.sentences:
            yield SentenceEvent(sentence=sentence)
        answer = _answer(asked, outcome, hits=hits, probability=probability)
        if not outcome.sentences:
            surfaces = dict.fromkeys(word.surface for word in unmet(asked, evidence))
            answer = replace(answer, missing=tuple(surfaces)[:_MOST_MISSING])
        yield AnswerEvent(answer=answer)

    def _write(
        self, asked: Asked, chosen: Sequence[Evidence], quotes: tuple[AnswerSentence, ...], outcome: _Outcome
    ) -> Iterator[Event]:
        """Let the language model write, and put what is verified in the place of the quotes."""
        began = time.perf_counter()
        citations = [sentence.citations[0] for sentence in quotes]
        outcome.note = _UNVERIFIED[_spoken(asked.language)]
        try:
            generator = self._generator() if self._generator else None
            if generator is None:
                return
            council = replace(self.council, last=LikelihoodChecker(model=generator))
            events = write_checked(
                asked,
                chosen,
                citations,
                generator=generator,
                council=council,
                finder=self._finder,
            )
            for event in events:
                if not isinstance(event, Written):
                    yield event
                elif event.sentences:
                    outcome.sentences = event.sentences + self._rest(asked, chosen, quotes, event.sentences)
                    outcome.note = ""
        except GeneratorError as error:
            outcome.note = error.message(asked.language)
        finally:
            outcome.timings["write"] = time.perf_counter() - began

    def _rest(
        self,
        asked: Asked,
        chosen: Sequence[Evidence],
        quotes: Sequence[AnswerSentence],
        written: Sequence[AnswerSentence],
    ) -> tuple[AnswerSentence, ...]:
        """Return the quotes that stay beside what was written: no evidence is lost by writing."""
        used = {citation for sentence in written for citation in sentence.citations}
        said = " ".join(sentence.text for sentence in written)
        return tuple(
            quote
            for piece, quote in zip(chosen, quotes, strict=True)
            if used.isdisjoint(quote.citations) or leaves_out(asked, piece, said, finder=self._finder)
        )


def _spoken(language: Language) -> Language:
    return "ja" if language == "ja" else "en"


def _answer(asked: Asked, outcome: _Outcome, *, hits: Sequence[Hit], probability: float) -> Answer:
    sentences = outcome.sentences
    return Answer(
        question=asked.text,
        status="answered" if sentences else "not_found",
        text=answer_text(sentences, language=asked.language) if sentences else refusal_text(asked.language),
        language=asked.language,
        sentences=sentences,
        hits=tuple(hits),
        confidence=probability,
        note=outcome.note,
        timings=outcome.timings,
    )
