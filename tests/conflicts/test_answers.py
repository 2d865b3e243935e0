"""An answer of one paper, where another one says otherwise: both are shown, the newer first."""

from collections.abc import Iterator

import pytest

from kotae.pipeline import KnowledgeBase, open_index
from tests.libraries import built_library

pytestmark = pytest.mark.model

FILES = {
    "rules.md": "# 施設利用規程\n\n2021年4月1日施行\n\n会議室の利用料は1時間500円である。\n",
    "guide.md": "# 利用案内\n\n2024年4月1日発行\n\n会議室の利用料は1時間800円です。\n",
    "pool_ja.md": "# プールのご案内\n\n大人の入場料は600円です。子どもの入場料は200円です。\n",
    "pool_en.md": "# The pool\n\nAdmission for adults is 700 yen. Children pay 200 yen.\n",
    "lease.md": "# Lease of unit 4\n\nIssued 1 May 2022\n\nThe monthly rent of unit 4 is $1,200.\n",
    "letter.md": "# Letter on unit 4\n\nIssued 3 June 2024\n\nThe monthly rent of unit 4 is $1,350 from now on.\n",
    "unit5.md": "# Lease of unit 5\n\nThe monthly rent of unit 5 is $1,100.\n",
    "fee.csv": "講座,受講料\n陶芸,3000円\n書道,2500円\n",
    "notice.md": "# 講座のお知らせ\n\n陶芸の受講料は3,500円です。書道の受講料は2,500円です。\n",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with open_index(built_library(tmp_path_factory.mktemp("otherwise"), FILES)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "first", "then", "note"),
    [
        ("会議室の利用料はいくらですか。", "800円", "500円", "新しいのは guide.md（2024-04-01）"),
        (
            "What is the monthly rent of unit 4?",
            "$1,350",
            "$1,200",
            "letter.md (2024-06-03) is the newer one",
        ),
        (
            "What is the admission to the pool for adults?",
            "700 yen",
            "600円",
            "which one is newer isn't said",
        ),
        ("陶芸の受講料はいくらですか。", "3,500円", "3000円", "どちらが新しいかは書かれていません"),
    ],
)
def test_both_values_are_shown_the_newer_first(
    knowledge: KnowledgeBase, question: str, first: str, then: str, note: str
) -> None:
    """One of them was shown alone."""
    answer = knowledge.ask(question)

    assert first in answer.sentences[0].text
    assert then in answer.sentences[1].text
    assert {one.citations[0].document.path for one in answer.sentences[:2]} <= FILES.keys()
    assert note in answer.note
    assert then in answer.text


@pytest.mark.parametrize(
    "question",
    ["書道の受講料はいくらですか。", "子どもの入場料はいくらですか。", "What is the monthly rent of unit 5?"],
)
def test_the_same_value_or_another_thing_is_no_difference(knowledge: KnowledgeBase, question: str) -> None:
    answer = knowledge.ask(question)

    assert answer.status == "answered"
    assert answer.note == ""
