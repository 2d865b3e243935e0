"""Zip archives → the documents inside, each read as if it lay in the corpus (``archive.zip/inner.md``).

Nothing is written to disk, so a member's name can lead nowhere. What one member does wrong is
said in a warning and never stops the others; size, nesting and time are limited for the
archive as a whole.
"""

import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from time import monotonic
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.files import Source, printable
from kotae.parsing.package import Package
from kotae.parsing.settings import ReadingSettings
from kotae.parsing.units import Draft, clean_text

__all__ = ["member", "read_archive"]

_UTF8_NAME: Final = 0x800
_MAX_NAMED: Final = 20
# Of the time for one file: what all members of an archive may take together.
_TIME_FACTOR: Final = 10

Reader = Callable[[Source], tuple[Draft, ...]]


def read_archive(
    source: Source, *, reader_for: Callable[[str], Reader | None], collections: Collection[str]
) -> tuple[Draft, ...]:
    """Return the drafts of all documents in an archive, in the order they are stored.

    Args:
        source: The archive.
        reader_for: Gives the reader for a suffix in lower case, None for a kind that isn't read.
        collections: Suffixes whose files may be as large as a collection.

    Raises:
        ReadingError: It is damaged, too large, nested too deep, or no member can be read.
    """
    if source.settings.max_nesting < 1:
        shown = printable(source.path)
        raise ReadingError(
            en=f"{shown}: archives are nested too deep here. Unpack it, or raise max_nesting under [reading] in kotae.toml.",
            ja=f"{shown}: アーカイブの入れ子が深すぎます。展開するか、kotae.tomlの[reading]でmax_nestingを大きくしてください。",
        )
    members = _Members(source, reader_for=reader_for, collections=collections)
    drafts = list(members.read())
    if not drafts:
        raise _nothing_inside(source.path, members.warnings)
    if members.warnings:
        drafts[0] = replace(drafts[0], warnings=(*drafts[0].warnings, *members.warnings[:_MAX_NAMED]))
    return tuple(drafts)


def member(source: Source, name: str) -> Source | None:
    """Return one document of an archive, or of an archive inside it; None where there is none of that name.

    Args:
        source: The archive; its limits hold.
        name: Path inside it, as :func:`read_archive` names its parts.

    Raises:
        ReadingError: It is no archive, damaged, too large, or nested too deep.
    """
    package = Package(source)
    for entry in package.entries:
        found = _name(entry)
        if found != name and not (found.lower().endswith(".zip") and name.startswith(f"{found}/")):
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


class _Members:
    """Goes through the members of one archive and keeps its budget of bytes and seconds."""

    def __init__(
        self, source: Source, *, reader_for: Callable[[str], Reader | None], collections: Collection[str]
    ) -> None:
        self._source = source
        self._reader_for = reader_for
        self._collections = collections
        self._package = Package(source)
        self._left = source.settings.max_expanded_bytes - sum(
            entry.file_size for entry in self._package.entries
        )
        self._deadline = monotonic() + _TIME_FACTOR * source.settings.max_seconds
        self._names: set[str] = set()
        self._unread: list[str] = []
        self.warnings: list[str] = []

    def read(self) -> Iterator[Draft]:
        """Yield the drafts of one member after the other."""
        for entry in self._package.entries:
            name = _name(entry)
            if entry.is_dir() or _is_hidden(name):
                continue
            if monotonic() > self._deadline:
                self._warn_of_time()
                break
            reader = self._reader_for(PurePosixPath(name).suffix.lower())
            if reader is None or name in self._names:
                self._unread.append(printable(name))
                continue
            self._names.add(name)
            yield from self._member(entry, name, reader)
        if self._unread:
            listed = ", ".join(self._unread[:_MAX_NAMED]) + ("…" if len(self._unread) > _MAX_NAMED else "")
            self.warnings.append(
                f"left out, files of this kind are not read: {listed} / この種類のファイルは読まないため除きました: {listed}"
            )

    def _member(self, entry: zipfile.ZipInfo, name: str, reader: Reader) -> Iterator[Draft]:
        path = f"{self._source.path}/{name}"
        try:
            self._check_size(entry, path, PurePosixPath(name).suffix.lower())
            data = self._package.read_entry(entry)
            inner = Source(path=path, data=data, settings=self._settings(name))
            drafts = reader(inner)
            if name.lower().endswith(".zip"):
                self._left -= sum(entry.file_size for entry in Package(inner).entries)
        except ReadingError as error:
            # The package speaks of the archive, a reader of the member.
            named = "" if path in error.en else f"{printable(name)}: "
            self.warnings.append(f"{named}{error.en} / {named}{error.ja}")
            return
        for draft in drafts:
            if draft.units:
                yield replace(draft, part=f"/{name}{draft.part}")

    def _settings(self, name: str) -> ReadingSettings:
        """Limits for a member; an archive inside gets what is left of them."""
        settings = self._source.settings
        if not name.lower().endswith(".zip"):
            return settings
        nesting = settings.max_nesting - 1
        return replace(settings, max_nesting=nesting, max_expanded_bytes=max(1, self._left))

    def _check_size(self, entry: zipfile.ZipInfo, path: str, suffix: str) -> None:
        settings = self._source.settings
        setting = "max_collection_bytes" if suffix in self._collections else "max_file_bytes"
        size, limit = entry.file_size / 1e6, getattr(settings, setting) / 1e6
        if size > limit:
            shown = printable(path)
            raise ReadingError(
                en=f"{shown}: the file has {size:,.1f} MB, more than the limit of {limit:,.1f} MB. "
                f"Split it, or raise {setting} under [reading] in kotae.toml.",
                ja=f"{shown}: ファイルが{size:,.1f} MBあり、上限の{limit:,.1f} MBを超えています。"
                f"分割するか、kotae.tomlの[reading]で{setting}を大きくしてください。",
            )

    def _warn_of_time(self) -> None:
        seconds = _TIME_FACTOR * self._source.settings.max_seconds
        self.warnings.append(
            f"the archive took longer than {seconds:g} seconds; the rest of it was left out"
            f" / アーカイブの読み込みに{seconds:g}秒以上かかったため、残りを除きました"
        )


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


def _nothing_inside(path: str, warnings: list[str]) -> ReadingError:
    shown = printable(path)
    en = "".join(f"\n  {warning.split(' / ')[0]}" for warning in warnings[:_MAX_NAMED])
    ja = "".join(f"\n  {warning.split(' / ')[-1]}" for warning in warnings[:_MAX_NAMED])
    return ReadingError(
        en=f"{shown}: nothing in this archive can be read.{en}",
        ja=f"{shown}: このアーカイブには読める文書がありません。{ja}",
    )
