"""From a question and its hits to an answer, as a stream of events."""

import time
from collections.abc import Iterator, Sequence

from kotae.answering.coverage import Rarity, Translations, WordReader
from kotae.answering.evidence import Asked, Evidence, EvidenceFinder
from kotae.answering.quoting import answer_text, choose, quote, refusal_text
from kotae.answering.refusal import confidence
from kotae.answering.settings import AnsweringSettings
from kotae.embedding.protocol import Embedder
from kotae.records import Answer, AnswerEvent, AnswerSentence, Event, Hit, SentenceEvent, StageEvent

__all__ = ["Answerer"]


class Answerer:
    """Answers questions from hits; thread-safe if the embedder and the analyser are.

    Args:
        embedder: Compares sentences by meaning.
        analyzer: Finds content words.
        table: Translations between the languages; without it words meet only as they are.
        rarity: Inverse document frequency of a term in the index; without it, it is counted
            over the hits.
        settings: How answers are chosen.
    """

    def __init__(
        self,
        *,
        embedder: Embedder,
        analyzer: WordReader,
        table: Translations | None = None,
        rarity: Rarity | None = None,
        settings: AnsweringSettings | None = None,
    ) -> None:
        self._settings = settings or AnsweringSettings()
        self._table = table
        self._finder = EvidenceFinder(
            embedder=embedder, analyzer=analyzer, table=table, rarity=rarity, settings=self._settings
        )

    def answer(self, question: str, hits: Sequence[Hit]) -> Answer:
        """Return the answer to a question; ``"not_found"`` where the hits don't hold it.

        Args:
            question: In Japanese or English.
            hits: Passages found for it, best first; may be empty.
        """
        last: Answer | None = None
        for event in self.stream(question, hits):
            if isinstance(event, AnswerEvent):
                last = event.answer
        if last is None:
            raise RuntimeError("the stream of events ended without an answer")
        return last

    def stream(self, question: str, hits: Sequence[Hit]) -> Iterator[Event]:
        """Yield what happens while answering; the last event holds the answer.

        Args:
            question: In Japanese or English.
            hits: Passages found for it, best first; may be empty.
        """
        yield StageEvent(stage="reading")
        began = time.perf_counter()
        asked = self._finder.read_question(question)
        evidence = self._finder.find(asked, hits)
        probability = confidence(asked, evidence)
        chosen = choose(evidence, self._settings) if probability >= self._settings.min_confidence else ()
        sentences = tuple(quote(asked, piece, self._table) for piece in chosen)
        for sentence in sentences:
            yield SentenceEvent(sentence=sentence)
        answer = _answer(
            asked, chosen, sentences, hits=hits, probability=probability, seconds=time.perf_counter() - began
        )
        yield AnswerEvent(answer=answer)


def _answer(
    asked: Asked,
    chosen: Sequence[Evidence],
    sentences: tuple[AnswerSentence, ...],
    *,
    hits: Sequence[Hit],
    probability: float,
    seconds: float,
) -> Answer:
    if sentences:
        text = answer_text(sentences, question=asked.language, quoted=chosen[0].candidate.sentence.language)
    else:
        text = refusal_text(asked.language)
    return Answer(
        question=asked.text,
        status="answered" if sentences else "not_found",
        text=text,
        language=asked.language,
        sentences=sentences,
        hits=tuple(hits),
        confidence=probability,
        timings={"answer": seconds},
    )
