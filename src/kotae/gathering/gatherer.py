"""Every document in scope → all rows, and the certificate of what was read for them."""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kotae.answering.coverage import Translations
from kotae.answering.evidence import PassageReader
from kotae.folding import fold
from kotae.gathering.candidates import Candidate
from kotae.gathering.concepts import Concepts
from kotae.gathering.dates import document_day
from kotae.gathering.deciding import Decided, decide, missing_words
from kotae.gathering.grouping import Groups, grouping_in
from kotae.gathering.looseness import measuring, names_of, with_unknown_names
from kotae.gathering.matching import candidates_of
from kotae.gathering.papers import Budget, Papers, PapersRead, allowed_documents, end_of, sentences_of
from kotae.gathering.phrases import Dictionary, phrases_of
from kotae.gathering.records import Gathered, GatherProgress, Unread
from kotae.gathering.results import extreme_rows, joined_copies, notes_of, results_of
from kotae.gathering.rivals import settled
from kotae.gathering.rows import row_of
from kotae.gathering.units import records_of
from kotae.gathering.wish import Wish, measured_by, read_wish
from kotae.messages import Message
from kotae.question import Question
from kotae.records import DocumentInfo
from kotae.segmentation.analyzer import Analyzer, Word

__all__ = ["Gatherer"]


@dataclass(slots=True, kw_only=True)
class _Reading(PapersRead):
    """What was found so far."""

    candidates: list[Candidate] = field(default_factory=list)
    dates: dict[str, tuple[str, str]] = field(default_factory=dict)
    signatures: dict[str, str] = field(default_factory=dict)
    groups: Groups


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
        dictionary = self.dictionary()
        groups = self._groups(question.text, dictionary)
        wish = read_wish(question, grouped=[(groups.asked.start, groups.asked.end)] if groups.asked else [])
        wish = replace(wish, words=with_unknown_names(wish.words, question.text, self.table, dictionary))
        wish = replace(wish, words=(*wish.words, *self._measured(question.text)))
        concepts = self._concepts(wish.words, question.text, dictionary, wish.kinds[:1])
        reading = _Reading(unread=list(unreadable), groups=groups, stop=stopped, ends=end_of(budget, began))
        allowed = allowed_documents(documents, budget)
        for place, info in enumerate(documents[:allowed], start=1):
            if reading.over():
                break
            found = self._read(info, papers, wish, concepts, reading)
            if progress is not None:
                # Whether the others are rows shows only when all papers have been read.
                certain = [one for one in found if len(one.met) == len(wish.words)]
                rows = tuple(row_of(Decided(candidate=one, sure=True), reading.dates) for one in certain)
                progress(GatherProgress(done=place, total=allowed, rows=rows))
        scope = Counter(one.library for one in documents) + Counter(one.library for one in unreadable)
        return self._gathered(question, wish, reading, scope=scope, began=began)

    def _measured(self, text: str) -> Iterator[Word]:
        """Yield what adjectives of a question measure as words at their place."""
        for start, end, noun in measured_by(text):
            for word in self.analyzer.content_words(noun):
                yield replace(word, start=start, end=end, surface=text[start:end])

    def _concepts(
        self, words: Sequence[Word], text: str, dictionary: Dictionary | None, kinds: Sequence[str] = ()
    ) -> Concepts:
        phrases = (
            phrases_of(words, text, dictionary, self.analyzer, loose=measuring(*kinds))
            if dictionary is not None
            else ()
        )
        return Concepts(
            words=words,
            analyzer=self.analyzer,
            table=self.table,
            rarity=self.rarity,
            phrases=phrases,
            names=names_of(words, text),
        )

    def _read(
        self, info: DocumentInfo, papers: Papers, wish: Wish, concepts: Concepts, reading: _Reading
    ) -> list[Candidate]:
        """Read one document to its end, or note why it can't be."""
        taken = reading.take(info, papers)
        if taken is None:
            return []
        document, passages = taken
        day, said = document_day(document)
        records = records_of(document, sentences_of(passages))
        found = list(candidates_of(document, records, wish, concepts, day))
        reading.candidates += found
        reading.groups.learn(records)
        if found:
            reading.dates[info.id] = (day.isoformat() if day else "", said)
            reading.signatures[info.id] = _signature(document.text)
        return found

    def _gathered(
        self, question: Question, wish: Wish, reading: _Reading, *, scope: Counter[str], began: float
    ) -> Gathered:
        candidates = sorted(reading.candidates, key=_place)
        missing = (
            missing_words(wish, candidates) if candidates else tuple(word.surface for word in wish.words)
        )
        # Of what wasn't read nothing can be said to be missing.
        missing = missing if reading.read else ()
        candidates = settled(candidates, wish, analyzer=self.analyzer, table=self.table)
        decided = [] if missing or not candidates else decide(wish, candidates, self.reader)
        put = reading.groups.of([one.candidate for one in decided])
        grouped = reading.groups.asked is not None
        rows = joined_copies(
            [row_of(one, reading.dates, by=by) for one, by in zip(decided, put, strict=True)],
            [reading.signatures[one.candidate.document.info.id] for one in decided],
        )
        # Behind the joining of copies: the greatest value in two copies of a paper is one row.
        rows = extreme_rows(rows, wish.operation, grouped=grouped)
        results = results_of(rows, wish.operation, grouped=grouped, compared=wish.compared, each=wish.each)
        unsure = Counter(one.candidate.document.info.library for one in decided if not one.sure)
        certificate = reading.certificate(scope=scope.total(), unsure=unsure.total())
        notes = list(notes_of(rows, results, wish.operation, question.language))
        if certificate.left_out:
            unread = Message(
                "{count} document(s) were not read (limit reached, or stopped).", count=certificate.left_out
            )
            notes.append(unread.text(question.language))
        return Gathered(
            question=question.text,
            language=question.language,
            operation=wish.operation,
            rows=rows,
            results=results,
            certificate=certificate,
            libraries=reading.certificates(scope, unsure=unsure) if len(scope) > 1 else (),
            missing=missing,
            notes=tuple(notes),
            seconds=time.perf_counter() - began,
        )

    def _groups(self, text: str, dictionary: Dictionary | None) -> Groups:
        """What the rows are to be put under."""
        asked = grouping_in(text)
        if asked is None or asked.period:
            return Groups(asked=asked)
        said = self._concepts(self.analyzer.content_words(asked.written), asked.written, dictionary)
        return Groups(asked=asked, share=lambda label: said.share(said.degrees(label)))


def _place(one: Candidate) -> tuple[str, str, int]:
    return one.document.info.library, one.document.info.path, one.place.start


def _signature(text: str) -> str:
    return hashlib.sha256(re.sub(r"\W", "", fold(text)).lower().encode()).hexdigest()
