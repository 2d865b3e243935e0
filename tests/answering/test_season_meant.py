"""What is told of one season answers no question about another one."""

import pytest

from kotae.answering.season_meant import of_another_season
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
    ],
)
def test_a_passage_about_another_season_is_told(
    analyzer: Analyzer, make_hits: MakeHits, question: str, title: str, text: str, words: str, other: bool
) -> None:
    evidence = evidence_at(titled(make_hits(text)[0], title), words)
    assert of_another_season(read_question(question, analyzer), evidence) == other
