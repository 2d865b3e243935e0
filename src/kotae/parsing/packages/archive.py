"""Zip archives → the documents inside, each read as if it lay in the corpus (``archive.zip/inner.md``).

Runs in the worker. Nothing is written to disk, so a member's name can lead nowhere. What one member
does wrong is noted and never stops the others: entries are counted, archives inside included, so
that the main process can go on behind one whose reader broke down. Size and nesting are limited for
the archive as a whole.
"""

import hashlib
import zipfile
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from kotae.errors import ReadingError
from kotae.messages import Message, Words
from kotae.parsing.confined.wire import Begun, Found, Noted
from kotae.parsing.files import Source, printable
from kotae.parsing.packages.package import Package
from kotae.parsing.settings import ARCHIVE, ReadingSettings, size_limit
from kotae.parsing.units import Draft, clean_text

__all__ = ["Progress", "Readers", "member", "read_archive", "walk_archive"]

_UTF8_NAME: Final = 0x800
_MAX_NAMED: Final = 20

Readers: TypeAlias = Mapping[str, Callable[[Source], Iterable[Draft]]]
"""What reads a file, by its suffix in lower case; a file of another kind isn't read."""


@dataclass(slots=True, kw_only=True)
class Progress:
    """Which entries are read.

    Attributes:
        start: Those before it were read already.
        broken: Those whose reader broke down; they aren't touched.
        entries: How many were counted so far.
        left: Bytes that archives inside may still expand to.
        seen: What was read, by suffix and SHA-256, and whether it gave anything: copies aren't read again.
    """

    start: int = 0
    broken: Collection[int] = ()
    entries: int = 0
    left: int = 0
    seen: dict[tuple[str, bytes], bool] = field(default_factory=dict)


def read_archive(source: Source, readers: Readers) -> tuple[Draft, ...]:
    """Return the documents of an archive that is part of another file; what was left out is in the last's warnings.

    Args:
        source: The archive.
        readers: Of the files in it.

    Raises:
        ReadingError: It is damaged, too large, or nested too deep.
    """
    said = list(walk_archive(source, readers, Progress()))
    drafts = [found.draft for found in said if isinstance(found, Found)]
    warnings = tuple(f"{note.en} / {note.ja}" for note in said if isinstance(note, Noted))[:_MAX_NAMED]
    if drafts and warnings:
        drafts[-1] = replace(drafts[-1], warnings=(*drafts[-1].warnings, *warnings))
    return tuple(drafts)


def member(source: Source, name: str) -> Source | None:
    """Return one document of an archive, or of an archive inside it; None where there is none of that name.

    Args:
        source: The archive; its limits hold. A file of another kind has none.
        name: Path inside it, as :func:`read_archive` names its parts.

    Raises:
        ReadingError: It is damaged, too large, or nested too deep.
    """
    if PurePosixPath(source.path).suffix.lower() != ARCHIVE:
        return None
    package = Package(source)
    for entry in reversed(package.entries):  # of two of one name the later one is read
        found = _name(entry)
        if found != name and not (found.lower().endswith(ARCHIVE) and name.startswith(f"{found}/")):
            continue
        settings = source.settings
        if found != name:
            settings = replace(settings, max_nesting=settings.max_nesting - 1)
        inner = Source(path=f"{source.path}/{found}", data=package.read_entry(entry), settings=settings)
        if found == name:
            return inner
        if settings.max_nesting > 0:
            return member(inner, name[len(found) + 1 :])
    return None


def walk_archive(source: Source, readers: Readers, progress: Progress) -> Iterator[Begun | Found | Noted]:
    """Yield what is in an archive, in the order it is stored: entries begun, documents, and what was left out.

    Args:
        source: The archive.
        readers: Of the files in it.
        progress: What was read already.

    Raises:
        ReadingError: It is damaged, too large, or nested too deep.
    """
    if source.settings.max_nesting < 1:
        shown = printable(source.path)
        raise ReadingError(
            "archives are nested too deep here. Unpack it, or raise max_nesting under [reading] in "
            "kotae.toml.",
            path=shown,
        )
    return _Members(source=source, package=Package(source), readers=readers, progress=progress).read()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members:
    """The members of one archive."""

    source: Source
    package: Package
    readers: Readers
    progress: Progress
    copies: list[str] = field(default_factory=list)

    def read(self) -> Iterator[Begun | Found | Noted]:
        """Yield the members one after the other."""
        expanded = sum(entry.file_size for entry in self.package.entries)
        self.progress.left = self.source.settings.max_expanded_bytes - expanded
        latest = {_name(entry): entry for entry in self.package.entries}
        unread, replaced = list[str](), list[str]()
        for entry in self.package.entries:
            name = _name(entry)
            if entry.is_dir() or _is_hidden(name):
                continue
            suffix = PurePosixPath(name).suffix.lower()
            if suffix not in self.readers and suffix != ARCHIVE:
                unread.append(printable(name))
            elif entry is not latest[name]:  # as what unpacks archives does
                replaced.append(printable(name))
            else:
                yield from self._member(entry, name, suffix)
        if replaced:
            yield _noted(
                Message(
                    "left out, a later file of the same name replaces them: {listed}",
                    listed=_listed(replaced),
                )
            )
        if unread:
            yield _noted(
                Message("left out, files of this kind are not read: {listed}", listed=_listed(unread))
            )
        if self.copies:
            yield _noted(
                Message(
                    "read once, the same as other files of this archive: {listed}",
                    listed=_listed(self.copies),
                )
            )

    def _member(self, entry: zipfile.ZipInfo, name: str, suffix: str) -> Iterator[Begun | Found | Noted]:
        number = self.progress.entries
        self.progress.entries += 1
        again = number < self.progress.start
        if number in self.progress.broken or (again and suffix != ARCHIVE):
            return
        path = f"{self.source.path}/{name}"
        if not again:
            yield Begun(entry=number, path=path, suffix=suffix)
        try:
            holds_text = yield from self._content(entry, name, suffix)
            if not (holds_text or again or suffix == ARCHIVE):
                yield _nothing_in(name)
        except ReadingError as error:
            if not again:
                # The package speaks of the archive, a reader of the member.
                of_member = error.path.startswith(printable(path))
                yield _noted(
                    error.said
                    if of_member
                    else Message("{path}: {reason}", path=printable(name), reason=error.said),
                    part=f"/{name}",
                )

    def _content(
        self, entry: zipfile.ZipInfo, name: str, suffix: str
    ) -> Generator[Begun | Found | Noted, None, bool]:
        """Yield what a member says unless another said the same; return whether there is text in it."""
        path = f"{self.source.path}/{name}"
        self._check_size(entry, path)
        data = self.package.read_entry(entry)
        content = (suffix, hashlib.sha256(data).digest())
        if content not in self.progress.seen:
            self.progress.seen[content] = False
            inner = Source(path=path, data=data, settings=self._settings(suffix))
            for said in self._said(inner, suffix):
                self.progress.seen[content] |= isinstance(said, Found)
                yield said if isinstance(said, Begun) else _under(said, name)
        elif self.progress.seen[content]:
            self.copies.append(printable(name))
        return self.progress.seen[content]

    def _said(self, inner: Source, suffix: str) -> Iterator[Begun | Found | Noted]:
        if suffix != ARCHIVE:
            for draft in self.readers[suffix](inner):
                if draft.units:
                    yield Found(draft=draft)
            return
        yield from walk_archive(inner, self.readers, self.progress)

    def _settings(self, suffix: str) -> ReadingSettings:
        """Limits for a member; an archive inside gets what is left of them."""
        settings = self.source.settings
        if suffix != ARCHIVE:
            return settings
        nesting = settings.max_nesting - 1
        return replace(settings, max_nesting=nesting, max_expanded_bytes=max(1, self.progress.left))

    def _check_size(self, entry: zipfile.ZipInfo, path: str) -> None:
        settings = self.source.settings
        setting = size_limit(path)
        size, limit = entry.file_size / 1e6, getattr(settings, setting) / 1e6
        if size > limit:
            shown = printable(path)
            raise ReadingError(
                "the file has {size:,.1f} MB, more than the limit of {limit:,.1f} MB. Split it, or raise "
                "{setting} under [reading] in kotae.toml.",
                path=shown,
                size=size,
                limit=limit,
                setting=setting,
            )


def _nothing_in(name: str) -> Noted:
    """Return what is said of a member without text."""
    said = Message("{path}: there is nothing to read in it", path=printable(name))
    return _noted(said, part=f"/{name}")


def _under(said: Found | Noted, name: str) -> Found | Noted:
    if isinstance(said, Noted):
        return replace(said, part=f"/{name}{said.part}") if said.part else said
    return Found(draft=replace(said.draft, part=f"/{name}{said.draft.part}"))


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name as a path inside the archive: without drive, root and ways out of it.

    Names that don't say they are UTF-8 are UTF-8 or, from Japanese Windows, CP932 all the same.
    """
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp932"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = clean_text(name).replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept) + ("/" if name.endswith("/") else "")


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_MAX_NAMED]) + ("…" if len(names) > _MAX_NAMED else "")


def _noted(said: Words, *, part: str = "") -> Noted:
    return Noted(en=said.text("en"), ja=said.text("ja"), part=part)
