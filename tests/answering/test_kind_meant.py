"""What is told of one season, colour or side answers no question about another one."""

import pytest

from kotae.answering.kind_meant import of_another_kind, of_the_kind_asked_for
from kotae.question import read_question
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits
from tests.answering.pointing import evidence_at
from tests.answering.test_siblings import titled


@pytest.mark.parametrize(
    ("question", "title", "text", "words", "other"),
    [
        ("春の大会はいつですか", "お知らせ", "秋の大会を10月18日に開きます。", "10月18日", True),
        ("春の大会はいつですか", "秋の大会", "10月18日に開きます。", "10月18日", True),
        ("秋の大会はいつですか", "お知らせ", "秋の大会を10月18日に開きます。", "10月18日", False),
        ("冬は開いていますか", "夏の便り", "冬も開いています。\n週3日です。", "週3日", False),
        ("春の大会はいつですか", "秋田の便り", "大会は4月です。", "4月", False),
        ("大会はいつですか", "お知らせ", "秋の大会を10月18日に開きます。", "10月18日", False),
        ("冬は何分ごとですか", "当番", "夏は45分ごと、11月から2月は30分ごと。", "30分", False),
        (
            "How often do I ring in winter?",
            "Calls",
            "Every 45 minutes in summer, 30 from November to March.",
            "30",
            False,
        ),
        ("Who won the autumn league?", "Spring league", "First: Venn.", "Venn", True),
        ("Who won the spring league?", "Spring league", "First: Venn.", "Venn", False),
        ("When is the spring meet?", "Notice", "秋の会を10月18日に開く。", "10月18日", True),
        ("Do they fly in winter?", "Summer news", "In winter only owls fly.", "owls", False),
        ("Where is the hot spring?", "Autumn walks", "The hot spring is at Hobb End.", "Hobb End", False),
        ("Who won the autumn league?", "League", "First: Venn.", "Venn", False),
        ("青い旗が出たらどうしますか", "Rules", "Red flag: stop at once.", "stop", True),
        ("赤い旗が出たらどうしますか", "Rules", "Red flag: stop at once.", "stop", False),
        ("What if the lamp turns green on the blue box?", "規則", "赤いランプがついたら切る。", "切る", True),
        ("What if the lamp turns green?", "Rules", "If the lamp turns red, switch it off.", "switch", True),
        ("What does the Green Room cost?", "Rooms", "The red room costs 40.", "40", False),
        ("赤坂店の休みはいつですか", "店", "黒い扉の店。休みは火曜。", "火曜", False),
        ("緑の信号で渡れますか", "信号", "赤い信号は止まれ。青信号は進め。", "進め", False),
        ("How much is the right tyre?", "Bill", "He changed the left tyre: 63,800 yen.", "63,800", True),
        ("右のタイヤはいくらですか", "Bill", "He changed the left tyre: 63,800 yen.", "63,800", True),
        ("館長は誰ですか", "会", "The society was founded by Clara Jensen.", "Jensen", True),
        ("館長は誰ですか", "会", "創設者はクララ・イェンセン。", "クララ", True),
        ("館長は誰ですか", "会", "創設者のクララが館長を務める。", "クララ", False),
        ("創設者は誰ですか", "会", "初代館長のクララが開いた。", "クララ", False),
        ("副会長は誰ですか", "会", "President: Raman. Vice president: Alma.", "Alma", False),
        ("Who is the director?", "会", "創設者はクララ・イェンセン。", "クララ", True),
        ("Who is the director?", "Club", "Clara, its founder, heads it.", "Clara", True),
        ("Who is the director?", "Club", "Clara is the head of the house.", "Clara", False),
        ("Who founded the club?", "Club", "Director Clara set it up.", "Clara", False),
        ("Who is the mayor?", "Town", "The president of the club is Raman.", "Raman", True),
        ("What is the right tyre?", "Bill", "He left it, right as it was: 63,800 yen.", "63,800", False),
    ],
)
def test_a_passage_of_another_kind_is_told(
    analyzer: Analyzer, make_hits: MakeHits, question: str, title: str, text: str, words: str, other: bool
) -> None:
    evidence = evidence_at(titled(make_hits(text)[0], title), words)
    assert of_another_kind(read_question(question, analyzer), evidence.hit.passage, evidence.text) == other


@pytest.mark.parametrize(
    ("question", "texts", "kept"),
    [
        (
            "赤い旗が出たら？",
            ("Yellow flag: slow down.", "Red flag: stop.", "Black flag: come in.", "No scarves."),
            [1, 3],
        ),
        ("What does the blue flag mean?", ("黄色い旗は徐行。", "青い旗はゆずる。"), [1]),
        ("What does the blue flag mean?", ("黄色い旗は徐行。", "赤い旗は止まる。"), [0, 1]),
        ("旗が出たら？", ("Yellow flag: slow down.", "Red flag: stop."), [0, 1]),
        ("2024年の来館者は？", ("2023年は3万人。", "2024年は4万人。", "入館は無料。"), [1, 2]),
        ("2024年の来館者は？", ("2023年は3万人。", "2022年は4万人。"), [0, 1]),
        ("How many came in 2024?", ("In 2023, 30,000 came.", "In 2024, 40,000 came."), [1]),
        ("When was the hall of 2024 begun?", ("It was begun in 2023.", "It opened in 2024."), [0, 1]),
        ("2024年の春の大会は？", ("2023年の春の大会。", "2024年の秋の大会。"), [0]),
        ("Who won the spring meet of 2024?", ("The spring meet of 2023.", "The autumn meet of 2024."), [0]),
        ("When is the autumn meet?", ("The spring meet is in May.", "The autumn meet is in October."), [1]),
    ],
)
def test_a_sentence_of_the_kind_asked_for_is_chosen(
    analyzer: Analyzer, question: str, texts: tuple[str, ...], kept: list[int]
) -> None:
    assert of_the_kind_asked_for(read_question(question, analyzer), texts) == kept
