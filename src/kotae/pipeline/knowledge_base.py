"""An open index, ready to be asked; the object behind ``kotae.open``."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from kotae.config import Settings
from kotae.language import detect_language
from kotae.pipeline.generation import Generation
from kotae.pipeline.info import IndexInfo
from kotae.pipeline.model import Model
from kotae.pipeline.questions import checked_documents, checked_languages, checked_question, completed
from kotae.pipeline.switching import Generations
from kotae.records import (
    Answer,
    AnswerEvent,
    Document,
    DocumentInfo,
    Event,
    Hit,
    HitsEvent,
    Language,
    StageEvent,
    Vote,
)
from kotae.segmentation import Analyzer, Segmenter

__all__ = ["KnowledgeBase"]


class KnowledgeBase:
    """Answers questions from an index; safe to use from many threads.

    When a build puts a new generation in place, the next question is answered from it; questions
    under way finish on the old one.
    """

    def __init__(self, root: Path, *, settings: Settings, model: Model) -> None:
        self._generates = settings.generation.backend != "off"
        self._analyzer = Analyzer(Segmenter())
        self._generations = Generations(root, settings=settings, model=model, analyzer=self._analyzer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; questions under way finish. Closing twice is fine."""
        self._generations.close()

    def warm_up(self) -> None:
        """Load what the first question would load: model, dictionary, words.

        Raises:
            ModelError: The embedding model can't be had.
            IndexFormatError: The model isn't the one the index was built with.
        """
        self.retrieve("準備 ready", top_k=1)

    def retrieve(
        self,
        question: str,
        top_k: int = 5,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Return the passages that best match a question, best first.

        Args:
            question: In Japanese or English.
            top_k: How many at most, at least 1.
            languages: Search only passages in these languages (``"ja"``, ``"en"``).
            documents: Search only these documents, by id or path.

        Returns:
            At most ``top_k`` hits; an empty list where nothing is left to search.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A language or document isn't known.
            ModelError: The embedding model can't be had.
            ValueError: ``top_k`` is below 1, or the knowledge base is closed.
        """
        question = checked_question(question, top_k=top_k)
        with self._generations.lease() as generation:
            return self._retrieve(generation, question, top_k=top_k, languages=languages, documents=documents)

    def _retrieve(
        self,
        generation: Generation,
        question: str,
        *,
        top_k: int,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> list[Hit]:
        kept_languages = checked_languages(languages)
        kept_documents = checked_documents(documents, generation.reader.documents)
        if not len(generation.reader):
            return []
        retriever = generation.retriever(self._analyzer)
        return list(
            retriever.retrieve(question, top_k=top_k, languages=kept_languages, documents=kept_documents)
        )

    def ask(
        self,
        question: str,
        top_k: int = 5,
        generate: bool | None = None,
        history: Sequence[str | Answer] = (),
        *,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Return the answer to a question, every sentence with its exact sources.

        Args:
            question: In Japanese or English; a follow-up may lean on ``history``.
            top_k: How many passages to look at, at least 1.
            generate: Whether a local language model may write the answer; None lets the
                settings decide.
            history: Questions asked before, or the answers they got, oldest first.
            languages: As for :meth:`retrieve`.
            documents: As for :meth:`retrieve`.

        Returns:
            The answer; ``status`` is ``"not_found"`` where the documents don't hold one.

        Raises:
            QuestionError: The question is empty or too long.
            ModelError: The embedding model can't be had.
            ValueError: ``top_k`` is below 1, or the knowledge base is closed.
        """
        answer = None
        events = self.stream(
            question,
            top_k=top_k,
            generate=generate,
            history=history,
            languages=languages,
            documents=documents,
        )
        for event in events:
            if isinstance(event, AnswerEvent):
                answer = event.answer
        if answer is None:
            raise RuntimeError("the stream of events ended without an answer")
        return answer

    def stream(
        self,
        question: str,
        top_k: int = 5,
        generate: bool | None = None,
        history: Sequence[str | Answer] = (),
        *,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> Iterator[Event]:
        """Yield what happens while a question is answered; the last event holds the answer.

        The question is checked at once; everything else happens as the events are taken.

        Args:
            question: As for :meth:`ask`.
            top_k: As for :meth:`ask`.
            generate: As for :meth:`ask`.
            history: As for :meth:`ask`.
            languages: As for :meth:`retrieve`.
            documents: As for :meth:`retrieve`.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A language or document isn't known.
            ModelError: The embedding model can't be had.
            ValueError: ``top_k`` is below 1, or the knowledge base is closed.
        """
        question = checked_question(question, top_k=top_k)
        return self._stream(
            question,
            top_k=top_k,
            generate=generate,
            history=history,
            languages=languages,
            documents=documents,
        )

    def _stream(
        self,
        question: str,
        *,
        top_k: int,
        generate: bool | None,
        history: Sequence[str | Answer],
        languages: Sequence[Language] | None,
        documents: Sequence[str] | None,
    ) -> Iterator[Event]:
        with self._generations.lease() as generation:
            yield StageEvent(stage="searching")
            began = time.perf_counter()
            question = completed(question, history)
            hits = self._retrieve(generation, question, top_k=top_k, languages=languages, documents=documents)
            seconds = time.perf_counter() - began
            yield HitsEvent(hits=tuple(hits))
            writes = self._generates if generate is None else generate
            for event in generation.answerer(self._analyzer).stream(question, hits, generate=writes):
                if isinstance(event, AnswerEvent):
                    timings = {"retrieve": seconds, **event.answer.timings}
                    event = AnswerEvent(answer=replace(event.answer, timings=timings))
                yield event

    def check(self, sentence: str, sources: Sequence[str]) -> tuple[bool, tuple[Vote, ...]]:
        """Return whether texts support a sentence, and what each checker of the council says.

        Args:
            sentence: In Japanese or English; the reasons of the votes are in its language.
            sources: The texts it rests on, such as the quotes of its citations.

        Raises:
            ModelError: The embedding model can't be had.
        """
        with self._generations.lease() as generation:
            generation.retriever(self._analyzer)
            council = generation.answerer(self._analyzer).council
            return council.judge(sentence, sources, language=detect_language(sentence))

    def documents(self) -> list[DocumentInfo]:
        """Return every document in the index, by path."""
        with self._generations.lease() as generation:
            return sorted(generation.reader.documents, key=lambda info: info.path)

    def document(self, document_id: str) -> Document:
        """Return a whole document.

        Args:
            document_id: Its id, or its path.

        Raises:
            FilterError: There is no such document in the index.
        """
        with self._generations.lease() as generation:
            ids = checked_documents([document_id], generation.reader.documents)
            return generation.reader.document((ids or [""])[0])

    @property
    def info(self) -> IndexInfo:
        """What is known of the index: counts, languages, when, model, files skipped."""
        with self._generations.lease() as generation:
            return IndexInfo.of(generation.reader)
