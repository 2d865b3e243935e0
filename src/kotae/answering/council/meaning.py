"""The checker of meaning: does a sentence mean what its sources mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.embedding.protocol import Embedder
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Language, Vote

__all__ = ["MeaningChecker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningChecker:
    """Votes for a sentence whose vector lies near that of a sentence it cites.

    The thresholds belong to the default embedding model and are calibrated by
    ``benchmarks/answers/calibrate.py``.

    Attributes:
        embedder: Turns texts into vectors.
        least: Cosine needed in one language.
        least_crossed: Cosine needed across languages.
    """

    embedder: Embedder
    least: float = 0.87
    least_crossed: float = 0.84

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; it abstains without sources."""
        if not sources:
            return Vote(checker="meaning", passed=None, score=0.0)
        vectors = self.embedder.embed_passages([fold(sentence), *(fold(source) for source in sources)])
        cosine = float(max(vectors[1:] @ vectors[0]))
        crossed = all(detect_language(source) != detect_language(sentence) for source in sources)
        passed = cosine >= (self.least_crossed if crossed else self.least)
        near_ja, near_en = ("近い", "near") if passed else ("遠い", "far from")
        reason = (
            f"意味は出典に{near_ja}(類似度{cosine:.2f})。"
            if language == "ja"
            else f"Its meaning is {near_en} the source's (similarity {cosine:.2f})."
        )
        return Vote(checker="meaning", passed=passed, score=max(0.0, min(1.0, cosine)), reason=reason)
