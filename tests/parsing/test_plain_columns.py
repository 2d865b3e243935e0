"""Plain text in two columns is read one column after the other; tables stay tables."""

from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.parsing.plain.columns import one_below_the_other

EN = """NOTICE TO ALL VISITORS

The harbour office is open from        Parking is free for all visitors
nine to five on weekdays. On           during the first two hours. After
Saturdays it closes at noon and        that a fee of two euros an hour is
on Sundays it stays shut all day.      due, payable at the machine only.
                                       Tickets are valid for one day.

Ships longer than fifty metres         Dogs must be kept on a lead.
must book a berth by telephone.

The shops open at ten.
"""
EN_READ = """NOTICE TO ALL VISITORS

The harbour office is open from
nine to five on weekdays. On
Saturdays it closes at noon and
on Sundays it stays shut all day.


Ships longer than fifty metres
must book a berth by telephone.

Parking is free for all visitors
during the first two hours. After
that a fee of two euros an hour is
due, payable at the machine only.
Tickets are valid for one day.

Dogs must be kept on a lead.


The shops open at ten.
"""
JA = """港の事務所は平日の九時から五時まで　　　　駐車場は最初の二時間は無料です。
開いています。土曜は正午に閉まり、　　　　その後は一時間につき二百円が必要で、
日曜は終日休みです。五十メートルを　　　　支払いは精算機でのみ受け付けます。
超える船は三日前までに予約が必要です。　　犬は必ず引き綱につないでください。
"""
JA_READ = """港の事務所は平日の九時から五時まで
開いています。土曜は正午に閉まり、
日曜は終日休みです。五十メートルを
超える船は三日前までに予約が必要です。

駐車場は最初の二時間は無料です。
その後は一時間につき二百円が必要で、
支払いは精算機でのみ受け付けます。
犬は必ず引き綱につないでください。
"""


@pytest.mark.parametrize(("text", "expected"), [(EN, EN_READ), (JA, JA_READ)], ids=["en", "ja"])
def test_columns_of_prose_are_put_one_below_the_other(text: str, expected: str) -> None:
    assert one_below_the_other(text) == expected
    assert one_below_the_other(expected) == expected


def test_sentences_over_line_ends_are_found_whole(tmp_path: Path) -> None:
    """Read across they were rows of a table: two sentences in each."""
    (tmp_path / "a.txt").write_text(EN, encoding="utf-8")
    (document,) = read_file(tmp_path / "a.txt", relative_path="a.txt")
    whole = "After\nthat a fee of two euros an hour is\ndue, payable at the machine only."
    assert any(whole in document.text[b.start : b.end] and b.kind == "paragraph" for b in document.blocks)


@pytest.mark.parametrize(
    "text",
    [
        # Cells that are sentences, each closed in its row.
        "Pen       It writes blue and is sold in packs.\nInk       It dries slowly. Handle it with care.\n"
        "Paper     It is sold by the sheet in all sizes.\nClip      It is made of steel. Boxes of a hundred.\n",
        "鉛筆の芯が折れたときの対応　　新しい芯を入れます。予備は棚にあります。\n"
        "紙が詰まって動かないとき　　　電源を切ります。それから紙を抜きます。\n"
        "印字が薄くて読めないとき　　　交換を頼みます。内線は101番です。\n"
        "音がうるさくて困るとき　　　　台を確かめます。水平に置いてください。\n",
        # Code, names, and justified text with wide gaps of its own.
        "int a;        // the first one is the sum. It counts.\nint b;        // the second one is a rest. It goes.\n"
        "int c;        // the third one is a sign. It stays.\nint d;        // the fourth one is a mark. It ends.\n",
        "This  text is  set with  gaps between  words. It runs\non over  lines as  prose does  and it ends  here. It\n"
        "has  one column  only, so  that nothing  stands beside\nanything else  on the page.  That is  all there is.\n",
        "one\n\ntwo\n", "",
    ],
    ids=["sentences in cells", "cells in Japanese", "code", "justified", "short", "empty"],
)  # fmt: skip
def test_other_text_stays_as_it_is(text: str) -> None:
    assert one_below_the_other(text) == text
