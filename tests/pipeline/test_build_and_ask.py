"""From a folder of documents to hits and answers, with the hashing embedder."""

from pathlib import Path

import pytest

import kotae
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import FilterError, QuestionError
from kotae.federation.address import Address
from kotae.index.generations import read_manifest
from kotae.milvus.address import MilvusAddress
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.records import AnswerEvent, HitsEvent, StageEvent
from tests.pipeline.conftest import FILES


@pytest.fixture
def kb(corpus: Path, index: Path) -> KnowledgeBase:
    build(corpus, index, embedder=HashingEmbedder())
    return open_index(index, embedder=HashingEmbedder())


@pytest.mark.parametrize(
    ("question", "path", "language"),
    [
        ("AI戦略の予算は2,000億円に増やしたか", "ja/予算.md", "ja"),
        ("raised the budget of the AI strategy to 200 billion yen", "budget.txt", "en"),
    ],
    ids=["ja", "en"],
)
def test_question_finds_its_passage_which_is_a_slice(
    kb: KnowledgeBase, question: str, path: str, language: str
) -> None:
    hits = kb.retrieve(question, top_k=3)
    passage = hits[0].passage
    assert (passage.document.path, passage.language, len(hits)) == (path, language, 3)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert kb.document(passage.document.id).text[passage.start : passage.end] == passage.text


def test_filters_keep_to_languages_and_documents(kb: KnowledgeBase) -> None:
    by_language = kb.retrieve("AI戦略の予算", top_k=9, languages=["en"])
    assert {hit.passage.document.path for hit in by_language} == {"budget.txt", "en/defence.md"}
    by_path = kb.retrieve("AI戦略の予算", top_k=9, documents=["ja/防御.md"])
    assert {hit.passage.document.path for hit in by_path} == {"ja/防御.md"}
    by_id = kb.retrieve("budget", top_k=9, documents=[by_path[0].passage.document.id])
    assert {hit.passage.document.path for hit in by_id} == {"ja/防御.md"}
    assert kb.retrieve("予算", languages=["ja"], documents=["budget.txt"]) == []


@pytest.mark.parametrize("question", ["", "  \n\t", "\u3000", "\x00"], ids=["empty", "blank", "wide", "nul"])
def test_empty_question_is_refused_in_both_languages(kb: KnowledgeBase, question: str) -> None:
    for ask in (kb.retrieve, kb.ask, kb.stream):
        with pytest.raises(QuestionError) as caught:
            ask(question)
        assert caught.value.en.startswith("The question is empty")
        assert caught.value.ja.startswith("質問が空です")


def test_long_question_is_refused_and_the_longest_allowed_isnt(kb: KnowledgeBase) -> None:
    assert kb.retrieve("予" * 8_000)
    with pytest.raises(QuestionError) as caught:
        kb.retrieve("予" * 8_001)
    assert "8,001 characters" in caught.value.en
    assert "8,001 文字" in caught.value.ja


@pytest.mark.parametrize("question", ["?!…", "🏯", "「」", "\ud800", "a", "ｱ"])
def test_strange_question_is_refused_and_still_shows_what_is_nearest(
    kb: KnowledgeBase, question: str
) -> None:
    assert {hit.passage.document.path for hit in kb.retrieve(question)} == set(FILES)
    answer = kb.ask(question)
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert len(answer.hits) == len(FILES)


@pytest.mark.parametrize("top_k", [0, -1, True, 2.5, "5", 1_001, 10**9, None])
def test_wrong_top_k_is_refused(kb: KnowledgeBase, top_k: int) -> None:
    with pytest.raises(ValueError, match="top_k must be a whole number from 1 to 1,000"):
        kb.retrieve("予算", top_k=top_k)


@pytest.mark.parametrize(
    ("filters", "en", "ja"),
    [
        ({"languages": ["fr"]}, "no language 'fr'", "'fr' という言語はありません"),
        ({"languages": []}, "list of languages to search is empty", "検索する言語が空です"),
        ({"documents": ["none.md"]}, "no document 'none.md'", "'none.md' という文書はありません"),
        ({"documents": []}, "list of documents to search is empty", "検索する文書が空です"),
    ],
)
def test_unknown_filter_is_refused_in_both_languages(
    kb: KnowledgeBase, filters: dict[str, list[str]], en: str, ja: str
) -> None:
    with pytest.raises(FilterError) as caught:
        kb.retrieve("予算", **filters)  # type: ignore[arg-type]  # wrong on purpose
    assert en in caught.value.en
    assert ja in caught.value.ja


def test_documents_are_listed_by_path_and_read_whole(kb: KnowledgeBase, corpus: Path) -> None:
    assert [info.path for info in kb.documents()] == [
        "budget.txt",
        "en/defence.md",
        "ja/予算.md",
        "ja/防御.md",
    ]
    assert kb.document("budget.txt").text == (corpus / "budget.txt").read_text(encoding="utf-8")
    with pytest.raises(FilterError, match="no document 'gone'"):
        kb.document("gone")


def test_info_says_what_is_in_the_index(kb: KnowledgeBase, corpus: Path) -> None:
    info = kb.info
    assert (info.documents, info.passages) == (4, sum(info.languages.values()))
    assert info.languages["ja"] >= 2
    assert (info.corpus, info.model, info.kotae) == (
        str(corpus.resolve()),
        HashingEmbedder().fingerprint,
        kotae.__version__,
    )
    assert info.skipped == ()


def test_stream_ends_with_the_answer_that_ask_gives(kb: KnowledgeBase) -> None:
    events = list(kb.stream("政府はAI戦略の予算をいくらに増やしたか"))
    assert isinstance(events[0], StageEvent)
    assert isinstance(events[1], HitsEvent)
    last = events[-1]
    assert isinstance(last, AnswerEvent)
    found = kb.retrieve("政府はAI戦略の予算をいくらに増やしたか", top_k=20)
    assert events[1].hits == tuple(found[:5])
    # As many as were shown, in the order in which the reader found them to answer.
    assert len(last.answer.hits) == len(events[1].hits)
    assert all(hit in found for hit in last.answer.hits)
    assert set(last.answer.timings) >= {"retrieve", "answer"}
    asked = kb.ask("政府はAI戦略の予算をいくらに増やしたか")
    assert (asked.status, asked.text, asked.sentences) == (
        last.answer.status,
        last.answer.text,
        last.answer.sentences,
    )


@pytest.mark.parametrize(
    ("question", "path", "quote"),
    [
        (
            "能動的サイバー防御の法律はいつ成立しましたか",
            "ja/防御.md",
            "能動的サイバー防御の法律が2025年5月に成立した。",
        ),
        (
            "When did a law on active cyber defence pass?",
            "en/defence.md",
            "A law on active cyber defence passed in May 2025.",
        ),
    ],
    ids=["ja", "en"],
)
def test_every_citation_is_its_slice(kb: KnowledgeBase, question: str, path: str, quote: str) -> None:
    answer = kb.ask(question)
    citations = [citation for sentence in answer.sentences for citation in sentence.citations]
    assert [(citation.document.path, citation.quote) for citation in citations] == [(path, quote)]
    for citation in citations:
        text = kb.document(citation.document.id).text
        assert text[citation.start : citation.end] == citation.quote


def test_closed_knowledge_base_says_so(kb: KnowledgeBase) -> None:
    with kb:
        assert kb.retrieve("予算")
    kb.close()
    with pytest.raises(ValueError, match="closed"):
        kb.retrieve("予算")


def test_big_index_is_searched_by_sketches_and_answers_the_same(
    corpus: Path, index: Path, kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "AI戦略の予算は2,000億円に増やしたか"
    exactly = [
        kb.retrieve(question, top_k=9),
        kb.retrieve(question, languages=["en"], documents=["budget.txt"]),
    ]
    monkeypatch.setenv("KOTAE_INDEX__EXACT_UP_TO", "1")
    report = build(corpus, index, embedder=HashingEmbedder())
    assert (report.unchanged, report.embedded) == (4, 0)  # another limit is no reason to embed anew
    assert read_manifest(index).vectors == {"kind": "sketch", "method": "RaBitQ", "bits": 1, "compared": 10}
    with open_index(index, embedder=HashingEmbedder()) as approximate:
        found = [
            approximate.retrieve(question, top_k=9),
            approximate.retrieve(question, languages=["en"], documents=["budget.txt"]),
        ]
    assert found == exactly


def test_one_liner_keeps_the_index_open(corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kotae.pipeline.opened import opening

    build(corpus, index, embedder=HashingEmbedder())
    opened: list[Path] = []

    def open_hashing(root: Path) -> KnowledgeBase:
        opened.append(root)
        return open_index(root, embedder=HashingEmbedder())

    monkeypatch.setattr(opening, "open_index", open_hashing)
    monkeypatch.setattr(opening, "_kept", {})
    first = kotae.retrieve("AI戦略の予算", top_k=1, index=index)
    second = kotae.retrieve("AI戦略の予算", top_k=1, index=str(index))
    assert first == second
    assert first[0].passage.document.path == "ja/予算.md"
    assert opened == [index.resolve()]


@pytest.mark.parametrize(
    ("written", "root"),
    [
        ("milvus://127.0.0.1:19530/library", MilvusAddress(host="127.0.0.1", port=19530, library="library")),
        ("https://east.example/kotae", Address(url="https://east.example/kotae")),
    ],
)
def test_retrieve_takes_the_address_of_a_library(
    monkeypatch: pytest.MonkeyPatch, corpus: Path, tmp_path: Path, written: str, root: Address | MilvusAddress
) -> None:
    """It was looked for as a folder of that name, and so by every framework's retriever."""
    from kotae.pipeline.opened import opening

    build(corpus, tmp_path / "index", embedder=HashingEmbedder())
    opened: list[object] = []

    def open_here(named: object) -> KnowledgeBase:
        opened.append(named)
        return open_index(tmp_path / "index", embedder=HashingEmbedder())

    monkeypatch.setattr(opening, "open_index", open_here)
    monkeypatch.setattr(opening, "_kept", {})
    for _ in range(2):
        assert kotae.retrieve("AI戦略の予算", top_k=1, index=written)[0].passage.document.path == "ja/予算.md"
    assert opened == [root]
