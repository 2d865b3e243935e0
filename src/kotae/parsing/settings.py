"""The settings of the reading stage; they are stored with an index."""

from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import Final

from kotae.ranges import LONGEST_S, at_least

__all__ = ["ARCHIVE", "COLLECTIONS", "PICTURES", "ReadingSettings", "size_limit"]

ARCHIVE: Final = ".zip"
COLLECTIONS: Final = frozenset([".jsonl", ARCHIVE])
"""Suffixes of files that hold many documents; they may be larger than others, and take longer."""

PICTURES: Final = frozenset([".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"])
"""Suffixes of pictures, read where OCR is on."""

# So many times the time of a file at most, one more for each so many bytes (docs/decisions/0027).
_MANY = 10
_BYTES_A_TIME = 3_000_000
_DEEPEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """What reading accepts.

    Attributes:
        max_file_bytes: Largest file read, in bytes as stored; a larger one is refused.
        max_collection_bytes: The same for files that hold many documents: JSONL collections and
            zip archives.
        max_expanded_bytes: Most that the parts of one compressed file (Office, EPUB, zip) may
            hold together once expanded.
        max_pages: Pages read of one PDF, slides of a presentation, chapters of a book.
        max_nesting: How many zip archives may be inside each other; 0 refuses archives.
        max_seconds: Processor time for reading one file; by the clock it gets twice as long. An
            archive or a JSONL collection as a whole gets as much again for every 3 MB of its size,
            ten times as much at most. Each time files that gave little for it took five times as much
            together, the following ones of a build get half.
        max_memory_bytes: Address space of the worker process.
        ocr: Whether pictures and pages of a PDF without a usable text layer are recognised; needs
            the extra ``kotae[ocr]``.
        max_ocr_seconds: Processor time for recognising the pages of one PDF or picture, beside
            ``max_seconds``; pages it doesn't suffice for are reported.
        follow_symlinks: Whether a link inside the corpus may point outside of it.
    """

    max_file_bytes: int = 20_000_000
    max_collection_bytes: int = 256_000_000
    max_expanded_bytes: int = 200_000_000
    max_pages: int = 3_000
    max_nesting: int = 3
    max_seconds: float = 60.0
    max_memory_bytes: int = 2_000_000_000
    ocr: bool = False
    max_ocr_seconds: float = 600.0
    follow_symlinks: bool = False

    def __post_init__(self) -> None:
        limits = [field.name for field in fields(self) if field.name.startswith("max_")]
        seconds = ("max_seconds", "max_ocr_seconds")
        at_least(0, self, "max_nesting", stage="reading", most=_DEEPEST)
        at_least(1, self, *seconds, stage="reading", most=LONGEST_S // _MANY)
        at_least(
            1, self, *(name for name in limits if name not in ("max_nesting", *seconds)), stage="reading"
        )

    def seconds_for(self, suffix: str, size: int = 0) -> float:
        """Return the processor time the worker process may take for one file of this kind.

        Args:
            suffix: In lower case with its dot.
            size: Of the file in bytes, as stored: files that hold many documents get more, the larger they are.
        """
        if suffix in COLLECTIONS:
            return self.max_seconds * min(_MANY, 1 + size / _BYTES_A_TIME)
        recognised = self.ocr and suffix in (".pdf", *PICTURES)
        return self.max_seconds + (self.max_ocr_seconds if recognised else 0.0)


def size_limit(path: str) -> str:
    """Return the name of the setting that bounds the size of a file with this path."""
    suffix = PurePosixPath(path).suffix.lower()
    return "max_collection_bytes" if suffix in COLLECTIONS else "max_file_bytes"
