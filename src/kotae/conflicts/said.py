"""What is said of contradictions and differences, on the command line and on the page."""

from collections.abc import Mapping
from typing import Final

from kotae.conflicts.records import Conflict, ConflictKind, Difference, Reason
from kotae.messages import Message

__all__ = ["KINDS", "REASONS", "side_names"]

KINDS: Final[Mapping[ConflictKind, Message]] = {
    "number": Message("another number"),
    "date": Message("another date or time"),
    "name": Message("another name"),
    "denial": Message("denied"),
}
"""What two papers say differently."""

REASONS: Final[Mapping[Reason, Message]] = {
    "other period": Message("they are about different periods"),
    "other subject": Message("they are about different things"),
    "other parties": Message("they are contracts with different parties"),
    "same amount": Message("the same amount in another unit"),
    "rounded": Message("one of them is rounded"),
    "less exact": Message("one of them is only less exact"),
    "within a limit": Message("one is a limit, the other keeps it"),
    "other measure": Message("measured otherwise (average, total, plan)"),
    "superseded": Message("one is an older version"),
}
"""Why two statements that differ don't contradict one another."""


def side_names(one: Conflict | Difference) -> tuple[Message, Message]:
    """Return what each side is called: the newer and the older one, where both papers are dated."""
    newer, older = one.sides
    if newer.date and older.date and newer.date != older.date:
        return Message("the newer one says"), Message("the older one says")
    return Message("one says"), Message("the other says")
