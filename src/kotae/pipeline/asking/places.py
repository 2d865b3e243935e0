"""Where quotes stand: an answer's citations get their boxes and cells, and pages their pictures."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kotae.cells import told_cells
from kotae.index.reader import IndexReader
from kotae.index.rows import SourceFile
from kotae.parsing import ReadingSettings, page_image
from kotae.records import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Box,
    Citation,
    CitedCell,
    DocumentInfo,
    Event,
    LeadEvent,
    PageImage,
    SentenceEvent,
    Short,
)

__all__ = ["drawn_page", "page_of", "with_places"]


class Places(Protocol):
    """Knows where quotes stand."""

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes of a quote on its pages."""
        ...

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in."""
        ...


def with_places(event: Event, places: Places) -> Event:
    """Return an event with boxes and cells of every citation it carries; events without citations as they are."""
    if isinstance(event, SentenceEvent | LeadEvent):
        return replace(event, sentence=_sentence(event.sentence, places))
    if isinstance(event, AnswerEvent):
        return AnswerEvent(answer=_answer(event.answer, places))
    return event


def _answer(answer: Answer, places: Places) -> Answer:
    sentences = tuple(_sentence(sentence, places) for sentence in answer.sentences)
    return replace(answer, sentences=sentences, short=answer.short and _short(answer.short, places))


def _short(short: Short, places: Places) -> Short:
    """The short answer, its citation naming the cell that says it and not the whole row."""
    citation = _citation(short.citation, places)
    if len(citation.cells) > 1:
        cells = told_cells(citation.cells, citation.quote, short.text, offset=citation.start)
        citation = replace(citation, cells=cells)
    return replace(short, citation=citation)


def _sentence(sentence: AnswerSentence, places: Places) -> AnswerSentence:
    return replace(sentence, citations=tuple(_citation(citation, places) for citation in sentence.citations))


def _citation(citation: Citation, places: Places) -> Citation:
    if citation.boxes or citation.cells:
        return citation
    place = (citation.document.id, citation.start, citation.end)
    return replace(citation, boxes=places.boxes(*place), cells=places.cells(*place))


def drawn_page(
    reader: IndexReader, document_id: str, number: int, *, longest_side: int, settings: ReadingSettings
) -> PageImage:
    """Return a page of a document, drawn from its file in the corpus.

    Args:
        reader: The index.
        document_id: An id that is in it.
        number: Which page, from 1.
        longest_side: Dots along the longer side, 1 to 4,000.
        settings: Limits.

    Raises:
        ReadingError: As for :func:`kotae.parsing.page_image`.
    """
    info = next(info for info in reader.documents if info.id == document_id)
    return page_of(
        info,
        reader.file_of(document_id),
        number,
        corpus=reader.manifest.corpus,
        longest_side=longest_side,
        settings=settings,
    )


def page_of(
    info: DocumentInfo,
    file: SourceFile,
    number: int,
    *,
    corpus: str,
    longest_side: int,
    settings: ReadingSettings,
) -> PageImage:
    """Return a page of a document; as :func:`drawn_page`.

    Args:
        info: The document.
        file: What it was read from.
        number: Which page, from 1.
        corpus: The folder of documents.
        longest_side: Dots along the longer side, 1 to 4,000.
        settings: Limits.

    Raises:
        ReadingError: As for :func:`kotae.parsing.page_image`.
    """
    return page_image(
        Path(corpus) / file.path,
        relative_path=file.path,
        inner=info.path.removeprefix(file.path),
        sha256=file.sha256,
        page=number,
        longest_side=longest_side,
        settings=settings,
    )
