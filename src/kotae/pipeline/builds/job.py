"""One build of the next generation: what the folder holds now, read, embedded, written and made current."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from kotae import __version__
from kotae.config import Settings
from kotae.errors import IndexDamagedError, ReadingError
from kotae.index import generations
from kotae.index.kinds import vector_kind
from kotae.index.reader import IndexReader
from kotae.index.rows import SourceFile, as_skipped
from kotae.index.writer import BuiltWith, IndexWriter
from kotae.messages import Told, Words
from kotae.parsing import UnreachableError
from kotae.parsing.breakdowns import without_name
from kotae.pipeline.builds.changes import emptied, limits_of, read_again
from kotae.pipeline.builds.corpus_files import list_files, nothing_readable, readable_suffixes, stamped
from kotae.pipeline.builds.executor import Executor, Here
from kotae.pipeline.builds.intake import Intake
from kotae.pipeline.builds.reader_code import fingerprints
from kotae.pipeline.builds.reports import report_of, report_unchanged
from kotae.pipeline.builds.shrinking import Losses, lie_on_one_disk
from kotae.pipeline.opened.model import Model
from kotae.records import BuildReport

__all__ = ["BuildJob", "BuildProgress"]

BuildProgress: TypeAlias = Callable[[str, int, int], None]
"""Called with (stage, done, total), in the building thread."""


class _OtherModelError(Exception):
    """The model's files changed under the same name; found only once the model is loaded."""


class BuildJob:
    """One build, under the lock.

    Attributes:
        may_be_empty: Whether the folder may hold nothing.
        elsewhere: Whether the index so far lies in another folder, so that it is written here though nothing has changed.
        left_out: Why other files aren't in the folder, by path: they were left where they lie.
        losses: What can't be reached any more, or gives nothing.
    """

    def __init__(
        self,
        root: Path,
        folder: Path,
        *,
        settings: Settings,
        model: Model,
        previous: IndexReader | None,
        allow_shrink: bool,
        executor: Executor | None = None,
    ) -> None:
        """Get ready; nothing is read yet.

        Args:
            root: The index folder.
            folder: The folder of documents, absolute.
            settings: All settings.
            model: The embedding model.
            previous: The index so far, or None.
            allow_shrink: Whether the index may lose documents that can't be reached.
            executor: Who reads and embeds; None for this process.
        """
        self._root = root
        self._folder = folder
        self._settings = settings
        self._model = model
        self._executor = executor or Here(model, settings.reading)
        self._previous = previous
        self._shaping = json.loads(json.dumps(model.shaping(settings)))
        self._old = (
            {path: file for path, (_, file) in previous.store.files().items()} if previous is not None else {}
        )
        read = {path: file for path, file in self._old.items() if not file.skipped_en}
        same = previous is not None and previous.manifest.corpus == str(folder)
        built = previous.manifest.created if previous is not None and same else ""
        self.losses = Losses(
            folder=folder,
            before=read,
            documents=len(previous.documents) if previous is not None else 0,
            allowed=allow_shrink,
            built=built,
            place=previous.manifest.place if previous is not None else "",
        )
        self.may_be_empty = False
        self.elsewhere = False
        self.left_out: Mapping[str, Words] = {}

    def run(self, progress: BuildProgress) -> BuildReport:
        """Build, or find that nothing has to be done."""
        files = self._files()
        same = self._previous is not None and self._previous.manifest.settings == self._shaping
        read_as_before = not read_again(self._previous, self._settings.reading)
        kept = same and read_as_before and self._same_kind()
        if kept and not self.elsewhere and self._previous is not None and _unchanged(self._previous, files):
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
            suffixes=readable_suffixes(self._settings.reading),
            index=self._root,
            follow_symlinks=self._settings.reading.follow_symlinks,
        )
        self.losses.listed(found)
        files = {
            file.path: _left_out(file.path, Told(en=file.reason_en, ja=file.reason_ja))
            for file in found.skipped
        }
        for path in found.paths:
            files[path] = self._stamped(path)
        files |= {path: _left_out(path, reason) for path, reason in self.left_out.items()}
        self.losses.check(files)
        # A wrong folder must not cost the index.
        corpus = self._previous.manifest.corpus if self._previous is not None else ""  # an empty one is falsy
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
                self.losses.note(path, gone=error.gone)
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
        with (
            generations.translated_write_errors(self._root),
            IndexWriter(self._root, model=fingerprint, dimension=dimension, previous=previous) as writer,
        ):
            intake = Intake(
                writer,
                folder=self._folder,
                settings=self._settings,
                previous=previous,
                take_over=take_over,
                losses=self.losses,
                executor=self._executor,
            )
            _read_all(intake, files, progress)
            self.losses.check(files)
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
                    kotae=__version__,
                    corpus=str(self._folder),
                    place=self.losses.place,
                    settings=self._shaping,
                    limits=limits_of(self._settings.reading),
                    readers=fingerprints(),
                    model=fingerprint,
                ),
                exact_up_to=self._settings.index.exact_up_to,
            )
            progress("writing", 1, 1)
            return report_of(writer, intake, embedded)

    def _embed(self, writer: IndexWriter, progress: BuildProgress) -> None:
        total, before = writer.to_embed, 0

        def show(done: int, _: int) -> None:
            progress("embedding", before + done, total)

        batches = writer.pending(batch=self._settings.index.embed_at_once)
        for rows, vectors in self._executor.embed(batches, show):
            writer.put_vectors(rows, vectors)
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
    """Return whether the corpus is as the last build saw it: names, contents, disks, what is left out."""
    old = {path: file for path, (_, file) in previous.store.files().items()}
    return old.keys() == files.keys() and all(
        # What is left out has no checksum: it is the same for as long as its reason is.
        file.sha256 == old[path].sha256
        and (file.sha256 or file.skipped_en == old[path].skipped_en)
        # Or nobody knew, when that disk goes, that anything lay on it.
        and lie_on_one_disk(file, old[path])
        for path, file in files.items()
    )
