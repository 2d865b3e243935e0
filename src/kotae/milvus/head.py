"""The snapshot that answers, and the lock of whoever builds: two aliases, each of which stands for one collection.

An alias changes hands in one step, and it can't be made twice: the first is how a new snapshot takes the place of the
last one, the second keeps two machines from building one library at once.
"""

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from kotae.errors import IndexBusyError, IndexDamagedError, failing_as
from kotae.milvus.client import Client
from kotae.milvus.collections import HEAD, NOTHING, Names, new_token
from kotae.milvus.snapshot import Snapshot, packed, unpacked

__all__ = ["Head", "building", "read_head"]

# Whoever was killed while building never says so.
_STALE_S: Final = 24 * 3600.0
_HOLDER: Final = 0  # the number of the row that says who builds; those of the snapshot follow


@dataclass(frozen=True, slots=True)
class Head:
    """A snapshot and the collection it is in."""

    name: str
    snapshot: Snapshot

    def write(self, client: Client) -> None:
        """Lay the snapshot down in its collection."""
        pieces = packed(self.snapshot.said())
        rows = [
            {"id": at, "text": f"{len(pieces)} {text}", **NOTHING} for at, text in enumerate(pieces, start=1)
        ]
        client.insert(self.name, rows)
        client.flush(self.name)


def read_head(client: Client) -> Head | None:
    """Return the snapshot that answers; None where there is none.

    Raises:
        IndexDamagedError: A piece of it is missing or altered.
        IndexFormatError: It was written by another kotae.
    """
    alias = Names(client.address.library).answering
    while (name := client.target(alias)) is not None:
        rows = sorted(client.rows(name, f"id > {_HOLDER}", ["id", "text"]), key=lambda row: row["id"])
        pieces = [row["text"].partition(" ") for row in rows]
        if pieces and all(count == str(len(pieces)) for count, _, _ in pieces):
            with failing_as(_damaged(client), on=ValueError):
                said = unpacked(text for _, _, text in pieces)
            return Head(name, Snapshot.read(said, client.address))
        if client.target(alias) == name:  # else it was replaced while it was read
            raise _damaged(client)
    return None


def _damaged(client: Client) -> IndexDamagedError:
    address = client.address
    return IndexDamagedError(
        "{address}: the snapshot that should answer is missing or altered; run `kotae "
        "index CORPUS --index {address}` to publish it again.",
        address=address,
    )


@contextmanager
def building(client: Client, owner: str) -> Iterator[str]:
    """Hold the lock of a library, and give the name of the empty collection for its next snapshot.

    Args:
        client: Connected.
        owner: The same from one build to the next on this machine, and of no other: what a build of this owner left
            locked when it was killed is taken over.

    Raises:
        IndexBusyError: Somebody else builds.
    """
    names = Names(client.address.library)
    name = names.of("head", new_token())
    client.create(name, HEAD)
    try:
        held = {"owner": owner, "host": socket.gethostname(), "since": time.time()}
        client.insert(name, [{"id": _HOLDER, "text": packed(held)[0], **NOTHING}])
        while not client.point(names.building, name, new=True):
            _break(client, names.building, owner)
        try:
            yield name
        finally:
            client.forget(names.building)
    finally:
        if client.target(names.answering) != name:
            client.drop(name)


def _break(client: Client, alias: str, owner: str) -> None:
    """Take a lock away that this owner, or anybody long ago, left behind.

    Raises:
        IndexBusyError: Somebody else holds it.
    """
    other = client.target(alias)
    rows = client.get(other, [_HOLDER], ["text"]) if other is not None else []
    if other is None:
        return
    held = _holder(rows[0]["text"]) if rows else {}
    age = time.time() - held.get("since", 0.0)
    if held.get("owner") != owner and age < _STALE_S:
        raise IndexBusyError(
            "{address}: {host} has been building this library for {minutes} "
            "{minutes:minute|minutes}; wait until it is done. What a broken build left locked is free "
            "after a day.",
            address=client.address,
            host=held.get("host"),
            minutes=round(age / 60),
        )
    client.forget(alias)


def _holder(text: str) -> Mapping[str, Any]:
    """Return who builds, as :func:`building` wrote it; nothing where it is something else."""
    try:
        held = unpacked([text])
    except ValueError:
        return {}
    return held if isinstance(held, Mapping) and isinstance(held.get("since", 0.0), int | float) else {}
