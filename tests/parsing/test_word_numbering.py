"""Numbers that Word counts: formats, levels, restarts, overrides, by style; and what is left out of the text."""

from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.passages import PassageSplitter
from kotae.records import Document, Sentence
from tests.parsing.office_files import word


def read(folder: Path, data: bytes) -> Document:
    path = folder / "file.docx"
    path.write_bytes(data)
    (document,) = read_file(path, relative_path="file.docx")
    return document


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def level(at: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:numbering><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}</w:numbering>'


def item(text: str, at: int = 0, number: int = 1) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("number_format", "text", "expected"),
    [
        ("decimal", "第%1条", ["第1条 a", "第2条 b", "第3条 c"]),
        ("japaneseCounting", "第%1条", ["第一条 a", "第二条 b", "第三条 c"]),
        ("decimalFullWidth", "第%1章", ["第１章 a", "第２章 b", "第３章 c"]),
        ("decimalEnclosedCircle", "%1", ["① a", "② b", "③ c"]),
        ("aiueoFullWidth", "(%1)", ["(ア) a", "(イ) b", "(ウ) c"]),
        ("iroha", "%1)", ["ｲ) a", "ﾛ) b", "ﾊ) c"]),
        ("lowerRoman", "%1.", ["i. a", "ii. b", "iii. c"]),
        ("upperLetter", "Annex %1:", ["Annex A: a", "Annex B: b", "Annex C: c"]),
        ("decimalZero", "No. %1", ["No. 01 a", "No. 02 b", "No. 03 c"]),
        ("ordinalText", "%1", ["First a", "Second b", "Third c"]),
        ("japaneseLegal", "%1", ["壱 a", "弐 b", "参 c"]),
        ("ideographTraditional", "%1", ["甲 a", "乙 b", "丙 c"]),
        ("bullet", "\uf0b7", ["a", "b", "c"]),
        ("none", "附則", ["附則 a", "附則 b", "附則 c"]),
    ],
)
def test_number_formats(tmp_path: Path, number_format: str, text: str, expected: list[str]) -> None:
    data = word("".join(map(item, "abc")), parts={"numbering": numbering(level(0, number_format, text))})
    assert texts(read(tmp_path, data)) == expected


@pytest.mark.parametrize(
    ("written", "more", "expected"),
    [
        ("第%1条　", '<w:suff w:val="nothing"/>', ["第1条　甲", "第2条　乙"]),
        ("No. %1 ", '<w:suff w:val="nothing"/>', ["No. 1 甲", "No. 2 乙"]),
        ("第%1条　", "", ["第1条 甲", "第2条 乙"]),
        ("%1", '<w:suff w:val="nothing"/>', ["1甲", "2乙"]),
    ],
)
def test_a_space_in_the_number_stands_where_nothing_adds_one(
    tmp_path: Path, written: str, more: str, expected: list[str]
) -> None:
    """As LibreOffice writes Japanese clauses: 第1条 and its text were glued."""
    parts = {"numbering": numbering(level(0, "decimal", written, more))}
    assert texts(read(tmp_path, word("".join(map(item, "甲乙")), parts=parts))) == expected


def test_levels_begin_anew_below_each_higher_one(tmp_path: Path) -> None:
    levels = [level(0, "decimal", "第%1条"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")]
    body = item("a") + item("b", 1) + item("c", 1) + item("d", 2) + item("e") + item("f", 1) + item("g", 2)
    assert texts(read(tmp_path, word(body, parts={"numbering": numbering(*levels)}))) == [
        "第1条 a", "1.1 b", "1.2 c", "(a) d", "第2条 e", "2.1 f", "(a) g",
    ]  # fmt: skip


def test_legal_levels_and_levels_that_never_begin_anew(tmp_path: Path) -> None:
    levels = [
        level(0, "japaneseCounting", "第%1章"),
        level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%1-%2-%3", "<w:isLgl/>"),
    ]
    body = item("a") + item("b", 1) + item("c") + item("d", 1) + item("e", 2)
    assert texts(read(tmp_path, word(body, parts={"numbering": numbering(*levels)}))) == [
        "第一章 a", "第1条 b", "第二章 c", "第2条 d", "2-2-1 e",
    ]  # fmt: skip


def test_a_name_of_its_own_begins_where_it_says_and_else_goes_on(tmp_path: Path) -> None:
    use = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    nums = use.format(1, "") + use.format(2, start) + use.format(3, other)
    body = item("a") + item("b") + item("c", number=2) + item("d", number=2) + item("e", number=3)
    data = word(body, parts={"numbering": numbering(level(0, "decimal", "%1."), nums=nums)})
    assert texts(read(tmp_path, data)) == ["1. a", "2. b", "7. c", "8. d", "IX. e"]


def test_styles_number_and_a_paragraph_may_refuse(tmp_path: Path) -> None:
    levels = [
        level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
    ]
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "<w:styles>" + "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>{number}</w:style>' for n in (1, 2)
    ) + "</w:styles>"  # fmt: skip
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="H{n}"/>{refused}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for n, text, refused in (
            (1, "予算", ""), (2, "Income", ""), (2, "支出", ""), (1, "Notes", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        )
    )  # fmt: skip
    document = read(tmp_path, word(body, parts={"numbering": numbering(*levels), "styles": styles}))
    assert texts(document) == ["1 予算", "1.1 Income", "1.2 支出", "Notes"]
    assert document.blocks[2].headings == ()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


STYLES = """<w:styles><w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Gone"/></w:style>
<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:dstrike/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    "properties",
    [
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:strike w:val="true"/>',
        '<w:rStyle w:val="Gone"/>',
        '<w:rStyle w:val="Child"/>',
    ],
)
def test_struck_text_is_left_out_and_reported(tmp_path: Path, properties: str) -> None:
    body = f"<w:p>{run('年会費は')}{run('6,000円', properties)}{run('4,800円です。')}</w:p>"
    document = read(tmp_path, word(body, parts={"styles": STYLES}))
    assert document.text == "年会費は4,800円です。"
    assert document.warnings == (
        "struck-through text was left out in 1 place: “6,000円” / 取り消し線の文字を1か所で除きました: 「6,000円」",
    )


def test_text_that_is_not_struck_stays(tmp_path: Path) -> None:
    off = '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>'
    old = '<w:p><w:pPr><w:pStyle w:val="Old"/></w:pPr>'
    body = f"<w:p>{run('料金は')}{run('500円', off)}です。</w:p>{old}{run('Closed on Monday.')}</w:p>"
    assert read(tmp_path, word(body, parts={"styles": STYLES})).text == "料金は500円"


def test_raised_numbers_and_formulas_keep_their_meaning(tmp_path: Path) -> None:
    fraction = (
        "<m:oMath><m:r><m:t>v=</m:t></m:r><m:f><m:num><m:r><m:t>d</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>t</m:t></m:r></m:den></m:f></m:oMath>"
    )
    power = "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    root = "<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:rad></m:oMath>"
    # √2x would be √2 times x.
    product = root.replace("a+b", "2x")
    high = run("1", '<w:vertAlign w:val="superscript"/>')
    body = (
        f"<w:p>{run('長さは120')}{high}{run(' m')}</w:p>"
        f"<w:p>{run('速さは ')}{fraction}{run(' です。')}</w:p><w:p>{power}</w:p><w:p>{root}</w:p>"
        f"<w:p>{product}</w:p>"
    )
    read_texts = texts(read(tmp_path, word(body)))
    assert read_texts == ["長さは120¹ m", "速さは v=d/t です。", "x²", "√(a+b)", "√(2x)"]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ('<w:position w:val="6"/>', "120¹ m"),
        ('<w:rStyle w:val="Note"/>', "120¹ m"),
        ('<w:rStyle w:val="Note"/><w:vertAlign w:val="baseline"/>', "1201 m"),
        ('<w:position w:val="-4"/>', "1201 m"),
    ],
)
def test_numbers_raised_by_height_or_style_stay_apart(tmp_path: Path, mark: str, text: str) -> None:
    styles = (
        '<w:styles><w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Note"><w:basedOn w:val="Up"/></w:style></w:styles>'
    )
    body = f"<w:p>{run('長さは120')}{run('1', mark)}{run(' m')}</w:p>"
    assert texts(read(tmp_path, word(body, parts={"styles": styles}))) == [f"長さは{text}"]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (
            run("定員は80") + FIELD.format("NOTEREF _Ref1 \\h", run("2")) + run("名です。"),
            "定員は80²名です。",
        ),
        (
            run("Room for 80")
            + f'<w:fldSimple w:instr="NOTEREF _Ref1">{run("12")}</w:fldSimple>'
            + run(" people."),
            "Room for 80¹² people.",
        ),
        (
            run("長さ120") + f'<w:hyperlink w:anchor="n1">{run("1")}</w:hyperlink>' + run("メートル"),
            "長さ120¹メートル",
        ),
        (
            run("See ")
            + f'<w:hyperlink w:anchor="n1">{run("note 12")}{run("0")}</w:hyperlink>'
            + run(" there."),
            "See note 120 there.",
        ),
        (run("第") + FIELD.format("REF _Ref1 \\h", run("4")) + run("条"), "第4条"),
        (run("Size 1") + FIELD.format("SEQ x", run("2")) + run(" mm"), "Size 12 mm"),
    ],
    ids=["note's field", "its simple form", "link", "link to a number", "clause", "other field"],
)
def test_numbers_of_notes_stay_apart_from_numbers(tmp_path: Path, runs: str, text: str) -> None:
    """80 and note 2 were 802."""
    assert read(tmp_path, word(f"<w:p>{runs}</w:p>")).text == text


def test_words_drawn_as_pictures_are_read(tmp_path: Path) -> None:
    """WordArt and stamps across the page were lost without a word."""
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
    )
    body = (
        drawn.format("立入禁止 Keep out")
        + "<w:p>"
        + run("本文。Body.")
        + "</w:p>"
        + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    )
    data = word(body, parts={"header1": f"<w:hdr>{drawn.format('社外秘 Confidential')}</w:hdr>"})
    assert texts(read(tmp_path, data)) == ["社外秘 Confidential", "立入禁止 Keep out", "本文。Body."]


def test_numbers_alone_in_a_cell_are_read(tmp_path: Path) -> None:
    """A column that only holds Word's own numbers was empty."""
    row = "<w:tr><w:tc>{}</w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    head = row.format("<w:p><w:r><w:t>番号</w:t></w:r></w:p>", "品名")
    body = f"<w:tbl>{head}{row.format(item(''), '机')}{row.format(item(''), 'Chair')}</w:tbl>"
    document = read(tmp_path, word(body, parts={"numbering": numbering(level(0, "decimal", "No.%1"))}))
    assert texts(document) == ["番号: No.1 | 品名: 机", "番号: No.2 | 品名: Chair"]


def test_deleted_paragraphs_are_not_counted(tmp_path: Path) -> None:
    gone = item("").replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>").replace(
        "<w:r><w:t></w:t></w:r>", "<w:del><w:r><w:delText>旧条</w:delText></w:r></w:del>"
    )  # fmt: skip
    parts = {"numbering": numbering(level(0, "decimal", "第%1条"))}
    document = read(tmp_path, word(item("目的") + gone + item("Scope"), parts=parts))
    assert texts(document) == ["第1条 目的", "第2条 Scope"]


def test_margins_comments_and_deleted_text(tmp_path: Path) -> None:
    parts = {
        "header1": "<w:hdr><w:p><w:r><w:t>社外秘 Confidential</w:t></w:r></w:p></w:hdr>",
        "footer1": "<w:ftr><w:p><w:r><w:t>- 1 -</w:t></w:r></w:p></w:ftr>",
        "comments": '<w:comments><w:comment w:id="5" w:author="佐藤">'
        "<w:p><w:r><w:t>期限は6月3日です。</w:t></w:r></w:p></w:comment></w:comments>",
    }
    body = (
        "<w:p><w:r><w:t>納品します。</w:t></w:r><w:r><w:commentReference w:id='5'/></w:r>"
        "<w:del><w:r><w:delText>Old words.</w:delText></w:r></w:del></w:p>"
        '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    document = read(tmp_path, word(body, parts=parts))
    assert texts(document) == ["社外秘 Confidential", "納品します。", "コメント (佐藤): 期限は6月3日です。"]
    assert document.warnings == (
        "text deleted under tracked changes was left out in 1 place: “Old words.”"
        " / 変更履歴で削除された文字を1か所で除きました: 「Old words.」",
    )


@pytest.mark.parametrize(
    ("head", "foot", "text", "names"),
    [
        ("部外秘の文書です", "電話は03-0000-0000です", "料金は120円です。", ["ヘッダー", "フッター", ""]),
        ("Internal use only", "Call 03-0000-0000", "The fee is 120 yen.", ["Header", "Footer", ""]),
    ],
    ids=["ja", "en"],
)
def test_headers_and_footers_share_no_passage_with_the_text(
    tmp_path: Path, head: str, foot: str, text: str, names: list[str]
) -> None:
    """What is printed below the pages was quoted together with the first paragraphs."""
    parts = {
        "header1": f"<w:hdr><w:p><w:r><w:t>{head}</w:t></w:r></w:p></w:hdr>",
        "footer1": f"<w:ftr><w:p><w:r><w:t>{foot}</w:t></w:r></w:p></w:ftr>",
    }
    body = (
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    )
    document = read(tmp_path, word(body, parts=parts))
    assert [" ".join(block.headings) for block in document.blocks] == names
    sentences = [Sentence(start=b.start, end=b.end, language=b.language) for b in document.blocks]
    assert [one.text for one in PassageSplitter().split(document, sentences)] == [head, foot, text]


@pytest.mark.parametrize(
    ("initial", "rest", "expected"),
    [
        ("T", "he hall opens at nine.", ["The hall opens at nine."]),
        ("春", "の大会は四月十日に開きます。", ["春の大会は四月十日に開きます。"]),
        ("「あ", "す」は休みます。", ["「あす」は休みます。"]),
    ],
)
def test_a_large_first_letter_belongs_to_its_paragraph(
    tmp_path: Path, initial: str, rest: str, expected: list[str]
) -> None:
    """Word keeps it in a frame of its own before the paragraph; it was a paragraph of one letter."""
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    body = f"<w:p>{frame}{run(initial)}</w:p><w:p>{run(rest)}</w:p>"
    assert texts(read(tmp_path, word(body))) == expected
    # A frame without such a letter is a paragraph of its own.
    framed = body.replace(' w:dropCap="drop" w:lines="3"', ' w:w="2000"')
    assert texts(read(tmp_path, word(framed))) == [initial, rest]


def test_a_level_that_does_not_say_where_it_begins_begins_with_none(tmp_path: Path) -> None:
    """Word leaves the start out where it is 0; all numbers of such a list were one too high."""
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    body = item("序") + item("Aim", at=1) + item("本論")
    assert texts(read(tmp_path, word(body, parts={"numbering": numbering(levels)}))) == [
        "第0章 序",
        "0.1 Aim",
        "第1章 本論",
    ]


@pytest.mark.parametrize(
    ("number_format", "text", "words", "expected"),
    [
        ("lowerLetter", "(%1)", ("By post", "In person"), "(a) By post (b) In person"),
        ("decimalEnclosedCircle", "%1", ("郵送", "窓口"), "① 郵送 ② 窓口"),
    ],
    ids=["en", "ja"],
)
@pytest.mark.parametrize("kind", ["footnote", "endnote", "comment"])
def test_lists_in_notes_are_counted_by_themselves(
    tmp_path: Path, number_format: str, text: str, words: tuple[str, str], expected: str, kind: str
) -> None:
    """Their numbers were left out; Word counts them apart from the lists of the text."""
    data = word(
        item("x") + f'<w:p><w:r><w:t>y</w:t></w:r><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>' + item("z"),
        parts={
            "numbering": numbering(level(0, number_format, text)),
            f"{kind}s": f'<w:{kind}s><w:{kind} w:id="2">{"".join(map(item, words))}</w:{kind}></w:{kind}s>',
        },
    )
    found = texts(read(tmp_path, data))
    assert [line for line in found if expected in line]
    assert found[-1] == ("(b) z" if words[0].isascii() else "② z")
