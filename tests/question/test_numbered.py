"""Things told apart by their number: the document shows which are, and which of them it doesn't know."""

import pytest

from kotae.folding import fold
from kotae.question.numbered import find_numbered, numbers_lacking

JA = "第1回：7月24日（金）〜26日（日）\n第2回：8月7日から9日まで。第2回は経験者に限ります。第2馬場の砂。1号窯と2号窯。"
EN = "Kiln 1 was fired 96 times. Kiln 2 needs new elements in 2027. Edition 4, March 2026. Camp 1 and camp 2, 9:00 to 12:00."


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("第3回のキャンプはいつですか", JA, ("第3回",)),
        ("第四回のキャンプはいつ？", JA, ("第四回",)),
        ("キャンプの３回目は？", JA, ("3回目",)),
        ("キャンプの二回目は？", JA, ()),
        ("第3馬場はいつ閉めますか", JA, ("第3馬場",)),
        ("3号窯は何度ですか", JA, ("3号窯",)),
        ("２号窯は何度ですか", JA, ()),
        ("第3会議室はどこですか", JA, ()),
        ("How hot is kiln 3?", EN, ("kiln 3",)),
        ("How hot is Kiln no. 2?", EN, ()),
        ("What is new in edition 5?", EN, ("edition 5",)),
        ("When is the third camp?", EN, ("third camp",)),
        ("When is the 2nd camp?", EN, ()),
        ("What happens the third time?", EN, ()),
        ("How hot is oven 3?", EN, ()),
        ("", EN, ()),
        ("How hot is kiln 3?", "", ()),
    ],
)
def test_what_a_text_with_others_of_its_kind_lacks_is_named(
    question: str, text: str, lacking: tuple[str, ...]
) -> None:
    assert numbers_lacking(find_numbered(fold(question)), fold(text), crossed=False) == lacking


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("第3回はいつ？", "第1回から第5回までは土曜日です。"),
        ("3号室は空いていますか", "1〜5号室は空いています。2号室は狭い。"),
        ("3回目はいくら？", "1回目は千円、2回目以降は500円です。"),
        ("When is week 3?", "Week 1 to 4 are in May."),
        ("What does the third lesson cost?", "The second lesson or later costs 5 euros."),
    ],
)
def test_a_range_tells_of_what_lies_within(question: str, text: str) -> None:
    assert numbers_lacking(find_numbered(fold(question)), fold(text), crossed=False) == ()


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("When is the third camp?", JA, ("third camp",)),
        ("When is the second camp?", JA, ()),
        ("May a child of age 12 come?", JA, ()),
        ("第3回のキャンプはいつ？", "The first camp is in July, the second camp in August.", ("第3回",)),
        ("第2回のキャンプはいつ？", "The first camp is in July, the second camp in August.", ()),
        ("3号窯は何度？", EN, ()),
    ],
)
def test_across_languages_only_ordinal_numbers_are_compared(
    question: str, text: str, lacking: tuple[str, ...]
) -> None:
    assert numbers_lacking(find_numbered(fold(question)), fold(text), crossed=True) == lacking


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第5条、第1四半期、第三者、第２期生", [("期生", 2)]),
        ("they take 3 people on 3 May at 3 pm for 3 days", []),
        ("Gate 7 and the tenth floor", [("gate", 7), ("floor", 10)]),
    ],
)
def test_articles_times_and_counts_are_no_numbered_things(text: str, found: list[tuple[str, int]]) -> None:
    assert [(one.kind, one.number) for one in find_numbered(fold(text))] == found
