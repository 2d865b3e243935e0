"""Quoted history goes behind what is found about as well, in both languages."""

import pytest

from kotae.records import QUOTED_EN, QUOTED_JA, DocumentInfo, Hit, Passage
from kotae.retrieval.history import newest_first


def hit(text: str, score: float, heading: str = "") -> Hit:
    info = DocumentInfo(id="0" * 32, title="t", path="a.eml", language="ja")
    return Hit(
        passage=Passage(
            start=0, end=len(text), document=info, text=text, sentences=(), language="ja", heading=heading
        ),
        score=score,
    )


@pytest.mark.parametrize("mark", [QUOTED_JA, f"{QUOTED_EN}: On 2026/04/03 14:22, Sato wrote:"])
def test_quoted_history_goes_behind_its_equals(mark: str) -> None:
    found = newest_first([hit("14日です。", 0.62, mark), hit("21日です。", 0.60), hit("other", 0.40)])
    assert [one.passage.text for one in found] == ["21日です。", "14日です。", "other"]
    assert [round(one.score, 2) for one in found] == [0.60, 0.52, 0.40]


def test_history_found_clearly_better_keeps_its_place() -> None:
    found = newest_first([hit("The 14th.", 0.90, QUOTED_EN), hit("Hello.", 0.60)])
    assert [one.passage.text for one in found] == ["The 14th.", "Hello."]


def test_ties_and_nothing_keep_their_order() -> None:
    assert [one.passage.text for one in newest_first([hit("甲", 0.5), hit("乙", 0.5)])] == ["甲", "乙"]
    assert newest_first([]) == []
