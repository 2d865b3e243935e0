"""Forms that are written as a table or as one line."""

import pytest

from kotae.gathering.form_labels import heads_a_form, labelled_parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Date: 9 May 2025. Faults: 1 (a loose bolt). Cost of repair: 17,000 yen",
            [("Date", "9 May 2025"), ("Faults", "1 (a loose bolt)"), ("Cost of repair", "17,000 yen")],
        ),
        ("公園: 青葉、樹高: 9m。幹周: 95cm", [("公園", "青葉"), ("樹高", "9m"), ("幹周", "95cm")]),
        ("Price: 1,190,000 yen a year", [("Price", "1,190,000 yen a year")]),
        ("- 樹高： 9m", [("樹高", "9m")]),
        ("The fee is 500 yen.", []),
        ("料金は500円です。", []),
    ],
)
def test_every_label_of_a_line_has_its_own_value(line: str, parts: list[tuple[str, str]]) -> None:
    """Of a line of several only the first was a label, and the others were its value."""
    assert [(label, line[start:end]) for label, start, end in labelled_parts(line)] == parts


@pytest.mark.parametrize(
    ("one", "other", "heads"),
    [
        ("項目", "内容", True),
        ("Item", "Details", True),
        ("項目", "価格", False),
        ("Item", "Price", False),
        ("内容", "項目", False),
    ],
)
def test_a_table_of_labels_is_a_form(one: str, other: str, heads: bool) -> None:
    assert heads_a_form(one, other) is heads
