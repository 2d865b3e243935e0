"""What is found where papers are held against one another: contradictions, and what only looks like one, with the reason."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kotae.gathering import Certificate
from kotae.records import Citation

__all__ = ["Conflict", "ConflictKind", "ConflictProgress", "Conflicts", "Difference", "Reason", "Side"]

ConflictKind: TypeAlias = Literal["number", "date", "name", "denial"]
"""What two papers say differently."""

Reason: TypeAlias = Literal[
    "other period",
    "other subject",
    "other parties",
    "same amount",
    "rounded",
    "less exact",
    "within a limit",
    "other measure",
    "superseded",
]
"""Why two statements that differ don't contradict one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one paper says.

    Attributes:
        value: As written: the number, the date, the name; for a denial the whole statement.
        key: Its normal form, the same in both languages (``JPY:120000``); empty for names and denials.
        date: The document's own date, ISO 8601; empty where it says none.
        date_from: Where that date stands: ``"metadata"``, ``"path"``, ``"text"``; empty without one.
        citation: The statement, in tables the cell.
    """

    value: str
    key: str = ""
    date: str = ""
    date_from: str = ""
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two papers that contradict one another.

    Attributes:
        id: Stable: made of both paths and quotes, so a dismissed one stays dismissed until a paper says something else.
        kind: What differs.
        sides: Two, the newer first where both papers are dated; else by path.
        score: How sure it is that both speak of the same thing, above 0; for comparing, not a probability.
    """

    id: str
    kind: ConflictKind
    sides: tuple[Side, Side]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two statements about the same thing, as far as their words tell, that differ without a contradiction, and why."""

    reason: Reason
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """Where the papers in scope contradict one another.

    Attributes:
        conflicts: The surest first.
        differences: What looks alike and was understood as no contradiction.
        dismissed: Those that aren't among them because somebody dismissed them.
        certificate: What was read.
        statements: How many statements with something to check there are.
        pairs: How many pairs of them were compared.
        remembered: How many of these were known from an earlier run and not read anew.
        undecided: Pairs that the budget left unread.
        seconds: How long it took.
    """

    conflicts: tuple[Conflict, ...]
    differences: tuple[Difference, ...] = ()
    dismissed: tuple[Conflict, ...] = ()
    certificate: Certificate = field(default_factory=Certificate)
    statements: int = 0
    pairs: int = 0
    remembered: int = 0
    undecided: int = 0
    seconds: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether every document was read and every pair compared."""
        return self.certificate.complete and not self.undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictProgress:
    """How far it is: documents read, then pairs compared."""

    stage: Literal["reading", "comparing"]
    done: int
    total: int
