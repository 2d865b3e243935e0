"""Every document in scope → all rows, and the certificate of what was read for them."""

import datetime
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kotae.answering.coverage import Translations
from kotae.answering.evidence import PassageReader
from kotae.gathering.candidates import Candidate
from kotae.gathering.concepts import Concepts, met_in
from kotae.gathering.counted import Counted, counted_in
from kotae.gathering.dates import document_day
from kotae.gathering.deciding import Decided, decide, missing_words
from kotae.gathering.editions import Edition, replaced
from kotae.gathering.folders import by_folder
from kotae.gathering.grouping import Groups, grouping_in
from kotae.gathering.looseness import measuring, names_of, with_unknown_names
from kotae.gathering.matching import candidates_of
from kotae.gathering.papers import (
    Budget,
    Papers,
    PapersRead,
    allowed_documents,
    end_of,
    sentences_of,
    signature,
)
from kotae.gathering.per_period import of_the_period
from kotae.gathering.phrases import Dictionary, phrases_of
from kotae.gathering.records import Gathered, GatherProgress, Unread
from kotae.gathering.results import extreme_rows, joined_copies, notes_of, results_of
from kotae.gathering.rivals import of_one_kind, settled
from kotae.gathering.rows import row_of
from kotae.gathering.units import Record, records_of
from kotae.gathering.wish import Wish, measured_by, read_wish
from kotae.messages import Message
from kotae.question import Question
from kotae.records import Document, DocumentInfo
from kotae.segmentation.analyzer import Analyzer, Word

__all__ = ["Gatherer"]


@dataclass(slots=True, kw_only=True)
class _Reading(PapersRead):
    """What was found so far.

    Attributes:
        candidates: To be rows.
        counted: What a question asks the number of; None for none.
        stated: Rows that state it, within the bounds.
        told: Words of the question met by the papers that state it, whatever the bounds; None where none does.
        met: Words of the question met anywhere in what was read.
    """

    candidates: list[Candidate] = field(default_factory=list)
    counted: Counted | None = None
    stated: list[Candidate] = field(default_factory=list)
    told: set[str] | None = None
    met: set[str] = field(default_factory=set)
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
        reading = _Reading(
            unread=list(unreadable),
            groups=groups,
            counted=counted_in(wish, dictionary),
            stop=stopped,
            ends=end_of(budget, began),
        )
        allowed = allowed_documents(documents, budget)
        for place, info in enumerate(documents[:allowed], start=1):
            if reading.over():
                break
            found = self._read(info, papers, wish, concepts, reading)
            if progress is not None:
                # Whether the others are rows shows only when all papers have been read.
                certain = [one for one in found if not one.few and len(one.met) == len(wish.words)]
                rows = tuple(row_of(Decided(candidate=one, sure=True), reading.dates) for one in certain)
                progress(GatherProgress(done=place, total=allowed, rows=rows))
        scope = Counter(one.library for one in documents) + Counter(one.library for one in unreadable)
        return self._gathered(question, wish, reading, scope=scope, began=began, concepts=concepts)

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
        stated = self._stated(document, records, concepts, day, reading) if reading.counted else []
        if len(reading.met) < len(concepts.weights):
            reading.met |= met_in(document, records, concepts)
        if found or stated:
            reading.dates[info.id] = (day.isoformat() if day else "", said)
            reading.signatures[info.id] = signature(document.text)
        return found

    @staticmethod
    def _stated(
        document: Document,
        records: Sequence[Record],
        concepts: Concepts,
        day: datetime.date | None,
        reading: _Reading,
    ) -> list[Candidate]:
        """Note the numbers that a paper states of what a question asks the number of; those within its bounds are rows."""
        counted = reading.counted
        if counted is None:
            return []
        found, within = (
            [
                one
                for one in candidates_of(document, records, wish, concepts, day)
                if not one.few and counted.states(one, concepts)
            ]
            for wish in (counted.unbounded, counted.wish)
        )
        if found:
            reading.told = (reading.told or set()) | {term for one in found for term in one.met}
        reading.stated += within
        return within

    def _gathered(
        self,
        question: Question,
        wish: Wish,
        reading: _Reading,
        *,
        scope: Counter[str],
        began: float,
        concepts: Concepts,
    ) -> Gathered:
        counted, told = reading.counted, reading.told
        if counted is not None and told is not None and not missing_words(counted.wish, (), met=told):
            # The number asked for is one that papers state: their rows aren't counted for it.
            wish, reading.candidates = counted.wish, reading.stated
        candidates = by_folder(sorted(reading.candidates, key=_place), wish, concepts)
        unmet = missing_words(wish, candidates) if candidates else ()
        # Of what wasn't read nothing can be said to be missing; of what was, a word that stands anywhere isn't.
        missing = missing_words(wish, candidates, met=reading.met) if reading.read else ()
        candidates, called_otherwise = of_the_period(candidates, wish)
        candidates = settled(of_one_kind(candidates, wish), wish, analyzer=self.analyzer, table=self.table)
        readable = [] if unmet or missing else candidates
        decided = decide(wish, readable, self.reader, compounds=concepts.compounds) if readable else []
        put = reading.groups.of([one.candidate for one in decided])
        grouped = reading.groups.asked is not None
        rows = joined_copies(
            [row_of(one, reading.dates, by=by) for one, by in zip(decided, put, strict=True)],
            [reading.signatures[one.candidate.document.info.id] for one in decided],
        )
        # Behind the joining of copies: the greatest value in two copies of a paper is one row.
        rows = extreme_rows(rows, wish.operation, grouped=grouped)
        results = results_of(rows, wish.operation, grouped=grouped, compared=wish.compared, each=wish.each)
        if unmet or missing:
            results = ()  # of what isn't there none are counted
        unsure = Counter(one.candidate.document.info.library for one in decided if not one.sure)
        certificate = reading.certificate(scope=scope.total(), unsure=unsure.total())
        notes = list(notes_of(rows, results, wish.operation, question.language))
        notes += [
            note.text(question.language) for note in _left_out(decided, reading, wish, called_otherwise)
        ]
        if wish.words and not rows and {word.term for word in wish.words} <= reading.met:
            notes.append(
                Message("The words of the question stand in what was read, but no row fits all of it.").text(
                    question.language
                )
            )
        if certificate.left_out:
            unread = Message(
                "{count} {count:document was|documents were} not read (limit reached, or stopped).",
                count=certificate.left_out,
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
            read=tuple(reading.taken),
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


def _left_out(
    decided: Sequence[Decided], reading: _Reading, wish: Wish, called_otherwise: int
) -> Iterator[Message]:
    """What must be known of a number: which amounts aren't in it for their name, and which papers of it are replaced."""
    if called_otherwise:
        yield Message(
            "{count} {count:amount|amounts} per that period {count:is|are} called something else and not in the "
            "result; name {count:it to have it|them to have them}.",
            count=called_otherwise,
        )
    if wish.operation not in ("sum", "average"):
        return
    papers = [one.candidate.document for one in decided]
    older = replaced({paper.info.id: Edition.of(paper, reading.dates[paper.info.id][0]) for paper in papers})
    paths = dict.fromkeys(paper.info.path for paper in papers if paper.info.id in older)
    if paths:
        yield Message(
            "The result holds amounts of papers that newer ones replace: {paths}.", paths=", ".join(paths)
        )
