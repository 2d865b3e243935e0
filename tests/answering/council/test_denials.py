"""Denials: a sentence says no where its sources do."""

import pytest

from kotae.answering.council.denials import denies_alike
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable


@pytest.fixture(scope="module")
def table() -> TranslationTable:
    return TranslationTable.load()


@pytest.mark.parametrize(
    ("said", "source", "alike"),
    [
        ("事故でけが人はいませんでした。", "事故は午後に起きたが、けが人はいなかった。", True),
        ("利益相反を申告していませんでした。", "3人は利益相反を申告しておらず、取り消された。", True),
        ("パスワードを変更する必要があります。", "パスワードを変更しなければならない。", True),
        ("少なくとも3社が参加した。", "3社以上が参加した。", True),
        ("The library is not open on Mondays.", "The library is closed on Mondays.", True),
        ("No side effects were reported.", "78 improved, and no side effects were reported.", True),
        ("The package doesn't work on Windows.", "このパッケージはWindowsでは動作しない。", True),
        ("このパッケージはWindowsでは動作しません。", "It does not yet work on Windows.", True),
        ("Not only Japan took part.", "Japan took part.", True),
        ("未成年者は入場できます。", "未成年者は保護者の同伴があっても入場できない。", False),
        ("給食の無償化は反対9で可決されませんでした。", "賛成24、反対9で給食の無償化を可決した。", False),
        ("利用を禁止しませんでした。", "SNSの利用を禁止した。", False),
        ("The starting position is not unusual.", "Still, the starting position is unusual.", False),
        ("It may not turn out to be cheaper.", "For Japan, it may turn out to be cheaper.", False),
        ("The package works on Windows.", "このパッケージはWindowsでは動作しない。", False),
        ("このパッケージはWindowsで動作します。", "This package does not work on Windows.", False),
        ("The deadline is not January 31, 2025.", "期限は2025年1月31日である。", False),
        ("期限は2025年1月31日ではありません。", "The deadline is 31 January 2025.", False),
        ("The budget was slightly less than 200 billion yen.", "予算は2,000億円に届かなかった。", True),
        ("予算は2,000億円に届かなかった。", "The budget was slightly less than 200 billion yen.", True),
        ("参加者は300人に達しませんでした。", "Fewer than 300 people took part.", True),
        ("利用率は50%を下回った。", "The rate of use did not reach 50%.", True),
        ("応募は100件未満だった。", "応募は100件に満たなかった。", True),
        ("The budget came to 200 billion yen.", "予算は2,000億円に届かなかった。", False),
        ("予算は2,000億円に届いた。", "予算は2,000億円に届かなかった。", False),
        ("予算は2,000億円に届かなかった。", "The budget reached 200 billion yen.", False),
        ("Membership did not reach 300.", "Membership reached 300.", False),
    ],
)
def test_denials_agree_clause_by_clause(
    analyzer: Analyzer, table: TranslationTable, said: str, source: str, alike: bool
) -> None:
    assert denies_alike(said, source, analyzer=analyzer, table=table) is alike
