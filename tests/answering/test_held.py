"""What of the question stands with the evidence: identifiers, years, names, words, in any spelling or language."""

import pytest

from kotae.answering.held import Held, held_by, identifiers_of, scope_of
from kotae.question import read_question
from kotae.records import Hit
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits
from tests.answering.pointing import evidence_at


@pytest.fixture(scope="module")
def table() -> TranslationTable:
    return TranslationTable.load()


def held(analyzer: Analyzer, table: TranslationTable, question: str, *hits: Hit) -> Held:
    """Return what the first hit holds of a question, all of them read."""
    evidence = evidence_at(hits[0], hits[0].passage.text[:2])
    asked = read_question(question, analyzer)
    return held_by(asked, evidence, hits, analyzer=analyzer, table=table)


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("WD-105の保証は？", "WD-105の保証は2年です。", ()),
        ("WD-105の保証は？", "ＷＤ１０５の保証は2年です。", ()),
        ("WD-105の保証は？", "WD-102の保証は2年です。", ("WD-105",)),
        ("How long is WD-105 covered?", "WD-105の保証は2年です。", ()),
        ("How long is WD-105 covered?", "The WD-102 is covered for two years.", ("WD-105",)),
        ("What does Article 9 say?", "第9条 手数料は返さない。", ()),
        ("第9条は？", "Article 9: fees are not returned.", ()),
        ("第9条は？", "第19条 手数料は返さない。", ("第9条",)),
        ("E-4071とE-4072の違いは？", "E-4071は紙詰まりです。", ("E-4072",)),
        ("保証は？", "保証は2年です。", ()),
    ],
)
def test_identifiers_that_stand_nowhere_are_named(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    text: str,
    missing: tuple[str, ...],
) -> None:
    assert held(analyzer, table, question, *make_hits(text)).identifiers == missing


def test_an_identifier_elsewhere_in_the_document_is_distant_and_in_another_one_missing(
    analyzer: Analyzer, table: TranslationTable, make_hits: MakeHits
) -> None:
    texts = ("保証は2年です。", "WD-105は棚です。")
    near = held(analyzer, table, "WD-105の保証は？", *make_hits(*texts, document="guide"))
    assert (near.identifiers, near.distant) == ((), 1)
    far = held(analyzer, table, "WD-105の保証は？", *make_hits(*texts))
    assert (far.identifiers, far.distant) == (("WD-105",), 0)


@pytest.mark.parametrize("place", ["title", "heading"])
def test_an_identifier_in_title_or_heading_is_held(
    analyzer: Analyzer, table: TranslationTable, make_hits: MakeHits, place: str
) -> None:
    hits = make_hits("保証は2年です。", **{place: "WD-105 取扱説明書"})
    found = held(analyzer, table, "WD-105の保証は？", *hits)
    assert (found.identifiers, found.distant) == ((), 0)
    assert "code:wd105" in identifiers_of(hits[0])
    assert "WD-105" in scope_of(hits[0])


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Where does bus R-31 go?", "Take the R31 to Kamioka.", ()),
        ("バスR-31はどこへ行きますか", "R31のバスは上岡へ行く。", ()),
        ("Where does bus R-31 go?", "Take the R13 to Kamioka.", ("R-31",)),
        ("第3回のキャンプは？", "第1回は7月、第2回は8月です。", ("第3回",)),
        ("When is the third camp?", "第1回は7月、第2回は8月です。", ("third camp",)),
        ("When is the second camp?", "第1回は7月、第2回は8月です。", ()),
        ("How hot is kiln 3?", "Kiln 1 gets to 780 °C, kiln 2 to 800 °C.", ("kiln 3",)),
    ],
)
def test_codes_and_numbers_of_things_that_stand_nowhere_are_named(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    text: str,
    missing: tuple[str, ...],
) -> None:
    assert held(analyzer, table, question, *make_hits(text)).identifiers == missing


@pytest.mark.parametrize(
    ("question", "title", "missing"),
    [
        ("Who works the early shift in week 41?", "shifts_in_week_40", ("week 41",)),
        ("Who works the early shift in week 40?", "shifts_in_week_40", ()),
        ("Who works on PO-2025-00381?", "PO_2025_00381", ()),
        ("第41週の早番は？", "早番_第40週", ("第41週",)),
    ],
)
def test_the_name_of_a_file_is_read_as_words(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    title: str,
    missing: tuple[str, ...],
) -> None:
    """The shifts of week 40 were given for week 41: the file was called shifts_in_week_40.csv."""
    hits = make_hits("day: Monday | early: Oduya", title=title)
    assert held(analyzer, table, question, *hits).identifiers == missing


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("2019年の来館者は？", "2019年の来館者は3万人でした。", ()),
        ("2019年の来館者は？", "令和元年の来館者は3万人でした。", ()),
        ("2019年の来館者は？", "2021年の来館者は3万人でした。", ("2019年",)),
        ("How many came in 2019?", "令和元年の来館者は3万人でした。", ()),
        ("How many came in 2019?", "In 2021, 30,000 came.", ("2019",)),
        ("How many came in May 2019?", "In 2019, 30,000 came.", ()),
        ("来館者は？", "2021年の来館者は3万人でした。", ()),
        ("R14は何を意味しますか", "R14 | Wash water below 40 °C | Wait", ()),
        ("H30の部品はどれですか", "Part H30 is the pump.", ()),
        ("R5年度の来館者は？", "令和3年の来館者は3万人でした。", ("R5",)),
        ("R14は何を意味しますか", "R140 | Wash water below 40 °C | Wait", ("R14",)),
    ],
)
def test_years_that_stand_nowhere_are_named(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    text: str,
    missing: tuple[str, ...],
) -> None:
    assert [said.strip("in ") for said in held(analyzer, table, question, *make_hits(text)).years] == list(
        missing
    )


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("How large is Nvidia's order?", "Intel ordered 300 chips.", True),
        ("How large is Intel's order?", "Intel ordered 300 chips.", False),
        ("How large is Intel's order?", "インテルは300個を注文した。", False),
        ("インテルの注文は？", "Intel ordered 300 chips.", False),
        ("松尾さんはいつ来ますか？", "Matsuo comes on Monday.", False),
        ("松尾さんはいつ来ますか？", "Tanaka comes on Monday.", True),
        ("When does Matsuo open?", "松尾図書館は9時に開きます。", False),
    ],
)
def test_names_meet_in_any_script(
    analyzer: Analyzer, table: TranslationTable, make_hits: MakeHits, question: str, text: str, missing: bool
) -> None:
    assert bool(held(analyzer, table, question, *make_hits(text)).names) is missing


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Which law of the US applies?", "米国の法律による。", ()),
        ("Which law of the UK applies?", "イギリスの法律による。", ()),
        ("アメリカの法律は？", "米国の法律による。", ()),
        ("米国の法律は？", "The law of the US applies.", ()),
        ("Which law of the US applies?", "英国の法律による。", ("US",)),
        ("大阪の法律は？", "The law of the US applies.", ("大阪",)),
    ],
)
def test_a_name_known_in_another_spelling_is_not_missing(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    text: str,
    missing: tuple[str, ...],
) -> None:
    """It said *In none of the nearest passages: US* above a list with 米国."""
    found = held(analyzer, table, question, *make_hits(text))
    assert found.names == missing
    assert {"US", "UK", "アメリカ", "米国", "大阪"} & set(found.words) == set(missing)


@pytest.mark.parametrize(
    ("question", "texts", "words"),
    [
        ("ナポレオンの予算は？", ("予算は2億円です。",), ("ナポレオン",)),
        ("ナポレオンの予算は？", ("予算は2億円です。", "ナポレオンは皇帝です。"), ()),
        ("Napoleon's budget?", ("The budget is 2 million yen.",), ("Napoleon's",)),
        ("予算は？", ("予算は2億円です。",), ()),
    ],
)
def test_words_that_no_passage_holds_are_named(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    texts: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    assert held(analyzer, table, question, *make_hits(*texts)).words == words


@pytest.mark.parametrize("question", ["", "いつですか？", "What?"])
def test_a_question_that_states_nothing_misses_nothing(
    analyzer: Analyzer, table: TranslationTable, make_hits: MakeHits, question: str
) -> None:
    found = held(analyzer, table, question, *make_hits("予算は2億円です。"))
    assert (found.identifiers, found.distant, found.years, found.names) == ((), 0, (), ())


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("9月末の現金はいくらですか？", "8月末の現金は3億円です。", ["9月"]),
        (
            "How much cash was there at the end of September?",
            "Cash at the end of August was 312 million.",
            ["September"],
        ),
        ("How much cash was there in September?", "8月末の現金は3億円です。", ["September"]),
        ("9月末の現金はいくらですか？", "2026-09-30の現金は3億円です。", []),
        ("9月末の現金はいくらですか？", "現金は3億円です。", []),
        ("第4四半期の売上は？", "Third quarter: revenue came to $4.7 million.", ["第4四半期"]),
        ("What was revenue in the second half of 2025?", "2025年上期の売上は3億円です。", ["second half"]),
        ("第3四半期の売上は？", "Third quarter: revenue came to $4.7 million.", []),
        ("What was revenue in the first quarter of 2025?", "2025年の売上は3億円です。", []),
        ("9月に入ると休暇は何日ですか？", "4月から10月に入った人は10日です。", []),
        ("9月に頼むといつ届きますか？", "10月に届きます。", []),
        ("9月は何時に閉まりますか？", "4月〜10月は18時に閉まります。", []),
        ("What are the hours in January?", "November to March: 11:00-15:00.", []),
        ("When does what I order in September come?", "It comes in October.", []),
    ],
)
def test_another_month_than_the_question_s_is_named(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    text: str,
    missing: list[str],
) -> None:
    """The cash at the end of September was answered with that of August."""
    assert [
        said.removeprefix("in ") for said in held(analyzer, table, question, *make_hits(text)).years
    ] == missing


@pytest.mark.parametrize(
    ("question", "text", "nowhere"),
    [
        ("ソニーは日本にいくら投資しますか？", "Oracle will invest $8 billion in Japan.", ("ソニー",)),
        ("オラクルは日本にいくら投資しますか？", "Oracle will invest $8 billion in Japan.", ()),
        ("How many people from Ethiopia came?", "エジプトからは12人が来ました。", ("Ethiopia",)),
        ("How many people from Egypt came?", "エジプトからは12人が来ました。", ()),
        ("Ask Karita?", "The bus stops here.", ()),
        ("Why was the June batch late?", "6月分は遅れました。", ()),
    ],
    ids=["ja, not held", "ja, held", "en, not held", "en, held", "not a word of the table", "a month"],
)
def test_a_known_name_that_stands_nowhere_is_told(
    analyzer: Analyzer,
    table: TranslationTable,
    make_hits: MakeHits,
    question: str,
    text: str,
    nowhere: tuple[str, ...],
) -> None:
    assert held(analyzer, table, question, *make_hits(text)).nowhere == nowhere
