"""The day whose state a question asks for."""

import pytest

from kotae.question import read_question
from kotae.question.as_of import as_of
from kotae.segmentation import Analyzer, Segmenter


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(Segmenter())


@pytest.mark.parametrize(
    ("text", "key", "left"),
    [
        ("How much did the hall cost as of April 2024?", "date:2024-04", "How much did the hall cost?"),
        ("As of 1 April 2024, who is the director?", "date:2024-04-01", "who is the director?"),
        ("Who was director as at the 31 March 2024?", "date:2024-03-31", "Who was director?"),
        ("2024年4月時点のホールの使用料はいくらですか。", "date:2024-04", "ホールの使用料はいくらですか。"),
        ("令和6年4月1日現在の会員数は?", "date:2024-04-01", "会員数は?"),
        ("２０２４年の時点では、誰が会長でしたか。", "date:2024", "誰が会長でしたか。"),
    ],
)
def test_the_day_is_told_from_the_rest(analyzer: Analyzer, text: str, key: str, left: str) -> None:
    found = as_of(read_question(text, analyzer))

    assert found is not None
    assert (found.key, found.text) == (key, left)


@pytest.mark.parametrize(
    "text",
    [
        "What happened in April 2024?",
        "2024年4月の売上はいくらですか。",
        "What is the fee?",
        "料金はいくらですか。",
        "as of 2024",
        "2024年時点",
        "Is it as big as of old?",
        "現在地はどこですか。",
    ],
)
def test_other_questions_name_no_such_day(analyzer: Analyzer, text: str) -> None:
    assert as_of(read_question(text, analyzer)) is None
