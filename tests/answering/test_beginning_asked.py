"""Since when something is so isn't told by the date of another thing right before it."""

import pytest

from kotae.answering.beginning_asked import telling_beginnings
from kotae.question import read_question
from kotae.segmentation import Analyzer

WARNED_JA = "警察は2025年1月、この集団について注意を促した。"
WARNED_EN = "In January 2025 the police warned of the group."


@pytest.mark.parametrize(
    ("question", "texts", "kept"),
    [
        ("攻撃はいつ始まりましたか", (WARNED_JA, "2019年ごろから攻撃していたという。"), [1]),
        ("いつごろから攻撃していますか", (WARNED_EN, "They have been attacking since about 2019."), [1]),
        ("When did the attacks begin?", (WARNED_JA, "2019年ごろから攻撃していたという。"), [1]),
        ("Since when do they attack?", (WARNED_EN, "They have been attacking since 2019."), [1]),
        ("警察はいつ注意を促しましたか", (WARNED_JA, "2019年ごろから攻撃していたという。"), [0, 1]),
        ("攻撃はいつ始まりましたか", (WARNED_JA, "2019年ごろに終わった。"), [0, 1]),
        ("When did the club start?", ("It opened on 3 May 2018.", "Since 2020 it has a garden."), [0, 1]),
        ("展示はいつから？", ("発売は7月7日の予定。", "7月8日から7月20日まで休みます。"), [0, 1]),
    ],
)
def test_the_date_right_before_a_beginning_is_passed_over(
    analyzer: Analyzer, question: str, texts: tuple[str, ...], kept: list[int]
) -> None:
    assert telling_beginnings(read_question(question, analyzer), texts) == kept
