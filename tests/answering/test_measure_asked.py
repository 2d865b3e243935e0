"""What says another measure of a thing doesn't say the one asked for: no weight by a height, no degrees by a wind."""

import pytest

from kotae.answering.measure_asked import tells_another_measure


@pytest.mark.parametrize(
    ("question", "quote", "another"),
    [
        ("重さは何グラムですか", "羽の長さは42センチです。", True),
        ("体重はどれくらいですか", "身長110cm以上の方に限ります。", True),
        ("体重はどれくらいですか", "体重は705です。", False),
        ("荷物の重さは何キロまでですか", "お一人23キロまで。", False),
        ("重さはどれくらいですか", "係にお尋ねください。", False),
        ("体重を量る人は誰ですか", "7時に真鍋が量ります。", False),
        ("気温が何度を超えたら休みますか", "風速が毎秒9メートルを超えたら休みます。", True),
        ("気温が何度を超えたら休みますか", "31度を超えたら休みます。", False),
        ("何度も失敗したらどうなりますか", "3回目で止まります。", False),
        ("板の厚さは何センチですか", "幅は2.25メートルです。", True),
        ("板の厚さは何センチですか", "厚み4センチの板です。", False),
        ("翼の長さはどれくらいですか", "足環: KZ-2071 | 体重: 705 g", True),
        ("翼の長さはどれくらいですか", "翼は42センチです。", False),
        ("会議の長さはどれくらいですか", "90分です。", False),
        ("最高速度は何キロですか", "1回の充電で40分走ります。", True),
        ("電話番号は何番ですか", "連帯保証人は安西、証券番号 K-77120。", True),
        ("電話番号は何番ですか", "電話 0790-55-3128。", False),
        ("How many tonnes does each gate weigh?", "Each leaf is 2.25 metres wide.", True),
        ("How many tonnes is each gate?", "Each leaf is 2.25 metres wide.", True),
        ("日本は民間のAI投資で何位でしたか", "Japan | $0.7 billion", True),
        ("日本は民間のAI投資で何位でしたか", "Japan came in 12th place.", False),
        ("大会で何位でしたか", "大会では3位に入った。", False),
        ("Where does Japan rank in private investment?", "日本 | 7億ドル", True),
        ("How high did Japan rank in private investment?", "日本は12位だった。", False),
        ("What is the maximum weight?", "People of 110 cm or more may take part.", True),
        ("What is the maximum weight?", "Nobody above 95 kg.", False),
        ("How heavy may a parcel be?", "Two pounds at most.", False),
        ("Who has to weigh the birds?", "Ines, at 8.", False),
        ("How hot does the kiln get?", "It is fired for 9 hours.", True),
        ("How hot does the kiln get?", "It reaches 1,260 °C.", False),
        ("How thick are the gates?", "They are 4.9 metres high.", True),
        ("What is the top speed?", "One charge lasts 40 minutes.", True),
        ("What is the top speed?", "It goes at 45 km/h.", False),
        ("What is the phone number of the studio?", "It is open from 11 to 19.", True),
        ("What is the phone number of the studio?", "Ring 0790-55-3128.", False),
        ("What is her e-mail address?", "Ring her on 0805-551-237.", True),
        ("What is her e-mail address?", "Write to ines@mews.example before 5.", False),
        ("What is the length of its wings?", "ring: KZ-2071 | weight: 705 g", True),
        ("What is the length of its wings?", "Each wing is 42 cm.", False),
        ("How deep is the pool?", "Tickets cost £4.", True),
        ("How long is the walk?", "It takes 90 minutes.", False),
    ],
)
def test_another_measure_is_known(question: str, quote: str, another: bool) -> None:
    assert tells_another_measure(question, quote) == another


@pytest.mark.parametrize(
    ("question", "quote", "above"),
    [("体重はどれくらいですか", "705", "体重"), ("What is its weight?", "705", "Weight")],
    ids=["ja", "en"],
)
def test_headings_say_what_is_measured(question: str, quote: str, above: str) -> None:
    assert tells_another_measure(question, quote)
    assert not tells_another_measure(question, quote, above)
