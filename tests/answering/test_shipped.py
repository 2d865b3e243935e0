"""The shipped reader answers what the documents hold and refuses what they don't, whatever finds the passages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kotae
from kotae.embedding import HashingEmbedder

pytestmark = pytest.mark.model

GUIDE = """# みなと図書館 利用案内

図書館の開館時間は午前9時から午後7時までです。休館日は毎週月曜日です。

## 図書館カード

図書館カードをなくしたときの再発行の手数料は700円です。本は一人10冊まで、2週間借りられます。

# Harbour Library: membership

The annual membership fee of the friends' society is 25 euros. The society was founded in 1998 by Clara Jensen.
"""
ANSWERED = [
    ("図書館カードの再発行の手数料はいくらですか？", "700円"),
    ("図書館の休館日はいつですか？", "月曜日"),
    ("How much is the annual membership fee of the friends' society?", "25 euros"),
    ("Who founded the friends' society?", "Clara Jensen"),
]
REFUSED = [
    "図書館の駐車場は何台分ありますか？",
    "図書館の館長の名前は何ですか？",
    "Who is the director of the library?",
    "How tall is the lighthouse?",
    "Which bus goes to the airport?",
]


class OtherEmbedder(HashingEmbedder):
    """Finds passages by their letters, and isn't the embedder that goes with the reader without a model."""

    @property
    def fingerprint(self) -> str:
        """Another name than the hashing embedder's."""
        return "letters-of-another-kind"


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kotae.KnowledgeBase]:
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "documents").mkdir()
    Path(folder / "documents" / "guide.md").write_text(GUIDE, encoding="utf-8")
    embedder = OtherEmbedder()
    kotae.build(folder / "documents", folder / "index", embedder=embedder)
    with kotae.open(folder / "index", embedder=embedder) as opened:
        yield opened


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_a_plain_question_is_answered(knowledge: kotae.KnowledgeBase, question: str, answer: str) -> None:
    found = knowledge.ask(question)
    assert (found.status, found.note) == ("answered", "")
    assert answer in found.sentences[0].text


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_documents_do_not_hold_is_refused(knowledge: kotae.KnowledgeBase, question: str) -> None:
    found = knowledge.ask(question)
    assert (found.status, found.sentences, found.note) == ("not_found", (), "")
