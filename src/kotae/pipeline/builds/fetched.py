"""Documents of elsewhere brought into the folder of the index, so that they are read as any folder is.

Names and sizes are looked at before anything is fetched; only new and changed files come, each up to its limit.
"""

import json
import os
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from kotae.errors import ReadingError
from kotae.index.ownership import open_ordinary, owned_folder, subfolder
from kotae.messages import Message, Words
from kotae.parsing import ReadingSettings, UnreachableError, size_limit, too_large
from kotae.pipeline.builds.corpus_files import nothing_readable, readable_suffixes, refused_by_name
from kotae.pipeline.builds.elsewhere import Listed, Store
from kotae.pipeline.builds.shrinking import is_loss, refused_loss

__all__ = ["Fetched", "fetch", "source_of"]

_Progress: TypeAlias = Callable[[str, int, int], None]
_FOLDER, _FILES, _RECORD, _PART = "fetched", "files", "store.json", "part-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Documents of elsewhere, as they lie here now.

    Attributes:
        folder: Where; their paths below it are those below the address.
        left_out: Why others weren't fetched, by path.
        named: The path by which somebody named the folder, absolute, links as they are; empty where nobody did.
    """

    folder: Path
    left_out: Mapping[str, Words]
    named: str = ""


def source_of(root: Path, folder: Path) -> str | None:
    """Return the address that the documents of an index are fetched from; None where they lie in a folder of their own.

    Args:
        root: The folder of the index.
        folder: That of the documents, as the index has it.
    """
    return _read_record(root / _FOLDER)[0] if folder.parts[-2:] == (_FOLDER, _FILES) else None


def fetch(
    address: str, root: Path, *, settings: ReadingSettings, allow_shrink: bool, progress: _Progress
) -> Fetched:
    """Bring what lies below an address into the folder of an index.

    Args:
        address: Of a store, as :func:`~kotae.pipeline.builds.elsewhere.local_folder` lets it through.
        root: The folder of the index; its build lock is held.
        settings: Limits; a file over them isn't fetched.
        allow_shrink: Whether many files may be missing of those that were there.
        progress: Called with ``"fetching"`` and how many files of how many are done.

    Raises:
        CorpusError: The store can't be reached, lists nothing, or more than a tenth of the files that were there are
            missing: one that answers half can't be told from one that was tidied up. What was fetched before stays.
        IndexWriteError: The folder they come into isn't kotae's.
        OSError: This machine's disk is full or can't be written.
    """
    here, left_out = _Here(root / _FOLDER, address), dict[str, Words]()
    store = Store.open(address)
    listed = dict(sorted(store.listed(left_out)))
    if not listed and not left_out and not here.known:
        raise nothing_readable(address, ())
    lost = [path for path in here.known if path not in listed]
    here.check(lost, everything=not listed, allowed=allow_shrink)
    suffixes = readable_suffixes(settings)
    wanted = {}
    for path, file in listed.items():
        reason = _refusal(path, file, listed, suffixes=suffixes, settings=settings)
        if reason is None:
            wanted[path] = file
        else:
            left_out[path] = reason
    here.keep(wanted)
    try:
        refused = here.fill(store, wanted, settings=settings, progress=progress)
    finally:
        here.record()
    lost += [path for path, error in refused.items() if isinstance(error, UnreachableError)]
    here.check([path for path in lost if path in here.known], everything=False, allowed=allow_shrink)
    here.keep(here.now)
    return Fetched(
        folder=here.files, left_out=left_out | {path: error.reason for path, error in refused.items()}
    )


def _refusal(
    path: str,
    file: Listed,
    listed: Mapping[str, Listed],
    *,
    suffixes: Collection[str],
    settings: ReadingSettings,
) -> Words | None:
    """Why a file isn't fetched; None where it is."""
    if refused := refused_by_name(path, suffixes):
        return refused
    if any(str(parent) in listed for parent in PurePosixPath(path).parents):
        return Message("it lies below another file, which no folder can hold")
    limit = size_limit(path)
    if file.size > getattr(settings, limit):
        return too_large(path, file.size, settings, limit).reason
    return None


@dataclass(slots=True)
class _Here:
    """What was fetched: the files, and a record of what the store said of them then.

    Attributes:
        place: The folder of both.
        address: Where they come from.
        known: The stamps of the files of the last time, by path; none where they came from elsewhere.
        now: The same of this time.
    """

    place: Path
    address: str
    known: dict[str, str] = field(init=False)
    now: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        address, stamps = _read_record(self.place)
        self.known = stamps if address == self.address else {}
        # What is removed here later is removed from a folder that kotae made itself, and through no link.
        with (
            owned_folder(self.place, known=address is not None) as place,
            subfolder(place, _FILES, make=True),
        ):
            for part in self.place.glob(f"{_PART}*"):
                part.unlink()

    @property
    def files(self) -> Path:
        """The folder of the files."""
        return self.place / _FILES

    def check(self, lost: Sequence[str], *, everything: bool, allowed: bool) -> None:
        """Refuse to go on where more is lost than may be.

        Raises:
            CorpusError: It is.
        """
        if not allowed and lost and (everything or is_loss(len(lost), len(self.known))):
            raise refused_loss(self.address, lost)

    def keep(self, paths: Collection[str]) -> None:
        """Remove all other files, links, and folders without any file: what is written here goes nowhere else."""
        for folder, folders, names in os.walk(self.files, topdown=False):
            found = [Path(folder, name) for name in names]
            others = [path for path in found if path.relative_to(self.files).as_posix() not in paths]
            links = [
                path for path in (*found, *(Path(folder, name) for name in folders)) if path.is_symlink()
            ]
            for path in {*others, *links}:
                path.unlink()
            if Path(folder) != self.files:
                with suppress(OSError):  # it isn't empty
                    os.rmdir(folder)

    def fill(
        self, store: Store, wanted: Mapping[str, Listed], *, settings: ReadingSettings, progress: _Progress
    ) -> dict[str, ReadingError]:
        """Fetch what is new or changed, and return why files couldn't be had, by path.

        Raises:
            CorpusError: The store can't be reached any more.
        """
        self.now = {
            path: file.stamp
            for path, file in wanted.items()
            if file.stamp and self.known.get(path) == file.stamp and self._is_whole(path, file.size)
        }
        missing = [path for path in wanted if path not in self.now]
        refused = {}
        with ThreadPoolExecutor(store.at_once) as pool:
            outcomes = pool.map(partial(self._fetched, store, wanted, settings=settings), missing)
            for done, (path, error) in enumerate(zip(missing, outcomes, strict=True)):
                progress("fetching", done, len(missing))
                if error is None:
                    self.now[path] = wanted[path].stamp
                else:
                    refused[path] = error
        progress("fetching", len(missing), len(missing))
        return refused

    def _is_whole(self, path: str, size: int) -> bool:
        """Whether a file lies here as it was fetched: where the power failed it may be empty. Some stores tell no size."""
        here = self.files / path
        return here.is_file() and size in (0, here.stat().st_size)

    def _fetched(
        self, store: Store, wanted: Mapping[str, Listed], path: str, *, settings: ReadingSettings
    ) -> ReadingError | None:
        """Fetch a file, and return why it couldn't be had; it appears whole or not at all."""
        target, limit = self.files / path, size_limit(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=self.place, prefix=_PART)
        try:
            with open(handle, "wb") as file:
                for chunk in store.chunks(wanted[path], path):
                    file.write(chunk)
                    if file.tell() > getattr(settings, limit):  # it grew since it was listed
                        raise too_large(path, file.tell(), settings, limit)
                if file.tell() < wanted[path].size:
                    raise UnreachableError(
                        "the store gave {given:,} of {size:,} {size:byte|bytes}.",
                        path=path,
                        given=file.tell(),
                        size=wanted[path].size,
                        gone=False,
                    )
            os.replace(part, target)
        except BaseException as error:
            os.unlink(part)
            if isinstance(error, ReadingError):
                return error
            raise
        return None

    def record(self) -> None:
        """Lay down what was fetched."""
        handle, part = tempfile.mkstemp(dir=self.place, prefix=_PART)
        with open(handle, "w", encoding="utf-8") as file:
            json.dump({"address": self.address, "files": self.now}, file, ensure_ascii=False)
        os.replace(part, self.place / _RECORD)


def _read_record(place: Path) -> tuple[str | None, dict[str, str]]:
    """The address and the stamps that were laid down; None and nothing where there are none."""
    try:
        with open_ordinary(place / _RECORD) as file:
            told = json.load(file)
        return str(told["address"]), {str(path): str(stamp) for path, stamp in told["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, {}
