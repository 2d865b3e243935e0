"""Word files: styles, lists, tables with headers, footnotes, readings, what isn't shown."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.records import Document
from tests.parsing.office_files import word

RUBY = """<w:r {ns}><w:ruby><w:rubyPr/><w:rt><w:r><w:t>けんり</w:t></w:r></w:rt>
<w:rubyBase><w:r><w:t>権利</w:t></w:r></w:rubyBase></w:ruby></w:r>"""


def read(folder: Path, word: Word, settings: ReadingSettings | None = None) -> Document:
    path = folder / "file.docx"
    word.save(str(path))
    (document,) = read_file(path, relative_path="file.docx", settings=settings)
    return document


def blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, " › ".join(b.headings), document.text[b.start : b.end]) for b in document.blocks]


def test_headings_paragraphs_and_lists(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title = ""
    word.add_heading("年次報告書", level=0)
    word.add_heading("予算", level=1)
    word.add_paragraph("予算は2,000億円です。")
    word.add_heading("Schedule", level=2)
    word.add_paragraph("It starts in May 2025.", style="Quote")
    word.add_paragraph("項目その一", style="List Bullet")
    word.add_paragraph("item two", style="List Number")
    document = read(tmp_path, word)
    assert blocks(document) == [
        ("heading", "", "年次報告書"),
        ("heading", "", "予算"),
        ("paragraph", "予算", "予算は2,000億円です。"),
        ("heading", "予算", "Schedule"),
        ("quote", "予算 › Schedule", "It starts in May 2025."),
        ("list", "予算 › Schedule", "項目その一"),
        ("list", "予算 › Schedule", "1. item two"),
    ]
    assert document.info.title == "年次報告書"
    assert [block.language for block in document.blocks] == ["ja", "ja", "ja", "en", "en", "ja", "en"]


def test_properties_give_title_and_author(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "計画 Plan", "佐藤花子"
    word.add_paragraph("本文です。")
    document = read(tmp_path, word)
    assert document.info.title == "計画 Plan"
    assert document.metadata == {"author": "佐藤花子"}


def test_table_rows_carry_their_header(tmp_path: Path) -> None:
    word = docx.Document()
    rows = [("都市", "Population", "面積"), ("東京", "14 million", ""), ("大阪", "8.8 million", "1,905 km²")]
    table = word.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    assert blocks(read(tmp_path, word)) == [
        ("table", "", "都市: 東京 | Population: 14 million | 面積: 1,905 km²"),
        ("table", "", "都市: 大阪 | Population: 8.8 million | 面積: 1,905 km²"),
    ]


def test_table_for_layout_is_read_as_text(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "左の文章です。", "The text on the right."
    assert [(kind, text) for kind, _, text in blocks(read(tmp_path, word))] == [
        ("paragraph", "左の文章です。"),
        ("paragraph", "The text on the right."),
    ]


def test_readings_deleted_and_hidden_text_are_left_out(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("基本的な")
    paragraph._p.append(parse_xml(RUBY.format(ns=nsdecls("w"))))
    for kind, text in (("del", "<w:delText>消した</w:delText>"), ("ins", "<w:t>を</w:t>")):
        paragraph._p.append(parse_xml(f"<w:{kind} {nsdecls('w')}><w:r>{text}</w:r></w:{kind}>"))
    paragraph.add_run("隠した").font.hidden = True
    paragraph.add_run("守る。\nNext line.")
    assert blocks(read(tmp_path, word)) == [("paragraph", "", "基本的な権利を守る。\nNext line.")]


def test_what_forms_hold_and_signs_of_fonts_are_read(tmp_path: Path) -> None:
    """The choice of a list and the tick of a box stand in no run; signs of the font Symbol were lost."""
    begin, end = '<w:fldChar w:fldCharType="begin"><w:ffData>', "</w:ffData></w:fldChar>"
    chosen = f'{begin}<w:ddList><w:result w:val="1"/><w:listEntry w:val="東京"/><w:listEntry w:val="大阪"/></w:ddList>{end}'
    first = f'{begin}<w:ddList><w:listEntry w:val="Oak"/><w:listEntry w:val="Elm"/></w:ddList>{end}'
    wild = f'{begin}<w:ddList><w:result w:val="7"/><w:listEntry w:val="Oak"/></w:ddList>{end}'
    boxes = [f"{begin}<w:checkBox>{inside}</w:checkBox>{end}" for inside in
             ("<w:checked/>", '<w:checked w:val="0"/>', '<w:default w:val="1"/>', "")]  # fmt: skip
    alpha, tick, odd = (f'<w:sym w:font="{font}" w:char="{char}"/>' for font, char in
                        (("Symbol", "F061"), ("Wingdings", "F0FE"), ("X", "D800")))  # fmt: skip
    body = "".join(
        f"<w:p><w:r><w:t>支店: </w:t>{inside}</w:r></w:p>"
        for inside in (chosen, first, wild, *boxes, alpha, tick, odd)
    )
    path = tmp_path / "a.docx"
    path.write_bytes(word(body))
    (document,) = read_file(path, relative_path="a.docx")
    assert [text.removeprefix("支店:").strip() for _, _, text in blocks(document)] == [
        "大阪", "Oak", "", "☑", "☐", "☑", "☐", "α", "☑", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        ("Symbol", "\uf061\uf0b0", "α°"),
        ("Wingdings", "\uf0fe 受領", "☑ 受領"),
        ("Arial", "a", "a"),
        ("Wingdings 2", "b", "b"),
    ],
)
def test_letters_of_a_font_of_signs_are_the_signs(tmp_path: Path, font: str, text: str, shown: str) -> None:
    run = f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    (tmp_path / "a.docx").write_bytes(
        word(f"<w:p><w:r><w:t>値: </w:t></w:r>{run}<w:r><w:t>。</w:t></w:r></w:p>")
    )
    (document,) = read_file(tmp_path / "a.docx", relative_path="a.docx")
    assert document.text.removeprefix("値:").strip() == f"{shown}。"


@pytest.mark.parametrize(
    ("before", "shown", "after"), [("合計は", "五", "個である。"), ("There are ", "five", " of them.")]
)
def test_what_a_field_inside_an_instruction_gives_is_no_text(
    tmp_path: Path, before: str, shown: str, after: str
) -> None:
    """A condition asks for another field's value, 5, which Word shows nowhere: it stood before what is shown."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def run(text: str, name: str = "t") -> str:
        return f'<w:r><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'

    inner = sign("begin") + run("MERGEFIELD n", "instrText") + sign("separate") + run("5") + sign("end")
    outer = sign("begin") + run("IF ", "instrText") + inner + run(' = 5 "x" "y"', "instrText")
    body = f"<w:p>{run(before)}{outer}{sign('separate')}{run(shown)}{sign('end')}{run(after)}</w:p>"
    path = tmp_path / "a.docx"
    path.write_bytes(word(body))
    (document,) = read_file(path, relative_path="a.docx")
    assert blocks(document) == [("paragraph", "", before + shown + after)]


def test_paragraphs_whose_break_is_deleted_are_one(tmp_path: Path) -> None:
    gone = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    body = "".join(
        f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
        for properties, text in [
            (gone, "会費は"),
            ("", "6,000円です。"),
            (gone, "The fee is"),
            (gone, " ten"),
            ("", " euros."),
        ]
    )
    path = tmp_path / "a.docx"
    path.write_bytes(word(body + f"<w:p>{gone}<w:r><w:t>End.</w:t></w:r></w:p>"))
    (document,) = read_file(path, relative_path="a.docx")
    assert [text for _, _, text in blocks(document)] == [
        "会費は6,000円です。",
        "The fee is ten euros.",
        "End.",
    ]


def with_parts(path: Path, parts: dict[str, str]) -> None:
    """Replace or add members of a package."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    for name, content in parts.items():
        members[name] = content.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_footnote_follows_its_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    docx.Document().save(str(path))
    with_parts(
        path,
        {
            "word/document.xml": f"""<w:document {W}><w:body><w:p><w:r><w:t>予算は増えた</w:t></w:r>
            <w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>
            <w:p><w:r><w:t>The end.</w:t></w:r></w:p></w:body></w:document>""",
            "word/footnotes.xml": f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">
            <w:p><w:r><w:t>前年度比5%。</w:t></w:r></w:p></w:footnote></w:footnotes>""",
            "word/_rels/document.xml.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="r1" Type="{RELATION}/footnotes" Target="footnotes.xml"/></Relationships>""",
        },
    )
    (document,) = read_file(path, relative_path="file.docx")
    assert [text for _, _, text in blocks(document)] == ["予算は増えた¹。", "¹ 前年度比5%。", "The end."]


def test_text_box_and_contents(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    docx.Document().save(str(path))
    body = f"""<w:document {W}><w:body>
    <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>
    <w:sdtContent><w:p><w:r><w:t>1 予算 ... 3</w:t></w:r></w:p></w:sdtContent></w:sdt>
    <w:sdt><w:sdtContent><w:p><w:r><w:t>A control.</w:t></w:r></w:p></w:sdtContent></w:sdt>
    <w:p><w:r><w:t>本文です。</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:txbxContent>
    </w:pict></w:r></w:p></w:body></w:document>"""
    with_parts(path, {"word/document.xml": body})
    (document,) = read_file(path, relative_path="file.docx")
    assert [text for _, _, text in blocks(document)] == ["A control.", "本文です。", "枠の中"]
    assert document.warnings == ("1 list of contents was left out / 目次1件を除きました",)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' + "".join(
    f'<!ENTITY {chr(99 + n)} "{("&" + chr(98 + n) + ";") * 10}">' for n in range(8)
)


def document_with(entity: str) -> str:
    runs = f"<w:r><w:t>前{entity}後</w:t></w:r><w:r><w:t>本文</w:t></w:r>"
    declared = BOMB + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    return f"{declared}<w:document {W}><w:body><w:p>{runs}</w:p></w:body></w:document>"


def test_outside_entity_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    docx.Document().save(str(path))
    with_parts(path, {"word/document.xml": document_with("&file;")})
    (document,) = read_file(path, relative_path="file.docx")
    assert document.text == "前本文"


def test_expanding_entity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    docx.Document().save(str(path))
    with_parts(path, {"word/document.xml": document_with("&j;")})
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="file.docx")
    assert "damaged" in caught.value.en
    assert "壊れて" in caught.value.ja


def damaged(kind: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        if kind == "xml":
            package.writestr("word/document.xml", "<w:document")
        elif kind == "other":
            package.writestr("../../outside.txt", "x")
        elif kind == "deep":
            package.writestr("word/document.xml", f"<a {W}>" + "<w:p>" * 200_000)
    data = content.getvalue()
    return {
        "torn": data[: len(data) // 2],
        "text": b"PK is no zip",
        "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x",
    }.get(kind, data)


@pytest.mark.parametrize("kind", ["xml", "other", "deep", "torn", "text", "old", "empty"])
def test_broken_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(damaged(kind))
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="file.docx")
    expected = ("asks for a password", "パスワード") if kind == "old" else ("is damaged", "壊れて")
    assert expected[0] in caught.value.en
    assert expected[1] in caught.value.ja


def test_bomb_is_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 50_000_000)
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="file.docx", settings=ReadingSettings(max_expanded_bytes=10_000_000))
    assert "expand to 50 MB" in caught.value.en
    assert "max_expanded_bytes" in caught.value.ja
