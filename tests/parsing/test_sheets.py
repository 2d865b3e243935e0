"""What the cells of a sheet mean: forms, several tables, merged cells, two header rows, notes; and their addresses."""

from collections.abc import Sequence

import pytest

from kotae.parsing.tables.sheets import Sheet, column_letters, write_sheet
from kotae.parsing.writing import TextWriter

Rows = Sequence[Sequence[str]]
Merges = Sequence[tuple[int, int, int, int]]


def written(rows: Rows, merges: Merges = (), strong: Sequence[tuple[int, int]] = ()) -> TextWriter:
    sheet = Sheet(name="S")
    for down, row in enumerate(rows, start=1):
        for right, text in enumerate(row, start=1):
            if text:
                sheet.put(down, right, text, strong=(down, right) in strong)
    for merge in merges:
        sheet.merge(*merge)
    writer = TextWriter()
    write_sheet(writer, sheet)
    return writer


def lines(rows: Rows, merges: Merges = ()) -> list[str]:
    writer = written(rows, merges)
    return [writer.text[unit.start : unit.end] for unit in writer.units]


FORMS: dict[str, tuple[Rows, Merges, list[str]]] = {
    "specification": (
        [["型番", "AX-310"], ["消費電力", "85W"], ["生産国", "ベトナム"]],
        (),
        ["型番: AX-310", "消費電力: 85W", "生産国: ベトナム"],
    ),
    "English form": (
        [["Workshop", "Bread making"], ["Date", "14 March 2026"], ["Fee", "1,500 yen"]],
        (),
        ["Workshop: Bread making", "Date: 14 March 2026", "Fee: 1,500 yen"],
    ),
    "pairs side by side": (
        [["氏名", "山田 太郎", "所属", "総務部"], ["住所", "東京都港区", "電話", "03-5555-0101"], ["備考", "特になし"]],
        (),
        ["氏名: 山田 太郎 | 所属: 総務部", "住所: 東京都港区 | 電話: 03-5555-0101", "備考: 特になし"],
    ),
    "value merged across": (
        [["氏名", "山田 太郎", "所属", "総務部"], ["件名", "プリンターの購入"]],
        [(2, 2, 2, 4)],
        ["氏名: 山田 太郎 | 所属: 総務部", "件名: プリンターの購入"],
    ),
    "value merged across the first row": (
        [["件名", "屋上防水の工事", "", ""], ["工期", "5月～7月", "検査員", "中野"], ["金額", "450万円", "精算", "一括"]],
        [(1, 2, 1, 4)],
        ["件名: 屋上防水の工事", "工期: 5月～7月 | 検査員: 中野", "金額: 450万円 | 精算: 一括"],
    ),
    "value merged across the first row, English": (
        [["Project", "Roof repair", "", ""], ["Period", "May to July", "Foreman", "Nakano"],
         ["Price", "$4,500", "Terms", "at once"]],
        [(1, 2, 1, 4)],
        ["Project: Roof repair", "Period: May to July | Foreman: Nakano", "Price: $4,500 | Terms: at once"],
    ),
    "two pairs a row, one label of each row known": (
        [["氏名", "山口", "部署", "経理部"], ["参入", "2015年", "内線", "2231"], ["出向", "大阪", "役職", "主任"]],
        (),
        ["氏名: 山口 | 部署: 経理部", "参入: 2015年 | 内線: 2231", "出向: 大阪 | 役職: 主任"],
    ),
    "two pairs in each of two rows": (
        [["Name", "Ann Lee", "Department", "Finance"], ["Hired", "2015-04", "Extension", "2231"]],
        (),
        ["Name: Ann Lee | Department: Finance", "Hired: 2015-04 | Extension: 2231"],
    ),
    "groups of labels": (
        [["会社", "名称", "株式会社みどり"], ["", "住所", "大阪市"], ["連絡先", "電話", "06-5555-0101"], ["", "担当者", "森"]],
        [(1, 1, 2, 1), (3, 1, 4, 1)],
        ["会社 名称: 株式会社みどり", "会社 住所: 大阪市", "連絡先 電話: 06-5555-0101", "連絡先 担当者: 森"],
    ),
    "things compared, with a note": (
        [["項目", "A社", "B社"], ["資本金", "1億円", "2億円"], ["設立", "1990年", "2001年"], ["※A社は連結の値", "", ""]],
        (),
        ["項目: A社 | B社", "資本金 | A社: 1億円 | B社: 2億円", "設立 | A社: 1990年 | B社: 2001年", "※A社は連結の値"],
    ),
    "things compared, with an English note": (
        [["Item", "Oak", "Elm"], ["Price", "$10", "$20"], ["Capacity", "8 people", "20 people"], ["Note: net prices", "", ""]],
        (),
        ["Item: Oak | Elm", "Price | Oak: $10 | Elm: $20", "Capacity | Oak: 8 people | Elm: 20 people", "Note: net prices"],
    ),
    "things compared": (
        [["型番", "AX-310", "AX-320"], ["消費電力", "85W", "90W"], ["重さ", "3.4kg", "3.6kg"]],
        (),
        ["型番: AX-310 | AX-320", "消費電力 | AX-310: 85W | AX-320: 90W", "重さ | AX-310: 3.4kg | AX-320: 3.6kg"],
    ),
    "second labels known in part": (
        [["氏名", "大島 結衣", "社員番号", "10482"], ["所属", "経理課", "内線", "3315"],
         ["期間", "5月7日から9日", "きっかけ", "引っ越し"]],
        (),
        ["氏名: 大島 結衣 | 社員番号: 10482", "所属: 経理課 | 内線: 3315", "期間: 5月7日から9日 | きっかけ: 引っ越し"],
    ),
    "groups of labels, English": (
        [["Company", "Name", "Ferris Tools"], ["", "Borough", "Ghent"], ["Contact", "Deputy", "A. Claes"],
         ["", "Phone", "+32 9 555"]],
        [(1, 1, 2, 1), (3, 1, 4, 1)],
        ["Company Name: Ferris Tools", "Company Borough: Ghent", "Contact Deputy: A. Claes", "Contact Phone: +32 9 555"],
    ),
    "beginning at different heights": (
        [["氏名", "佐藤 花子", "", ""], ["電話", "03-5555-0101", "会社名", "みどり商事"],
         ["住所", "東京都港区", "担当者", "田中"], ["", "", "期限", "3月末"]],
        (),
        ["氏名: 佐藤 花子", "電話: 03-5555-0101", "住所: 東京都港区", "会社名: みどり商事", "担当者: 田中", "期限: 3月末"],
    ),
    "beginning at different heights, unknown labels": (
        [["主賓", "佐藤", "", ""], ["余興", "独唱", "司会", "田中"], ["引出物", "羊羹", "受付", "鈴木"], ["", "", "帳場", "森"]],
        (),
        ["主賓: 佐藤", "余興: 独唱", "引出物: 羊羹", "司会: 田中", "受付: 鈴木", "帳場: 森"],
    ),
    "beginning at different heights, English": (
        [["", "", "Usher", "Tanaka"], ["Guest", "Sato", "Cook", "Suzuki"], ["Song", "Ave", "Band", "Mori"],
         ["Gift", "Tea", "", ""]],
        (),
        ["Guest: Sato", "Song: Ave", "Gift: Tea", "Usher: Tanaka", "Cook: Suzuki", "Band: Mori"],
    ),
    "under titles of their own": (
        [["発注者", "", "受注者", ""], ["名称", "みどり商事", "名称", "浜製作所"], ["住所", "大阪市", "住所", "焼津市"]],
        (),
        ["発注者", "名称: みどり商事", "住所: 大阪市", "受注者", "名称: 浜製作所", "住所: 焼津市"],
    ),
    "under merged titles of their own": (
        [["Buyer", "", "Seller", ""], ["Name", "Green Ltd", "Name", "Hama Works"], ["Address", "Osaka", "Address", "Yaizu"]],
        [(1, 1, 1, 2), (1, 3, 1, 4)],
        ["Buyer", "Name: Green Ltd", "Address: Osaka", "Seller", "Name: Hama Works", "Address: Yaizu"],
    ),
    "the same labels twice": (
        [["名称", "みどり商事", "名称", "浜製作所"], ["住所", "大阪市", "住所", "焼津市"],
         ["電話", "06-5555-0101", "電話", "054-555-0102"]],
        (),
        ["名称: みどり商事", "住所: 大阪市", "電話: 06-5555-0101", "名称: 浜製作所", "住所: 焼津市", "電話: 054-555-0102"],
    ),
    "beside a blank column, at different heights": (
        [["Guest", "Sato", "", "", ""], ["Song", "Ave", "", "Usher", "Tanaka"], ["Gift", "Tea", "", "Cook", "Suzuki"],
         ["", "", "", "Band", "Mori"]],
        (),
        ["Guest: Sato", "Song: Ave", "Gift: Tea", "Usher: Tanaka", "Cook: Suzuki", "Band: Mori"],
    ),
    "unknown pairs": (
        [["りんご", "青森"], ["みかん", "愛媛"]],
        (),
        ["りんご: 青森", "みかん: 愛媛"],
    ),
}  # fmt: skip

TABLES: dict[str, tuple[Rows, Merges, list[str]]] = {
    "two with a blank row": (
        [["商品", "単価"], ["ペン", "120"], [], ["支店", "電話番号"], ["名古屋", "052-555-0142"], [], ["注意：毎週更新します。"]],
        (),
        ["商品: ペン | 単価: 120", "支店: 名古屋 | 電話番号: 052-555-0142", "注意：毎週更新します。"],
    ),
    "two without a blank row": (
        [["Product", "Price", "Stock"], ["Pen", "120", "340"], ["Branch", "Phone", "Contact"],
         ["Osaka", "06-555-0142", "Ms Kato"]],
        (),
        ["Product: Pen | Price: 120 | Stock: 340", "Branch: Osaka | Phone: 06-555-0142 | Contact: Ms Kato"],
    ),
    "two of two columns without a blank row": (
        [["支店", "電話"], ["東京", "03-1"], ["大阪", "06-2"], ["商品", "単価"], ["机", "8000"], ["椅子", "3000"]],
        (),
        ["支店: 東京 | 電話: 03-1", "支店: 大阪 | 電話: 06-2", "商品: 机 | 単価: 8000", "商品: 椅子 | 単価: 3000"],
    ),
    "two of two columns without a blank row, English": (
        [["Branch", "Phone"], ["Leeds", "0113-1"], ["York", "01904-2"], ["Product", "Price"], ["Desk", "80"], ["Chair", "30"]],
        (),
        ["Branch: Leeds | Phone: 0113-1", "Branch: York | Phone: 01904-2", "Product: Desk | Price: 80",
         "Product: Chair | Price: 30"],
    ),
    "two columns of names before those of figures": (
        [["", "", "4月", "5月"], ["東店", "売上", "10", "12"], ["", "来客", "100", "120"], ["西店", "売上", "8", "9"],
         ["", "来客", "80", "95"]],
        [(2, 1, 3, 1), (4, 1, 5, 1)],
        ["東店 | 売上 | 4月: 10 | 5月: 12", "東店 | 来客 | 4月: 100 | 5月: 120", "西店 | 売上 | 4月: 8 | 5月: 9",
         "西店 | 来客 | 4月: 80 | 5月: 95"],
    ),
    "two columns of names before those of figures, English": (
        [["", "", "Spring", "Autumn"], ["Leeds", "Sales", "10", "12"], ["", "Visits", "100", "120"], ["York", "Sales", "8", "9"]],
        [(2, 1, 3, 1)],
        ["Leeds | Sales | Spring: 10 | Autumn: 12", "Leeds | Visits | Spring: 100 | Autumn: 120",
         "York | Sales | Spring: 8 | Autumn: 9"],
    ),
    "side by side": (
        [["商品", "単価", "", "支店", "責任者"], ["ペン", "120", "", "名古屋", "加藤"]],
        (),
        ["商品: ペン | 単価: 120", "支店: 名古屋 | 責任者: 加藤"],
    ),
    "the same labels again": (
        [["名前", "点数", "名前", "点数"], ["佐藤", "80", "鈴木", "75"]],
        (),
        ["名前: 佐藤 | 点数: 80", "名前: 鈴木 | 点数: 75"],
    ),
    "form above a table": (
        [["宛先", "みどり商事"], ["日付", "2026年4月1日"], ["品名", "数量", "金額"], ["紙", "10", "5,000"]],
        (),
        ["宛先: みどり商事", "日付: 2026年4月1日", "品名: 紙 | 数量: 10 | 金額: 5,000"],
    ),
    "rows go on below a gap": (
        [["名前", "部署"], ["佐藤", "総務"], [], ["田中", "企画"], ["高橋", "人事"]],
        (),
        ["名前: 佐藤 | 部署: 総務", "名前: 田中 | 部署: 企画", "名前: 高橋 | 部署: 人事"],
    ),
    "another table of words below a gap": (
        [["備品", "保管場所"], ["脚立", "倉庫A"], ["台車", "倉庫B"], [], ["鍵", "保管者"], ["玄関", "宮崎"], ["裏口", "安藤"]],
        (),
        ["備品: 脚立 | 保管場所: 倉庫A", "備品: 台車 | 保管場所: 倉庫B", "鍵: 玄関 | 保管者: 宮崎", "鍵: 裏口 | 保管者: 安藤"],
    ),
    "no words for values": (
        [["商品", "単価", "在庫"], ["ペン", "120", "340"], ["鉛筆", "未定", "未定"], ["消しゴム", "100", "20"]],
        (),
        ["商品: ペン | 単価: 120 | 在庫: 340", "商品: 鉛筆 | 単価: 未定 | 在庫: 未定", "商品: 消しゴム | 単価: 100 | 在庫: 20"],
    ),
    "blank header": (
        [["商品", "", "在庫"], ["ペン", "赤", "10"]],
        (),
        ["商品: ペン | 赤 | 在庫: 10"],
    ),
    "units": (
        [["支店", "売上", "利益率"], ["", "(千円)", "(%)"], ["東京", "1,200", "30"]],
        (),
        ["支店: 東京 | 売上(千円): 1,200 | 利益率(%): 30"],
    ),
    "header of two rows": (
        [["地域", "売上", "", "利益", ""], ["", "2023年", "2024年", "2023年", "2024年"], ["東京", "10", "12", "1", "2"]],
        [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)],
        ["地域: 東京 | 売上 2023年: 10 | 売上 2024年: 12 | 利益 2023年: 1 | 利益 2024年: 2"],
    ),
    "the same without merged cells": (
        [["地域", "売上", "", "利益", ""], ["", "2023年", "2024年", "2023年", "2024年"], ["東京", "10", "12", "1", "2"]],
        (),
        ["地域: 東京 | 売上 2023年: 10 | 売上 2024年: 12 | 利益 2023年: 1 | 利益 2024年: 2"],
    ),
    "merged down and across": (
        [["工場", "工程", "担当"], ["第一", "切断", "山本"], ["", "溶接", "木村"], ["第二", "検査"]],
        [(2, 1, 3, 1), (4, 2, 4, 3)],
        ["工場: 第一 | 工程: 切断 | 担当: 山本", "工場: 第一 | 工程: 溶接 | 担当: 木村", "工場: 第二 | 工程 / 担当: 検査"],
    ),
    "dates as labels": (
        [["店", "4/1", "4/2"], ["東京", "10", "12"], ["大阪", "8", "9"]],
        (),
        ["店: 東京 | 4/1: 10 | 4/2: 12", "店: 大阪 | 4/1: 8 | 4/2: 9"],
    ),
    "header again on the next page": (
        [["商品", "単価"], ["ペン", "120"], ["商品", "単価"], ["紙", "80"]],
        (),
        ["商品: ペン | 単価: 120", "商品: 紙 | 単価: 80"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_values_of_a_form_keep_their_labels(name: str) -> None:
    rows, merges, expected = FORMS[name]
    assert lines(rows, merges) == expected


@pytest.mark.parametrize("name", TABLES)
def test_rows_of_a_table_have_the_labels_of_their_own_table(name: str) -> None:
    rows, merges, expected = TABLES[name]
    assert lines(rows, merges) == expected


def test_forms_side_by_side_stand_under_their_own_titles() -> None:
    writer = written(
        [
            ["発注者", "", "受注者", ""],
            ["名称", "みどり商事", "名称", "浜製作所"],
            ["住所", "大阪市", "住所", "焼津市"],
        ]
    )
    assert [
        (writer.text[unit.start : unit.end], unit.label) for unit in writer.units if unit.kind == "table"
    ] == [
        ("名称: みどり商事", "発注者"),
        ("住所: 大阪市", "発注者"),
        ("名称: 浜製作所", "受注者"),
        ("住所: 焼津市", "受注者"),
    ]
    assert [cell.address for unit in writer.units for cell in unit.cells] == ["S!B2", "S!B3", "S!D2", "S!D3"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ["作成者", "佐藤", "", ""],
                ["氏名", "部署", "役職", "備考"],
                ["田中", "総務", "係長", "異動"],
                ["森", "営業", "主任", "新任"],
            ],
            ["佐藤: 氏名", "佐藤: 田中"],
        ),
        (
            [
                ["Maker", "Sato", "", ""],
                ["Dish", "Cook", "Spice", "Guest"],
                ["Soup", "Ueda", "Salt", "Mori"],
                ["Stew", "Kato", "Mint", "Abe"],
            ],
            ["Sato: Cook", "Sato: Ueda", "Maker: Dish"],
        ),
    ],
    ids=["ja", "en"],
)
def test_one_pair_above_a_table_heads_no_column(rows: Rows, expected: list[str]) -> None:
    """The maker's name was the label of a column."""
    assert not [wrong for wrong in expected if wrong in "\n".join(lines(rows))]


def test_labels_that_are_set_off_are_believed() -> None:
    rows = [["Aurora", "Yes"], ["Borealis", "Maybe"], ["Ceres", "42"]]
    writer = written(rows, strong=[(1, 1), (2, 1), (3, 1)])
    assert writer.text == "Aurora: Yes\nBorealis: Maybe\nCeres: 42"


def test_title_and_unit_stand_over_every_row() -> None:
    writer = written([["売上表"], ["（単位：千円）"], ["支店", "売上"], ["東京", "1,200"], ["大阪", "900"]])
    assert [(unit.kind, unit.label) for unit in writer.units] == [
        ("paragraph", "売上表"),
        ("paragraph", "売上表 （単位：千円）"),
        ("table", "売上表 （単位：千円）"),
        ("table", "売上表 （単位：千円）"),
    ]


def test_every_value_knows_its_cell() -> None:
    writer = written([["商品", "単価"], ["ペン", "120"], ["紙", "80"]])
    cells = [
        (writer.text[cell.start : cell.end], cell.address) for unit in writer.units for cell in unit.cells
    ]
    assert cells == [("ペン", "S!A2"), ("120", "S!B2"), ("紙", "S!A3"), ("80", "S!B3")]


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_letters(number: int, name: str) -> None:
    assert column_letters(number) == name
