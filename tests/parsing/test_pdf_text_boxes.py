"""PDF: what was written over a page is no part of what it lies over, and no word is cut by a line of a grid."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.parsing.pdf_files import Drawing, Ink, make_pdf, ruled
from tests.parsing.test_pdf import contents, read

ROWS = {
    "ja": (("品名", "単価", "在庫"), ("机", "98円", "12"), ("椅子", "45円", "30")),
    "en": (("Item", "Price", "Stock"), ("Desk", "$98", "12"), ("Chair", "$45", "30")),
}
READ = {
    "ja": ["品名: 机 | 単価: 98円 | 在庫: 12", "品名: 椅子 | 単価: 45円 | 在庫: 30"],
    "en": ["Item: Desk | Price: $98 | Stock: 12", "Item: Chair | Price: $45 | Stock: 30"],
}
NOTE = {"ja": "五月は品切れ", "en": "Sold out in May"}
# Boxes by how programs draw them; the table's columns end at 160, 260 and 380, its rows at 700, 720, 740 and 760.
BOXES = {
    "filled and outlined": "1 1 .8 rg 200 726 100 26 re f 0 0 0 RG 200 726 100 26 re S 0 0 0 rg",
    "outlined": "0 0 0 RG 200 726 100 26 re S",
    "outlined from amid a side": "0 0 0 RG 250 752 m 200 752 l 200 726 l 300 726 l 300 752 l 250 752 l S",
    "filled": "1 1 1 rg 200 726 100 26 re f 0 0 0 rg",
    "with four lines": "1 1 1 rg 200 726 100 26 re f 0 0 0 rg 200 726 m 300 726 l S 200 752 m 300 752 l S"
    " 200 726 m 200 752 l S 300 726 m 300 752 l S",
    "with round corners": "1 0 0 RG 205 726 m 295 726 l 300 726 300 726 300 731 c 300 747 l 300 752 300 752 295 752 c"
    " 205 752 l 200 752 200 752 200 747 c 200 731 l 200 726 200 726 205 726 c s",
    "without any": "",
}


def table(language: str, rows: Sequence[Sequence[str]] = ()) -> list[Ink | Drawing]:
    return [
        ruled([60, 160, 260, 380], [700, 720, 740, 760]),
        *(
            Ink(x=(65, 165, 320)[across], y=745 - 20 * down, text=text)
            for down, row in enumerate(rows or ROWS[language])
            for across, text in enumerate(row)
            if text
        ),
    ]


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_box_over_a_table_is_a_paragraph_of_its_own(tmp_path: Path, language: str, box: str) -> None:
    """The words stood in the cells (``Price: Sold out in May $98``), and its sides cut figures in two."""
    page = [*table(language), Drawing(code=box), Ink(x=215, y=735, text=NOTE[language])]

    assert contents(read(tmp_path, make_pdf([page]))) == [*READ[language], NOTE[language]]


@pytest.mark.parametrize(
    "box",
    [
        "1 1 1 rg 340 690 130 26 re B 0 0 0 rg",
        "340 690 130 26 re S",
        "400 716 m 340 716 l 340 690 l 470 690 l 470 716 l 400 716 l S",
    ],
    ids=["filled", "outlined", "outlined from amid a side"],
)
@pytest.mark.parametrize(
    ("language", "note", "where"),
    [("ja", "税込の価格です", 350), ("en", "Prices without tax", 350)],
    ids=["ja", "en"],
)
def test_box_that_reaches_out_of_a_table_is_whole(
    tmp_path: Path, language: str, note: str, where: int, box: str
) -> None:
    """As LibreOffice draws a clear one its sides were lines of the table: a column more, and rows in two."""
    page = [
        *table(language),
        Drawing(code=box),
        Ink(x=where, y=700, text=note),
    ]

    assert contents(read(tmp_path, make_pdf([page]))) == [*READ[language], note]


@pytest.mark.parametrize(
    ("language", "old", "new"), [("ja", "98円", "89円"), ("en", "$98", "$89")], ids=["ja", "en"]
)
@pytest.mark.parametrize("cover", ["160.5 720 60 19", "158 717 62 21.5"], ids=["in the cell", "carelessly"])
def test_value_written_over_another_takes_its_place(
    tmp_path: Path, language: str, old: str, new: str, cover: str
) -> None:
    """Both were read, one behind the other: what shows at the old value's place is the new one."""
    page = [*table(language), Drawing(code=f"1 1 1 rg {cover} re f 0 0 0 rg"), Ink(x=165, y=725, text=new)]

    assert contents(read(tmp_path, make_pdf([page]))) == [
        READ[language][0].replace(old, new),
        READ[language][1],
    ]


@pytest.mark.parametrize(
    ("language", "rows", "expected"),
    [
        (
            "ja",
            (("品名", "単価", "在庫"), ("事務室で使う大きな両袖の木の机", "", "12"), ("椅子", "45円", "30")),
            "品名: 事務室で使う大きな両袖の木の机 | 在庫: 12",
        ),
        (
            "en",
            (
                ("Item", "Price", "Stock"),
                ("Desk and a very long stool name", "", "12"),
                ("Chair", "$45", "30"),
            ),
            "Item: Desk and a very long stool name | Stock: 12",
        ),
    ],
    ids=["ja", "en"],
)
def test_text_too_long_for_its_cell_stays_in_it(
    tmp_path: Path, language: str, rows: Sequence[Sequence[str]], expected: str
) -> None:
    """It was cut where the next cell begins, and its rest became that one's value."""
    assert contents(read(tmp_path, make_pdf([table(language, rows)])))[0] == expected


MERGED = {
    "ja": (("品名", "単価", "在庫"), ("机", "98円", "12"), ("椅子", "六月までありません", "")),
    "en": (("Item", "Price", "Stock"), ("Desk", "$98", "12"), ("Chair", "none before June", "")),
}
CELLS = {
    "a cell over lines of the grid": "1 1 1 rg 160 700 220 20 re f 0 0 0 RG 160 700 220 20 re S 0 0 0 rg",
    "a row on a ground": ".9 .9 .9 rg 60 720 320 20 re f 0 0 0 rg",
}


@pytest.mark.parametrize("drawn", CELLS.values(), ids=CELLS)
@pytest.mark.parametrize(
    ("language", "expected"),
    [("ja", "品名: 椅子 | 単価: 六月までありません"), ("en", "Item: Chair | Price: none before June")],
    ids=["ja", "en"],
)
def test_cell_drawn_over_a_grid_is_a_cell(tmp_path: Path, language: str, expected: str, drawn: str) -> None:
    grid, *texts = table(language, MERGED[language])
    lines = contents(read(tmp_path, make_pdf([[grid, Drawing(code=drawn), *texts]])))

    assert lines == [READ[language][0], expected]


@pytest.mark.parametrize(
    ("lines", "note", "left"),
    [
        (
            (
                "The hall opens at nine on every day of the week but Monday, and it",
                "closes at five, except in August, when it stays open until eight in the",
                "evening. Visitors leave their bags at the desk beside the stairs.",
            ),
            ("Closed for repairs", "until 4 May"),
            200,
        ),
        (
            (
                "会館は月曜日を除く毎日、午前九時に開き、午後五時に閉まります。ただし八月は",
                "夜の八時まで開いています。荷物は階段の横の受付に預けてください。傘も同じ",
                "場所に置けます。写真は二階の部屋だけで撮ることができ、三階ではできません。",
            ),
            ("修理のため休館します", "五月四日まで"),
            180,
        ),
    ],
    ids=["en", "ja"],
)
def test_box_over_lines_of_text_is_not_mixed_into_them(
    tmp_path: Path, lines: Sequence[str], note: Sequence[str], left: int
) -> None:
    page: list[Ink | Drawing] = [
        *(Ink(x=60, y=600 - 14 * at, text=line) for at, line in enumerate(lines)),
        Drawing(code=f"1 1 .8 rg {left} 568 110 40 re f 0 0 0 RG {left} 568 110 40 re S 0 0 0 rg"),
        *(Ink(x=left + 5, y=595 - 15 * at, text=line) for at, line in enumerate(note)),
    ]
    found = contents(read(tmp_path, make_pdf([page])))

    assert found[-1].replace(" ", "") == "".join(note).replace(" ", "")
    # What the box covers isn't seen, and nothing of it is read.
    for line, shown in [("".join(lines), text) for text in found[:-1]]:
        assert all(part in line for part in shown.replace(" | ", " ").split())


@pytest.mark.parametrize(
    ("column", "note"),
    [
        (
            (
                "The mill was built in 1790 by two",
                "brothers who had come from the fens",
                "and wanted to grind oats and rye for",
                "the whole of the valley below them.",
            ),
            ("Open on Sundays", "from May to October", "by the back door"),
        ),
        (
            (
                "水車小屋は二人の兄弟が建てたもので",
                "谷のすべての家のために麦と豆とをひ",
                "きました。いまは町がこれを守ってい",
                "て、春と秋には動かしてみせています。",
            ),
            ("日曜日に開きます", "五月から十月まで", "裏口から入ります"),
        ),
    ],
    ids=["en", "ja"],
)
@pytest.mark.parametrize(
    "box", [".9 .9 .9 rg 300 725 160 66 re f 0 g", "0 G 300 725 160 66 re S"], ids=["filled", "outlined"]
)
def test_box_beside_a_column_is_not_read_into_its_lines(
    tmp_path: Path, column: Sequence[str], note: Sequence[str], box: str
) -> None:
    """Lines of text and of the box beside it were the cells of a table."""
    page: list[Ink | Drawing] = [
        *(Ink(x=60, y=780 - 14 * at, text=line) for at, line in enumerate(column)),
        Drawing(code=box),
        *(Ink(x=306, y=776 - 14 * at, text=line) for at, line in enumerate(note)),
    ]
    found = contents(read(tmp_path, make_pdf([page])))
    japanese = not column[0].isascii()

    assert found == [("" if japanese else " ").join(column), ("" if japanese else " ").join(note)]
