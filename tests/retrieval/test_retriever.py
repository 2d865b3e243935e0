"""Question to hits, on a small index in memory with the hashed embedder."""

import pytest

from kotae.embedding import HashingEmbedder
from kotae.records import Language
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.segmentation import Analyzer
from tests.retrieval.memory import MemoryIndex

PASSAGES: list[tuple[Language, str]] = [
    ("ja", "政府は来年度の予算案を国会に提出した。"),
    ("ja", "猫は日当たりのよい窓辺で眠っている。"),
    ("en", "The government submitted the budget for next year to parliament."),
    ("en", "A cat sleeps on a sunny window sill."),
    ("ja", "能動的サイバー防御の法律が成立した。"),
    ("en", "MirrorFace attacked the servers of a research institute."),
]


@pytest.fixture(scope="module")
def retriever(analyzer: Analyzer) -> Retriever:
    return Retriever(
        reader=MemoryIndex.of(PASSAGES, analyzer),
        embedder=HashingEmbedder(),
        analyzer=analyzer,
        settings=RetrievalSettings(),
    )


@pytest.mark.parametrize(
    ("question", "row"),
    [("予算案はいつ提出されましたか", 0), ("Where does the cat sleep?", 3), ("猫はどこで眠る？", 1)],
)
def test_retrieve_finds_the_passage_with_the_words_of_the_question(
    retriever: Retriever, question: str, row: int
) -> None:
    hits = retriever.retrieve(question, top_k=3)
    (hit,) = [hit for hit in hits[:2] if hit.passage.text == PASSAGES[row][1]]
    assert hit.legs["lexical"] > 0
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_retrieve_keeps_to_the_languages_and_documents_asked_for(retriever: Retriever) -> None:
    assert {hit.passage.language for hit in retriever.retrieve("予算", top_k=6, languages=["en"])} == {"en"}
    found = retriever.retrieve("予算", top_k=6, documents=["d1", "d3"])
    assert {hit.passage.document.id for hit in found} == {"d1", "d3"}
    assert retriever.retrieve("予算", top_k=6, languages=["en"], documents=["d1"]) == ()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("國會に提出された豫算案は？", "国会に提出された予算案は？"),
        ("ＢＵＤＧＥＴ¹ ｏｆ ｔｈｅ year?", "BUDGET of the year?"),
    ],
    ids=["old characters", "full width and a footnote mark"],
)
def test_a_question_is_folded_as_passages_are(retriever: Retriever, written: str, plain: str) -> None:
    found, expected = (retriever.retrieve(question, top_k=6) for question in (written, plain))
    assert [hit.passage.text for hit in found] == [hit.passage.text for hit in expected]
    assert [hit.legs["dense"] for hit in found] == pytest.approx([hit.legs["dense"] for hit in expected])


@pytest.mark.parametrize(
    "question",
    [
        "？！",
        "🍣🍣",
        "税",
        "ﾖｻﾝ は?",
        "预算是多少？",
        "Quel est le budget de l'année ?",
        "予算 budget " * 500,
        "\u3000",
        "a",
    ],
)
def test_retrieve_takes_any_question(retriever: Retriever, question: str) -> None:
    hits = retriever.retrieve(question, top_k=2)
    assert len(hits) == 2
    assert all(-10 < hit.score < 10 for hit in hits)
