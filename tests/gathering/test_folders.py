"""Papers of one folder are of one kind, whatever each calls itself; a value that no word names is of the clear papers' kind."""

from decimal import Decimal

import pytest

from kotae.gathering.looseness import says_nothing
from kotae.gathering.wish import read_wish
from kotae.pipeline import KnowledgeBase
from kotae.question import read_question
from kotae.segmentation import Analyzer, Segmenter

FILES = {
    "music/1.md": "# After the concert: Spring\n\nThey played. 182 people came, and the box office took 546,000 yen.\n",
    "music/2.md": "# Concert: Brass\n\n- Audience: 640\n- Box office: 1,920,000 yen\n",
    "music/3.md": "# Concert: Waltzes\n\n- Audience: 305\n- Box office: 762,500 yen\n",
    "music/4.md": "# 公演記録：ナナカマド\n\n- 来場者数: 120名\n- 入場料収入: 300,000円\n",
    "music/5.md": "# 公演報告「栗」\n\n来場者は900人、入場料収入は3,000,000円であった。\n",
    "rooms/1.md": "# Booking by the Fir School\n\n- Room: Meeting room\n- Charge: 8,000 yen\n",
    "rooms/2.md": "# Booking by the Elm Club\n\n- Room: Main hall\n- Charge: 90,000 yen\n",
    "rooms/3.md": "# 利用申込書 青葉社\n\n- 施設: 会議室\n- 料金: 9,000円\n",
    "rooms/4.md": "# 利用申込書 楓社\n\n- 施設: 和室\n- 料金: 7,000円\n",
    "other/tour.md": "# Tour of the house\n\nThe tour passes the meeting room and costs 500 yen.\n",
    "other/diary.md": "# Diary\n\nShe forgot her scarf in the meeting room.\n",
    "other/日記.md": "# 日記\n\n会議室の窓は一日中開いていた。\n",
}


@pytest.mark.parametrize(
    ("question", "papers", "results"),
    [
        ("Which concert had the smallest audience?", ["music/4.md"], {"person": 120}),
        ("来場者数が最も多い公演はどれですか。", ["music/5.md"], {"person": 900}),
        ("List all bookings of the meeting room.", ["rooms/1.md", "rooms/3.md"], {}),
        ("会議室の申込書をすべて挙げてください。", ["rooms/3.md"], {}),
    ],
)
def test_papers_of_a_folder_are_of_one_kind(
    knowledge: KnowledgeBase, question: str, papers: list[str], results: dict[str, int]
) -> None:
    found = knowledge.gather(question)

    assert [row.citation.document.path for row in found.rows] == papers
    assert {result.unit: result.value for result in found.results} == {
        unit: Decimal(value) for unit, value in results.items()
    }


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Which concert had the smallest audience?", "来場者数"),
        ("来場者数が最も多い公演はどれですか。", ""),
    ],
)
def test_a_value_of_a_form_shows_its_label(knowledge: KnowledgeBase, question: str, label: str) -> None:
    # In prose the sentence that is cited says what the value is.
    assert [row.label for row in knowledge.gather(question).rows] == [label]


@pytest.mark.parametrize(
    ("question", "polite"),
    [("日野先生の往診は何件ですか。", ["先生"]), ("担任の先生をすべて挙げてください。", [])],
)
def test_a_polite_word_behind_a_name_needs_no_paper_that_says_it(question: str, polite: list[str]) -> None:
    words = Analyzer(Segmenter()).content_words(question)

    assert [
        word.surface for word in words if word.surface == "先生" and says_nothing(word, question)
    ] == polite


@pytest.mark.parametrize(
    "question",
    [
        "What do all purchase orders come to in total?",
        "What was ordered from Fir in total?",
        "注文書の合計はいくらですか。",
    ],
)
def test_orders_come_to_money(question: str) -> None:
    wish = read_wish(read_question(question, Analyzer(Segmenter())))

    assert (wish.operation, wish.kinds) == ("sum", ("money", "number"))
