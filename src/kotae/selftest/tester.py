"""Every document in scope → questions made of it, asked in turns of all documents until the budget ends."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kotae.gathering import Budget, Certificate, Papers, Unread
from kotae.gathering.papers import PapersRead, allowed_documents, end_of, sentences_of
from kotae.records import DocumentInfo
from kotae.selftest.asking import Asker
from kotae.selftest.causes import seen_cause
from kotae.selftest.groups import folder_of
from kotae.selftest.making import QuestionMaker, Seed
from kotae.selftest.records import Asked, Cause, SelfQuestion, SelftestProgress

__all__ = ["Run", "SelfTester"]

# More of one document would only ask the same kinds again.
_MOST_SEEDS: Final = 12
_LEAST_SEEDS: Final = 2


@dataclass(slots=True, kw_only=True)
class Run:
    """What was asked, and of which documents.

    Attributes:
        tested: In the order they were asked.
        seen: What can be seen to be wrong with the documents that were read, by path.
        silent: Paths of those that no question could be made of.
        certificate: Which documents were read.
        not_asked: Questions that were made and not asked.
        seconds: How long it took.
    """

    tested: list[Asked] = field(default_factory=list)
    seen: dict[str, Cause | None] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    certificate: Certificate = field(default_factory=Certificate)
    not_asked: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTester:
    """Lets a library test itself.

    Attributes:
        maker: Makes questions of documents.
        asker: Asks them.
    """

    maker: QuestionMaker
    asker: Asker

    def test(
        self,
        papers: Papers,
        documents: Sequence[DocumentInfo],
        *,
        unreadable: Sequence[Unread] = (),
        questions: int,
        budget: Budget | None = None,
        progress: Callable[[SelftestProgress], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Run:
        """Return what came of the questions.

        Args:
            papers: The index.
            documents: All in scope.
            unreadable: Files in scope that gave no document.
            questions: How many are asked at most.
            budget: Documents and seconds at most; None for no bound.
            progress: Told after every document read and every question asked.
            stopped: Asked before every document and question; True ends it, and what was found is given.
        """
        began = time.perf_counter()
        reading = PapersRead(unread=list(unreadable), stop=stopped, ends=end_of(budget, began))
        run = Run()
        # A document gives a question or more: those behind would never be asked about.
        turns = in_turns(documents)[: min(questions, allowed_documents(documents, budget))]
        seeds: dict[str, deque[Seed]] = {}
        most = max(_LEAST_SEEDS, min(_MOST_SEEDS, 2 * questions // max(len(turns), 1)))
        for place, info in enumerate(turns, start=1):
            if reading.over():
                break
            if taken := reading.take(info, papers):
                document, passages = taken
                seeds[info.path] = deque(self.maker.seeds(document, sentences_of(passages), most=most))
                run.seen[info.path] = seen_cause(document)
                if not seeds[info.path]:
                    run.silent.append(info.path)
            if progress is not None:
                progress(SelftestProgress(stage="reading", done=place, total=len(turns)))
        self._ask(list(_rounds(seeds)), questions, run, reading.over, progress)
        run.certificate = reading.certificate(scope=len(documents) + len(unreadable))
        run.seconds = time.perf_counter() - began
        return run

    def _ask(
        self,
        made: Sequence[SelfQuestion],
        most: int,
        run: Run,
        over: Callable[[], bool],
        progress: Callable[[SelftestProgress], None] | None,
    ) -> None:
        asked = made[:most]
        for question in asked:
            if over():
                break
            run.tested.append(self.asker.ask(question))
            if progress is not None:
                progress(SelftestProgress(stage="asking", done=len(run.tested), total=len(asked)))
        run.not_asked = len(made) - len(run.tested)


def in_turns(documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Return the documents so that folders take turns, and within a folder by id: a budget leaves none of them out."""
    folders: dict[str, deque[DocumentInfo]] = defaultdict(deque)
    for info in sorted(documents, key=lambda one: one.id):
        folders[folder_of(info.path)].append(info)
    ordered: list[DocumentInfo] = []
    waiting = [folders[name] for name in sorted(folders)]
    while waiting:
        ordered += [queue.popleft() for queue in waiting]
        waiting = [queue for queue in waiting if queue]
    return ordered


def _rounds(seeds: dict[str, deque[Seed]]) -> Iterator[SelfQuestion]:
    """Yield the questions of one seed of every document, then of the next ones; the same words once."""
    seen: set[tuple[str, bool]] = set()
    while any(seeds.values()):
        for waiting in seeds.values():
            if waiting:
                for question in waiting.popleft():
                    if (key := (question.text, question.answerable)) not in seen:
                        seen.add(key)
                        yield question
