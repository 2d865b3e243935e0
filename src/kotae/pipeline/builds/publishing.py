"""A folder of documents → an index in an engine: built in a folder of this machine first, then published.

The copy that stays here is what the next build compares with, so only new documents are read and embedded, and an engine
that was lost is filled again without embedding anything.
"""

import os
import re
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from kotae.cache import cache_dir
from kotae.config import Settings
from kotae.errors import IndexWriteError, failing_as
from kotae.index import generations
from kotae.index.ownership import owned_folder, read_small
from kotae.index.reader import IndexReader
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client
from kotae.milvus.layout import Facts
from kotae.milvus.publishing import Publisher
from kotae.pipeline.asking.filters import document_date, tags_of
from kotae.records import DocumentInfo

__all__ = ["facts_of", "publish", "staging"]

_OWNER: Final = "engine-owner"
_NAME: Final = re.compile(rb"[0-9a-f]{32}\s*")


def staging(address: MilvusAddress, settings: Settings) -> Path:
    """Return the folder in which this machine keeps its copy of an index that it publishes."""
    around = Path(settings.milvus.staging) if settings.milvus.staging else cache_dir() / "milvus"
    host = address.host.strip("[]").replace(":", "_")
    return around / f"{host}-{address.port}-{address.library}"


def publish(
    index: Path,
    address: MilvusAddress,
    *,
    settings: Settings,
    progress: Callable[[str, int, int], None],
) -> bool:
    """Bring an engine to the state of an index in a folder.

    Args:
        index: The folder.
        address: Where it is published.
        settings: All settings.
        progress: Called with ``"publishing"`` and how many documents of how many are done.

    Returns:
        Whether anything was changed.

    Raises:
        EngineError: The engine can't be reached or refuses; what answered before goes on.
        IndexBusyError: Another build holds the index, or somebody else builds the library.
        IndexWriteError: The engine is full, or the folder can't be written.
        StoreError: The index can't be opened, or what was sent can't be read back.
    """
    with generations.build_lock(index), IndexReader.open(index) as reader:
        client = Client(address, settings.milvus)
        try:
            publisher = Publisher(client, reader, facts=facts_of)
            return publisher.publish(
                owner=_owner(index), sent=lambda done, total: progress("publishing", done, total)
            )
        finally:
            client.close()


def _owner(index: Path) -> str:
    """Return what this copy of the index is called, made the first time; it stands in the index's own marked folder."""
    path = index / _OWNER
    with (
        failing_as(
            IndexWriteError,
            "{path}: this file can't be written ({reason}); check the folder's permissions.",
            on=OSError,
            path=path,
        ),
        owned_folder(index) as folder,
    ):
        if (name := _named(_OWNER, folder=folder)) is None:
            # An older kotae wrote it beside the folder, where it could as well be somebody else's: it is only read.
            name = _named(index.with_name(f"{index.name}.{_OWNER}")) or uuid.uuid4().hex
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            with open(
                _OWNER, "xb", opener=lambda file, _: os.open(file, flags, 0o644, dir_fd=folder)
            ) as file:
                file.write(name.encode())
        return name


def _named(name: str | Path, *, folder: int | None = None) -> str | None:
    """Return the name that a file holds; None where there is none that kotae would have written."""
    try:
        content = read_small(name, folder=folder)
    except (OSError, ValueError):
        return None
    return content.decode().strip() if _NAME.fullmatch(content) else None


def facts_of(info: DocumentInfo, metadata: Mapping[str, str]) -> Facts:
    """Return what conditions ask of a document."""
    date = document_date(info, metadata)
    number = date.year * 10_000 + date.month * 100 + date.day if date is not None else 0
    return Facts(tags=tags_of(metadata), date=number)
