from decimal import Decimal

import pytest

from tests.corpus.figures import figures, months


@pytest.mark.parametrize(
    ("japanese", "english", "unit", "value"),
    [
        pytest.param("2,000億円", "200 billion yen", "JPY", "200000000000", id="billions-of-yen"),
        pytest.param("総額4兆円規模", "¥4 trillion", "JPY", "4000000000000", id="trillions-of-yen"),
        pytest.param("約2.3兆円", "2.3 trillion yen", "JPY", "2300000000000", id="decimal"),
        pytest.param("29億ドル", "$2.9 billion", "USD", "2900000000", id="dollars"),
        pytest.param("47%", "47% of companies", "%", "47", id="percentage"),
        pytest.param("約9割", "around 90%", "%", "90", id="tenths"),
        pytest.param("170分の1", "one 170th", "", "170", id="fraction"),
        pytest.param("全国約1,700の自治体", "about 1,700 municipalities", "", "1700", id="thousands"),
    ],
)
def test_both_notations_give_one_figure(japanese: str, english: str, unit: str, value: str) -> None:
    wanted = (unit, Decimal(value))
    assert wanted in figures(japanese)
    assert wanted in figures(english)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("3~5兆円台", {("JPY", 3 * 10**12), ("JPY", 5 * 10**12)}, id="shared-scale"),
        pytest.param("8兆〜10兆円", {("JPY", 8 * 10**12), ("JPY", 10**13)}, id="own-scales"),
        pytest.param("2023〜27年", {("", 2023), ("", 27), ("", 2027)}, id="years"),
        pytest.param("1. first\n2. second", set(), id="list-numbers-are-not-figures"),
        pytest.param("GPT-4", {("", 4)}, id="name"),
        pytest.param("", set(), id="empty"),
    ],
)
def test_ranges_and_lists(text: str, wanted: set[tuple[str, int]]) -> None:
    assert figures(text) == {(unit, Decimal(value)) for unit, value in wanted}


def test_months_in_both_languages() -> None:
    assert months("2025年5月に成立し、2024年10月末に") == {(2025, 5), (2024, 10)}
    assert months("In May 2025, and at the end of October 2024") == {(2025, 5), (2024, 10)}
