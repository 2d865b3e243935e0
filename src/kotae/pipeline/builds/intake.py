"""One file after another into the next generation: taken over, or read, segmented and split.

A file may hold millions of documents; one at a time is in memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kotae.config import Settings
from kotae.errors import ReadingError
from kotae.index.reader import IndexReader
from kotae.index.rows import SourceFile, as_skipped
from kotae.index.writer import IndexWriter
from kotae.messages import Message, Words
from kotae.parsing import HURRIED, NoWorkerError, OverdueError, UnreachableError
from kotae.parsing.breakdowns import without_name
from kotae.parsing.formats import OF_TEXT
from kotae.parsing.units import document_id
from kotae.passages import embedding_text
from kotae.pipeline.builds.changes import Changes, copied_files, moved_files, read_again, titled_by_name
from kotae.pipeline.builds.executor import Executor
from kotae.pipeline.builds.shaping import Shaped, Shaper
from kotae.pipeline.builds.shrinking import Losses
from kotae.records import Document, DocumentInfo, SkippedFile

__all__ = ["Intake"]


class Intake:
    """Feeds the files of a corpus to a writer and counts what changed.

    Attributes:
        changes: The counts so far.
        skipped: Files left out so far, with their reasons.
        warnings: What readers had to guess, as ``path: warning``.
    """

    def __init__(
        self,
        writer: IndexWriter,
        *,
        folder: Path,
        settings: Settings,
        previous: IndexReader | None,
        take_over: bool,
        losses: Losses,
        executor: Executor,
    ) -> None:
        """Get ready; nothing is read yet.

        Args:
            writer: Where everything goes.
            folder: The folder of documents.
            settings: All settings.
            previous: The index so far, to count changes against.
            take_over: Whether its documents may be taken over as they are.
            losses: Is told which files can't be reached.
            executor: Reads the files.
        """
        self._losses = losses
        self._writer = writer
        self._folder = folder
        self._executor = executor
        self._shaper = Shaper(settings.passages)
        self._previous = previous
        self._take_over = take_over
        self._again = read_again(previous, settings.reading)
        self._old = previous.store.files() if previous is not None else {}
        self._old_warnings = previous.store.warnings() if previous is not None else {}
        self._moved: dict[str, str] = {}
        self._left: frozenset[str] = frozenset()
        self._same_content: dict[bytes, str] = {}
        self._copies: dict[str, tuple[SourceFile, ...]] = {}
        self._is_copy: frozenset[str] = frozenset()
        self._ids: set[str] = set()
        self.changes = Changes()
        self.skipped: list[SkippedFile] = []
        self.warnings: list[str] = []

    def start(self, files: Mapping[str, SourceFile]) -> None:
        """Compare all files with those of the last build, before the first :meth:`add`."""
        old = {path: file for path, (_, file) in self._old.items()}
        giving = {path for path in old if self._old_ids(path)}
        copied = copied_files(files, giving=giving)
        self._copies = {first: tuple(files[path] for path in others) for first, others in copied.items()}
        self._is_copy = frozenset(path for others in copied.values() for path in others)
        # Of a file that lies in several places, the document moves with the path that gives it.
        self._moved = moved_files(
            {path: old[path] for path in giving},
            {path: file for path, file in files.items() if path not in self._is_copy},
        )
        self._left = frozenset(self._moved.values())
        if self._take_over:
            self._same_content = {old[path].sha256: path for path in giving - self._again}
        self.changes.removed += sum(len(self._before(path)) for path in old if path not in files)
        read = [file for file in files.values() if file.path not in self._is_copy and self._is_read(file)]
        if self._take_over:
            self.changes.count_anew(self._previous, [self._moved.get(file.path, file.path) for file in read])
        self._read = self._executor.read(self._folder, read)

    def _is_read(self, file: SourceFile) -> bool:
        """Return whether a file has to be read: neither left out, nor taken over as it is."""
        taken = self._is_as_it_was(file) and file.path not in self._again
        # Else it is new, changed, or was a copy until now.
        return not (file.skipped_en or taken or self._is_moved_as_it_is(file.path))

    def _is_as_it_was(self, file: SourceFile) -> bool:
        """Return whether the last build saw the same bytes, and either left them out or read them."""
        old = self._old.get(file.path, (-1, None))[1]
        same = self._take_over and old is not None and old.sha256 == file.sha256
        return same and old is not None and bool(old.skipped_en or self._old_ids(file.path))

    def _is_moved_as_it_is(self, path: str) -> bool:
        """Return whether a file moved, and reading it again would find what the last build found."""
        was = self._moved.get(path, "")
        if not (was and self._take_over) or was in self._again:
            return False
        now, then = PurePosixPath(path), PurePosixPath(was)
        if now.name == then.name:
            return True
        # What depends on the name is the title, and of text whether it is read at all; text is read in no time.
        documents = self._documents(was)
        return (
            now.suffix == then.suffix
            and now.suffix.lower() not in OF_TEXT
            and not any(map(titled_by_name, documents))
        )

    def add(self, file: SourceFile) -> None:
        """Add one file, whatever it is, with its copies."""
        if file.path not in self._is_copy:
            self._add_with(file, self._copies.get(file.path, ()))

    def _add_with(self, file: SourceFile, copies: Sequence[SourceFile]) -> None:
        skipped, given = len(self.skipped), 0
        # Where it changed or went meanwhile, the others needn't have.
        while not self._add(file) and given < len(copies):
            skipped, file, given = len(self.skipped), copies[given], given + 1
        for copy in copies[given:]:
            if len(self.skipped) > skipped:
                reason = self.skipped[skipped]
                self._skip(replace(copy, skipped_en=reason.reason_en, skipped_ja=reason.reason_ja))
            else:
                self._add_copy(copy, of=file)

    def _add_copy(self, copy: SourceFile, *, of: SourceFile) -> None:
        self._writer.add_file(copy)
        self.changes.count_file(before=self._before(copy.path), now=())
        self._warn(copy.path, [Message("the same file as {path}; kept once", path=of.path).both()])

    def _add(self, file: SourceFile) -> bool:
        """Add one file; False where it isn't any more what it was when it was listed."""
        number, old = self._old.get(file.path, (-1, None))
        # What had little time the last time has it again, but not while others leave little.
        hurried = old is not None and old.stamp == HURRIED
        waits = hurried and self._executor.patience.is_short and self._is_as_it_was(file)
        file = replace(file, stamp=HURRIED) if waits else file
        if file.skipped_en:
            self._skip(file)
        elif not waits and self._is_read(file):
            return self._add_read(file)
        elif old is not None and old.skipped_en:
            self._skip(replace(file, skipped_en=old.skipped_en, skipped_ja=old.skipped_ja))
        elif file.path in self._moved:
            self._add_moved(file, self._moved[file.path])
        else:
            self._add_unchanged(file, number)
        return True

    def _skip(self, file: SourceFile) -> None:
        self._writer.add_file(file)
        self.skipped.append(as_skipped(file))
        was = self._moved.get(file.path)
        before = self._old_ids(was) if was else self._before(file.path)
        self.changes.count_file(before=before, now=())
        self._losses.silent(file, documents=len(before))

    def _add_unchanged(self, file: SourceFile, old_number: int) -> None:
        assert self._previous is not None
        number = self._writer.add_file(file)
        for document in self._previous.store.document_numbers(old_number):
            self._writer.take_over(document, file=number)
            info = self._previous.documents[document]
            self._ids.add(info.id)
            self._warn(info.path, self._old_warnings.get(info.path, ()))
            self.changes.unchanged += 1

    def _add_moved(self, file: SourceFile, was: str) -> None:
        """Add the documents of a file that only moved: all but the path is as it was."""
        assert self._previous is not None
        store = self._previous.store
        number = self._writer.add_file(file)
        for old in store.document_numbers(self._old[was][0]):
            document = store.document(old)
            path = file.path + document.info.path.removeprefix(was)
            info = replace(document.info, id=document_id(path, document.text), path=path, copies=())
            warnings = self._old_warnings.get(document.info.path, ())
            moved = replace(document, info=info, warnings=warnings)
            shaped = self._from_twin(moved, old)
            assert shaped is not None
            self._add_document(moved, shaped, file=number)
            self.changes.unchanged += 1

    def _add_read(self, file: SourceFile) -> bool:
        as_listed = False
        try:
            read = self._read(file)
            as_listed = read.sha256 == file.sha256
            # What is recorded is what was read, if it changed since it was listed.
            file = replace(file, sha256=read.sha256, stamp=read.stamp)
            if self._add_documents(file, read.documents):
                return as_listed
            reason: Words = Message("holds no sentence to index")
        except NoWorkerError:
            raise  # no fault of this file: left out, it would leave the index
        except ReadingError as error:
            if isinstance(error, UnreachableError):
                self._losses.note(file.path, gone=error.gone)
            elif isinstance(error, OverdueError):  # as one never seen, it is read again at the next build
                file = replace(file, sha256=b"", stamp="")
            reason = without_name(file.path, error)
        self._skip(replace(file, skipped_en=reason.text("en"), skipped_ja=reason.text("ja")))
        return as_listed

    def _add_documents(self, file: SourceFile, documents: Iterator[tuple[Document, Shaped | None]]) -> bool:
        """Add the documents of a file; False, and no file, where none has a passage."""
        twins = self._twins(file)
        number: int | None = None
        waiting: list[tuple[Document, Shaped]] = []
        now: list[str] = []
        for place, (document, shaped) in enumerate(documents):
            twin = self._from_twin(document, twins[place]) if place < len(twins) else None
            waiting.append((document, twin or shaped or self._shaper.shape(document)))
            # A file is recorded with its first passage; one without any is left out as a whole.
            if number is None and not waiting[-1][1].passages:
                continue
            number = self._writer.add_file(file) if number is None else number
            now += [added.info.id for added, made in waiting if self._add_document(added, made, file=number)]
            waiting = []
        if number is None:
            return False
        if document.unread:
            self._losses.unread(file, document.unread, before=self._documents(file.path), now=len(now))
        if file.path in self._moved:
            self.changes.unchanged += len(now)
        else:
            self.changes.count_file(before=self._before(file.path), now=now)
        return True

    def _add_document(self, document: Document, made: Shaped, *, file: int) -> bool:
        """Add one document; False where it is there already."""
        if document.info.id in self._ids:
            self._warn(document.info.path, [Message("the same document twice").both()])
            return False
        self._ids.add(document.info.id)
        self._warn(document.info.path, document.warnings)
        self._writer.add_document(document, made.passages, file=file, texts=made.texts, terms=made.terms)
        return True

    def _from_twin(self, document: Document, number: int) -> Shaped | None:
        """Return what a document of the last index gave; None if it isn't equal after all."""
        assert self._previous is not None
        store = self._previous.store
        twin = store.document(number)
        if (twin.text, twin.blocks) != (document.text, document.blocks):
            return None
        rows = store.document_passages(number)
        passages = [replace(passage, document=document.info) for _, passage in rows]
        texts = [embedding_text(passage) for passage in passages]
        if twin.info.title == document.info.title:
            return Shaped(passages=passages, texts=texts, terms=[store.terms(row) for row, _ in rows])
        terms = self._shaper.terms(texts)
        # Titled by its name and renamed: the new name is found by its words; the vector stays as it was.
        if titled_by_name(twin.info) and titled_by_name(document.info):
            texts = [embedding_text(passage) for _, passage in rows]
        return Shaped(passages=passages, texts=texts, terms=terms)

    def _twins(self, file: SourceFile) -> list[int]:
        """Return the old documents of a file with the same content, under whatever path."""
        path = self._same_content.get(file.sha256)
        if path is None or self._previous is None:
            return []
        return self._previous.store.document_numbers(self._old[path][0])

    def _warn(self, path: str, warnings: Sequence[str]) -> None:
        self.warnings.extend(f"{path}: {warning}" for warning in warnings)

    def _before(self, path: str) -> list[str]:
        """Return the ids of what a path gave in the last build and has not given to another path since."""
        return [] if path in self._left else self._old_ids(path)

    def _old_ids(self, path: str) -> list[str]:
        return [info.id for info in self._documents(path)]

    def _documents(self, path: str) -> list[DocumentInfo]:
        if path not in self._old or self._previous is None:
            return []
        numbers = self._previous.store.document_numbers(self._old[path][0])
        return [self._previous.documents[number] for number in numbers]
