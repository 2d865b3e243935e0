"""How much something costs isn't said by a sentence without a figure, nor at what time by one without an hour."""

import pytest

from kotae.answering.amount_asked import leaves_amount_out, leaves_time_out


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
    assert leaves_time_out(question, quote) == left_out
