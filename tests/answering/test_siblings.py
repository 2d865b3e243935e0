"""Papers alike in all but whom they are about: what one branch's paper says answers no question about the other."""

from dataclasses import replace

import pytest

from kotae.answering.siblings import sibling_asked_for, told_elsewhere
from kotae.question import read_question
from kotae.records import Hit
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits
from tests.answering.pointing import evidence_at


@pytest.fixture(scope="module")
def table() -> TranslationTable:
    return TranslationTable.load()


def titled(hit: Hit, title: str, heading: str = "") -> Hit:
    document = replace(hit.passage.document, title=title, id=title)
    return replace(hit, passage=replace(hit.passage, document=document, heading=heading))


@pytest.mark.parametrize(
    ("question", "title", "text", "other", "asked"),
    [
        ("霧沢農場の入場料は？", "小幡農場 案内", "入場料は700円です。", "霧沢農場 案内", True),
        ("小幡農場の入場料は？", "小幡農場 案内", "入場料は700円です。", "霧沢農場 案内", False),
        ("入場料は？", "小幡農場 案内", "入場料は700円です。", "霧沢農場 案内", False),
        ("霧沢農場の人は？", "小幡農場 案内", "霧沢農場の人は無料です。", "霧沢農場 案内", False),
        (
            "What is the fee at North Pool?",
            "South Pool: prices",
            "The fee is 700 yen.",
            "North Pool: prices",
            True,
        ),
        (
            "What is the fee at South Pool?",
            "South Pool: prices",
            "The fee is 700 yen.",
            "North Pool: prices",
            False,
        ),
        (
            "Is North Pool dearer than South Pool?",
            "South Pool: prices",
            "It is 7 yen.",
            "North Pool: prices",
            False,
        ),
        ("How many came to Obata Farm?", "霧沢農場 報告", "5,340人が来ました。", "Obata Farm: report", True),
        ("霧沢農場には何人来ましたか", "Obata Farm: report", "214 visitors came.", "霧沢農場 報告", True),
        ("霧沢農場には何人来ましたか", "Rules for members", "214 visitors came.", "霧沢農場 報告", False),
        (
            "Which Japanese start-up sells it?",
            "Distributed AI",
            "Nami sells it.",
            "Metaphors for Japanese AI",
            False,
        ),
        ("北海道支社の売上は？", "全国工場 一覧", "売上は7億円。", "北海道工場 案内", False),
        ("浜の鷹舎の入場料は？", "峰の鷹舎 案内", "入場料は700円です。", "浜の鷹舎 案内", True),
        ("峰の鷹舎の入場料は？", "峰の鷹舎 案内", "入場料は700円です。", "浜の鷹舎 案内", False),
        ("鷹舎の入場料は？", "峰の鷹舎 案内", "入場料は700円です。", "浜の鷹舎 案内", False),
        (
            "What is the fee at Shore Owl Barn?",
            "Hill Owl Barn: prices",
            "The fee is 700 yen.",
            "Shore Owl Barn: prices",
            True,
        ),
        (
            "What is the fee at the Owl Barn?",
            "Hill Owl Barn: prices",
            "The fee is 700 yen.",
            "Shore Owl Barn: prices",
            False,
        ),
    ],
    ids=[
        "ja the other",
        "ja itself",
        "ja neither",
        "ja the sentence names it",
        "en the other",
        "en itself",
        "en both",
        "en over ja",
        "ja over en",
        "no sibling",
        "en of another kind",
        "ja of another kind",
        "ja names alike in part",
        "ja itself, alike in part",
        "ja neither, alike in part",
        "en names alike in part",
        "en neither, alike in part",
    ],
)
def test_evidence_of_a_sibling_is_known(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    title: str,
    text: str,
    other: str,
    asked: bool,
) -> None:
    own, beside = make_hits(text, "A")
    hits = (titled(own, title), titled(beside, other))

    found = sibling_asked_for(
        read_question(question, analyzer),
        evidence_at(hits[0], text[:2]),
        hits,
        analyzer=analyzer,
        table=table,
    )

    assert found == asked


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("保険は1日いくら出ますか", "青羽乗馬クラブ 規約"),
        ("What does the insurance pay per day?", "Aobane Riding Club: rules"),
    ],
    ids=["ja", "en"],
)
def test_labels_of_a_table_name_nothing(
    analyzer: Analyzer, table: TranslationTable, make_hits: MakeHits, question: str, title: str
) -> None:
    """A column *Per club* made a sibling of every club."""
    own, beside = make_hits("It pays 5,000 yen.", "B")
    hits = (titled(own, title), titled(beside, "Prices", "Membership | Per club | 1日クラブ"))

    evidence = evidence_at(hits[0], "It")

    assert not sibling_asked_for(
        read_question(question, analyzer), evidence, hits, analyzer=analyzer, table=table
    )


@pytest.mark.parametrize(
    ("question", "own", "other", "elsewhere"),
    [
        ("二見の一日券はいくらですか", "一日券は500円です。", "二見の料金は130円です。", True),
        ("霧沢の一日券はいくらですか", "A day ticket costs 500 yen.", "霧沢の料金は130円です。", True),
        ("霧沢の一日券はいくらですか", "A day ticket in Kirisawa costs 500 yen.", "霧沢の料金。", False),
        ("二見の一日券はいくらですか", "一日券は500円です。", "料金は130円です。", False),
        ("一日券はいくらですか", "一日券は500円です。", "二見の料金は130円です。", False),
        ("7月の一日券はいくらですか", "一日券は500円です。", "7月の料金は130円です。", False),
        ("ヨナスの後は誰ですか", "Irma follows Jonas.", "ヨナスの料金。", False),
        ("英国の一日券はいくらですか", "A day ticket in the UK costs 5.", "英国の料金。", False),
        ("What does a day ticket cost in Futami?", "A day ticket costs 500.", "The fee in Futami.", True),
        ("What does a day ticket cost in Futami?", "一日券は500円です。", "The fee in Futami.", True),
        ("What does a day ticket cost in Futami?", "二見の一日券は500円です。", "The fee in Futami.", False),
        ("What does a day ticket cost at Lorne Quay?", "一日券は500円です。", "Lorne Quay", False),
        ("What does a day ticket cost?", "A day ticket costs 500.", "The fee in Futami.", False),
    ],
)
def test_a_name_that_only_another_paper_holds_is_told_elsewhere(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    own: str,
    other: str,
    elsewhere: bool,
) -> None:
    """A paragliding school's day ticket was given for that of a bicycle share, whose town it doesn't name."""
    hits = make_hits(own, other)
    found = told_elsewhere(
        read_question(question, analyzer), evidence_at(hits[0], own), hits, analyzer=analyzer, table=table
    )
    assert found == elsewhere
