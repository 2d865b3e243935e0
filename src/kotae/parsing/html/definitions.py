"""Terms that wait for what defines them."""

import re
from dataclasses import dataclass, field
from typing import Final

__all__ = ["WaitingTerms"]

_ENDS: Final = re.compile(r"[:：?？。.!！]\Z")


@dataclass(slots=True)
class WaitingTerms:
    """The terms of a list of definitions that nothing was said of yet."""

    _waiting: list[str] = field(default_factory=list)

    def add(self, term: str) -> None:
        """Keep a term until its definition comes; an empty one is none."""
        if term:
            self._waiting.append(term)

    def defined(self, content: str) -> str:
        """Return a definition behind the terms it defines, which wait no longer."""
        terms = self.taken()
        if not terms:
            return content
        named = ", ".join(terms)
        return f"{named}{' ' if _ENDS.search(named) else ': '}{content}"

    def taken(self) -> list[str]:
        """Return the terms that wait, in order; none waits afterwards."""
        terms, self._waiting = self._waiting, []
        return terms
