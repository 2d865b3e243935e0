"""PDF: tables are cells with their labels, with lines around them and without."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.parsing.pdf_files import Drawing, Ink, make_pdf, ruled
from tests.parsing.test_pdf import EN, JA, blocks, read
from tests.parsing.test_pdf_places import boxes


def cells(rows: Sequence[Sequence[str]], xs: Sequence[float], ys: Sequence[float]) -> list[Ink]:
    return [
        Ink(x=xs[column] + 4, y=ys[row] - 14, text=text)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text
    ]


def table(rows: Sequence[Sequence[str]], *, top: float = 600, width: float = 110) -> list[Ink | Drawing]:
    xs = [80 + width * n for n in range(len(rows[0]) + 1)]
    ys = [top - 20 * n for n in range(len(rows) + 1)]
    return [ruled(xs, ys), *cells(rows, xs, ys)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("都市", "人口", "面積"), ("東京", "1400万人", "2194km2"), ("大阪", "880万人", "1905km2")],
            ["都市: 東京 | 人口: 1400万人 | 面積: 2194km2", "都市: 大阪 | 人口: 880万人 | 面積: 1905km2"],
        ),
        (
            [("City", "People", "Area"), ("Tokyo", "14 million", ""), ("Osaka", "", "1905")],
            ["City: Tokyo | People: 14 million", "City: Osaka | Area: 1905"],
        ),
        (
            [("年度", "売上"), ("2023", "120"), ("2024", "135")],
            ["年度: 2023 | 売上: 120", "年度: 2024 | 売上: 135"],
        ),
        ([("氏名", "山田太郎"), ("住所", "京都市")], ["氏名: 山田太郎", "住所: 京都市"]),
        ([("Name", "Ann Lee"), ("Town", "Leeds")], ["Name: Ann Lee", "Town: Leeds"]),
        (
            [("氏名", "山田太郎", "生年", "1980"), ("住所", "京都市", "電話", "075-1111")],
            ["氏名: 山田太郎 | 生年: 1980", "住所: 京都市 | 電話: 075-1111"],
        ),
    ],
    ids=["header", "empty cells", "two columns of figures", "form", "form en", "form of four columns"],
)
def test_ruled_table_is_rows_with_labels(
    tmp_path: Path, rows: list[tuple[str, ...]], expected: list[str]
) -> None:
    page = [Ink(x=80, y=700, text=JA), *table(rows), Ink(x=80, y=300, text=EN)]
    document = read(tmp_path, make_pdf([page]))
    assert blocks(document) == [
        ("paragraph", 1, JA),
        *[("table", 1, row) for row in expected],
        ("paragraph", 1, EN),
    ]


def test_value_of_a_ruled_table_has_the_box_of_its_cell(tmp_path: Path) -> None:
    rows = [("都市", "人口"), ("東京", "1400"), ("大阪", "880")]
    document = read(tmp_path, make_pdf([table(rows)]))
    label, value = boxes(document, "人口: 880")
    assert label.y1 < value.y0
    assert value.x0 == pytest.approx(194, abs=0.3)


@pytest.mark.parametrize("japanese", [True, False], ids=["ja", "en"])
def test_table_without_outer_lines_is_whole(tmp_path: Path, japanese: bool) -> None:
    ja = [("道具", "寸法", "説明"), ("のこぎり", "300", "板を切る"), ("かなづち", "250", "釘を打つ")]
    en = [("Tool", "Size", "Use"), ("saw", "300", "cuts boards"), ("hammer", "250", "drives nails")]
    rows = ja if japanese else en
    xs, ys = [80, 190, 300, 450], [600, 580, 560, 540]
    lines = [f"{x} 600 m {x} 540 l S" for x in xs[1:3]] + [f"80 {y} m 450 {y} l S" for y in ys]
    page = [Drawing(code=line) for line in lines]
    document = read(tmp_path, make_pdf([[*page, *cells(rows, xs, ys)]]))
    assert [text for _, _, text in blocks(document)] == [
        " | ".join(f"{label}: {value}" for label, value in zip(rows[0], row, strict=True)) for row in rows[1:]
    ]


def test_merged_cells_count_for_all_they_cover(tmp_path: Path) -> None:
    xs, ys = [80, 180, 280, 380], [600, 580, 560, 540, 520, 500]
    lines = [
        "80 600 m 380 600 l S 80 500 m 380 500 l S 80 600 m 80 500 l S 380 600 m 380 500 l S",
        "180 600 m 180 500 l S 280 580 m 280 500 l S 180 580 m 380 580 l S 80 560 m 380 560 l S",
        "180 540 m 380 540 l S 80 520 m 380 520 l S",
    ]
    rows = [
        ("地域", "売上高", ""),
        ("", "国内", "海外"),
        ("東日本", "10", "20"),
        ("", "30", "40"),
        ("西日本", "50", "60"),
    ]
    document = read(tmp_path, make_pdf([[*(Drawing(code=line) for line in lines), *cells(rows, xs, ys)]]))
    assert [text for _, _, text in blocks(document)] == [
        "地域: 東日本 | 売上高 国内: 10 | 売上高 海外: 20",
        "地域: 東日本 | 売上高 国内: 30 | 売上高 海外: 40",
        "地域: 西日本 | 売上高 国内: 50 | 売上高 海外: 60",
    ]


def test_lines_of_one_cell_are_one_text(tmp_path: Path) -> None:
    inks = [Ink(x=84, y=586, text="項目"), Ink(x=304, y=586, text="説明")]
    inks += [
        Ink(x=84, y=560, text="費用"),
        Ink(x=304, y=565, text="二行にわたる"),
        Ink(x=304, y=551, text="説明です。"),
    ]
    document = read(tmp_path, make_pdf([[ruled([80, 300, 500], [600, 580, 540]), *inks]]))
    assert [text for _, _, text in blocks(document)] == ["項目: 費用 | 説明: 二行にわたる説明です。"]


def test_rows_without_lines_between_them_stay_apart(tmp_path: Path) -> None:
    inks = [Ink(x=84, y=586, text="都市"), Ink(x=204, y=586, text="人口")]
    for n, (city, people) in enumerate([("東京", "1,400"), ("大阪", "880"), ("京都", "250")]):
        inks += [Ink(x=84, y=566 - 14 * n, text=city), Ink(x=204, y=566 - 14 * n, text=people)]
    document = read(tmp_path, make_pdf([[ruled([80, 200, 320], [600, 580, 530]), *inks]]))
    assert [text for _, _, text in blocks(document)] == [
        "都市: 東京 | 人口: 1,400",
        "都市: 大阪 | 人口: 880",
        "都市: 京都 | 人口: 250",
    ]


def test_turned_table_is_read_as_one(tmp_path: Path) -> None:
    rows = [("City", "People", "Area"), ("Tokyo", "14", "2194"), ("Osaka", "8", "1905")]
    xs, ys = [200, 230, 260, 290], [200, 300, 400, 500]
    inks = [
        Ink(x=xs[row] + 20, y=ys[column] + 5, text=text, turn=90)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    ]
    document = read(tmp_path, make_pdf([[ruled(xs, ys), *inks]]))
    assert [text for _, _, text in blocks(document)] == [
        "City: Tokyo | People: 14 | Area: 2194",
        "City: Osaka | People: 8 | Area: 1905",
    ]


@pytest.mark.parametrize("japanese", [True, False], ids=["ja", "en"])
def test_rows_without_lines_get_their_labels(tmp_path: Path, japanese: bool) -> None:
    ja = [
        ("都市", "人口", "面積"),
        ("東京", "1400", "2194"),
        ("大阪", "880", "1905"),
        ("京都", "250", "4612"),
    ]
    en = [
        ("City", "People", "Area"),
        ("Tokyo", "1400", "2194"),
        ("Osaka", "880", "1905"),
        ("Kyoto", "250", "4612"),
    ]
    rows = ja if japanese else en
    document = read(tmp_path, make_pdf([cells(rows, [80, 200, 320], [600 - 15 * n for n in range(4)])]))
    header = rows[0]
    assert blocks(document) == [
        ("table", 1, " | ".join(f"{label}: {value}" for label, value in zip(header, row, strict=True)))
        for row in rows[1:]
    ]


@pytest.mark.parametrize("japanese", [True, False], ids=["ja", "en"])
def test_list_in_columns_has_no_labels(tmp_path: Path, japanese: bool) -> None:
    ja = [("りんご", "みかん", "ぶどう"), ("いぬ", "ねこ", "うさぎ"), ("あか", "あお", "きいろ")]
    en = [("apple", "banana", "cherry"), ("dog", "eel", "fox"), ("green", "blue", "red")]
    rows = ja if japanese else en
    document = read(tmp_path, make_pdf([cells(rows, [80, 200, 320], [600 - 15 * n for n in range(3)])]))
    assert [text for _, _, text in blocks(document)] == [" | ".join(row) for row in rows]
    assert [round(box.x0) for box in boxes(document, " | ".join(rows[1]))] == [84, 204, 324]


@pytest.mark.parametrize(
    "wide", ["申し訳ありませんが聞こえません", "I am sorry, I cannot hear you"], ids=["ja", "en"]
)
def test_cell_over_columns_without_labels_is_said_once(tmp_path: Path, wide: str) -> None:
    """It was said once for each column that it reaches over."""
    rows = [
        ("1", "Q", "お名前は。"),
        ("2", "A", "I am Mori."),
        ("4", "Q", "誰ですか。"),
        ("5", "A", "It was Ann."),
    ]
    heights = [760, 740, 700, 680]
    inks: list[Ink | Drawing] = [
        Ink(x=x, y=y, text=text)
        for row, y in zip(rows, heights, strict=True)
        for x, text in zip((60, 95, 120), row, strict=True)
    ]
    document = read(tmp_path, make_pdf([[*inks, Ink(x=60, y=720, text="3"), Ink(x=95, y=720, text=wide)]]))
    assert document.text.count(wide) == 1


def test_boxes_around_text_are_no_table(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        make_pdf([[ruled([70, 520], [720, 690, 660]), Ink(x=80, y=700, text=JA), Ink(x=80, y=670, text=EN)]]),
    )
    assert [text for _, _, text in blocks(document)] == [JA, EN]


@pytest.mark.parametrize("turn", [90, -90], ids=["up", "down"])
@pytest.mark.parametrize(
    ("header", "group", "rows"),
    [
        (("区分", "項目", "円"), "経費", (("紙", "480"), ("印刷", "9,800"))),
        (("Kind", "Item", "Yen"), "Costs", (("Paper", "480"), ("Print", "9,800"))),
    ],
    ids=["ja", "en"],
)
def test_words_on_their_side_stay_in_their_cell(
    tmp_path: Path, header: tuple[str, ...], group: str, rows: tuple[tuple[str, str], ...], turn: int
) -> None:
    """They were read behind the page, and the rows they name and the header lost their labels."""
    xs, ys = [80, 110, 220, 330], [600, 580, 560, 540]
    lines = [f"{x} 540 m {x} 600 l S" for x in xs]
    lines += [f"{80 if y in (600, 580, 540) else 110} {y} m 330 {y} l S" for y in ys]
    page: list[Ink | Drawing] = [Drawing(code="\n".join(lines)), *cells([header], xs, ys)]
    page += [Ink(x=99 if turn > 0 else 91, y=546 if turn > 0 else 576, text=group, turn=turn)]
    page += cells([("", *row) for row in rows], xs, ys[1:])
    document = read(tmp_path, make_pdf([page]))
    assert [text for _, _, text in blocks(document)] == [
        f"{header[0]}: {group} | {header[1]}: {item} | {header[2]}: {value}" for item, value in rows
    ]
