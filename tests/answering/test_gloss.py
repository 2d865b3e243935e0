"""A quote in the other language, word by word, in order, with nothing made up."""

import pytest

from kotae.answering.gloss import gloss
from kotae.records import Language
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable


def pairs(
    analyzer: Analyzer, text: str, source: Language, table: TranslationTable | None
) -> tuple[tuple[str, str], ...]:
    target: Language = "en" if source == "ja" else "ja"
    return gloss(text, source=source, target=target, analyzer=analyzer, table=table)


@pytest.mark.parametrize(
    ("text", "source", "held"),
    [
        ("手数料は700円です。", "ja", {"700円": "700 yen"}),
        ("松尾教授は2019年に京都で講演した。", "ja", {"2019年": "2019", "松尾": "Matsuo"}),
        ("The fee is 700 yen until 6 June.", "en", {"700 yen": "700円", "6 June": "6月6日"}),
    ],
)
def test_values_and_names_are_glossed_with_and_without_a_table(
    analyzer: Analyzer, text: str, source: Language, held: dict[str, str]
) -> None:
    for table in (None, TranslationTable.load()):
        found = dict(pairs(analyzer, text, source, table))
        assert {written: found.get(written) for written in held} == held


@pytest.mark.parametrize(
    ("text", "source", "word", "meaning"),
    [("予算は増えた。", "ja", "予算", "budget"), ("The budget grew.", "en", "budget", "予算")],
)
def test_the_table_gives_meanings(
    analyzer: Analyzer, text: str, source: Language, word: str, meaning: str
) -> None:
    assert meaning in dict(pairs(analyzer, text, source, TranslationTable.load()))[word]


@pytest.mark.parametrize(
    ("text", "source"),
    [("松尾教授は2019年に京都で700円払った。", "ja"), ("Matsuo paid 700 yen in Kyoto in 2019.", "en")],
)
def test_pairs_stand_in_the_quotes_order(analyzer: Analyzer, text: str, source: Language) -> None:
    found = pairs(analyzer, text, source, TranslationTable.load())
    places = [text.index(written) for written, _ in found]
    assert places == sorted(places)


@pytest.mark.parametrize("text", ["", "。", "700"])
def test_nothing_to_gloss_is_no_pair(analyzer: Analyzer, text: str) -> None:
    assert pairs(analyzer, text, "ja", None) == ()


def test_a_long_quote_is_glossed_in_part(analyzer: Analyzer) -> None:
    assert len(pairs(analyzer, "予算と人口と道路と学校。" * 60, "ja", TranslationTable.load())) == 60
