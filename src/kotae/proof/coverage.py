"""The certificate of coverage in a proof: what was looked at for the answer, and what wasn't.

Never more than was done: every file that was searched is named with its hash, so whoever has the papers sees which of theirs
weren't among them.
"""

import hashlib
from typing import Annotated

from pydantic import Field

from kotae.proof.part import MOST, Count, Digest, Part

__all__ = ["Coverage", "CoveredFile", "UncoveredFile", "hidden_coverage", "hidden_file"]

_COVERED = b"kotae proof: a file that was searched\n"


class CoveredFile(Part):
    """A file whose documents were searched.

    Attributes:
        path: In its folder; empty where the proof hides it.
        sha256: Of the file; what stands for it where the proof hides it, see :func:`hidden_file`.
    """

    path: str
    sha256: Digest


class UncoveredFile(Part):
    """A file in scope that couldn't be searched, and why, in both languages; ``path`` as in :class:`CoveredFile`."""

    path: str
    en: str
    ja: str


class Coverage(Part):
    """What was looked at.

    Attributes:
        narrowed: The conditions the question was narrowed by, by name; empty for the whole library.
        in_scope: Documents that the conditions let through, with files there that gave none.
        searched: Of these, how many documents were searched, and their files are still those that were indexed.
        unread: The others, at most 1,000 of them named.
        uncovered: How many others there are.
        passages: How many passages the documents searched have.
        files: The files searched, by path; none where there are more than a proof names.
        searched_files: How many they are.
    """

    narrowed: dict[str, tuple[str, ...]]
    in_scope: Count
    searched: Count
    unread: Annotated[tuple[UncoveredFile, ...], Field(max_length=1_000)]
    uncovered: Count
    passages: Count
    files: Annotated[tuple[CoveredFile, ...], Field(max_length=MOST)]
    searched_files: Count

    @property
    def contradicts_itself(self) -> bool:
        """Whether its numbers aren't those of what it names."""
        return (
            self.in_scope != self.searched + self.uncovered
            or len(self.unread) != min(self.uncovered, 1_000)
            or (bool(self.files) and len(self.files) != self.searched_files)
            or self.searched < self.searched_files
        )


def hidden_file(sha256: str) -> str:
    """Return what stands for a file's hash where a proof hides which files there are: it is in no list of known hashes."""
    return hashlib.sha256(_COVERED + sha256.encode()).hexdigest()


def hidden_coverage(coverage: Coverage) -> Coverage:
    """Return a certificate without the names of files and conditions; what stands for a file tells its holder alone."""
    return coverage.model_copy(
        update={
            "narrowed": dict.fromkeys(coverage.narrowed, ()),
            "unread": tuple(one.model_copy(update={"path": ""}) for one in coverage.unread),
            "files": tuple(
                CoveredFile(path="", sha256=covered)
                for covered in sorted(hidden_file(file.sha256) for file in coverage.files)
            ),
        }
    )
