"""Settings of the index stage."""

from dataclasses import dataclass

from kotae.ranges import at_least

__all__ = ["IndexSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """How an index is opened.

    Attributes:
        accept_other_settings: Open an index that was built with other settings than the
            present ones, with the embedding model it was built with, instead of refusing it.
        embed_at_once: Passages handed to the embedding model at once while building; more
            sorts better by length, fewer takes less memory.
        exact_up_to: Vectors of more passages than this are searched by their sketches first,
            faster but missing a few; see ``benchmarks/scale``.
    """

    accept_other_settings: bool = False
    embed_at_once: int = 2048
    exact_up_to: int = 30_000

    def __post_init__(self) -> None:
        at_least(1, self, "embed_at_once", "exact_up_to", stage="index")
