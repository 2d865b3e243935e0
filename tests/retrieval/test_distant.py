"""Where an engine proposes, passages are ranked as where all of them are at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from kotae.embedding import HashingEmbedder
from kotae.index.far_rows import FarRow, HeldTerms, document_of, passage_number, place_of
from kotae.records import Passage
from kotae.retrieval.collection import collections_of, measured_of
from kotae.retrieval.distant import DistantRetriever
from kotae.retrieval.measured import Counted, Measured
from kotae.retrieval.retriever import Retriever
from kotae.retrieval.settings import RetrievalSettings
from kotae.segmentation import Analyzer, Segmenter
from kotae.segmentation.analyzer import Terms
from kotae.translation import TranslationTable
from tests.retrieval.memory import MemoryIndex

ANALYZER = Analyzer(Segmenter())
PASSAGES = [
    ("ja", "事務所の賃料は月額48万円とする。"),
    ("ja", "契約期間は五年とし、更新できる。"),
    ("en", "The lease of the office ends in March."),
    ("ja", "賃料の改定は協議による。"),
    ("ja", "鍵は守衛所で受け取る。"),
    ("en", "Keys are kept by the porter."),
    ("en", "The porter opens the office at seven; the porter is never late."),
    ("ja", "会議室の鍵は総務課が保管する。"),
    ("en", "The fire drill takes place in September."),
    ("ja", "防災訓練は九月に行う。"),
    ("en", "Rent is paid by bank transfer, and the rent of the office is due on the first."),
    ("ja", "賃料は銀行振込で支払う。"),
]
OWNERS = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3]
QUESTIONS = [
    "賃料はいくら",
    "Who keeps the keys?",
    "When is the fire drill?",
    "office の鍵",
    "rent of the office",
    "zzz",
]


@dataclass(frozen=True)
class MemoryEngine:
    """An engine in memory, exact in what it is asked for."""

    index: MemoryIndex
    terms: Sequence[Terms]
    counted: Counted
    measured: Measured

    def _numbers(self, language: str) -> list[int]:
        return [row for row, own in enumerate(self.index.languages) if own == language]

    def _number(self, row: int) -> int:
        owner = int(self.index.owners[row])
        return passage_number(owner, row - OWNERS.index(owner))

    def nearest(self, vector: NDArray[np.float32], *, language: str, count: int, condition: str) -> list[int]:
        rows = self._numbers(language)
        best = sorted(rows, key=lambda row: -float(self.index.vectors.matrix[row] @ vector))
        return [self._number(row) for row in best[:count]]

    def sharing(
        self, weights: Mapping[int, float], *, language: str, count: int, condition: str
    ) -> list[FarRow]:
        found = []
        for row in self._numbers(language):
            held = HeldTerms.of(self.terms[row]).sparse()
            total = sum(weight * held.get(place, 0.0) for place, weight in weights.items())
            if total > 0:
                found.append((total, self._row(row)))
        found.sort(key=lambda pair: -pair[0])
        return [replace(row, vector=None) for _, row in found[:count]]

    def _row(self, row: int) -> FarRow:
        return FarRow(
            number=self._number(row),
            language=str(self.index.languages[row]),
            length=len(self.terms[row].words),
            terms=HeldTerms.of(self.terms[row]),
            vector=self.index.vectors.matrix[row],
        )

    def rows(self, numbers: Sequence[int]) -> list[FarRow]:
        every = (self._row(row) for row in range(len(OWNERS)))
        return [row for row in every if row.number in set(numbers)]

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        return {
            number: self.index.stored[OWNERS.index(document_of(number)) + place_of(number)]
            for number in numbers
        }


@pytest.mark.parametrize("candidates", [1, 2, 100])
@pytest.mark.parametrize("question", QUESTIONS)
def test_ranked_as_where_all_passages_are_at_hand(question: str, candidates: int) -> None:
    index = replace(MemoryIndex.of(PASSAGES, ANALYZER), owners=np.array(OWNERS, dtype=np.int32))
    every = np.ones(len(OWNERS), dtype=np.bool_)
    engine = MemoryEngine(
        index=index,
        terms=[ANALYZER.terms(text) for _, text in PASSAGES],
        counted=Counted.of_index(index.words, index.languages),
        measured=measured_of(index, collections_of(index, index.words, every)),
    )
    settings, table = RetrievalSettings(candidates=candidates), TranslationTable.load(None)
    shared = {"embedder": HashingEmbedder(), "analyzer": ANALYZER, "settings": settings, "table": table}
    here = Retriever(reader=index, **shared).retrieve(question, top_k=20)  # type: ignore[arg-type]  # by name
    there = DistantRetriever(engine=engine, **shared).retrieve(question, top_k=20)  # type: ignore[arg-type]  # by name
    assert [hit.passage.text for hit in there] == [hit.passage.text for hit in here]
    assert [hit.score for hit in there] == pytest.approx([hit.score for hit in here], abs=1e-6)
    assert [hit.matched for hit in there] == [hit.matched for hit in here]
    assert here


def test_a_passage_knows_its_document_and_place() -> None:
    number = passage_number(7, 3)
    assert (document_of(number), place_of(number)) == (7, 3)
    with pytest.raises(ValueError, match="at most"):
        passage_number(0, 1 << 20)


def test_terms_are_counted_and_no_vector_is_empty() -> None:
    held = HeldTerms.of(ANALYZER.terms("porter porter 鍵"))
    assert max(held.sparse().values()) == 2.0
    assert HeldTerms.of(Terms(words=(), readings=(), bigrams=())).sparse() == {0: 1.0}


@pytest.mark.parametrize(
    "counts",
    [{0: 1}, {2**32 - 2: 65_535, 7: 1}, {1: 70_000, 2: 3, 4_000_000_000: 12}],
    ids=["none", "most", "above"],
)
def test_terms_come_back_from_text(counts: dict[int, float]) -> None:
    held = HeldTerms.counted(counts)
    assert HeldTerms.read(held.text()).sparse() == {
        place: min(65_535.0, count) for place, count in counts.items()
    }
    assert len(held.text()) == 8 * len(counts)
    with pytest.raises(ValueError, match="bytes of terms"):
        HeldTerms.read(held.text()[:-4])
