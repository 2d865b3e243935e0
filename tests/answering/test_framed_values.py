"""Values in a frame that changes them, in both directions; each was left unsaid before, or said without its frame.

So 翌月の5日まで was "up to 5 days of following month", 1日に数十人 "1 day", 大人1,200円、小人600円 twice "per person",
"12 litres a minute" 12リットル, "£4.50 per head" 1長につき4.5ポンド and "within two to three weeks" 2週間以内〜3週間.
"""

import pytest

from kotae.answering.rendering.framed_values import said_framed
from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.worded import worded
from kotae.language import detect_language
from kotae.records import Language
from kotae.segmentation import Analyzer


def _said(analyzer: Analyzer, question: str, span: str) -> str | None:
    aid, target = load_aid(), detect_language(question)
    said = worded(span, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question)
    return said.removesuffix(f" ({span})").removesuffix(f"（{span}）") if said else None


@pytest.mark.parametrize(
    ("question", "span", "said"),
    [
        ("How fast may carts go?", "時速20キロ以下", "up to 20 km/h"),
        ("How much does the pump deliver?", "毎分30リットル", "30 litres a minute"),
        ("At what wind do the blades turn?", "毎秒25メートル以上", "25 m/s or more"),
        ("When is the invoice due?", "翌々月10日", "the 10th of the month after next"),
        ("When is the report due?", "翌月の5日まで", "by the 5th of the following month"),
        ("By when must it be returned?", "翌年4月10日まで", "by 10 April of the following year"),
        ("When is it delivered?", "翌営業日", "the next working day"),
        ("How often do they meet?", "月に数回", "several times a month"),
        ("How often does lightning strike?", "年に十数回", "more than ten times a year"),
        ("How many visitors come a day?", "1日に数十人", "dozens of people a day"),
        ("How much does each pay?", "3,000円ずつ", "3,000 yen each"),
        ("How long is there between matches?", "中3日", "with 3 days in between"),
        ("How long is the term?", "3週間から4週間以内", "within 3 to 4 weeks"),
        ("How often are the filters changed?", "2〜3か月ごと", "every 2 to 3 months"),
        ("By how much did it grow?", "2倍近く", "nearly 2 times"),
        ("By how much did sales fall?", "前年比12％減", "down 12% on the year before"),
        ("How much is a ticket?", "大人1,200円、小人600円", "adults 1,200 yen, children 600 yen"),
        ("How much is it?", "1グラムあたり12円", "12 yen per gram"),
        ("Which turbines are switched off?", "4号機から9号機まで", "units 4 to 9"),
        ("What is the size?", "縦30センチ、横20センチ", "30 cm by 20 cm"),
        ("Who runs the firm?", "柏木悠人", "Kashiwagi"),
        ("Who signs?", "村瀬主任", "Murase, supervisor"),
        ("どれくらいの速さですか", "up to 30 mph", "時速30マイルまで"),
        ("風がどれだけ強いと登れませんか", "exceeds 12 m/s", "12 m/s超"),
        ("ポンプはどれだけ送れますか", "12 litres a minute", "1分に12リットル"),
        ("いくらですか", "£4.50 per head", "1人4.5ポンド"),
        ("登るのに何分かかりますか", "twenty minutes or so", "約20分"),
        ("何週間かかりますか", "within two to three weeks", "2〜3週間以内"),
        ("どれくらいの間隔で替えますか", "every three to four weeks", "3〜4週間ごと"),
        ("いつまでに返しますか", "within 14 days of delivery", "納品から14日以内"),
        ("いつ払いますか", "30 days after receipt", "受領の30日後"),
        ("いつまでに申し込みますか", "no later than three weeks before the event", "催しの3週間前まで"),
        (
            "いつまでに伝えますか",
            "no later than the tenth working day after delivery",
            "納品後10営業日目まで",
        ),
        ("いつですか", "in spring 2027", "2027年春"),
        ("いつですか", "the last weekend of June", "6月の最後の週末"),
        ("いつですか", "on weekdays except Wednesday", "水曜日を除く平日"),
        ("いくらですか", "three pounds fifty", "3.5ポンド"),
        ("何時間ですか", "an hour and a quarter", "1時間15分"),
        ("どれだけ減りましたか", "by a quarter", "4分の1"),
        ("何歳までですか", "under fives", "5歳未満"),
        ("何位ですか", "fourth place", "4位"),
        ("最も少ない部数は何部ですか", "two dozen copies", "24部"),
        ("何枚刷れますか", "up to 5,500 impressions an hour", "1時間5,500枚まで"),
        ("止められる風車は何号機ですか", "Turbines 4 to 9", "4〜9号機"),
        ("病院はどこにありますか", "at Dunmorrow", "Dunmorrow"),
        ("どこにありますか", "in London", "ロンドン"),
        ("本社はどこですか", "near Aberdeen", "Aberdeenの近く"),
    ],
)
def test_a_value_is_said_with_its_frame(analyzer: Analyzer, question: str, span: str, said: str) -> None:
    assert _said(analyzer, question, span) == said


@pytest.mark.parametrize(
    ("span", "source"),
    [
        ("3日から5日", "ja"),  # the 3rd to the 5th as well
        ("2020年から2024年", "ja"),
        ("2時から3号室", "ja"),
        ("数円玉", "ja"),
        ("within 3 days before the event", "en"),
        ("ten days after the Great Fire", "en"),  # what it is counted from isn't known
        ("", "ja"),
        ("", "en"),
    ],
)
def test_other_values_have_no_frame(span: str, source: Language) -> None:
    assert said_framed(span, source, lambda text: text) is None


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("Who is it?", "三つ子石健吾"),
        ("いくつですか", "at Dunmorrow"),
        ("何人が働いていますか", "a cook and four assistants"),
        ("How many people work there?", "所長のほか4人"),
    ],
)
def test_what_is_not_plain_stays_as_it_is(analyzer: Analyzer, question: str, span: str) -> None:
    assert _said(analyzer, question, span) in (None, span)
