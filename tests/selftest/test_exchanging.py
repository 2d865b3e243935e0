"""Questions made unanswerable: what is put in stands nowhere in the library."""

import pytest

from kotae.conflicts.values import Value
from kotae.segmentation import Analyzer, Segmenter
from kotae.selftest.exchanging import Exchanger

ANALYZER = Analyzer(Segmenter())


def exchanger(*standing: str) -> Exchanger:
    return Exchanger(analyzer=ANALYZER, table=None, stands=lambda written: written in standing)


@pytest.mark.parametrize(
    ("question", "standing", "exchanged"),
    [
        ("How heavy is the XR-55?", (), ("How heavy is the XR-62?", "identifier")),
        ("How heavy is the XR-55?", ("XR-62",), ("How heavy is the XR-69?", "identifier")),
        ("XR-55の重さは？", (), ("XR-62の重さは?", "identifier")),
        ("What was the profit in 2023?", (), ("What was the profit in 2022?", "year")),
        ("What was the profit in 2023?", ("2022",), ("What was the profit in 2024?", "year")),
        ("2023年の利益は？", (), ("2022年の利益は?", "year")),
        ("令和5年度の予算は？", (), ("令和4年度の予算は?", "year")),
        ("令和5年の予算は？", ("令和4年",), ("令和6年の予算は?", "year")),
    ],
)
def test_an_identifier_or_year_takes_one_of_its_kind(
    question: str, standing: tuple[str, ...], exchanged: tuple[str, str]
) -> None:
    assert exchanger(*standing).exchanged(question) == exchanged


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "What does Tanaka do on Mondays?",
            {"Blankenship", "Olmsted", "Zalinsky", "Castillo", "Ogasawara", "Verdino", "Hasumi"},
        ),
        (
            "鷲尾の担当は何ですか",
            {"小笠原", "長曽我部", "御手洗", "五十嵐", "東海林", "蓮見", "鴨志田", "日下部"},
        ),
    ],
)
def test_a_name_takes_one_in_its_script(question: str, names: set[str]) -> None:
    found = exchanger().exchanged(question)

    assert found is not None
    assert found[1] == "name"
    assert any(name in found[0] for name in names)
    assert "Tanaka" not in found[0]
    assert "鷲尾" not in found[0]


@pytest.mark.parametrize("question", ["How much is the fee?", "料金はいくらですか"])
def test_a_question_without_anything_of_the_kind_stays_as_it_is(question: str) -> None:
    assert exchanger().exchanged(question) is None


@pytest.mark.parametrize(
    ("language", "standing", "unit"),
    [
        ("en", (), "how many rupees"),
        ("en", ("rupees",), "how many hectares"),
        ("ja", (), "何ルピー"),
        ("ja", ("ルピー", "ヘクタール"), "何馬力"),
    ],
)
def test_a_unit_that_stands_nowhere_is_asked_for(language: str, standing: tuple[str, ...], unit: str) -> None:
    value = Value(start=0, end=3, kind="number", key="JPY:500", unit="JPY", asks="how much")

    assert exchanger(*standing).unit(value, language, 0) == unit


def test_a_date_has_no_other_unit() -> None:
    value = Value(start=0, end=3, kind="date", key="date:2020", unit="date", asks="when")

    assert exchanger().unit(value, "en", 0) == ""
