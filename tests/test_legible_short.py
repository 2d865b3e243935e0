"""Which short answers are shown to somebody who reads the question's language."""

from dataclasses import replace

import pytest

from kotae.records import Short
from tests.ui.builders import answer


@pytest.mark.parametrize(
    ("asked", "text", "said", "shown"),
    [
        ("ja", "The Japanese law contains no fines", "en", False),
        ("ja", "companies to let others reuse what they hold", "en", False),
        ("ja", "University of the West of England", "en", True),
        ("ja", "Visual Studio Code v1.9", "en", True),
        ("ja", "WD-105", "en", True),
        ("ja", "2兆3,000億円（2.3 trillion yen）", "ja", True),
        ("en", "内閣総理大臣", "ja", False),
        ("en", "the law contains no fines", "en", True),
    ],
)
def test_a_clause_in_the_other_language_is_no_headline(asked: str, text: str, said: str, shown: bool) -> None:
    """A Japanese asker got a clause in English twice: as the headline and as the quote."""
    plain = answer("ja" if asked == "ja" else "en")
    short = Short(text=text, language=said, citation=plain.sentences[0].citations[0])

    assert bool(replace(plain, short=short).legible_short) == shown
