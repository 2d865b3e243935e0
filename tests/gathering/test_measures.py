"""Which quantities of a text are amounts."""

import pytest

from kotae.gathering.measures import amounts_in, dimension_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一日の乳量は22kgである。", [("22kg", "kg")]),
        ("雄の子牛は一頭平均92,000円で売れた。", [("92,000円", "JPY")]),
        ("1人当たり500円をいただきます。", [("500円", "JPY")]),
        ("休みは一日とする。", [("一日", "day")]),
        ("一日のうち3時間は休む。", [("一日", "day"), ("3時間", "hour")]),
        ("飼料4,500キロを受け取った。", [("4,500キロ", "kg")]),
        ("駅までの距離は3キロです。", [("3キロ", "km")]),
        ("3キロ", [("3", "")]),
        ("She gives 31 kg of milk a day.", [("31 kg", "kg")]),
        ("One day of leave, and 500 yen each.", [("One day", "day"), ("500 yen", "JPY")]),
    ],
)
def test_the_one_thing_of_which_an_amount_is_said_is_none(text: str, said: list[tuple[str, str]]) -> None:
    """Of 一日の乳量は22kg the day was the amount, and averages were made of days."""
    assert [(text[one.start : one.end], one.unit) for one in amounts_in(text)] == said


@pytest.mark.parametrize(("noun", "unit", "other"), [("weight", "kg", "litre"), ("height", "m", "kg")])
def test_what_is_heavy_is_not_told_in_litres(noun: str, unit: str, other: str) -> None:
    assert unit in dimension_of(noun)
    assert other not in dimension_of(noun)
