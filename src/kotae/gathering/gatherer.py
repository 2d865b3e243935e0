"""Every document in scope → all rows, and the certificate of what was read for them."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kotae.answering.coverage import Translations
from kotae.answering.evidence import PassageReader
from kotae.errors import ReadingError, StoreError
from kotae.folding import fold
from kotae.gathering.concepts import Concepts
from kotae.gathering.dates import document_day
from kotae.gathering.deciding import Decided, decide, missing_words
from kotae.gathering.matching import Candidate, candidates_of
from kotae.gathering.phrases import Dictionary, phrases_of
from kotae.gathering.records import Certificate, Gathered, GatherProgress, Unread
from kotae.gathering.results import extreme_rows, joined_copies, notes_of, results_of
from kotae.gathering.rivals import settled
from kotae.gathering.rows import row_of
from kotae.gathering.units import records_of
from kotae.gathering.wish import Wish, read_wish
from kotae.question import Question
from kotae.records import Document, DocumentInfo, Passage, Span
from kotae.segmentation.analyzer import Analyzer, Word

__all__ = ["Budget", "Gatherer", "Papers", "allowed_documents", "damaged_paper", "sentences_of"]


class Papers(Protocol):
    """What gathering needs of an index."""

    def document(self, document_id: str) -> Document:
        """Return a document."""
        ...

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return its passages, in order."""
        ...

    def refused(self, document_id: str) -> Unread | None:
        """Return why its file isn't the one that was indexed any more; None where it is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much may be read; None is no bound.

    Attributes:
        documents: How many documents.
        seconds: How long; what was found by then is shown.
    """

    documents: int | None = None
    seconds: float | None = None


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What was read so far."""

    candidates: list[Candidate] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    read: int = 0
    passages: int = 0
    stopped: bool = False
    dates: dict[str, tuple[str, str]] = field(default_factory=dict)
    signatures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """Gathers all there is to a question.

    Attributes:
        analyzer: The one the index was made with.
        table: Translations.
        reader: Gives the reader, when it is first needed.
        rarity: How rare a word is among the passages.
        dictionary: Gives the dictionary of phrases, when it is first needed; None where it can't be had.
    """

    analyzer: Analyzer
    table: Translations | None
    reader: Callable[[], PassageReader]
    rarity: Callable[[Word], float]
    dictionary: Callable[[], Dictionary | None] = lambda: None

    def gather(
        self,
        question: Question,
        papers: Papers,
        documents: Sequence[DocumentInfo],
        *,
        unreadable: Sequence[Unread] = (),
        budget: Budget | None = None,
        progress: Callable[[GatherProgress], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Gathered:
        """Return all rows of the documents, with the certificate.

        Args:
            question: As read.
            papers: The index.
            documents: All in scope, in the order they are to be read.
            unreadable: Files in scope that gave no document.
            budget: How much may be read; None for all.
            progress: Told after every document; its rows are those that are certain already.
            stopped: Asked before every document; True ends the reading, and what was found is given.
        """
        began = time.perf_counter()
        wish = read_wish(question)
        dictionary = self.dictionary()
        phrases = (
            phrases_of(wish.words, question.text, dictionary, self.analyzer) if dictionary is not None else ()
        )
        concepts = Concepts(
            words=wish.words, analyzer=self.analyzer, table=self.table, rarity=self.rarity, phrases=phrases
        )
        reading = _Reading(unread=list(unreadable))
        allowed = allowed_documents(documents, budget)
        ends = began + budget.seconds if budget is not None and budget.seconds is not None else None
        for place, info in enumerate(documents[:allowed], start=1):
            if stopped is not None and stopped():
                reading.stopped = True
                break
            if ends is not None and time.perf_counter() >= ends:
                break
            found = self._read(info, papers, wish, concepts, reading)
            if progress is not None:
                certain = [one for one in found if len(one.met) == len(wish.words)]
                rows = tuple(row_of(Decided(candidate=one, sure=True), reading.dates) for one in certain)
                progress(GatherProgress(done=place, total=allowed, rows=rows))
        return self._gathered(question, wish, reading, scope=len(documents) + len(unreadable), began=began)

    def _read(
        self, info: DocumentInfo, papers: Papers, wish: Wish, concepts: Concepts, reading: _Reading
    ) -> list[Candidate]:
        """Read one document to its end, or note why it can't be."""
        if refused := papers.refused(info.id):
            reading.unread.append(refused)
            return []
        try:
            document = papers.document(info.id)
            passages = papers.passages(info.id)
        except (StoreError, ReadingError, ValueError, KeyError) as error:
            reading.unread.append(damaged_paper(info, error))
            return []
        day, said = document_day(document)
        records = records_of(document, sentences_of(passages))
        found = list(candidates_of(document, records, wish, concepts, day))
        reading.candidates += found
        reading.read += 1
        reading.passages += len(passages)
        if found:
            reading.dates[info.id] = (day.isoformat() if day else "", said)
            reading.signatures[info.id] = _signature(document.text)
        return found

    def _gathered(
        self, question: Question, wish: Wish, reading: _Reading, *, scope: int, began: float
    ) -> Gathered:
        candidates = sorted(reading.candidates, key=lambda one: (one.document.info.path, one.place.start))
        missing = (
            missing_words(wish, candidates) if candidates else tuple(word.surface for word in wish.words)
        )
        missing = missing if reading.read else ()
        candidates = settled(candidates, wish, analyzer=self.analyzer, table=self.table)
        decided = [] if missing or not candidates else decide(wish, candidates, self.reader)
        rows = joined_copies(
            [row_of(one, reading.dates) for one in decided],
            [reading.signatures[one.candidate.document.info.id] for one in decided],
        )
        rows = extreme_rows(rows, wish.operation)
        results = results_of(rows, wish.operation)
        left_out = scope - reading.read - len(reading.unread)
        notes = list(notes_of(rows, results, wish.operation, question.language))
        if left_out:
            notes.append(
                f"{left_out} 件の文書は読んでいません（予算または中断）。"
                if question.language == "ja"
                else f"{left_out} document(s) were not read (budget, or stopped)."
            )
        return Gathered(
            question=question.text,
            language=question.language,
            operation=wish.operation,
            rows=rows,
            results=results,
            certificate=Certificate(
                in_scope=scope,
                read=reading.read,
                unread=tuple(reading.unread),
                left_out=left_out,
                passages=reading.passages,
                unsure=sum(not one.sure for one in decided),
                stopped=reading.stopped,
            ),
            missing=missing,
            notes=tuple(notes),
            seconds=time.perf_counter() - began,
        )


def allowed_documents(documents: Sequence[DocumentInfo], budget: Budget | None) -> int:
    """Return how many of the documents a budget lets through."""
    if budget is None or budget.documents is None:
        return len(documents)
    return min(len(documents), budget.documents)


def damaged_paper(info: DocumentInfo, error: Exception) -> Unread:
    """Return a document whose stored text can't be read, with why."""
    return Unread(
        path=info.path,
        reason_en=f"the stored text can't be read ({error}); run `kotae index` again",
        reason_ja=f"保存した本文を読めません（{error}）。`kotae index` を実行してください",
    )


def sentences_of(passages: Iterable[Passage]) -> list[Span]:
    """Return the sentences of passages, each once, in order."""
    return [
        Span(start=start, end=end) for start, end in sorted({(one.start, one.end) for one in _all(passages)})
    ]


def _all(passages: Iterable[Passage]) -> Iterator[Span]:
    for passage in passages:
        yield from passage.sentences


def _signature(text: str) -> str:
    return hashlib.sha256(re.sub(r"\W", "", fold(text)).lower().encode()).hexdigest()
