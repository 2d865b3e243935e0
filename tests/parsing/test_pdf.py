"""PDF: reading order, joined lines, pages, headings, and what can't be read is said."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.parsing.pdf.legibility import is_garbled
from kotae.records import Document
from tests.parsing.pdf_files import Ink, make_pdf

JA = "この文書は政府の予算について説明するものです。"
EN = "This document explains the budget of the government."


def read(folder: Path, data: bytes, settings: ReadingSettings | None = None) -> Document:
    path = folder / "file.pdf"
    path.write_bytes(data)
    (document,) = read_file(path, relative_path="file.pdf", settings=settings)
    return document


def blocks(document: Document) -> list[tuple[str, int | None, str]]:
    return [(b.kind, b.page, document.text[b.start : b.end]) for b in document.blocks]


def column(lines: Sequence[str], *, x: float, y: float = 700, step: float = 15, font: str = "") -> list[Ink]:
    return [Ink(x=x, y=y - step * n, text=line, font=font) for n, line in enumerate(lines)]


def contents(document: Document) -> list[str]:
    return [text for _, _, text in blocks(document)]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["日本語の文章は行の途中で折り返されること", "があります。"],
            "日本語の文章は行の途中で折り返されることがあります。",
        ),
        (
            ["A line of English text is wrapped at the mar-", "gin of the page."],
            "A line of English text is wrapped at the margin of the page.",
        ),
        (
            ["Some words such as a well-known", "or a well-", "known fact."],
            "Some words such as a well-known or a well-known fact.",
        ),
        (
            ["The ﬁnal oﬃce of the e\u0301quipe asks", "for ﬂowers."],
            "The final office of the e\u0301quipe asks for flowers.",
        ),
        (["⼀番⾼い⼭と⻑い川の話を読んで", "みました。"], "一番高い山と長い川の話を読んでみました。"),
        (
            ["全角のＡＢＣと１２３はそのまま残って", "います。"],
            "全角のＡＢＣと１２３はそのまま残っています。",
        ),
    ],
    ids=["japanese", "hyphenated", "hyphen kept", "ligatures", "radicals", "full width"],
)
def test_lines_become_one_paragraph(tmp_path: Path, lines: list[str], joined: str) -> None:
    document = read(tmp_path, make_pdf([column(lines, x=80, font="" if lines[0].isascii() else "Japanese")]))
    assert blocks(document) == [("paragraph", 1, joined)]


def test_pages_are_counted_and_blank_ones_pass(tmp_path: Path) -> None:
    document = read(tmp_path, make_pdf([[Ink(x=80, y=700, text=JA)], [], [Ink(x=80, y=700, text=EN)]]))
    assert blocks(document) == [("paragraph", 1, JA), ("paragraph", 3, EN)]
    assert [block.language for block in document.blocks] == ["ja", "en"]
    assert document.warnings == ()


@pytest.mark.parametrize("japanese", [True, False], ids=["ja", "en"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, japanese: bool) -> None:
    if japanese:
        left = [f"左の段の{n}行目であり長く続く文章" for n in "一二三四五六"]
        right = [f"右の段の{n}行目であり長く続く文章" for n in "一二三四五六"]
        title = "二つの段にまたがる表題がここに置かれている文書の例とします"
    else:
        left = [f"left line {n} of the first column that goes on" for n in "abcdef"]
        right = [f"right line {n} of the other column that goes on" for n in "abcdef"]
        title = "A title that stands above both columns and is wider than either of them, as titles are"
    inks = [Ink(x=60, y=760, text=title, size=16 if japanese else 11.5)]
    for one, other in zip(column(left, x=60), column(right, x=320), strict=True):
        inks += [one, other]
    document = read(tmp_path, make_pdf([inks]))
    assert contents(document) == [
        title,
        ("" if japanese else " ").join(left),
        ("" if japanese else " ").join(right),
    ]


def test_narrow_columns_of_japanese_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Eleven characters of full width are as wide as a line of English: their lines were read across both columns."""
    left = [
        "図書館は九時に開館し、",
        "十八時に閉館する。会員",
        "は六冊まで借りられる。",
        "毎週月曜は休館とする。",
    ]
    right = [
        "紛失した本は全額を弁償",
        "する。予約は三冊までと",
        "し、取置きは七日とする",
        "。飲食は禁止とする。終",
    ]
    inks = [
        ink
        for pair in zip(column(left, x=72), column(right, x=320), strict=True)
        for ink in pair
    ]  # fmt: skip
    assert contents(read(tmp_path, make_pdf([inks]))) == ["".join(left), "".join(right)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("電話　０３－１２３４－５６７８", "２０２４年に開館した図書館である。"),
        ("Ｆａｘ　０３－１２３４", "１２ rooms are open to everybody here."),
    ],
    ids=["ja", "en"],
)
def test_figures_at_the_end_and_the_start_of_lines_are_not_one_number(
    tmp_path: Path, first: str, second: str
) -> None:
    """Lines of Japanese are put together without a space: a telephone number went on with the next line's year."""
    inks = column([first, second], x=80, font="Japanese")
    assert contents(read(tmp_path, make_pdf([inks]))) == [first.replace("　", " "), second]


@pytest.mark.parametrize("line", ["□ 新規 ■ 更新 □ 取消", "☐ new ☑ renewed"], ids=["ja", "en"])
def test_box_that_may_be_ticked_is_no_bullet(tmp_path: Path, line: str) -> None:
    """The first box was cut off as the mark of a list, and what it left open with it."""
    document = read(tmp_path, make_pdf([[Ink(x=80, y=700, text=line, font="Japanese")]]))
    assert contents(document) == [line]


@pytest.mark.parametrize("names", [("新規", "更新", "取消"), ("new", "renewed", "ended")], ids=["ja", "en"])
def test_boxes_of_which_one_is_ticked_stay(tmp_path: Path, names: tuple[str, str, str]) -> None:
    lines = [f"{box} {name}" for box, name in zip("□■□", names, strict=True)]
    document = read(tmp_path, make_pdf([column(lines, x=80, font="Japanese")]))
    assert contents(document) == lines


def test_table_without_lines_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [("都市", "人口", "面積"), ("東京", "1400万人", "2194km2"), ("Osaka", "880万人", "1905 km2")]
    inks = [
        Ink(x=x, y=700 - 15 * n, text=cell)
        for n, row in enumerate(rows)
        for x, cell in zip((80, 200, 320), row, strict=True)
    ]
    document = read(tmp_path, make_pdf([inks]))
    assert blocks(document) == [
        ("table", 1, "都市: 東京 | 人口: 1400万人 | 面積: 2194km2"),
        ("table", 1, "都市: Osaka | 人口: 880万人 | 面積: 1905 km2"),
    ]


def test_vertical_text_is_read_from_right_to_left(tmp_path: Path) -> None:
    inks = [
        Ink(x=480, y=700, text="二行目の文章です。", font="Vertical"),
        Ink(x=500, y=700, text="縦書きの一行目は「権利」と", font="Vertical"),
        Ink(x=507, y=605, text="けんり", font="Vertical", size=5),
    ]
    assert contents(read(tmp_path, make_pdf([inks]))) == ["縦書きの一行目は「権利」と二行目の文章です。"]


def test_ruby_is_left_out(tmp_path: Path) -> None:
    inks = [
        Ink(x=80, y=700, text="基本的な権利を守ることが大切です。", size=12),
        Ink(x=128, y=711, text="けんり", size=5),
        Ink(x=80, y=711, text="きほんてき", size=5),
    ]
    assert contents(read(tmp_path, make_pdf([inks]))) == ["基本的な権利を守ることが大切です。"]


def test_reading_that_begins_behind_a_sign_is_left_out(tmp_path: Path) -> None:
    inks = [
        Ink(x=80, y=700, text="その鳥の名は→", size=12),
        Ink(x=164, y=709, text="かささぎ", size=4),
        Ink(x=164, y=700, text="鵲という。", size=12),
    ]
    assert contents(read(tmp_path, make_pdf([inks]))) == ["その鳥の名は→鵲という。"]


def page(number: int, body: list[Ink], *, header: str = "") -> list[Ink]:
    return [
        Ink(x=80, y=800, text=header or "年次報告書 Annual Report", size=8),
        *body,
        Ink(x=290, y=40, text=f"- {number} -", size=8),
    ]


def test_running_titles_are_read_once_and_page_numbers_not(tmp_path: Path) -> None:
    texts = [JA, EN, "三番目のページの文章です。", "The fourth page says something else."]
    pages = [page(n, [Ink(x=80, y=700, text=text)]) for n, text in enumerate(texts, start=1)]
    assert blocks(read(tmp_path, make_pdf(pages))) == [
        ("paragraph", 1, texts[0]),
        ("paragraph", 1, "年次報告書 Annual Report"),
        *(("paragraph", n, text) for n, text in enumerate(texts[1:], start=2)),
    ]


@pytest.mark.parametrize(
    ("label", "unit"), [("基本給 ", ",000円"), ("Invoice total: ", " yen")], ids=["payslips", "invoices"]
)
def test_a_line_whose_figure_is_another_on_each_page_is_no_running_title(
    label: str, unit: str, tmp_path: Path
) -> None:
    """Pages of one form each lost what stood among their first and last lines, numbers aside being equal."""
    lines = [f"{label}{amount}{unit}" for amount in (250, 310, 198, 405)]
    pages = [page(n, [Ink(x=80, y=700, text=line)]) for n, line in enumerate(lines, start=1)]
    found = [text for _, _, text in blocks(read(tmp_path, make_pdf(pages)))]
    assert found == [lines[0], "年次報告書 Annual Report", *lines[1:]]


def test_running_titles_may_hold_the_number_of_the_page(tmp_path: Path) -> None:
    headers = [f"第2章 予算 {n} / 9" for n in range(12, 16)]
    texts = [JA, EN, "三番目のページの文章です。", "The fourth page says something else."]
    pages = [
        page(n, [Ink(x=80, y=700, text=text)], header=header)
        for n, (text, header) in enumerate(zip(texts, headers, strict=True), start=1)
    ]
    found = [text for _, _, text in blocks(read(tmp_path, make_pdf(pages)))]
    assert found == [texts[0], headers[0], *texts[1:]]


def test_pages_that_hold_nothing_else_keep_what_recurs(tmp_path: Path) -> None:
    """A file of short pages that are alike was refused: there was nothing to read in it."""
    pages = [[Ink(x=80, y=700, text=f"第{n}号 の利用券です。")] for n in range(1, 5)]
    found = [text for _, _, text in blocks(read(tmp_path, make_pdf(pages)))]
    assert found == [f"第{n}号 の利用券です。" for n in range(1, 5)]


@pytest.mark.parametrize(
    ("first", "second", "rest"),
    [
        (
            "長い文章はページの終わりで途切れることがあり、",
            "次のページに続きます。",
            "次の文です。",
        ),
        ("A long sentence may be broken at the end of", " a page and go on.", " The next one follows."),
    ],
    ids=["ja", "en"],
)
def test_sentence_over_a_page_break_is_whole(tmp_path: Path, first: str, second: str, rest: str) -> None:
    over = (second + rest).strip()
    pages = [page(1, [Ink(x=80, y=60, text=first)]), page(2, [Ink(x=80, y=760, text=over)]), page(3, [])]
    document = read(tmp_path, make_pdf(pages))
    assert blocks(document) == [
        ("paragraph", 1, first + second),
        ("paragraph", 1, "年次報告書 Annual Report"),
        ("paragraph", 2, rest.strip()),
    ]


BILLS = {
    "ja": (
        "株式会社みなと 御中",
        "請求番号 {}00",
        "合計 12,000円",
        "振込先 みなと銀行 本店 普通預金 1234567",
    ),
    "en": ("Harbour Ltd, Dublin", "no. {}00", "total 12,000 euros", "pay to Harbour Bank, account 1234567"),
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_of_short_lines_stay_apart(tmp_path: Path, language: str) -> None:
    """The last line of a bill, which ends no sentence, went on with all of the next one."""
    pages = [
        [
            ink
            for n, line in enumerate(BILLS[language])
            for ink in column([line.format(k)], x=80, y=700 - 40 * n)
        ]
        for k in (1, 2)
    ]
    found = [(number, text) for _, number, text in blocks(read(tmp_path, make_pdf(pages)))]
    lines = [(k, line.format(k)) for k in (1, 2) for line in BILLS[language]]
    assert [one for one in found if one[0] == 2] == lines[4:]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("東京都千代田区丸の内", "大阪市北区梅田"), ("平日は九時から", "土曜は十時から")),
        (("Harbour office, Dublin", "Old mill, Cork"), ("open from nine", "open from ten")),
    ],
    ids=["ja", "en"],
)
def test_lines_with_wide_gaps_are_not_put_together(
    tmp_path: Path, left: tuple[str, str], right: tuple[str, str]
) -> None:
    """Two rows are no table for certain, and what ends one of them is no part of what begins the next."""
    inks = [*column(left, x=72), *column(right, x=320)]
    found = contents(read(tmp_path, make_pdf([inks])))
    assert found == [f"{one} {other}" for one, other in zip(left, right, strict=True)]


def test_headings_by_size_and_outline(tmp_path: Path) -> None:
    inks = [
        Ink(x=80, y=760, text="年次報告書の表題", size=20),
        Ink(x=80, y=720, text="1. 予算", size=14),
        *column([JA + JA[:10], JA], x=80, y=690),
        Ink(x=80, y=640, text="Background", size=14),
        *column([EN + " " + EN[:20], EN], x=80, y=610),
        Ink(x=80, y=560, text="小さな見出し"),
        *column([JA + JA[:10], JA], x=80, y=530),
    ]
    document = read(
        tmp_path, make_pdf([inks], outline=[("小さな見出し", 1)], title="Microsoft Word - 報告.docx")
    )
    headings = [text for kind, _, text in blocks(document) if kind == "heading"]
    assert headings == ["年次報告書の表題", "1. 予算", "Background", "小さな見出し"]
    assert [b.headings for b in document.blocks if b.kind == "paragraph"][:2] == [
        ("1. 予算",),
        ("Background",),
    ]
    assert document.info.title == "年次報告書の表題"


def test_lists_keep_their_items_apart(tmp_path: Path) -> None:
    lines = [
        "次のことが必要です:",
        "• 最初の項目は長い説明がついているものです",
        "• second item",
        "(1) 三番目の項目です。",
    ]
    document = read(tmp_path, make_pdf([column(lines, x=80, font="Japanese")]))
    assert [(kind, text) for kind, _, text in blocks(document)] == [
        ("paragraph", "次のことが必要です:"),
        ("list", "最初の項目は長い説明がついているものです"),
        ("list", "second item"),
        ("list", "三番目の項目です。"),
    ]


@pytest.mark.parametrize("item", ["雨具を持つこと", "Bring a lamp"])
@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "\uf0d8"])
def test_bullets_of_a_font_of_signs_are_no_text(tmp_path: Path, sign: str, item: str) -> None:
    """The signs that Word and LibreOffice set before items have no character: they stood in the text as boxes."""
    lines = [f"{sign} {item}", f"{sign} 傘 umbrella"]
    document = read(tmp_path, make_pdf([column(lines, x=80, font="Japanese")]))
    assert [(kind, text) for kind, _, text in blocks(document)] == [("list", item), ("list", "傘 umbrella")]


def test_contents_are_kept_out_of_passages(tmp_path: Path) -> None:
    lines = ["1 はじめに .......... 3", "2 Budget .......... 15"]
    document = read(tmp_path, make_pdf([column(lines, x=80)]))
    assert [kind for kind, _, _ in blocks(document)] == ["references", "references"]


SCAN = [Ink(x=80, y=700, text="")]


def with_picture(data: bytes) -> bytes:
    """Draw a line on every page that holds nothing else."""
    return data.replace(b"BT /Latin 10 Tf 80 700 Td <> Tj ET\n", b"0 0 m 595 842 l S                 \n")


def test_pages_without_text_are_reported(tmp_path: Path) -> None:
    text = [Ink(x=80, y=700, text=JA)]
    document = read(tmp_path, with_picture(make_pdf([SCAN, text, SCAN, SCAN])))
    assert blocks(document) == [("paragraph", 2, JA)]
    (warning,) = document.warnings
    en, ja = warning.split(" / ")
    assert en.startswith("no text on pages 1, 3–4, only pictures (scanned?): left out. To have such pages")
    assert ja.startswith("1, 3–4ページには文字情報がなく画像だけのため(スキャン?)、除きました。文字認識(OCR)")


def test_scanned_file_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, with_picture(make_pdf([SCAN])))
    assert caught.value.en.startswith("file.pdf: this PDF holds pictures of pages")
    assert "OCR" in caught.value.ja


GARBLED = "䛣䛾ᩥ᭩䛿ᨻᗓ䛾ண⟬䛻䛴䛔䛶ㄝ᫂䛩䜛䜒䛾䛷䛩。䛣䛾ᩥ᭩䛿ᨻᗓ䛾ண⟬"


def test_garbled_page_is_reported_and_left_out(tmp_path: Path) -> None:
    pages = [[Ink(x=80, y=700, text=JA)], [Ink(x=80, y=700, text=GARBLED)]]
    document = read(tmp_path, make_pdf(pages))
    assert contents(document) == [JA]
    (warning,) = document.warnings
    en, ja = warning.split(" / ")
    assert en.startswith("the text layer of page 2 is garbled, its characters aren't those shown: left out. ")
    assert ja.startswith("2ページの文字情報は壊れており、表示と異なる文字になっているため、除きました。")
    assert "kotae[ocr]" in en
    assert "kotae[ocr]" in ja


def test_garbled_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, make_pdf([[Ink(x=80, y=700, text=GARBLED)]]))
    assert "garbled" in caught.value.en
    assert "壊れて" in caught.value.ja


def test_pages_over_the_limit_are_reported(tmp_path: Path) -> None:
    pages = [[Ink(x=80, y=700, text=f"{n}ページの文章です。")] for n in (1, 2, 3)]
    document = read(tmp_path, make_pdf(pages), ReadingSettings(max_pages=2))
    assert contents(document) == ["1ページの文章です。", "2ページの文章です。"]
    assert document.warnings[0].startswith("reading stopped after 2 of 3 pages")
    assert "3ページのうち最初の2ページだけ" in document.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"not a PDF at all",
        b"\x00" * 5000,
        make_pdf([[Ink(x=80, y=700, text=JA)]])[:900],
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj trailer << /Root 1 0 R >>",
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj "
        b"2 0 obj << /Type /Pages /Count 9 /Kids [2 0 R] >> endobj trailer << /Root 1 0 R >>",
        b"%PDF-1.7\n1 0 obj << /Length " + b"[" * 100_000,
    ],
    ids=["header only", "no pdf", "nuls", "torn", "catalog as pages", "cyclic pages", "deep"],
)
def test_broken_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, data)
    assert caught.value.en.startswith("file.pdf: ")
    assert caught.value.ja.startswith("file.pdf: ")


@pytest.mark.parametrize(("ascent", "descent"), [(800, -3600), (4500, -500), (5000, -2500)])
@pytest.mark.parametrize(
    "lines",
    [
        ("The paper names the unit, a little shorter than", "the point that printers count with.",
         "More exactly, the height of the standard class", "of characters together with their depth."),
        ("この文書はポイントよりわずかに短い長さの単位を", "用いて寸法を記しています。",
         "より正確には、標準の文字クラスに属する文字の高さ", "と深さの和を表します。"),
    ],
)  # fmt: skip
def test_line_isnt_torn_by_a_font_that_claims_several_lines_for_each_character(
    tmp_path: Path, lines: Sequence[str], ascent: int, descent: int
) -> None:
    """The mark of a footnote in a font of symbols put the note's lines between those of the text, and glued words."""
    first, second, third, fourth = lines
    places = [(80, 716, first, 10), (80, 700, second, 10), (90, 676, third, 9), (80, 664, fourth, 9)]
    inks = [Ink(x=x, y=y, text=text, size=size) for x, y, text, size in places]
    inks.insert(2, Ink(x=80, y=676, text="※", size=9, font="Vertical"))
    tall = (
        b"/UniJIS-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Signs /DW 1000 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /Signs"
        b" /Flags 6 /FontBBox [0 %d 1000 %d] /Ascent %d /Descent %d /CapHeight 709 /ItalicAngle 0 /StemV 69 >> >>]"
    ) % (descent, ascent, ascent, descent)
    data = make_pdf([inks]).replace(b"/UniJIS-UTF16-V /DescendantFonts [7 0 R]", tall)
    space = " " if first.isascii() else ""
    assert read(tmp_path, data).text == f"{first}{space}{second}\n\n※ {third}{space}{fourth}"


@pytest.mark.parametrize(
    "text",
    ["工事は三年で終わり，港は静かになった．", "Kyoto.Osaka,Nara"],
    ids=["ja", "en"],
)
def test_font_that_claims_several_lines_leaves_no_gaps_behind_small_signs(tmp_path: Path, text: str) -> None:
    """Its characters were as wide as their ink alone, and spaces came in behind commas and full stops."""
    tall = (
        b"/UniJIS-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Signs /DW 1000 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /Signs"
        b" /Flags 6 /FontBBox [0 -1500 1000 2500] /Ascent 2500 /Descent -1500 /CapHeight 709 /ItalicAngle 0 /StemV 69 >> >>]"
    )
    inks = [Ink(x=80, y=700, text=text, font="Vertical")]
    data = make_pdf([inks]).replace(b"/UniJIS-UTF16-V /DescendantFonts [7 0 R]", tall)
    assert read(tmp_path, data).text == text


@pytest.mark.parametrize(
    "around", ["この頁には網掛けの見本があります。" * 8, "This page shows a sample of shading. " * 8]
)
def test_a_pattern_of_unnamed_signs_costs_no_page(around: str) -> None:
    """A font without names for its signs drew a shaded box, and all the text around it was left out."""
    assert not is_garbled(around + "\ufffd" * 60)
    assert is_garbled("\ufffd".join(around))
    assert is_garbled(around[:20] + "\ufffd" * 60)
