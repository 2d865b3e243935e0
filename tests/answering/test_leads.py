"""List items and table rows belong to what announces them."""

import pytest

from kotae.answering.leads import announces, leads


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ["They rank countries:", "Country | Money", "US | $67 billion", "The US is first."],
            ["", "They rank countries:", "They rank countries: Country | Money", ""],
        ),
        (
            ["用途は次の二つです。", "文書作成", "問い合わせ対応", "どれも地味な仕事です。", "以上"],
            ["", "用途は次の二つです。", "用途は次の二つです。", "", ""],
        ),
        (["割合", "国 | 率", "日本 | 47%"], ["", "", "国 | 率"]),
        (["One. ", "Two."], ["", ""]),
        ([], []),
    ],
    ids=["table", "list", "table without words", "prose", "nothing"],
)
def test_leads(sentences: list[str], expected: list[str]) -> None:
    assert leads(sentences) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Staff try them on two tasks:", True),
        ("The shares compare as follows.", True),
        ("結果は以下の通りである。", True),
        ("担当者は次の会議で話した。", False),
        ("The following year was quiet.", False),
    ],
)
def test_announces(sentence: str, expected: bool) -> None:
    assert announces(sentence) == expected
