"""Whether of two statements one is of an older version of a paper: what versions are, ``gathering/editions.py`` says."""

from kotae.conflicts.statements import Statement

__all__ = ["is_superseded"]


def is_superseded(one: Statement, other: Statement) -> bool:
    """Return whether one of two papers is an older version of the other, or calls itself superseded."""
    return (
        one.edition.differs_from(other.edition)
        or _is_of_an_older_edition(one, other)
        or _is_of_an_older_edition(other, one)
    )


def _is_of_an_older_edition(one: Statement, other: Statement) -> bool:
    """Whether a paper of a year has a newer edition in the library, and another paper doesn't speak of that year."""
    return bool(one.outdated) and not other.outdated and not one.outdated & other.years(None)
