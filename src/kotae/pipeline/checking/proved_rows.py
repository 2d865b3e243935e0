"""Gathered rows as a proof has them, and how they are made again from the papers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kotae import __version__
from kotae.config import Settings
from kotae.errors import ProofError
from kotae.gathering import Gathered, Result, Row
from kotae.gathering.again import numbers_again, rows_at
from kotae.gathering.papers import sentences_of
from kotae.proof.gathered import Cutting, ProvedGathered, ProvedResult, ProvedRow, ProvedValue
from kotae.proof.part import MOST
from kotae.proof.rows_check import Again, Numbers, ValuesAt
from kotae.proof.sealing import MAX_BYTES
from kotae.question import read_question
from kotae.records import Citation, Document, DocumentInfo, Span
from kotae.segmentation import Analyzer, Segmenter

__all__ = ["cutting_of", "proved_gathered", "rows_again", "too_much"]


def cutting_of(shaped: Mapping[str, object]) -> Cutting:
    """Return how an index cut its documents, of the settings that it stores."""
    passages = shaped["passages"]
    assert isinstance(passages, Mapping)
    return Cutting(max_chars=passages["max_chars"], left_out=tuple(passages["left_out"]))


def proved_gathered(
    gathered: Gathered, *, cutting: Cutting, citation: Callable[[Citation], int]
) -> ProvedGathered:
    """Return what was gathered as a proof has it.

    Args:
        gathered: What was gathered.
        cutting: How the index cut its documents.
        citation: Gives the number of a citation among the proof's.
    """
    return ProvedGathered(
        operation=gathered.operation,
        language=gathered.language,
        rows=tuple(
            ProvedRow(
                said=_value(row),
                citation=citation(row.citation),
                also=tuple(map(citation, row.also)),
                sure=row.sure,
                group=row.group,
                by=row.by,
            )
            for row in gathered.rows
        ),
        results=tuple(map(_result, gathered.results)),
        missing=gathered.missing,
        notes=gathered.notes,
        cutting=cutting,
    )


def rows_again(settings: Settings, analyzer: Analyzer, segmenter: Segmenter) -> Again:
    """Return how rows and numbers are made again here."""

    def values(document: Document, cutting: Cutting) -> ValuesAt:
        splitter = replace(
            settings.passages,
            max_chars=cutting.max_chars,
            left_out=cutting.left_out,  # type: ignore[arg-type]  # compared with kinds of blocks, whatever it is
        )
        sentences = sentences_of(splitter.split(document, segmenter.document_sentences(document)))
        found = rows_at(document, sentences)
        return lambda start, end: map(_value, found(Span(start=start, end=end)))

    def numbers(question: str, rows: Sequence[ProvedRow]) -> Iterator[Numbers]:
        read = read_question(question, analyzer)
        for operation, results in numbers_again(read, [_row(one) for one in rows]):
            yield Numbers(
                language=read.language,
                operation=operation,
                results=tuple(_result(one).model_dump() for one in results),
            )

    return Again(values=values, numbers=numbers, kotae=__version__)


def _value(row: Row) -> ProvedValue:
    return ProvedValue(
        entity=row.entity,
        text=row.text,
        key=row.key,
        number=None if row.number is None else f"{row.number:f}",
        unit=row.unit,
        label=row.label,
        context=row.context,
        date=row.date,
        date_from=row.date_from,
    )


def _result(result: Result) -> ProvedResult:
    return ProvedResult(
        operation=result.operation,
        unit=result.unit,
        value=f"{result.value:f}",
        terms=result.terms,
        group=result.group,
    )


_NOWHERE = Citation(start=0, end=0, quote="", document=DocumentInfo(id="", title="", path="", language="en"))


def _row(proved: ProvedRow) -> Row:
    """Return a row with all that numbers are made of."""
    said = proved.said
    return Row(
        entity=said.entity,
        text=said.text,
        key=said.key,
        number=None if said.number is None else Decimal(said.number),
        unit=said.unit,
        citation=_NOWHERE,
        group=proved.group,
        by=proved.by,
    )


def too_much() -> ProofError:
    """Return what to say of more rows, or more bytes, than a proof can hold."""
    return ProofError(
        "This is more than a proof can hold ({rows:,} {rows:place|places}, {limit:.0f} MB); ask for less, "
        "or narrow it by --where.",
        rows=MOST,
        limit=MAX_BYTES / 1e6,
    )
