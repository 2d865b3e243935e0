"""Which collections a library has in an engine, what they are called, and the columns of each."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kotae.milvus.client import Field

__all__ = [
    "DOCUMENTS",
    "HEAD",
    "LONGEST_NAME",
    "NOTHING",
    "PARTS",
    "SEVERAL",
    "Names",
    "new_token",
    "passages_fields",
]

# The longest text that Milvus takes in one field; what is longer is laid down in parts.
_TEXT: Final = 65_535
SEVERAL: Final = 4_096
"""Most texts that a field of several holds."""

LONGEST_NAME: Final = 4_096
"""Longest text among several of a row, in bytes."""

NOTHING: Final = {"nothing": [0.0, 0.0]}
"""What stands in the vector of rows that aren't searched; Milvus makes no collection without one."""

_NOTHING: Final = Field(name="nothing", kind="vector", size=2)
HEAD: Final = (Field(name="id", kind="int"), Field(name="text", kind="text", size=_TEXT), _NOTHING)
DOCUMENTS: Final = (
    Field(name="document", kind="int"),
    Field(name="names", kind="texts", size=SEVERAL),
    Field(name="digest", kind="text", size=64),
    Field(name="record", kind="text", size=_TEXT),
    _NOTHING,
)
PARTS: Final = (
    Field(name="id", kind="int"),
    Field(name="document", kind="int"),
    Field(name="kind", kind="text", size=16),
    Field(name="start", kind="int"),
    Field(name="end", kind="int"),
    Field(name="page", kind="int"),
    Field(name="text", kind="text", size=_TEXT),
    _NOTHING,
)


def passages_fields(dimension: int) -> tuple[Field, ...]:
    """Return the columns of passages, for vectors of this length."""
    return (
        Field(name="id", kind="int"),
        Field(name="document", kind="int"),
        *(Field(name=name, kind="texts", size=SEVERAL) for name in ("names", "folders", "tags")),
        Field(name="kind", kind="text", size=_TEXT),
        Field(name="document_language", kind="text", size=64),
        Field(name="date", kind="int"),
        Field(name="language", kind="text", size=64),
        Field(name="length", kind="int"),
        Field(name="terms", kind="sparse"),
        Field(name="counts", kind="text", size=_TEXT),
        Field(name="vector", kind="vector", size=dimension),
        Field(name="record", kind="text", size=_TEXT),
    )


def new_token() -> str:
    """Return what a new collection is told apart by."""
    return uuid.uuid4().hex[:16]


@dataclass(frozen=True, slots=True)
class Names:
    """What the collections and aliases of a library are called."""

    library: str

    @property
    def answering(self) -> str:
        """The alias of the snapshot that answers."""
        return f"kotae_{self.library}"

    @property
    def building(self) -> str:
        """The alias that whoever builds holds."""
        return f"kotae_{self.library}__building"

    def of(self, kind: str, token: str) -> str:
        """Return the name of a collection: ``head`` of a snapshot, ``passages``, ``documents``, ``parts`` of a generation."""
        return f"kotae_{self.library}__{kind}_{token}"

    def own(self, collections: Sequence[str]) -> list[str]:
        """Return those that are of this library."""
        written = re.compile(rf"kotae_{self.library}__(head|passages|documents|parts)_[0-9a-f]{{16}}")
        return [name for name in collections if written.fullmatch(name)]
