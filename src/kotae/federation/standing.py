"""Whether another kotae has answered lately: one that is dead costs the others' answers no time."""

import math
import threading
import time
from collections.abc import Callable
from typing import Final

from kotae.errors import FederationError

__all__ = ["Standing"]

# One slow answer, or a model that is loaded at the first question, isn't a machine that is gone.
_IN_A_ROW: Final = 3


class Standing:
    """Counts how often a kotae was silent in a row; safe to use from many threads.

    Args:
        aside_s: How long one that was silent three times isn't asked.
        clock: Tells seconds, from any beginning.
    """

    def __init__(self, aside_s: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._aside_s = aside_s
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = -math.inf
        self._reason: FederationError | None = None

    def answered(self) -> None:
        """Remember that it answered."""
        with self._lock:
            self._failures, self._reason, self._until = 0, None, -math.inf

    def failed(self, reason: FederationError) -> FederationError:
        """Remember that it didn't, and return the reason; after the third time it is put aside, again after each try."""
        with self._lock:
            self._failures += 1
            self._reason = reason
            if self._failures >= _IN_A_ROW:
                self._until = self._clock() + self._aside_s
        return reason

    def aside(self) -> FederationError | None:
        """Return why it isn't asked now, and when it will be; None where it may be asked."""
        with self._lock:
            left, reason = self._until - self._clock(), self._reason
        if reason is None or left <= 0:
            return None
        seconds = math.ceil(left)
        return FederationError(
            "{reason}, several times in a row: it is put aside and asked again in {seconds} s",
            reason=reason,
            seconds=seconds,
        )
