"""PDF: cells that are too narrow for their text run into the next; no figure is ever made of two."""

from pathlib import Path

import pytest

from tests.parsing.pdf_files import Drawing, Ink, make_pdf
from tests.parsing.test_pdf import contents, read

# "3" of Helvetica is .556 of its size wide: eight of them end 44.5 points further right.
FIGURES = 8 * 0.556 * 10
LABELS = {"ja": ("摘要", "金額"), "en": ("Particulars", "Amount")}
NOTES = {"ja": ("交通費の精算", "備品の購入"), "en": ("Travel expenses", "Equipment bought")}


def book(language: str, *, note: str, amount_x: float, state: str = "") -> bytes:
    """Return a page of an account book, one note of which reaches below the amount beside it."""
    label, amount = LABELS[language]
    first, second = NOTES[language]
    inks: list[Ink | Drawing] = [
        Ink(x=80, y=700, text=label), Ink(x=200, y=700, text=amount),
        Ink(x=80, y=680, text=first), Ink(x=200, y=680, text="132696"),
        Ink(x=80, y=660, text=note, state=state), Ink(x=amount_x, y=660, text="1074935"),
        Ink(x=80, y=640, text=second), Ink(x=200, y=640, text="98000"),
    ]  # fmt: skip
    return make_pdf([inks])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_figures_cut_off_at_their_cell_are_no_part_of_the_next(tmp_path: Path, language: str) -> None:
    """What a cell cuts off lies where the next amount is drawn: 1074935 was read as 61074935."""
    data = book(language, note="33333333" * 4, amount_x=200, state="80 655 118 20 re W n")
    document = read(tmp_path, data)
    text = "\n".join(contents(document))
    assert "1074935" in text
    assert "31074935" not in text
    assert "33333333" * 4 not in text
    assert "can't be seen" in document.warnings[0]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("over", [2, 8, 20], ids=["a little", "a figure and more", "several figures"])
def test_figures_drawn_over_figures_stay_apart_and_are_reported(
    tmp_path: Path, language: str, over: float
) -> None:
    end = 80 + 4 * FIGURES
    document = read(tmp_path, book(language, note="33333333" * 4, amount_x=end - over))
    text = "\n".join(contents(document))
    assert "1074935" in text
    assert "31074935" not in text
    assert any("drawn over other text in 1 place" in one for one in document.warnings)
    assert any("重ねて" in one for one in document.warnings)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [(("12", "345"), "12345"), (("令和6", "年度"), "令和6年度"), (("deter", "mined"), "determined")],
    ids=["figures", "ja", "en"],
)
def test_what_was_written_in_two_parts_is_one(tmp_path: Path, parts: tuple[str, str], whole: str) -> None:
    """Programs write one number in several parts, one right behind the other."""
    widths = {"12": 11.1, "令和6": 30.0, "deter": 22.8}
    font = "Latin" if whole.isascii() else "Japanese"
    inks = [
        Ink(x=80, y=700, text=parts[0], font=font),
        Ink(x=80 + widths[parts[0]], y=700, text=parts[1], font=font),
    ]
    document = read(tmp_path, make_pdf([inks]))
    assert contents(document) == [whole]
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("seen", "unseen"), [("この表の注記", "は切れています"), ("Shown words ", "and words cut off")]
)
def test_text_within_a_piece_is_cut_where_its_piece_cuts_it(tmp_path: Path, seen: str, unseen: str) -> None:
    """The edge that cuts is in the coordinates of the piece, which lies elsewhere on the page."""
    code = Ink(x=10, y=10, text=seen + unseen).operators().decode()
    piece = (
        "/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Matrix [1 0 0 1 100 500]"
        " /Resources << /Font << /Japanese 3 0 R /Latin 5 0 R >> >>"
    )
    data = make_pdf(
        [[Drawing(code="/Piece Do"), Ink(x=80, y=300, text="第1条" if not seen.isascii() else "Article 1")]],
        resources="/XObject << /Piece 11 0 R >>",
        streams={11: (piece, f"q 10 0 60 30 re W n {code} Q")},
    )
    document = read(tmp_path, data)
    found = contents(document)
    assert found[0].strip() == seen.strip()
    assert len(found) == 2


@pytest.mark.parametrize(
    ("amount", "stamp"), [("Total 1,200", "PAID 2024"), ("合計 1,200", "2024年5月受領")], ids=["en", "ja"]
)
def test_stamp_over_an_amount_is_parted_from_it_and_reported(tmp_path: Path, amount: str, stamp: str) -> None:
    """A stamp drawn over the end of an amount went on with it: 1,200PAID."""
    font = "Latin" if amount.isascii() else "Japanese"
    end = 72 + (50 if amount.isascii() else 80)
    inks = [
        Ink(x=72, y=700, text=amount, font=font),
        Ink(x=end - 12, y=700, text=stamp, font=font, size=12),
    ]
    document = read(tmp_path, make_pdf([inks]))
    assert contents(document) == [f"{amount} {stamp}"]
    assert "drawn over other text" in document.warnings[0]
