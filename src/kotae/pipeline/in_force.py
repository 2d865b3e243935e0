"""The papers that were there on a day: a question about April 2024 isn't answered by a rule of 2025.

A paper's day is the one it gives itself (:func:`kotae.gathering.dates.document_day`); one without stays.
"""

from collections.abc import Sequence
from typing import Final

from kotae.messages import Message
from kotae.pipeline.here import document_of, is_here
from kotae.pipeline.libraries import Shelf
from kotae.records import Hit

__all__ = ["NOT_LATER", "there_on"]

NOT_LATER: Final = Message("As of {day}: papers dated later were left aside.")


def there_on(key: str, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Return the hits of papers that aren't dated later than a day, in order.

    Args:
        key: The key of a date; of a month or year its last day counts.
        hits: Passages found.
        shelf: The libraries they are from; what is of one elsewhere stays.
    """
    # Here, so that a question that names no such day doesn't load it.
    from kotae.gathering.bounds import days_of
    from kotae.gathering.dates import document_day

    days = days_of(key)
    if not days:
        return tuple(hits)
    later = set()
    for identity in {hit.passage.document.id for hit in hits}:
        holder = shelf.holder(identity)
        if holder is not None and is_here(holder):
            day, _ = document_day(document_of(holder, identity))
            if day is not None and day > days[-1]:
                later.add(identity)
    return tuple(hit for hit in hits if hit.passage.document.id not in later)
