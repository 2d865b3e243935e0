"""What the worker process may not do: reach the network, start programs, change the file system.

Readers and the libraries behind them only take bytes and give text. An audit hook, which can't be
taken off again, refuses everything else to Python code; code of a library's native part isn't
seen by it (``SECURITY.md`` says so).
"""

import os
import sys
from typing import Final

__all__ = ["confine"]

_PREFIXES: Final = ("socket.", "shutil.", "subprocess.", "pty.")
_REFUSED: Final = frozenset(
    f"os.{name}"
    for name in [
        "exec",
        "fork",
        "forkpty",
        "posix_spawn",
        "spawn",
        "system",
        "startfile",
        "remove",
        "rename",
        "rmdir",
        "mkdir",
        "link",
        "symlink",
        "truncate",
        "chmod",
        "chown",
        "chflags",
        "setxattr",
        "removexattr",
        "utime",
    ]
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine() -> None:
    """Refuse it from here on, with a ``PermissionError``."""
    sys.addaudithook(_check)


def _check(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, _, flags = arguments
        refused = isinstance(flags, int) and bool(flags & _WRITING) and path != os.devnull
        # A number is a file that is open already.
        refused = refused and not isinstance(path, int)
    else:
        refused = event in _REFUSED or event.startswith(_PREFIXES)
    if refused:
        raise PermissionError(f"reading a file doesn't need {event}")
