"""What a short answer asks of a dictionary: a noun phrase in the other language."""

from typing import Protocol

from kotae.records import Language

__all__ = ["Phrase"]


class Phrase(Protocol):
    """Says a short noun phrase in a language; None for what it doesn't know."""

    def __call__(self, written: str, target: Language, *, person: bool = False) -> str | None:
        """Return the phrase in the language wanted."""
        ...
