"""What a proof of gathered rows holds: each row with its place, the numbers made of them, and the certificate of what was read.

The law is that of :mod:`kotae.proof.content`: what stands here can be made again from the documents and the question, or is
held by the seal alone and named so (:data:`ROWS_SEALED_ONLY`).
"""

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from kotae.proof.content import BaseProof
from kotae.proof.part import MOST, Count, Part
from kotae.records import Language

__all__ = [
    "ROWS_SEALED_ONLY",
    "Cutting",
    "ProvedGathered",
    "ProvedResult",
    "ProvedRow",
    "ProvedValue",
    "RowsProof",
]

ROWS_SEALED_ONLY: Final = ("sure", "group", "by", "missing", "notes", "cutting")
"""Parts of what was gathered that documents and question alone don't say again: they depend on all papers, or on the reader."""

_Decimal = Annotated[str, Field(pattern=r"^-?[0-9]{1,400}(\.[0-9]{1,400})?$")]


class ProvedValue(Part):
    """What a row says; as in :class:`kotae.gathering.Row`, the number written out."""

    entity: str
    text: str
    key: str
    number: _Decimal | None
    unit: str
    label: str
    context: str
    date: str
    date_from: str


class ProvedRow(Part):
    """A row: what it says, which of the proof's citations it rests on, and where the same thing stands again."""

    said: ProvedValue
    citation: Count
    also: Annotated[tuple[Count, ...], Field(max_length=MOST)]
    sure: bool
    group: Annotated[int, Field(ge=-1, le=1)]
    by: str


class ProvedResult(Part):
    """A number made of rows; as in :class:`kotae.gathering.Result`, written out."""

    operation: str
    unit: str
    value: _Decimal
    terms: Annotated[tuple[Count, ...], Field(max_length=MOST)]
    group: str


class Cutting(Part):
    """How documents were cut into passages, as in :class:`kotae.passages.PassageSplitter`: what isn't a table is read by that."""

    max_chars: Annotated[int, Field(ge=10)]
    left_out: tuple[str, ...]


class ProvedGathered(Part):
    """All there is to a question, as it was found.

    Attributes:
        operation: What it wants.
        language: The question's.
        rows: In order.
        results: The numbers made of them.
        missing: Words of the question that stand in nothing that was read.
        notes: What had to be known beside it.
        cutting: How documents were cut into passages.
    """

    operation: str
    language: Language
    rows: Annotated[tuple[ProvedRow, ...], Field(max_length=MOST)]
    results: Annotated[tuple[ProvedResult, ...], Field(max_length=MOST)]
    missing: Annotated[tuple[str, ...], Field(max_length=MOST)]
    notes: Annotated[tuple[str, ...], Field(max_length=MOST)]
    cutting: Cutting


class RowsProof(BaseProof):
    """A proof of gathered rows; its certificate names the documents that were read to their end as searched.

    Attributes:
        gathered: What was found.
    """

    version: Literal[3]
    form: Literal["quotes"]
    gathered: ProvedGathered

    def used(self) -> Iterator[tuple[str, int]]:
        """Yield each part that rests on a citation, with its number."""
        for number, row in enumerate(self.gathered.rows):
            for citation in (row.citation, *row.also):
                yield f"gathered.rows.{number}", citation
