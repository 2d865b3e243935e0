"""Fractions drawn in PDFs: a number above a bar and one below it are one text, where a bar is that of a fraction."""

from pathlib import Path

import pytest

from kotae.boxes import boxes_of
from kotae.parsing import read_file
from kotae.records import Document
from tests.parsing.pdf_files import Drawing, Ink, make_pdf


def bar(left: float, right: float, y: float) -> Drawing:
    return Drawing(code=f"0.5 w {left} {y} m {right} {y} l S")


def read(folder: Path, page: list[Ink | Drawing]) -> Document:
    (folder / "file.pdf").write_bytes(make_pdf([page]))
    (document,) = read_file(folder / "file.pdf", relative_path="file.pdf")
    return document


SPEED: list[Ink | Drawing] = [Ink(x=72, y=700, text="v ="), Ink(x=97, y=707, text="d"), bar(95, 104, 702.5),
         Ink(x=97.5, y=692, text="t"),
         Ink(x=107, y=700, text="holds.")]  # fmt: skip
SHARE = [Ink(x=72, y=700, text="支給額は給与の"), Ink(x=146, y=706, text="2", size=8), bar(144, 152, 702.5),
         Ink(x=146, y=695, text="3", size=8), Ink(x=156, y=700, text="とする。")]  # fmt: skip
RATE = [Ink(x=72, y=700, text="rate ="), Ink(x=110, y=708, text="total cost + fee"), bar(108, 185, 703),
        Ink(x=113, y=692, text="number of days"), Ink(x=72, y=660, text="It is fixed.")]  # fmt: skip
UNIT = [Ink(x=72, y=700, text="単価は"), Ink(x=106, y=707, text="総額"), bar(104, 128, 703), Ink(x=106, y=690, text="数量"),
        Ink(x=132, y=700, text="である。")]  # fmt: skip
NESTED = [Ink(x=72, y=700, text="k ="), Ink(x=97, y=714, text="a", size=8), bar(95, 104, 711),
          Ink(x=97, y=702.5, text="b", size=8), bar(93, 107, 700), Ink(x=97, y=690, text="c"),
          Ink(x=110, y=700, text="m/s")]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (SPEED, "v = d/t holds."),
        (SHARE, "支給額は給与の2/3とする。"),
        (RATE, "rate = (total cost + fee)/(number of days)"),
        (UNIT, "単価は総額/数量である。"),
        (NESTED, "k = (a/b)/c m/s"),
    ],
    ids=["speed", "share", "rate", "unit", "nested"],
)
def test_a_fraction_is_one_text_in_its_line(tmp_path: Path, page: list[Ink | Drawing], expected: str) -> None:
    assert expected in read(tmp_path, page).text


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("長さは", "a + b", "√(a + b)m"), ("side:", "2x", "√(2x)m"), ("対角線は", "2", "√2m"),
    ],
)  # fmt: skip
def test_what_the_bar_of_a_root_covers_is_in_brackets(
    tmp_path: Path, words: str, text: str, expected: str
) -> None:
    end = 122 + {"a + b": 23, "2x": 11, "2": 6}[text]
    root = Ink(x=112, y=700, text="√", font="Japanese")
    page = [Ink(x=72, y=700, text=words), root, Ink(x=122, y=700, text=text), Ink(x=end, y=700, text="m")]
    assert expected in read(tmp_path, [*page, bar(122, end, 708)]).text


def test_the_box_of_a_fraction_holds_both_its_numbers(tmp_path: Path) -> None:
    document = read(tmp_path, SPEED)
    start = document.text.index("d/t")
    (box,) = boxes_of(document.layouts, start, start + 3)
    # The upper left corner is the origin: 842 - 707 and 842 - 692 are the lines the two stand on.
    assert box.x0 <= 97.5
    assert box.x1 >= 102
    assert box.y0 < 842 - 707
    assert box.y1 > 842 - 692


@pytest.mark.parametrize(
    "page",
    [
        [Ink(x=72, y=700, text="Important notice"), bar(72, 150, 697), Ink(x=72, y=684, text="The office is closed.")],
        [Ink(x=72, y=700, text="重要なお知らせ"), bar(72, 142, 697), Ink(x=72, y=684, text="本日は休業です。")],
        [Ink(x=72, y=700, text="Read the"), Ink(x=115, y=700, text="rules"), bar(115, 137, 698.5),
         Ink(x=140, y=700, text="first, then"), Ink(x=72, y=688, text="sign the other form and send it.")],
        [Ink(x=72, y=716, text="家賃"), Ink(x=120, y=716, text="300"), Ink(x=72, y=700, text="食費"),
         Ink(x=120, y=700, text="150"), bar(118, 140, 696), Ink(x=72, y=684, text="合計"), Ink(x=120, y=684, text="450")],
        [Ink(x=72, y=693, text="Region"), Ink(x=130, y=702, text="Sales"), bar(120, 170, 698), Ink(x=122, y=686, text="H1"),
         Ink(x=150, y=686, text="H2"), Ink(x=72, y=670, text="East"), Ink(x=122, y=670, text="12"),
         Ink(x=150, y=670, text="15"), Ink(x=72, y=654, text="West"), Ink(x=122, y=654, text="22"),
         Ink(x=150, y=654, text="25")],
    ],
    ids=["underlined heading", "下線の見出し", "underlined word", "合計の線", "line below a label"],
)  # fmt: skip
def test_another_line_is_no_bar_of_a_fraction(tmp_path: Path, page: list[Ink | Drawing]) -> None:
    assert "/" not in read(tmp_path, page).text
