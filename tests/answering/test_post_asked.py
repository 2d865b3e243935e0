"""Which post somebody holds isn't said by a sentence that names none."""

import pytest

from kotae.answering.post_asked import leaves_post_out


@pytest.mark.parametrize(
    ("question", "quote", "left_out"),
    [
        ("平大臣の役職は何ですか", "平大臣はその手本になろうとしている。", True),
        ("平大臣の役職は何ですか", "政治の側からはデジタル大臣の平将明氏が出席した。", False),
        ("平大臣の役職は何ですか", "平大臣と松尾教授に共通する認識である。", True),
        ("平大臣の役職は何ですか", "平将明デジタル大臣が漏らした。", False),
        ("平大臣の役職は何ですか", "Digital Minister Taira has declared it.", False),
        ("真鍋さんの肩書きは？", "真鍋さんは毎朝7時に来る。", True),
        ("真鍋さんの肩書きは？", "整備課長の真鍋さんが来る。", False),
        ("真鍋さんは何時に来ますか", "真鍋さんは毎朝7時に来る。", False),
        ("What is Minister Taira's position?", "Minister Taira called it interesting.", True),
        (
            "What is Minister Taira's position?",
            "Minister Taira heads the Digital Agency as its director.",
            False,
        ),
        ("What is Minister Taira's position?", "Digital Minister Taira called it interesting.", False),
        ("What is Minister Taira's position?", "デジタル大臣の平将明氏が出席した。", False),
        ("What post does Ines Calloway hold?", "Ines Calloway comes on Mondays.", True),
        ("What post does Ines Calloway hold?", "Ines Calloway, head of the mews.", False),
        ("What is the position of the mast?", "It stands by the gate.", False),
    ],
)
def test_quotes_without_a_post_are_known(question: str, quote: str, left_out: bool) -> None:
    assert leaves_post_out(question, quote) == left_out
