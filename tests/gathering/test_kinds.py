"""What papers call one of a kind, and what a sentence counts: meetings of a board, and not the people who came.

Each of these failed before: the people who came to a meeting were the number of meetings, a board's minutes were no meeting, and
telework was not 在宅勤務, for which the dictionary has another word.
"""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from kotae.config import Settings
from kotae.gathering.kinds import is_one_of
from kotae.pipeline import KnowledgeBase, open_index
from tests.libraries import built_library

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})
FILES = {
    "minutes/01.md": "# 理事会 議事録\n\n理事会は2025年5月3日に第1会議室で開催され、12名が出席した。\n",
    "minutes/02.md": "# 監査委員会 議事録\n\n監査委員会は2025年6月8日にオンラインで開催され、7名が出席した。\n",
    "minutes/03.md": "# Minutes of the Board of Directors\n\n"
    "The Board of Directors met on 9 July 2025 (Room A) with 14 people attending.\n",
    "minutes/04.md": "# Minutes of the Board of Directors\n\n"
    "The Board of Directors met on 2 February 2024 (online) with 11 people attending.\n",
    "minutes/05.md": "# Minutes of the Board of Directors\n\n"
    "The Board of Directors met on 5 March 2025 (Hall B) with 9 people attending. The meeting took 12 items.\n",
    "rules/01.md": "# 諸手当規程\n\n在宅勤務手当として月額4,000円を支給する。\n",
    "rules/02.md": "# 諸手当規程（支社）\n\n単身赴任手当として月額30,000円を支給する。\n",
    "rules/03.md": "# Allowances\n\nA telework allowance of 3,000 yen is paid each month.\n",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    index = built_library(tmp_path_factory.mktemp("kinds"), FILES, settings=HASHING)
    with open_index(index, settings=HASHING) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "days"),
    [
        (
            "How many meetings of the Board of Directors were held in 2025?",
            {"2025-07-09", "2025-03-05", "2025-05-03"},
        ),
        ("2025年に開かれた理事会は何件ありますか。", {"2025-07-09", "2025-03-05", "2025-05-03"}),
    ],
    ids=["en", "ja"],
)
def test_meetings_are_counted_and_not_who_came(
    knowledge: KnowledgeBase, question: str, days: set[str]
) -> None:
    found = knowledge.gather(question, where={"folder": "minutes"})

    assert {row.key for row in found.rows} == {f"date:{day}" for day in days}
    assert [result.value for result in found.results] == [Decimal(len(days))]


@pytest.mark.parametrize(
    "question",
    ["2025年に開かれた会議をすべて挙げてください。", "List all meetings that were held in 2025."],
    ids=["ja", "en"],
)
def test_a_meeting_is_what_a_board_or_a_committee_had(knowledge: KnowledgeBase, question: str) -> None:
    found = knowledge.gather(question, where={"folder": "minutes"})

    assert {row.key for row in found.rows} == {
        "date:2025-05-03",
        "date:2025-06-08",
        "date:2025-07-09",
        "date:2025-03-05",
    }


@pytest.mark.parametrize(
    "question",
    ["在宅勤務手当をすべて挙げてください。", "List all telework allowances."],
    ids=["ja", "en"],
)
def test_a_loanword_leads_to_the_word_of_the_other_language(knowledge: KnowledgeBase, question: str) -> None:
    found = knowledge.gather(question, where={"folder": "rules"})

    assert {row.key for row in found.rows} == {"JPY:4000", "JPY:3000"}


@pytest.mark.parametrize(
    ("asked", "said", "one"),
    [
        ("会議", "理事会 議事録", True),
        ("会議", "第1会議室の鍵", False),
        ("理事会", "監査委員会 議事録", False),
        ("meetings", "the audit committee met on 3 may", True),
        ("meetings", "the meeting room was painted", False),
        ("committee", "a meeting of the board", False),
        ("車両", "2トントラックの車検", True),
        ("車両", "バス停の時刻表", False),
        ("vehicles", "two vans and a lorry", True),
        ("vehicles", "the advance was paid", False),
        ("規程", "在宅勤務の手引き", True),
        ("rules", "staff handbook", True),
        ("rules", "a ruler of 30 cm", False),
    ],
)
def test_what_is_one_of_a_kind(asked: str, said: str, one: bool) -> None:
    assert is_one_of(asked, said) is one
