"""The settings of the reading stage; they are stored with an index."""

from dataclasses import dataclass

__all__ = ["ReadingSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """What reading accepts.

    Attributes:
        max_file_bytes: Largest file read, in bytes as stored; a larger one is refused.
        max_collection_bytes: The same for files that hold many documents: JSONL collections and
            zip archives.
        follow_symlinks: Whether a link inside the corpus may point outside of it.
    """

    max_file_bytes: int = 20_000_000
    max_collection_bytes: int = 256_000_000
    follow_symlinks: bool = False

    def __post_init__(self) -> None:
        for name in ("max_file_bytes", "max_collection_bytes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
