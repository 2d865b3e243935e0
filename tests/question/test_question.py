"""A question is read once: language, words, names, quantities, identifiers."""

import pytest

from kotae.question import read_question
from kotae.records import Language
from kotae.segmentation import Analyzer


@pytest.mark.parametrize(
    ("text", "language", "quantities", "identifiers", "names"),
    [
        ("松尾教授はＷＤ－１０５を2019年に何台買いましたか？", "ja", ["date:2019"], ["code:wd105"], ["松尾"]),
        ("How many WD-105 did Matsuo buy in 2019?", "en", ["date:2019"], ["code:wd105"], ["Matsuo"]),
        ("第9条の手数料は700円ですか", "ja", ["JPY:700"], ["article:9"], []),
        ("Is the fee of Article 9 700 yen?", "en", ["JPY:700"], ["article:9"], []),
        ("いつですか？", "ja", [], [], []),
        ("When?", "en", [], [], []),
    ],
)
def test_read_question_takes_it_apart(
    analyzer: Analyzer,
    text: str,
    language: Language,
    quantities: list[str],
    identifiers: list[str],
    names: list[str],
) -> None:
    question = read_question(text, analyzer)
    assert (question.text, question.language) == (text, language)
    assert [identifier.key for identifier in question.identifiers] == identifiers
    assert {quantity.key for quantity in question.quantities} >= set(quantities)
    assert [word.surface for word in question.names if word.surface in names] == names


@pytest.mark.parametrize(
    "text", ["ＷＤ－１０５は2019年に700円でしたか？", "Did ＷＤ-１０５ cost 700 yen in 2019?"]
)
def test_places_are_in_the_text_they_name(analyzer: Analyzer, text: str) -> None:
    question = read_question(text, analyzer)
    assert [text[word.start : word.end] for word in question.words] == [w.surface for w in question.words]
    (identifier,) = question.identifiers
    assert question.folded[identifier.start : identifier.end] == identifier.written == "WD-105"
    assert [question.folded[q.start : q.end] for q in question.quantities if q.unit == "JPY"] in (
        ["700円"],
        ["700 yen"],
    )


@pytest.mark.parametrize("text", ["", "？？？", "x" * 10_000, "あ" * 10_000])
def test_a_question_without_content_is_still_a_question(analyzer: Analyzer, text: str) -> None:
    question = read_question(text, analyzer)
    assert (question.text, question.identifiers, question.quantities) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("保守契約の第4条には何がありますか", ["保守", "契約"]),
        ("What does Article 4 of the contract say?", ["contract", "say"]),
        ("2024年4月に始まった制度は何ですか", ["始まっ", "制度"]),
        ("Which scheme started in April 2024?", ["scheme", "started"]),
    ],
)
def test_plain_words_leave_out_identifiers_and_dates(analyzer: Analyzer, text: str, left: list[str]) -> None:
    """“Article” and “April” were said to be missing from documents that have 第4条 and R6.4.1."""
    question = read_question(text, analyzer)
    assert [word.surface for word in question.plain_words if word.surface in left] == left
    assert not {"第", "4", "条", "Article", "2024", "年", "April"} & {
        word.surface for word in question.plain_words
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What is Mr Zielinski allergic to?", ["Zielinski"]),
        ("Where does Dr. Okabe work?", ["Okabe"]),
        ("What do you say to Mrs.?", ["Mrs"]),
        ("相良さんの靴のサイズは？", ["相良"]),
    ],
)
def test_how_somebody_is_addressed_is_no_name(analyzer: Analyzer, text: str, names: list[str]) -> None:
    """“Mr” was said to stand in no paper, and the answer about him was refused."""
    assert [word.surface.rstrip(".") for word in read_question(text, analyzer).names] == names
