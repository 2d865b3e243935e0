"""How much something costs isn't said by a sentence without a figure."""

import pytest

from kotae.answering.amount_asked import leaves_amount_out


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
        ("When is it open?", "Daily.", False),
    ],
)
def test_quotes_without_a_figure_are_known(question: str, quote: str, left_out: bool) -> None:
    assert leaves_amount_out(question, quote) == left_out
