"""PDF: words with a line through them aren't present fact; other lines near text change nothing."""

from pathlib import Path

import pytest

from kotae.records import Document
from tests.parsing.pdf_files import Drawing, Ink, make_pdf, ruled
from tests.parsing.test_pdf import contents, read

# Ten points a character in the Japanese font, on the baseline y=700.
JA_LINE = Ink(x=80, y=700, text="会費は五千円六千円です。")
# Courier isn't at hand: Helvetica's digits are 5.56 points wide at ten points.
EN_FEE = [Ink(x=80, y=660, text="5000"), Ink(x=110, y=660, text="6000 yen a year.")]
MARK = "<< /Type /Annot /Subtype /StrikeOut /Rect [110 698 140 710] /QuadPoints [110 710 140 710 110 698 140 698] >>"


def stroke(x0: float, y0: float, x1: float, y1: float) -> Drawing:
    return Drawing(code=f"0.7 w {x0} {y0} m {x1} {y1} l S")


def struck(document: Document) -> list[tuple[str, str]]:
    """What is struck, each with what stands behind it in the text."""
    return [(piece.text, document.text[piece.at : piece.at + 3]) for piece in document.struck]


@pytest.mark.parametrize(
    "line",
    [
        stroke(110, 703.5, 140, 703.5),
        Drawing(code="110 703 30 0.8 re f"),
        Drawing(code="0.5 w 110 702.8 m 140 702.8 l S 110 704.6 m 140 704.6 l S"),
    ],
    ids=["line", "thin rectangle", "two lines"],
)
def test_words_with_a_line_through_them_are_left_out_and_kept_in_place(tmp_path: Path, line: Drawing) -> None:
    """They were read as if they held."""
    page: list[Ink | Drawing] = [JA_LINE, line, *EN_FEE, stroke(80, 663, 102.3, 663)]
    document = read(tmp_path, make_pdf([page]))
    assert contents(document) == ["会費は六千円です。", "6000 yen a year."]
    assert struck(document) == [("五千円", "六千円"), ("5000", "600")]
    assert document.warnings == (
        "struck-through text was left out in 2 places: “五千円”, “5000”"
        " / 取り消し線の文字を2か所で除きました: 「五千円」「5000」",
    )


def test_words_that_a_reader_struck_are_left_out(tmp_path: Path) -> None:
    document = read(tmp_path, make_pdf([[JA_LINE, Ink(x=80, y=600, text="The end.")]], annotations=[MARK]))
    assert contents(document) == ["会費は六千円です。", "The end."]
    assert struck(document) == [("五千円", "六千円")]


def test_every_turn_of_the_page_and_the_text(tmp_path: Path) -> None:
    strokes = {90: (496.5, 410, 496.5, 440), 180: (470, 396.5, 440, 396.5), 270: (503.5, 390, 503.5, 360)}
    starts = {90: (500, 380), 180: (500, 400), 270: (500, 420)}
    for turn, ends in strokes.items():
        page: list[Ink | Drawing] = [
            Ink(x=starts[turn][0], y=starts[turn][1], text=JA_LINE.text, turn=turn),
            stroke(*ends),
        ]
        for rotate in (0, 90, 180, 270):
            document = read(tmp_path, make_pdf([page], page=f"/Rotate {rotate}"))
            assert contents(document) == ["会費は六千円です。"], (turn, rotate)
            assert struck(document) == [("五千円", "六千円")]


@pytest.mark.parametrize(
    "line",
    [
        stroke(110, 698, 140, 698),
        stroke(110, 710, 140, 710),
        stroke(40, 703.5, 400, 703.5),
        stroke(110, 690, 110, 720),
        stroke(200, 703.5, 260, 703.5),
        stroke(113, 703.5, 116, 703.5),
    ],
    ids=["under", "over", "much longer", "across", "beside", "within a letter"],
)
def test_other_lines_strike_nothing(tmp_path: Path, line: Drawing) -> None:
    document = read(tmp_path, make_pdf([[JA_LINE, line]]))
    assert contents(document) == [JA_LINE.text]
    assert document.struck == ()


def test_lines_of_a_drawing_over_words_strike_nothing(tmp_path: Path) -> None:
    """From within a word to within another: Helvetica's m is 8.33 points wide at ten points, n is 5.56."""
    page: list[Ink | Drawing] = [Ink(x=80, y=700, text="mmnnm mnmm"), stroke(88.3, 703, 127.8, 703)]
    document = read(tmp_path, make_pdf([page]))
    assert contents(document) == ["mmnnm mnmm"]
    assert document.struck == ()


def test_struck_cells_of_a_table(tmp_path: Path) -> None:
    xs, ys = [80.0, 180.0, 300.0], [600.0, 580.0, 560.0, 540.0]
    rows = [("品目", "単価"), ("鉛筆", "百円九十円"), ("Pen", "120")]
    inks = [
        Ink(x=xs[c] + 4, y=ys[r] - 14, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    page: list[Ink | Drawing] = [
        ruled(xs, ys),
        *inks,
        stroke(184, 569.5, 204, 569.5),
        stroke(184, 549.3, 200.7, 549.3),
    ]
    document = read(tmp_path, make_pdf([page]))
    assert contents(document) == ["品目: 鉛筆 | 単価: 九十円", "品目: Pen"]
    row = document.blocks[0]
    assert [document.text[cell.start : cell.end] for cell in row.cells] == ["鉛筆", "九十円"]
    assert [piece.text for piece in document.struck] == ["百円", "120"]


def test_a_page_that_is_struck_throughout_is_no_scan(tmp_path: Path) -> None:
    page: list[Ink | Drawing] = [Ink(x=80, y=700, text="全部やめた。"), stroke(80, 703.5, 140, 703.5)]
    document = read(tmp_path, make_pdf([page, [Ink(x=80, y=700, text="The rest holds.")]]))
    assert contents(document) == ["The rest holds."]
    assert [piece.text for piece in document.struck] == ["全部やめた。"]
    assert len(document.warnings) == 1
