"""A document's records against a wish: which of them can be rows, by which value, and which words they lack."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypedDict

from kotae.answering.table_rows import CELLS
from kotae.gathering.candidates import Candidate
from kotae.gathering.choosing import (
    Above,
    Days,
    chosen_amount,
    days_about,
    days_above,
    fitting_amounts,
    named_group,
    ranked_amounts,
    summable,
    within_dates,
)
from kotae.gathering.concepts import Concepts, joined
from kotae.gathering.papers_as_one import as_one, is_total, series_of
from kotae.gathering.units import Amount, Cell, Record, around
from kotae.gathering.wish import Wish
from kotae.passages import HEADING_SEPARATOR
from kotae.records import Document, Span

__all__ = ["candidates_of"]

# What stands beside the words that answer, the likelier first; a bare number or a date may be anything.
_BESIDE_WORDS: Final = ("money", "percent", "count")
# Below it a row shares a common word with the question and no more.
_LEAST_SHARE: Final = 0.3
# Longer ones are notices, or a mail that is quoted.
_MOST_CLOSING: Final = 200
# Equal but for the rounding of sums.
_ALIKE: Final = 1e-6


def candidates_of(
    document: Document, records: Sequence[Record], wish: Wish, concepts: Concepts, date: datetime.date | None
) -> Iterator[Candidate]:
    """Yield what can be a row of a document; one where a paper with a number of its own is what is asked for.

    Args:
        document: As stored.
        records: Of it.
        wish: What is wanted.
        concepts: Meets the question's words.
        date: The document's own; None for none.
    """
    title = f"{document.info.title}\n{re.sub(r'[/_.-]', ' ', document.info.path)}\n{_closing(document)}"
    above = Above(text=title, met=concepts.degrees(title), date=date)
    rows = [record for record in records if record.kind == "row"]
    whole = [record for record in records if record.kind != "row"]
    form = tuple(cell for record in whole for cell in record.cells)
    over = above
    if rows and series_of(document.info):  # what a paper that is one thing says holds for its lines
        said = [document.text[one.start : one.end] for record in whole for one in record.sentences]
        said += [cell.text for cell in form]
        over = replace(above, met=joined(above.met, *map(concepts.degrees, said)))
    found = [one for record in rows for one in _of_cells(document, record, wish, concepts, over)]
    # The prose beside a table that says it row by row would give the same amounts again.
    if not (
        rows
        and wish.kinds
        and any(fitting_amounts(record, wish) for record in rows)
        and _told_by_rows(rows, wish, concepts)
    ):
        found += _of_document(document, whole, wish, concepts, above) if whole else []
    for one in as_one(found, sum(not is_total(record) for record in rows), wish, concepts):
        yield replace(one, form=form)


def _is_mail(document: Document) -> bool:
    return {"from", "date"} <= document.metadata.keys()


def _closing(document: Document) -> str:
    """The lines a mail closes with, which no passage holds: whose it is."""
    last = document.blocks[-1] if document.blocks and _is_mail(document) else None
    if last is None or last.kind != "references" or last.end - last.start > _MOST_CLOSING:
        return ""
    text = document.text[last.start : last.end]
    return "" if re.search(r"^\s*[>＞|]", text, re.MULTILINE) else text


def _told_by_rows(rows: Sequence[Record], wish: Wish, concepts: Concepts) -> bool:
    """Whether the labels of a table say what is asked for, so that the prose around it needn't."""
    best = max(
        (
            concepts.worth(concepts.degrees(amount.label))
            for row in rows
            for amount in fitting_amounts(row, wish)
        ),
        default=0.0,
    )
    return best > 0


def _of_cells(
    document: Document, record: Record, wish: Wish, concepts: Concepts, above: Above
) -> Iterator[Candidate]:
    """A row of a table."""
    group = named_group(f"{record.text}\n{above.text}\n{record.heading}", wish)
    total = is_total(record)
    if group is None or (total and not wish.totals):
        return
    labels = [concepts.degrees(cell.label) for cell in record.cells]
    values = [concepts.degrees(cell.text) for cell in record.worded]
    # A table that keeps its form has its labels among the headings: they name columns, not what the row is about.
    headings = (part for part in record.heading.split(HEADING_SEPARATOR) if CELLS not in part)
    head = joined(above.met, *map(concepts.degrees, headings))
    value_met = joined(*values, head)
    met = joined(value_met, *labels, concepts.degrees(record.heading))
    ranked = ranked_amounts(summable(record.amounts, document, wish), wish, concepts)
    unit = Span(start=record.start, end=record.end)
    chosen = chosen_amount(ranked, wish)
    days, dated = days_about(record, concepts, above, record.heading)
    if not _lies_within(chosen, record, wish, days, above):
        return
    called = concepts.degrees(chosen.label) if chosen is not None else {}
    met = joined(met, called, dated if wish.dates else {})
    bounded = (
        bool(wish.amounts) and chosen is not None
    )  # the bound's own unit speaks for it; the reader decides
    few = concepts.share(met) < _LEAST_SHARE and not wish.names_things
    if few and not bounded:
        return
    place: Span = chosen if chosen is not None else _telling_cell(record, concepts)
    yield Candidate(
        document=document,
        record=record,
        amount=chosen,
        place=place,
        unit=unit,
        met=met,
        values=frozenset(value_met),
        **_others(ranked, chosen),
        titled=frozenset(joined(above.met, head)) - frozenset(joined(*values, *labels)),
        only=not few
        and (
            chosen is None
            or len({amount.key for _, amount in ranked if amount.quantity.kind == chosen.quantity.kind}) == 1
        ),
        labels=frozenset(joined(*labels, concepts.degrees(record.heading))),
        called=frozenset(called),
        days=_day(days, wish),
        total=total,
        group=group if wish.compared else -1,
    )


def _day(days: Sequence[Days], wish: Wish) -> Days | None:
    """The one of several dates that the question means."""
    return next((each for each in days if within_dates(wish, [each])), None)


class _Others(TypedDict):
    rivals: tuple[Amount, ...]
    beaten: tuple[Amount, ...]


def _others(ranked: Sequence[tuple[float, Amount]], chosen: Amount | None) -> _Others:
    """The other amounts of a value's kind, apart: those that fit as well, and those that fit less."""
    if chosen is None:
        return {"rivals": (), "beaten": ()}
    others = [
        (ranked[0][0] - score < _ALIKE, amount)
        for score, amount in ranked[1:]
        if amount.key != chosen.key and amount.quantity.kind == chosen.quantity.kind
    ]
    return {
        "rivals": tuple(amount for alike, amount in others if alike),
        "beaten": tuple(amount for alike, amount in others if not alike),
    }


def _lies_within(
    chosen: Amount | None, record: Record, wish: Wish, days: Sequence[Days], above: Above
) -> bool:
    """Whether a row lies within the question's bounds; one without an amount only where none is asked for."""
    if chosen is not None:
        return chosen.quantity.kind == "date" or within_dates(wish, days)
    if wish.needs_amount or wish.amounts:
        return False
    return within_dates(wish, days_above(above, record.heading))


def _telling_cell(record: Record, concepts: Concepts) -> Cell:
    """The cell that meets most of the question, by its label or its value; the first where none does."""
    return max(
        record.cells,
        key=lambda cell: concepts.worth(joined(concepts.degrees(cell.label), concepts.degrees(cell.text))),
    )


def _of_document(
    document: Document, records: Sequence[Record], wish: Wish, concepts: Concepts, above: Above
) -> Iterator[Candidate]:
    """A document that is about one thing: its form and its prose together."""
    texts = [
        record.text or "\n".join(f"{cell.label}: {cell.text}" for cell in record.cells) for record in records
    ]
    group = named_group("\n".join((above.text, *texts)), wish)
    if group is None:
        return
    cells = [cell for record in records for cell in record.cells]
    sentences = [sentence for record in records for sentence in record.sentences]
    told = [document.text[one.start : one.end] for one in sentences]
    amounts = [amount for record in records for amount in record.amounts]
    if _is_mail(document):  # when a mail was sent nothing of what it tells happened
        told_of = [one for one in amounts if one.days != (above.date, above.date)]
        amounts = told_of if any(one.days for one in told_of) else amounts
    worded = (concepts.degrees(cell.text) for record in records for cell in record.worded)
    value_met = joined(above.met, *worded)
    met = joined(value_met, *(concepts.degrees(cell.label) for cell in cells), *map(concepts.degrees, told))
    whole = Record(
        kind="prose", start=0, end=len(document.text), amounts=tuple(amounts), sentences=tuple(sentences)
    )
    if not wish.kinds and not wish.dates:
        yield from _by_words(
            document, whole, cells, sentences, met, value_met, concepts, group if wish.compared else -1
        )
        return
    ranked = ranked_amounts(summable(amounts, document, wish), wish, concepts)
    chosen = chosen_amount(ranked, wish)
    if chosen is None:
        return
    days, dated = days_about(whole, concepts, above, "")
    if chosen.quantity.kind != "date" and not within_dates(wish, days):
        return
    called, others = concepts.degrees(chosen.label), _others(ranked, chosen)
    met = joined(met, called, dated if wish.dates else {})
    yield Candidate(
        document=document,
        record=whole,
        amount=chosen,
        place=chosen,
        unit=around(document, chosen, sentences),
        met=met,
        values=frozenset(value_met),
        **others,
        only=chosen.quantity.kind != "date" and not any(others.values()),
        called=frozenset(called),
        days=_day(days, wish),
        group=group if wish.compared else -1,
        few=concepts.share(met) < _LEAST_SHARE and not wish.names_things,
    )


def _by_words(
    document: Document,
    whole: Record,
    cells: Sequence[Cell],
    sentences: Sequence[Span],
    met: Mapping[str, float],
    value_met: Mapping[str, float],
    concepts: Concepts,
    group: int,
) -> Iterator[Candidate]:
    """The sentence or the cell that meets most of the question, with the amount in it, if it has one."""
    places: list[tuple[float, Span]] = [
        *((concepts.worth(concepts.degrees(document.text[one.start : one.end])), one) for one in sentences),
        *(
            (concepts.worth(joined(concepts.degrees(cell.label), concepts.degrees(cell.text))), cell)
            for cell in cells
        ),
    ]
    if not places:
        return
    _, unit = max(places, key=lambda pair: pair[0])
    amount = next(
        (
            one
            for kind in _BESIDE_WORDS
            for one in whole.amounts
            if one.quantity.kind == kind and unit.start <= one.start < unit.end
        ),
        None,
    )
    yield Candidate(
        document=document,
        record=whole,
        amount=amount,
        place=amount or unit,
        unit=unit,
        met=met,
        values=frozenset(value_met),
        group=group,
    )
