"""PDF: running titles are read once and said to be; what a form's pages have in common is no running title."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.parsing.pdf_files import Drawing, Ink, make_pdf
from tests.parsing.test_pdf import blocks, column, read

PROSE = {
    "ja": ["一枚目の文章です。", "二枚目は別の話です。", "三枚目で終わります。", "四枚目は付録です。"],
    "en": ["The first page.", "The second says more.", "The third one ends it.", "The fourth is an annex."],
}
RUNNING = {"ja": "社外秘 取扱注意", "en": "Confidential: handle with care"}
SLIPS = {
    "ja": [("給与明細", f"氏名 {name}", "基本給 250,000円", "支給日 25日") for name in "甲乙丙丁"],
    "en": [
        ("Payslip", f"Name {name}", "Basic pay 2,500 euros", "Paid on the 25th")
        for name in ("Ames", "Boyd", "Cole", "Dunn")
    ],
}


def texts(folder: Path, pages: Sequence[Sequence[Ink | Drawing]]) -> list[tuple[int | None, str]]:
    return [(number, text) for _, number, text in blocks(read(folder, make_pdf(pages)))]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("y", [800, 40], ids=["above", "below"])
def test_running_title_is_read_once_and_reported(tmp_path: Path, language: str, y: float) -> None:
    """It was left out of every page without a word, whatever it said."""
    pages = [
        [Ink(x=80, y=y, text=RUNNING[language], size=8), Ink(x=80, y=500, text=text)]
        for text in PROSE[language]
    ]
    document = read(tmp_path, make_pdf(pages))
    found = [(number, text) for _, number, text in blocks(document)]
    first, *rest = PROSE[language]
    assert sorted(found) == sorted([(1, first), (1, RUNNING[language]), *enumerate(rest, start=2)])
    assert "left out in 3 places" in document.warnings[0]
    assert RUNNING[language][:20] in document.warnings[0]
    assert "柱" in document.warnings[0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_running_title_that_is_said_elsewhere_is_not_read(tmp_path: Path, language: str) -> None:
    title = {"ja": "年度計画", "en": "Yearly plan"}[language]
    pages = [
        [Ink(x=80, y=800, text=f"{title} {n}", size=8), Ink(x=80, y=500, text=text)]
        for n, text in enumerate(PROSE[language], start=1)
    ]
    pages[0].append(Ink(x=80, y=700, text=title, size=20))
    assert [text for _, text in texts(tmp_path, pages)] == [title, *PROSE[language]]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("top", [700, 800], ids=["below the margin", "from the margin on"])
def test_what_the_pages_of_a_form_have_in_common_stays_on_each(
    tmp_path: Path, language: str, top: float
) -> None:
    """The basic pay, the same for all, stood on no page: each has four lines only."""
    pages = [column(slip, x=80, y=top) for slip in SLIPS[language]]
    found = texts(tmp_path, pages)
    for number, (_, name, pay, day) in enumerate(SLIPS[language], start=1):
        said = " ".join(text for page, text in found if page == number)
        assert all(one in said for one in (name, pay, day)), number


@pytest.mark.parametrize("language", ["ja", "en"])
def test_last_figure_of_a_page_is_no_page_number(tmp_path: Path, language: str) -> None:
    """A figure alone on the last line was taken for the page's number, whatever it was."""
    figures = ["250", "198", "405", "310"]
    pages = [
        [Ink(x=80, y=700, text=text), Ink(x=80, y=660, text=figure)]
        for text, figure in zip(PROSE[language], figures, strict=True)
    ]
    said = " ".join(text for _, text in texts(tmp_path, pages))
    assert [figure for figure in figures if figure in said] == figures


@pytest.mark.parametrize(
    "numbers",
    [["1", "2", "3", "4"], ["17", "18", "19", "20"], ["- 1 -", "- 2 -", "- 3 -", "- 4 -"], ["i", "ii", "iii", "iv"]],
    ids=["from one", "from another", "in dashes", "Roman"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ja", "en"])
def test_page_numbers_are_left_out(tmp_path: Path, language: str, numbers: list[str]) -> None:
    pages = [
        [Ink(x=80, y=700, text=text), Ink(x=290, y=40, text=number)]
        for text, number in zip(PROSE[language], numbers, strict=True)
    ]
    assert [text for _, text in texts(tmp_path, pages)] == PROSE[language]
