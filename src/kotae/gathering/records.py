"""What gathering gives: rows with their places, results made of them alone, and what was read for them.

Amounts are :class:`~decimal.Decimal`: a sum of cited values is exact or it is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kotae.question import Operation
from kotae.records import Citation, Language, LeftOut
from kotae.records.reasons import Reasoned

__all__ = [
    "Certificate",
    "GatherProgress",
    "Gathered",
    "LibraryCertificate",
    "Operation",
    "Result",
    "Row",
    "Unread",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was found, with its place.

    Attributes:
        entity: What the value belongs to: the row's name in a table, else the document's title.
        text: The value as it is written; a whole sentence where no value was asked for.
        key: Its normal form, the same in both languages (``JPY:120000``, ``date:2026-03-31``, ``number:5``);
            empty for words.
        number: The amount; None for dates and words.
        unit: Of the amount: ``JPY``, ``percent``, ``day``; empty where none is known.
        label: What the document calls the value; may be empty.
        context: The rest of the row, or the headings.
        date: The document's own date, ISO 8601; empty where it says none.
        date_from: Where that date stands: ``"metadata"``, ``"path"``, ``"text"``; empty without one.
        citation: Where the value stands; in tables its own cell.
        also: Where the same thing stands again.
        sure: Whether every word of the question was met; else the reader decided.
        group: Which of two compared things it belongs to, 0 or 1; -1 where nothing is compared.
        by: What it is put under where that was asked for (a branch, a year); empty where its paper doesn't say.
    """

    entity: str
    text: str
    key: str = ""
    number: Decimal | None = None
    unit: str = ""
    label: str = ""
    context: str = ""
    date: str = ""
    date_from: str = ""
    citation: Citation
    also: tuple[Citation, ...] = ()
    sure: bool = True
    group: int = -1
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A number made of cited values alone, of one unit.

    Attributes:
        operation: How.
        unit: Of the value; ``"count"`` for a number of rows.
        value: Exact; an average is rounded to ten places where it doesn't end.
        terms: Places of the rows it was made of, from 0, in order.
        group: Whose it is, where rows were put under something or compared; empty for all of them.
    """

    operation: Operation
    unit: str
    value: Decimal
    terms: tuple[int, ...]
    group: str = ""

    def __str__(self) -> str:
        shown = f"{self.value.normalize():,f}"
        whose = f"{self.group}: " if self.group else ""
        return f"{whose}{self.operation} {shown} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Reasoned):
    """A document in scope that could not be read, and why.

    Attributes:
        path: Of its file.
        library: The name of the library it is in, where several were gone through; else empty.
    """

    path: str
    library: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was read for an answer: never more than was done.

    Attributes:
        in_scope: Documents that the conditions let through, with files there that gave no document.
        read: Of these, how many were read to their end and are still the files that were indexed.
        unread: Those that could not be read, or whose file has changed or gone since.
        left_out: How many the budget, or being stopped, left out.
        passages: Passages in the documents that were read.
        unsure: Rows given though they lack a word of the question; see :attr:`Row.sure`.
        stopped: Whether somebody stopped it.
    """

    in_scope: int = 0
    read: int = 0
    unread: tuple[Unread, ...] = ()
    left_out: int = 0
    passages: int = 0
    unsure: int = 0
    stopped: bool = False

    def __post_init__(self) -> None:
        if self.read + len(self.unread) + self.left_out != self.in_scope:
            raise ValueError("a certificate must account for every document in scope")

    @property
    def complete(self) -> bool:
        """Whether everything in scope was read."""
        return self.read == self.in_scope and not self.stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryCertificate:
    """What was read of one of several libraries."""

    library: str
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All there is to a question.

    Attributes:
        question: As asked.
        language: The question's.
        operation: What it wants.
        rows: In the order of the documents' paths, library by library;
            for extremes, and where only those were asked for, the extreme ones.
        results: One for each unit; empty for a plain list, or where no row has an amount.
        certificate: What was read, of all libraries together.
        libraries: What was read of each, where several were gone through; else empty.
        left_out: Libraries that couldn't be gone through, and that nothing here says anything about.
        missing: Words of the question that stand in nothing that was read: then there are no rows; empty where nothing was read.
        notes: What must be known beside it (several units, the budget), in the question's language.
        narrowed: The conditions it was gathered under, by name, as :attr:`kotae.records.Answer.narrowed`.
        read: Ids of the documents that were read to their end, in that order.
        seconds: How long it took.
    """

    question: str
    language: Language
    operation: Operation
    rows: tuple[Row, ...]
    results: tuple[Result, ...] = ()
    certificate: Certificate = field(default_factory=Certificate)
    libraries: tuple[LibraryCertificate, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether everything in scope of every library that was asked was read."""
        return self.certificate.complete and not self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherProgress:
    """How far a gathering is.

    Attributes:
        done: Documents dealt with.
        total: Documents in scope that will be.
        rows: Rows found so far; copies and extremes are settled at the end.
    """

    done: int
    total: int
    rows: tuple[Row, ...] = ()
