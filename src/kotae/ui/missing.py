"""What a refusal tells: which words of the question none of the nearest passages holds."""

from collections.abc import Sequence

from kotae.answering.coverage import cover
from kotae.records import Hit
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

__all__ = ["MissingWords"]

_MAX_WORDS = 8


class MissingWords:
    """Finds them; safe to use from many threads."""

    def __init__(self) -> None:
        self._analyzer = Analyzer(Segmenter())

    def find(self, question: str, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Return the content words of a question that no hit holds, as asked, at most 8.

        A word is held where it stands, where a translation of it does, or where the search met it.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        words = tuple(self._analyzer.content_words(question))
        met = {term.question for hit in hits for term in hit.matched}
        table = TranslationTable.load()
        for hit in hits:
            text = f"{hit.passage.document.title}\n{hit.passage.heading}\n{hit.passage.text}"
            held = {word.term: word.surface for word in self._analyzer.content_words(text)}
            found = cover(words, held, rarity=lambda _: 1.0, table=table)
            met |= {term.question for term in found.matched}
        missing = (word.surface for word in words if not {word.surface, word.term} & met)
        return tuple(dict.fromkeys(missing))[:_MAX_WORDS]
