"""Tables as tables, mails as letters, slides as slides: each format's own look in the reader."""

import re
from collections.abc import Sequence

import pytest

from kotae.records import Block, CellSpan, Document, DocumentInfo, Language, Span
from kotae.ui.reader.document_html import render_document
from kotae.ui.reader.excerpts import render_excerpt
from kotae.ui.reader.inline import Mark
from kotae.ui.reader.view import View, render_reader

Rows = Sequence[Sequence[tuple[str, str, str]]]  # rows of (label, value, address)


def table(
    rows: Rows, *, language: Language = "ja", path: str = "a.docx", head: str = "", page: int | None = None
) -> Document:
    text, blocks = "", []
    headings = (head,) if head else ()
    if head:
        text = f"{head}\n"
        blocks.append(Block(start=0, end=len(head), kind="heading", language=language, page=page))
    for row in rows:
        start, cells = len(text), []
        for label, value, address in row:
            text += " | " if len(text) > start else ""
            text += f"{label}: " if label else ""
            cells.append(CellSpan(start=len(text), end=len(text) + len(value), address=address))
            text += value
        blocks.append(
            Block(
                start=start,
                end=len(text),
                kind="table",
                headings=headings,
                language=language,
                cells=tuple(cells),
                page=page,
            )
        )
        text += "\n"
    info = DocumentInfo(id="d", title="t", path=path, language=language)
    return Document(info=info, text=text, blocks=tuple(blocks))


def bare(html: str) -> str:
    return re.sub(r' (?:data-\w+|dir|aria-hidden|id|lang)="[^"]*"', "", html)


@pytest.mark.parametrize(
    ("labels", "rows", "language"),
    [
        (("支店", "売上"), (("東京", "120"), ("大阪", "80")), "ja"),
        (("Item", "Fee"), (("Parking", "400 yen"), ("<b>Gym</b>", "900 yen")), "en"),
    ],
)
def test_labels_stand_once_above_their_columns_and_rows_are_called_by_their_first_cell(
    labels: tuple[str, str], rows: tuple[tuple[str, str], ...], language: Language
) -> None:
    made = table(
        [
            [
                (label, value, f"R{down}C{right}")
                for right, (label, value) in enumerate(zip(labels, row, strict=True), 1)
            ]
            for down, row in enumerate(rows, 2)
        ],
        language=language,
    )
    html = bare(render_document(made))
    assert html.startswith(
        '<div class="k-table"><table><thead><tr>'
        f'<th scope="col">{labels[0]}</th><th scope="col">{labels[1]}</th></tr></thead>'
    )
    assert f'<th scope="row">{rows[0][0]}</th><td>{rows[0][1]}</td>' in html
    assert "|" not in html
    assert "<b>Gym" not in html


def test_the_cited_row_and_cell_are_marked_by_offsets() -> None:
    made = table(
        [
            [("支店", "東京", "R2C1"), ("売上", "120", "R2C2")],
            [("支店", "大阪", "R3C1"), ("売上", "80", "R3C2")],
        ]
    )
    cell = made.blocks[1].cells[1]
    html = render_document(made, [Mark(start=cell.start, end=cell.end, number=1)])
    assert html.count("k-cited-row") == 1
    assert '<mark data-evidence="1">80</mark>' in html
    assert html.count("<mark") == 1
    whole = made.blocks[0]
    row = render_document(made, [Mark(start=whole.start, end=whole.end, number=1)])
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", row) == ["東京", "120"]


def test_a_sheet_shows_letters_numbers_and_empty_cells_where_they_are() -> None:
    rows = [
        [("支店", "東京", "売上!A2"), ("5月", "130", "売上!C2")],
        [("支店", "大阪", "売上!A3"), ("4月", "80", "売上!B3"), ("5月", "95", "売上!C3")],
    ]
    html = bare(render_document(table(rows, path="s.xlsx", page=1)))
    assert '<section class="k-sheet k-worksheet">' in html
    gutters = re.findall(r'<td class="k-gutter">([^<]*)</td>', html)
    assert gutters == ["", "A", "B", "C", "", "2", "3"]
    assert '<th scope="row">東京</th><td></td><td>130</td>' in html


def test_rows_that_call_their_cells_differently_keep_their_labels() -> None:
    made = table(
        [
            [("氏名", "佐藤", "R1C2"), ("年齢", "40", "R1C4")],
            [("住所", "京都", "R2C2"), ("電話", "075", "R2C4")],
        ]
    )
    html = bare(render_document(made))
    assert '<b class="k-cell-label">氏名</b><span>佐藤</span>' in html
    assert '<b class="k-cell-label">電話</b><span>075</span>' in html
    assert "<thead>" not in html


@pytest.mark.parametrize("head", ["Item | Fee", "品目 | 料金"])
def test_a_row_of_labels_is_the_head_of_its_table_not_a_heading_by_itself(head: str) -> None:
    made = table([[("", "Parking", "R2C1"), ("", "400", "R2C2")]], head=head)
    html = bare(render_document(made))
    first, second = head.split(" | ")
    assert f'<thead><tr><th scope="col">{first} </th><th scope="col"> {second}</th></tr></thead>' in html
    assert "<h3" not in html
    reader = render_reader(made, [], 1, View(language="en"))
    assert "k-outline" not in reader


def test_a_slide_is_a_card_of_its_own() -> None:
    text = "Plan\n\nFirst point\n"
    blocks = (
        Block(start=0, end=4, kind="heading", page=3, language="en"),
        Block(start=6, end=17, kind="list", page=3, headings=("Plan",), language="en"),
    )
    info = DocumentInfo(id="d", title="t", path="deck.pptx", language="en")
    html = bare(render_document(Document(info=info, text=text, blocks=blocks)))
    assert html == (
        '<section class="k-sheet k-slide"><h3>Plan</h3><ul><li>First point</li></ul><p class="k-page">3</p></section>'
    )


@pytest.mark.parametrize("name", ["From", "差出人"])
def test_the_lines_above_a_mail_are_names_and_values(name: str) -> None:
    value = "Ann <a@x.example>"
    text = f"Lunch\n\n{name}: {value}\nDate: 2025-01-03\n\nDear Bob: come"
    line = text.index(name)
    end = text.index("\n\nDear")
    blocks = (
        Block(start=0, end=5, kind="heading", language="en"),
        Block(start=line, end=end, kind="paragraph", language="en"),
        Block(start=end + 2, end=len(text), kind="paragraph", language="en"),
    )
    info = DocumentInfo(id="d", title="Lunch", path="a.eml", language="en")
    made = Document(info=info, text=text, blocks=blocks, metadata={name.lower(): value, "date": "2025-01-03"})
    html = bare(render_document(made, [Mark(start=line, end=end, number=1)]))
    assert '<dl class="k-letterhead"><dt><mark>' in html.replace(' data-evidence="1"', "")
    assert "Ann &lt;a@x.example&gt;" in html
    assert html.count("<dt>") == 2
    assert "<p>Dear Bob: come</p>" in html


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("支店: 東京 | 売上: 120", ["支店: 東京", "売上: 120"]),
        ("Item: Parking | Fee: 400 yen", ["Item: Parking", "Fee: 400 yen"]),
        ("Above.\nItem: Parking | Fee: 400 yen\nBelow.", ["Item: Parking", "Fee: 400 yen"]),
        ("cat names | sort", []),
    ],
)
def test_a_row_is_quoted_without_strokes_between_its_cells(text: str, cells: list[str]) -> None:
    html = render_excerpt(text)
    shown = [re.sub("<[^>]+>", "", cell) for cell in html.split('<span class="k-cell">')[1:]]
    assert [cell.partition("\n")[0] for cell in shown] == cells
    assert ("|" in html) == (not cells)
    assert render_excerpt("Parking | 400", cells=True).count('k-cell"') == 2


@pytest.mark.parametrize(
    ("text", "labels", "cells"),
    [
        ("商品: 茶 | 価格: 380円\n商品: 塩 | 価格: 95円", ["商品", "価格"], ["茶", "380円", "塩", "95円"]),
        ("Item: Tea | Fee: 4\nItem: Salt | Fee: 9", ["Item", "Fee"], ["Tea", "4", "Salt", "9"]),
    ],
)
def test_rows_below_one_another_are_a_table_that_says_its_labels_once(
    text: str, labels: list[str], cells: list[str]
) -> None:
    start = text.index(cells[2])
    html = render_excerpt(text, [Span(start=start, end=start + len(cells[2]))])
    assert re.findall(r'<th [^>]*scope="col"[^>]*>(.*?)</th>', html) == labels
    assert re.findall(r"<td>(.*?)</td>", html) == [
        f'<mark data-evidence="1">{cell}</mark>' if cell == cells[2] else cell for cell in cells
    ]
    assert "<table" not in render_excerpt(text, in_line=True), "a table would end the paragraph it stands in"
    wide = text.replace(cells[0], cells[0] * 50)
    assert "<table" not in render_excerpt(wide), "what is too wide for a card is told cell by cell"


@pytest.mark.parametrize(
    ("text", "cells"),
    [("| E04 | Sensor broken |\n| E07 | No water |", 4), ("鍵を数える。\n\n| 鍵 | 3 |\n", 2)],
)
def test_a_table_within_a_line_is_shown_as_cells(text: str, cells: int) -> None:
    """What a mark tells stood in the answer as well: the browser ended the paragraph before the table."""
    html = render_excerpt(text, in_line=True)
    assert "<table" not in html
    assert "|" not in html
    assert html.count('class="k-cell"') == cells


@pytest.mark.parametrize(("name", "value"), [("ポンプ室", "粉末"), ("Pump room", "Powder")])
def test_what_names_a_form_s_row_stands_without_bars(name: str, value: str) -> None:
    """A row whose name is written before a bar was shown as *Pump room |*."""
    rows = []
    text, blocks = "", []
    for number, said in enumerate((name, f"{name} 2"), 1):
        start, at = len(text), len(text) + len(said) + 3
        text += f"{said} | {value}\n"
        rows.append(said)
        cell = CellSpan(start=at, end=at + len(value), address=f"R{number}C2")
        blocks.append(Block(start=start, end=len(text) - 1, kind="table", language="ja", cells=(cell,)))
    info = DocumentInfo(id="d", title="t", path="a.md", language="ja")
    shown = render_document(Document(info=info, text=text, blocks=tuple(blocks)))
    assert "|" not in re.sub(r"<[^>]*>", "", shown)
    assert all(f">{said}</b>" in shown for said in rows)
