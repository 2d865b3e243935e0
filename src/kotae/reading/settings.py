"""The settings of the reading stage; they are stored with an index."""

from dataclasses import dataclass

__all__ = ["ReadingSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """What reading accepts.

    Attributes:
        max_file_bytes: Largest file read, in bytes as stored; a larger one is refused.
        follow_symlinks: Whether a link inside the corpus may point outside of it.
    """

    max_file_bytes: int = 20_000_000
    follow_symlinks: bool = False

    def __post_init__(self) -> None:
        if self.max_file_bytes < 1:
            raise ValueError(f"max_file_bytes must be at least 1, not {self.max_file_bytes}")
