"""Summaries and lists of documents, from an index: each item with its place, called what it is, or refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.pipeline.checking.verifying import verify
from kotae.records import Answer
from tests.pipeline.conftest import write_files

FILES = {
    "en/pool.md": "# Pool rules\n\n## Opening\n\nThe pool opens at seven in the morning. Children swim free until June.\n\n"
    "## Roof\n\nThe roof of the pool was repaired in 2025. The repair cost 40,000 euros.\n",
    "en/sauna.md": "# Sauna guide\n\nThe sauna is closed on Mondays. The deposit for a towel is two euros.\n",
    "ja/プール.md": "# プールの規則\n\n## 開館\n\nプールは朝七時に開きます。子どもは六月まで無料で泳げます。\n\n"
    "## 屋根\n\nプールの屋根は2025年に修理されました。修理には四万ユーロかかりました。\n",
    "ja/更衣室.md": "# 更衣室の案内\n\nロッカーの鍵には敷金が必要です。敷金は五百円です。\n",
}
SETTINGS = Settings(embedding=EmbeddingSettings(model="hashing"))


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    root = tmp_path_factory.mktemp("overviews")
    write_files(root / "corpus", FILES)
    build(root / "corpus", root / "index", settings=SETTINGS)
    with open_index(root / "index", settings=SETTINGS) as opened:
        yield opened


def paths(answer: Answer) -> list[str]:
    return [sentence.citations[0].document.path for sentence in answer.sentences]


@pytest.mark.parametrize(
    ("question", "path", "said"),
    [
        ("Summarise the pool rules", "en/pool.md", "An extract of “Pool rules”"),
        ("What do the pool rules say?", "en/pool.md", "An extract of “Pool rules”"),
        ("プールの規則をまとめてください", "ja/プール.md", "『プールの規則』の抜粋"),
        ("プールの規則はどんな内容ですか", "ja/プール.md", "『プールの規則』の抜粋"),
    ],
)
def test_a_summary_is_sentences_of_the_paper_called_an_extract(
    knowledge: KnowledgeBase, question: str, path: str, said: str
) -> None:
    answer = knowledge.ask(question)
    assert (answer.status, answer.form) == ("answered", "summary")
    assert said in answer.note
    assert set(paths(answer)) == {path}
    text = knowledge.document(path).text
    for sentence in answer.sentences:
        cited = sentence.citations[0]
        assert sentence.support == "quoted"
        assert text[cited.start : cited.end] == sentence.text == cited.quote


@pytest.mark.parametrize(
    ("question", "count"), [("Summarise the pool rules in 4 points", 4), ("プールの規則を二点でまとめて", 2)]
)
def test_as_many_as_were_asked_for(knowledge: KnowledgeBase, question: str, count: int) -> None:
    assert len(knowledge.ask(question).sentences) == count


@pytest.mark.parametrize(
    ("question", "heading"), [("Summarise the roof of the pool", "Roof"), ("プールの屋根を要約して", "屋根")]
)
def test_a_section_is_summed_up_by_its_own_sentences(
    knowledge: KnowledgeBase, question: str, heading: str
) -> None:
    answer = knowledge.ask(question)
    assert answer.form == "summary"
    assert {sentence.citations[0].heading.split(" › ")[-1] for sentence in answer.sentences} == {heading}


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("Which documents mention the deposit?", "en/sauna.md"),
        ("敷金について書いてある文書はどれですか", "ja/更衣室.md"),
    ],
)
def test_documents_are_listed_with_a_place_of_each(
    knowledge: KnowledgeBase, question: str, path: str
) -> None:
    answer = knowledge.ask(question)
    assert (answer.status, answer.form) == ("answered", "documents")
    assert paths(answer)[0] == path
    assert len(set(paths(answer))) == len(answer.sentences)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Summarise the contract with Nvidia", "Nvidia"),
        ("Which documents mention Nvidia?", "“Nvidia” isn't in the documents"),
        ("ロボット掃除機の取扱説明書をまとめて", "ロボット"),
        ("どの文書にランサムウェアのことが書いてありますか", "「ランサムウェア」は文書にありません"),
    ],
)
def test_what_is_not_there_is_refused(knowledge: KnowledgeBase, question: str, named: str) -> None:
    answer = knowledge.ask(question)
    assert answer.status == "not_found"
    assert answer.sentences == ()
    assert named in " ".join((answer.text, *answer.missing))


@pytest.mark.parametrize(
    ("question", "said"),
    [("Summarise this document", "Name the document"), ("まとめてください", "文書の名前を書く")],
)
def test_a_paper_that_is_not_named_is_the_only_one_or_the_last_one(
    knowledge: KnowledgeBase, question: str, said: str
) -> None:
    refused = knowledge.ask(question)
    assert refused.status == "not_found"
    assert said in refused.note
    alone = knowledge.ask(question, documents=["en/sauna.md"])
    assert set(paths(alone)) == {"en/sauna.md"}
    before = knowledge.ask("Which documents mention the towel?")
    assert set(paths(knowledge.ask(question, history=[before]))) == {"en/sauna.md"}


@pytest.mark.parametrize(
    ("question", "first"), [("Summarise all documents", "en/"), ("すべての文書をまとめて", "ja/")]
)
def test_everything_is_a_sentence_of_each_paper(knowledge: KnowledgeBase, question: str, first: str) -> None:
    answer = knowledge.ask(question)
    assert sorted(paths(answer)) == sorted(FILES)
    assert paths(answer)[0].startswith(first)


def test_a_narrowed_question_stays_within(knowledge: KnowledgeBase) -> None:
    answer = knowledge.ask("Summarise all documents", where={"folder": ["en"]})
    assert {path.split("/")[0] for path in paths(answer)} == {"en"}


def test_its_proof_holds(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    for question in ("Summarise the pool rules", "Which documents mention Nvidia?"):
        path = tmp_path / "proof.json"
        path.write_bytes(knowledge.prove(knowledge.ask(question)))
        assert verify(path, Path(knowledge.info.corpus), settings=SETTINGS).verdict == "holds"
