"""A value that the reader points at may belong to something else than the words that the question quotes."""

import pytest

from kotae.answering.beside_the_question import is_cut, is_of_another, is_set_aside
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


@pytest.mark.parametrize(
    ("question", "text", "value", "aside"),
    [
        ("What colour will the tail be?", "Please make the tail gold instead of blue.", "blue", True),
        ("What colour will the tail be?", "Please make the tail gold instead of blue.", "gold", False),
        ("When is it held?", "It is held on Friday rather than on the Monday.", "Monday", True),
        ("Where is the key?", "The key is in the office, no longer in the shed.", "shed", True),
        ("What was the tail instead of gold?", "Please make the tail gold instead of blue.", "blue", False),
        ("Which colour does gold replace?", "Please make the tail gold instead of blue.", "blue", False),
        ("尾は何色にしますか", "尾は青ではなく金色にします。", "青", True),
        ("尾は何色にしますか", "尾は青ではなく金色にします。", "金色", False),
        ("鍵はどこですか", "鍵は倉庫の代わりに事務所に置く。", "倉庫", True),
        ("何日に開きますか", "10日に代えて12日に開く。", "10日", True),
        ("何で払えますか", "円だけでなくドルでも払える。", "円だけ", False),
        ("何で払えますか", "円だけでなくドルでも払える。", "円", False),
        ("何の代わりに事務所に置きますか", "鍵は倉庫の代わりに事務所に置く。", "倉庫", False),
    ],
)
def test_what_gives_way_to_something_else_is_told(
    analyzer: Analyzer, question: str, text: str, value: str, aside: bool
) -> None:
    start = text.index(value)
    assert is_set_aside(read_question(question, analyzer), text, start, start + len(value)) == aside


@pytest.mark.parametrize(
    ("question", "value", "cut"),
    [
        ("Which models are tried?", "Anthropic, and Gemini", True),
        ("Which models are tried?", "Claude, Anthropic, and Gemini", False),
        ("Which models are tried?", "Claude and Gemini", False),
        ("Which models are tried?", "Anthropic) and Gemini", True),
        ("Which models are tried?", "Claude (Anthropic) and Gemini (Google)", False),
        ("What moves to the common cloud?", "About 1,700", True),
        ("How many towns move to it?", "About 1,700", False),
        ("Which bus goes there?", "31", False),
        ("In which model was it?", "1700", False),
        ("どのモデルを試していますか", "Anthropic）とGemini", True),
        ("どのモデルを試していますか", "Claude（Anthropic）とGemini（Google）", False),
        ("どのモデルを試していますか", "「Claude（Anthropic）」", False),
        ("何がクラウドへ移されますか", "約1,700", True),
        ("何がクラウドへ移されますか", "約1,700の自治体", False),
        ("いくつの自治体が移りますか", "約1,700", False),
        ("何号室ですか", "304", False),
    ],
)
def test_what_is_cut_short_is_told(analyzer: Analyzer, question: str, value: str, cut: bool) -> None:
    """*Anthropic, and Gemini* without Claude, and 約1,700 without 自治体, stood where a short answer does."""
    assert is_cut(read_question(question, analyzer), value) == cut
