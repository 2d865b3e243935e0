"""The words that answer stand in one cell of a row: the one whose label has the question's words."""

import pytest

from kotae.answering.cell_asked import in_cell_asked_for, of_other_counts
from kotae.question import read_question
from kotae.records import Hit
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.pointing import evidence_at
from tests.answering.test_narrowing import of_lines

LABELLED = "区分: 大人 | 片道: 320円 | 往復: 600円\n区分: 小児 | 片道: 160円 | 往復: 300円"
ENGLISH = "Type: Adult | One way: 320 yen | Return: 600 yen\nType: Child | One way: 160 yen | Return: 300 yen"
HEADED = "Seat | Evening | Matinee\nFront | ¥4,600 | ¥3,400\nBack | ¥3,300 | ¥2,500"
STOCK = "Item: Pen | Stock: 40 | Price: 200 yen\nItem: Ink | Stock: 12 | Price: 900 yen"
NO_HEADER = "E21 | Clock is wrong by 2 minutes | Switch off and on\nE30 | Door is open | Close it"
IN_LINE = "項目: 通話, 安い: 不可, 高い: 10分まで\n項目: データ, 安い: 3GB, 高い: 40GB"
STEPS = "Code | Meaning | What to do\nF2 | Cable broken | Use the spare cable"


@pytest.fixture(scope="module")
def table() -> TranslationTable:
    return TranslationTable.load()


@pytest.mark.parametrize(
    ("question", "text", "pointed", "told"),
    [
        ("往復だと小児はいくらですか？", LABELLED, "160円 | 往復: 300円", "300円"),
        ("小児の往復料金は？", LABELLED, "160円", "300円"),
        ("What is the one-way fare for a child?", LABELLED, "300円", "160円"),
        ("How much is a return for adults?", ENGLISH, "320 yen", "600 yen"),
        ("ペンの価格は？", STOCK, "40", "200 yen"),
        ("What does a front seat cost at the matinee?", HEADED, "¥4,600", "¥3,400"),
        ("What does a front seat cost at the matinee?", HEADED, "¥4,600 | ¥3,400", "¥3,400"),
        ("安いプランのデータ量は？", IN_LINE, "40GB", "3GB"),
        # What the reader points at stays where no label tells more, and where a row's name is asked for.
        ("小児はいくらですか？", LABELLED, "160円", "160円"),
        ("Which seat costs ¥4,600 in the evening?", HEADED, "Front", "Front"),
        ("What does the door do?", NO_HEADER, "Door is open", "Door is open"),
        ("F2 – what to do?", STEPS, "spare cable", "spare cable"),
        ("What does E21 say?", NO_HEADER, "Clock is wrong", "Clock is wrong"),
        # Several prose cells say one thing; of several amounts that nothing tells apart none is the answer.
        ("What about E30?", NO_HEADER, "Door is open | Close it", "Door is open | Close it"),
        ("小児はいくらですか？", LABELLED, "160円 | 往復: 300円", ""),
        ("How much is it for a child?", ENGLISH, "160 yen | Return: 300 yen", ""),
        ("いくらですか？", "大人は320円、往復は600円です。", "320円", "320円"),
        ("How much?", "It is 320 yen, or 600 yen return.", "320 yen", "320 yen"),
    ],
)
def test_the_cell_meant_is_pointed_at(
    analyzer: Analyzer, table: TranslationTable, question: str, text: str, pointed: str, told: str
) -> None:
    passage = of_lines(text)
    evidence = evidence_at(Hit(passage=passage, score=1.0), pointed)
    found = in_cell_asked_for(read_question(question, analyzer), evidence, analyzer=analyzer, table=table)
    assert passage.text[found.reading.start : found.reading.end] == told


def test_words_that_run_on_behind_the_row_end_with_it(analyzer: Analyzer, table: TranslationTable) -> None:
    passage = of_lines(STEPS + "\nF3 | Too hot | Wait")
    evidence = evidence_at(Hit(passage=passage, score=1.0), "Cable broken | Use the spare cable\nF3")
    asked = read_question("What about F2?", analyzer)
    found = in_cell_asked_for(asked, evidence, analyzer=analyzer, table=table)
    assert passage.text[found.reading.start : found.reading.end] == "Cable broken | Use the spare cable"


RIDES = (
    "Ride | Minutes | One person | Two people\nSunset | 50 | ¥13,000 | ¥18,000\nBridge | 15 | ¥4,000 | ¥6,000"
)
COURSES = "コース: 竹 | 1名: 8,000円 | 2名: 11,000円\nコース: 塔 | 1名: 15,000円 | 2名: 20,000円"
GROUPS = "Ride | 1 person | 2 or more people\nSunset | ¥13,000 | ¥9,000"


@pytest.mark.parametrize(
    ("question", "text", "pointed", "other"),
    [
        ("How much is the Sunset Ride for three people?", RIDES, "¥18,000", True),
        ("How much is the Sunset Ride for two people?", RIDES, "¥18,000", False),
        ("How much is the Sunset Ride?", RIDES, "¥18,000", False),
        ("How much is the 50-minute ride?", RIDES, "¥18,000", False),
        ("How long does the Sunset Ride take three people?", RIDES, "50", False),
        ("How much is the Sunset Ride for three people?", GROUPS, "¥9,000", False),
        ("竹のコースは4人でいくらですか", COURSES, "11,000円", True),
        ("竹のコースは2人でいくらですか", COURSES, "11,000円", False),
        ("How much is it for three people?", "It is 320 yen for one, 500 yen for two.", "320 yen", False),
        ("三人でいくらですか", "一人は320円、二人は500円。", "320円", False),
    ],
)
def test_columns_for_other_numbers_of_people_are_told(
    analyzer: Analyzer, question: str, text: str, pointed: str, other: bool
) -> None:
    evidence = evidence_at(Hit(passage=of_lines(text), score=1.0), pointed)
    assert of_other_counts(read_question(question, analyzer), evidence) == other
