"""A mail whose quoted history answers, and what its newest message says about the same."""

from collections.abc import Callable, Sequence
from typing import Final

from kotae.answering.evidence import Evidence

__all__ = ["newer_message"]

# A sentence with so much of the question's words at least is about what is asked.
_ABOUT: Final = 0.3


def newer_message(evidence: Sequence[Evidence], held: Callable[[str], float]) -> Evidence | None:
    """Return what the newest message of a mail says about what its quoted history answers best; None where it says nothing.

    Args:
        evidence: Best first.
        held: How much of the question's words a text holds, in [0, 1].
    """
    if not evidence or not evidence[0].hit.passage.is_history:
        return None
    mail = evidence[0].hit.passage.document.id
    newer = (
        other
        for other in evidence[1:]
        if other.hit.passage.document.id == mail and not other.hit.passage.is_history
    )
    return next((other for other in newer if held(other.text) >= _ABOUT), None)
