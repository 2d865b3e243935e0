"""Adding, removing and updating, as the library tab does it: plain functions, checked here again."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kotae.errors import CorpusError, KotaeError, ReadingError
from kotae.parsing import ReadingSettings, checksum
from kotae.parsing.tree import files_below
from kotae.pipeline.builds.corpus_files import corpus_folder
from kotae.ui.desk import Desk
from kotae.ui.escaping import shorten
from kotae.ui.library.added import AddedLibraries
from kotae.ui.library.adding import overlapped, take_in
from kotae.ui.library.files import accept_upload, remove_file, safe_name
from kotae.ui.library.updating import Step, Updating
from kotae.ui.words import text

__all__ = [
    "add_files",
    "add_library",
    "chosen_folder",
    "library_name",
    "outcome_of",
    "remove_document",
    "twin",
    "update",
]

MAX_NAME_CHARS = 60


def add_files(desk: Desk, paths: Sequence[Path], language: str) -> tuple[list[str], list[str]]:
    """Copy uploaded files into the folder of documents.

    Args:
        desk: The library.
        paths: Where the uploads lie, each under the name the browser gave.
        language: The page's language.

    Returns:
        A sentence for each that wasn't taken, and the names of the files that were: whether they can be read is told by
        :func:`outcome_of`.
    """
    if desk.folder is None:
        return [text("folder_gone", language, folder=desk.info.corpus)], []
    if desk.source is not None:
        return [text("folder_fetched", language, source=desk.source)], []
    said: list[str] = []
    added: list[str] = []
    for path in paths:
        if refusal := _refusal(desk, path, language) or _known(desk, desk.folder, path, language):
            said.append(refusal)
            continue
        try:
            added.append(accept_upload(path, name=path.name, folder=desk.folder))
        except OSError as error:
            said.append(f"{path.name}: {error.strerror}")
    return said, added


def outcome_of(desk: Desk, added: Sequence[str], language: str) -> list[str]:
    """Return which of the added files can be asked about, and a sentence for each that can't be, or for what lies in it.

    Args:
        desk: The library, after it was brought up to date.
        added: Names of files in its folder.
        language: The page's language.
    """
    there = {info.path.partition("/")[0] for info in desk.documents()}
    read = [name for name in added if name in there]
    said = [text("upload_done", language, names=", ".join(read))] if read else []
    unread = (file for file in desk.info.skipped if file.path.partition("/")[0] in added)
    return said + [
        text("upload_unread", language, name=shorten(file.path), reason=shorten(file.reason(language), 400))
        for file in unread
    ]


def _refusal(desk: Desk, path: Path, language: str) -> str:
    name = safe_name(path.name)
    size = path.stat().st_size
    if Path(name).suffix not in desk.suffixes:
        return text("upload_refused_type", language, name=name, allowed=" ".join(desk.suffixes))
    if size > desk.max_upload_mb * 1_000_000:
        return text("upload_refused_size", language, name=name, limit=desk.max_upload_mb)
    if size == 0:
        return text("upload_refused_empty", language, name=name)
    return ""


def _known(desk: Desk, folder: Path, path: Path, language: str) -> str:
    """Return that the folder holds the same content already, and why that can't be read where it can't."""
    known = twin(folder, path)
    reasons = {file.path: file.reason(language) for file in desk.info.skipped}
    if known in reasons:
        reason = shorten(reasons[known], 400)
        return text("upload_twin_unread", language, name=safe_name(path.name), known=known, reason=reason)
    return text("upload_twin", language, name=safe_name(path.name), known=known) if known else ""


def twin(folder: Path, path: Path) -> str:
    """Return under which path the folder holds the same content already; empty where it doesn't."""
    size = path.stat().st_size
    limits = ReadingSettings(max_file_bytes=max(1, size))
    wanted = checksum(path, relative_path=path.name, settings=limits)[1]
    for other in files_below(folder):
        known = other.relative_to(folder).as_posix()
        # It went away, may not be read, or became something else.
        with suppress(OSError, ReadingError):
            same_size = other.lstat().st_size == size
            if same_size and checksum(other, relative_path=known, settings=limits)[1] == wanted:
                return known
    return ""


def remove_document(desk: Desk, document: object, language: str) -> str:
    """Move a document's file out of the folder; return a sentence saying so, or why not.

    Args:
        desk: The library.
        document: A document's id, or the path of a file that was left out; anything else is refused.
        language: The page's language.
    """
    if desk.folder is None:
        return text("folder_gone", language, folder=desk.info.corpus)
    if desk.source is not None:
        return text("folder_fetched", language, source=desk.source)
    paths = {info.id: info.path for info in desk.documents()}
    paths |= {file.path: file.path for file in desk.info.skipped}
    path = paths.get(document) if isinstance(document, str) else None
    try:
        moved = path and remove_file(path, known=paths.values(), folder=desk.folder, aside=desk.aside)
    except OSError as error:
        return f"{path}: {error.strerror}"
    if not path or moved is None:
        return text("remove_missing", language)
    desk.removals.notice()
    return text("remove_done", language, name=path)


def chosen_folder(written: object) -> Path:
    """Return the folder that was typed in.

    Raises:
        CorpusError: It is no absolute path, or there is no such folder.
    """
    path = Path(str(written).strip()).expanduser()
    if not isinstance(written, str) or not path.is_absolute() or "\0" in written:
        raise CorpusError("{path}: give the whole path of the folder, from the root of the disk.", path=path)
    return corpus_folder(path)


def update(
    desk: Desk, language: str, folder: Path | None = None, *, wait: bool = False
) -> Iterator[tuple[str, int, int] | str]:
    """Bring the index up to date; yield (stage, done, total), and last a sentence.

    Questions asked meanwhile are answered from the index as it was.

    Args:
        desk: The library.
        language: The page's language.
        folder: The folder of documents from now on; None for the present one.
        wait: Whether to wait for an update that is running.
    """
    yield from _steps(desk.update(folder, wait=wait), language)


def library_name(desk: Desk, written: object, folder: Path) -> str:
    """Return what a new library is to be called: as typed in, else like its folder.

    Raises:
        CorpusError: A library has this name, the name can't be shown as it is, or the folder has something in common
            with another library.
    """
    given = " ".join(str(written or "").split())
    name = given or folder.name[:MAX_NAME_CHARS] or "/"
    if len(name) > MAX_NAME_CHARS or not name.isprintable():
        raise CorpusError(
            "A library's name has at most {limit} {limit:character|characters}, all of them visible.",
            limit=MAX_NAME_CHARS,
        )
    if name in desk.knowledge.libraries:
        raise CorpusError("There is a library {name} already; give the new one another name.", name=name)
    if taken := overlapped(desk, folder):
        raise CorpusError(
            "{path} overlaps with {taken}, which kotae uses already; choose another folder.",
            path=folder,
            taken=taken,
        )
    return name


def add_library(desk: Desk, name: str, folder: Path, language: str) -> Iterator[tuple[str, int, int] | str]:
    """Read a folder as a library of its own and ask it with the others; yield as :func:`update` does.

    Args:
        desk: The libraries there are.
        name: Checked by :func:`library_name`.
        folder: Of the documents.
        language: The page's language.
    """
    added = AddedLibraries(desk.index)
    root = added.root(folder)
    if not (yield from _steps(Updating(root, settings=desk.settings).run(folder), language)):
        return
    try:
        take_in(desk, name, root)
        added.keep(name, folder)
    except ValueError:  # somebody was quicker
        yield text("library_name_taken", language, name=name)
    except KotaeError as error:
        yield error.message(language)
    else:
        yield text("library_added", language, name=name)


def _steps(steps: Iterator[Step], language: str) -> Generator[tuple[str, int, int] | str, None, bool]:
    """Yield the steps of an update, and last a sentence; return whether it succeeded."""
    try:
        for step in steps:
            if isinstance(step, tuple):
                yield step
            else:
                done = text(
                    "rebuild_done",
                    language,
                    seconds=f"{step.seconds:.1f}",
                    added=step.added,
                    changed=step.changed,
                    removed=step.removed,
                    unchanged=step.unchanged,
                )
                anew = text("rebuild_anew", language, files=step.read_anew) if step.read_anew else ""
                yield "\n".join(filter(None, (done, anew)))
    except KotaeError as error:
        yield error.message(language)
        return False
    return True
