"""What a build says of itself."""

from dataclasses import dataclass

from kotae.records.reasons import Reasoned

__all__ = ["BuildReport", "SkippedFile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile(Reasoned):
    """A file a build left out, and why."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    Attributes:
        documents: Documents in the index now.
        passages: Passages in the index now.
        added: Documents that were not there before.
        changed: Documents whose content changed under the same path.
        removed: Documents that are gone.
        unchanged: Documents taken over as they were (also when moved or renamed).
        embedded: Passages that had to be embedded anew.
        skipped: Files left out, each with its reason.
        warnings: What readers had to guess, as ``path: warning``.
        seconds: Wall time.
        read_anew: Files that were read though they hadn't changed, because this kotae reads their kind otherwise than the
            one that read them last.
    """

    documents: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    skipped: tuple[SkippedFile, ...]
    warnings: tuple[str, ...]
    seconds: float
    read_anew: int = 0
