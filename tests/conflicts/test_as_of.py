"""A question about a day is answered from the papers that were there then."""

from collections.abc import Iterator

import pytest

from kotae.pipeline import KnowledgeBase, open_index
from tests.libraries import built_library

pytestmark = pytest.mark.model

FILES = {
    "hall_2023.md": "---\ndate: 2023-04-01\n---\n# 市民会館 使用料規程\n\n大ホールの使用料は、1時間につき2,000円とする。\n",
    "hall_2025.md": "# 市民会館 使用料規程\n\n令和7年4月1日施行\n\n大ホールの使用料は、1時間につき2,500円とする。\n",
    "staff-2022-10-01.md": "# Staff\n\nThe director of the hall is Mr Kiryu.\n",
    "staff-2025-07-01.md": "# Staff\n\nThe director of the hall is Ms Sakuraba.\n",
    "report.md": "# Report\n\nPublished 20 May 2024\n\nAs of 31 March 2024 the hall's friends were 412 people.\n",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with open_index(built_library(tmp_path_factory.mktemp("of_a_day"), FILES)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "note"),
    [
        ("How much did the large hall cost an hour as of April 2024?", "2,000円", "As of April 2024:"),
        ("2024年4月時点の大ホールの使用料は1時間いくらですか。", "2,000円", "2024年4月時点："),
        ("As of 1 June 2024, who was the director of the hall?", "Mr Kiryu", "As of 1 June 2024:"),
        ("2024年6月時点の会館の館長は誰ですか。", "Mr Kiryu", "2024年6月時点："),
        # a paper that states the day answers, whenever it was written
        ("How many friends did the hall have as of 31 March 2024?", "412", ""),
    ],
)
def test_papers_dated_later_are_left_aside(
    knowledge: KnowledgeBase, question: str, said: str, note: str
) -> None:
    """They were refused, for no paper writes April 2024."""
    answer = knowledge.ask(question)

    assert answer.status == "answered"
    first = answer.sentences[0]
    assert said in (first.original or first.text)
    assert answer.note.startswith(note)
    assert "2,500円" not in answer.text
    assert "Sakuraba" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much did the large hall cost as of January 2020?",
        "2020年1月時点の大ホールの使用料はいくらですか。",
    ],
)
def test_before_the_first_paper_there_is_no_answer(knowledge: KnowledgeBase, question: str) -> None:
    answer = knowledge.ask(question)

    assert answer.status == "not_found"
    assert "2020" in answer.text
