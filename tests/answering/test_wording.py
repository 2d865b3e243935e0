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
