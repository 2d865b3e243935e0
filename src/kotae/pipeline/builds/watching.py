"""Follows a folder of documents: builds again whenever something in it changed.

The system says what changes (``watchfiles``); where it can't, every file is looked at now and
then. What a notice says is never relied on: a build compares all files anyway.
"""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import CorpusError, KotaeError
from kotae.index.ownership import GENERATIONS
from kotae.pipeline.builds.building import BuildProgress, build_with
from kotae.pipeline.builds.elsewhere import is_elsewhere, local_folder
from kotae.pipeline.builds.fetched import source_of
from kotae.pipeline.builds.recorded import default_corpus, folder_of
from kotae.pipeline.opened.model import Model
from kotae.records import BuildReport

__all__ = ["watch"]

# A folder that is written to all the time is read all the same, between two changes.
_LONGEST_WAIT_MS = 30_000


def watch(
    corpus: str | Path | None,
    index: str | Path = "index",
    *,
    stop: threading.Event,
    quiet_s: float = 0.5,
    retry_s: float = 30.0,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    progress: BuildProgress | None = None,
    allow_shrink: bool = False,
) -> Iterator[BuildReport | KotaeError]:
    """Build, then build again after every change, until ``stop`` is set.

    Args:
        corpus: The folder of documents; None takes the one the index was built from, else
            ``corpus``. It may disappear and come back.
        index: As for :func:`~kotae.pipeline.builds.building.build`.
        stop: Ends the watch; a build under way finishes.
        quiet_s: A change is acted on once nothing more has changed for so many seconds (30 at
            the latest), so that files that are being copied are left to finish.
        retry_s: Seconds after which a build that failed is tried again without a change.
        settings: As for :func:`~kotae.pipeline.builds.building.build`.
        embedder: As for :func:`~kotae.pipeline.builds.building.build`.
        progress: As for :func:`~kotae.pipeline.builds.building.build`.
        allow_shrink: As for :func:`~kotae.pipeline.builds.building.build`.

    Yields:
        After each build its report, or the error it ended with; the watch goes on either way.
    """
    settings = settings or Settings()
    kept = folder_of(index, settings)
    folder = _followed(corpus, kept)
    model = Model(settings.embedding, embedder)
    while not stop.is_set():
        identity = _identity(folder)
        # Listening begins before the build looks at the files: what changes meanwhile isn't missed.
        changes = _changes(folder, kept, stop=stop, quiet_s=quiet_s)
        next(changes, None)
        outcome: BuildReport | KotaeError | None = None
        while not stop.is_set() and _identity(folder) == identity:
            tried = time.monotonic()
            outcome = _try_build(
                model, folder, index, settings=settings, progress=progress, allow_shrink=allow_shrink
            )
            yield outcome
            for changed in changes:
                failed_long_ago = isinstance(outcome, KotaeError) and time.monotonic() - tried > retry_s
                if changed or failed_long_ago or _identity(folder) != identity:
                    break


def _followed(corpus: str | Path | None, index: Path) -> Path:
    """Return the folder to follow.

    Raises:
        CorpusError: The documents lie in a store, which tells nobody of changes.
    """
    if corpus is None:
        folder: Path | None = default_corpus(index)
    else:
        folder = local_folder(str(corpus)) if is_elsewhere(corpus) else Path(corpus)
    if folder is None or source_of(index, folder) is not None:
        raise CorpusError(
            "A store isn't followed; run `kotae index` without --watch when its documents have changed."
        )
    return folder


def _try_build(
    model: Model,
    corpus: Path,
    index: str | Path,
    *,
    settings: Settings,
    progress: BuildProgress | None,
    allow_shrink: bool,
) -> BuildReport | KotaeError:
    try:
        return build_with(
            model, corpus, index, settings=settings, progress=progress, allow_shrink=allow_shrink
        )
    except KotaeError as error:
        return error


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one at the same place; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _changes(folder: Path, index: Path, *, stop: threading.Event, quiet_s: float) -> Iterator[bool]:
    """Yield at short intervals whether something changed; at the first one everything is listened to."""
    import watchfiles

    # Documents may lie beside what kotae writes.
    watched, index_folder = Path(os.path.realpath(folder)), Path(os.path.realpath(index))
    quiet_ms = max(1, int(quiet_s * 1000))
    ignored = index_folder / GENERATIONS if watched.is_relative_to(index_folder) else index_folder
    for polling in (None, True):  # None: only where the environment asks for it
        try:
            for found in watchfiles.watch(
                watched,
                watch_filter=lambda _, path: not Path(path).is_relative_to(ignored),
                step=quiet_ms,
                debounce=_LONGEST_WAIT_MS,
                rust_timeout=quiet_ms,
                yield_on_timeout=True,
                stop_event=stop,
                force_polling=polling,
            ):
                yield bool(found)
            return
        except FileNotFoundError:
            break
        except (OSError, RuntimeError):
            continue  # no notices on this file system, or no more of them for this user
    while not stop.is_set():
        yield False
        stop.wait(quiet_s)
