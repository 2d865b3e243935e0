"""What was decided to be a row → the row: its value as written, what it belongs to, the citation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kotae.answering.table_rows import CELLS
from kotae.citations import citation_of
from kotae.gathering.candidates import Candidate
from kotae.gathering.deciding import Decided
from kotae.gathering.records import Row
from kotae.gathering.results import decimal_of

__all__ = ["row_of"]

# For lists on a screen; the citation holds all of it.
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
    citation = citation_of(document, place)
    quoted = citation.quote
    if not citation.cells and candidate.unit.end > candidate.unit.start:
        # A value in prose says nothing alone: its whole sentence is cited.
        citation = replace(citation_of(document, candidate.unit), cells=())
    day, said = dates.get(document.info.id, ("", ""))
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
        label=amount.label[:_MAX_TEXT] if amount is not None and not amount.beside else "",
        context=CELLS.join(cell.text for cell in row_cells)[:_MAX_TEXT] if row_cells else citation.heading,
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
    words = [cell.text for cell in candidate.record.worded]
    return " ".join(words[:2] or [candidate.record.cells[0].text])[:_MAX_TEXT]
