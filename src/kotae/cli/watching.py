"""``kotae index --watch``: one build after another, until Ctrl-C."""

import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from kotae.cli.progress import ProgressLine
from kotae.config import Settings
from kotae.errors import KotaeError, user_language
from kotae.messages import translate
from kotae.records import BuildReport

__all__ = ["follow"]


def follow(
    corpus: str | None,
    index: str | Path,
    *,
    settings: Settings,
    say: Callable[[BuildReport | KotaeError], None],
    allow_shrink: bool = False,
) -> None:
    """Follow a folder until Ctrl-C or a polite end (SIGTERM).

    Args:
        corpus: The folder of documents; None for the one the index was built from.
        index: The folder of the index, or the address of a library in an engine.
        settings: All settings.
        say: Shows what a build did, or what went wrong with it.
        allow_shrink: As for :func:`~kotae.pipeline.builds.building.build`.

    Raises:
        KeyboardInterrupt: Ctrl-C; a build under way is given up, the last index stays.
    """
    from kotae.pipeline import watch

    stop = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        with ProgressLine(sys.stderr) as progress:
            sys.stderr.write(f"{translate('Following the folder; stop it with Ctrl-C.', user_language())}\n")
            outcomes = watch(
                corpus, index, stop=stop, settings=settings, progress=progress, allow_shrink=allow_shrink
            )
            for outcome in outcomes:
                progress.end()
                say(outcome)
    finally:
        signal.signal(signal.SIGTERM, before)
