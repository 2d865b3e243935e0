"""What every part of a proof is: strict, frozen, and nothing that isn't known."""

from typing import Annotated, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["MOST", "Count", "Digest", "Part"]

Digest: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal."""
Count: TypeAlias = Annotated[int, Field(ge=0)]
"""A number of things, or a place from 0."""
MOST = 5_000
"""Of a kind in one proof: each may have to be read or compared again, for a proof comes from anybody."""


class Part(BaseModel):
    """A part of a proof."""

    model_config: ClassVar[ConfigDict] = ConfigDict(strict=True, frozen=True, extra="forbid")
