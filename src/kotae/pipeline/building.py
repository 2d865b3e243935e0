"""A folder of documents → the next generation of an index."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from kotae import __version__
from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import IndexDamagedError, ReadingError, StoreError
from kotae.index import generations
from kotae.index.kinds import vector_kind
from kotae.index.reader import IndexReader
from kotae.index.recovery import open_or_recover
from kotae.index.rows import SourceFile, as_skipped
from kotae.index.writer import BuiltWith, IndexWriter
from kotae.messages import Told, Words
from kotae.milvus.address import MilvusAddress, is_milvus
from kotae.parsing import SUPPORTED_SUFFIXES, UnreachableError
from kotae.parsing.settings import PICTURES
from kotae.pipeline.changes import emptied
from kotae.pipeline.corpus_files import (
    corpus_folder,
    list_files,
    nothing_readable,
    refuse_index,
    stamped,
)
from kotae.pipeline.intake import Intake, without_name
from kotae.pipeline.model import Model
from kotae.pipeline.recorded import default_corpus, folder_of
from kotae.pipeline.reports import report_of, report_unchanged
from kotae.pipeline.shrinking import Losses
from kotae.records import BuildReport

__all__ = ["BuildProgress", "begin", "build", "build_with"]

BuildProgress: TypeAlias = Callable[[str, int, int], None]
"""Called with (stage, done, total), in the building thread."""


def build(
    corpus: str | Path | None = None,
    index: str | Path | MilvusAddress = "index",
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    progress: BuildProgress | None = None,
    allow_shrink: bool = False,
) -> BuildReport:
    """Build or update the index of a folder of documents.

    Only new and changed documents are read, and only texts without a vector are embedded. The
    last index answers until the new one is complete; whatever interrupts a build leaves it so.

    Args:
        corpus: The folder of documents; None takes the one the index was built from, else
            ``corpus``.
        index: The folder of the index, made if absent; or an engine's library, ``milvus://host:port/library``.
        settings: None reads file and environment.
        embedder: A model in place of the one the settings name.
        progress: Called with (stage, done, total), in this thread; the stages are
            ``"reading"`` (files), ``"embedding"`` (passages), ``"writing"``, for an engine ``"publishing"`` (documents).
        allow_shrink: Whether documents may leave the index though they seem to be out of reach
            rather than removed: their disk is gone, or they vanished while being read.

    Returns:
        What was done.

    Raises:
        CorpusError: The folder is missing, a file, empty, the index itself, or nothing in it can be read;
            or it vanished meanwhile.
        EngineError: The engine can't be reached or refuses; what answered before goes on.
        IndexBusyError: Another build holds the index.
        IndexWriteError: The disk or the engine is full, or the folder can't be written.
        ModelError: The embedding model can't be had.
        ReadingError: The process that reads files can't be started or confined.
        SettingsError: A setting is unknown or out of range.
    """
    settings = settings or Settings()
    model = Model(settings.embedding, embedder)
    return build_with(model, corpus, index, settings=settings, progress=progress, allow_shrink=allow_shrink)


def begin(corpus: str | Path, index: str | Path, *, settings: Settings) -> BuildReport:
    """Begin the index of a folder that may be empty yet, where there is none; its documents come with the next builds.

    Raises:
        KotaeError: As for :func:`build`, but for an empty folder.
    """
    root, model = Path(index), Model(settings.embedding, None)
    folder = corpus_folder(Path(corpus))
    with generations.build_lock(root), generations.translated_write_errors(root):
        job = _Build(root, folder, settings=settings, model=model, previous=None, allow_shrink=False)
        job.may_be_empty = True
        return job.run(_no_progress)


def build_with(
    model: Model,
    corpus: str | Path | None,
    index: str | Path | MilvusAddress,
    *,
    settings: Settings,
    progress: BuildProgress | None = None,
    allow_shrink: bool = False,
) -> BuildReport:
    """Build like :func:`build`, with a model that stays loaded for the next build."""
    began = time.monotonic()
    root = folder_of(index, settings)
    report = _built(model, corpus, root, settings=settings, progress=progress, allow_shrink=allow_shrink)
    if is_milvus(index):
        from kotae.pipeline.publishing import publish

        publish(root, MilvusAddress.of(str(index)), settings=settings, progress=progress or _no_progress)
    return replace(report, seconds=time.monotonic() - began)


def _built(
    model: Model,
    corpus: str | Path | None,
    root: Path,
    *,
    settings: Settings,
    progress: BuildProgress | None,
    allow_shrink: bool,
) -> BuildReport:
    if corpus is not None:
        # A wrong path must not leave an empty index folder behind, nor a mark among the documents.
        refuse_index(corpus_folder(Path(corpus)), root)
    with generations.build_lock(root):
        with generations.translated_write_errors(root):
            previous = open_or_recover(root)
        try:
            with generations.translated_write_errors(root):
                generations.remove_others(root, keep=_current_name(root))
            folder = corpus_folder(Path(corpus) if corpus is not None else default_corpus(root))
            refuse_index(folder, root)
            job = _Build(
                root, folder, settings=settings, model=model, previous=previous, allow_shrink=allow_shrink
            )
            return job.run(progress or _no_progress)
        finally:
            if previous is not None:
                previous.close()


def _no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def _current_name(root: Path) -> str | None:
    """Return the generation ``CURRENT`` names, whatever state it is in; it stays until it is replaced."""
    try:
        return generations.read_current(root).generation
    except StoreError:
        return None


class _OtherModelError(Exception):
    """The model's files changed under the same name; found only once the model is loaded."""


class _Build:
    """One build, under the lock."""

    def __init__(
        self,
        root: Path,
        folder: Path,
        *,
        settings: Settings,
        model: Model,
        previous: IndexReader | None,
        allow_shrink: bool,
    ) -> None:
        self._root = root
        self._folder = folder
        self._settings = settings
        self._model = model
        self._previous = previous
        self._shaping = json.loads(json.dumps(model.shaping(settings)))
        self._old = {path: file for path, (_, file) in previous.store.files().items()} if previous else {}
        read = {path: file for path, file in self._old.items() if not file.skipped_en}
        self._losses = Losses(folder=folder, before=read, allowed=allow_shrink)
        self.may_be_empty = False

    def run(self, progress: BuildProgress) -> BuildReport:
        """Build, or find that nothing has to be done."""
        files = self._files()
        # Other code may read or split otherwise: only the same version takes documents over.
        same = (
            self._previous is not None
            and self._previous.manifest.settings == self._shaping
            and self._previous.manifest.kotae == __version__
        )
        if same and self._previous is not None and self._same_kind() and _unchanged(self._previous, files):
            return report_unchanged(self._previous)
        try:
            return self._write(files, take_over=same, progress=progress)
        except _OtherModelError:
            return self._write(files, take_over=False, progress=progress)
        except IndexDamagedError:
            # Altered within, though its checksums fit: the documents are read anew.
            self._previous = None
            return self._write(files, take_over=False, progress=progress)

    def _same_kind(self) -> bool:
        """Return whether the vectors would be searched in the same way again."""
        if self._previous is None:
            return False
        wanted = vector_kind(len(self._previous), exact_up_to=self._settings.index.exact_up_to)
        return self._previous.manifest.vectors == wanted

    def _files(self) -> dict[str, SourceFile]:
        """Return every file of the corpus by path, with its checksum or why it is left out."""
        found = list_files(
            self._folder,
            suffixes=SUPPORTED_SUFFIXES - (frozenset() if self._settings.reading.ocr else PICTURES),
            index=self._root,
            follow_symlinks=self._settings.reading.follow_symlinks,
        )
        self._losses.listed(found)
        files = {
            file.path: _left_out(file.path, Told(en=file.reason_en, ja=file.reason_ja))
            for file in found.skipped
        }
        for path in found.paths:
            files[path] = self._stamped(path)
        self._losses.check(files)
        # A wrong folder must not cost the index.
        corpus = self._previous.manifest.corpus if self._previous else ""
        self.may_be_empty |= corpus == str(self._folder) and emptied(self._old, files)
        if not self.may_be_empty and all(file.skipped_en for file in files.values()):
            raise nothing_readable(self._folder, [as_skipped(file) for file in files.values()])
        return dict(sorted(files.items()))

    def _stamped(self, path: str) -> SourceFile:
        """Return a file with its checksum, or why it is left out."""
        try:
            return stamped(self._folder, path, known=self._old.get(path), settings=self._settings.reading)
        except ReadingError as error:
            if isinstance(error, UnreachableError):
                self._losses.note(path, gone=error.gone)
            return _left_out(path, without_name(path, error))

    def _write(
        self, files: dict[str, SourceFile], *, take_over: bool, progress: BuildProgress
    ) -> BuildReport:
        """Write the next generation and make it current.

        Raises:
            _OtherModelError: Documents were taken over, and the model turns out to be another one.
        """
        previous = self._previous
        if take_over and previous is not None:
            fingerprint, dimension = previous.manifest.model, previous.manifest.dimension
        else:
            embedder = self._model.get()
            fingerprint, dimension = embedder.fingerprint, embedder.dimension
        same_model = previous is not None and previous.manifest.model == fingerprint
        with (
            generations.translated_write_errors(self._root),
            IndexWriter(self._root, dimension=dimension, previous=previous, same_model=same_model) as writer,
        ):
            intake = Intake(
                writer,
                folder=self._folder,
                settings=self._settings,
                previous=previous,
                take_over=take_over,
                losses=self._losses,
            )
            _read_all(intake, files, progress)
            self._losses.check(files)
            if not writer.passages and not self.may_be_empty:
                raise nothing_readable(self._folder, intake.skipped)
            embedded = writer.to_embed
            if embedded and self._model.get().fingerprint != fingerprint:
                raise _OtherModelError
            if embedded:
                self._embed(writer, progress)
            progress("writing", 0, 1)
            writer.commit(
                BuiltWith(
                    kotae=__version__, corpus=str(self._folder), settings=self._shaping, model=fingerprint
                ),
                exact_up_to=self._settings.index.exact_up_to,
            )
            progress("writing", 1, 1)
            return report_of(writer, intake, embedded)

    def _embed(self, writer: IndexWriter, progress: BuildProgress) -> None:
        embedder, total, before = self._model.get(), writer.to_embed, 0
        for rows, texts in writer.pending(batch=self._settings.index.embed_at_once):

            def show(done: int, _: int, before: int = before) -> None:
                progress("embedding", before + done, total)

            writer.put_vectors(rows, embedder.embed_passages(texts, progress=show))
            before += len(rows)
            progress("embedding", before, total)


def _read_all(intake: Intake, files: dict[str, SourceFile], progress: BuildProgress) -> None:
    intake.start(files)
    for done, file in enumerate(files.values()):
        progress("reading", done, len(files))
        intake.add(file)
    progress("reading", len(files), len(files))


def _left_out(path: str, reason: Words) -> SourceFile:
    en, ja = reason.text("en"), reason.text("ja")
    return SourceFile(path=path, stamp="", sha256=b"", skipped_en=en, skipped_ja=ja)


def _unchanged(previous: IndexReader, files: dict[str, SourceFile]) -> bool:
    """Return whether the corpus is as the last build saw it: names, contents, what is left out."""
    old = {path: file for path, (_, file) in previous.store.files().items()}
    return old.keys() == files.keys() and all(
        file.sha256 == old[path].sha256 and (file.sha256 or file.skipped_en == old[path].skipped_en)
        for path, file in files.items()
    )
