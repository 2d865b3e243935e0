"""What lies below a folder, gone through without recursion: a folder may be nested deeper than Python calls."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["files_below"]


def files_below(folder: Path) -> Iterator[Path]:
    """Yield what isn't a folder, in no order.

    Links are yielded and not followed; a folder that can't be listed is passed over.

    Args:
        folder: Where to begin; nothing is yielded where it isn't there.
    """
    waiting = [folder]
    while waiting:
        inside, found = waiting.pop(), list[Path]()
        with suppress(OSError), os.scandir(inside) as entries:
            for entry in entries:
                (waiting if entry.is_dir(follow_symlinks=False) else found).append(inside / entry.name)
        yield from found
