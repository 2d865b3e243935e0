"""A price isn't said by a sentence without a figure, an hour by a duration, a weight by a height, degrees by a wind."""

import pytest

from kotae.answering.value_asked import leaves_amount_out, tells_another_value


@pytest.mark.parametrize(
    ("question", "quote", "left_out"),
    [
        ("合鍵の値段は？", "税込。", True),
        ("合鍵はいくらですか", "駅前店で作ります。", True),
        ("合鍵はいくらですか", "1本660円です。", False),
        ("手袋はいくらですか", "手袋は無料です。", False),
        ("修理はいくらですか", "修理の実費をいただきます。", False),
        ("触ると熱いくらいです。どうすればいいですか", "風通しのよい所へ移す。", False),
        ("更新の費用は誰が払うの？", "受講者が払う。", False),
        ("定休日はいつですか", "火曜日。", False),
        ("How much is a key?", "Keys are cut while you wait.", True),
        ("What does it cost to open a safe?", "Please ring before you come.", True),
        ("How much is a key?", "A key costs seven pounds.", False),
        ("How much is the tour?", "Tours are free of charge.", False),
        ("What will a permit after the fact cost me?", "The fee doubles.", False),
        ("How much hay does a horse get?", "As much as it eats.", False),
        ("What did Oracle promise to invest in Japan?", "Its plan stretches over a decade.", True),
        ("What will AWS invest?", "Roughly 2.3 trillion yen.", False),
        ("What did Oracle invest in?", "In data centres.", False),
        ("When is it open?", "Daily.", False),
        ("二人乗りはいくらですか", "身長は140 cm以上、3歳から。", True),
        ("二人乗りはいくらですか", "コース: 二人乗り | 料金: 3500", False),
        ("二人乗りはいくらですか", "2人で乗れます。5分で30ポンドです。", False),
        ("How much is the two-seater?", "Drivers are at least 140 cm tall.", True),
        ("How much is the two-seater?", "ride: two-seater | 12 minutes | 45", False),
        ("What does a tent cost?", "It sleeps 4 people, for 3 days.", True),
        ("How much do they drink?", "At least 400 mL an hour.", False),
        ("How much does a tent cost?", "It sleeps 4 people, for 3 days.", True),
    ],
)
def test_quotes_without_a_figure_are_known(question: str, quote: str, left_out: bool) -> None:
    assert leaves_amount_out(question, quote) == left_out


@pytest.mark.parametrize(
    ("question", "quote", "left_out"),
    [
        ("夕方の何時まで飛べますか", "二人乗りフライト | 3時間 | 13,200円", True),
        ("何時に閉まりますか", "定休日は水曜日です。", True),
        ("何時に閉まりますか", "17時半に閉めます。", False),
        ("何時に閉まりますか", "受付は日没まで。", False),
        ("何時に着けばいいですか", "出発の30分前に来てください。", False),
        ("何時間かかりますか", "3日かかります。", False),
        ("Until what time may we fly?", "The flight takes 3 hours and costs ¥13,200.", True),
        ("What time do you close?", "The boathouse has 60 boats.", True),
        ("What time do you close?", "The boathouse is open from 11 to 3.", False),
        ("What time do you close?", "We close at 5.15.", False),
        ("What time do you close?", "We close at seven.", False),
        ("What time does it leave?", "It leaves forty minutes before sunset.", False),
        ("Within what time must I complain?", "Within three months.", False),
    ],
)
def test_quotes_without_an_hour_are_known(question: str, quote: str, left_out: bool) -> None:
    assert tells_another_value(question, quote) == left_out


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
    assert tells_another_value(question, quote) == another


@pytest.mark.parametrize(
    ("question", "quote", "above"),
    [("体重はどれくらいですか", "705", "体重"), ("What is its weight?", "705", "Weight")],
    ids=["ja", "en"],
)
def test_headings_say_what_is_measured(question: str, quote: str, above: str) -> None:
    assert tells_another_value(question, quote)
    assert not tells_another_value(question, quote, above)
