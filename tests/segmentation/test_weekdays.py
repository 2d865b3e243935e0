"""Days of the week in running text and in cells, in both languages."""

import pytest

from kotae.segmentation.weekdays import find_weekdays, weekdays_of_cell


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("土曜日の10時は何ですか", {5}),
        ("日曜から火曜まで", {6, 0, 1}),
        ("平日と日曜", {0, 1, 2, 3, 4, 6}),
        ("今日は月がきれいだ。火も水もある。", set()),
        ("What is on Saturdays?", {5}),
        ("from Tue–Thu", {1, 2, 3}),
        ("on weekends and Wed.", {2, 5, 6}),
        ("平日", {0, 1, 2, 3, 4}),
        ("土日は休み", {5, 6}),
        ("週末", {5, 6}),
        ("Weekdays only", {0, 1, 2, 3, 4}),
        ("on a weekday", {0, 1, 2, 3, 4}),
        ("on weekends", {5, 6}),
        ("one weekend", {5, 6}),
        ("the sun sat, we wed", set()),
        ("", set()),
    ],
)
def test_days_named_in_running_text(text: str, days: set[int]) -> None:
    named = find_weekdays(text)
    assert {day for found in named for day in found.days} == days


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("土", {5}),
        ("月・水", {0, 2}),
        ("月~金", {0, 1, 2, 3, 4}),
        ("木-日", {3, 4, 5, 6}),
        ("火木", {1, 3}),
        ("日", {6}),
        ("日曜日", {6}),
        ("月曜日", {0}),
        ("Sat, Sun", {5, 6}),
        ("Monday to Friday", {0, 1, 2, 3, 4}),
        ("10月", set()),
        ("日数", set()),
        ("", set()),
    ],
)
def test_days_of_a_cell(cell: str, days: set[int]) -> None:
    assert weekdays_of_cell(cell) == days
