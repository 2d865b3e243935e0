"""A question for what a heading promises gets the whole list below it; one for an item gets the item."""

import pytest

from kotae.answering.coverage import words_held
from kotae.answering.lists import list_asked_for, stands_as_item
from kotae.answering.quoting import quotes
from kotae.answering.settings import AnsweringSettings
from kotae.question import read_question
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits
from tests.answering.pointing import evidence_at

SETTINGS = AnsweringSettings()
SHOES = "Version of May\n\n## What to bring on the first day\n\n- your contract\n- a bank account number\n- soft indoor shoes"
CLOSED = "毎週月曜日（祝日は翌日）\n- 年末年始（12月28日から1月4日まで）\n- 6月の第2週"
CALLS = "1. Fire: 119\n2. Police: 110\n3. Director Hayase: 080-5550-1428"


@pytest.fixture(scope="module")
def table() -> TranslationTable:
    return TranslationTable.load()


@pytest.mark.parametrize(
    ("question", "heading", "text", "pointed", "quote"),
    [
        (
            "What should I bring on the first day?",
            "What to bring on the first day",
            SHOES,
            "your contract",
            "your contract\n- a bank account number\n- soft indoor shoes",
        ),
        ("休館日はいつですか", "休館日", CLOSED, "年末年始", CLOSED),
        ("Who are the emergency contacts?", "Emergency contacts", CALLS, "Director", CALLS),
        ("初日に何を持っていきますか", "What to bring on the first day", SHOES, "a bank", None),
        ("Which shoes do I bring?", "What to bring on the first day", SHOES, "soft", "soft indoor shoes"),
        ("年末年始の休館日はいつですか", "休館日", CLOSED, "年末年始", "年末年始（12月28日から1月4日まで）"),
        ("What is the number of the police?", "Emergency contacts", CALLS, "110", "2. Police: 110"),
    ],
    ids=["en", "ja", "numbers", "across", "one item en", "one item ja", "one number"],
)
def test_the_whole_list_is_quoted_where_its_heading_is_asked_about(
    make_hits: MakeHits,
    analyzer: Analyzer,
    table: TranslationTable,
    question: str,
    heading: str,
    text: str,
    pointed: str,
    quote: str | None,
) -> None:
    asked = read_question(question, analyzer)
    best = evidence_at(make_hits(text, heading=heading)[0], pointed)
    held = words_held(asked.plain_words, analyzer=analyzer, table=table)
    listed = list_asked_for(asked, best, held)
    ((_, sentence), *_) = quotes([best], SETTINGS, listed)
    whole = "your contract\n- a bank account number\n- soft indoor shoes"
    assert sentence.text.strip().removeprefix("- ") == (quote or whole)
    cited = sentence.citations[0]
    assert text[cited.start : cited.end] == cited.quote


def test_a_sentence_before_a_list_announces_its_items_however_it_ends(make_hits: MakeHits) -> None:
    """The sign of a Markdown item stands before its sentence, which looked like any other."""
    for text, pointed in (
        ("次の資料は貸し出さない。\n- 指定文化財\n- 寄託品", "貸し出さない"),
        ("Nobody lends these.\n- listed objects\n- deposits", "lends"),
    ):
        ((_, sentence),) = quotes([evidence_at(make_hits(text)[0], pointed)], SETTINGS)
        assert sentence.text.strip() == text


def test_an_item_is_told_by_its_line(make_hits: MakeHits) -> None:
    passage = make_hits("Bring this:\n- one. Two words.\n\nThen go - and hurry.")[0].passage
    told = {passage.text_of(s).strip(): stands_as_item(passage, at) for at, s in enumerate(passage.sentences)}
    assert {words for words, item in told.items() if item} <= {"- one.", "one.", "Two words."}
    assert sum(told.values()) == 2
