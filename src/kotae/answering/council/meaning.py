"""The checker of meaning: does a sentence mean what its sources mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.embedding.protocol import Embedder
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Language, Vote

__all__ = ["MeaningChecker"]

_NEARNESS = {True: ("近い", "near"), None: ("やや近い", "fairly near"), False: ("遠い", "far from")}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningChecker:
    """Votes for a sentence whose vector lies near that of a sentence it cites.

    Between the two thresholds it abstains: a sentence that repeats half of a long one lies further
    from it than a changed one. They belong to the default embedding model and are calibrated
    by ``benchmarks/answers/calibrate.py``.

    Attributes:
        embedder: Turns texts into vectors.
        enough: Cosine it votes for, in one language.
        least: Cosine below which it votes against.
        enough_crossed: As ``enough``, across languages.
        least_crossed: As ``least``, across languages.
    """

    embedder: Embedder
    enough: float = 0.87
    least: float = 0.82
    enough_crossed: float = 0.83
    least_crossed: float = 0.79

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; it abstains without sources."""
        if not sources:
            return Vote(checker="meaning", passed=None, score=0.0)
        vectors = self.embedder.embed_passages([fold(sentence), *(fold(source) for source in sources)])
        cosine = float(max(vectors[1:] @ vectors[0]))
        crossed = all(detect_language(source) != detect_language(sentence) for source in sources)
        least, enough = (self.least_crossed, self.enough_crossed) if crossed else (self.least, self.enough)
        passed = None if least <= cosine < enough else cosine >= enough
        near_ja, near_en = _NEARNESS[passed]
        reason = (
            f"意味は出典に{near_ja}(類似度{cosine:.2f})。"
            if language == "ja"
            else f"Its meaning is {near_en} the source's (similarity {cosine:.2f})."
        )
        return Vote(checker="meaning", passed=passed, score=max(0.0, min(1.0, cosine)), reason=reason)
