"""What can be set about retrieval."""

from dataclasses import dataclass

from kotae.ranges import at_least, between

__all__ = ["RetrievalSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalSettings:
    """How passages are found.

    Attributes:
        candidates: How many passages each leg proposes, per language; the others get no score.
        dense_weight: What the semantic leg counts for where question and passage are of one
            language, in [0, 1]; the words count for the rest.
        cross_dense_weight: The same where they aren't, beside the bridge leg.
        context: What the passages around a passage count for beside itself; 0 for nothing.
        bridge: Whether words are translated, across the languages and back into paraphrases; without
            it only equal words meet.
        gloss: Whether a question is embedded together with its translated words where it is compared
            with passages of the other language. Needs ``bridge``.
        balance: How far the best passage of each language is lifted toward the best of all, in
            [0, 1]: 0 leaves the languages to their scores, near 1 they alternate. The first
            hit stays the same.
        bridge_table: File of a translation table trained on your own texts (``train_bridge``); empty for
            the one that comes with kotae.
        reranker: Name or folder of a sentence-transformers CrossEncoder that orders the best
            passages anew; empty for none.
        rerank_candidates: How many passages the reranker reads.

    Raises:
        SettingValueError: A number is out of range.
    """

    candidates: int = 100
    dense_weight: float = 0.4
    cross_dense_weight: float = 0.4
    context: float = 0.8
    bridge: bool = True
    gloss: bool = True
    balance: float = 0.3
    bridge_table: str = ""
    reranker: str = ""
    rerank_candidates: int = 20

    def __post_init__(self) -> None:
        at_least(1, self, "candidates", "rerank_candidates", stage="retrieval")
        between(0, 1, self, "dense_weight", "cross_dense_weight", "balance", stage="retrieval")
        at_least(0, self, "context", stage="retrieval", most=1_000)
