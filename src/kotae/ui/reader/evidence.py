"""What is marked in a document: places in reading order, from an answer or as the reader's script names them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kotae.records import Document, Span
from kotae.ui.escaping import joined_spans
from kotae.ui.reader.inline import Mark

__all__ = ["asked_marks", "asked_places", "number_evidence"]

_MAX_MARKS: Final = 500
_PLACE: Final = re.compile(r"(\d{1,11})-(\d{1,11})", re.ASCII)


def number_evidence(document: Document, places: Iterable[Span]) -> tuple[Mark, ...]:
    """Return the places in reading order, overlapping ones joined, numbered from 1."""
    joined = joined_spans(places, first=0, last=len(document.text))
    return tuple(Mark(start=start, end=end, number=n) for n, (start, end) in enumerate(joined, start=1))


def asked_marks(document: Document, request: Mapping[str, Any]) -> tuple[Mark, ...]:
    """Return the evidence that a request of the reader's script names in ``marks``."""
    return number_evidence(document, asked_places(document, request.get("marks"), most=_MAX_MARKS))


def asked_places(document: Document, given: object, *, most: int) -> Iterator[Span]:
    """Yield the places that a browser wrote as ``"start-end"``; those out of range are left out.

    Args:
        document: What they lie in.
        given: A list of them; anything else has none.
        most: How many of the list are looked at.
    """
    for written in given[:most] if isinstance(given, list) else ():
        found = _PLACE.fullmatch(written) if isinstance(written, str) else None
        if found and (start := int(found[1])) < (end := int(found[2])) <= len(document.text):
            yield Span(start=start, end=end)
