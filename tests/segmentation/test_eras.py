"""Years of an era and dates in short spellings: each border of an era, of a century, of what goes on counting."""

import pytest

from kotae.segmentation.eras import western_year, written_short


@pytest.mark.parametrize(
    ("era", "year", "western"),
    [
        ("明治", "1", 1868),
        ("Meiji", "45", 1912),
        ("明治", "46", None),
        ("大正", "元", 1912),
        ("Taishō", "15", 1926),
        ("T", "16", None),
        ("㍼", "元", 1926),
        ("昭和", "六十三", 1988),
        ("shouwa", "64", 1989),
        ("S", "65", None),
        ("平成", "元", 1989),
        ("Heisei", "gannen", 1989),
        ("平", "31", 2019),
        ("H", "32", None),
        ("Reiwa", "Gannen", 2019),
        ("㋿", "6", 2024),
        ("令和", "99", 2117),
        ("R", "100", None),
        ("令", "0", None),
    ],
)
def test_a_year_is_one_of_its_era(era: str, year: str, western: int | None) -> None:
    assert western_year(era, year) == western


def told(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], key.removeprefix("date:")) for start, end, key in written_short(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("R6.4.1から適用する。", [("R6.4.1", "2024-04-01")]),
        ("It applies from R6.4.1 on.", [("R6.4.1", "2024-04-01")]),
        ("R6.4に改める。", [("R6.4", "2024-04")]),
        ("㋿6/4/1に改める。", [("㋿6/4/1", "2024-04-01")]),
        ("Signed on H31-4-30.", [("H31-4-30", "2019-04-30")]),
        ("H31/4の表", []),
        ("Table H31/4", []),
        ("平成31/4の表", [("平成31/4", "2019-04")]),
        ("S64.1.7まで", [("S64.1.7", "1989-01-07")]),
        ("S65.1.7まで", []),
        ("Part S65.1.7", []),
        ("R6年度予算", [("R6", "2024")]),
        ("令6に定めた。", [("令6", "2024")]),
        ("令6条による。", []),
    ],
)
def test_a_short_spelling_is_a_date_where_a_year_of_its_era_stands_in_it(
    text: str, dates: list[tuple[str, str]]
) -> None:
    assert told(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("平成29・30年度の決算", [("平成29", "2017"), ("30年度", "2018")]),
        ("平成30・29年度の決算", [("29年度", "2029")]),
        ("平成29・29年度の決算", [("29年度", "2029")]),
        ("平成30・32年度の決算", [("32年度", "2032")]),
    ],
)
def test_two_years_of_an_era_are_two_where_they_go_on(text: str, dates: list[tuple[str, str]]) -> None:
    """What overlaps and comes later is left out by who calls."""
    assert told(text)[: len(dates)] == dates
    assert {piece for piece, _ in told(text)} == {piece for piece, _ in dates}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("FY3/24 results", [("FY3/24", "2024-03")]),
        ("FY3/2024の業績", [("FY3/2024", "2024-03")]),
        ("FY12/99の業績", [("FY12/99", "1999-12")]),
        ("FY3/49 results", [("FY3/49", "2049-03")]),
        ("FY3/50 results", [("FY3/50", "1950-03")]),
        ("24年度の予算", [("24年度", "2024")]),
        ("49年度の予算", [("49年度", "2049")]),
        ("50年度の予算", [("50年度", "1950")]),
        ("24年3月期の業績", [("24年3月期", "2024-03")]),
    ],
)
def test_two_digits_are_of_the_century_that_is_nearer(text: str, dates: list[tuple[str, str]]) -> None:
    assert told(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("平成28年に始め、29年度に終える。", [("29年度", "2017")]),
        ("平成28年に始め、28年度に終える。", [("28年度", "2016")]),
        ("平成28年に始め、27年度に見直す。", [("27年度", "2027")]),
        ("平成元年に始め、26年度に終える。", [("26年度", "2014")]),
        ("平成元年に始め、27年度に見直す。", [("27年度", "2027")]),
        ("平成28年に始め、29年3月期に終える。", [("29年3月期", "2017-03")]),
        ("平成20年に始め、'24年に見直す。", [("'24年", "2024")]),
        ("昭和60年に建て、平成28年に直し、29年度に開く。", [("29年度", "2017")]),
        ("24年度に始める。平成28年に終える。", [("24年度", "2024")]),
    ],
)
def test_two_digits_go_on_counting_in_the_era_named_before_for_a_quarter_of_a_century(
    text: str, dates: list[tuple[str, str]]
) -> None:
    assert told(text) == dates
