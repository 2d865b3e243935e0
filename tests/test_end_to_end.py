"""The whole path with the real model: the shipped corpus, ten questions, all three ways in.

Each question is asked in one language about a fact that stands only in documents of the other.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kotae
from kotae.cli import main
from kotae.config import Settings
from kotae.ui.desk import Desk
from kotae.ui.server.serving import ServerSettings, served

pytestmark = pytest.mark.model

CORPUS = Path(__file__).parent.parent / "corpus"

# question, the document that holds the answer
QUESTIONS = [
    ("When did the MirrorFace group begin attacking Japanese organisations?", "ja/mirrorface.md"),
    ("What is meant by developing watts and bits together?", "ja/watt-bit.md"),
    ("By what year does China want to lead the world in AI?", "ja/china-ai.md"),
    ("Which fields will get their own data laws in Japan?", "ja/sector-data-laws.md"),
    ("What does minister Taira use ChatGPT for?", "ja/leaders-learning.md"),
    ("2022年に米国で半導体工場に補助金を出した法律は何ですか？", "en/united-states.md"),
    ("条件付きで認定された国産クラウドの事業者はどこですか？", "en/big-tech-dependence.md"),
    ("人口減少はAI人材にどんな影響がありますか？", "en/population-decline.md"),
    ("欧州で2023年に整備されたデータの法律は何ですか？", "en/data-sharing-gap.md"),
    ("デジタル庁が試しに使っている海外の言語モデルは何ですか？", "en/government-ai.md"),
]
IDS = [path for _, path in QUESTIONS]


@pytest.fixture(scope="module")
def knowledge_base(corpus_index: Path) -> Iterator[kotae.KnowledgeBase]:
    with kotae.open(corpus_index) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(knowledge_base: kotae.KnowledgeBase) -> dict[str, kotae.Answer]:
    """What Python answers each question; nothing that is compared with it knows of it."""
    return {question: knowledge_base.ask(question) for question, _ in QUESTIONS}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Return the JSON lines a command prints."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--json"])
    assert ended.value.code == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_search_prints_the_documented_fields(corpus_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "search", "MirrorFaceとは？", "--index", str(corpus_index), "--top-k", "2")

    assert [row["rank"] for row in rows] == [1, 2]
    wanted = {"rank", "score", "document", "title", "page", "heading", "start", "end", "text"}
    assert all(wanted <= set(row) for row in rows)


def test_the_corpus_is_indexed_whole(knowledge_base: kotae.KnowledgeBase) -> None:
    files = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.md")}

    assert {document.path for document in knowledge_base.documents()} == files
    assert knowledge_base.info.skipped == ()


@pytest.mark.parametrize(("question", "path"), QUESTIONS, ids=IDS)
def test_python_finds_the_document_across_the_language_line(
    knowledge_base: kotae.KnowledgeBase, question: str, path: str
) -> None:
    hits = knowledge_base.retrieve(question, top_k=5)

    assert path in [hit.passage.document.path for hit in hits]
    for hit in hits:
        text = (CORPUS / hit.passage.document.path).read_text(encoding="utf-8")
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text


@pytest.mark.parametrize(("question", "path"), QUESTIONS, ids=IDS)
def test_the_command_line_answers_as_python_does(
    corpus_index: Path,
    answers: dict[str, kotae.Answer],
    capsys: pytest.CaptureFixture[str],
    question: str,
    path: str,
) -> None:
    (answer,) = run(capsys, "ask", question, "--index", str(corpus_index))
    expected = answers[question]

    assert path in [hit["passage"]["document"]["path"] for hit in answer["hits"]]
    assert answer["status"] == expected.status
    assert answer["text"] == expected.text
    assert answer["language"] == ("ja" if question.endswith("？") else "en")
    assert_quotes_are_exact(answer)


def test_answers_quote_the_document_that_holds_them(answers: dict[str, kotae.Answer]) -> None:
    quoted = [
        path in {hit.document.path for sentence in answers[question].sentences for hit in sentence.citations}
        for question, path in QUESTIONS
    ]

    assert sum(quoted[:5]) >= 4  # asked in English
    assert sum(quoted[5:]) == 5  # asked in Japanese


@pytest.mark.loopback
@pytest.mark.filterwarnings("ignore")  # the web server's libraries warn of their own future
def test_the_pages_api_answers_as_python_does(
    corpus_index: Path, answers: dict[str, kotae.Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradio_client import Client

    monkeypatch.chdir(corpus_index.parent)
    with (
        Desk.open(corpus_index, settings=Settings(), max_upload_mb=20) as desk,
        served(desk, ServerSettings(port=0), []) as address,
    ):
        client = Client(address, verbose=False)
        for question, path in QUESTIONS:
            hits = client.predict(question, 5, None, api_name="/retrieve")
            answer = client.predict(question, 5, False, api_name="/ask")
            assert path in [row["file"] for row in hits]
            assert answer["text"] == answers[question].text
            assert_quotes_are_exact(answer)


def assert_quotes_are_exact(answer: dict[str, Any]) -> None:
    """An answer has sentences, each of them cites, and every citation is the file's own text at its place."""
    assert bool(answer["sentences"]) == (answer["status"] == "answered")
    for sentence in answer["sentences"]:
        assert sentence["citations"]
        for citation in sentence["citations"]:
            # The page's API says "file": Gradio's own client takes a "path" for a download.
            document = citation["document"]
            text = (CORPUS / (document.get("path") or document["file"])).read_text(encoding="utf-8")
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            # What is said in the question's language has the quote beside it.
            assert citation["quote"] in (sentence["original"] or sentence["text"])
