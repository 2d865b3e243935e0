"""Which statements are worth comparing: those of two papers that share their rarest words, in either language.

Every statement proposes its nearest ones in each language, so the number of pairs grows with the statements and not with
their square.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kotae.answering.coverage import Translations
from kotae.conflicts.statements import Statement
from kotae.language import word_language
from kotae.records import Language

__all__ = ["Pairing"]

# Each pair is read twice, one side as the question: what is further away is rarely about the same thing.
_NEAREST: Final = 8
# Further ones are rare senses, and each of them widens what is compared.
_TRANSLATIONS: Final = 4
# Title and headings hold for everything below them and so tell less of one statement.
_AROUND_WORTH: Final = 0.3
# A word in so many statements proposes nothing: it is looked at only where two share a rarer one.
_MOST_STATEMENTS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Proposes pairs of statements.

    Attributes:
        statements: All there are.
        table: Translations.
        rarity: Of a term among the statements; made of them.
    """

    statements: Sequence[Statement]
    table: Translations | None
    rarity: Callable[[str], float] = field(init=False)

    def __post_init__(self) -> None:
        counts = Counter(term for one in self.statements for term in {word.term for word in one.words})
        whole = len(self.statements) + 1
        object.__setattr__(self, "rarity", lambda term: math.log(1 + whole / (1 + counts[term])))

    def pairs(self) -> list[tuple[int, int]]:
        """Return places of statements of two different papers, each pair once, the smaller first, in order."""
        postings: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.statements):
            for term in dict.fromkeys(word.term for word in (*one.words, *one.around)):
                postings[term].append(place)
        found: set[tuple[int, int]] = set()
        expanded = lru_cache(maxsize=100_000)(self._expanded)
        for place in range(len(self.statements)):
            for other in self._nearest(place, postings, expanded):
                found.add((min(place, other), max(place, other)))
        return sorted(found)

    def _nearest(
        self,
        place: int,
        postings: dict[str, list[int]],
        expanded: Callable[[str, Language], tuple[tuple[str, float], ...]],
    ) -> Iterator[int]:
        one = self.statements[place]
        scores: dict[int, float] = defaultdict(float)
        weights = {word.term: (_AROUND_WORTH, word.language) for word in one.around}
        weights |= {word.term: (1.0, word.language) for word in one.words}
        for term, (worth, language) in weights.items():
            best: dict[int, float] = {}
            for same, degree in expanded(term, language):
                held = postings.get(same, ())
                if len(held) > _MOST_STATEMENTS:
                    continue
                for other in held:
                    best[other] = max(best.get(other, 0.0), degree)
            for other, degree in best.items():
                scores[other] += degree * worth * self.rarity(term)
        own = one.document.info.id
        for language in ("ja", "en"):
            near = [
                (score, -other)
                for other, score in scores.items()
                if self.statements[other].document.info.id != own
                and self.statements[other].language == language
            ]
            yield from (-negative for _, negative in heapq.nlargest(_NEAREST, near))
            if one.parties is not None:
                # Beside a dozen contracts of one wording, the copy of this one would be proposed by chance.
                alike = (each for each in near if not one.is_of_other_parties(self.statements[-each[1]]))
                yield from (-negative for _, negative in heapq.nlargest(_NEAREST, alike))

    def _expanded(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        """The term itself and its likeliest translations."""
        if self.table is None:
            return ((term, 1.0),)
        crossed = self.table.translations(term, word_language(term) if language == "en" else language)
        return ((term, 1.0), *((other, min(1.0, 2 * chance)) for other, chance in crossed[:_TRANSLATIONS]))
