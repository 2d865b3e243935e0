"""The two best sentences are read by themselves, and the order holds what both readings say."""

from dataclasses import replace

import pytest

from kotae.answering.closer import looked_at_closely
from kotae.answering.settings import AnsweringSettings
from kotae.question import read_question
from kotae.records import Hit
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits
from tests.answering.pointing import PointingReader, evidence_at, find_evidence
from tests.answering.test_narrowing import of_lines

# Each: the question, three passages, the sentence of the first that its passage lends a meaning, that of the second.
JA = (
    "再発行はいくらですか？",
    (
        "入館は無料です。再発行は窓口で承ります。",
        "再発行は700円です。貸出は2週間です。",
        "閉館は20時です。雨天は18時です。",
    ),
    ("無料です。再", "入館は無料"),
    "再発行は700円",
)
EN = (
    "What does a new card cost?",
    (
        "Entry is free. New cards are made at the desk.",
        "A new card costs 700 yen. Loans are for two weeks.",
        "We close at eight. In rain we close at six.",
    ),
    ("free. New", "Entry is free"),
    "A new card costs 700 yen",
)


def held_nothing(text: str) -> float:
    return 0.0


@pytest.mark.parametrize(("question", "texts", "lent", "own"), [JA, EN], ids=["ja", "en"])
@pytest.mark.parametrize(("alone", "first"), [(-4.0, 1), (5.0, 0)], ids=["lent", "its own"])
def test_a_sentence_that_says_little_by_itself_gives_way_to_the_second(
    analyzer: Analyzer,
    make_hits: MakeHits,
    question: str,
    texts: tuple[str, ...],
    lent: tuple[str, str],
    own: str,
    alone: float,
    first: int,
) -> None:
    asked = read_question(question, analyzer)
    hits = [
        replace(hit, score=score) for hit, score in zip(make_hits(*texts), (1.0, 0.98, 0.96), strict=True)
    ]
    reader = PointingReader({lent[0]: 5.0, lent[1]: alone, own: 4.5})
    found = find_evidence(asked, hits, reader=reader, held=held_nothing, settings=AnsweringSettings())
    assert found[0].hit == hits[0]
    reader.read_so_far.clear()
    looked_at = looked_at_closely(asked, found, reader=reader, analyzer=analyzer, table=None)
    assert looked_at[0].hit == hits[first]
    assert looked_at[0].alone is not None
    assert [one.hit for one in looked_at[1:2]] == [hits[1 - first]]
    assert len(reader.read_so_far) == 2, "the third is behind, whatever it says by itself"


@pytest.mark.parametrize("question", ["PO-2025-00318 はいくらですか？", "What does PO-2025-00318 cost?"])
def test_what_holds_the_identifier_isnt_overtaken_by_what_lacks_it(
    analyzer: Analyzer, make_hits: MakeHits, question: str
) -> None:
    texts = ("番号 PO-2025-00318 は受領済み。金額は 320円。", "番号 PO-2025-00319 です。金額は 700円。")
    hits = [replace(hit, score=1.0) for hit in make_hits(*texts)]
    asked = read_question(question, analyzer)
    reader = PointingReader({"金額は 320円": -1.0, "金額は 700円": 6.0})
    found = find_evidence(asked, hits, reader=reader, held=held_nothing, settings=AnsweringSettings())
    assert found[0].hit == hits[1]
    looked_at = looked_at_closely(asked, found, reader=reader, analyzer=analyzer, table=None)
    assert [one.hit for one in looked_at] == [*hits]


def test_nothing_found_gives_nothing(analyzer: Analyzer) -> None:
    asked = read_question("いくらですか？", analyzer)
    assert looked_at_closely(asked, (), reader=PointingReader({}), analyzer=analyzer, table=None) == ()


@pytest.mark.parametrize(
    ("question", "form", "answering", "named"),
    [
        (
            "What is Marek Zielinski allergic to?",
            "Field | Entry\nName | Marek Zielinski\nAllergies | wasp stings",
            "wasp stings",
            "Name | Marek",
        ),
        (
            "相良由紀子さんの飾りは？",
            "項目 | 記入\n氏名 | 相良由紀子様\n車に付けるもの | 白木蓮",
            "白木蓮",
            "氏名 | 相良由紀子",
        ),
    ],
    ids=["en", "ja"],
)
@pytest.mark.parametrize(("own", "other", "first"), [(5.0, -7.0, 2), (-1.0, -7.0, 2), (-1.0, -3.0, 1)])
def test_the_row_with_the_name_doesnt_take_the_place_of_the_one_that_answers(
    analyzer: Analyzer,
    question: str,
    form: str,
    answering: str,
    named: str,
    own: float,
    other: float,
    first: int,
) -> None:
    """The field that says the name held more of the question's words, and was quoted or refused in the other's place."""
    asked = read_question(question, analyzer)
    reader = PointingReader({answering: own, named: other})
    evidence = evidence_at(Hit(passage=of_lines(form), score=1.0), answering)
    (found,) = looked_at_closely(asked, [evidence], reader=reader, analyzer=analyzer, table=None)
    assert found.place == first


@pytest.mark.parametrize(
    ("question", "table", "wrong", "named"),
    [
        (
            "What colour is the seat of Kamome?",
            "Car: 5 | Name: Tsubame | Seat: black\nCar: 12 | Name: Kamome | Seat: wine",
            "Tsubame",
            "Kamome",
        ),
        (
            "「かもめ」の座席は何色ですか",
            "号車: 5 | 名前: つばめ | 座席: 黒\n号車: 12 | 名前: かもめ | 座席: 赤",
            "つばめ",
            "かもめ",
        ),
    ],
    ids=["en", "ja"],
)
def test_the_row_of_what_is_named_stands_in_a_table_of_many_things(
    analyzer: Analyzer, question: str, table: str, wrong: str, named: str
) -> None:
    asked = read_question(question, analyzer)
    reader = PointingReader({named: -7.0, wrong: 1.0})
    evidence = evidence_at(Hit(passage=of_lines(table), score=1.0), wrong)
    (found,) = looked_at_closely(asked, [evidence], reader=reader, analyzer=analyzer, table=None)
    assert named in found.text


@pytest.mark.parametrize(
    ("question", "total", "row", "first"),
    [
        (
            "オラクルの投資額はいくらですか",
            "Taken together, all plan 4 trillion yen.",
            "Oracle | 80億ドル",
            1,
        ),
        ("What does Oracle invest?", "5社にOracleを合わせると4兆円である。", "Oracle | 80億ドル", 1),
        ("What does Oracle invest?", "5社にOracleを合わせると4兆円である。", "Microsoft | 29億ドル", 0),
        (
            "What do Oracle and the others invest together?",
            "Taken together 4 trillion yen.",
            "Oracle | 80億ドル",
            0,
        ),
        ("オラクルなどの投資額は合計いくらですか", "5社を合わせると4兆円である。", "Oracle | 80億ドル", 0),
        ("オラクルの投資額はいくらですか", "Oracle plans 4 trillion yen.", "Oracle | 80億ドル", 0),
    ],
)
def test_the_row_of_what_is_named_comes_before_a_total_of_several(
    analyzer: Analyzer, make_hits: MakeHits, question: str, total: str, row: str, first: int
) -> None:
    asked = read_question(question, analyzer)
    found = [
        evidence_at(hit, words, answers=odds, score=odds)
        for hit, words, odds in zip(make_hits(total, row), (total, row), (6.0, 5.0), strict=True)
    ]
    reader = PointingReader({total: 6.0, row: 5.0})
    looked_at = looked_at_closely(asked, found, reader=reader, analyzer=analyzer, table=None)
    assert looked_at[0].text == (total, row)[first]
