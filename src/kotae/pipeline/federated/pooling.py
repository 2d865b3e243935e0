"""Several libraries judged as one: their measures pooled, one plan for all, one order for what they find.

How rare a word is, how long a passage, how near a vector by chance: each library knows that of its own passages alone.
Pooled, it is that of all, so a question gets the scores that one index of all the documents would give.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.question import Question
from kotae.records import Hit, Language

if TYPE_CHECKING:
    from kotae.retrieval.measured import Counted, Measured
    from kotae.retrieval.planning import Plan
    from kotae.retrieval.rerank import Reranker

__all__ = ["Basis", "Pooling", "best_of", "nothing"]

# Of each set of libraries that is asked together: all, or those that `where` names.
_REMEMBERED: Final = 8


@dataclass(frozen=True, slots=True)
class Basis:
    """What a library is judged by, for one question.

    Attributes:
        passages: Of all its passages.
        counts: Of the question's words.
    """

    passages: "Measured"
    counts: "Counted"


def nothing() -> Basis:
    """Return what a library without passages is judged by."""
    from kotae.retrieval.measured import Counted, Measured

    return Basis(Measured.of_all(()), Counted.of_all(()))


class Pooling:
    """Plans for several libraries, and puts in order what they found; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._remembered: OrderedDict[tuple[str, ...], Measured] = OrderedDict()

    def plan(
        self,
        question: Question,
        parts: Sequence[Basis],
        *,
        embedder: Embedder,
        languages: Collection[Language] | None,
    ) -> "Plan":
        """Return the plan of a question for all of several libraries.

        Args:
            question: As read.
            parts: Of each library.
            embedder: The model they share.
            languages: Of the passages that are looked at; None for all.

        Raises:
            ModelError: The Japanese dictionary, the embedding model or the translation table can't be had.
        """
        from kotae.pipeline.opened.lender import translations
        from kotae.retrieval.planning import Planner

        together = self.pooled(parts)
        planner = Planner(
            words=together.counts,
            measured=together.passages,
            table=translations(self._settings),
            settings=self._settings.retrieval,
            counts=together.counts,
        )
        return planner.plan(
            question,
            embedder,
            languages=tuple(together.passages.languages) if languages is None else languages,
        )

    def pooled(self, parts: Sequence[Basis]) -> Basis:
        """Return what several libraries are judged by as one."""
        from kotae.retrieval.measured import Counted

        counts = Counted.of_all([part.counts for part in parts])
        return Basis(self.measured([part.passages for part in parts]), counts)

    def measured(self, parts: "Sequence[Measured]") -> "Measured":
        """Return the pooled measures, worked out once: what cosines are judged by takes a tenth of a second."""
        from kotae.retrieval.measured import Measured

        key = tuple(part.fingerprint for part in parts)
        with self._lock:
            found = self._remembered.get(key)
            if found is None:
                found = Measured.of_all(parts)
                self._remembered[key] = found
                if len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
            self._remembered.move_to_end(key)
            return found

    @property
    def most(self) -> int:
        """How many passages are wanted of a library at least."""
        retrieval = self._settings.retrieval
        return retrieval.rerank_candidates if retrieval.reranker else 1

    @cached_property
    def _reranker(self) -> "Reranker | None":
        from kotae.retrieval.rerank import Reranker

        name = self._settings.retrieval.reranker
        return Reranker(name) if name else None

    def ordered(self, question: Question, hits: Sequence[Hit], *, top_k: int) -> list[Hit]:
        """Return what several libraries found as one of them would give it, best first; the same passage once.

        Args:
            question: As read.
            hits: The best of each language and library, the languages not balanced yet.
            top_k: How many at most.

        Raises:
            ModelError: The reranker can't be loaded.
        """
        from kotae.retrieval.history import newest_first

        lifted = best_of(self._balanced(hits))
        if self._reranker is not None:
            lifted = self._reranker.rerank(question.text, lifted[: max(top_k, self.most)])
        else:
            lifted = lifted[:top_k]
        return newest_first(lifted)

    def _balanced(self, hits: Sequence[Hit]) -> list[Hit]:
        tops: dict[Language, float] = {}
        for hit in hits:
            language = hit.passage.language
            tops[language] = max(tops.get(language, hit.score), hit.score)
        balance, top = self._settings.retrieval.balance, max(tops.values(), default=0.0)
        return [replace(hit, score=hit.score + balance * (top - tops[hit.passage.language])) for hit in hits]


def best_of(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits best first, the same passage once; the same is what has the same text at the same place."""
    best: dict[tuple[str, int, int, str], Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.score):
        passage = hit.passage
        own_id = passage.document.id.rpartition(":")[2]
        best.setdefault((own_id, passage.start, passage.end, passage.text), hit)
    return list(best.values())
