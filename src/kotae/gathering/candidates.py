"""What of a document can be a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kotae.gathering.choosing import Days
from kotae.gathering.units import Amount, Cell, Record
from kotae.records import Document, Span

__all__ = ["Candidate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What can be a row.

    Attributes:
        document: Where.
        record: What it is of.
        amount: The value; None where words are the value.
        place: The span of the value: the amount, a cell, or a sentence.
        unit: What is cited and read: the row, or the sentence.
        met: How well each word was met, wherever.
        values: Words met as a value, a name or in what stands above: they tell one thing from another.
        rivals: Other amounts of its kind in the record that fit the question's words as well.
        beaten: Those that fit them less.
        titled: Words that only its title or its path says.
        only: Whether the row of a table, or the paper, has no other amount that can be the value.
        labels: Words met by what the table calls its columns.
        called: Words met by what its paper calls the value.
        days: When it is, first and last day; None where nothing says it.
        form: The labelled values of its paper.
        total: Whether it is a line of totals.
        whole: Whether it stands for its whole paper.
        group: Which of the compared things it belongs to; -1 where nothing is compared.
        few: Whether it is no row by itself: it meets too little of the question, or lies beside the folder of what is asked for.
    """

    document: Document
    record: Record
    amount: Amount | None
    place: Span
    unit: Span
    met: Mapping[str, float]
    values: frozenset[str]
    rivals: tuple[Amount, ...] = ()
    beaten: tuple[Amount, ...] = ()
    titled: frozenset[str] = frozenset()
    only: bool = False
    labels: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    days: Days | None = None
    form: tuple[Cell, ...] = ()
    total: bool = False
    whole: bool = False
    group: int = -1
    few: bool = False

    @property
    def folder(self) -> tuple[str, str]:
        """The library and the folder its paper lies in."""
        info = self.document.info
        return info.library, str(PurePosixPath(info.path).parent)

    @property
    def untitled(self) -> bool:
        """Whether the paper has no title of its own, only its file's name."""
        return self.document.info.title == PurePosixPath(self.document.info.path).stem
