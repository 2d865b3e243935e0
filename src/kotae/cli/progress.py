"""How a build shows where it is: one line on standard error, redrawn on a terminal only."""

import time
from types import TracebackType
from typing import TextIO

from kotae.errors import user_language
from kotae.messages import marked, translate

__all__ = ["ProgressLine"]

# Writing to a terminal for every file takes longer than reading a small one.
_REDRAW_S = 0.1
_WIDTH = 24
_STAGES = {
    "fetching": marked("Fetching files"),
    "reading": marked("Reading files"),
    "embedding": marked("Computing vectors"),
    "writing": marked("Writing the index"),
    "publishing": marked("Publishing documents"),
    "dictionary": marked("Preparing the dictionary, once on this computer"),
    "asking": marked("Asking the questions"),
    "comparing": marked("Comparing"),
}


class ProgressLine:
    """A build's progress; called with (stage, done, total).

    Away from a terminal it writes one line per stage, so that logs stay readable.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._stage = ""
        self._drawn = 0.0
        self._open = False

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_line()

    def end(self) -> None:
        """Begin a new line; the next build shows its stages again."""
        self._end_line()
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` of a stage are finished."""
        now = time.monotonic()
        if stage != self._stage:
            self._end_line()
            self._stage = stage
            if not self._terminal:
                self._stream.write(f"{_name(stage)}: {total:,}\n")
        elif now - self._drawn < _REDRAW_S and done < total:
            return
        self._drawn = now
        if self._terminal:
            filled = _WIDTH * done // max(total, 1)
            bar = "█" * filled + "░" * (_WIDTH - filled)
            self._stream.write(f"\r\x1b[K{_name(stage)} {bar} {done:,}/{total:,}")
            self._open = True
        self._stream.flush()

    def _end_line(self) -> None:
        if self._open:
            self._stream.write("\n")
            self._stream.flush()
            self._open = False


def _name(stage: str) -> str:
    return translate(_STAGES.get(stage, stage), user_language())
