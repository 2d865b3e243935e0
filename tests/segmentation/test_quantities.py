"""Quantities of both languages meet in one key, and words that look like numbers stay words."""

import calendar
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.segmentation.quantities import find_quantities


def keys(text: str) -> list[str]:
    return [quantity.key for quantity in find_quantities(text)]


SAME = [
    (
        "JPY:200000000000",
        [
            "2,000億円",
            "２，０００億円",
            "二千億円",
            "200 billion yen",
            "¥200bn",
            "JPY 200 billion",
            "2000億円弱",
        ],
    ),
    ("JPY:4000000000000", ["4兆円", "四兆円", "¥4 trillion", "4 trillion yen", "four trillion yen"]),
    (
        "USD:2900000000",
        ["29億ドル", "29億米ドル", "$2.9 billion", "US$2.9bn", "USD 2.9bn", "2.9 billion dollars"],
    ),
    ("JPY:1200000000000", ["約1.2兆円", "1兆2,000億円", "about ¥1.2 trillion", "1.2 trillion yen"]),
    ("USD:67200000000", ["672億ドル", "$67.2B", "67.2 billion dollars"]),
    (
        "percent:47",
        ["47%", "４７％", "47パーセント", "四割七分", "47 percent", "47 per cent", "forty-seven percent"],
    ),
    ("percent:16.5", ["16.5%", "１６．５％", "16.5 percent"]),
    ("percent:50", ["半分", "half", "2分の1", "5割", "50%", "one half"]),
    ("percent:90", ["約9割", "九割", "ninety percent"]),
    ("number:1/170", ["170分の1", "one 170th", "1/170"]),
    ("number:2.5", ["2時間半", "二時間半", "two and a half hours", "2 and a half hours", "2.5時間"]),
    ("number:1.5", ["1年半", "a year and a half", "one and a half years", "1年半前"]),
    ("number:0.5", ["半年", "half a year", "半日", "half a day", "half an hour", "a half-hour"]),
    ("time:21:00", ["at nine in the evening", "from 9 o'clock at night", "午後9時"]),
    ("time:07:00", ["from 7 in the morning", "until seven o'clock in the morning", "午前7時"]),
    ("time:02:00", ["at two at night", "午前2時"]),
    ("number:3", ["3時限", "3 in the morning"]),
    ("number:1.6", ["1.6平米", "1.6 m2"]),
    ("time:08:30", ["8時半", "午前8時半", "half past eight", "half past 8"]),
    ("time:15:30", ["午後3時半", "15:30"]),
    ("time:08:45", ["8時45分", "quarter to nine", "a quarter to 9"]),
    ("number:2/3", ["3分の2", "two-thirds", "two thirds", "2/3"]),
    (
        "date:2025-05",
        [
            "2025年5月",
            "２０２５年５月",
            "令和7年5月",
            "二〇二五年五月",
            "May 2025",
            "in May 2025",
            "by May of 2025",
            "2025-05",
            "2025/05",
        ],
    ),
    (
        "date:2025-01-08",
        ["2025年1月8日", "8 January 2025", "January 8, 2025", "Jan. 8, 2025", "2025-01-08", "2025/1/8"],
    ),
    ("date:2030", ["2030年", "in 2030", "by 2030", "2030年度", "FY2030", "fiscal year 2030", "令和12年"]),
    ("date:1989", ["平成元年", "1989年", "in 1989", "H1年", "㍻元年", "Heisei gannen", "平1年度"]),
    (
        "date:2024-04-01",
        [
            "R6.4.1",
            "Ｒ６．４．１",
            "R6/4/1",
            "R6-04-01",
            "令6.4.1",
            "令和6.4.1",
            "㋿6年4月1日",
            "R6年4月1日",
            "2024.4.1",
            "April 1, Reiwa 6",
            "1 April Reiwa 6",
        ],
    ),
    ("date:2017-03-31", ["H29.3.31", "平成29年3月31日", "H29年3月31日", "平29.3.31", "31 March 2017"]),
    ("date:2024-04", ["R6.4", "令和6年4月", "R6年4月", "April Reiwa 6", "April 2024"]),
    ("date:1988", ["S63年度", "昭63", "昭和63年", "S63年", "㍼63年", "Showa 63", "1988年度", "昭和六十三年"]),
    ("date:2021", ["㋿3年", "令3", "R3年", "令和三年", "Reiwa 3", "the 3rd year of Reiwa"]),
    ("date:2017", ["Heisei 29", "fiscal Heisei 29", "H29年度", "平成29年度"]),
    ("date:2019", ["令和元年", "R元年", "平成31年", "Reiwa 1", "令元年", "FY2019", "FY19"]),
    ("date:1908", ["明治四十一年", "M41年", "明41年", "Meiji 41"]),
    ("date:1912", ["大正元年", "T1年", "Taisho 1", "Taishō 1"]),
    ("date:--12", ["12月", "十二月", "in December"]),
    ("date:--01-08", ["1月8日", "January 8", "on January 8", "since 8 January"]),
    ("date:1990s", ["1990年代", "the 1990s"]),
    ("date:1975s", ["昭和50年代", "S50年代", "昭和五十年代", "Showa 50s"]),
    ("date:2024", ["24年度", "'24年度", "令和6年度", "FY24"]),
    (
        "date:2023-03",
        ["23年3月期", "'23年3月期", "２３年３月期", "2023年3月期", "令和5年3月期", "FY3/23", "FY3/2023"],
    ),
    ("date:21c", ["21世紀", "二十一世紀", "the 21st century"]),
    ("time:15:00", ["午後3時", "15時", "3 p.m.", "15:00", "3:00 p.m."]),
    ("number:3", ["3台", "三台", "三つ", "three machines", "第3", "the third", "3rd", "3社", "three"]),
    ("number:4", ["第Ⅳ章", "第IV章", "第4章", "第四章", "Chapter IV", "Chapter 4", "Part IV"]),
    ("number:9", ["第Ⅸ期", "Section IX", "9カ国", "９か国", "九ヶ国", "nine countries"]),
    ("number:15", ["15大学", "fifteen universities", "15 universities"]),
    ("number:178", ["178社", "178 companies"]),
    ("number:1700", ["約1,700の自治体", "about 1,700 municipalities", "千七百の自治体"]),
    ("number:600", ["600名超", "over 600 people", "more than six hundred"]),
    ("number:2500", ["二千五百", "2,500", "two thousand five hundred"]),
    ("number:10000", ["一万", "1万", "10,000", "ten thousand"]),
    ("number:12000", ["1万2千", "12,000", "twelve thousand"]),
    ("number:22", ["twenty-two", "二十二", "22"]),
    ("number:12", ["a dozen", "12位", "十二人"]),
    ("number:1400000000", ["14億人", "1.4 billion people"]),
    ("number:2.5", ["2.5倍", "2.5 times"]),
    ("number:10", ["10年間", "10 years", "十年", "ten years"]),
]


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in SAME for text in texts])
def test_find_quantities_gives_one_key_for_every_way_of_writing(key: str, text: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8兆~10兆円規模", ["JPY:8000000000000", "JPY:10000000000000"]),
        ("3~5兆円台", ["JPY:3000000000000", "JPY:5000000000000"]),
        ("3 to 5 trillion yen", ["JPY:3000000000000", "JPY:5000000000000"]),
        ("$3-5 billion", ["USD:3000000000", "USD:5000000000"]),
        ("20-30%", ["percent:20", "percent:30"]),
        ("between 3% and 5%", ["percent:3", "percent:5"]),
        ("2023～27年に", ["date:2023", "date:2027"]),
        ("2023–27", ["date:2023", "date:2027"]),
        ("from 2023 to 2027", ["date:2023", "date:2027"]),
        ("2,290億ドル(約34兆円)", ["USD:229000000000", "JPY:34000000000000"]),
        ("2024年度上期", ["date:2024", "date:--H1"]),
        ("令和８年度上半期の目標", ["date:2026", "date:--H1"]),
        ("2025年度の下半期", ["date:2025", "date:--H2"]),
        ("FY2024 H1", ["date:2024", "date:--H1"]),
        ("1H FY2024", ["date:--H1", "date:2024"]),
        ("H2 2023", ["date:--H2", "date:2023"]),
        ("2024H1", ["date:2024", "date:--H1"]),
        ("2024 1H", ["date:2024", "date:--H1"]),
        ("24年度上期", ["date:2024", "date:--H1"]),
        ("平成23年度と24年度", ["date:2011", "date:2012"]),
        ("98年度から24年度", ["date:1998", "date:2024"]),
        ("10年度にわたる", ["number:10"]),
        ("23年3月期第2四半期", ["date:2023-03", "date:--Q2"]),
        ("22年3月期から98年12月期まで", ["date:2022-03", "date:1998-12"]),
        ("平成23年3月期と24年3月期", ["date:2011-03", "date:2012-03"]),
        ("FY12/24 and FY3/25", ["date:2024-12", "date:2025-03"]),
        ("the first half of FY2026", ["date:--H1", "date:2026"]),
        ("the second half of fiscal 2026", ["date:--H2", "date:2026"]),
        ("2025年第3四半期", ["date:2025", "date:--Q3"]),
        ("the third quarter of 2025", ["date:--Q3", "date:2025"]),
        ("Q3 2025", ["date:--Q3", "date:2025"]),
        ("平成29・30年度", ["date:2017", "date:2018"]),
        ("平成30年～令和2年", ["date:2018", "date:2020"]),
        ("H31に着工しR3に完成", ["date:2019", "date:2021"]),
        ("9カ国・15大学に", ["number:9", "number:15"]),
        ("米国85%、中国84%", ["percent:85", "percent:84"]),
    ],
)
def test_find_quantities_splits_ranges_and_lists(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一部の企業、一方で、一般に、二次利用、三菱電機、四国、十分な、万博、九州、百貨店、千葉県、五十嵐さん、一時のブーム",
        "数十億円、数百億円、数ヶ月、何百人",
        "GPT-4、Python 3、A100、IVS2025、B2B、CO2、5G、Web3",
        "version 3.11.2 of GPT-4 and Python 3 on an A100 with 5G",
        "You may wait a second; March on, one and all.",
        "型番R6-A、部品S3、H1見出し、M3ネジ",
        "Model S3 and R2-D2, an H1 heading, an M4 screw",
        "https://example.com/2024/04/18/56624",
        "",
        "こんにちは、世界。",
    ],
)
def test_find_quantities_leaves_words_and_identifiers_alone(text: str) -> None:
    assert keys(text) == []


def test_find_quantities_reports_spans_kinds_and_units() -> None:
    text = "Microsoftは約4,400億円（29億ドル）を9カ国に、47%は2024年に投じた。"
    found = [(text[q.start : q.end], q.kind, q.unit, q.value) for q in find_quantities(text)]
    assert found == [
        ("4,400億円", "money", "JPY", Fraction(440_000_000_000)),
        ("29億ドル", "money", "USD", Fraction(2_900_000_000)),
        ("9カ国", "count", "country", Fraction(9)),
        ("47%", "percent", "percent", Fraction(47)),
        ("2024年", "date", "", Fraction(2024)),
    ]


def test_find_quantities_gives_counters_of_both_languages_one_unit() -> None:
    assert [find_quantities(text)[0].unit for text in ("5社", "five companies", "3人", "3 people")] == [
        "company",
        "company",
        "person",
        "person",
    ]


TEXT = st.text(
    st.sampled_from(
        "0123456789０１,.，％%年月日時円ドル億兆万千百十一二三分の割~～-–/:$¥ "
        "\n第半もとa bMay to billion社人つ¹👍e\u0301"
    ),
    max_size=40,
)


@given(TEXT)
def test_find_quantities_are_ordered_apart_and_inside_the_text(text: str) -> None:
    previous = 0
    for quantity in find_quantities(text):
        assert previous <= quantity.start < quantity.end <= len(text)
        previous = quantity.end


@given(st.integers(min_value=11, max_value=10**15), st.sampled_from(["円", " yen"]))
def test_find_quantities_reads_back_any_amount(amount: int, unit: str) -> None:
    for written in (str(amount), f"{amount:,}"):
        assert keys(f"合計{written}{unit}です") == [f"JPY:{amount}"]


@given(
    st.integers(min_value=1, max_value=9999), st.sampled_from([("万", 10**4), ("億", 10**8), ("兆", 10**12)])
)
def test_find_quantities_multiplies_large_units(number: int, unit: tuple[str, int]) -> None:
    assert keys(f"{number}{unit[0]}ドル") == [f"USD:{number * unit[1]}"]


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_find_quantities_reads_dates_alike_in_both_languages(day: date) -> None:
    expected = [f"date:{day.isoformat()}"]
    english = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    assert keys(f"{day.year}年{day.month}月{day.day}日") == expected
    assert keys(f"on {english},") == expected


def test_find_quantities_takes_linear_time_on_long_runs() -> None:
    assert len(find_quantities("1," * 20_000)) == 20_000
    assert find_quantities("九" * 50_000 + "x") == ()


@pytest.mark.parametrize("unit", ["1", "九", "万", "one hundred ", "１"])
def test_a_line_of_digits_is_no_quantity(unit: str) -> None:
    """5,000 digits once ended a build: Python refuses to read so long an integer."""
    assert [found.key for found in find_quantities(unit * 5_000 + "。3台。")] == ["number:3"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("最大積載量は12.5tです。", [("12.5t", "number:12.5", "t")]),
        ("積載量は１２.５ｔまで", [("１２.５ｔ", "number:12.5", "t")]),
        ("a load of 12.5t", [("12.5t", "number:12.5", "t")]),
        ("from 3 t to 5t", [("3 t", "number:3", "t"), ("5t", "number:5", "t")]),
        ("3〜5tのトラック", [("3", "number:3", "t"), ("5t", "number:5", "t")]),
        ("長さ412mの橋", [("412m", "number:412", "m")]),
        ("the bridge is 412m long", [("412m", "number:412", "m")]),
        ("£2.5t and $5m", [("£2.5t", "GBP:2500000000000", "GBP"), ("$5m", "USD:5000000", "USD")]),
        ("5m people, 15T tokens", []),
    ],
)
def test_a_letter_behind_a_number_is_a_unit_where_no_currency_makes_a_magnitude_of_it(
    text: str, read: list[tuple[str, str, str]]
) -> None:
    """12.5t and 412m were taken for identifiers: t and m were trillions and millions only."""
    assert [(text[one.start : one.end], one.key, one.unit) for one in find_quantities(text)] == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("£370–385 million", ["GBP:370000000", "GBP:385000000"]),
        ("$1.5-2bn of debt", ["USD:1500000000", "USD:2000000000"]),
        ("€3–€4 million", ["EUR:3000000", "EUR:4000000"]),
        ("£370–385 each", ["GBP:370", "GBP:385"]),
        ("売上は¥2〜3 billion", ["JPY:2000000000", "JPY:3000000000"]),
    ],
)
def test_a_range_of_money_has_its_sign_and_magnitude_at_both_ends(text: str, read: list[str]) -> None:
    """Of £370–385 million the first was 370 pounds, the second a number."""
    assert keys(text)[: len(read)] == read


@pytest.mark.parametrize("text", ["1.0 M sodium hydroxide", "25 G cable", "5 M"])
def test_a_capital_is_no_metre_or_gram(text: str) -> None:
    assert [one.unit for one in find_quantities(text)] == [""]


@pytest.mark.parametrize("text", ["25 T-shirts", "25 t-shirts", "a 3 T magnet"])
def test_what_only_begins_like_a_tonne_is_none(text: str) -> None:
    assert [one.unit for one in find_quantities(text)] == [""]
