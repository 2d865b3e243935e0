"""Pointing the page at another folder: only with a code from the terminal where kotae runs.

Whoever reaches the page could otherwise make it read any folder that its owner may read.
"""

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kotae.errors import user_language
from kotae.ui.words import text

__all__ = ["Pointing"]

_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CHARS: Final = 8
# As long as it takes to walk to the terminal and back.
_VALID_S: Final = 300.0
# A code a press would fill the terminal, and give as many guesses.
_PAUSE_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Code:
    folder: Path
    written: str
    made: float


@dataclass(slots=True)
class Pointing:
    """Makes codes and takes each once; safe to use from many threads.

    Attributes:
        tell: Writes a line to the terminal.
        clock: Seconds that only grow.
    """

    tell: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _code: _Code | None = None
    _told: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refusal(self, folder: Path, written: object, language: str) -> str:
        """Return nothing where the code is the folder's, else a sentence saying what to do.

        A wrong code ends the right one too: a new one is printed, but not at once after another.

        Args:
            folder: To read from now on.
            written: The code typed in; empty for none yet.
            language: The page's language.
        """
        given = "".join(str(written or "").upper().split())
        with self._lock:
            code, now = self._code, self.clock()
            if given:
                self._code = None  # each is looked at once
            if given and code and _is_for(code, folder, given, now):
                return ""
            if (wait := self._told + _PAUSE_S - now) > 0:
                return text("folder_code_later", language, seconds=int(wait) + 1)
            self._print(folder, now)
        if given:
            return text("folder_code_wrong", language)
        return text("folder_code_printed", language, minutes=int(_VALID_S // 60))

    def _print(self, folder: Path, now: float) -> None:
        written = "".join(secrets.choice(_ALPHABET) for _ in range(_CHARS))
        self._code, self._told = _Code(folder, written, now), now
        self.tell(text("folder_code", user_language(), folder=folder, code=written))


def _is_for(code: _Code, folder: Path, given: str, now: float) -> bool:
    same = hmac.compare_digest(code.written.encode(), given.encode())
    return same and code.folder == folder and now - code.made < _VALID_S
