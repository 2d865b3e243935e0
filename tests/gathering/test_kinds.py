"""What papers call one of a kind, and what a sentence counts: meetings of a board, and not the people who came.

Each of these failed before: the people who came to a meeting were the number of meetings, a board's minutes were no meeting, and
telework was not 在宅勤務, for which the dictionary has another word.
"""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from kotae.config import Settings
from kotae.gathering.kinds import is_one_of
from kotae.gathering.wish import read_wish
from kotae.pipeline import KnowledgeBase, open_index
from kotae.question import read_question
from kotae.segmentation import Analyzer, Segmenter
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


OTHERS = {
    "seats/01.md": "# 公演報告「早春」\n\n早春の公演に182人が来場した。\n",
    "seats/02.csv": "公演,来場\n金管,640\n夜曲,210\n",
    "fees/01.md": "# 北星高校の利用\n\n北星高校の利用料は66,000円である。\n",
    "fees/02.md": "# 北星高校の見学\n\n北星高校の利用料は免除とし、参加は40であった。\n",
    "tuning/01.md": "# Tuning\n\nLutz tuned the harpsichord on 20 June 2025.\n",
    "tuning/02.md": "# 指揮者の紹介\n\n楽団とは12回共演し、調律も学んだ。\n",
    "papers/01.md": "# 貸館規程\n\n利用の取り消しは30日前までとする。\n",
    "papers/02.md": "# Conditions of hire\n\nA cancellation is possible up to 30 days before.\n",
    "papers/03.md": "# 清掃\n\n床は毎週磨く。\n",
    "hires/01.md": "# Booking by Marco\n\n- Room: Meeting room\n- Charge: 22,000 yen\n",
    "hires/02.md": "# 利用申込書 鈴木書店\n\n- 施設: 小ホール\n- 利用料: 77,000円\n",
    "deals/01.md": "# ノルドとの契約\n\n- 契約の種類: コンサルティング契約\n- 報酬: 1,500,000円\n",
    "deals/02.md": "# Consulting contract with Casa\n\nCasa will provide consulting services until 30 June 2026.\n",
    "deals/03.md": "# Aoba: contract\n\n- Type of contract: Security\n- Party: Aoba\n",
}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    index = built_library(tmp_path_factory.mktemp("others"), OTHERS, settings=HASHING)
    with open_index(index, settings=HASHING) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "folder", "results"),
    [
        # 640 beside 182人 was a second sum.
        ("公演の来場の合計は何人ですか。", "seats", {"person": 1032}),
        # A bare number of a sentence was a sum of money without a unit.
        ("北星高校が払った利用料の合計はいくらですか。", "fees", {"JPY": 66_000}),
        # 12回 of something else was what papers state, so nothing was counted.
        ("How many times was the harpsichord tuned?", "tuning", {"count": 1}),
        # No Japanese paper says 会議室, so none is about it; the reader took the small hall.
        ("What is the average charge for hiring the meeting room?", "hires", {"JPY": 22_000}),
    ],
)
def test_numbers_are_made_of_what_is_asked_alone(
    others: KnowledgeBase, question: str, folder: str, results: dict[str, int]
) -> None:
    found = others.gather(question, where={"folder": folder})

    assert {one.unit: one.value for one in found.results} == {
        unit: Decimal(value) for unit, value in results.items()
    }


def test_numbers_without_a_unit_are_said_to_be_taken_as_the_others(others: KnowledgeBase) -> None:
    notes = others.gather("公演の来場の合計は何人ですか。", where={"folder": "seats"}).notes

    assert notes == ("単位のない数値2件は、ほかのすべてと同じ単位（person）として計算しました。",)


@pytest.mark.parametrize(
    ("question", "folder", "paths"),
    [
        ("取り消しについて定めた文書をすべて挙げてください。", "papers", {"01.md", "02.md"}),
        ("List all documents that mention a cancellation.", "papers", {"01.md", "02.md"}),
        ("コンサルティング契約をすべて挙げてください。", "deals", {"01.md", "02.md"}),
        ("List all consulting contracts.", "deals", {"01.md", "02.md"}),
    ],
)
def test_papers_that_say_so_are_listed_whatever_they_call_themselves(
    others: KnowledgeBase, question: str, folder: str, paths: set[str]
) -> None:
    found = others.gather(question, where={"folder": folder})

    assert {row.citation.document.path.rpartition("/")[2] for row in found.rows} == paths


@pytest.mark.parametrize(
    "question",
    [
        "入場料収入が最も多かった公演はどれですか。",
        "売上が最も少なかった店はどれですか。",
        "Which concert had the largest box office?",
        "Which shop had the lowest revenue?",
    ],
)
def test_what_comes_in_is_money(question: str) -> None:
    assert read_wish(read_question(question, Analyzer(Segmenter()))).kinds[0] == "money"
