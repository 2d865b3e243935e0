"""PowerPoint files: slides as pages, their titles as headings, tables, notes."""

from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.util import Cm

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.records import Document


def read(folder: Path, slides: Presentation, settings: ReadingSettings | None = None) -> Document:
    path = folder / "file.pptx"
    slides.save(str(path))
    (document,) = read_file(path, relative_path="file.pptx", settings=settings)
    return document


def blocks(document: Document) -> list[tuple[str, int | None, str, str]]:
    return [(b.kind, b.page, " › ".join(b.headings), document.text[b.start : b.end]) for b in document.blocks]


def deck() -> Presentation:
    slides = pptx.Presentation()
    slides.core_properties.title, slides.core_properties.author = "事業計画", "鈴木"
    first = slides.slides.add_slide(slides.slide_layouts[1])
    first.shapes.title.text = "予算の概要"
    first.placeholders[1].text = "予算は2,000億円\nIt doubles in 2026"
    first.notes_slide.notes_text_frame.text = "ここで表を示す。"
    second = slides.slides.add_slide(slides.slide_layouts[5])
    second.shapes.title.text = "Schedule"
    box = second.shapes.add_textbox(Cm(1), Cm(5), Cm(5), Cm(2))
    box.text_frame.text = "日程は変わることがあります。"
    table = second.shapes.add_table(2, 2, Cm(1), Cm(8), Cm(8), Cm(3)).table
    for row, texts in enumerate((("段階", "When"), ("設計", "May 2025"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return slides


def test_slides_are_read_in_order(tmp_path: Path) -> None:
    document = read(tmp_path, deck())
    assert blocks(document) == [
        ("heading", 1, "", "予算の概要"),
        ("list", 1, "予算の概要", "予算は2,000億円"),
        ("list", 1, "予算の概要", "It doubles in 2026"),
        ("paragraph", 1, "予算の概要", "ここで表を示す。"),
        ("heading", 2, "", "Schedule"),
        ("paragraph", 2, "Schedule", "日程は変わることがあります。"),
        ("table", 2, "Schedule", "段階: 設計 | When: May 2025"),
    ]
    assert document.info.title == "事業計画"
    assert document.metadata == {"author": "鈴木"}


@pytest.mark.parametrize(
    ("boxes", "order"),
    [
        pytest.param(
            [("三、鍵を返す", 1, 12), ("一、受付で名前を書く", 1, 5), ("二、鍵を受け取る", 1, 8)],
            ["一、受付で名前を書く", "二、鍵を受け取る", "三、鍵を返す"],
            id="drawn out of order",
        ),
        pytest.param(
            [("After: five", 13, 7), ("After", 13, 5.5), ("Before: ten", 1, 7), ("Before", 1, 5.5)],
            ["Before", "Before: ten", "After", "After: five"],
            id="columns",
        ),
        pytest.param(
            [("春", 1, 5), ("Summer", 9, 5), ("秋", 17, 5), ("花見", 1, 6.5), ("Swimming", 9, 6.5), ("芋煮", 17, 6.5)],
            ["春", "花見", "Summer", "Swimming", "秋", "芋煮"],
            id="heads of columns drawn first",
        ),
        pytest.param(
            [("Notes below", 1, 15), ("左 left", 1, 5), ("右 right", 13, 5), ("左の続き more", 1, 6.5)],
            ["左 left", "左の続き more", "右 right", "Notes below"],
            id="columns above a line",
        ),
        pytest.param(
            [("重なる図 B", 1.2, 5.1), ("Overlapping A", 1, 5)], ["重なる図 B", "Overlapping A"], id="drawn over each other"
        ),
    ],
)  # fmt: skip
def test_boxes_of_a_slide_are_read_as_they_lie(
    tmp_path: Path, boxes: list[tuple[str, float, float]], order: list[str]
) -> None:
    """They were read as they had been drawn: what was added last came last."""
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    for text, left, top in boxes:
        slide.shapes.add_textbox(Cm(left), Cm(top), Cm(7), Cm(1.2)).text_frame.text = text
    slide.shapes.title.text = "手順 Steps"
    assert [text for *_, text in blocks(read(tmp_path, slides))] == ["手順 Steps", *order]


@pytest.mark.parametrize("title", ["", "休憩 Break"])
def test_a_slide_without_boxes_of_text_is_read(tmp_path: Path, title: str) -> None:
    """One with a title or a picture only cost the whole file."""
    slides = deck()
    added = slides.slides.add_slide(slides.slide_layouts[5])
    added.shapes.title.text = title
    found = blocks(read(tmp_path, slides))
    assert found[:7] == blocks(read(tmp_path, deck()))
    assert [text for *_, text in found[7:]] == [title] * bool(title)


def test_slides_over_the_limit_are_reported(tmp_path: Path) -> None:
    document = read(tmp_path, deck(), ReadingSettings(max_pages=1))
    assert {page for _, page, _, _ in blocks(document)} == {1}
    assert document.warnings[0].startswith("reading stopped after 1 of 2 slides")
    assert "2枚のうち最初の1枚だけ" in document.warnings[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\x00" * 100, b"text"], ids=["empty", "torn", "text"])
def test_broken_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.pptx"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="file.pptx")
    assert "is damaged" in caught.value.en
    assert "壊れて" in caught.value.ja


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def paragraph(text: str, bullet: str = "", *, level: int = 0, properties: str = "") -> str:
    return (
        f'<a:p xmlns:a="{A}"><a:pPr lvl="{level}">{bullet}</a:pPr>'
        f"<a:r><a:rPr {properties}/><a:t>{text}</a:t></a:r></a:p>"
    )


def numbered(scheme: str, start: int = 1) -> str:
    return f'<a:buAutoNum type="{scheme}" startAt="{start}"/>'


A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def slide_with(*paragraphs: str) -> Presentation:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    body = slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(9)).text_frame._txBody
    body.remove(body.p_lst[0])
    for made in paragraphs:
        body.append(parse_xml(made))
    return slides


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([paragraph(t, numbered("arabicPeriod")) for t in "ab"], ["1. a", "2. b"]),
        ([paragraph(t, numbered("circleNumDbPlain", 3)) for t in "ab"], ["③ a", "④ b"]),
        ([paragraph(t, numbered("alphaLcParenBoth")) for t in "ab"], ["(a) a", "(b) b"]),
        ([paragraph(t, numbered("romanUcParenR")) for t in "ab"], ["I) a", "II) b"]),
        ([paragraph(t, numbered("ea1JpnKorPlain")) for t in "ab"], ["一 a", "二 b"]),
        (
            [
                paragraph("a", numbered("arabicPeriod")),
                paragraph("b", numbered("alphaLcPeriod"), level=1),
                paragraph("c", numbered("arabicPeriod")),
                paragraph("d"),
                paragraph("e", numbered("arabicPeriod")),
            ],
            ["1. a", "a. b", "2. c", "d", "1. e"],
        ),
    ],
    ids=["digits", "circled from three", "letters", "Roman", "kanji", "levels and restarts"],
)
def test_numbers_powerpoint_counts(tmp_path: Path, paragraphs: list[str], expected: list[str]) -> None:
    assert lines(read(tmp_path, slide_with(*paragraphs))) == expected


def test_struck_text_is_left_out_and_raised_text_stays_apart(tmp_path: Path) -> None:
    made = [
        paragraph("23:00", properties='strike="sngStrike"'),
        paragraph("6,000円", properties='strike="dblStrike"'),
        paragraph("21:30に閉まります", properties='strike="noStrike"'),
        paragraph("1", properties='baseline="30000"'),
    ]
    document = read(tmp_path, slide_with(*made))
    assert lines(document) == ["21:30に閉まります", "¹"]
    assert document.warnings == (
        "struck-through text was left out in 2 places: “23:00”, “6,000円”"
        " / 取り消し線の文字を2か所で除きました: 「23:00」「6,000円」",
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [("受付は二階_x000B_北側です", "受付は二階 北側です"), ("Gate_x000B_north", "Gate north")],
)
def test_signs_that_xml_cant_hold_are_undone(tmp_path: Path, written: str, shown: str) -> None:
    assert lines(read(tmp_path, slide_with(paragraph(written)))) == [shown]


def test_charts_and_merged_cells(tmp_path: Path) -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["東京支社", "Kansai"]
    data.add_series("2024年", (80, 40))  # type: ignore[no-untyped-call]
    data.add_series("2025年", (88, 46))  # type: ignore[no-untyped-call]
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(1), Cm(9), Cm(9), data)
    table = slide.shapes.add_table(3, 3, Cm(1), Cm(10), Cm(8), Cm(3)).table
    rows = (("工場", "工程", "担当"), ("第二工場", "組立", "野村"), ("", "塗装", "長谷川"))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert lines(read(tmp_path, slides)) == [
        "東京支社 | 2024年: 80 | 2025年: 88",
        "Kansai | 2024年: 40 | 2025年: 46",
        "工場: 第二工場 | 工程: 組立 | 担当: 野村",
        "工場: 第二工場 | 工程: 塗装 | 担当: 長谷川",
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [pytest.param("内訳", "客数は310人です。", id="ja"), pytest.param("Costs", "310 guests came.", id="en")],
)
def test_nothing_on_a_slide_stands_under_the_title_of_the_one_before(
    tmp_path: Path, title: str, text: str
) -> None:
    """A slide without a title was cited under the last one that had one: page 3, 内訳."""
    slides = pptx.Presentation()
    slides.core_properties.title = "Plan"
    titled = slides.slides.add_slide(slides.slide_layouts[5])
    titled.shapes.title.text = title
    for slide in (titled, slides.slides.add_slide(slides.slide_layouts[6])):
        slide.shapes.add_textbox(Cm(1), Cm(6), Cm(5), Cm(2)).text_frame.text = text
    assert blocks(read(tmp_path, slides)) == [
        ("heading", 1, "", title),
        ("paragraph", 1, title, text),
        ("paragraph", 2, "", text),
    ]


@pytest.mark.parametrize(("mark", "edition"), [("社外秘", "令和8年4月版"), ("Confidential", "April 2026")])
def test_what_a_master_and_a_layout_show_on_every_slide_is_read_once(
    tmp_path: Path, mark: str, edition: str
) -> None:
    """It stands on the slides and nowhere in them: it was lost without a word."""
    slides = pptx.Presentation()
    layout = slides.slide_layouts[5]
    for title, hides in (("A1", "0"), ("B2", "1"), ("C3", "1")):
        slide = slides.slides.add_slide(layout)
        slide.shapes.title.text = title
        slide._element.set("showMasterSp", hides)
        if title == "A1":
            for text, above in ((mark, slides.slide_master), (edition, layout)):
                box = slide.shapes.add_textbox(Cm(1), Cm(17), Cm(5), Cm(1))
                box.text_frame.text = text
                above.shapes._spTree.append(box._element)
    assert [(page, text) for _, page, _, text in blocks(read(tmp_path, slides))] == [
        (1, "A1"),
        (2, "B2"),
        (2, edition),
        (2, mark),
        (3, "C3"),
    ]
