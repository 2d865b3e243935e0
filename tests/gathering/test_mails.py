# ruff: noqa: E501 - what papers say is one line each
"""Mails among what is gathered: when they were sent is none of their matters, and their closing says whose they are."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from kotae.pipeline import KnowledgeBase, build, open_index
from tests.gathering.test_gathering import HASHING

MAILS = {
    "hay": ("Invoice for hay", "we delivered the hay on 20 January 2026 and ask you to pay 244,750 yen.", "Northfield Farm Supplies"),
    "pulp": ("Invoice for beet pulp", "we delivered the beet pulp on 15 September 2025 and ask you to pay 118,000 yen.", "Tokachi Feed"),
    "乾草": ("乾草の請求書", "乾草を2025年11月19日に納品しました。代金は301,000円です。", "牧草の里"),
    "鉱塩": ("鉱塩の請求書", "鉱塩を2026年2月9日に納品しました。代金は65,200円です。", "大雪ミネラル"),
}  # fmt: skip


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder: Path = tmp_path_factory.mktemp("mails")
    (folder / "papers").mkdir()
    for name, (subject, said, whose) in MAILS.items():
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "office@example.jp", "farm@example.jp", subject
        message["Date"] = "Mon, 01 Jun 2026 09:00:00 +0900"
        japanese = not name.isascii()
        greeting, closing = ("各位", "敬具") if japanese else ("Dear Sir or Madam,", "Yours faithfully,")
        message.set_content(f"{greeting}\n\n{said}\n\n{closing}\n{whose}\n")
        (folder / "papers" / f"{name}.eml").write_bytes(bytes(message))
    build(folder / "papers", folder / "index", settings=HASHING)
    with open_index(folder / "index", settings=HASHING) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("List everything that was delivered in 2026.", {"hay": "date:2026-01-20"}),
        ("2025年に納品されたものをすべて挙げてください。", {"乾草": "date:2025-11-19"}),
    ],
)  # fmt: skip
def test_when_a_mail_was_sent_is_not_when_its_matters_were(
    mails: KnowledgeBase, question: str, keys: dict[str, str]
) -> None:
    """All four were in 2026, and by the day they were sent."""
    rows = mails.gather(question).rows
    assert {row.citation.document.path.removesuffix(".eml"): row.key for row in rows} == keys


@pytest.mark.parametrize(
    ("question", "name", "key"),
    [
        ("What is the total of the invoices of Tokachi Feed?", "pulp", "JPY:118000"),
        ("大雪ミネラルの請求書の合計はいくらですか。", "鉱塩", "JPY:65200"),
    ],
)
def test_the_closing_says_whose_a_mail_is(mails: KnowledgeBase, question: str, name: str, key: str) -> None:
    """No passage holds it, so such a mail was nobody's."""
    rows = mails.gather(question).rows
    assert [(row.citation.document.path, row.key) for row in rows] == [(f"{name}.eml", key)]
