"""Statements made questions by rule, in both languages."""

import pytest

from kotae.conflicts.values import values_in
from kotae.folding import fold
from kotae.language import detect_language
from kotae.segmentation import Analyzer, Segmenter
from kotae.segmentation.quantities import find_quantities
from kotae.selftest.wording import (
    about_heading,
    defined_term,
    is_askable,
    keyword_question,
    parts_of_cell,
    question_for,
)

ANALYZER = Analyzer(Segmenter())


def asked(text: str, *, cell: bool = False) -> str:
    """The question for the first value that a statement says; empty where it can't be asked."""
    language = detect_language(text)
    plain = fold(text)
    quantities = find_quantities(plain)
    words = [
        word
        for word in ANALYZER.content_words(plain)
        if not any(word.start < one.end and word.end > one.start for one in quantities)
    ]
    value = values_in(plain, quantities, words, language, cell=cell)[0]
    return question_for(plain, value, language) if is_askable(plain, value, language) else ""


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("The fee of the pool is 500 yen a night.", "How much is the fee of the pool a night?"),
        ("2. The deposit is £25.", "How much is the deposit?"),
        ("The rental shop opened on 5 May 2020.", "The rental shop opened on when?"),
        ("Coaches are about 12 km away.", "How many km are Coaches about away?"),
        ("We keep it for four months.", "We keep it for how many months?"),
        ("通勤手当の上限は月額3万円とする。", "通勤手当の上限は月額いくらとするか。"),
        ("第5条 休館日は12月29日である。", "休館日はいつであるか。"),
        ("口座振替は毎月26日。", "口座振替は毎月何日ですか。"),
        ("A　発注は3社から選びます。", "発注は何社から選びますか。"),
    ],
)
def test_a_statement_becomes_a_question_for_its_value(statement: str, question: str) -> None:
    assert asked(statement) == question


@pytest.mark.parametrize(
    "statement",
    [
        "We are open from 9:00 to 17:00 every day.",
        "Normal hours are 07:30–19:00.",
        "beginning 3 June 2024",
        "収穫期は6月から11月です。",
        "30日以内に提出してください。",
        "全更新の所要時間は1時間40分です。",
    ],
)
def test_ranges_requests_and_fragments_are_not_asked_for(statement: str) -> None:
    assert asked(statement) == ""


def test_a_long_japanese_statement_is_asked_by_its_clause_and_topic() -> None:
    statement = (
        "飼育しようとする者は、飼育届及び予防注射の証明書を理事長に提出し、毎年4月末日までに管理組合の窓口で、"
        "年額3,000円の足洗い場維持費を納める。"
    )

    assert asked(statement) == "飼育しようとする者は、年額いくらの足洗い場維持費を納めるか。"


@pytest.mark.parametrize(
    ("statement", "term"),
    [
        ("「夜間」とは、午後10時から午前5時までをいう。", "夜間"),
        ("第2条 常勤職員とは、週5日勤務する者をいう。", "常勤職員"),
        ("発注した人とは別の職員が検収印を押します。", ""),
        ('"guest card" means a card that is valid for one day only.', "guest card"),
        ("A lost key means a new cylinder.", ""),
        ("Rain means that the match is off.", "Rain"),
    ],
)
def test_a_definition_is_told_from_what_only_looks_like_one(statement: str, term: str) -> None:
    assert defined_term(fold(statement), detect_language(statement)) == term


@pytest.mark.parametrize(
    ("heading", "language", "question"),
    [
        ("第3条 料金", "ja", "料金について教えてください"),
        ("(2) 休館日", "ja", "休館日について教えてください"),
        ("ペットは飼えますか", "ja", "ペットは飼えますか"),
        ("2. Opening hours", "en", "What is said about Opening hours?"),
        ("Will it fit my door?", "en", "Will it fit my door?"),
    ],
)
def test_a_heading_is_asked_about_without_its_number(heading: str, language: str, question: str) -> None:
    assert about_heading(heading, language) == question


@pytest.mark.parametrize(
    ("words", "kind", "language", "question"),
    [
        ("guest room fee", "money", "en", "How much is guest room fee?"),
        ("guest room", "count", "en", "How many for guest room?"),
        ("客室の料金", "money", "ja", "客室の料金はいくらですか"),
        ("店の開業", "date", "ja", "店の開業はいつですか"),
    ],
)
def test_a_question_in_few_words(words: str, kind: str, language: str, question: str) -> None:
    assert keyword_question(words, kind, language) == question


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("えんぴつの価格は80円です。", "ja", ("えんぴつ", "価格")),
        ("The price of Pencils is 80 yen.", "en", ("Pencils", "price")),
        ("料金は80円。", "ja", ("", "")),
    ],
)
def test_a_cell_is_taken_apart_again(text: str, language: str, parts: tuple[str, str]) -> None:
    assert parts_of_cell(text, language) == parts
