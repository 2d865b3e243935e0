"""An open index, ready to be asked; the object behind ``kotae.open``."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kotae.pipeline.asking.asked import Asked
from kotae.pipeline.asking.filters import Where, checked_where
from kotae.pipeline.asking.inputs import (
    ConflictInput,
    ProofInput,
    RetrieveInput,
    SelftestInput,
    ThresholdInput,
    checked_input,
)
from kotae.pipeline.asking.questions import checked_question
from kotae.pipeline.federated.left_out import left_out_text
from kotae.pipeline.opened.here import proven_from, read_in, readable, sole
from kotae.question import read_question
from kotae.records import Answer, Language

if TYPE_CHECKING:
    from kotae.conflicts import ConflictProgress, Conflicts
    from kotae.gathering import Budget, Gathered, GatherProgress
    from kotae.proof import PrivateKey
    from kotae.selftest import Health, SelftestProgress

__all__ = ["KnowledgeBase"]


class KnowledgeBase(Asked):
    """Answers questions from an index, or from several as if they were one; safe to use from many threads.

    When a build puts a new generation in place, the next question is answered from it; questions
    under way finish on the old one.
    """

    def prove(
        self,
        answer: "Answer | Gathered",
        *,
        page: bool = False,
        hashes: bool = False,
        key: "PrivateKey | None" = None,
        language: Language | None = None,
    ) -> bytes:
        """Return the proof of an answer or of gathered rows, a file that ``kotae verify`` checks without this index.

        Args:
            answer: As this index gave it: an answer, or gathered rows. Its documents are read again.
            page: An HTML page for people without kotae, the proof inside; else the proof alone, as canonical JSON.
            hashes: Hashes instead of the documents' text; not for rows.
            key: Signs it; see :func:`kotae.proof.load_private_key`. None leaves the proof unsigned.
            language: Of the page's labels; None takes the question's.

        Raises:
            InputError: An argument has the wrong type.
            ProofError: The index or a file has changed since the answer was given, or there is more than a proof can hold.
            ReadingError: A file can't be read.
        """
        from kotae.pipeline.checking.proving import ProofOptions, proof_file

        given = checked_input(ProofInput, answer=answer, page=page, hashes=hashes, language=language)
        options = ProofOptions(
            page=given.page, hashes=given.hashes, key=key, language=given.language or answer.language
        )
        with self._libraries.lease() as shelf:
            generation = proven_from(shelf.members, read_in(answer))
            return proof_file(
                answer,
                generation.reader,
                settings=self._settings,
                words_only=generation.lender.words_only,
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
        """Return everything that fits a question: rows from every document in scope, and what was read for them.

        Several libraries are read as one, with a certificate each; those that lie elsewhere are named as left out.

        Args:
            question: "List all contracts that end in 2026", 「住宅手当の平均額は」: in Japanese or English.
            where: As for :meth:`retrieve`.
            budget: ``documents`` and ``seconds`` at most; None reads everything.
            progress: Told after every document, with its rows.
            stopped: Asked before every document; True ends the reading.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A condition isn't known, or no library that is asked can be read here.
            InputError: The budget can't be used.
            ModelError: The embedding model or the reader can't be had.
            ValueError: The knowledge base is closed.
        """
        from kotae.pipeline.asking.gathering import checked_budget, gather

        given = checked_input(RetrieveInput, question=question)
        scope = checked_where(where)
        with self._libraries.lease() as shelf:
            members, left_out = readable(shelf.asked(scope))
            gathered = gather(
                members,
                read_question(checked_question(given.question), self._analyzer),
                analyzer=self._analyzer,
                settings=self._settings,
                where=scope,
                budget=checked_budget(budget),
                progress=progress,
                stopped=stopped,
            )
        if not left_out:
            return gathered
        notes = (*gathered.notes, left_out_text(left_out, gathered.language))
        return replace(gathered, left_out=left_out, notes=notes)

    def conflicts(
        self,
        *,
        where: Mapping[str, object] | Where | None = None,
        budget: "Mapping[str, object] | Budget | None" = None,
        progress: "Callable[[ConflictProgress], None] | None" = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "Conflicts":
        """Return where the documents in scope contradict one another, and what was read for that.

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
        from kotae.pipeline.asking.gathering import checked_budget
        from kotae.pipeline.checking.conflicts import find_conflicts

        scope = checked_where(where)
        with self._libraries.lease() as shelf:
            return find_conflicts(
                sole(shelf.asked(scope)),
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
        """Leave a contradiction out from now on, until one of its documents says something else.

        Args:
            conflict: Its id.
            again: Show it again instead.
            where: Names the library, where there are several.

        Raises:
            FilterError: More than one library is meant.
            InputError: It is no id of a contradiction.
            IndexWriteError: It can't be kept.
        """
        from kotae.pipeline.checking.conflicts import ConflictMemory

        given = checked_input(ConflictInput, conflict=conflict, again=again)
        with self._libraries.lease() as shelf:
            memory = ConflictMemory(sole(shelf.asked(checked_where(where))).root)
            memory.dismiss(given.conflict, again=given.again)

    def selftest(
        self,
        *,
        questions: int = 200,
        where: Mapping[str, object] | Where | None = None,
        budget: "Mapping[str, object] | Budget | None" = None,
        keep: bool = True,
        progress: "Callable[[SelftestProgress], None] | None" = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "Health":
        """Return how well the library answers questions that rules make from it, and what that means for people's own.

        The same documents give the same questions again, so that a run is compared with the last one, which is remembered beside
        the index as hashes and outcomes.

        Args:
            questions: How many are asked at most, from 0 on; documents and folders take turns.
            where: As for :meth:`retrieve`; questions are made of these documents and asked over them.
            budget: ``documents`` and ``seconds`` at most; None for no bound.
            keep: Whether this run takes the last one's place.
            progress: Told after every document read and every question asked.
            stopped: Asked before every document and question; True ends it, and what was found is given.

        Raises:
            FilterError: A condition isn't known, or more than one library is meant.
            InputError: The budget or the number of questions can't be used.
            IndexWriteError: What is remembered can't be read or kept.
            ModelError: The embedding model or the reader can't be had.
            ValueError: The knowledge base is closed.
        """
        from kotae.pipeline.asking.gathering import checked_budget
        from kotae.pipeline.checking.selftest import Bounds, selftest

        given = checked_input(SelftestInput, questions=questions, keep=keep)
        bounds = Bounds(
            questions=given.questions,
            where=checked_where(where),
            budget=checked_budget(budget),
            keep=given.keep,
        )
        with self._libraries.lease() as shelf:
            return selftest(
                sole(shelf.asked(bounds.where)),
                analyzer=self._analyzer,
                settings=self._settings,
                bounds=bounds,
                progress=progress,
                stopped=stopped,
            )

    def threshold(self, *, where: Mapping[str, object] | Where | None = None) -> float:
        """Return below what confidence a question over a library is refused now, in [0, 1].

        Args:
            where: Names the library, where there are several.

        Raises:
            FilterError: More than one library is meant.
            IndexWriteError: What is kept can't be read.
        """
        from kotae.pipeline.checking.selftest_memory import chosen_threshold

        with self._libraries.lease() as shelf:
            return chosen_threshold(sole(shelf.asked(checked_where(where))))

    def use_threshold(
        self,
        threshold: float | None,
        *,
        known: Mapping[str, object] | None = None,
        where: Mapping[str, object] | Where | None = None,
    ) -> None:
        """Refuse questions over this library below another confidence from now on, as long as the same reader reads.

        Args:
            threshold: From 0 to 1; None takes it back. ``[answering] min_confidence``, where it is set, goes before it.
            known: What is to be kept with it, such as what was expected; plain JSON values.
            where: Names the library, where there are several.

        Raises:
            FilterError: More than one library is meant.
            InputError: It is out of range, or what is known is no JSON.
            IndexWriteError: It can't be kept.
        """
        from kotae.pipeline.checking.selftest_memory import SelftestMemory
        from kotae.pipeline.opened.reading import reader_fingerprint

        given = checked_input(ThresholdInput, threshold=threshold, known=known)
        with self._libraries.lease() as shelf:
            generation = sole(shelf.asked(checked_where(where)))
            SelftestMemory(generation.root).choose(
                given.threshold,
                reader=reader_fingerprint(generation.lender.words_only),
                known=given.known or {},
            )
