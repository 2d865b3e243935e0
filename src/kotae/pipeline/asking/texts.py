"""What stands in documents at the places that are quoted, and the refusal of quotes that don't stand there."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Final, Protocol

from kotae.citations import stands
from kotae.errors import IndexDamagedError
from kotae.records import Citation, Passage

__all__ = ["Texts", "not_standing"]

# The sources of one answer; what is gathered comes document by document.
_KEPT: Final = 32


class Holder(Protocol):
    """What documents are in: a library, or an index."""

    def holds(self, document_id: str) -> bool:
        """Return whether a document of this id is in it."""
        ...

    def text(self, document_id: str) -> str | None:
        """Return the text of a document it holds; None where its documents stay elsewhere."""
        ...


class Texts:
    """The texts of documents, each read once; of those that stay elsewhere the passages that came from there.

    Args:
        holders: The libraries.
        passages: As libraries elsewhere gave them; others may be among them.
    """

    def __init__(self, holders: Sequence[Holder], passages: Iterable[Passage] = ()) -> None:
        self._passages: dict[str, list[Passage]] = {}
        for passage in passages:
            self._passages.setdefault(passage.document.id, []).append(passage)
        # Not of a method: what refers to itself would hold the index open until it is next looked for.
        self._text = lru_cache(_KEPT)(partial(_text, tuple(holders)))
        self._stood: set[tuple[str, int, int, str]] = set()

    def at(self, document_id: str, start: int, end: int) -> str:
        """Return what stands in a document between two offsets; empty where that isn't known here."""
        text = self._text(document_id)
        if text is not None:
            return text[start:end]
        came = self._passages.get(document_id, ())
        within = (one for one in came if one.start <= start and end <= one.end)
        return next((one.text[start - one.start : end - one.start] for one in within), "")

    def refuse(self, citations: Iterable[Citation]) -> None:
        """Return nothing if all of some quotes stand where they are said to; each is looked up once, however often it is told.

        Raises:
            IndexDamagedError: One doesn't.
        """
        for citation in citations:
            place = (citation.document.id, citation.start, citation.end, citation.quote)
            if place in self._stood:
                continue
            if not stands(citation, self.at):
                raise not_standing([citation.document.path])
            self._stood.add(place)


def _text(holders: Sequence[Holder], document_id: str) -> str | None:
    holder = next((one for one in holders if one.holds(document_id)), None)
    return "" if holder is None else holder.text(document_id)


def not_standing(paths: Sequence[str]) -> IndexDamagedError:
    """Return the error of quotes of these documents that don't stand in them."""
    return IndexDamagedError(
        "What was to be quoted doesn't stand at that place of {paths}, so it isn't shown. Build the index again with "
        "`kotae index`; if that doesn't help, please report it.",
        paths=", ".join(dict.fromkeys(paths)),
    )
