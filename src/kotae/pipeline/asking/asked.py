"""Questions to an open index: what is found, and what is answered."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from kotae.answering.follow_ups import completions
from kotae.errors import ModelError
from kotae.language import detect_language
from kotae.pipeline.asking.door import Door
from kotae.pipeline.asking.filters import Where, checked_where
from kotae.pipeline.asking.in_force import at_its_time
from kotae.pipeline.asking.inputs import CheckInput, ConversationInput, RetrieveInput, checked_input
from kotae.pipeline.asking.other_values import with_other_values
from kotae.pipeline.asking.questions import MAX_QUESTION_CHARS, checked_question
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.left_out import with_left_out
from kotae.pipeline.opened.contents import Contents
from kotae.pipeline.opened.libraries import Shelf
from kotae.question import Question, overview_asked, read_question
from kotae.records import Answer, AnswerEvent, Event, Found, Hit, HitsEvent, Language, StageEvent, Vote
from kotae.translation.glossary import prepared_glossary

__all__ = ["Asked"]


class Asked(Contents):
    """What a question gets: passages, an answer, and what the council says of a sentence."""

    def warm_up(self) -> None:
        """Load what the first question would load: model, words, and the dictionary of answers across languages.

        Raises:
            ModelError: The embedding model can't be had.
            IndexFormatError: The model isn't the one the index was built with.
        """
        self.retrieve("準備 ready", top_k=1)
        with suppress(ModelError):  # a question goes without it
            prepared_glossary()

    def retrieve(
        self,
        question: str,
        top_k: int = 5,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
        *,
        where: Mapping[str, object] | Where | None = None,
    ) -> list[Hit]:
        """Return the passages that best match a question, best first.

        Args:
            question: In Japanese or English.
            top_k: How many at most, 1 to 1,000.
            languages: Search only passages in these languages (``"ja"``, ``"en"``).
            documents: Search only these documents, by id or path.
            where: Further conditions on documents, by name: ``folder``, ``after``, ``before``, ``tag``, ``kind``,
                ``language``, ``document``, ``library``; see :class:`~kotae.pipeline.asking.filters.Where`.

        Returns:
            At most ``top_k`` hits; an empty list where nothing is left to search. Which libraries it says nothing
            about is told by :meth:`search`.

        Raises:
            FederationError: No library could be asked.
            QuestionError: The question is empty or too long.
            FilterError: A language, document or condition isn't known.
            ModelError: The embedding model can't be had.
            InputError: An argument has the wrong type, or ``top_k`` isn't within 1 to 1,000.
            ValueError: The knowledge base is closed.
        """
        found = self.search(question, top_k, languages, documents, where=where)
        return list(found.hits)

    def search(
        self,
        question: str,
        top_k: int = 5,
        languages: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
        *,
        where: Mapping[str, object] | Where | None = None,
    ) -> Found:
        """Return what :meth:`retrieve` finds, and which libraries couldn't be asked; arguments and errors as there."""
        given = checked_input(
            RetrieveInput, question=question, top_k=top_k, languages=languages, documents=documents
        )
        asked = checked_question(given.question)
        scope = Scope(languages=given.languages, documents=given.documents, where=checked_where(where))
        with self._libraries.lease() as shelf:
            return shelf.find(asked, top_k=given.top_k, scope=scope, analyzer=self._analyzer)

    def ask(
        self,
        question: str,
        top_k: int = 5,
        generate: bool | None = None,
        history: Sequence[str | Answer] = (),
        *,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
        where: Mapping[str, object] | Where | None = None,
    ) -> Answer:
        """Return the answer to a question, every sentence with its exact sources.

        Args:
            question: In Japanese or English; a follow-up may lean on ``history``.
            top_k: How many passages to look at, 1 to 1,000.
            generate: Whether a local language model may write the answer; None lets the
                settings decide.
            history: Questions asked before, or the answers they got, oldest first.
            languages: As for :meth:`retrieve`.
            documents: As for :meth:`retrieve`.
            where: As for :meth:`retrieve`.

        Returns:
            The answer; ``status`` is ``"not_found"`` where the documents don't hold one.

        Raises:
            FederationError: No library could be asked.
            QuestionError: The question is empty or too long.
            FilterError: A language, document or condition isn't known.
            IndexDamagedError: Nothing that was to be quoted stands in its document.
            ModelError: The embedding model can't be had.
            InputError: An argument has the wrong type, or ``top_k`` isn't within 1 to 1,000.
            ValueError: The knowledge base is closed.
        """
        answer = None
        events = self.stream(
            question,
            top_k=top_k,
            generate=generate,
            history=history,
            languages=languages,
            documents=documents,
            where=where,
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
        where: Mapping[str, object] | Where | None = None,
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
            where: As for :meth:`retrieve`.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A language, document or condition isn't known.
            ModelError: The embedding model can't be had.
            InputError: An argument has the wrong type, or ``top_k`` isn't within 1 to 1,000.
            ValueError: The knowledge base is closed.
        """
        given = checked_input(
            ConversationInput,
            question=question,
            top_k=top_k,
            generate=generate,
            history=history,
            languages=languages,
            documents=documents,
        )
        question = checked_question(given.question)
        scope = Scope(languages=given.languages, documents=given.documents, where=checked_where(where))
        return self._stream(question, given, scope)

    def _stream(self, question: str, given: ConversationInput, scope: Scope) -> Iterator[Event]:
        with self._libraries.lease() as shelf:
            yield StageEvent(stage="searching")
            began = time.perf_counter()
            if (wish := overview_asked(question)) is not None:
                from kotae.pipeline.asking.overview_events import (
                    overview_events,  # other questions don't load it
                )

                if (yield from overview_events(question, wish, given, scope, shelf=shelf, asks=self)):
                    return
            asked = self._completed(shelf, question, given.history, scope)
            found = self._found(shelf, asked, given.top_k, scope)
            seconds = time.perf_counter() - began
            door = Door(shelf, found.hits)
            yield from door.out(HitsEvent(hits=found.hits[: given.top_k]))
            answer = yield from self._answered(shelf, asked, found.hits, given, scope, door)
            answer = yield from at_its_time(
                asked,
                answer,
                found.hits,
                shelf=shelf,
                find=lambda text: self._read_and_found(shelf, text, given.top_k, scope),
                answered=lambda other, hits: self._answered(
                    shelf, other, hits, given, scope, Door(shelf, hits)
                ),
            )
            timings = {"retrieve": seconds, **answer.timings}
            yield from door.out(
                AnswerEvent(
                    answer=with_left_out(
                        replace(answer, timings=timings, narrowed=scope.narrowed), found.left_out
                    )
                )
            )

    def _answered(
        self,
        shelf: Shelf,
        asked: Question,
        hits: Sequence[Hit],
        given: ConversationInput,
        scope: Scope,
        door: Door,
    ) -> Generator[Event, None, Answer]:
        """Yield what happens while a question is answered from hits, and return the answer."""
        writes = self._settings.generation.backend != "off" if given.generate is None else given.generate
        events = shelf.answerer(self._analyzer, scope.where).stream(
            asked,
            hits,
            shown=given.top_k,
            generate=writes,
            find=lambda name: self._found(shelf, name, 1, scope).hits,
        )
        for event in events:
            if isinstance(event, AnswerEvent):
                return with_other_values(
                    asked, event.answer, hits, shelf=shelf, analyzer=self._analyzer, settings=self._settings
                )
            yield from door.out(event)
        raise RuntimeError("the stream of events ended without an answer")

    def _found(self, shelf: Shelf, question: Question, top_k: int, scope: Scope) -> Found:
        """Return what is read for an answer: as many passages as the reader may want, whatever is shown."""
        top_k = max(top_k, self._settings.answering.most_read)
        return shelf.find(question, top_k=top_k, scope=scope, analyzer=self._analyzer)

    def _read_and_found(
        self, shelf: Shelf, text: str, top_k: int, scope: Scope
    ) -> tuple[Question, tuple[Hit, ...]]:
        question = read_question(text, self._analyzer)
        return question, self._found(shelf, question, top_k, scope).hits

    def _completed(
        self, shelf: Shelf, question: str, history: Sequence[str | Answer], scope: Scope
    ) -> Question:
        """Return the question with what it takes from the conversation.

        Of several ways to complete it, the one that is answered best.
        """
        ways = completions(question, history, embedder=shelf.lender.embedder(), analyzer=self._analyzer)
        asked = [read_question(way[:MAX_QUESTION_CHARS], self._analyzer) for way in ways]
        if len(asked) == 1:
            return asked[0]
        answerer = shelf.lender.answerer(self._analyzer)
        # Which way was meant only shows in what the papers answer.
        found = [answerer.confidence(way, self._found(shelf, way, 1, scope).hits) for way in asked]
        return asked[found.index(max(found))]

    def check(self, sentence: str, sources: Sequence[str]) -> tuple[bool, tuple[Vote, ...]]:
        """Return whether texts support a sentence, and what each checker of the council says.

        Args:
            sentence: In Japanese or English; the reasons of the votes are in its language.
            sources: The texts it rests on, such as the quotes of its citations.

        Raises:
            InputError: An argument has the wrong type.
            ModelError: The embedding model can't be had.
        """
        given = checked_input(CheckInput, sentence=sentence, sources=sources)
        with self._libraries.lease() as shelf:
            shelf.lender.embedder()
            council = shelf.lender.answerer(self._analyzer).council
            return council.judge(given.sentence, given.sources, language=detect_language(given.sentence))
