"""A file that a command makes: it takes no other's place, and is there whole or not at all."""

from contextlib import suppress
from pathlib import Path

__all__ = ["write_new"]


def write_new(path: Path, content: bytes) -> None:
    """Write a file that isn't there yet; what can't be written to its end is removed.

    Raises:
        OSError: There is such a file, or it can't be written.
    """
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:  # half a file is none
            with suppress(OSError):
                path.unlink()
            raise
