"""Excel workbooks: rows with headers per sheet, values as shown, merged cells, what is left out."""

import datetime
import struct
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.parsing.excel.xls_charts import StoredChart
from kotae.parsing.excel.xls_drawings import Drawn, drawn_on_sheets
from kotae.records import Document
from tests.parsing.msg_files import compound
from tests.parsing.office_files import pack


def read(folder: Path, book: Workbook) -> Document:
    path = folder / "file.xlsx"
    book.save(path)
    (document,) = read_file(path, relative_path="file.xlsx")
    return document


def blocks(document: Document) -> list[tuple[str, int | None, str, str]]:
    return [(b.kind, b.page, " › ".join(b.headings), document.text[b.start : b.end]) for b in document.blocks]


def test_rows_stand_under_their_sheet(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "売上"
    for row in (("商品", "Price"), ("りんご", 100), ("Orange", 80)):
        first.append(row)
    second = book.create_sheet("Staff")
    for row in (("Name", "部署"), ("Sato", "総務")):
        second.append(row)
    assert blocks(read(tmp_path, book)) == [
        ("heading", 1, "", "売上"),
        ("table", 1, "売上", "商品: りんご | Price: 100"),
        ("table", 1, "売上", "商品: Orange | Price: 80"),
        ("heading", 2, "", "Staff"),
        ("table", 2, "Staff", "Name: Sato | 部署: 総務"),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (datetime.datetime(2025, 5, 1), "yyyy/m/d", "2025/5/1"),
        (datetime.datetime(2025, 5, 1, 9, 30), "yyyy/m/d h:mm", "2025/5/1 9:30"),
        (datetime.time(9, 30), "h:mm", "9:30"),
        (427, "00000", "00427"),
        (7, '"第"0"回"', "第7回"),
        (12, '"No."000', "No.012"),
        (1234567, "000-0000", "123-4567"),
        (38.5 / 24, "[h]:mm", "38:30"),
        (3, "0.0", "3.0"),
        (-1250, "#,##0;[Red]▲#,##0", "▲1,250"),
        (46113, '[$-411]ggge"年"m"月"d"日"', "令和8年4月1日"),
        (46113, "[$-411]ge.m.d", "R8.4.1"),
        (43586, '[$-ja-JP-x-gannen]ggge"年"m"月"', "令和元年5月"),
        (46113, 'yyyy"年"m"月"d"日"(aaa)', "2026年4月1日(水)"),
        (46113, "[$-411]aaaa", "水曜日"),
        (46113, "yyyy.mm.dd", "2026.04.01"),
        (46113, "mmm d, yyyy", "Apr 1, 2026"),
        (150, '[>=100]"満席";[<10]"残席わずか";0"席"', "満席"),
        (20260401, '0000"/"00"/"00', "2026/04/01"),
        (930, '0"/"00" h"', "9/30 h"),
        (5, "0!人", "5人"),
        (20260401, "0000!/00!/00", "2026/04/01"),
        (5, '[>=100]"満席";[<10]"残席わずか";0"席"', "残席わずか"),
        (1.5, "# ?/?", "1 1/2"),
        (123, "[DBNum1][$-411]General", "百二十三"),
        (23, "[DBNum2][$-411]General", "弐拾参"),
        (123, "[DBNum2]General", "壱百弐拾参"),
        (11_010, "[DBNum2]General", "壱萬壱阡壱拾"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (0.00012, '0.0E-0"秒"', "1.2E-4秒"),
        (59.96 / 86400, "mm:ss.0", "01:00.0"),
        (1e15, "General", "1E+15"),
        (123, "[DBNum3][$-411]0", "１２３"),
        (100, 'G/標準"円"', "100円"),
        (1234.5, '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ', "¥1,235"),
        ("佐藤", '@"様"', "佐藤様"),
        (4901234567894, "General", "4901234567894"),
        (0.125, "0.0%", "12.5%"),
        (0.47, "0%", "47%"),
        (200000000000, '"¥"#,##0', "¥200,000,000,000"),
        (1234.5, "$#,##0.00", "$1,234.50"),
        (1500, '#,##0"円"', "1,500円"),
        (2000, '#,##0"億円"', "2,000億円"),
        (12_345_678, '#,##0,"千円"', "12,346千円"),
        (120, "0人", "120人"),
        (1234.5, '#,##0.0" km"', "1,234.5 km"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        ("二行の\n文字", "General", "二行の 文字"),
        ("#N/A", "General", ""),
    ],
)
def test_value_reads_as_it_is_shown(tmp_path: Path, value: object, number_format: str, shown: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["項目", "Value"])
    sheet.append(["a", value])
    sheet["B2"].number_format = number_format
    assert [text for *_, text in blocks(read(tmp_path, book))] == [
        f"項目: a | Value: {shown}" if shown else "項目: a"
    ]


def test_merged_cells_count_everywhere(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        ("売上の一覧表", None, None),
        ("地域", "売上", None),
        (None, "2023年", "2024年"),
        ("関東", 10, 12),
        (None, 11, 13),
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:C1", "A2:A3", "B2:C2", "A4:A5"):
        sheet.merge_cells(area)
    assert [(kind, text) for kind, _, _, text in blocks(read(tmp_path, book))] == [
        ("paragraph", "売上の一覧表"),
        ("table", "地域: 関東 | 売上 2023年: 10 | 売上 2024年: 12"),
        ("table", "地域: 関東 | 売上 2023年: 11 | 売上 2024年: 13"),
    ]


def test_hidden_sheet_and_unstored_formula_are_reported(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("項目", "Sum"), ("a", "=1+1")):
        sheet.append(row)
    book.create_sheet("裏").sheet_state = "hidden"
    document = read(tmp_path, book)
    assert [text for *_, text in blocks(document)] == ["Sheet", "項目: a"]
    assert document.warnings == (
        "hidden sheet left out: 裏 / 非表示のシートを除きました: 裏",
        "1 formula has no stored result and was left out; open and save the file in Excel"
        " / 計算結果が保存されていない数式1個を除きました。Excelで開いて保存し直してください",
    )


def test_far_cell_does_no_harm(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("項目", "Value"), ("a", 1)):
        sheet.append(row)
    sheet["XFD1048576"] = "遠く"
    document = read(tmp_path, book)
    assert [text for *_, text in blocks(document)] == ["項目: a | Value: 1"]
    assert document.warnings == (
        "what lies beyond column 500 was left out in 1 row / 1行で500列目より後ろの列を除きました",
    )


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"plain text", openpyxl.__doc__], ids=["empty", "torn", "text", "none"]
)
def test_broken_workbook_is_refused(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(data or b"\x00" * 100)
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="file.xlsx")
    assert "is damaged" in caught.value.en
    assert "壊れて" in caught.value.ja


def test_workbook_without_cells_has_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, Workbook())
    assert "nothing to read" in caught.value.en


def test_struck_hidden_and_remarked_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("項目", "料金"), ("年会費", "6,000円"), ("月会費", "500円"), ("secret", "1円")):
        sheet.append(row)
    sheet["B2"].font = Font(strike=True)
    sheet["B3"] = CellRichText(TextBlock(InlineFont(strike=True), "600円"), TextBlock(InlineFont(), "500円"))
    sheet["A3"].comment = Comment("次回は6月3日", "佐藤")
    sheet.row_dimensions[4].hidden = True
    document = read(tmp_path, book)
    assert [text for *_, text in blocks(document)] == [
        "項目: 年会費",
        "項目: 月会費 | 料金: 500円",
        "コメント (A3 佐藤): 次回は6月3日",
    ]
    assert [cell.address for cell in document.blocks[1].cells] == ["Sheet!A3", "Sheet!B3"]
    assert document.warnings == (
        "struck-through text was left out in 2 places: “6,000円”, “600円”"
        " / 取り消し線の文字を2か所で除きました: 「6,000円」「600円」",
        "1 hidden row was left out / 非表示の行を1行除きました",
    )


def test_filtered_rows_are_read_and_hidden_columns_reported(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("名前", "部署", "メモ"), ("佐藤", "総務", "x"), ("鈴木", "営業", "y")):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:C3"
    sheet.auto_filter.add_filter_column(1, ["総務"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    document = read(tmp_path, book)
    assert [text for *_, text in blocks(document)] == ["名前: 佐藤 | 部署: 総務", "名前: 鈴木 | 部署: 営業"]
    assert document.warnings == (
        "1 row hidden by a filter or an outline was read / フィルターやグループ化で非表示の1行も読みました",
        "1 hidden column was left out / 非表示の列を1列除きました",
    )


def test_charts_and_text_boxes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("売上")
        for row, cells in enumerate((("支社", "Sales"), ("東京", 88), ("関西", 46))):
            sheet.write_row(row, 0, cells)
        chart = book.add_chart({"type": "column"})
        source: dict[str, object] = {
            "categories": "=売上!$A$2:$A$3",
            "values": "=売上!$B$2:$B$3",
            "name": "Sales",
        }
        source |= {"categories_data": ["東京", "関西"], "values_data": [88, 46]}
        chart.add_series(source)
        chart.set_title({"name": "支社別の売上"})
        sheet.insert_chart("D2", chart)
        sheet.insert_textbox("D20", "未確定の数字です。")
    (document,) = read_file(path, relative_path="file.xlsx")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "売上",
        "支社: 東京 | Sales: 88",
        "支社: 関西 | Sales: 46",
        "未確定の数字です。",
        "支社別の売上",
        "東京 | Sales: 88",
        "関西 | Sales: 46",
    ]
    # What a chart shows is cited as the cell it shows.
    assert [
        (document.text[cell.start : cell.end], cell.address)
        for block in document.blocks[-2:]
        for cell in block.cells
    ] == [("東京", "売上!A2"), ("88", "売上!B2"), ("関西", "売上!A3"), ("46", "売上!B3")]


@pytest.mark.parametrize(
    ("categories", "values", "addresses"),
    [
        ("='第1 四半期'!$B$1:$C$1", "='第1 四半期'!$B$2:$C$2", ["第1 四半期!B1", "第1 四半期!B2"]),
        ("='It''s Q1'!$B$1:$C$1", "='It''s Q1'!$B$2:$C$2", ["It's Q1!B1", "It's Q1!B2"]),
        ("='[old.xlsx]売上'!$B$1:$C$1", "=(A!$A$1,A!$A$3)", ["R2C1", "R2C2"]),
    ],
    ids=["ja", "en", "elsewhere"],
)
def test_values_of_a_chart_are_cited_as_their_cells(
    tmp_path: Path, categories: str, values: str, addresses: list[str]
) -> None:
    path = tmp_path / "file.xlsx"
    with xlsxwriter.Workbook(path) as book:
        chart = book.add_chart({"type": "line"})
        told: dict[str, object] = {"categories": categories, "values": values, "name": "台 Units"}
        chart.add_series(told | {"categories_data": ["春", "Autumn"], "values_data": [3, 5]})
        book.add_worksheet("a").insert_chart("D2", chart)
    (document,) = read_file(path, relative_path="file.xlsx")
    first = document.blocks[-2]
    assert document.text[first.start : first.end] == "春 | 台 Units: 3"
    assert [cell.address for cell in first.cells] == addresses


def test_workbook_of_before_2007(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("社員")
    for column, label in enumerate(("氏名", "番号", "入社日", "手当")):
        sheet.write(0, column, label)
    sheet.write(1, 1, 427, xlwt.easyxf(num_format_str="00000"))
    sheet.write(1, 2, 46113, xlwt.easyxf(num_format_str='[$-411]ggge"年"m"月"d"日"'))
    sheet.write(1, 3, "6,000円", xlwt.easyxf("font: struck_out on"))
    sheet.write(2, 1, 12, xlwt.easyxf(num_format_str='"No."000'))
    sheet.write_merge(1, 2, 0, 0, "山口")
    note = xlwt.Font()
    note.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(2, 3, [("120", xlwt.Font()), ("1", note), ("円", xlwt.Font())])
    book.add_sheet("裏").visibility = 1
    book.save(str(tmp_path / "file.xls"))
    (document,) = read_file(tmp_path / "file.xls", relative_path="file.xls")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "社員",
        "氏名: 山口 | 番号: 00427 | 入社日: 令和8年4月1日",
        "氏名: 山口 | 番号: No.012 | 手当: 120¹円",
    ]
    assert document.blocks[2].cells[1].address == "社員!B3"
    assert document.warnings == (
        "hidden sheet left out: 裏 / 非表示のシートを除きました: 裏",
        "struck-through text was left out in 1 place: “6,000円” / 取り消し線の文字を1か所で除きました: 「6,000円」",
    )


def test_drawings_on_sheets_of_before_2007() -> None:
    """The library passes them over: text boxes were lost without a word."""
    wide, narrow = "図形の文".encode("utf-16-le"), b"Open at nine."
    begin = {sort: struct.pack("<HHHH", 0x809, 4, 0x600, sort) for sort in (0x05, 0x10, 0x20)}
    end = struct.pack("<HH", 0x0A, 0)

    def shape(kind: int, count: int, flag: int, text: bytes) -> bytes:
        head = struct.pack("<HHHHH", 0x5D, 6, 0x15, 18, kind)
        body = struct.pack("<HH10sH6s", 0x1B6, 18, b"", count, b"")
        return head + body + struct.pack("<HHB", 0x3C, 1 + len(text), flag) + text

    stream = (
        begin[0x05] + end + begin[0x10] + shape(0x06, 4, 1, wide) + shape(0x19, 13, 0, narrow) + begin[0x20] + end + end
        + begin[0x10] + shape(0x02, 13, 0, narrow) + end
    )  # fmt: skip
    assert drawn_on_sheets(compound({"Workbook": stream + bytes(4096)})) == [
        Drawn(texts=["図形の文"], charts=[StoredChart()]),
        Drawn(texts=["Open at nine."]),
    ]
    assert drawn_on_sheets(b"no compound file") == []


@pytest.mark.parametrize(
    ("tab", "title", "axis", "series", "named"),
    [
        ("売上グラフ", "支社別の売上", "百万円", "令和7年度", "東京"),
        ("Chart1", "Sales by branch", "million yen", "FY2025", "Tokyo"),
    ],
    ids=["ja", "en"],
)
def test_workbook_of_before_2007_that_is_one_chart(
    tmp_path: Path, tab: str, title: str, axis: str, series: str, named: str
) -> None:
    """Such sheets are passed over by the library: all of it was lost, or the file refused as empty."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def string(text: str, head: str = "<B") -> bytes:
        return struct.pack(head, len(text)) + b"\x01" + text.encode("utf-16-le")

    def block(kind: int, *inside: bytes) -> bytes:
        return record(kind, bytes(32)) + record(0x1033) + b"".join(inside) + record(0x1034)

    def said(text: str, link: int) -> bytes:
        return block(0x1025, record(0x100D, b"\0\0" + string(text)), record(0x1027, bytes([link, *bytes(5)])))

    chart = block(0x1003, record(0x100D, b"\0\0" + string(series))) + said(axis, 2) + said(title, 1)
    chart += record(0x1065, b"\x01\0") + record(0x203, struct.pack("<HHHd", 0, 0, 0, 88.5))
    chart += record(0x1065, b"\x02\0") + record(0x204, struct.pack("<HHH", 0, 0, 0) + string(named, "<H"))
    begin = {sort: struct.pack("<HHHHHHII", 0x809, 16, 0x600, sort, 0, 0, 0, 6) for sort in (0x05, 0x20)}
    sheet = record(0x85, bytes(5) + b"\x02" + string(tab))
    stream = (
        begin[0x05] + record(0x42, b"\xb0\x04") + sheet + record(0x0A) + begin[0x20] + chart + record(0x0A)
    )
    path = tmp_path / "file.xls"
    path.write_bytes(compound({"Workbook": stream + bytes(4096)}))
    (document,) = read_file(path, relative_path="file.xls")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        tab,
        f"{title} {axis}",
        f"{named} | {series}: 88.5",
    ]
    assert document.warnings == ()


def test_conditional_formats_that_cross_out_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["仕事", "Task"])
    page.append(["片づけ", "Pack"])
    style = DifferentialStyle(font=Font(strike=True))
    page.conditional_formatting.add("A2:B2", Rule("expression", dxf=style, formula=["TRUE"]))
    book.save(tmp_path / "a.xlsx")
    (document,) = read_file(tmp_path / "a.xlsx", relative_path="a.xlsx")
    assert document.warnings == (
        "text that a conditional format may cross out was read in 2 cells: it may not hold: “片づけ”"
        " / 条件付き書式で取り消し線の付くことがある文字を2個のセルで読みました（いまは有効でないかもしれません）: 「片づけ」",
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("一行目_x000D_\n二行目", "一行目 二行目"),
        ("part_x005F_no", "part_no"),
        ("max_x_value", "max_x_value"),
    ],
)
@pytest.mark.parametrize("inline", [False, True])
def test_offices_way_of_writing_signs_is_undone(
    tmp_path: Path, written: str, shown: str, *, inline: bool
) -> None:
    path = tmp_path / "a.xlsx"
    cell = f"<si><t>{written}</t></si>"
    value = f'<c r="B1" t="inlineStr"><is><t>{written}</t></is></c>'
    value = value if inline else '<c r="B1" t="s"><v>0</v></c>'
    sheet = f'<row r="1"><c r="A1" t="inlineStr"><is><t>備考 Note</t></is></c>{value}</row>'
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    path.write_bytes(
        pack(
            {
                "xl/workbook.xml": f'<workbook xmlns="{name}" xmlns:r="{kinds}"><sheets><sheet name="Sheet1" '
                f'sheetId="1" r:id="r1"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{related}"><Relationship Id="r1" '
                f'Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
                f'Type="{kinds}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
                "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{name}"><sheetData>{sheet}</sheetData></worksheet>',
                "xl/sharedStrings.xml": f'<sst xmlns="{name}">{cell}</sst>',
            }
        )
    )
    (document,) = read_file(path, relative_path="a.xlsx")
    assert document.text == f"備考 Note | {shown}"
