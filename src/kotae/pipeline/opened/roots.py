"""Where libraries are, and what they are called."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from kotae.federation.address import Address, is_address
from kotae.milvus.address import MilvusAddress, is_milvus

__all__ = ["Root", "Roots", "named_roots"]

Root: TypeAlias = Path | Address | MilvusAddress
"""A folder of this machine, another kotae, or an engine that holds a library."""

Roots: TypeAlias = str | Root | Sequence[str | Root] | Mapping[str, str | Root]


def named_roots(index: Roots) -> dict[str, Root]:
    """Return where libraries are by their names, in order, each place once.

    Args:
        index: One folder or address (``https://host:port`` of a kotae, ``milvus://host:port/library`` of a library in an
            engine), several, or several by name. Without a name a library is called like its folder, or like the one
            around it where that is just ``index``, or like its host, or as it is called in its engine; of equal names
            the later ones get a number.

    Raises:
        FederationError: An address can't be used.
        EngineError: That of an engine can't be used.
        ValueError: There is none.
    """
    if isinstance(index, Mapping):
        found = {str(name): _root(written) for name, written in index.items()}
    else:
        given = [index] if isinstance(index, str | Path | Address | MilvusAddress) else list(index)
        once = {_place(root): root for root in reversed([_root(written) for written in given])}
        found = {}
        for place, root in reversed(once.items()):
            name = _name(place)
            number = sum(known == name or known.startswith(f"{name} ") for known in found)
            found[f"{name} {number + 1}" if name in found else name or "/"] = root
    if not found:
        raise ValueError("name at least one index")
    return found


def _root(written: str | Root) -> Root:
    if isinstance(written, Address | MilvusAddress):
        return written
    if is_milvus(written):
        return MilvusAddress.of(str(written))
    return Address.of(str(written)) if is_address(written) else Path(written)


def _place(root: Root) -> Root:
    return Path(os.path.realpath(root)) if isinstance(root, Path) else root


def _name(place: Root) -> str:
    if not isinstance(place, Path):
        return place.name
    return place.parent.name if place.name == "index" else place.name
