"""Spellings of one identifier meet, different ones never do, and measures are none."""

import pytest

from kotae.folding import fold
from kotae.question import find_identifiers

ALIKE = [
    ("WD-105の保証期間", "the warranty of ＷＤ－１０５", "code:wd105"),
    ("型番wd105", "model WD‐105", "code:wd105"),
    ("第9条では", "under Article 9,", "article:9"),
    ("第九条", "Art. 9", "article:9"),
    ("第十二章", "Chapter 12", "article:12"),
    ("第3項", "§ 3", "article:3"),
    ("注文番号PO-2025-00381", "order po-2025-00381", "code:po202500381"),
    ("エラーE-4071", "error E4071", "code:e4071"),
    ("v2.3の変更点", "What changed in V2.3?", "code:v23"),
    ("ISO9001認証", "certified to ISO9001", "code:iso9001"),
    ("電話は0597-55-2816", "call 0597-55-2816", "digits:0597552816"),
    ("版は2.3.1です", "version 2.3.1", "digits:231"),
]


@pytest.mark.parametrize(("japanese", "english", "key"), ALIKE, ids=[row[2] for row in ALIKE])
def test_spellings_of_one_identifier_have_one_key(japanese: str, english: str, key: str) -> None:
    for text in (fold(japanese), fold(english)):
        assert [identifier.key for identifier in find_identifiers(text)] == [key]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WD-105", "WD-102"),
        ("第9条", "第19条"),
        ("第9条", "第9条の2"),
        ("Article 1", "Article 11"),
        ("E-4071", "E-407"),
        ("v2.3", "v2.4"),
        ("PO-2025-00381", "PO-2025-00382"),
        ("2.3.1", "2.3.2"),
        ("3B-2", "3B-20"),
    ],
)
def test_different_identifiers_never_share_a_key(one: str, other: str) -> None:
    (first,), (second,) = find_identifiers(one), find_identifiers(other)
    assert first.key != second.key


@pytest.mark.parametrize(
    "text",
    [
        "20kgまで", "at most 20kg", "10am to 5pm", "the 3rd floor", "1.5km先", "60Hz", "1.2MW", "5GWh a year",
        "R6.4.1", "H30年度", "FY2024", "Q3", "2025-05-01", "2023-24", "1,200円", "3.14", "午前9時", "三社", "一部",
        "GDP", "",
    ],
)  # fmt: skip
def test_measures_dates_and_words_are_no_identifiers(text: str) -> None:
    assert find_identifiers(fold(text)) == ()


@pytest.mark.parametrize("text", ["WD-105と第9条、0597-55-2816。", "Article 9 of WD-105 (0597-55-2816)"])
def test_identifiers_stand_where_they_say(text: str) -> None:
    found = find_identifiers(fold(text))
    assert len(found) == 3
    for identifier in found:
        assert fold(text)[identifier.start : identifier.end] == identifier.written
    assert [identifier.start for identifier in found] == sorted(identifier.start for identifier in found)


def test_a_longer_identifier_hides_what_lies_inside_it() -> None:
    assert [found.written for found in find_identifiers("PO-2025-00381")] == ["PO-2025-00381"]
