"""PDF: every sentence has the boxes of its words, however the text runs on the page; it is read forwards, all of it."""

from math import cos, radians, sin
from pathlib import Path

import pytest

from kotae.boxes import boxes_of
from kotae.records import Box, Document
from tests.parsing.pdf_files import Drawing, Ink, make_pdf
from tests.parsing.test_pdf import EN, JA, contents, read

WIDTH, HEIGHT = 595, 842
TILTED_EN = (
    "The annual fee for members is 4,800 yen and is due on 31 May 2026, before the",
    "general meeting. Members who joined after 1 October pay 2,400 yen, one half.",
)
TILTED_JA = (
    "会員の年会費は4,800円であり、総会の前の2026年5月31日までに納め、",
    "十月一日より後に入会した会員は、その半額の2,400円を納めるものとする。",
)


def boxes(document: Document, quote: str) -> list[Box]:
    start = document.text.index(quote)
    return list(boxes_of(document.layouts, start, start + len(quote)))


def rounded(box: Box) -> tuple[int, ...]:
    return (box.page, *map(round, (box.x0, box.y0, box.x1, box.y1)))


def test_japanese_sentence_has_the_box_of_its_characters(tmp_path: Path) -> None:
    document = read(tmp_path, make_pdf([[], [Ink(x=80, y=700, text="最初の文です。次の文です。")]]))
    (box,) = boxes(document, "次の文です。")
    # Seven characters of ten points stand before it; the font reaches 8.57 up and 1.43 down.
    assert (box.page, box.x0, box.x1) == (2, pytest.approx(150, abs=0.11), pytest.approx(210, abs=0.11))  # type: ignore[comparison-overlap]
    assert (box.y0, box.y1) == (  # type: ignore[comparison-overlap]
        pytest.approx(HEIGHT - 708.57, abs=0.8),
        pytest.approx(HEIGHT - 698.57, abs=0.8),
    )


def test_english_sentence_over_two_lines_has_a_box_for_each(tmp_path: Path) -> None:
    lines = [
        Ink(x=80, y=700, text="One is here. Two be-"),
        Ink(x=80, y=688, text="gins there and ends. Three."),
    ]
    document = read(tmp_path, make_pdf([[*lines, Ink(x=80, y=500, text="It begins so.")]]))
    assert contents(document)[0] == "One is here. Two begins there and ends. Three."
    first, second = boxes(document, "Two begins there and ends.")
    assert first.x0 > 130
    assert first.x1 == pytest.approx(80 + 89.5, abs=3)  # the hyphen is no part of the sentence
    assert second.x0 == pytest.approx(80, abs=0.2)
    assert first.y1 <= second.y0 + 3


@pytest.mark.parametrize("japanese", [True, False], ids=["ja", "en"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_text_is_read_forwards_and_boxed(
    tmp_path: Path, japanese: bool, turn: int, rotate: int
) -> None:
    words = (
        ("回された文の一行目が続き", "ここで終わります。")
        if japanese
        else ("A turned line goes on", "and ends here.")
    )
    step = {0: (0, -12), 90: (12, 0), 180: (0, 12), 270: (-12, 0)}[turn]
    lines = [
        Ink(x=300 + n * step[0], y=400 + n * step[1], text=text, turn=turn) for n, text in enumerate(words)
    ]
    page = make_pdf(
        [[*lines, Ink(x=30, y=800, text="上の文。" if japanese else "Upright above.")]],
        page=f"/Rotate {rotate}",
    )
    document = read(tmp_path, page)
    assert sorted(contents(document)) == sorted(
        [("" if japanese else " ").join(words), "上の文。" if japanese else "Upright above."]
    )
    first, second = boxes(document, ("" if japanese else " ").join(words))
    shown = (turn - rotate) % 360
    width = 120 if japanese else 90
    for box in (first, second):
        long, short = (
            (box.x1 - box.x0, box.y1 - box.y0) if shown % 180 == 0 else (box.y1 - box.y0, box.x1 - box.x0)
        )
        assert long > 0.5 * width
        assert short < 16
    # The second line stands below the first, seen from their direction.
    across = {
        0: second.y0 - first.y0,
        90: second.x0 - first.x0,
        180: first.y0 - second.y0,
        270: first.x0 - second.x0,
    }
    assert across[shown] == pytest.approx(12, abs=0.5)


def test_crop_box_is_where_places_are_counted_from(tmp_path: Path) -> None:
    document = read(tmp_path, make_pdf([[Ink(x=100, y=500, text=JA)]], page="/CropBox [50 100 450 700]"))
    (box,) = boxes(document, JA)
    assert box.x0 == pytest.approx(50, abs=0.2)
    assert box.y1 == pytest.approx(700 - 500 + 1.43, abs=0.8)


def test_vertical_sentence_has_a_box_for_each_line(tmp_path: Path) -> None:
    inks = [
        Ink(x=480, y=700, text="二行目に続きます。", font="Vertical"),
        Ink(x=500, y=700, text="一行目。縦書きの文は次の", font="Vertical"),
    ]
    document = read(tmp_path, make_pdf([inks]))
    assert document.text == "一行目。縦書きの文は次の二行目に続きます。"
    first, second = boxes(document, "縦書きの文は次の二行目に続きます。")
    assert (first.x1 - first.x0, first.y1 - first.y0) == (  # type: ignore[comparison-overlap]
        pytest.approx(10, abs=0.3),
        pytest.approx(80, abs=0.3),
    )
    assert (second.x1 - second.x0, second.y1 - second.y0) == (  # type: ignore[comparison-overlap]
        pytest.approx(10, abs=0.3),
        pytest.approx(90, abs=0.3),
    )
    assert first.x0 - second.x0 == pytest.approx(20, abs=0.2)


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([("この", 0), ("AI", 270), ("活用法は令和七年に成立した。", 0)], "このAI活用法は令和七年に成立した。"),
        ([("会場は", 0), ("B12", 270), ("室、司会は", 0), ("Ines Moreau", 270), ("さん。", 0)],
         "会場はB12室、司会はInes Moreauさん。"),
    ],
)  # fmt: skip
def test_words_on_their_side_in_a_vertical_line_stay_in_it(
    tmp_path: Path, pieces: list[tuple[str, float]], said: str
) -> None:
    """They were read as a text of their own, behind a sentence without them."""
    inks, y = [Ink(x=480, y=700, text="次の行も縦書きである。", font="Vertical")], 700.0
    for text, turn in pieces:
        latin = bool(turn)
        inks.append(
            Ink(x=497 if latin else 500, y=y, text=text, turn=turn, font="Latin" if latin else "Vertical")
        )
        y -= sum(10 * HELVETICA.get(character, 0.6) for character in text) if latin else 10 * len(text)
    document = read(tmp_path, make_pdf([inks]))
    assert document.text == f"{said}次の行も縦書きである。"
    (box,) = boxes(document, said)
    assert box.x1 - box.x0 == pytest.approx(10, abs=2.5)
    assert box.y1 - box.y0 == pytest.approx(700 - y, abs=3)


def test_title_across_a_page_of_vertical_text_stays_whole(tmp_path: Path) -> None:
    inks = [
        Ink(x=100, y=760, text="令和五年度の報告書の題名", size=12),
        Ink(x=500, y=700, text="縦書きの文が一行目にあり、次の", font="Vertical"),
        Ink(x=480, y=700, text="二行目に続いて終わります。", font="Vertical"),
    ]
    assert sorted(contents(read(tmp_path, make_pdf([inks])))) == sorted(
        ["令和五年度の報告書の題名", "縦書きの文が一行目にあり、次の二行目に続いて終わります。"]
    )


def test_slanting_words_stay_out_of_the_lines_they_cross(tmp_path: Path) -> None:
    lines = [Ink(x=80, y=700 - 14 * n, text=EN) for n in range(8)]
    document = read(tmp_path, make_pdf([[*lines, Ink(x=150, y=590, text="DRAFT COPY", size=30, turn=40)]]))
    assert document.text == " ".join([EN] * 8) + "\n\nDRAFT COPY"


@pytest.mark.parametrize("turn", [-85, -75, -4, -3, 1, 3, 4, 5, 87, 93, 100, 183], ids=str)
@pytest.mark.parametrize("lines", [TILTED_EN, TILTED_JA], ids=["en", "ja"])
def test_tilted_lines_are_read_in_order_and_boxed_word_by_word(
    tmp_path: Path, lines: tuple[str, ...], turn: int
) -> None:
    """Lines a few degrees off were read from the last to the first, and steep ones with their figures apart (2 0 2 6)."""
    along, up = cos(radians(turn)), sin(radians(turn))
    x, y = 300 - 200 * along, 420 - 200 * up
    inks = [
        Ink(x=x + n * 13 * up, y=y - n * 13 * along, text=line, turn=turn) for n, line in enumerate(lines)
    ]
    document = read(tmp_path, make_pdf([inks]))
    assert contents(document) == [("" if lines is TILTED_JA else " ").join(lines)]
    assert not document.warnings
    first, *others = boxes(document, lines[0])
    # Where the line ends, its last box is no higher than a letter and what the line strays within the box.
    last = others[-1] if others else first
    assert min(last.x1 - last.x0, last.y1 - last.y0) < 20
    assert min(first.x1 - first.x0, first.y1 - first.y0) < 20


@pytest.mark.parametrize(
    ("lines", "stamp"),
    [(TILTED_EN, "Received 12 March 2026"), (TILTED_JA, "受付 2026年3月12日")],
    ids=["en", "ja"],
)
def test_stamp_set_a_little_askew_stays_out_of_the_lines_beside_it(
    tmp_path: Path, lines: tuple[str, ...], stamp: str
) -> None:
    inks = [Ink(x=60, y=700 - 14 * n, text=line[: len(line) // 2]) for n, line in enumerate(lines)]
    document = read(tmp_path, make_pdf([[*inks, Ink(x=330, y=680, text=stamp, turn=3)]]))
    assert contents(document)[-1] == stamp
    assert stamp not in "".join(contents(document)[:-1])


@pytest.mark.parametrize(
    ("base", "mark", "after", "expected"),
    [
        ("The bridge is 120", "1", " metres long.", "The bridge is 120¹ metres long."),
        ("A total of 10", "-3", " grams.", "A total of 10⁻³ grams."),
        ("It costs 45", "2)", " yen.", "It costs 45²⁾ yen."),
        ("See 20", "a", " for it.", "See 20ᵃ for it."),
        ("The 1", "st", " of May.", "The 1st of May."),
        ("They verify", "f", " it.", "They verifyᶠ it."),
        ("橋の長さは120", "1", "メートル。", "橋の長さは120¹メートル。"),
        ("売上は全部で45", "※2", "です。", "売上は全部で45※²です。"),
    ],
    ids=[
        "note",
        "exponent",
        "note in brackets",
        "letter",
        "ordinal",
        "letter behind a word",
        "ja",
        "ja sign",
    ],
)
def test_raised_marks_are_no_figures_of_the_number(
    tmp_path: Path, base: str, mark: str, after: str, expected: str
) -> None:
    inks, x = [], 80.0
    for text, size, rise in ((base, 10.0, 0.0), (mark, 6.0, 4.0), (after, 10.0, 0.0)):
        font = "" if text.isascii() and base.isascii() else "Japanese"
        inks.append(Ink(x=x, y=700 + rise, text=text, size=size, font=font))
        x += size * sum(1.0 if font else HELVETICA.get(character, 0.556) for character in text)
    assert contents(read(tmp_path, make_pdf([inks]))) == [expected]


HELVETICA = {
    " ": 0.278,
    "i": 0.222,
    "l": 0.222,
    "t": 0.278,
    "f": 0.278,
    "r": 0.333,
    "m": 0.833,
    "-": 0.333,
} | {
    ")": 0.333,
    ".": 0.278,
    "T": 0.611,
    "A": 0.667,
    "I": 0.278,
    "y": 0.5,
    "v": 0.5,
    "S": 0.667,
    "s": 0.5,
    "c": 0.5,
}


def test_lowered_letter_of_a_logo_stays_in_its_word(tmp_path: Path) -> None:
    inks = [
        Ink(x=80, y=700, text="The T"),
        Ink(x=102, y=698, text="E", size=10),
        Ink(x=108, y=700, text="X logo."),
    ]
    assert contents(read(tmp_path, make_pdf([inks]))) == ["The TEX logo."]


def test_lowered_figures_are_no_figures_of_the_number(tmp_path: Path) -> None:
    inks = [
        Ink(x=80, y=700, text="101"),
        Ink(x=96.7, y=698, text="2", size=6),
        Ink(x=102, y=700, text="is five."),
    ]
    assert contents(read(tmp_path, make_pdf([inks]))) == ["101₂ is five."]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the price-", "determining factor"], "the price-determining factor"),
        (["use the --dry-", "run option"], "use the --dry-run option"),
        (["use the --", "dry-run option"], "use the --dry-run option"),
        (["send an e-", "mail to the X-", "ray department"], "send an e-mail to the X-ray department"),
        (["a state-of-the-", "art and day-to-", "day device"], "a state-of-the-art and day-to-day device"),
        (["the Anglo-", "American COVID-", "19 team"], "the Anglo-American COVID-19 team"),
        (["both pre-", "and post-war"], "both pre- and post-war"),
        (["the years 2020-", "2021 were"], "the years 2020-2021 were"),
        (["the well-docu-", "mented import-", "ance of it"], "the well-documented importance of it"),
        (["kubern-", "etes and kubernetes"], "kubernetes and kubernetes"),
        (["it was late -", "very late"], "it was late - very late"),
        (["日本語のエー・ピー・アイ-", "連携について"], "日本語のエー・ピー・アイ-連携について"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hyphens_are_closed_only_where_something_proves_it(
    tmp_path: Path, lines: list[str], joined: str
) -> None:
    inks = [Ink(x=80, y=700 - 12 * n, text=text) for n, text in enumerate(lines)]
    assert contents(read(tmp_path, make_pdf([inks])))[0] == joined


def test_hyphen_before_a_page_break_stays_too(tmp_path: Path) -> None:
    pages = [
        [Ink(x=80, y=60, text="A long line ends with the price-")],
        [Ink(x=80, y=700, text="determining factor of it. And more.")],
    ]
    document = read(tmp_path, make_pdf(pages))
    assert contents(document)[0] == "A long line ends with the price-determining factor of it."
    assert [box.page for box in boxes(document, contents(document)[0])] == [1, 2]


def test_formats_without_places_have_none(tmp_path: Path) -> None:
    from kotae.parsing import read_file

    path = tmp_path / "a.md"
    path.write_text(JA)
    (document,) = read_file(path, relative_path="a.md")
    assert document.layouts == ()
    assert boxes_of(document.layouts, 0, 5) == ()


def test_lines_that_frame_a_page_change_nothing(tmp_path: Path) -> None:
    frame = Drawing(code="40 40 500 760 re S")
    document = read(tmp_path, make_pdf([[frame, Ink(x=80, y=700, text=JA), Ink(x=80, y=600, text=EN)]]))
    assert contents(document) == [JA, EN]


@pytest.mark.parametrize("text", ["数式を含む行です。", "A line with signs."], ids=["ja", "en"])
def test_box_of_a_font_that_claims_two_lines_stays_on_its_own(tmp_path: Path, text: str) -> None:
    """Fonts of mathematical signs claim nearly two: the box of their line covered the words of the next."""
    tall = (
        b"/UniJIS-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Signs /DW 1000 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /Signs"
        b" /Flags 6 /FontBBox [0 -1000 1000 900] /Ascent 900 /Descent -1000 /CapHeight 709 /ItalicAngle 0 /StemV 69 >> >>]"
    )
    inks = [Ink(x=80, y=700, text=text, font="Vertical")]
    data = make_pdf([inks]).replace(b"/UniJIS-UTF16-V /DescendantFonts [7 0 R]", tall)
    (box,) = boxes(read(tmp_path, data), text)
    assert 842 - 700 + 1 < box.y1 < 842 - 700 + 4
    assert 842 - 700 - 10 < box.y0 < 842 - 700 - 6
