"""How a passage writes a term, where its letters tell."""

import pytest

from kotae.retrieval.matching import written_in


@pytest.mark.parametrize(
    ("text", "term", "written"),
    [
        ("予算を増やした。", "予算", "予算"),
        ("予算を増やした。", "増やす", None),
        ("AWS is Investing in Japan.", "invest", "Investing"),
        ("AWS is Investing in Japan.", "aws", "AWS"),
        ("reinvest nothing", "invest", None),
        ("使うのはpython3だ", "python3", "python3"),
        ("日本のAI戦略", "ai", "AI"),
        ("c++ and a.b", "c++", "c++"),
        ("", "budget", None),
    ],
)
def test_written_in_finds_what_the_letters_tell(text: str, term: str, written: str | None) -> None:
    assert written_in(text, term) == written
