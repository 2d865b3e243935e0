"""A passage is cut down to the row, article or item asked for, and only where that is told exactly."""

from dataclasses import replace

import pytest

from kotae.answering.narrowing import narrowed, part_about, part_of
from kotae.answering.table_rows import header_of
from kotae.language import detect_language
from kotae.passages import HEADING_SEPARATOR
from kotae.question import read_question
from kotae.records import DocumentInfo, Passage, Sentence
from kotae.segmentation import Analyzer

ORDERS = (
    "注文番号: PO-0317 | 納期: 5月30日\n注文番号: PO-0318 | 納期: 6月9日\n注文番号: PO-0319 | 納期: 6月20日"
)
YEARS = "Year | Visitors\n2023 | 410\n2024 | 455\n2025 | 470"
ARTICLES = "第3条 委託料は月額12万円とする。\n第4条 委託料は30日以内に支払う。\n遅れたときは利息を付ける。\n第5条 秘密を守る。"
STEPS = "1. Fill in the form.\n2. See the doctor.\n3. Collect your laptop.\n4. Attend the course."
LAMPS = "◇運転ランプと「F3」 … 前パネルが外れています。\n◇「F7」 … ファンに異物が入ったおそれがあります。"
ERRORS = "31: the bolt met resistance.\n34: the lock has lost its calibration."
MENTIONED = "WD-105 is no longer sold.\nIts successor is WD-205.\nAsk for WD-205 by name."


def of_lines(text: str) -> Passage:
    """Return a passage in which every line is a sentence, as rows and items are."""
    language = detect_language(text)
    sentences, start = [], 0
    for line in text.splitlines():
        sentences.append(Sentence(start=start, end=start + len(line), language=language))
        start += len(line) + 1
    document = DocumentInfo(id="d", title="", path="d.md", language=language)
    return Passage(
        start=0, end=len(text), document=document, text=text, sentences=tuple(sentences), language=language
    )


WEEK = "曜日 | 時刻 | 番組\n月・水 | 7:00 | 朝の便り\n土 | 10:00 | 科学相談\n日 | 10:00 | 世界の歌"
HOURS = "Day | Hours\nMon to Fri | 9:00-18:00\nWeekends | 10:00-16:00"


KARTS = "車番: 9 | 内容: 電池交換\n車番: 12 | 内容: 鎖の交換\n車番: 15 | 内容: 清掃"
ROOMS = "Room | Beds\n11 | two\n12 | four\n21 | one"
PLACES = "place | driver\n11 | Venn\n12 | Bale"


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("12号車は何をしましたか", KARTS, ["車番: 12 | 内容: 鎖の交換"]),
        ("What was done to kart 12?", KARTS, ["車番: 12 | 内容: 鎖の交換"]),
        ("How many beds are there in room 12?", ROOMS, ["12 | four"]),
        ("Who drives kart 12?", PLACES, PLACES.split("\n")),
        ("ＰＯ‐０３１８の納期は？", ORDERS, ["注文番号: PO-0318 | 納期: 6月9日"]),
        ("When is PO-0318 due?", ORDERS, ["注文番号: PO-0318 | 納期: 6月9日"]),
        ("令和6年の来館者は何人ですか？", YEARS, ["2024 | 455"]),
        ("How many visitors came in 2024?", YEARS, ["2024 | 455"]),
        (
            "第4条には何が書いてありますか？",
            ARTICLES,
            ["第4条 委託料は30日以内に支払う。", "遅れたときは利息を付ける。"],
        ),
        (
            "What does Article 4 say?",
            ARTICLES,
            ["第4条 委託料は30日以内に支払う。", "遅れたときは利息を付ける。"],
        ),
        ("F3が出たらどうしますか？", LAMPS, ["◇運転ランプと「F3」 … 前パネルが外れています。"]),
        ("What does F7 mean?", LAMPS, ["◇「F7」 … ファンに異物が入ったおそれがあります。"]),
        ("What's error 34?", ERRORS, ["34: the lock has lost its calibration."]),
        ("エラー34とは何ですか？", ERRORS, ["34: the lock has lost its calibration."]),
        ("土曜日の10時は何ですか？", WEEK, ["土 | 10:00 | 科学相談"]),
        ("What is on at 10 on Saturday?", WEEK, ["土 | 10:00 | 科学相談"]),
        ("水曜は？", WEEK, ["曜日 | 時刻 | 番組", "月・水 | 7:00 | 朝の便り"]),
        ("What are the hours on Tuesdays?", HOURS, ["Day | Hours", "Mon to Fri | 9:00-18:00"]),
        ("週末は何時からですか？", HOURS, ["Weekends | 10:00-16:00"]),
        ("三番目の手順は何ですか？", STEPS, ["3. Collect your laptop."]),
        ("What is the third step?", STEPS, ["3. Collect your laptop."]),
    ],
)
def test_what_is_asked_for_is_kept(analyzer: Analyzer, question: str, text: str, kept: list[str]) -> None:
    passage = of_lines(text)
    first, part = narrowed(read_question(question, analyzer), passage)
    said = [text.strip() for text in part.texts]
    assert said == kept
    assert part.sentences == passage.sentences[first : first + len(kept)]
    assert passage.text[part.start - passage.start : part.end - passage.start] == part.text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("PO-0400の納期は？", ORDERS),
        ("When is PO-0400 due?", ORDERS),
        ("納期はいつですか？", ORDERS),
        ("When is it due?", ORDERS),
        ("WD-105の後継は何ですか？", MENTIONED),
        ("What follows WD-105?", MENTIONED),
        ("土曜日の9時は何ですか？", WEEK),
        ("What is on at 7:00 on Saturday?", WEEK),
        ("10時は何ですか？", WEEK),
        ("What is on at 10?", WEEK),
        ("The sun sat low; what now?", HOURS),
    ],
)
def test_nothing_is_cut_where_it_is_not_told_exactly(analyzer: Analyzer, question: str, text: str) -> None:
    passage = of_lines(text)
    assert narrowed(read_question(question, analyzer), passage) == (0, passage)


def test_a_row_keeps_its_header(analyzer: Analyzer) -> None:
    _, part = narrowed(read_question("2024年の来館者は？", analyzer), of_lines(YEARS))
    assert part.heading.endswith("Year | Visitors")


FORM = "Field | Entry\nName | Marek Zielinski\nAllergies | wasp stings\nShoe size | 28.5 cm"
FORM_JA = "項目 | 記入\n氏名 | 相良 由紀子\n台数 | 4台\n飾り | 白木蓮"
FRIENDS = "Name | Home\nMarek Zielinski | Kraków\nHis brother Jan Zielinski | Berlin\nAya Tomari | Kyoto"


@pytest.mark.parametrize(
    ("question", "text", "place", "heading"),
    [
        (
            "What is Marek Zielinski allergic to?",
            FORM,
            2,
            f"Field | Entry{HEADING_SEPARATOR}Name | Marek Zielinski",
        ),
        ("相良さんの車は何台ですか", FORM_JA, 2, f"項目 | 記入{HEADING_SEPARATOR}氏名 | 相良 由紀子"),
        ("What are the allergies?", FORM, 2, "Field | Entry"),
        ("What is Marek's name?", FORM, 1, "Field | Entry"),
        ("Where does Tomari's friend Zielinski live?", FRIENDS, 1, "Name | Home"),
        ("How many came in 2024?", "Marek: yes\nAya: no", 1, ""),
    ],
)
def test_a_field_of_a_form_is_read_with_the_name_it_is_about(
    analyzer: Analyzer, question: str, text: str, place: int, heading: str
) -> None:
    """Read by itself, *Allergies | wasp stings* was of nobody, and the answer was refused."""
    part = part_about(read_question(question, analyzer), of_lines(text), place)
    assert part.text == text.splitlines()[place]
    assert part.heading == heading


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        ("Ride | Minutes | Fare", "Bridge | 15 | ¥4,000\nSunset | 50 | ¥13,000"),
        ("コース | 時間 | 料金", "竹の小径 | 30分 | 8,000円\n五重塔 | 60分 | 15,000円"),
    ],
    ids=["en", "ja"],
)
def test_a_row_isnt_read_under_its_neighbour_where_the_heading_has_the_labels(labels: str, rows: str) -> None:
    """A table's first row stood above every other one as if it were their labels."""
    passage = replace(of_lines(rows), heading=labels)
    assert header_of(passage, 1) is None
    assert part_of(passage, 1, 1).heading == labels
    assert part_of(of_lines(f"{labels}\n{rows}"), 2, 2).heading == labels
