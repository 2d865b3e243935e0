"""Letters set far apart are one word, no row of cells; lowered figures behind a letter are its index."""

from pathlib import Path

import pytest

from tests.parsing.pdf_files import Ink, make_pdf, ruled
from tests.parsing.test_pdf import contents, read

PROSE = {
    "ja": [
        Ink(x=60, y=700, text="四月の会合で決めたことを次のとおり記す。"),
        Ink(x=60, y=650, text="納期は三週間とする。"),
    ],
    "en": [Ink(x=60, y=700, text="What the meeting of April decided."), Ink(x=60, y=650, text="The hall opens at nine.")],
}  # fmt: skip


def spaced(text: str, *, x: float = 60, y: float = 790, step: float = 42, size: float = 14) -> list[Ink]:
    return [Ink(x=x + step * at, y=y, text=letter, size=size) for at, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("word", "step", "language"),
    [("議事録", 42, "ja"), ("見積条件", 28, "ja"), ("稟議書", 50, "ja"), ("MINUTES", 30, "en"), ("AGENDA", 40, "en")],
)  # fmt: skip
def test_letters_spaced_out_are_one_word(tmp_path: Path, word: str, step: float, language: str) -> None:
    """A title over the width of the page was a table of one row: 議 | 事 | 録."""
    document = read(tmp_path, make_pdf([[*spaced(word, step=step), *PROSE[language]]]))
    assert contents(document) == [" ".join(word), *(ink.text for ink in PROSE[language])]


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        ("月火水木", ["1234", "早遅休早"], ["月: 1 | 火: 2 | 水: 3 | 木: 4", "月: 早 | 火: 遅 | 水: 休 | 木: 早"]),
        ("MTWF", ["xoxo", "oxox"], ["M | T | W | F", "x | o | x | o", "o | x | o | x"]),
    ],
)  # fmt: skip
def test_letters_over_cells_head_their_columns(
    tmp_path: Path, head: str, rows: list[str], expected: list[str]
) -> None:
    inks = [
        ink for at, row in enumerate((head, *rows)) for ink in spaced(row, y=730 - 15 * at, step=40, size=10)
    ]
    assert contents(read(tmp_path, make_pdf([inks]))) == expected


def test_a_label_spaced_out_in_a_drawn_cell_is_one(tmp_path: Path) -> None:
    for name, value in (("電話番号", "03-1111-2222"), ("PHONE", "020 7946 0000")):
        cells = [*spaced(name, x=65, y=725, step=20, size=9), Ink(x=205, y=725, text=value)]
        other = [Ink(x=65, y=705, text="Fax"), Ink(x=205, y=705, text="03-1111-3333")]
        document = read(tmp_path, make_pdf([[ruled([60, 200, 400], [700, 720, 740]), *cells, *other]]))
        assert " ".join(name) in document.text
        assert " | ".join(name) not in document.text


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([("Boil H", 26.68), ("2", 3.34), ("O until it clears.", 0)], "Boil H₂O until it clears."),
        ([("CO", 15.0), ("2", 3.34), ("の濃度を測る。", 0)], "CO₂の濃度を測る。"),
        # A figure behind a word of full width isn't an index, and letters have no lowered form.
        ([("資料", 20.0), ("2", 3.34), ("を見る。", 0)], "資料2を見る。"),
    ],
)  # fmt: skip
def test_a_lowered_figure_behind_a_letter_is_its_index(
    tmp_path: Path, pieces: list[tuple[str, float]], expected: str
) -> None:
    inks, x = [], 60.0
    for text, width in pieces:
        low = text == "2"
        inks.append(Ink(x=x, y=777.5 if low else 780, text=text, size=6 if low else 10))
        x += width
    assert contents(read(tmp_path, make_pdf([inks]))) == [expected]
