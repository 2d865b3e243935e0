"""What a question wants of all there is."""

import pytest

from kotae.gathering.wish import read_wish
from kotae.question import read_question
from kotae.segmentation import Analyzer, Segmenter


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(Segmenter())


@pytest.mark.parametrize(
    ("question", "currency", "words"),
    [
        ("List all fees in euros", "EUR", {"fees"}),
        ("ユーロ建ての契約をすべて挙げてください", "EUR", {"契約"}),
        ("What is the total of the grants in pounds sterling?", "GBP", {"grants"}),
        ("ドル建ての契約の合計はいくらですか", "USD", {"契約"}),
        ("円建ての契約をすべて教えてください", "JPY", {"契約"}),
        ("List all contracts in Europe", "", {"contracts", "Europe"}),
        ("元の契約をすべて挙げてください", "", {"元", "契約"}),
    ],
)
def test_a_currency_is_a_bound_and_no_word_to_be_met(
    question: str, currency: str, words: set[str], analyzer: Analyzer
) -> None:
    wish = read_wish(read_question(question, analyzer))
    assert wish.currency == currency
    assert {word.surface for word in wish.words} == words
