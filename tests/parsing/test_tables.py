"""Tables: rows with their headers, in comma-separated files and wherever else rows come from."""

from dataclasses import replace
from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.parsing.html import read_html
from kotae.parsing.tables.delimited import read_delimited
from kotae.parsing.tables.rows import cells_of, write_table
from kotae.parsing.writing import TextWriter


def rows_of(text: str) -> list[tuple[str, str]]:
    draft = read_delimited(text)
    return [(unit.kind, draft.text[unit.start : unit.end]) for unit in draft.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("都市,人口\n東京,1400万人\n大阪,880万人\n", ["都市: 東京 | 人口: 1400万人", "都市: 大阪 | 人口: 880万人"]),
        ("City;Area\nTokyo;2,194 km²\n", ["City: Tokyo | Area: 2,194 km²"]),
        ("名前\t備考\n佐藤\t\"二行の\n備考\"\n鈴木\t\n", ["名前: 佐藤 | 備考: 二行の 備考", "名前: 鈴木"]),
        ("1,2\n3,4\n", ["1 | 2", "3 | 4"]),
        ("a,b\n", ["a | b"]),
        ("国,2023,2024年度\n日本,10,12\n", ["国: 日本 | 2023: 10 | 2024年度: 12"]),
        ("sep=;\n部屋;料金\n松;8,5\n", ["部屋: 松 | 料金: 8,5"]),
        ("船名,若潮丸\n船籍,今治\nトン数,499\n符号,7JQX2\n", ["船名: 若潮丸", "船籍: 今治", "トン数: 499", "符号: 7JQX2"]),
        ("Ship,Aurelia\nFlag,Malta\nTons,18420\nSign,9HA2\n", ["Ship: Aurelia", "Flag: Malta", "Tons: 18420", "Sign: 9HA2"]),
        ('"sep=|"\nRoom|Rate\nOak|8,5\n', ["Room: Oak | Rate: 8,5"]),
        ("Name,Says\nA,\"x, y\"\nB,\"\"\"q\"\"\",more\n", ["Name: A | Says: x, y", 'Name: B | Says: "q" | more']),
        ('社員,番号\n山口,="00427"\n森,"=""00031"""\n', ["社員: 山口 | 番号: 00427", "社員: 森 | 番号: 00031"]),
        ('Part,Code\nBolt,="0012"\n', ["Part: Bolt | Code: 0012"]),
    ],
    ids=["comma", "semicolon", "tab and line break", "no header", "header only", "years as labels", "told ja",
         "form ja", "form en", "told en", "quotes and ragged",
         "codes kept as text ja", "codes kept as text en"],
)  # fmt: skip
def test_rows_say_what_their_cells_are(text: str, expected: list[str]) -> None:
    assert rows_of(text) == [("table", row) for row in expected]


def test_lines_above_the_header_stand_alone() -> None:
    assert rows_of("売上表\n\n商品,Price\nりんご,100円\n") == [
        ("paragraph", "売上表"),
        ("table", "商品: りんご | Price: 100円"),
    ]


def test_two_header_rows_are_combined() -> None:
    writer = TextWriter()
    first, second, row = cells_of([("地域", "売上", "売上"), ("", "2023年", "2024年"), ("東京", "10", "12")])
    heads = [[replace(cell, header=True) for cell in above] for above in (first, second)]
    write_table(writer, [*heads, row])
    assert writer.text == "地域: 東京 | 売上 2023年: 10 | 売上 2024年: 12"


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([("Ferry", "Operator"), ("Line A", "Nordia"), ("Line B", "Balt Sea")], "Ferry: Line A | Operator: Nordia"),
        ([("地区", "集積所"), ("東町", "公園前"), ("西町", "会館裏")], "地区: 東町 | 集積所: 公園前"),
        ([("Day", "Waste"), ("Monday", "Paper"), ("Friday", "Glass")], "Day: Monday | Waste: Paper"),
        ([("曜日", "ごみ"), ("月", "可燃"), ("木", "資源")], "曜日: 月 | ごみ: 可燃"),
        ([("Part", "Bin"), ("Valve", "TRUE")], "Part: Valve | Bin: TRUE"),
        ([("氏名", "森"), ("電話1", "086-555-0101"), ("電話2", "090-555-0101")], "氏名: 森"),
        ([("Name", "Mori"), ("Phone 1", "086"), ("Phone 2", "090")], "Name: Mori"),
        ([("Model", "KX"), ("Noise level", "31 dB"), ("Fill level", "9")], "Model: KX"),
        ([("型番", "KX"), ("消費電力", "弱"), ("待機電力", "なし")], "型番: KX"),
    ],
)  # fmt: skip
def test_two_columns_are_a_table_where_names_are_of_one_kind(rows: list[tuple[str, str]], first: str) -> None:
    writer = TextWriter()
    write_table(writer, cells_of(rows))
    assert writer.text.split("\n")[0] == first


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_file_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "売上.csv"
    path.write_text("商品,価格\nりんごのジュース,100円\n", encoding=encoding)
    (document,) = read_file(path, relative_path="売上.csv")
    assert document.text == "商品: りんごのジュース | 価格: 100円"
    assert document.info.title == "売上"
    assert document.info.language == "ja"


def test_endless_field_and_nul_do_no_harm() -> None:
    draft = read_delimited("a,b\n" + "x" * 1_500_000 + ",1\nc\x00d,2\n")
    assert draft.text == "a: c\ufffdd | b: 2"
    assert draft.warnings == (
        "line 2 has a field that is too long and was left out / 2行目は長すぎる項目があるため除きました",
    )


def test_unclosed_quote_is_read_to_the_end() -> None:
    assert rows_of('a,b\nx,"open\nand on\n') == [("table", "a: x | b: open and on")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["品名", "数量", "単価", "金額"], ["板", "2", "500", "1,000"], ["釘", "9", "5", "45"], ["", "", "小計", "1,045"],
          ["", "", "消費税（10%）", "104"], ["", "", "合計", "1,149"]],
         ["品名: 板 | 数量: 2 | 単価: 500 | 金額: 1,000", "品名: 釘 | 数量: 9 | 単価: 5 | 金額: 45", "小計 | 金額: 1,045",
          "消費税（10%） | 金額: 104", "合計 | 金額: 1,149"]),
        ([["Item", "Qty", "Price", "Amount"], ["Lamp", "3", "25", "75"], ["", "", "VAT 20%", "15"], ["", "", "Total", "90"]],
         ["Item: Lamp | Qty: 3 | Price: 25 | Amount: 75", "VAT 20% | Amount: 15", "Total | Amount: 90"]),
        # What is open is a value: it has no name beside it, or stands first, or for want of a figure.
        ([["Item", "Qty", "Price", "Amount"], ["Lamp", "3", "25", "75"], ["Sofa", "1", "on request", "90"]],
         ["Item: Lamp | Qty: 3 | Price: 25 | Amount: 75", "Item: Sofa | Qty: 1 | Price: on request | Amount: 90"]),
        ([["日付", "人数", "会費"], ["4/1", "3", "300"], ["随時", "5", "500"]],
         ["日付: 4/1 | 人数: 3 | 会費: 300", "日付: 随時 | 人数: 5 | 会費: 500"]),
        ([["品名", "数量", "単価"], ["板", "2", "500"], ["", "未定", "300"]],
         ["品名: 板 | 数量: 2 | 単価: 500", "数量: 未定 | 単価: 300"]),
    ],
)  # fmt: skip
def test_a_sum_below_a_list_is_under_no_label_of_its_column(
    rows: list[list[str]], expected: list[str]
) -> None:
    """An estimate's 合計 was a unit price: the word stands beside its figure, in the column of prices."""
    writer = TextWriter()
    write_table(writer, cells_of(rows))
    assert writer.text.split("\n") == expected


def test_a_sum_that_is_merged_across_columns_names_its_row() -> None:
    for head, word in (
        (["品名", "数量", "単価", "金額"], "合計"),
        (["Item", "Qty", "Price", "Amount"], "Total"),
    ):
        rows = cells_of([head, ["A", "2", "5", "10"], ["B", "1", "7", "7"], [word, "", "", "17"]])
        rows[-1][1] = rows[-1][2] = rows[-1][0]
        writer = TextWriter()
        write_table(writer, rows)
        assert writer.text.split("\n")[-1] == f"{word} | {head[3]}: 17"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["稟議書", "", "承認", "審査"], ["起案日", "2025年6月2日", "", ""], ["件名", "製氷機の更新", "", ""],
          ["金額", "385,000円", "", ""]],
         ["稟議書 | 承認 | 審査", "起案日: 2025年6月2日", "件名: 製氷機の更新", "金額: 385,000円"]),
        ([["", "", "Approved", "Checked"], ["Subject", "New ice machine", "", ""], ["Amount", "£2,150", "", ""],
          ["Date", "2 June 2025", "", ""]],
         ["Approved | Checked", "Subject: New ice machine", "Amount: £2,150", "Date: 2 June 2025"]),
    ],
)  # fmt: skip
def test_boxes_for_stamps_beside_a_form_take_no_label_from_it(
    rows: list[list[str]], expected: list[str]
) -> None:
    writer = TextWriter()
    write_table(writer, cells_of(rows))
    assert writer.text.split("\n") == expected


@pytest.mark.parametrize(("name", "day", "subject", "words"), [
    ("起案日", "2025年6月2日", "件名", "製氷機の更新"), ("Date", "2 June 2025", "Subject", "New ice machine"),
])  # fmt: skip
def test_a_form_may_begin_with_a_day(name: str, day: str, subject: str, words: str) -> None:
    """2025年6月2日 was the year that heads a column, where other values are merged over more columns."""
    rows = cells_of([[name, day, ""], [subject, words, ""], ["金額 Amount", "385,000", ""]])
    for row in rows[1:]:
        row[2] = row[1]
    writer = TextWriter()
    write_table(writer, rows)
    assert writer.text.split("\n")[:2] == [f"{name}: {day}", f"{subject}: {words}"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["地点", "水深", "流量"], ["", "(m)", "(m³/s)"], ["堰", "1.1", "9"], ["橋", "2.5", "14"]],
            ["地点: 堰 | 水深(m): 1.1 | 流量(m³/s): 9", "地点: 橋 | 水深(m): 2.5 | 流量(m³/s): 14"],
        ),
        (
            [
                ["Site", "Speed", "Load"],
                ["", "(km/h)", "(kg/m²)"],
                ["Weir", "1.1", "9"],
                ["Mill", "2.5", "14"],
            ],
            [
                "Site: Weir | Speed(km/h): 1.1 | Load(kg/m²): 9",
                "Site: Mill | Speed(km/h): 2.5 | Load(kg/m²): 14",
            ],
        ),
    ],
    ids=["ja", "en"],
)
def test_units_of_two_measures_below_a_header_belong_to_it(
    rows: list[list[str]], expected: list[str]
) -> None:
    """The row of units was a row of values: ``Speed: (km/h)``."""
    writer = TextWriter()
    write_table(writer, cells_of(rows))
    assert writer.text.split("\n") == expected


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            "<tr><td>見つかったのは、<td>調査報告書で、<tr><td>４７年８月５日の日付がある。<td>",
            "見つかったのは、 | 調査報告書で、\n４７年８月５日の日付がある。",
        ),
        (
            "<tr><td>What was found<td>A report<tr><td>It is dated 5 August 1947.<td>",
            "What was found | A report\nIt is dated 5 August 1947.",
        ),
        ("<tr><th>Name<th>Room<tr><td colspan=2>All rooms are closed.", "Name | Room\nAll rooms are closed."),
        (
            "<tr><th>氏名<th>室<tr><td colspan=2>全室閉鎖中です。<tr><td colspan=2>六月まで。",
            "氏名 | 室\n全室閉鎖中です。\n六月まで。",
        ),
        # Where a value stands under them, labels are said before it and not once more.
        (
            "<tr><th>Name<th>Room<tr><td colspan=2>First floor<tr><td>Ann<td>5",
            "First floor\nName: Ann | Room: 5",
        ),
        ("<tr><td>氏名<td>室<tr><td>森<td>松", "氏名: 森 | 室: 松"),
    ],
)
def test_labels_over_lines_alone_are_read(rows: str, text: str) -> None:
    """A real letter in RTF lost half a sentence so: no value said it as its label."""
    assert read_html(f"<title>t</title><table>{rows}</table>").text == text


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("区分", "品目", "円"),
                ("食費", "米", "4,000"),
                ("光熱費", "電気", "900"),
                ("雑費", "紙", "300"),
            ],
            "区分: 光熱費 | 品目: 電気 | 円: 900",
        ),
        (
            [("Kind", "Item", "Yen"), ("Meal cost", "Rice", "4,000"), ("Travel cost", "Bus", "900")],
            "Kind: Travel cost | Item: Bus | Yen: 900",
        ),
        # In a form the first row holds a value: what stands below it is of several kinds, or has its unit.
        (
            [("会場", "市民館", "大"), ("定員", "300人", "着席"), ("料金", "3,000円", "税込")],
            "定員: 300人 | 着席",
        ),
        ([("Place", "Hall", "A"), ("Seats", "300", "seated"), ("Fee", "€3", "a day")], "Seats: 300 | seated"),
    ],
    ids=["ja", "en", "ja form", "en form"],
)
def test_bare_figures_below_a_word_are_counted_by_it(rows: list[tuple[str, ...]], expected: str) -> None:
    """Names that are labels elsewhere (食費) made it a form: its header was a row of values, and 900 had no label."""
    writer = TextWriter()
    write_table(writer, cells_of(rows))
    assert writer.text.split("\n")[-2 if len(rows) == 4 else -1 if "Yen" in rows[0] else 1] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("", "上期", "", "下期", ""),
                ("支店", "計画", "実績", "計画", "実績"),
                ("東京", "1", "2", "3", "4"),
            ],
            ["支店: 東京 | 上期 計画: 1 | 上期 実績: 2 | 下期 計画: 3 | 下期 実績: 4"],
        ),
        (
            [
                ("Region", "Q1", "", "", "Q2", "", ""),
                ("", "Plan", "Actual", "Note", "Plan", "Actual", "Note"),
                ("North", "1", "2", "ok", "3", "4", ""),
            ],
            ["Region: North | Q1 Plan: 1 | Q1 Actual: 2 | Q1 Note: ok | Q2 Plan: 3 | Q2 Actual: 4"],
        ),
    ],
    ids=["ja", "en"],
)
def test_groups_of_columns_need_no_merged_cells(rows: list[tuple[str, ...]], expected: list[str]) -> None:
    """Whoever centres a label over several columns merges none: all rows were read without labels."""
    writer = TextWriter()
    write_table(writer, cells_of(rows))
    assert writer.text.split("\n") == expected
