"""What narrows a question: checked again whatever a browser sent, and said in words."""

import datetime

import pytest

from kotae.errors import FilterError
from kotae.pipeline.asking.filters import Where
from kotae.records import DocumentInfo
from kotae.ui.choices import Choices, checked_choices, folders_of, kinds_of, scope_words

INFOS = [
    DocumentInfo(id="a", title="予算", path="ja/2025/予算.md", language="ja"),
    DocumentInfo(id="b", title="Budget", path="en/budget.PDF", language="en"),
    DocumentInfo(id="c", title="Letter", path="mails.mbox#3", language="en"),
]


@pytest.mark.parametrize(
    ("sent", "choices"),
    [
        ({"top_k": 5, "generate": True, "languages": [], "documents": []}, Choices(top_k=5, generate=True)),
        (
            {"top_k": 10_000, "generate": "yes", "languages": ["ja"], "documents": ["b"]},
            Choices(top_k=20, languages=("ja",), documents=("b",)),
        ),
        ({"top_k": -3, "languages": ["ja", "en"]}, Choices(top_k=1)),
        ({"top_k": "x", "languages": "ja", "documents": ["b", "nowhere", 7]}, Choices(documents=("b",))),
        ({"top_k": float("nan"), "languages": ["<script>", "en"]}, Choices(languages=("en",))),
        ({"top_k": float("inf"), "languages": {}, "documents": {}, "folders": 3, "after": []}, Choices()),
        (
            {"folders": ["ja", 7, ""], "kinds": [".md"], "after": " 2025 ", "before": "2025-04"},
            Choices(
                where=Where(
                    folder=("ja",),
                    kind=(".md",),
                    after=datetime.date(2025, 1, 1),
                    before=datetime.date(2025, 4, 1),
                )
            ),
        ),
        ({"folders": ["x" * 1_001], "after": "", "before": "  "}, Choices()),
    ],
)
def test_choices_from_a_browser_are_checked_again(sent: dict[str, object], choices: Choices) -> None:
    assert checked_choices(sent, ["a", "b"]) == choices


def test_only_unknown_documents_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown documents"):
        checked_choices({"documents": ["gone"]}, ["a"])


@pytest.mark.parametrize("written", ["tomorrow", "2025-13", "2025-02-30", "<b>"])
def test_dates_that_do_not_exist_are_refused(written: str) -> None:
    with pytest.raises(FilterError) as caught:
        checked_choices({"after": written}, [])
    assert f"{written} is no date" in caught.value.en
    assert f"{written} という日付はありません" in caught.value.ja


def test_what_can_be_chosen_is_what_there_is() -> None:
    assert folders_of(INFOS) == ["en", "ja", "ja/2025"]
    assert kinds_of(INFOS) == [".mbox", ".md", ".pdf"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            ["日本語の文書のみ", "予算 ほか1件", "ja/ の中", ".md", "2025-01-01 以降", "2026-01-01 より前"],
        ),
        ("en", ["Japanese only", "予算 and 1 more", "In ja/", ".md", "From 2025-01-01", "Before 2026-01-01"]),
    ],
)
def test_what_narrows_is_said(language: str, words: list[str]) -> None:
    given = {"languages": ["ja"], "documents": ["a", "b"], "folders": ["ja"], "kinds": [".md"]}
    choices = checked_choices(given | {"after": "2025", "before": "2026"}, ["a", "b"])
    said = dict(scope_words(choices, INFOS, language))
    assert list(said) == ["languages", "documents", "folders", "kinds", "after", "before"]
    assert list(said.values()) == words
