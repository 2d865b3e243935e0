"""Values of kinds that the rules for quantities tore or took for something else, in both directions."""

import pytest

from kotae.answering.rendering.bare_units import said_bare
from kotae.answering.rendering.whole_values import said_whole
from kotae.answering.worded import worded
from kotae.language import detect_language
from kotae.records import Language
from kotae.segmentation import Analyzer


@pytest.mark.parametrize(
    ("question", "span", "said"),
    [
        ("When did orders recover?", "2025年第3四半期", "the 3rd quarter of 2025"),
        ("いつ黒字になりましたか", "the second quarter of 2025", "2025年第2四半期"),
        ("いつ黒字になりましたか", "in the fourth quarter of fiscal 2026", "2026年度第4四半期"),
        ("いつ建てられましたか", "in the late 1890s", "1890年代後半"),
        ("How big is the plot?", "120坪", "120 tsubo"),
        ("How much sake?", "1升5合", "1 sho 5 go"),
        ("敷地の広さは", "2.5 acres", "2.5エーカー"),
        ("水はどれだけ入れますか", "half a pint", "半パイント"),
        ("By how much did turnout fall?", "2.4ポイント", "2.4 points"),
        ("どれだけ下がりましたか", "1.8 percentage points", "1.8ポイント"),
        ("How many letters came?", "200通余り", "a little over 200"),
        ("How long did the strike last?", "2週間足らず", "just under 2 weeks"),
        ("人口は", "just over 12,000", "12,000余り"),
        ("How many were hurt?", "十数人", "more than ten, fewer than twenty"),
        ("How old must the children be?", "6歳から12歳まで", "6 to 12 years old"),
        ("Until when is the bar open?", "26時まで", "until 2:00 the next day"),
        ("When does it begin?", "25時30分", "1:30 the next day"),
        ("いつまで開いていますか", "until half past ten at night", "22時30分まで"),
        ("何時に始まりますか", "quarter to nine in the morning", "8時45分"),
        ("何時に始まりますか", "quarter past one in the afternoon", "13時15分"),
        ("電話番号は何ですか", "+44 1632 960 412", "+44 1632 960 412"),
        ("Which edition is in force?", "改訂第3版", "revised 3rd edition"),
        ("どの版が有効ですか", "the fourth edition", "第4版"),
        ("Which exhibition is it?", "第12回", "the 12th"),
        ("How often is it collected?", "隔週水曜日", "every other Wednesday"),
        ("どのくらいの間隔で掃除しますか", "every other week", "隔週"),
        ("How many bottles come in a crate?", "2ダース", "2 dozen"),
        ("値段は何倍になりましたか", "threefold", "3倍"),
        ("どれくらい寒かったですか", "12 degrees below zero", "氷点下12度"),
        ("How far is the hut?", "3キロほど", "about 3 km"),
        ("How heavy is the bag?", "3キロ", "3 kg"),
        ("When is it held if it rains?", "18日（日）に延期", "postponed to the 18th (Sunday)"),
        ("When is it held?", "18日（日曜）", "the 18th (Sunday)"),
        ("How often at most does it ring?", "3分に1回まで", "up to once every 3 minutes"),
        ("最大で何回鳴りますか", "up to twice every 10 minutes", "10分に2回まで"),
        ("What's the default PIN?", "0417", "0417"),
        ("ポート番号はいくつですか", "8443", "8443"),
        ("送り迎えは何時から何時までですか", "7.40 to 9.10", "7時40分〜9時10分"),
    ],
)
def test_a_value_is_said_whole(analyzer: Analyzer, question: str, span: str, said: str) -> None:
    target: Language = detect_language(question)
    found = worded(span, target, analyzer=analyzer, question=question) or ""
    assert found.removesuffix(f" ({span})").removesuffix(f"（{span}）") == said


@pytest.mark.parametrize(
    ("span", "source"),
    [
        ("3時間", "ja"),
        ("23時まで", "ja"),
        ("3合目の小屋", "ja"),
        ("版", "ja"),
        ("the second quarter past the gate", "en"),
        ("an acre", "en"),
        ("", "ja"),
        ("", "en"),
    ],
)
def test_other_values_are_left_to_the_other_rules(span: str, source: Language) -> None:
    assert said_whole(span, source) is None


@pytest.mark.parametrize(
    ("span", "about"), [("3キロ", "How much?"), ("3キロメートル", "How far?"), ("三つ", "")]
)
def test_a_unit_that_nothing_tells_is_not_said(span: str, about: str) -> None:
    assert said_bare(span, about) is None
