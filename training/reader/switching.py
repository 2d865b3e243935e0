"""Questions with their words put into the other language one by one: no sentences, but what crosses the language line."""

import random
import re
from typing import Final

from kotae.folding import fold
from kotae.records import Language
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation.table import TranslationTable

__all__ = ["Switcher"]

_LEAST: Final = 0.12
_ASKING: Final = (
    ("何年", "what year"), ("いつ", "when"), ("誰", "who"), ("だれ", "who"), ("どこ", "where"), ("いくつ", "how many"),
    ("いくら", "how much"), ("どの", "which"), ("なぜ", "why"), ("どう", "how"), ("何", "what"), ("なに", "what"),
)  # fmt: skip


class Switcher:
    """Switches questions with the table that kotae retrieves with.

    Args:
        rng: Chooses among translations.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._table = TranslationTable.load()
        self._analyzer = Analyzer(Segmenter())

    def switched(self, question: str, language: Language) -> str | None:
        """Return a question in the other language's words; None where fewer than two words could be translated."""
        folded = fold(question)
        parts: list[tuple[int, str]] = []
        known, until = 0, 0
        for word in sorted(self._analyzer.content_words(folded), key=lambda word: (word.start, -word.end)):
            if word.start < until:
                continue
            until = word.end
            likely = [pair for pair in self._table.translations(word.term, language) if pair[1] >= _LEAST][:4]
            known += bool(likely)
            term = self._rng.choices(*zip(*likely, strict=True))[0] if likely else word.surface
            parts.append((word.start, self._table.written(term)))
        if known < 2:
            return None
        parts += [
            (match.start(), match[0])
            for match in re.finditer(r"\d[\d,.]*", folded)
            if not any(match[0] in text for _, text in parts)
        ]
        asking = next(
            (
                (ja, en)
                for ja, en in _ASKING
                if (ja in folded if language == "ja" else re.search(rf"\b{en}\b", folded, re.I))
            ),
            None,
        )
        words = [text for _, text in sorted(parts)]
        if language == "ja":
            return " ".join([*([asking[1]] if asking else []), *words]) + "?"
        return self._rng.choice(["", "の", " "]).join([*words, *([asking[0]] if asking else [])]) + "?"
