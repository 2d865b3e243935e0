"""What had to be left out of one file: as it is said, and which of its parts gave nothing for it."""

from dataclasses import dataclass, field, replace
from typing import Final

from kotae.messages import Told, Words
from kotae.parsing.confined.wire import Noted
from kotae.parsing.units import Draft

__all__ = ["LeftOut"]

_MAX_NAMED: Final = 20
# The worker says them, and may have been taken over by what it reads.
_MAX_PARTS: Final = 10_000


@dataclass(slots=True)
class LeftOut:
    """Notes on one file, in the order they were made.

    Attributes:
        notes: What is said: of the worker's, the first twenty.
    """

    notes: list[Words] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    def take(self, noted: Noted) -> None:
        """Take down what the worker says."""
        if len(self.notes) < _MAX_NAMED:
            self.notes.append(Told(en=noted.en, ja=noted.ja))
        if noted.part and len(self._parts) < _MAX_PARTS:
            self._parts.append(noted.part)

    def add(self, said: Words, *, part: str) -> None:
        """Take down a part that broke its reader, or with an empty one that the rest wasn't looked at."""
        self.notes.append(said)
        self._parts.append(part)

    def told_with(self, last: Draft) -> Draft:
        """Return the last document of the file with all of it."""
        warnings = tuple(note.both() for note in self.notes)
        return replace(last, warnings=(*last.warnings, *warnings), unread=tuple(self._parts))
