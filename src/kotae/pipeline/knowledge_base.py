"""An open index, ready to be asked; the object behind ``kotae.open``."""

import copy
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kotae.answering.follow_ups import completions
from kotae.config import Settings
from kotae.language import detect_language
from kotae.pipeline.filters import Where, checked_where
from kotae.pipeline.info import IndexInfo
from kotae.pipeline.inputs import ConversationInput, RetrieveInput, checked_input
from kotae.pipeline.left_out import with_left_out
from kotae.pipeline.libraries import Leasing, Libraries, Shelf, narrowed
from kotae.pipeline.measures import Measures, measures_of
from kotae.pipeline.member import Scope
from kotae.pipeline.model import Model
from kotae.pipeline.places import with_places
from kotae.pipeline.questions import MAX_QUESTION_CHARS, checked_question
from kotae.pipeline.roots import Root, named_roots
from kotae.question import Question, read_question
from kotae.records import (
    Answer,
    AnswerEvent,
    Box,
    CitedCell,
    Document,
    DocumentInfo,
    Event,
    Found,
    Hit,
    HitsEvent,
    Language,
    PageImage,
    Span,
    StageEvent,
    Vote,
)
from kotae.segmentation import Analyzer, Segmenter

if TYPE_CHECKING:
    from kotae.conflicts import ConflictProgress, Conflicts
    from kotae.gathering import Budget, Gathered, GatherProgress
    from kotae.proof import PrivateKey

__all__ = ["KnowledgeBase"]


class KnowledgeBase:
    """Answers questions from an index, or from several as if they were one; safe to use from many threads.

    When a build puts a new generation in place, the next question is answered from it; questions
    under way finish on the old one.
    """

    def __init__(self, root: Root | Mapping[str, Root], *, settings: Settings, model: Model) -> None:
        self._generates = settings.generation.backend != "off"
        self._read = settings.answering.passages_read
        self._settings = settings
        self._analyzer = Analyzer(Segmenter())
        roots = root if isinstance(root, Mapping) else named_roots(root)
        self._libraries: Leasing = Libraries(roots, settings=settings, model=model, analyzer=self._analyzer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; questions under way finish. Closing twice is fine."""
        self._libraries.close()

    def warm_up(self) -> None:
        """Load what the first question would load: model, dictionary, words.

        Raises:
            ModelError: The embedding model can't be had.
            IndexFormatError: The model isn't the one the index was built with.
        """
        self.retrieve("準備 ready", top_k=1)

    def within(self, permitted: Where | None) -> "KnowledgeBase":
        """Return the libraries of this machine, as somebody may see them who isn't shown everything.

        What isn't permitted isn't there: not listed, not found, not counted, and no word of it makes another rarer.
        Libraries elsewhere are left aside. What is returned stays open as long as this one.

        Args:
            permitted: Only documents for which all of this holds, whatever a question's own ``where`` says; None for all.
        """
        seen = copy.copy(self)
        seen._libraries = narrowed(self._libraries, permitted)
        return seen

    def add_library(self, name: str, root: Path) -> None:
        """Ask one more library of this machine from the next question on.

        Args:
            name: What it is called from now on.
            root: The folder of its index.

        Raises:
            StoreError: It can't be opened.
            IndexFormatError: It was built with other settings or another model.
            ValueError: There is one of this name, or this shows only a part of its libraries.
        """
        self._whole().add(name, root)

    def leave_library_out(self, name: str) -> None:
        """Ask a library no more from the next question on; nothing of it is deleted.

        Raises:
            ValueError: There is none of this name, or no other; or this shows only a part of its libraries.
        """
        self._whole().leave_out(name)

    def _whole(self) -> Libraries:
        if not isinstance(self._libraries, Libraries):
            raise ValueError("what shows a part of the libraries can't change them")
        return self._libraries

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
                ``language``, ``document``, ``library``; see :class:`~kotae.pipeline.filters.Where`.

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
        question = checked_question(given.question)
        scope = Scope(languages=given.languages, documents=given.documents, where=checked_where(where))
        with self._libraries.lease() as shelf:
            return self._find(shelf, question, given.top_k, scope)

    def _find(self, shelf: Shelf, question: str | Question, top_k: int, scope: Scope) -> Found:
        return shelf.find(question, top_k=top_k, scope=scope, analyzer=self._analyzer)

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
            QuestionError: The question is empty or too long.
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
            asked = self._completed(shelf, question, given.history, scope)
            found = self._found(shelf, asked, given.top_k, scope)
            seconds = time.perf_counter() - began
            yield HitsEvent(hits=found.hits[: given.top_k])
            writes = self._generates if given.generate is None else given.generate
            answerer = shelf.lender.answerer(self._analyzer)
            for event in answerer.stream(asked, found.hits, shown=given.top_k, generate=writes):
                if isinstance(event, AnswerEvent):
                    timings = {"retrieve": seconds, **event.answer.timings}
                    answer = replace(event.answer, timings=timings)
                    event = AnswerEvent(answer=with_left_out(answer, found.left_out))
                yield with_places(event, shelf)

    def _found(self, shelf: Shelf, question: Question, top_k: int, scope: Scope) -> Found:
        """Return what is read for an answer: as many passages as the reader may want, whatever is shown."""
        return self._find(shelf, question, max(top_k, self._read), scope)

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
        found = [answerer.confidence(way, self._found(shelf, way, 1, scope).hits) for way in asked]
        return asked[found.index(max(found))]

    def check(self, sentence: str, sources: Sequence[str]) -> tuple[bool, tuple[Vote, ...]]:
        """Return whether texts support a sentence, and what each checker of the council says.

        Args:
            sentence: In Japanese or English; the reasons of the votes are in its language.
            sources: The texts it rests on, such as the quotes of its citations.

        Raises:
            ModelError: The embedding model can't be had.
        """
        with self._libraries.lease() as shelf:
            shelf.lender.embedder()
            council = shelf.lender.answerer(self._analyzer).council
            return council.judge(sentence, sources, language=detect_language(sentence))

    def prove(
        self,
        answer: Answer,
        *,
        page: bool = False,
        hashes: bool = False,
        key: "PrivateKey | None" = None,
        language: Language | None = None,
    ) -> bytes:
        """Return the proof of an answer, a file that ``kotae verify`` checks without this index.

        Args:
            answer: As this index gave it. Its documents are read again.
            page: An HTML page for people without kotae, the proof inside; else the proof alone, as canonical JSON.
            hashes: Hashes in the place of what the documents say.
            key: Signs; see :func:`kotae.proof.load_private_key`. None leaves the proof unsigned.
            language: Of the page's labels; None takes the question's.

        Raises:
            ProofError: The index or a file has changed since the answer was given.
            ReadingError: A file can't be read.
        """
        from kotae.pipeline.proving import ProofOptions, proof_file

        options = ProofOptions(page=page, hashes=hashes, key=key, language=language or answer.language)
        with self._libraries.lease() as shelf:
            generation = shelf.prover(answer)
            return proof_file(
                answer,
                generation.reader,
                settings=self._settings,
                words_only=generation.words_only,
                options=options,
            )

    def gather(
        self,
        question: str,
        *,
        where: Mapping[str, object] | Where | None = None,
        budget: "Mapping[str, object] | Budget | None" = None,
        progress: "Callable[[GatherProgress], None] | None" = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "Gathered":
        """Return all there is to a question: rows of every document in scope, and what was read for them.

        Args:
            question: "List all contracts that end in 2026", 「住宅手当の平均額は」: in Japanese or English.
            where: As for :meth:`retrieve`.
            budget: ``documents`` and ``seconds`` at most; None reads everything.
            progress: Told after every document, with its rows.
            stopped: Asked before every document; True ends the reading.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A condition isn't known, or more than one library is asked.
            InputError: The budget can't be used.
            ModelError: The embedding model or the reader can't be had.
            ValueError: The knowledge base is closed.
        """
        from kotae.pipeline.gathering import checked_budget, gather

        given = checked_input(RetrieveInput, question=question)
        scope = checked_where(where)
        with self._libraries.lease() as shelf:
            return gather(
                shelf.sole(scope).generation,
                read_question(checked_question(given.question), self._analyzer),
                analyzer=self._analyzer,
                settings=self._settings,
                where=scope,
                budget=checked_budget(budget),
                progress=progress,
                stopped=stopped,
            )

    def conflicts(
        self,
        *,
        where: Mapping[str, object] | Where | None = None,
        budget: "Mapping[str, object] | Budget | None" = None,
        progress: "Callable[[ConflictProgress], None] | None" = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "Conflicts":
        """Return where the papers in scope contradict one another, and what was read for that.

        What the reader said of two statements is remembered beside the index: only what changed is read the next time.

        Args:
            where: As for :meth:`retrieve`.
            budget: ``documents`` and ``seconds`` at most; None reads everything.
            progress: Told after every document, and while statements are compared.
            stopped: Asked before every document and every comparison; True ends it, and what was found is given.

        Raises:
            FilterError: A condition isn't known, or more than one library is asked.
            InputError: The budget can't be used.
            IndexWriteError: What is remembered can't be read or kept.
            ModelError: The reader can't be had.
            ValueError: The knowledge base is closed.
        """
        from kotae.pipeline.conflicts import find_conflicts
        from kotae.pipeline.gathering import checked_budget

        scope = checked_where(where)
        with self._libraries.lease() as shelf:
            return find_conflicts(
                shelf.sole(scope).generation,
                analyzer=self._analyzer,
                settings=self._settings,
                where=scope,
                budget=checked_budget(budget),
                progress=progress,
                stopped=stopped,
            )

    def dismiss_conflict(
        self, conflict: str, *, again: bool = False, where: Mapping[str, object] | Where | None = None
    ) -> None:
        """Leave a contradiction out from now on, until one of its papers says something else.

        Args:
            conflict: Its id.
            again: Show it again instead.
            where: Names the library, where there are several.

        Raises:
            FilterError: More than one library is meant.
            InputError: It is no id of a contradiction.
            IndexWriteError: It can't be kept.
        """
        from kotae.pipeline.conflicts import memory_of

        with self._libraries.lease() as shelf:
            memory_of(shelf.sole(checked_where(where)).generation).dismiss(conflict, again=again)

    def documents(self) -> list[DocumentInfo]:
        """Return every document in the index, by path."""
        with self._libraries.lease() as shelf:
            return shelf.documents

    def document(self, document_id: str) -> Document:
        """Return a whole document.

        Args:
            document_id: Its id, or its path; of several libraries the first that holds it gives it.

        Raises:
            FilterError: There is no such document in the index.
        """
        with self._libraries.lease() as shelf:
            member, found = shelf.home(document_id)
            return member.document(found)

    def page(self, document_id: str, number: int, *, longest_side: int = 1600) -> PageImage:
        """Return a page of a document as a picture, in the measure of its citations' boxes.

        It is drawn from the file in the corpus, in the process that reads files, within its limits.

        Args:
            document_id: Its id, or its path.
            number: Which page, from 1.
            longest_side: Dots along the picture's longer side, 1 to 4,000.

        Raises:
            FilterError: There is no such document in the index.
            ReadingError: It has no pages or no such page, or its file has moved or changed.
            ValueError: ``longest_side`` is out of range, or the knowledge base is closed.
        """
        with self._libraries.lease() as shelf:
            member, found = shelf.home(document_id)
            return member.page(found, number, longest_side=longest_side, settings=self._settings)

    def places(
        self, document_id: str, spans: Sequence[Span]
    ) -> list[tuple[tuple[Box, ...], tuple[CitedCell, ...]]]:
        """Return where stretches of a document stand: their boxes on its pages, and the cells of tables they quote.

        Raises:
            FilterError: There is no such document in the index.
        """
        with self._libraries.lease() as shelf:
            member, found = shelf.home(document_id)
            return [
                (member.boxes(found, span.start, span.end), member.cells(found, span.start, span.end))
                for span in spans
            ]

    @property
    def analyzer(self) -> Analyzer:
        """What takes questions and passages apart."""
        return self._analyzer

    def leased(self) -> AbstractContextManager[Shelf]:
        """Hold the libraries as they are asked now."""
        return self._libraries.lease()

    @property
    def measures(self) -> Measures | None:
        """What another kotae must have in common so that scores compare; None where no library is on this machine."""
        with self._libraries.lease() as shelf:
            if not shelf.here:
                return None
            return measures_of(shelf.here[0].reader, self._settings)

    def tags(self) -> dict[str, int]:
        """Return every tag, category and keyword of documents, as first written, with how many have it.

        Equal but for capitals is equal, as in ``where={"tag": …}``.
        """
        with self._libraries.lease() as shelf:
            return shelf.tags

    @property
    def info(self) -> IndexInfo:
        """What is known of the index: counts, languages, when, model, files skipped; of several, of all together."""
        return IndexInfo.together(list(self.libraries.values()))

    @property
    def libraries(self) -> dict[str, IndexInfo]:
        """What is known of each library, by its name, in the order given; an index alone is one library."""
        with self._libraries.lease() as shelf:
            return shelf.infos
