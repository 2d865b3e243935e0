"""OpenDocument files: text with headings, lists and notes, sheets as shown, slides; what is left out is reported."""

from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.records import Document
from tests.parsing.office_files import ODF, odf, pack

STYLES = (
    '<style:style style:name="Gone" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="Child" style:family="text" style:parent-style-name="Gone"/>'
    '<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="H" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="第" style:num-suffix="条"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
)


def read(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    (document,) = read_file(path, relative_path=name)
    return document


def blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, " › ".join(b.headings), document.text[b.start : b.end]) for b in document.blocks]


def item(text: str, more: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{more}</text:list-item>"


def test_text_has_headings_numbers_and_notes(tmp_path: Path) -> None:
    inner = f"<text:list>{item('甲')}{item('乙')}</text:list>"
    body = (
        '<text:h text:outline-level="1">規約</text:h>'
        '<text:p>会費は<text:span text:style-name="Child">6,000円</text:span>4,800円です'
        "<text:note><text:note-body><text:p>税込み。</text:p></text:note-body></text:note>。"
        "<office:annotation><dc:creator>佐藤</dc:creator><text:p>要確認</text:p></office:annotation></text:p>"
        f'<text:list text:style-name="L">{item("目的", inner)}{item("Scope")}</text:list>'
        '<text:p>120<text:span text:style-name="Up">1</text:span><text:s text:c="2"/>m</text:p>'
    )
    document = read(tmp_path, "a.odt", odf("text", body, styles=STYLES))
    assert blocks(document) == [
        ("heading", "", "規約"),
        ("paragraph", "", "会費は4,800円です¹。"),
        ("paragraph", "", "¹ 税込み。"),
        ("paragraph", "コメント", "コメント (佐藤): 要確認"),
        ("list", "", "第1条 目的"),
        ("list", "", "(a) 甲"),
        ("list", "", "(b) 乙"),
        ("list", "", "第2条 Scope"),
        ("paragraph", "", "120¹  m"),
    ]
    assert document.warnings == (
        "struck-through text was left out in 1 place: “6,000円” / 取り消し線の文字を1か所で除きました: 「6,000円」",
    )


def row(*cells: str, more: str = "") -> str:
    made = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row {more}>{made}</table:table-row>"


def test_sheets_read_as_shown_and_hidden_ones_are_reported(tmp_path: Path) -> None:
    merged = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>佐藤</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="5"><text:p>00005</text:p></table:table-cell></table:table-row>'
        "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>00006</text:p></table:table-cell></table:table-row>"
    )
    hidden = row("鈴木", "00007", more='table:visibility="collapse"')
    body = (
        f'<table:table table:name="社員">{row("氏名", "番号")}{merged}{hidden}</table:table>'
        f'<table:table table:name="裏" table:style-name="H">{row("a", "b")}</table:table>'
    )
    document = read(tmp_path, "a.ods", odf("spreadsheet", body, styles=STYLES))
    assert blocks(document) == [
        ("heading", "", "社員"),
        ("table", "社員", "氏名: 佐藤 | 番号: 00005"),
        ("table", "社員", "氏名: 佐藤 | 番号: 00006"),
    ]
    assert [cell.address for cell in document.blocks[2].cells] == ["社員!A2", "社員!B3"]
    assert document.warnings == (
        "hidden sheet left out: 裏 / 非表示のシートを除きました: 裏",
        "1 hidden row was left out / 非表示の行を1行除きました",
    )


def test_table_on_a_slide_is_read(tmp_path: Path) -> None:
    """It stands in a frame, and text in frames inside of cells is set aside: all of it was lost once."""
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}"
        "</table:table-row>"
        for row in (("支店", "Phone"), ("名古屋", "052-555-0142"))
    )
    page = f"<draw:page><draw:frame><table:table>{rows}</table:table></draw:frame></draw:page>"
    assert read(tmp_path, "a.odp", odf("presentation", page)).text == "支店: 名古屋 | Phone: 052-555-0142"


def test_labels_set_bold_by_their_spans_are_set_off(tmp_path: Path) -> None:
    style = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell><text:p>{f"""<text:span text:style-name="B">{cell}</text:span>""" if at == 0 else cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for at, row in enumerate((("Key", "Keeper"), ("Front door", "Nilsen"), ("裏口", "安藤")))
    )
    document = read(tmp_path, "a.odt", odf("text", f"<table:table>{rows}</table:table>", styles=style))
    assert document.text == "Key: Front door | Keeper: Nilsen\nKey: 裏口 | Keeper: 安藤"


def test_slides_have_titles_first_and_pages(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>It rains.</text:p></draw:text-box></draw:frame>"
    title = '<draw:frame presentation:class="title"><draw:text-box><text:p>天気</text:p></draw:text-box></draw:frame>'
    document = read(
        tmp_path,
        "a.odp",
        odf("presentation", f"<draw:page>{box}{title}</draw:page><draw:page>{box}</draw:page>"),
    )
    assert [(b.page, document.text[b.start : b.end]) for b in document.blocks] == [
        (1, "天気"),
        (1, "It rains."),
        (2, "It rains."),
    ]


def test_boxes_of_a_slide_are_read_as_they_lie(tmp_path: Path) -> None:
    """They were read as they had been drawn."""
    names = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    frames = "".join(
        f'<draw:frame {names} svg:x="{left}cm" svg:y="{top}cm" svg:width="8cm" svg:height="1cm">'
        f"<draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        for text, left, top in (
            ("終わりに Last", 1, 15),
            ("右 Right", 12, 5),
            ("右の続き", 12, 6.2),
            ("左 Left", 1, 5),
            ("left goes on", 1, 6.2),
        )
    )
    page = odf("presentation", f"<draw:page>{frames}</draw:page>")
    assert [text for *_, text in blocks(read(tmp_path, "a.odp", page))] == [
        "左 Left",
        "left goes on",
        "右 Right",
        "右の続き",
        "終わりに Last",
    ]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('長さ120<text:a xlink:href="#n1">1</text:a>メートル', "長さ120¹メートル"),
        (
            'Room for 80<text:note-ref text:note-class="footnote">12</text:note-ref> people',
            "Room for 80¹² people",
        ),
        ('See <text:a xlink:href="#n1">120</text:a> there', "See 120 there"),
        ('番号12<text:a xlink:href="https://example.jp/">0</text:a>番', "番号120番"),
    ],
)
def test_numbers_of_notes_stay_apart_from_numbers(tmp_path: Path, marked: str, text: str) -> None:
    """120 with a link to note 1 behind it was 1201."""
    assert read(tmp_path, "a.odt", odf("text", f"<text:p>{marked}</text:p>")).text == text


def test_password_is_asked_for(tmp_path: Path) -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, "a.odt", pack({"META-INF/manifest.xml": manifest, "content.xml": "x"}))
    assert "asks for a password" in caught.value.en
    assert "パスワード" in caught.value.ja


def test_formulas_and_paragraphs_counted_without_a_list(tmp_path: Path) -> None:
    """A formula was read as it was typed (``{d} over {t}``), such a paragraph without its number."""
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mi>d</mi><mi>t</mi></mfrac>'
        '<annotation encoding="StarMath 5.0">{d} over {t}</annotation></semantics></math>'
    )
    body = (
        '<text:p>速さ<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'
        '<text:numbered-paragraph text:list-style-name="L"><text:p>目的</text:p></text:numbered-paragraph>'
        '<text:numbered-paragraph text:list-style-name="L"><text:p>Scope</text:p></text:numbered-paragraph>'
    )
    data = odf("text", body, styles=STYLES, parts={"Object 1/content.xml": formula})
    assert [text for *_, text in blocks(read(tmp_path, "a.odt", data))] == [
        "速さ",
        "d/t",
        "第1条 目的",
        "第2条 Scope",
    ]


def test_charts_have_their_values(tmp_path: Path) -> None:
    """Programs put the chart into an element of the same name: its table was lost without a word."""
    chart = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:c="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:chart><c:chart>'
        "<c:title><x:p>来場者 Visitors</x:p></c:title><t:table><t:table-header-rows><t:table-row><t:table-cell/>"
        "<t:table-cell><x:p>東館</x:p></t:table-cell><t:table-cell><x:p>West</x:p></t:table-cell></t:table-row>"
        "</t:table-header-rows><t:table-rows><t:table-row><t:table-cell><x:p>四月</x:p></t:table-cell>"
        "<t:table-cell><x:p>120</x:p></t:table-cell><t:table-cell><x:p>NaN</x:p></t:table-cell></t:table-row>"
        "</t:table-rows></t:table></c:chart></o:chart></o:body></o:document-content>"
    )
    body = '<text:p>売上<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'
    data = odf("text", body, styles=STYLES, parts={"Object 1/content.xml": chart})
    assert blocks(read(tmp_path, "a.odt", data))[1:] == [
        ("paragraph", "来場者 Visitors", "来場者 Visitors"),
        ("table", "来場者 Visitors", "四月 | 東館: 120"),
    ]


@pytest.mark.parametrize(
    "shape",
    ["line", "connector", "caption", "measure", "circle", "polyline", "regular-polygon", "square", "ellipse"],
)
def test_whatever_is_drawn_may_hold_text(tmp_path: Path, shape: str) -> None:
    """The label of a line, an arrow or a callout was lost without a line."""
    drawn = f"<draw:{shape}><text:p>矢印の label</text:p></draw:{shape}>"
    page = f'<draw:page draw:name="1">{drawn}<draw:a xlink:href="https://example.org">{drawn}</draw:a></draw:page>'
    assert read(tmp_path, "a.odp", odf("presentation", page)).text == "矢印の label\n\n矢印の label"
    box = "<draw:frame><draw:text-box><text:p>In a group.</text:p></draw:text-box></draw:frame>"
    group = f"<text:p>本文。<draw:g>{box}{drawn}</draw:g></text:p>"
    assert read(tmp_path, "a.odt", odf("text", group)).text == "本文。\n\nIn a group.\n\n矢印の label"
    assert read(tmp_path, "b.odt", odf("text", drawn + "<text:p>本文。</text:p>")).text.split("\n\n") == [
        "矢印の label",
        "本文。",
    ]


@pytest.mark.parametrize("shape", ["rect", "line", "caption", "custom-shape"])
def test_what_is_drawn_on_a_cell_is_no_part_of_its_value(tmp_path: Path, shape: str) -> None:
    """The figure 120 with a note drawn on it read 120 速報値."""
    drawn = f"<draw:{shape}><text:p>速報値 (preliminary)</text:p></draw:{shape}>"

    def row(first: str, second: str, on: str = "") -> str:
        cells = [
            f"<table:table-cell>{cell}</text:p></table:table-cell>"
            for cell in (f"<text:p>{first}", f"{on}<text:p>{second}")
        ]
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    table = f'<table:table table:name="売上">{row("Branch", "額")}{row("Leeds", "120", drawn)}</table:table>'
    document = read(tmp_path, "a.ods", odf("spreadsheet", table))
    assert document.text == "売上\n\nBranch: Leeds | 額: 120\n\n速報値 (preliminary)"


@pytest.mark.parametrize(
    ("name", "kind", "body", "text"),
    [
        ("a.odt", "text", '<text:h text:outline-level="1">第1条 目的</text:h>', "第1条 目的"),
        (
            "a.odp",
            "presentation",
            '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Questions?</text:p></draw:text-box>'
            "</draw:frame></draw:page>",
            "Questions?",
        ),
    ],
)
def test_a_file_of_headings_alone_is_read(tmp_path: Path, name: str, kind: str, body: str, text: str) -> None:
    """It was refused: there is nothing to read in this file."""
    assert read(tmp_path, name, odf(kind, body)).text == text


def test_letters_in_the_colour_of_the_window_are_seen(tmp_path: Path) -> None:
    """LibreOffice writes an opacity of 0 % with them: the notes of slides taken over from PowerPoint were left out as hidden."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:use-window-font-color="{window}"'
        ' fo:opacity="0%"/></style:style>'
        for name, window in (("Seen", "true"), ("Clear", "false"))
    )
    spans = '<text:span text:style-name="Seen">費用は二億円</text:span><text:span text:style-name="Clear">secret</text:span>'
    document = read(tmp_path, "a.odt", odf("text", f"<text:p>{spans}</text:p>", styles=styles))
    assert document.text == "費用は二億円"
    assert document.warnings == ("hidden text was left out in 1 place / 隠し文字を1か所で除きました",)


@pytest.mark.parametrize(("title", "text"), [("内訳", "客数は310人です。"), ("Costs", "310 guests came.")])
def test_nothing_on_a_slide_stands_under_the_title_of_the_one_before(
    tmp_path: Path, title: str, text: str
) -> None:
    def frame(said: str, kind: str = "") -> str:
        box = f"<draw:text-box><text:p>{said}</text:p></draw:text-box>"
        return f'<draw:frame presentation:class="{kind}">{box}</draw:frame>'

    pages = f"<draw:page>{frame('Plan', 'title')}</draw:page><draw:page>{frame(title, 'title')}{frame(text)}</draw:page>"
    document = read(tmp_path, "a.odp", odf("presentation", f"{pages}<draw:page>{frame(text)}</draw:page>"))
    assert blocks(document) == [
        ("heading", "", "Plan"),
        ("heading", "", title),
        ("paragraph", title, text),
        ("paragraph", "", text),
    ]


@pytest.mark.parametrize(
    ("footer", "mark"), [("株式会社青葉 令和8年版", "社外秘"), ("Aoba Ltd, edition 2026", "Confidential")]
)
def test_what_a_master_shows_on_every_slide_is_read_once(tmp_path: Path, footer: str, mark: str) -> None:
    """A footer that slides name, and texts of the master's own, were lost without a word."""

    def frame(inside: str, kind: str = "") -> str:
        said = f' presentation:class="{kind}"' if kind else ""
        return f"<draw:frame{said}><draw:text-box><text:p>{inside}</text:p></draw:text-box></draw:frame>"

    field = "<presentation:footer>&lt;footer&gt;</presentation:footer>"
    master = frame(field, "footer") + frame(mark) + frame("Click to edit", "title")
    bare = '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties '
    bare += 'presentation:background-objects-visible="false"/></style:style>'
    pages = [
        f'<draw:page draw:master-page-name="M" {more} presentation:use-footer-name="f">{frame(text)}</draw:page>'
        for text, more in (("A1", 'draw:style-name="dp2"'), ("B2", ""), ("C3", ""))
    ]
    body = (
        f'<presentation:footer-decl presentation:name="f">{footer}</presentation:footer-decl>{"".join(pages)}'
    )
    styles = f"<office:document-styles {ODF}><office:master-styles>"
    styles += f'<style:master-page style:name="M">{master}</style:master-page></office:master-styles></office:document-styles>'
    document = read(tmp_path, "a.odp", odf("presentation", body, styles=bare, parts={"styles.xml": styles}))
    assert document.text.split("\n\n") == ["A1", "B2", footer, mark, "C3"]
