"""All there is to a question, from one generation of an index and the folder it was built from."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Self

from pydantic import ValidationError

from kotae.config import Settings
from kotae.errors import InputError, ModelError, ReadingError
from kotae.gathering import Budget, Gathered, Gatherer, GatherProgress, Unread
from kotae.index.reader import IndexReader
from kotae.messages import Message
from kotae.pipeline.corpus_files import stamped
from kotae.pipeline.filters import Where
from kotae.pipeline.generation import Generation, translations
from kotae.pipeline.inputs import BudgetInput
from kotae.pipeline.reading import overlap_reader, shared_reader
from kotae.question import Question
from kotae.records import Document, DocumentInfo, Passage
from kotae.records.reasons import reasons
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, prepared_glossary

__all__ = ["IndexPapers", "checked_budget", "gather", "unreadable_files"]

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
    except ValidationError as error:
        place = error.errors(include_url=False)[0]["loc"]
        raise InputError(
            "The budget can't be used ({name}). It is made of documents and seconds, numbers from 0 on.",
            name=str(place[0] if place else "budget")[:40],
        ) from None
    return Budget(documents=given.documents, seconds=given.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPapers:
    """An index as gathering reads it; a file that isn't the indexed one any more is refused."""

    reader: IndexReader
    numbers: Mapping[str, int]
    settings: Settings

    @classmethod
    def of(cls, reader: IndexReader, settings: Settings) -> Self:
        """Return the papers of an index."""
        numbers = {info.id: number for number, info in enumerate(reader.documents)}
        return cls(reader=reader, numbers=numbers, settings=settings)

    def within(self, where: Where | None) -> list[DocumentInfo]:
        """Return the documents for which a condition holds, by number; all for None."""
        if where is None:
            return list(self.reader.documents)
        kept = set(where.matching(self.reader.documents, self.reader.store.metadata))
        return [info for info in self.reader.documents if info.id in kept]

    def document(self, document_id: str) -> Document:
        """Return a document."""
        return self.reader.document(document_id)

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return its passages, in order."""
        return [passage for _, passage in self.reader.store.document_passages(self.numbers[document_id])]

    def refused(self, document_id: str) -> Unread | None:
        """Return why its file isn't the one that was indexed any more; None where it is."""
        known = self.reader.file_of(document_id)
        path = self.reader.documents[self.numbers[document_id]].path
        try:
            now = stamped(
                Path(self.reader.manifest.corpus), known.path, known=known, settings=self.settings.reading
            )
        except ReadingError as error:
            return Unread(path=path, **reasons(error.said))
        if now.sha256 == known.sha256:
            return None
        changed = Message("the file has changed since it was indexed; run `kotae index`")
        return Unread(path=path, **reasons(changed))


def gather(
    generation: Generation,
    question: Question,
    *,
    analyzer: Analyzer,
    settings: Settings,
    where: Where | None,
    budget: Budget | None,
    progress: Callable[[GatherProgress], None] | None,
    stopped: Callable[[], bool] | None,
) -> Gathered:
    """Return all there is to a question; see :meth:`kotae.pipeline.KnowledgeBase.gather`."""
    reader, table = generation.reader, translations(settings)
    papers = IndexPapers.of(reader, settings)
    kept = {info.id for info in papers.within(where)}
    gatherer = Gatherer(
        analyzer=analyzer,
        table=table,
        reader=overlap_reader if generation.words_only else shared_reader,
        rarity=lambda word: _rarity(word, reader, table),
        dictionary=_dictionary,
    )
    return gatherer.gather(
        question,
        papers,
        _in_order(generation, question, analyzer, kept),
        unreadable=unreadable_files(reader, where),
        budget=budget,
        progress=progress,
        stopped=stopped,
    )


def _dictionary() -> Glossary | None:
    """Return the dictionary; None where there is none, and the table has to do."""
    try:
        return prepared_glossary()
    except ModelError:
        return None


def _in_order(
    generation: Generation, question: Question, analyzer: Analyzer, kept: set[str]
) -> tuple[DocumentInfo, ...]:
    """The documents in scope: those that retrieval finds first, the others by path."""
    reader = generation.reader
    found: dict[str, None] = {}
    if kept and len(reader):
        ranked = generation.retriever(analyzer).rank(question, top_k=_FIRST, documents=sorted(kept))
        found = dict.fromkeys(reader.documents[int(reader.owners[one.row])].id for one in ranked)
    by_id = {info.id: info for info in reader.documents}
    rest = sorted((by_id[identity] for identity in kept - set(found)), key=lambda info: info.path)
    return (*(by_id[identity] for identity in found), *rest)


def _rarity(word: Word, reader: IndexReader, table: TranslationTable) -> float:
    """How rare a word is with its likeliest translations, as retrieval counts it."""
    terms = [word.term, *(term for term, _ in table.translations(word.term, word.language)[:4])]
    rows = {int(row) for term in terms for row in reader.words.words.of(term)[0]}
    return math.log1p((len(reader) - len(rows) + 0.5) / (len(rows) + 0.5))


def unreadable_files(reader: IndexReader, where: Where | None) -> tuple[Unread, ...]:
    """Return files in scope that gave no document: those that no condition on what documents say leaves out."""
    if where is not None and (where.after or where.before or where.tag or where.language or where.document):
        return ()
    return tuple(
        Unread(path=file.path, reason_en=file.skipped_en, reason_ja=file.skipped_ja)
        for _, file in reader.store.files().values()
        if file.skipped_en and (where is None or _lets_through(where, file.path))
    )


def _lets_through(where: Where, path: str) -> bool:
    kinds = {kind.lower().lstrip(".") for kind in where.kind}
    folders = [folder.strip("/") for folder in where.folder]
    return (not kinds or PurePosixPath(path).suffix.lower().lstrip(".") in kinds) and (
        not folders or any(not folder or path.startswith(f"{folder}/") for folder in folders)
    )
