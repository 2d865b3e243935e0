"""What was decided to be a row → the row: its value as written, what it belongs to, the citation."""

from collections.abc import Mapping
from typing import Final

from kotae.cells import cells_of
from kotae.gathering.candidates import Candidate
from kotae.gathering.deciding import Decided
from kotae.gathering.records import Row
from kotae.gathering.results import decimal_of
from kotae.records import Citation, Document

__all__ = ["row_of"]

_MAX_TEXT: Final = 300


def row_of(decided: Decided, dates: Mapping[str, tuple[str, str]], *, by: str = "") -> Row:
    """Return a candidate as a row with its citation.

    Args:
        decided: What was found.
        dates: A document's id → its day and where that stands.
        by: What it is put under.
    """
    candidate = decided.candidate
    document, place, amount = candidate.document, candidate.place, candidate.amount
    cells = cells_of(document, place.start, place.end)
    quoted = document.text[place.start : place.end]
    cited = (
        place if cells or candidate.unit.end == candidate.unit.start else candidate.unit
    )  # in prose the whole sentence
    day, said = dates.get(document.info.id, ("", ""))
    citation = Citation(
        start=cited.start,
        end=cited.end,
        document=document.info,
        quote=document.text[cited.start : cited.end],
        page=_page(document, cited.start),
        heading=_heading(document, cited.start),
        cells=cells,
    )
    key = amount.key if amount is not None else ""
    number = (
        decimal_of(amount.quantity.value)
        if amount is not None and amount.quantity.kind not in ("date", "time")
        else None
    )
    row_cells = candidate.record.cells if candidate.record.kind == "row" else ()
    entity = _entity(candidate)
    return Row(
        entity=entity,
        text=quoted[:_MAX_TEXT],
        key=key,
        number=number,
        unit=amount.unit if amount is not None and number is not None else "",
        label=amount.label[:_MAX_TEXT] if amount is not None and row_cells else "",
        context=" | ".join(cell.text for cell in row_cells)[:_MAX_TEXT] if row_cells else citation.heading,
        date=day,
        date_from=said,
        citation=citation,
        sure=decided.sure,
        group=candidate.group,
        by=by,
    )


def _entity(candidate: Candidate) -> str:
    """The name of a row, with the words beside it that have no amount; a document's title."""
    if candidate.record.kind != "row" or candidate.whole:
        return candidate.document.info.title
    amounts = candidate.record.amounts
    words = [
        cell.text
        for cell in candidate.record.cells
        if not any(cell.start <= amount.start < cell.end for amount in amounts)
    ]
    return " ".join(words[:2] or [candidate.record.cells[0].text])[:_MAX_TEXT]


def _block(document: Document, at: int) -> int:
    return next((place for place, block in enumerate(document.blocks) if block.start <= at < block.end), -1)


def _page(document: Document, at: int) -> int | None:
    place = _block(document, at)
    return document.blocks[place].page if place >= 0 else None


def _heading(document: Document, at: int) -> str:
    place = _block(document, at)
    return " › ".join(document.blocks[place].headings) if place >= 0 else ""
