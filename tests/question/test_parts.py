"""A question of several parts is taken apart; one that asks for one thing isn't."""

import pytest

from kotae.question import question_parts
from kotae.records import Language


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "How much is the fee and when is it due?",
            ("How much is the fee", "when is it due? (How much is the fee)"),
        ),
        ("en", "Who runs it? Where is it?", ("Who runs it?", "Where is it? (Who runs it?)")),
        (
            "ja",
            "料金はいくらで、いつまでに払いますか？",
            ("料金はいくらで", "いつまでに払いますか？ (料金はいくらで)"),
        ),
        (
            "ja",
            "担当は誰ですか？ 電話番号は何番ですか？",
            ("担当は誰ですか？", "電話番号は何番ですか？ (担当は誰ですか？)"),
        ),
        ("en", "What do cats and dogs eat?", ("What do cats and dogs eat?",)),
        ("ja", "犬と猫は何を食べますか？", ("犬と猫は何を食べますか？",)),
        ("ja", "窓口で、申込書をもらえますか", ("窓口で、申込書をもらえますか",)),
        ("en", "", ("",)),
    ],
)
def test_question_parts(language: Language, text: str, expected: tuple[str, ...]) -> None:
    assert question_parts(text, language) == expected
