"""All there is to a question, from one generation of each index asked and the folder it was built from."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path, PurePosixPath
from typing import Final, Self

from pydantic import ValidationError

from kotae.config import Settings
from kotae.errors import InputError, ModelError, ReadingError
from kotae.gathering import Budget, Gathered, Gatherer, GatherProgress, Row, Unread
from kotae.index.reader import IndexReader
from kotae.messages import Message
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.inputs import BudgetInput
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.asking.texts import Texts
from kotae.pipeline.builds.corpus_files import stamped
from kotae.pipeline.opened.lender import translations
from kotae.pipeline.opened.member import LocalMember
from kotae.pipeline.opened.reading import reader_for
from kotae.question import Question
from kotae.records import Citation, Document, DocumentInfo, Passage
from kotae.records.reasons import reasons
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, prepared_glossary

__all__ = ["IndexPapers", "checked_budget", "gather", "unreadable_files"]

# Ranked documents are read first, so that a budget meets the likely ones; the order of the others says nothing.
_FIRST: Final = 1_000


def checked_budget(budget: Mapping[str, object] | Budget | None) -> Budget | None:
    """Return a budget; None for none.

    Raises:
        InputError: A name isn't known, or a value is no number, or below 0.
    """
    if budget is None:
        return None
    told = (
        {"documents": budget.documents, "seconds": budget.seconds} if isinstance(budget, Budget) else budget
    )
    try:
        given = BudgetInput.model_validate(told)
    except ValidationError as error:  # it names the field, and quotes whatever was given
        place = error.errors(include_url=False)[0]["loc"]
        raise InputError(
            "The budget can't be used ({name}). Give documents and seconds, numbers from 0 on.",
            name=str(place[0] if place else "budget")[:40],
        ) from None
    return Budget(documents=given.documents, seconds=given.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPapers:
    """An index as gathering reads it; a file that isn't the indexed one any more is refused.

    Attributes:
        reader: The index.
        numbers: Of its documents, by id.
        settings: All settings.
        label: What its documents say they are in; empty where it is the only library.
    """

    reader: IndexReader
    numbers: Mapping[str, int]
    settings: Settings
    label: str = ""

    @classmethod
    def of(cls, reader: IndexReader, settings: Settings, *, label: str = "") -> Self:
        """Return the papers of an index."""
        numbers = {info.id: number for number, info in enumerate(reader.documents)}
        return cls(reader=reader, numbers=numbers, settings=settings, label=label)

    def within(self, where: Where | None) -> list[DocumentInfo]:
        """Return the documents for which a condition holds, by number; all for None."""
        kept = (
            None if where is None else set(where.matching(self.reader.documents, self.reader.store.metadata))
        )
        return [
            replace(info, library=self.label)
            for info in self.reader.documents
            if kept is None or info.id in kept
        ]

    def document(self, info: DocumentInfo) -> Document:
        """Return a document."""
        found = self.reader.document(info.id)
        return replace(found, info=replace(found.info, library=self.label))

    def passages(self, info: DocumentInfo) -> Sequence[Passage]:
        """Return its passages, in order."""
        return [passage for _, passage in self.reader.store.document_passages(self.numbers[info.id])]

    def refused(self, info: DocumentInfo) -> Unread | None:
        """Return why its file isn't the one that was indexed any more; None where it is."""
        known = self.reader.file_of(info.id)
        try:
            now = stamped(
                Path(self.reader.manifest.corpus), known.path, known=known, settings=self.settings.reading
            )
        except ReadingError as error:
            return Unread(path=info.path, library=self.label, **reasons(error.said))
        if now.sha256 == known.sha256:
            return None
        changed = Message("the file has changed since it was indexed; run `kotae index`")
        return Unread(path=info.path, library=self.label, **reasons(changed))


@dataclass(frozen=True, slots=True)
class _Together:
    """The papers of several indexes, told apart by the library a document says it is in."""

    by_library: Mapping[str, IndexPapers]

    def document(self, info: DocumentInfo) -> Document:
        return self.by_library[info.library].document(info)

    def passages(self, info: DocumentInfo) -> Sequence[Passage]:
        return self.by_library[info.library].passages(info)

    def refused(self, info: DocumentInfo) -> Unread | None:
        return self.by_library[info.library].refused(info)


def _cited(rows: Iterable[Row]) -> Iterator[Citation]:
    """Yield every place that rows cite."""
    for row in rows:
        yield from (row.citation, *row.also)


def gather(
    members: Sequence[LocalMember],
    question: Question,
    *,
    analyzer: Analyzer,
    settings: Settings,
    where: Where | None,
    budget: Budget | None,
    progress: Callable[[GatherProgress], None] | None,
    stopped: Callable[[], bool] | None,
) -> Gathered:
    """Return all there is to a question; see :meth:`kotae.pipeline.KnowledgeBase.gather`.

    Args:
        members: The libraries to go through, at least one; of several the best places take turns.
        question: As read.
        analyzer: The one the indexes were made with.
        settings: All settings.
        where: Conditions on documents; None for none.
        budget: How much may be read; None for all.
        progress: Told after every document.
        stopped: Asked before every document.

    Raises:
        IndexDamagedError: A row cites what doesn't stand in its document: nothing could be made of the others.
    """
    table = translations(settings)
    papers = {one.label: IndexPapers.of(one.generation.reader, settings, label=one.label) for one in members}
    gatherer = Gatherer(
        analyzer=analyzer,
        table=table,
        reader=reader_for(members[0].generation.lender.words_only),
        rarity=lambda word: _rarity(word, [one.generation.reader for one in members], table),
        dictionary=_dictionary,
    )
    orders = [_in_order(one, papers[one.label].within(where), question, analyzer) for one in members]
    texts = Texts([one.generation.reader for one in members])

    def told(step: GatherProgress) -> None:
        texts.refuse(_cited(step.rows))
        if progress is not None:
            progress(step)

    gathered = gatherer.gather(
        question,
        _Together(papers),
        [info for turn in zip_longest(*orders) for info in turn if info is not None],
        unreadable=list(
            chain.from_iterable(
                unreadable_files(one.generation.reader, where, label=one.label) for one in members
            )
        ),
        budget=budget,
        progress=None if progress is None else told,
        stopped=stopped,
    )
    texts.refuse(_cited(gathered.rows))
    return replace(gathered, narrowed=Scope(where=where).narrowed)


def _dictionary() -> Glossary | None:
    """Return the dictionary; None where there is none, and the table has to do."""
    try:
        return prepared_glossary()
    except ModelError:
        return None


def _in_order(
    member: LocalMember, scope: Sequence[DocumentInfo], question: Question, analyzer: Analyzer
) -> tuple[DocumentInfo, ...]:
    """The documents in scope: those that retrieval finds first, the others by path."""
    reader, by_id = member.generation.reader, {info.id: info for info in scope}
    found: dict[str, None] = {}
    if scope and len(reader):
        ranked = member.generation.retriever(analyzer).rank(question, top_k=_FIRST, documents=sorted(by_id))
        found = dict.fromkeys(reader.documents[int(reader.owners[one.row])].id for one in ranked)
    rest = sorted((by_id[identity] for identity in by_id.keys() - found), key=lambda info: info.path)
    return (*(by_id[identity] for identity in found), *rest)


def _rarity(word: Word, readers: Sequence[IndexReader], table: TranslationTable) -> float:
    """How rare a word is with its likeliest translations, as retrieval counts it."""
    terms = [word.term, *(term for term, _ in table.translations(word.term, word.language)[:4])]
    rows = sum(
        len({int(row) for term in terms for row in reader.words.words.of(term)[0]}) for reader in readers
    )
    return math.log1p((sum(map(len, readers)) - rows + 0.5) / (rows + 0.5))


def unreadable_files(reader: IndexReader, where: Where | None, *, label: str = "") -> tuple[Unread, ...]:
    """Return files in scope that gave no document: those that no condition on what documents say leaves out."""
    if where is not None and (where.after or where.before or where.tag or where.language or where.document):
        return ()
    return tuple(
        Unread(path=file.path, library=label, reason_en=file.skipped_en, reason_ja=file.skipped_ja)
        for _, file in reader.store.files().values()
        if file.skipped_en and (where is None or _lets_through(where, file.path))
    )


def _lets_through(where: Where, path: str) -> bool:
    kinds = {kind.lower().lstrip(".") for kind in where.kind}
    folders = [folder.strip("/") for folder in where.folder]
    return (not kinds or PurePosixPath(path).suffix.lower().lstrip(".") in kinds) and (
        not folders or any(not folder or path.startswith(f"{folder}/") for folder in folders)
    )
