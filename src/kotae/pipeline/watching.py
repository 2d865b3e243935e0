"""Follows a folder of documents: builds again whenever something in it changed.

It compares names, sizes and times every few seconds. No notification service behaves alike on
every system, and a look that finds nothing costs one ``stat`` per file.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import CorpusError, KotaeError
from kotae.pipeline.building import BuildProgress, build
from kotae.pipeline.corpus_files import corpus_folder, list_files
from kotae.reading import SUPPORTED_SUFFIXES
from kotae.records import BuildReport

__all__ = ["watch"]


def watch(
    corpus: str | Path,
    index: str | Path = "index",
    *,
    stop: threading.Event,
    every_s: float = 2.0,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    progress: BuildProgress | None = None,
) -> Iterator[BuildReport | KotaeError]:
    """Build, then build again after every change, until ``stop`` is set.

    A change is acted on once two looks in a row see the same, so a file that is still being
    copied is left to finish.

    Args:
        corpus: The folder of documents.
        index: The folder of the index.
        stop: Ends the watch; a build under way finishes.
        every_s: Seconds between two looks.
        settings: As for :func:`~kotae.pipeline.building.build`.
        embedder: As for :func:`~kotae.pipeline.building.build`.
        progress: As for :func:`~kotae.pipeline.building.build`.

    Yields:
        After each build its report, or the error it ended with; the watch goes on either way.
    """
    settings = settings or Settings()
    built: frozenset[tuple[str, int, int]] | None = None
    seen = _look(Path(corpus), Path(index))
    while not stop.is_set():
        if seen != built:
            built = seen
            yield _try_build(corpus, index, settings=settings, embedder=embedder, progress=progress)
        before, stopped = seen, stop.wait(every_s)
        seen = _look(Path(corpus), Path(index))
        while seen != before and not stopped:
            before, stopped = seen, stop.wait(every_s)
            seen = _look(Path(corpus), Path(index))


def _try_build(
    corpus: str | Path,
    index: str | Path,
    *,
    settings: Settings,
    embedder: Embedder | None,
    progress: BuildProgress | None,
) -> BuildReport | KotaeError:
    try:
        return build(corpus, index, settings=settings, embedder=embedder, progress=progress)
    except KotaeError as error:
        return error


def _look(corpus: Path, index: Path) -> frozenset[tuple[str, int, int]]:
    """Return name, size and time of every file that could be read; none for a missing folder."""
    try:
        folder = corpus_folder(corpus)
        paths = list_files(folder, suffixes=SUPPORTED_SUFFIXES, index=index).paths
    except CorpusError:
        return frozenset()
    found = set()
    for path in paths:
        try:
            status = (folder / path).stat()
        except OSError:
            continue  # gone between the two: the next look won't see it
        found.add((path, status.st_size, status.st_mtime_ns))
    return frozenset(found)
