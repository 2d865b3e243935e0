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


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("List all contracts that end after 31 December 2025", "2026-01-01", None),
        ("List all contracts that end on or after 31 December 2025", "2025-12-31", None),
        ("List all contracts that end before 1 January 2026", None, "2025-12-31"),
        ("List all contracts that end on or before 1 January 2026", None, "2026-01-01"),
        ("2026年1月1日より前に終了する契約をすべて挙げてください", None, "2025-12-31"),
        ("2026年1月1日以降に終了する契約をすべて挙げてください", "2026-01-01", None),
    ],
)
def test_a_date_bounds_with_its_own_day_or_without(
    question: str, first: str | None, last: str | None, analyzer: Analyzer
) -> None:
    (bound,) = read_wish(read_question(question, analyzer)).dates
    assert (bound.first and bound.first.isoformat(), bound.last and bound.last.isoformat()) == (first, last)
