"""The question put as the passage puts it: dates, times, weekdays."""

import pytest

from kotae.answering.wording import in_words_of
from kotae.question import read_question
from kotae.segmentation import Analyzer

WEEK = "曜日 | 時刻 | 番組\n月・水 | 19:30 | 朝の便り\n土 | 10:00 | 科学相談"


@pytest.mark.parametrize(
    ("question", "text", "asked"),
    [
        ("2019年の売上は？", "令和元年の売上は3億円。", "2019年 (令和元年)の売上は?"),
        ("What were sales in 2019?", "令和元年の売上は3億円。", "What were sales in 2019 (令和元年)?"),
        ("土曜日の10時は何？", WEEK, "土の10:00は何?"),
        ("What is on at 10 am on Saturday?", WEEK, "What is on at 10:00 on 土?"),
        ("水曜の19時半は何？", WEEK, "月・水の19:30は何?"),
        ("What is on on Fridays?", WEEK, "What is on on Fridays?"),
        ("土曜の番組は？", "土曜の番組は科学相談です。", "土曜の番組は？"),
        ("土曜は？", "土 | 9:00\n土・日 | 10:00", "土曜は？"),
        ("いくらですか？", WEEK, "いくらですか？"),
        ("What?", "", "What?"),
    ],
)
def test_the_question_takes_the_words_of_the_passage(
    analyzer: Analyzer, question: str, text: str, asked: str
) -> None:
    assert in_words_of(read_question(question, analyzer), text) == asked


@pytest.mark.parametrize(
    ("question", "text", "above", "asked"),
    [
        ("2025年度の子ども会員はいくら？", "子ども | 700円", "料金表 2025年度", "子ども会員はいくら?"),
        ("R7年度の平日会員の入会金は？", "平日 | 700円", "料金表 2025年度", "平日会員の入会金は?"),
        ("昨年度（令和7年度）に預けるといくら？", "月700円", "料金表 2025年度", "昨年度預けるといくら?"),
        ("How much was a ride in fiscal 2025?", "1回 | 700円", "料金表 2025年度", "How much was a ride?"),
        ("What did it cost in Reiwa 7?", "A ride: 700 yen", "Prices 2025", "What did it cost?"),
        ("What was sold in the 2025 financial year?", "Salt.", "Report 2025", "What was sold?"),
        ("How much was a ride in 2025?", "A ride: 700 yen", "Prices 2026", "How much was a ride in 2025?"),
        ("2025年の来館者は？", "2025年は3万人", "報告 2025年", "2025年の来館者は？"),
        (
            "How much more than in 2024 was it in 2025?",
            "7",
            "2025",
            "How much more than in 2024 was it in 2025?",
        ),
        ("How many came last November?", "7", "Report, November 2025", "How many came last November?"),
        ("2025年度の子ども会員はいくら？", "子ども | 700円", "", "2025年度の子ども会員はいくら？"),
    ],
)
def test_a_date_that_the_title_says_is_left_out(
    analyzer: Analyzer, question: str, text: str, above: str, asked: str
) -> None:
    """The reader gave the right row -6 of log-odds with the year that only the title says, and +5 without."""
    assert in_words_of(read_question(question, analyzer), text, above) == asked
