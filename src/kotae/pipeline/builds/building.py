"""A folder of documents → the next generation of an index."""

import os
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import ModelError, StoreError
from kotae.index import generations
from kotae.index.ownership import is_of_the_disk
from kotae.index.reader import IndexReader
from kotae.index.recovery import open_or_recover
from kotae.milvus.address import MilvusAddress, is_milvus
from kotae.pipeline.builds.corpus_files import corpus_folder, refuse_index
from kotae.pipeline.builds.elsewhere import is_elsewhere, local_folder
from kotae.pipeline.builds.executor import Executor
from kotae.pipeline.builds.fetched import Fetched, fetch, source_of
from kotae.pipeline.builds.job import BuildJob, BuildProgress
from kotae.pipeline.builds.recorded import default_corpus, folder_of
from kotae.pipeline.opened.model import Model
from kotae.records import BuildReport
from kotae.translation.glossary import prepare_glossary

__all__ = ["BuildProgress", "begin", "build", "build_with"]


def build(
    corpus: str | Path | None = None,
    index: str | Path | MilvusAddress = "index",
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    progress: BuildProgress | None = None,
    allow_shrink: bool = False,
    ray: str | None = None,
    earlier: str | Path | MilvusAddress | None = None,
) -> BuildReport:
    """Build or update the index of a folder of documents.

    Only new and changed documents are read, and only texts without a vector are embedded. The
    last index answers until the new one is complete; whatever interrupts a build leaves it so.

    Args:
        corpus: The folder of documents, or the address of a store that fsspec reads (``s3://bucket/folder``); None
            takes the one the index was built from, else ``corpus``.
        index: The folder of the index, made if absent; or an engine's library, ``milvus://host:port/library``.
        settings: None reads file and environment.
        embedder: A model in place of the one the settings name.
        progress: Called with (stage, done, total), in this thread; the stages are
            ``"reading"`` (files), ``"embedding"`` (passages), ``"writing"``, for an address ``"fetching"`` (files), for
            an engine ``"publishing"`` (documents), and, the first time on a machine, ``"dictionary"`` (entries).
        allow_shrink: Whether documents may leave the index though they seem to be out of reach
            rather than removed: their disk is gone, or they vanished while being read.
        ray: Read and embed on Ray: ``"local"`` for as many processes as there are processors here, ``"local:2"`` for so
            many, or the ``host:port`` of a cluster. None for this process alone, without Ray.
        earlier: Another index of these documents, from which what was read and embedded is taken over where ``index``
            has none yet: a folder, or an engine's library that this machine published.

    Returns:
        What was done.

    Raises:
        ClusterError: Ray isn't installed, the cluster can't be reached or isn't fit, or it failed; the last index stays.
        CorpusError: The folder is missing, a file, empty, the index itself, or nothing in it can be read;
            or it vanished meanwhile. The store can't be reached, or many of its files are missing.
        EngineError: The engine can't be reached or refuses; what answered before goes on.
        IndexBusyError: Another build holds the index.
        IndexDamagedError: ``earlier`` is damaged.
        IndexFormatError: ``earlier`` was written in another format.
        IndexNotFoundError: There is nothing in ``earlier``.
        IndexWriteError: The disk or the engine is full, or the folder can't be written.
        ModelError: The embedding model can't be had.
        ReadingError: The process that reads files can't be started or confined.
        SettingsError: A setting is unknown or out of range.
    """
    settings = settings or Settings()
    model = Model(settings.embedding, embedder)
    if ray is None:
        return build_with(
            model,
            corpus,
            index,
            settings=settings,
            progress=progress,
            allow_shrink=allow_shrink,
            earlier=earlier,
        )
    from kotae.pipeline.builds.ray_executor import RayExecutor

    with RayExecutor(ray, model, settings) as executor:
        return build_with(
            model,
            corpus,
            index,
            settings=settings,
            progress=progress,
            allow_shrink=allow_shrink,
            executor=executor,
            earlier=earlier,
        )


def begin(corpus: str | Path, index: str | Path, *, settings: Settings) -> BuildReport:
    """Begin the index of a folder that may be empty yet, where there is none; its documents come with the next builds.

    Raises:
        KotaeError: As for :func:`build`, but for an empty folder.
    """
    root, model = Path(index), Model(settings.embedding, None)
    folder = corpus_folder(Path(corpus))
    refuse_index(folder, root)
    with generations.build_lock(root), generations.translated_write_errors(root):
        job = BuildJob(root, folder, settings=settings, model=model, previous=None, allow_shrink=False)
        job.may_be_empty = True
        job.losses.named(os.path.abspath(corpus))
        return job.run(_no_progress)


def build_with(
    model: Model,
    corpus: str | Path | None,
    index: str | Path | MilvusAddress,
    *,
    settings: Settings,
    progress: BuildProgress | None = None,
    allow_shrink: bool = False,
    executor: Executor | None = None,
    earlier: str | Path | MilvusAddress | None = None,
) -> BuildReport:
    """Build like :func:`build`, with a model that stays loaded for the next build, on ``executor`` where one is given."""
    began = time.monotonic()
    root = folder_of(index, settings)
    report = _built(
        model,
        corpus,
        root,
        settings=settings,
        progress=progress or _no_progress,
        allow_shrink=allow_shrink,
        executor=executor,
        earlier=folder_of(earlier, settings) if earlier is not None else None,
    )
    with suppress(ModelError):  # a question goes without it
        prepare_glossary(progress)
    if is_milvus(index):
        from kotae.pipeline.builds.publishing import publish

        publish(root, MilvusAddress.of(str(index)), settings=settings, progress=progress or _no_progress)
    return replace(report, seconds=time.monotonic() - began)


def _built(
    model: Model,
    corpus: str | Path | None,
    root: Path,
    *,
    settings: Settings,
    progress: BuildProgress,
    allow_shrink: bool,
    executor: Executor | None,
    earlier: Path | None,
) -> BuildReport:
    address = None
    if corpus is not None and is_elsewhere(corpus):
        folder = local_folder(str(corpus))
        address, corpus = (str(corpus), None) if folder is None else (None, folder)
    if corpus is not None:
        # A wrong path must not leave an empty index folder behind, nor a mark among the documents.
        refuse_index(corpus_folder(Path(corpus)), root)
    if earlier is not None:
        generations.read_current(earlier)  # before a folder is made for what won't be built
    with generations.build_lock(root):
        with generations.translated_write_errors(root):
            previous = open_or_recover(root)
        known = root
        if previous is None and earlier is not None:
            previous, known = IndexReader.open(earlier), earlier
        try:
            with generations.translated_write_errors(root):
                # Before the build, not after it: what a crash has left takes the room that this one needs.
                _remove_leftovers(root, previous)
            found = _documents(
                address,
                corpus,
                root,
                known=known,
                settings=settings,
                allow_shrink=allow_shrink,
                progress=progress,
            )
            # Once more, for the folder that the last index or a store names.
            refuse_index(found.folder, root)
            job = BuildJob(
                root,
                found.folder,
                settings=settings,
                model=model,
                previous=previous,
                allow_shrink=allow_shrink,
                executor=executor,
            )
            job.left_out = found.left_out
            job.elsewhere = known != root
            job.losses.named(found.named)
            return job.run(progress)
        finally:
            if previous is not None:
                previous.close()


def _documents(
    address: str | None,
    corpus: str | Path | None,
    root: Path,
    *,
    known: Path,
    settings: Settings,
    allow_shrink: bool,
    progress: BuildProgress,
) -> Fetched:
    """Return where the documents lie on this machine; those of a store are fetched first, into the folder of the index.

    Where none are named they are those of the index that is ``known``.
    """
    folder = Path(corpus) if corpus is not None else None
    if folder is None and address is None:
        folder = default_corpus(known)
        address = source_of(known, folder)
    if address is None:
        assert folder is not None
        named = os.path.abspath(corpus) if corpus is not None else ""
        return Fetched(folder=corpus_folder(folder), left_out={}, named=named)
    with generations.translated_write_errors(root):
        return fetch(address, root, settings=settings.reading, allow_shrink=allow_shrink, progress=progress)


def _no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def _remove_leftovers(root: Path, previous: IndexReader | None) -> None:
    """Remove all but the generation that answers, or that ``CURRENT`` names whatever state it is in: it stays until replaced."""
    if previous is not None and previous.folder.parents[1] == root:
        keep: str | None = previous.folder.name
    else:
        try:
            keep = generations.read_current(root).generation
        except StoreError as error:  # torn or not there, it names none; what a disk doesn't give may name any
            if is_of_the_disk(error.__cause__):
                return
            keep = None
    generations.remove_others(root, keep=keep)
