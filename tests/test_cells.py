"""Cells as citations name them: address, column and row, read from the text that is quoted."""

from pathlib import Path

import pytest

from kotae.cells import cell_place, cells_of, told_cells
from kotae.parsing import read_file
from kotae.records import CitedCell, Document


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
    ],
)
def test_a_short_answer_points_at_its_cell(value: str, expected: list[str]) -> None:
    quote = "商品: ペン | 単価: 120"
    cells = [cell("売上!A3", start=104, end=106), cell("売上!B3", start=113, end=116)]
    assert [one.address for one in told_cells(cells, quote, value, offset=100)] == expected


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
