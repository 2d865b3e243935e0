"""A reader that reads nothing twice for one question.

What is looked at closely before everything is read is mostly looked at again at the end, and so is a rival of it.
"""

from collections.abc import Sequence

from kotae.answering.evidence import PassageReader
from kotae.reader import Reading
from kotae.records import Passage

__all__ = ["ReadOnce"]


class ReadOnce:
    """Remembers what it read, for as long as one question is answered.

    Args:
        reader: Reads what wasn't read yet.
    """

    def __init__(self, reader: PassageReader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, Passage], Reading] = {}

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        """Return a reading for every passage, in order."""
        new = [passage for passage in dict.fromkeys(passages) if (question, passage) not in self._read]
        if new:
            readings = self._reader.read(question, new)
            self._read |= {
                (question, passage): reading for passage, reading in zip(new, readings, strict=True)
            }
        return tuple(self._read[question, passage] for passage in passages)
