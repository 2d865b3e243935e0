"""What can be set about retrieval."""

from dataclasses import dataclass

__all__ = ["RetrievalSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalSettings:
    """How passages are found.

    Attributes:
        candidates: How many passages each leg proposes, per language; the others get no score.
        bridge_table: File of a translation table trained with ``kotae train-bridge``; empty for
            the one that comes with kotae.
        reranker: Name or folder of a sentence-transformers CrossEncoder that orders the best
            passages anew; empty for none.
        rerank_candidates: How many passages the reranker reads.

    Raises:
        ValueError: A number is below 1.
    """

    candidates: int = 100
    bridge_table: str = ""
    reranker: str = ""
    rerank_candidates: int = 20

    def __post_init__(self) -> None:
        for name in ("candidates", "rerank_candidates"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
