"""A document as what it says is compared with another paper's, wherever it lies.

Of one that stays elsewhere the asker has the passages that were found; what else is needed, its blocks there and its own
date, comes from where it lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from kotae.gathering.dates import document_day
from kotae.gathering.editions import calls_itself_old
from kotae.records import Block, Document, Passage, Span

__all__ = ["LONGEST", "Paper", "blocks_within"]

LONGEST: Final = 100_000
"""Characters of a document above which it isn't compared: taking it apart would keep the asker waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document as it is compared.

    Attributes:
        document: Its text and blocks; of one elsewhere those of the passages found, and blanks between.
        day: Its own date, ISO 8601; may be empty.
        day_from: Where that stands; see :func:`~kotae.gathering.dates.document_day`.
        old: Whether it calls itself superseded.
    """

    document: Document
    day: str
    day_from: str
    old: bool

    @classmethod
    def of(cls, document: Document) -> Self | None:
        """Return a document as it is compared; None for one of more than :data:`LONGEST` characters."""
        if len(document.text) > LONGEST:
            return None
        day, day_from = document_day(document)
        told = day.isoformat() if day else ""
        return cls(document=document, day=told, day_from=day_from, old=calls_itself_old(document))

    @classmethod
    def found(
        cls, passages: Sequence[Passage], blocks: Sequence[Block], *, day: str, day_from: str, old: bool
    ) -> Self | None:
        """Return a document of which only passages are here; None where they lie too far back to be compared.

        Args:
            passages: Of one document, at least one.
            blocks: Within the passages, in order and apart from each other.
            day: As in :class:`Paper`.
            day_from: As in :class:`Paper`.
            old: As in :class:`Paper`.
        """
        end = max(passage.end for passage in passages)
        if end > LONGEST:
            return None
        text = ["\n"] * end
        for passage in passages:
            text[passage.start : passage.end] = passage.text
        document = Document(info=passages[0].document, text="".join(text), blocks=tuple(blocks))
        return cls(document=document, day=day, day_from=day_from, old=old)


def blocks_within(document: Document, spans: Sequence[Span]) -> tuple[Block, ...]:
    """Return the blocks of a document that lie within one of some spans, in order."""
    return tuple(
        block
        for block in document.blocks
        if any(span.start <= block.start and block.end <= span.end for span in spans)
    )
