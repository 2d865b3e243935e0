"""The months that texts speak of."""

import pytest

from kotae.folding import fold
from kotae.segmentation.months import months_in


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("September and October | 10:00", {9, 10}),
        ("November to March | closed", {11, 12, 1, 2, 3}),
        ("open from 3 April until 30 September", {4, 5, 6, 7, 8, 9}),
        ("July through Sept.", {7, 8, 9}),
        ("April-June", {4, 5, 6}),
        ("in 12 months", set()),
        ("the marching band", set()),
        ("4月から6月まで", {4, 5, 6}),
        ("４～６月", {4, 5, 6}),
        ("5月1日（木）〜7月30日", {5, 6, 7}),
        ("2024年11月から2025年2月", {11, 12, 1, 2}),
        ("十二月と一月", {12, 1}),
        ("3か月、11か月間", set()),
        ("", set()),
    ],
)
def test_months_named_and_spanned(text: str, months: set[int]) -> None:
    assert months_in(fold(text)) == months
