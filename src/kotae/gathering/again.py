"""Rows and numbers made again from their papers, for whoever checks what was gathered elsewhere.

What a place of a paper can be as a row, and what a question makes of rows, by the code that gathers; which papers are looked
at and which of their rows are taken isn't asked again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kotae.gathering.candidates import Candidate
from kotae.gathering.counted import counted_in
from kotae.gathering.dates import document_day
from kotae.gathering.deciding import Decided
from kotae.gathering.grouping import grouping_in
from kotae.gathering.records import Operation, Result, Row
from kotae.gathering.results import results_of
from kotae.gathering.rows import row_of
from kotae.gathering.units import Amount, Record, records_of
from kotae.gathering.wish import read_wish
from kotae.question import Question
from kotae.records import Document, Span

__all__ = ["numbers_again", "rows_at"]


def rows_at(document: Document, sentences: Sequence[Span]) -> Callable[[Span], Iterator[Row]]:
    """Return what gives the rows that cite a place of a document, in no order and some of them twice.

    Args:
        document: As read.
        sentences: Of its passages, in order.
    """
    records = records_of(document, sentences)
    told = [one for one in records if one.kind != "row"]
    # A paper that is about one thing gives one row of all that isn't a table.
    paper = Record(
        kind="prose",
        start=0,
        end=len(document.text),
        amounts=tuple(amount for one in told for amount in one.amounts),
        sentences=tuple(one for record in told for one in record.sentences),
    )
    day, said = document_day(document)
    dates = {document.info.id: (day.isoformat() if day else "", said)}

    def found(cited: Span) -> Iterator[Row]:
        for record in (*(one for one in records if one.kind == "row"), paper):
            if record.start >= cited.end or cited.start >= record.end:
                continue
            inside = [one for one in record.amounts if cited.start <= one.start and one.end <= cited.end]
            values: list[tuple[Span, Amount | None]] = [(cited, None), *((one, None) for one in inside)]
            values += [(one, one) for one in inside]
            for place, amount in values:
                one = Candidate(
                    document=document,
                    record=record,
                    amount=amount,
                    place=place,
                    unit=cited,
                    met={},
                    values=frozenset(),
                )
                for candidate in (one, replace(one, whole=True)):
                    yield row_of(Decided(candidate=candidate, sure=True), dates)

    return found


def numbers_again(question: Question, rows: Sequence[Row]) -> Iterator[tuple[Operation, tuple[Result, ...]]]:
    """Yield what a question may want of rows, with the numbers it then makes of them.

    Two where numbers that papers state may be what is asked for; which it was depends on the papers.
    """
    asked = grouping_in(question.text)
    wish = read_wish(question, grouped=[(asked.start, asked.end)] if asked else [])
    counted = counted_in(wish)
    for one in (wish, *((counted.wish,) if counted else ())):
        yield (
            one.operation,
            results_of(rows, one.operation, grouped=asked is not None, compared=one.compared, each=one.each),
        )
