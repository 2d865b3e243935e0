"""Facts are marks while a sentence is translated: none is lost, doubled, made up or changed."""

import pytest

from kotae.answering.anchors import anchored
from kotae.records import Language
from kotae.segmentation import Analyzer


@pytest.mark.parametrize(
    ("sentence", "source", "text", "values"),
    [
        ("再発行料は2,000億円です。", "ja", "再発行料は{1}です。", ("¥200 billion",)),
        ("WD-105は2025年5月に届く。", "ja", "{1}は{2}に届く。", ("WD-105", "May 2025")),
        ("The card costs 700 yen.", "en", "The card costs {1}.", ("700円",)),
        ("Call 0597-55-2816 by 15 May.", "en", "Call {1} by {2}.", ("0597-55-2816", "5月15日")),
        ("犬は容器に入れてください。", "ja", "犬は容器に入れてください。", ()),
        ("Dogs stay outside.", "en", "Dogs stay outside.", ()),
    ],
)
def test_anchored_takes_every_fact_out(
    analyzer: Analyzer, sentence: str, source: Language, text: str, values: tuple[str, ...]
) -> None:
    target: Language = "en" if source == "ja" else "ja"
    found = anchored(sentence, source=source, target=target, analyzer=analyzer)
    assert (found.text, found.values) == (text, values)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{1} arrives in {2}.", "WD-105 arrives in May 2025."),
        ("In { 2 }, {1} arrives.", "In May 2025, WD-105 arrives."),
        ("{1} arrives.", None),
        ("{1} arrives in {2} or {2}.", None),
        ("{1} arrives in {2} with {3}.", None),
        ("{1} arrives in {2}, after 3 days.", None),
        ("", None),
    ],
    ids=["whole", "moved", "lost", "doubled", "made-up", "own-figure", "nothing"],
)
def test_restored_refuses_what_changes_the_facts(
    analyzer: Analyzer, written: str, expected: str | None
) -> None:
    found = anchored("WD-105は2025年5月に届く。", source="ja", target="en", analyzer=analyzer)
    assert found.restored(written) == expected
