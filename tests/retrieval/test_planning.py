"""Indexes judged together give the scores of one index that holds all their passages."""

from collections.abc import Sequence

import numpy as np
import pytest

from kotae.embedding import HashingEmbedder
from kotae.languages import LANGUAGES
from kotae.question import read_question
from kotae.records import Hit, Language
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.retrieval.dense import Background
from kotae.retrieval.measured import Counted, Measured
from kotae.retrieval.planning import Planner
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.retrieval.memory import MemoryIndex, MemoryVectors

PARTS: list[list[tuple[Language, str]]] = [
    [
        ("ja", "政府は来年度の予算案を国会に提出した。"),
        ("ja", "予算の執行は各省庁が行い、予算委員会が監督する。"),
        ("en", "The government submitted the budget for next year to parliament."),
    ],
    [
        ("en", "A cat sleeps on a sunny window sill, and another cat on the roof."),
        ("en", "Takaichi visited the servers of a research institute run by Oracle."),
        ("ja", "猫は日当たりのよい窓辺で眠っている。"),
        ("ja", "猫の健康診断は年に一度である。"),
    ],
    [("ja", "高市氏はミラーフェイスの攻撃について述べた。"), ("ja", "税務署は投資の記録を求めた。")],
]
QUESTIONS = [
    "予算案はいつ提出されましたか",
    "Where does the cat sleep?",
    "猫の健康診断は年に何回ですか",
    "What did Takaichi say about MirrorFace?",
    "オラクルの研究所",
    "tax and investment records",
    "？！",
]


def _retriever(passages: Sequence[tuple[Language, str]], analyzer: Analyzer) -> Retriever:
    return Retriever(
        reader=MemoryIndex.of(passages, analyzer),
        embedder=HashingEmbedder(),
        analyzer=analyzer,
        settings=RetrievalSettings(),
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_plan_for_several_gives_the_scores_of_one_index_of_all(question: str, analyzer: Analyzer) -> None:
    parts = [_retriever(part, analyzer) for part in PARTS]
    whole = _retriever([passage for part in PARTS for passage in part], analyzer)
    asked = read_question(question, analyzer)
    counts = Counted.of_all([part.counted(asked) for part in parts])
    planner = Planner(
        words=counts,
        measured=Measured.of_all([part.measured for part in parts]),
        table=TranslationTable.load(),
        settings=RetrievalSettings(),
        counts=counts,
    )
    plan = planner.plan(asked, HashingEmbedder(), languages=LANGUAGES)
    found = [hit for part in parts for hit in part.carried_out(plan, top_k=20)]
    expected: list[Hit] = []
    for language in LANGUAGES:  # one language alone isn't balanced with another
        expected += whole.retrieve(asked, top_k=20, languages=[language])
    assert len(found) == len(expected) == 9
    scores = {hit.passage.text: hit for hit in found}
    for hit in expected:
        own = scores[hit.passage.text]
        assert own.score == pytest.approx(hit.score, abs=1e-5)
        assert own.legs == pytest.approx(hit.legs, abs=1e-5)
        assert [(term.question, term.passage) for term in own.matched] == [
            (term.question, term.passage) for term in hit.matched
        ]


def test_one_library_alone_judges_otherwise(analyzer: Analyzer) -> None:
    """That the test above would fail without pooling: a word that is common here may be rare among all."""
    asked = read_question("猫の予算", analyzer)
    whole = _retriever([passage for part in PARTS for passage in part], analyzer)
    alone = _retriever(PARTS[1], analyzer)
    expected = {hit.passage.text: hit.score for hit in whole.retrieve(asked, top_k=9, languages=["ja"])}
    own = {hit.passage.text: hit.score for hit in alone.retrieve(asked, top_k=9, languages=["ja"])}
    assert max(abs(expected[text] - score) for text, score in own.items()) > 0.01


def test_counts_are_of_the_words_that_were_asked_for_and_of_no_other(analyzer: Analyzer) -> None:
    counted = _retriever(PARTS[1], analyzer).counted("猫 cat")
    assert counted.words["猫"] == (2, 0)
    assert counted.words["cat"] == (0, 1)
    assert not {"健康", "sunni", "roof", "oracle"} & set(counted.words)


def test_pooled_backgrounds_are_that_of_all_vectors() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(90, 6)).astype(np.float32)
    store = MemoryVectors(vectors)
    masks = [np.arange(90) < 7, (np.arange(90) >= 7) & (np.arange(90) < 40), np.arange(90) >= 40]
    pooled = Background.of_all([(Background.of(store, mask), int(mask.sum())) for mask in masks])
    assert pooled.count == 90
    assert pooled.mean == pytest.approx(vectors.mean(axis=0), abs=1e-6)
    assert pooled.covariance == pytest.approx(np.cov(vectors.T, bias=True), abs=1e-5)


def test_other_passages_have_another_fingerprint(analyzer: Analyzer) -> None:
    one, same, other = (_retriever(part, analyzer).measured for part in (PARTS[0], PARTS[0], PARTS[1]))
    assert one.fingerprint == same.fingerprint
    assert one.fingerprint != other.fingerprint
    assert Measured.of_all([one, other]).fingerprint not in {one.fingerprint, other.fingerprint}
