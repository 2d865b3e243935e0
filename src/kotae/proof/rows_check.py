"""Whether gathered rows are what stands at their places, and whether the numbers are those of the rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kotae.folding import fold
from kotae.proof.documents import Held
from kotae.proof.findings import Finding, Verdict, found
from kotae.proof.gathered import Cutting, ProvedGathered, ProvedRow, ProvedValue, RowsProof
from kotae.records import Document

__all__ = ["Again", "Numbers", "check_rows"]

ValuesAt: TypeAlias = Callable[[int, int], Iterable[ProvedValue]]
"""Gives what the rows can say that cite a span of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a question may make of rows: its language, how, and the numbers as :class:`ProvedResult` has them."""

    language: str
    operation: str
    results: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """How rows and numbers are made again.

    Attributes:
        values: Reads a document, cut as the proof says.
        numbers: What the question makes of the rows; several where papers decide.
        kotae: The version that does it.
    """

    values: Callable[[Document, Cutting], ValuesAt]
    numbers: Callable[[str, Sequence[ProvedRow]], Iterable[Numbers]]
    kotae: str


def check_rows(proof: RowsProof, documents: Sequence[Held], again: Again) -> Iterator[Finding]:
    """Yield what is found of the rows and of the numbers made of them.

    Args:
        proof: Every citation it names is there.
        documents: Its documents, as far as they could be had.
        again: Makes rows and numbers again.
    """
    read: dict[int, ValuesAt] = {}
    for number, row in enumerate(proof.gathered.rows, start=1):
        yield _row(proof, documents, again, read, number, row)
    yield _numbers(proof, again)


def _row(
    proof: RowsProof,
    documents: Sequence[Held],
    again: Again,
    read: dict[int, ValuesAt],
    number: int,
    row: ProvedRow,
) -> Finding:
    where = f"gathered.rows.{number - 1}"
    verdict: Verdict = "holds"
    for place in (row.citation, *row.also):
        citation = proof.citations[place]
        held = documents[citation.document]
        if held.document is None:
            verdict = "unchecked"
            continue
        if citation.document not in read:
            read[citation.document] = again.values(held.document, proof.gathered.cutting)
        values = read[citation.document](citation.start, citation.end)
        alike = (lambda one: one == row.said) if place == row.citation else _copies(row.said)
        if not any(map(alike, values)):
            excused = held.excused or proof.made.kotae != again.kotae
            verdict = "unchecked" if excused else "fails"
            break
    return found("row", verdict, where, number=number)


def _copies(said: ProvedValue) -> Callable[[ProvedValue], bool]:
    """Return what tells whether a value says the same as another, but for signs and spaces."""

    def alike(other: ProvedValue) -> bool:
        return other.key == said.key and all(
            re.sub(r"\W", "", fold(one)).lower() == re.sub(r"\W", "", fold(again)).lower()
            for one, again in ((said.text, other.text), (said.entity, other.entity))
        )

    return alike


def _numbers(proof: RowsProof, again: Again) -> Finding:
    """Return whether the numbers are what the question makes of the rows."""
    gathered = proof.gathered
    if any(_fits(gathered, one) for one in again.numbers(proof.question, gathered.rows)):
        return found("numbers", "holds", "gathered.results")
    verdict: Verdict = "fails" if proof.made.kotae == again.kotae else "unchecked"
    return found("numbers", verdict, "gathered.results")


def _fits(gathered: ProvedGathered, made: Numbers) -> bool:
    if (gathered.language, gathered.operation) != (made.language, made.operation):
        return False
    if not gathered.rows and not gathered.results:  # of what isn't there nothing is counted
        return True
    return [one.model_dump() for one in gathered.results] == list(made.results)
