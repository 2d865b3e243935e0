"""A value that the reader points at may belong to something else than the words that the question quotes."""

import pytest

from kotae.answering.beside_the_question import is_of_another
from kotae.question import read_question
from kotae.segmentation import Analyzer

UNITS = "「ワット」は電力、「ビット」は計算資源を指す。"
ZINES = '"Lode" appears every quarter and "Kaze" twice a year'


@pytest.mark.parametrize(
    ("question", "text", "value", "another"),
    [
        ('What does "bit" stand for?', UNITS, "電力", True),
        ('What does "bit" stand for?', UNITS, "計算資源", False),
        ("「ビット」は何を指しますか", UNITS, "電力", True),
        ("「ビット」は何を指しますか", UNITS, "計算資源", False),
        ("ビットは何を指しますか", UNITS, "電力", False),
        ('How often does "Kaze" appear?', ZINES, "every quarter", True),
        ('How often does "Kaze" appear?', ZINES, "twice a year", False),
        ("「Kaze」は年に何回出ますか", ZINES, "every quarter", True),
        ('How often does "Moor" appear?', ZINES, "every quarter", False),
    ],
)
def test_values_of_other_words_are_told(
    analyzer: Analyzer, question: str, text: str, value: str, another: bool
) -> None:
    assert is_of_another(read_question(question, analyzer), text, text.index(value)) == another
