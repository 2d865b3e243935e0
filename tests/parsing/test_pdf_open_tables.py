"""PDF: tables without lines around their cells are cells under their labels, and what only looks like one is none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.parsing.pdf_files import Drawing, Ink, make_pdf, ruled
from tests.parsing.test_pdf import blocks, read

Rows = Sequence[Sequence[str]]


def placed(
    rows: Rows, xs: Sequence[float], *, top: float = 600, step: float = 14, size: float = 10
) -> list[Ink]:
    return [
        Ink(x=xs[column], y=top - step * down, text=text, size=size)
        for down, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]


def texts(folder: Path, inks: Sequence[Ink | Drawing]) -> list[str]:
    return [text for _, _, text in blocks(read(folder, make_pdf([inks])))]


def labelled(rows: Rows) -> list[str]:
    return [
        " | ".join(f"{label}: {value}" for label, value in zip(rows[0], row, strict=True) if value)
        for row in rows[1:]
    ]


PRICES = {
    "ja": [("品目", "単価"), ("鉛筆", "80"), ("消しゴム", "120"), ("定規", "250")],
    "en": [("Item", "Price"), ("Pencil", "80"), ("Eraser", "120"), ("Ruler", "250")],
}
TERMS = {
    "ja": [
        ("種別", "期限", "窓口"),
        ("転入届", "引っ越してから十四日以内", "1番"),
        ("", "に届け出る", ""),
        ("出生届", "十四日以内", "2番"),
        ("印鑑登録", "定めなし", "5番"),
    ],
    "en": [
        ("Kind", "Time limit", "Desk"),
        ("Moving in", "within fourteen days of", "1"),
        ("", "the move", ""),
        ("Birth", "fourteen days", "2"),
        ("Seal", "none", "5"),
    ],
}
GROUPS = {
    "ja": [
        ("支店", "売上", "", "利益", ""),
        ("", "前期", "当期", "前期", "当期"),
        ("東京", "820", "870", "61", "66"),
    ],
    "en": [
        ("Branch", "Sales", "", "Profit", ""),
        ("", "Plan", "Actual", "Plan", "Actual"),
        ("Lille", "820", "870", "61", "66"),
    ],
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_two_columns_are_a_table(tmp_path: Path, language: str) -> None:
    rows = PRICES[language]
    assert texts(tmp_path, placed(rows, [80, 240])) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_lines_of_a_cell_are_one_cell(tmp_path: Path, language: str) -> None:
    rows = TERMS[language]
    found = texts(tmp_path, placed(rows, [80, 200, 360]))
    joined = rows[1][1] + ("" if language == "ja" else " ") + rows[2][1]
    assert found == labelled([rows[0], (rows[1][0], joined, rows[1][2]), *rows[3:]])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_label_over_several_columns_is_said_with_each(tmp_path: Path, language: str) -> None:
    head, below, first = GROUPS[language]
    names = ("福岡", "札幌") if language == "ja" else ("Turin", "Ghent")
    more = [(name, "430", "415", "28", "25") for name in names]
    found = texts(tmp_path, placed([head, below, first, *more], [80, 180, 240, 300, 360]))
    values = ((head[1], below[1]), (head[1], below[2]), (head[3], below[3]), (head[3], below[4]))
    assert found[0] == " | ".join(
        [f"{head[0]}: {first[0]}"]
        + [f"{upper} {lower}: {first[at]}" for at, (upper, lower) in enumerate(values, start=1)]
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_cells_that_touch_each_other_are_two(tmp_path: Path, language: str) -> None:
    ja = [
        ("営業所", "所在地", "電話"),
        ("札幌", "北区北七条", "011-5550"),
        ("金沢", "広岡", "076-5550"),
        ("津", "栄町", "059-5550"),
    ]
    en = [
        ("Office", "Street", "Phone"),
        ("Leeds", "Park Row 1", "011-5550"),
        ("Perth", "Mill", "076-5550"),
        ("Cork", "Quay", "059-5550"),
    ]
    rows = ja if language == "ja" else en
    assert texts(tmp_path, placed(rows, [80, 140, 190])) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_line_below_the_first_row_makes_it_a_header(tmp_path: Path, language: str) -> None:
    ja = [
        ("係", "午前", "午後"),
        ("受付", "田中", "佐藤"),
        ("会場", "鈴木", "高橋"),
        ("車両", "伊藤", "渡辺"),
    ]
    en = [
        ("Duty", "First", "Second"),
        ("Door", "Ann", "Bob"),
        ("Hall", "Cora", "Dan"),
        ("Van", "Eve", "Finn"),
    ]
    rows = ja if language == "ja" else en
    line = Drawing(code="78 595 m 400 595 l S")
    assert texts(tmp_path, [line, *placed(rows, [80, 200, 320])]) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_rows_within_one_drawn_cell_are_rows(tmp_path: Path, language: str) -> None:
    ja = [("年齢", "男", "女"), ("0-9", "120", "118"), ("10-19", "131", "126"), ("20-29", "140", "139")]
    en = [("Age", "Men", "Women"), ("0-9", "120", "118"), ("10-19", "131", "126"), ("20-29", "140", "139")]
    rows = ja if language == "ja" else en
    # One cell is drawn around the labels of two columns, one around all that is below them.
    frame = ruled([75, 180, 400], [615, 595, 550])
    assert texts(tmp_path, [frame, *placed(rows, [80, 200, 300])]) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_dots_that_lead_to_a_figure_are_no_cell(tmp_path: Path, language: str) -> None:
    names = ("売上高", "売上原価", "営業利益") if language == "ja" else ("Sales", "Cost", "Result")
    head = ("科目", "当期", "前期") if language == "ja" else ("Account", "Current", "Prior")
    figures = [("1,240", "1,180"), ("830", "790"), ("410", "390")]
    rows = [head, *[(name, *pair) for name, pair in zip(names, figures, strict=True)]]
    dots = [Ink(x=140, y=600 - 14 * at, text="." * 30) for at in range(1, 4)]
    assert texts(tmp_path, [*placed(rows, [80, 260, 340]), *dots]) == labelled(rows)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            [
                "本館は昭和三年に建てられ、",
                "戦後は市の図書館として長く",
                "使われた。いまは展示室と喫",
                "茶室があり、毎月の第一日曜",
                "には音楽会が開かれている。",
            ],
            [
                "新館は平成十年に加わった。",
                "収蔵庫と修復室を備え、年に",
                "二回の特別展を行っている。",
                "入館は閉館の三十分前まで、",
                "団体は前日までに申し込む。",
            ],
        ),
        (
            [
                "The old hall was built in 1928",
                "and served as the town library",
                "for many years. Today it holds",
                "exhibition rooms and a cafe in",
                "which concerts are held often.",
            ],
            [
                "The new wing was added in 1998",
                "and has a store and a workshop",
                "for repairs. Two shows a year",
                "are on view there, and groups",
                "are asked to book a day ahead.",
            ],
        ),
    ],
    ids=["ja", "en"],
)
def test_prose_in_two_columns_is_no_table(tmp_path: Path, left: list[str], right: list[str]) -> None:
    rows = list(zip(left, right, strict=True))
    found = blocks(read(tmp_path, make_pdf([placed(rows, [60, 320])])))
    assert {kind for kind, _, _ in found} == {"paragraph"}
    between = "" if ord(left[0][0]) > 255 else " "
    assert between.join(left) in found[0][2]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("1.", "申請書に氏名と住所を書く"),
            ("2.", "窓口で本人確認を受ける"),
            ("3.", "手数料を納める"),
            ("4.", "証明書を受け取る"),
        ],
        [
            ("(a)", "Write your name on the form"),
            ("(b)", "Show a document at the desk"),
            ("(c)", "Pay the fee"),
            ("(d)", "Take the paper"),
        ],
        [("序章", "3"), ("町の歴史", "12"), ("祭りと行事", "25"), ("年表", "48")],
        [("Preface", "3"), ("The town", "12"), ("Feasts", "25"), ("Dates", "48")],
    ],
    ids=["steps ja", "steps en", "contents ja", "contents en"],
)
def test_lists_and_contents_are_no_tables(tmp_path: Path, rows: Rows) -> None:
    dots = [Ink(x=170, y=600 - 14 * at, text="." * 40) for at in range(4)] if rows[0][1] == "3" else []
    xs = [60, 450] if dots else [60, 95]
    assert "table" not in {
        kind for kind, _, _ in blocks(read(tmp_path, make_pdf([[*placed(rows, xs), *dots]])))
    }


@pytest.mark.parametrize(
    "rows",
    [
        [("春の公園", "古い時計"), ("青い自転車", "海辺の灯台"), ("小さな橋", "雨の朝")],
        [("spring park", "old clocks"), ("blue bicycle", "seaside lamp"), ("small bridge", "rainy dawn")],
    ],
    ids=["ja", "en"],
)
def test_words_beside_words_name_nothing(tmp_path: Path, rows: Rows) -> None:
    assert texts(tmp_path, placed(rows, [80, 240])) == [" | ".join(row) for row in rows]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("labels_left", [True, False])
def test_labels_and_figures_on_different_sides_of_a_column_are_one(
    tmp_path: Path, language: str, *, labels_left: bool
) -> None:
    """As sheets set them: words left, figures right. A label was read as that of the column beside its own."""
    names = ("札幌", "仙台", "金沢") if language == "ja" else ("North", "South", "West")
    head = ("地区", "上期", "下期") if language == "ja" else ("Area", "May", "July")
    rows = [head, *[(name, str(31 + at), str(47 + at)) for at, name in enumerate(names)]]
    left, right = ([80, 150, 250], [80, 205, 305]) if labels_left else ([80, 205, 305], [80, 150, 250])
    inks = [*placed(rows[:1], left), *placed([("", "", ""), *rows[1:]], right)]
    assert texts(tmp_path, inks) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_figure_close_to_the_next_cell_is_a_cell(tmp_path: Path, language: str) -> None:
    names = ("青山", "飯塚", "上原") if language == "ja" else ("Duval", "Imai", "Kowal")
    head = ("順", "氏名", "電話") if language == "ja" else ("Rank", "Swimmer", "Time")
    inks = placed([head, *[("", name, f"1:58.{at}") for at, name in enumerate(names)]], [80, 120, 200])
    inks += [Ink(x=110, y=586 - 14 * at, text=str(at + 1)) for at in range(3)]
    assert texts(tmp_path, inks) == labelled(
        [head, *[(str(at + 1), name, f"1:58.{at}") for at, name in enumerate(names)]]
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_groups_of_labels_named_once_are_said_with_each(tmp_path: Path, language: str) -> None:
    ja = [
        ("会社", "名称", "若葉工業"),
        ("", "所在地", "堺市西区"),
        ("連絡先", "担当者", "西村"),
        ("", "電話", "072-555-0144"),
    ]
    en = [
        ("Company", "Name", "Ferris Tools"),
        ("", "Address", "Ghent"),
        ("Contact", "Person", "A. Claes"),
        ("", "Phone", "055-5144"),
    ]
    rows = ja if language == "ja" else en
    groups = [rows[0][0], rows[0][0], rows[2][0], rows[2][0]]
    said = [f"{group} {name}: {value}" for group, (_, name, value) in zip(groups, rows, strict=True)]
    assert texts(tmp_path, placed(rows, [80, 180, 280])) == said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_three_rows_of_labels_stand_over_each_other(tmp_path: Path, language: str) -> None:
    ja = [
        ("店舗", "令和6年度", "", "", ""),
        ("", "上期", "", "下期", ""),
        ("", "来客", "売上", "来客", "売上"),
    ]
    en = [
        ("Shop", "Season six", "", "", ""),
        ("", "Spring", "", "Autumn", ""),
        ("", "Guests", "Sales", "Guests", "Sales"),
    ]
    head = ja if language == "ja" else en
    rows = [
        *head,
        ("A", "5,120", "814", "5,430", "866"),
        ("B", "3,275", "402", "3,018", "377"),
        ("C", "3,100", "390", "2,900", "355"),
    ]
    found = texts(tmp_path, placed(rows, [80, 180, 240, 300, 360]))
    top, halves, kinds = head[0][1], (head[1][1], head[1][3]), head[2][1:3]
    labels = [f"{top} {half} {kind}" for half in halves for kind in kinds]
    values = " | ".join(f"{label}: {value}" for label, value in zip(labels, rows[3][1:], strict=True))
    assert found[0] == f"{head[0][0]}: A | {values}"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_another_header_within_rows_begins_another_table(tmp_path: Path, language: str) -> None:
    ja = [
        ("品名", "数量", "金額"),
        ("棚板", "8", "18,400"),
        ("金具", "32", "4,480"),
        ("部署", "担当者", "電話"),
        ("購買", "西村", "3315"),
        ("設計", "森", "3320"),
    ]
    en = [
        ("Item", "Quantity", "Amount"),
        ("Shelf", "8", "18,400"),
        ("Hinge", "32", "4,480"),
        ("Department", "Contact", "Phone"),
        ("Buying", "Claes", "3315"),
        ("Design", "Moreau", "3320"),
    ]
    rows = ja if language == "ja" else en
    assert texts(tmp_path, placed(rows, [80, 180, 280])) == [*labelled(rows[:3]), *labelled(rows[3:])]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_blank_row_parts_tables_that_have_nothing_in_common(tmp_path: Path, language: str) -> None:
    """The second header stood under the labels of the first one, as a row."""
    ja = (
        [("備品", "保管場所"), ("脚立", "倉庫A"), ("台車", "倉庫B")],
        [("曜日", "当番"), ("月", "森"), ("木", "南")],
    )
    en = (
        [("Ferry", "Operator"), ("Line A", "Nordia"), ("Line B", "Balt Sea")],
        [("Day", "Waste"), ("Monday", "Paper"), ("Friday", "Glass")],
    )
    upper, lower = ja if language == "ja" else en
    found = texts(tmp_path, [*placed(upper, [80, 200]), *placed(lower, [80, 200], top=600 - 14 * 4)])
    assert found[-2:] == labelled(lower)
    assert not any(lower[0][0] in text for text in found[:-2])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_blank_row_within_a_table_changes_no_label(tmp_path: Path, language: str) -> None:
    names = ("札幌", "仙台", "金沢", "津") if language == "ja" else ("Leeds", "York", "Perth", "Cork")
    head = ("支店", "来客", "売上") if language == "ja" else ("Branch", "Guests", "Sales")
    rows = [head, *[(name, str(310 + at), str(470 + at)) for at, name in enumerate(names)]]
    inks = [*placed(rows[:3], [80, 200, 300]), *placed(rows[3:], [80, 200, 300], top=600 - 14 * 4)]
    assert texts(tmp_path, inks) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_one_row_of_values_below_labels_is_a_table(tmp_path: Path, language: str) -> None:
    head = (
        ("開始日", "終了日", "回数", "金額")
        if language == "ja"
        else ("Start Date", "End Date", "Shows", "Amount")
    )
    rows = [head, ("12/20/24", "12/31/24", "48", "$12,500")]
    assert texts(tmp_path, placed(rows, [80, 180, 280, 380])) == labelled(rows)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_title_within_rows_begins_another_table(tmp_path: Path, language: str) -> None:
    ja = (
        [("開始日", "終了日", "金額"), ("4/1", "4/30", "125,000"), ("5/1", "5/31", "98,000")],
        "月別の合計",
        [("月", "件数", "金額"), ("4", "48", "125,000"), ("5", "31", "98,000")],
    )
    en = (
        [("Start date", "End date", "Amount"), ("4/1", "4/30", "125,000"), ("5/1", "5/31", "98,000")],
        "Totals",
        [("Month", "Quantity", "Amount"), ("4", "48", "125,000"), ("5", "31", "98,000")],
    )
    upper, title, lower = ja if language == "ja" else en
    inks = [
        *placed(upper, [80, 180, 280]),
        Ink(x=80, y=600 - 14 * 3, text=title),
        *placed(lower, [80, 180, 280], top=600 - 14 * 4),
    ]
    assert texts(tmp_path, inks) == [*labelled(upper), title, *labelled(lower)]
