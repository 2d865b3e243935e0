"""Where kotae keeps what it can make again: prepared models, distilled dictionaries.

Several stages need the place and none may import another, so it lies below them all.
"""

import os
from pathlib import Path

import platformdirs

__all__ = ["cache_dir"]


def cache_dir() -> Path:
    """Return the folder for things that can be made again; it need not exist yet.

    ``KOTAE_CACHE`` decides; without it the operating system's cache folder for this user.
    """
    if chosen := os.environ.get("KOTAE_CACHE"):
        return Path(chosen).expanduser()
    return platformdirs.user_cache_path("kotae")
