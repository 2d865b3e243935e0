"""Values said in the other language by rule; what no rule knows stays as it is, and no digit is invented."""

import pytest

from kotae.answering.rendering.render import render
from kotae.answering.rendering.transcribing import romanised
from kotae.answering.worded import worded
from kotae.records import Language
from kotae.segmentation import Analyzer

# Japanese, English; said alike in both directions.
BOTH_WAYS = [
    # money
    ("2.3兆円", "¥2.3 trillion"), ("2,000億円", "¥200 billion"), ("29億ドル", "$2.9 billion"),
    ("346万円", "¥3.46 million"), ("12,500円", "12,500 yen"), ("500ドル", "500 dollars"),
    ("15ユーロ", "15 euros"), ("40ポンド", "40 pounds"), ("1,500ルピー", "1,500 rupees"),
    ("1日250円", "250 yen a day"), ("1泊6,500円", "6,500 yen per night"),
    # dates and eras
    ("2025年5月", "May 2025"), ("2024年4月1日", "1 April 2024"), ("5月8日まで", "by 8 May"),
    ("9月1日から", "from 1 September"), ("1990年代", "1990s"), ("21世紀", "21st century"),
    ("19世紀", "19th century"), ("3月末", "the end of March"), ("3月末まで", "by the end of March"),
    ("5月上旬", "early May"), ("2018年度", "fiscal 2018"),
    # times
    ("15時30分", "15:30"), ("0時30分", "0:30"), ("9時", "9:00"),
    # durations
    ("3か月", "3 months"), ("2週間", "2 weeks"), ("90分", "90 minutes"), ("14日以内", "within 14 days"),
    ("6か月ごと", "every 6 months"), ("1時間30分", "1 hour 30 minutes"), ("2年3か月", "2 years 3 months"),
    ("1時間30分以内", "within 1 hour 30 minutes"), ("1日8時間", "8 hours a day"),
    ("18か月以上", "18 months or more"),
    ("2時間半", "2.5 hours"), ("半日", "half a day"), ("8時30分", "8:30"), ("1年半以内", "within 1.5 years"),
    # shares and counts
    ("47%", "47%"), ("12.5%", "12.5%"), ("15%未満", "under 15%"), ("178社", "178 companies"),
    ("9か国", "9 countries"), ("1,200人", "1,200 people"), ("約150人", "about 150 people"), ("3回", "3 times"),
    ("5泊", "5 nights"),
    # measures
    ("2.5km", "2.5 km"), ("40kg", "40 kg"), ("25℃", "25°C"), ("-5℃", "-5°C"), ("10リットル", "10 litres"),
    # identifiers and articles
    ("WD-105", "WD-105"), ("E-4071", "E-4071"), ("PO-2025-00381", "PO-2025-00381"), ("第9条", "Article 9"),
    ("第3章", "Chapter 3"),
    # weekdays
    ("月曜日", "Monday"), ("土曜日の午後", "Saturday afternoon"),
    ("毎月第2土曜日", "the second Saturday of each month"), ("6月第1日曜日", "the first Sunday of June"),
    ("毎月26日", "the 26th of every month"), ("4マイル", "4 miles"), ("6フィート", "6 feet"),
]  # fmt: skip
TO_ENGLISH = [
    ("四半期に一度", "once a quarter"), ("3年から4年に一度", "once every 3 to 4 years"), ("2割増し", "20% more"),
    ("15%引き", "15% off"), ("3割引", "30% off"), ("6月と11月", "June and November"), ("50ミリグラム", "50 mg"),
    ("1.6ミリ未満", "under 1.6 mm"),
    ("最終金曜日", "the last Friday of each month"), ("平均27.4度", "27.4°C on average"), ("八坂港", "Yasaka Port"),
    ("7.8%下回った", "7.8% less"), ("2.1度上回った", "2.1°C more"), ("5件を下回る", "under 5"),
    ("1万2,500円", "12,500 yen"), ("最大50万円", "up to 500,000 yen"), ("月額980円", "980 yen a month"),
    ("1人につき800円", "800 yen per person"), ("時給1,200円", "1,200 yen an hour"),
    ("1,000円から3,000円", "1,000 yen to 3,000 yen"), ("100円または200円", "100 yen or 200 yen"),
    ("10月5日から7日", "from 5 October to 7 October"), ("3月28日〜30日", "28 March to 30 March"),
    ("10月5日から7日間", "from 5 October for 7 days"),
    ("令和6年4月1日", "1 April 2024"), ("昭和39年10月10日", "10 October 1964"), ("令和元年", "2019"),
    ("明治38年", "1905"), ("平成30年度", "fiscal 2018"), ("10月3日以降", "from 3 October"), ("午後3時", "15:00"),
    ("午前10時から午後5時", "from 10:00 to 17:00"), ("9時〜17時", "9:00 to 17:00"),
    ("3月14日（土）18時から", "14 March, from 18:00"), ("30人を下回りました", "under 30 people"),
    ("45分以内", "within 45 minutes"), ("最長5年", "up to 5 years"), ("2年後", "after 2 years"), ("3割", "30%"),
    ("20%以上", "20% or more"), ("3分の2以上", "at least 2/3"), ("2分の1", "1/2"),
    ("1日3回まで", "up to 3 times a day"), ("1日1回", "once a day"), ("18歳以上", "18 or older"),
    ("65歳未満", "under 65"), ("60分を超える", "more than 60 minutes"), ("マイナス5度", "-5°C"),
    ("120平方メートル", "120 m²"), ("第9条の2", "Article 9-2"), ("第三章", "Chapter 3"),
    ("火曜と木曜", "Tuesday and Thursday"), ("毎週水曜日", "every Wednesday"), ("松尾豊", "Matsuo Yutaka"),
    ("松尾教授", "Professor Matsuo"), ("北海道や九州", "Hokkaido and Kyushu"), ("2019年ごろ", "around 2019"),
    ("半年に一度", "once every half a year"), ("6〜9月", "June to September"), ("5営業日以内", "within 5 working days"),
    ("約2,000人に1人", "about 1 in 2,000 people"), ("前日の17時まで", "by 17:00 on the day before"),
    ("夜9時から11時", "from 21:00 to 23:00"), ("毎月第1、第3木曜", "the first and third Thursday of each month"),
    ("令和7年4月1日から1年間", "from 1 April 2025 for 1 year"), ("月・木", "Monday and Thursday"),
    ("2026年1月24日（土）13時30分～15時", "24 January 2026, 13:30 to 15:00"),
    ("約3時間以内", "within about 3 hours"), ("5日前後", "about 5 days"), ("約18か月ごと", "about every 18 months"),
    ("3時間前まで", "by 3 hours before"),
    ("2時間以上前", "2 hours or more before"), ("午前10時より前", "before 10:00"), ("最大3時間まで", "up to 3 hours"),
    ("金曜日まで", "by Friday"), ("月曜日から", "from Monday"), ("月〜水と金曜", "Monday to Wednesday and Friday"),
    ("平日9時〜17時", "weekdays, 9:00 to 17:00"), ("月〜金 9:00〜17:00", "Monday to Friday, 9:00 to 17:00"),
    ("土日", "Saturday and Sunday"),
    ("鈴木一郎氏", "Suzuki Ichiro"), ("大阪", "Osaka"), ("小樽", "Otaru"), ("千葉", "Chiba"),
]  # fmt: skip
TO_JAPANESE = [
    ("3 and 4 April", "4月3日と4日"), ("May 3, 5 and 6, 2027", "2027年5月3日、5日と6日"), ("at 9 am on Mondays", "月曜日 9時"),
    ("20 % off", "20%引き"), ("250 mg", "250mg"),
    ("third", "3番目"), ("12th", "12番目"), ("1796", "1796"), ("Saturdays at 2:30 pm", "土曜日 14時30分"),
    ("the last Friday of the month", "毎月最終金曜日"), ("the 26th of each month", "毎月26日"),
    ("4 miles per hour", "1時間4マイル"), ("1.3 miles long", "1.3マイル"), ("an average of 12 minutes", "平均12分"),
    ("3.46 million yen", "346万円"), ("€15", "15ユーロ"), ("£40", "40ポンド"), ("¥200bn", "2,000億円"),
    ("800 yen per person", "1人800円"), ("10 euros per child", "子ども1人10ユーロ"),
    ("$1,000 to $3,000", "1,000〜3,000ドル"), ("1,000 yen or 2,000 yen", "1,000円または2,000円"),
    ("April 1, 2024", "2024年4月1日"), ("FY2018", "2018年度"), ("until 6 June", "6月6日まで"),
    ("5 June or 6 June", "6月5日または6月6日"), ("3 May to 6 May", "5月3日〜5月6日"), ("3 pm", "15時"),
    ("3:30 p.m.", "15時30分"), ("10:00 to 17:00", "10〜17時"), ("three months", "3か月"),
    ("one hour and 30 minutes", "1時間30分"), ("up to five years", "5年まで"),
    ("at least 18 months", "18か月以上"), ("not more than 3 hours", "3時間まで"),
    ("between 3 and 5 days", "3〜5日"), ("30 to 65%", "30〜65%"), ("more than 20%", "20%超"),
    ("two thirds", "3分の2"), ("nine countries", "9か国"), ("no more than 5 people", "5人まで"),
    ("minus 5 °C", "-5℃"), ("order PO-2025-00381", "PO-2025-00381"),
    ("Tuesdays and Thursdays", "火曜日、木曜日"), ("Kanazawa", "カナザワ"), ("Hiroshi Yamada", "ヒロシ・ヤマダ"),
    ("Ms Sato", "サトさん"), ("half past eight", "8時30分"), ("half an hour", "30分"), ("one in three", "3分の1"),
    ("within about 3 hours", "約3時間以内"), ("before 5 May", "5月5日より前"), ("up to 3 hours before", "3時間前まで"),
    ("3 hours at most", "3時間まで"), ("until Friday", "金曜日まで"), ("from Monday", "月曜日から"), ("mid-May", "5月中旬"),
    ("Tuesday or Thursday", "火曜日または木曜日"), ("the first Monday", "第1月曜日"), ("Sat 7:30-12:00", "土曜日 7時30分〜12時"),
    ("nearly 500 people", "約500人"), ("about $229 billion a year", "1年約2,290億ドル"), ("around 300 yen a day", "1日約300円"),
    ("about 1 year", "約1年"),
    ("one in five people", "5人に1人"), ("Monday to Friday", "月曜日から金曜日"), ("at least 2 hours before", "2時間以上前"),
    ("two and a half hours", "2時間半"), ("$5 per bag", "1袋につき5ドル"), ("up to 3 bags per person", "1人3まで"),
    ("No more than 8 kVA per rack", "1ラックにつき8 kVAまで"),
]  # fmt: skip
ROWS = [
    *((ja, "ja", en) for ja, en in BOTH_WAYS),
    *((en, "en", ja) for ja, en in BOTH_WAYS),
    *((ja, "ja", en) for ja, en in TO_ENGLISH),
    *((en, "en", ja) for en, ja in TO_JAPANESE),
]


def said(analyzer: Analyzer, span: str, source: Language) -> str | None:
    target: Language = "en" if source == "ja" else "ja"
    return render(span, source=source, target=target, words=analyzer.content_words)


@pytest.mark.parametrize(("span", "source", "expected"), ROWS)
def test_values_are_said_in_the_other_language(
    analyzer: Analyzer, span: str, source: Language, expected: str
) -> None:
    assert said(analyzer, span, source) == expected


@pytest.mark.parametrize(
    ("span", "source"),
    [
        ("木製の棚を二つ使う", "ja"), ("火気を近づけてはならない", "ja"), ("雨の日", "ja"),
    ("申請書と身分証の写し", "ja"), ("紅茶", "ja"), ("一部", "ja"), ("来年", "ja"), ("3年目", "ja"),
    ("小学5年生", "ja"), ("第3回", "ja"), ("10月の第2週", "ja"), ("10月3日または4日", "ja"),
    ("この規則の第9条と第10条", "ja"), ("", "ja"), ("。", "ja"), ("！？", "ja"), ("keep away from fire", "en"),
    ("rainy days", "en"), ("Microsoft", "en"), ("Smith", "en"), ("London", "en"),
    ("the application form and a copy of your passport", "en"), ("3 or 4 October", "en"), ("5-7 June", "en"),
    ("clause 4", "en"), ("last Friday", "en"), ("£38 to £42 a year on 1 April", "en"),
    ("Sato and Suzuki", "en"), ("A room", "en"),
    ("", "en"), (".", "en"),
    ],
)  # fmt: skip
def test_what_no_rule_knows_is_left_alone(analyzer: Analyzer, span: str, source: Language) -> None:
    assert said(analyzer, span, source) is None


@pytest.mark.parametrize(
    ("wide", "source", "narrow"),
    [
        ("２．３兆円", "ja", "¥2.3 trillion"),
        ("¥２．３ trillion", "en", "2.3兆円"),
        ("ＷＤ－１０５", "ja", "WD-105"),
        ("ＷＤ－１０５", "en", "WD-105"),
        ("４７％", "ja", "47%"),
        ("４７％", "en", "47%"),
    ],
)
def test_wide_characters_are_read_as_narrow_ones(
    analyzer: Analyzer, wide: str, source: Language, narrow: str
) -> None:
    assert said(analyzer, wide, source) == narrow


@pytest.mark.parametrize(
    ("span", "source", "expected"),
    [
        ("製品番号WD-105", "ja", "WD-105"),
        ("製品の番号WD-105", "ja", None),
        ("model number WD-105", "en", "WD-105"),
        ("model numbers WD-105", "en", None),
        ("(WD-105)", "en", "WD-105"),
    ],
)
def test_a_code_is_said_alone_while_little_stands_beside_it(
    analyzer: Analyzer, span: str, source: Language, expected: str | None
) -> None:
    assert said(analyzer, span, source) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("毎月第三水曜日", "the third Wednesday of each month"),
        ("毎月第五日曜日", "the fifth Sunday of each month"),
        ("月曜、水曜、金曜", "Monday, Wednesday and Friday"),
        ("第9条の2", "Article 9-2"),
    ],
)
def test_numerals_lists_and_branches(analyzer: Analyzer, span: str, expected: str) -> None:
    assert said(analyzer, span, "ja") == expected


@pytest.mark.parametrize(
    ("span", "source", "target", "expected"),
    [("霧浜国", "ja", "en", "Mistshore"), ("Mistshore", "en", "ja", "霧浜国")],
)
def test_a_name_that_the_dictionary_has_is_said_as_it_has_it(
    analyzer: Analyzer, span: str, source: Language, target: Language, expected: str
) -> None:
    known = {"霧浜国": "Mistshore", "Mistshore": "霧浜国"}

    def lookup(name: str) -> str:
        return known.get(name, "")

    assert render(span, source=source, target=target, words=analyzer.content_words, known=lookup) == expected
    whole = worded(span, target, analyzer=analyzer, known=lookup)
    assert whole == {"en": f"{expected} ({span})", "ja": f"{expected}（{span}）"}[target]
    assert worded(span, target, analyzer=analyzer) is None


def test_an_acronym_stays_one_where_the_dictionary_has_how_it_is_read(analyzer: Analyzer) -> None:
    known = {"NATO": "ナト", "UK": "イギリス"}
    assert worded("NATO", "ja", analyzer=analyzer, known=known.__getitem__) == "NATO"
    assert worded("UK", "ja", analyzer=analyzer, known=known.__getitem__) == "イギリス（UK）"


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        ("トウキョウ", "Tokyo"),
        ("オオサカ", "Osaka"),
        ("シズオカ", "Shizuoka"),
        ("チバ", "Chiba"),
        ("フクオカ", "Fukuoka"),
    ],
)
def test_romanised_is_hepburn_without_long_vowels(reading: str, written: str) -> None:
    assert romanised(reading) == written
