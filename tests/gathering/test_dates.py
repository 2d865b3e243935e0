"""The date a paper gives itself: what is said to be its own, and no other date in it."""

import pytest

from kotae.gathering.dates import document_day
from kotae.records import Document, DocumentInfo


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("料金表\n2025年4月1日から適用します。", "2025-04-01"),
        ("料金表（令和7年4月1日適用）", "2025-04-01"),
        ("利用料金\n適用開始日：2024年10月1日", "2024-10-01"),
        ("2024年10月1日以降適用の料金", "2024-10-01"),
        ("規程\n発効日 2023年7月1日", "2023-07-01"),
        ("Price list\nApplies from 1 April 2025", "2025-04-01"),
        ("Fees, valid from 1 October 2024", "2024-10-01"),
        ("Fees with effect from 1 July 2023", "2023-07-01"),
        ("Fees applicable as of 1 July 2023", "2023-07-01"),
        ("料金は2025年4月1日に見直した。", ""),
        ("2025年4月1日以降に申し込んだ人に適用する料金", ""),
        ("The hall opened on 1 April 2025.", ""),
        ("Who applied on 1 April 2025 pays less.", ""),
        ("", ""),
    ],
)
def test_a_paper_counts_from_the_day_it_says(text: str, day: str) -> None:
    info = DocumentInfo(id="a", title="料金表", path="a.md", language="ja")

    found, where = document_day(Document(info=info, text=text, blocks=()))

    assert (found.isoformat() if found else "", where) == (day, "text" if day else "")
