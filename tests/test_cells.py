"""Cells as citations name them: address, column and row, read from the text that is quoted."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.cells import cell_place, cells_of, told_cells
from kotae.parsing import read_file
from kotae.records import Block, CellSpan, CitedCell, Document, DocumentInfo


def read(folder: Path, name: str, content: str) -> Document:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    (document,) = read_file(path, relative_path=name)
    return document


def named(document: Document, value: str) -> tuple[str, str, str]:
    """Address, column and row of the only cell that says a value."""
    start = document.text.index(value)
    (cell,) = cells_of(document, start, start + len(value))
    assert document.text[cell.start : cell.end].strip() == value
    return cell.address, cell.column, cell.row


TABLES = {
    "csv": (
        "支店,電話番号,責任者\n名古屋,052-555-0142,加藤\n大阪,06-555-0199,森\n",
        ("B3", "電話番号", "大阪"),
    ),
    "html": (
        "<table><tr><th>支店<th>電話番号<tr><td>名古屋<td>052-555-0142<tr><td>大阪<td>06-555-0199</table>",
        ("R3C2", "電話番号", "大阪"),
    ),
    "md": (
        "# 一覧\n\n| 支店 | 電話番号 |\n|---|---|\n| 名古屋 | 052-555-0142 |\n| 大阪 | 06-555-0199 |\n",
        ("R3C2", "電話番号", "大阪"),
    ),
    "txt": (
        "支店      電話番号\n名古屋    052-555-0142\n大阪      06-555-0199\n札幌      011-555-0100\n",
        ("R3C2", "電話番号", "大阪"),
    ),
}


@pytest.mark.parametrize(
    ("box", "value", "column", "row"),
    [
        ("┌───┬────┐\n│部屋│料金│\n├───┼────┤\n│松│8,800円│\n│竹│7,200円│\n└───┴────┘\n", "7,200円", "料金", "竹"),
        ("┌────┬────┐\n│Room│Rate│\n├────┼────┤\n│Oak │80  │\n│Elm │95  │\n└────┴────┘\n", "95", "Rate", "Elm"),
    ],
)  # fmt: skip
def test_lines_drawn_around_cells_are_no_labels(
    tmp_path: Path, box: str, value: str, column: str, row: str
) -> None:
    assert named(read(tmp_path, "a.txt", box), value)[1:] == (column, row)


@pytest.mark.parametrize("kind", TABLES)
def test_a_cell_is_named_by_address_column_and_row(tmp_path: Path, kind: str) -> None:
    content, expected = TABLES[kind]
    assert named(read(tmp_path, f"branches.{kind}", content), "06-555-0199") == expected


def test_an_empty_cell_moves_no_label(tmp_path: Path) -> None:
    content = (
        "| Branch | Phone | Fax |\n|---|---|---|\n| Nagoya | | 052-555-0143 |\n| Osaka | 06-555-0199 | |\n"
    )
    assert named(read(tmp_path, "a.md", content), "052-555-0143") == ("R2C3", "Fax", "Nagoya")


def test_a_value_of_a_form_is_named_by_the_label_beside_it(tmp_path: Path) -> None:
    content = "<table><tr><th>氏名<td>山田<tr><th>所属<td>総務部<tr><th>電話<td>03-5555-0101</table>"
    assert named(read(tmp_path, "a.html", content), "総務部") == ("R2C2", "所属", "")


def test_text_outside_of_tables_has_no_cells(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", "名古屋支店の電話番号は 052-555-0142 です。\n")
    assert cells_of(document, 0, len(document.text)) == ()


Row = Sequence[tuple[str, str]]


def laid_out(*rows: Row | str, under: tuple[str, ...] = ()) -> Document:
    """A document of rows, each of labels and values (a label may be empty), and of paragraphs between them."""
    text, blocks = "", []
    for number, row in enumerate(rows, start=1):
        start, cells = len(text), []
        for column, (label, value) in enumerate([("", row)] if isinstance(row, str) else row, start=1):
            text += (" | " if column > 1 else "") + (f"{label}: " if label else "")
            cells.append(CellSpan(start=len(text), end=len(text) + len(value), address=f"R{number}C{column}"))
            text += value
        kept = () if isinstance(row, str) else tuple(cells)
        blocks.append(
            Block(start=start, end=len(text), kind="table", headings=under, language="ja", cells=kept)
        )
        text += "\n"
    info = DocumentInfo(id="a", title="", path="a.md", language="ja")
    return Document(info=info, text=text, blocks=tuple(blocks))


OSAKA: Row = [("支店", "大阪"), ("電話", "06-5555")]
NAGOYA: Row = [("支店", "名古屋"), ("電話", "052-555")]
NAME: Row = [("Name", "Sato"), ("Post", "Clerk")]
UNIT: Row = [("Unit", "Sales"), ("Floor", "3rd floor")]


@pytest.mark.parametrize(
    ("rows", "value", "row"),
    [
        ([OSAKA], "06-5555", "大阪"),
        ([NAME], "Clerk", "Sato"),
        (["案内", OSAKA, "以上"], "06-5555", "大阪"),
        ([OSAKA, NAGOYA], "06-5555", "大阪"),
        ([NAGOYA, OSAKA], "06-5555", "大阪"),
        ([OSAKA, NAGOYA, "以上"], "06-5555", "大阪"),
        (["案内", NAGOYA, OSAKA], "06-5555", "大阪"),
        ([NAME, UNIT], "Clerk", ""),
        ([UNIT, NAME], "Clerk", ""),
        ([UNIT, NAME, "End"], "Clerk", ""),
        (["Notice", NAME, UNIT], "Clerk", ""),
        ([OSAKA, NAME, NAGOYA], "06-5555", ""),
        ([NAGOYA, NAME, OSAKA], "06-5555", ""),
        ([UNIT, OSAKA, NAGOYA], "06-5555", "大阪"),
        ([NAGOYA, OSAKA, UNIT], "06-5555", "大阪"),
    ],
)
def test_a_row_is_called_by_its_first_value_where_the_row_above_or_below_begins_with_the_same_label(
    rows: list[Row | str], value: str, row: str
) -> None:
    """In a form each row begins with a label of its own; what stands two rows away says nothing of it."""
    assert named(laid_out(*rows), value)[2] == row


@pytest.mark.parametrize(
    ("under", "row", "value", "column"),
    [
        (("一覧", "支店 | 電話"), [("", "大阪"), ("", "06-5555")], "06-5555", "電話"),
        (("List", "Branches", " Branch  |  Phone "), [("", "Osaka"), ("", "06-5555")], "06-5555", "Phone"),
        (("List", "Branches", " Branch  |  Phone "), [("", "Osaka"), ("", "06-5555")], "Osaka", "Branch"),
        (("支店 | 電話", "一覧"), [("", "大阪"), ("", "06-5555")], "06-5555", ""),
        (("一覧",), [("", "大阪")], "大阪", ""),
        (("Branches",), [("", "Osaka")], "Osaka", ""),
        (("支店 | 電話",), [("", "大阪"), ("", "06-5555"), ("", "森")], "06-5555", ""),
        (("支店 | 電話 | 長",), [("", "大阪"), ("", "06-5555")], "06-5555", "電話"),
        ((), [("", "大阪"), ("", "06-5555")], "06-5555", ""),
    ],
)
def test_a_column_is_called_by_the_header_it_stands_under(
    under: tuple[str, ...], row: Row, value: str, column: str
) -> None:
    """The innermost heading is the header of its table, but where it has one name only or fewer than the row has values."""
    assert named(laid_out(row, under=under), value)[1] == column


def test_a_cell_behind_the_last_column_of_a_header_has_no_label() -> None:
    """Of merged cells the first is named, so two values may stand in the first and the third column."""
    document = laid_out([("", "大阪"), ("", "06-5555")], under=("支店 | 電話",))
    (block,) = document.blocks
    apart = replace(block, cells=(block.cells[0], replace(block.cells[1], address="R1C3")))
    assert named(replace(document, blocks=(apart,)), "06-5555")[1] == ""


def cell(address: str, *, start: int, end: int, column: str = "", row: str = "") -> CitedCell:
    return CitedCell(start=start, end=end, address=address, column=column, row=row)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", ["売上!B3"]),
        ("¥120 (120)", ["売上!B3"]),
        ("ペン", ["売上!A3"]),
        ("not there", ["売上!A3", "売上!B3"]),
        ("単価", ["売上!A3", "売上!B3"]),
        ("1", ["売上!B3"]),
        ("青いペン", ["売上!A3"]),
        ("a pen (ペン)", ["売上!A3"]),
    ],
)
def test_a_short_answer_points_at_its_cell(value: str, expected: list[str]) -> None:
    quote = "商品: ペン | 単価: 120"
    cells = [cell("売上!A3", start=104, end=106), cell("売上!B3", start=113, end=116)]
    assert [one.address for one in told_cells(cells, quote, value, offset=100)] == expected


def test_a_cell_that_begins_before_the_quote_holds_what_is_quoted_of_it() -> None:
    cells = [cell("A1", start=96, end=102), cell("B1", start=105, end=108)]
    assert told_cells(cells, "岡 | 120", "岡", offset=101) == (cells[0],)


def test_a_single_letter_within_a_value_is_no_cell_of_it() -> None:
    cells = [cell("A1", start=0, end=1), cell("B1", start=4, end=5)]
    assert told_cells(cells, "A | 3", "A組", offset=0) == tuple(cells)


def test_what_stands_between_two_cells_is_in_neither(tmp_path: Path) -> None:
    document = read(tmp_path, "a.csv", TABLES["csv"][0])
    held = cells_of(document, 0, len(document.text))
    first, second = held[0], held[1]
    assert first.end < second.start
    assert cells_of(document, first.end, second.start) == ()


@pytest.mark.parametrize(
    ("addresses", "japanese", "english"),
    [
        ([], "", ""),
        (["売上!B3"], "売上!B3（ペン、単価）", "売上!B3 (ペン, 単価)"),
        (["売上!A3", "売上!B3"], "売上!A3:B3", "売上!A3:B3"),
        (["R2C3"], "表の2行3列（ペン、単価）", "table row 2, column 3 (ペン, 単価)"),
        (["R2C1", "R2C3"], "表の2行1-3列", "table row 2, columns 1-3"),
        (["R2C1", "R4C2"], "表の2-4行1-2列", "table rows 2-4, columns 1-2"),
    ],
)
def test_a_place_is_said_in_both_languages(addresses: list[str], japanese: str, english: str) -> None:
    cells = [cell(address, start=0, end=1, column="単価", row="ペン") for address in addresses]
    assert (cell_place(cells, "ja"), cell_place(cells, "en")) == (japanese, english)
