"""The reading aid as the page has it: made in the background, so that nobody waits for a dictionary."""

import threading
from collections.abc import Callable

from kotae.answering.rendering.reading_aid import Aid, load_aid
from kotae.errors import ModelError

__all__ = ["PreparedAid"]


class PreparedAid:
    """The reading aid once it is there: the very first time, its dictionary takes seconds to make.

    Args:
        load: Makes the aid.
    """

    def __init__(self, load: Callable[[], Aid] = load_aid) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._aid: Aid | None = None
        self._error: ModelError | None = None

    def get(self, wait: float = 1.0) -> Aid | None:
        """Return the aid; None while it is still being made.

        Args:
            wait: How long to wait for it, in seconds.

        Raises:
            ModelError: A dictionary is missing or damaged.
        """
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._prepare, name="kotae-reading-aid", daemon=True)
                self._thread.start()
        self._thread.join(wait)
        if self._error is not None:
            raise self._error
        return self._aid

    def _prepare(self) -> None:
        try:
            self._aid = self._load()
        except ModelError as error:  # raised where it is waited for
            self._error = error
