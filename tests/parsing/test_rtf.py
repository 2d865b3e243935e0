"""Rich Text files: code pages and Unicode, headings, numbers, tables, notes; struck text is left out."""

from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.records import Document

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128 M;}}{\stylesheet{\s1 heading 1;}}"


def read(folder: Path, body: str) -> Document:
    path = folder / "file.rtf"
    path.write_bytes(f"{HEAD}{body}}}".encode("latin-1"))
    (document,) = read_file(path, relative_path="file.rtf")
    return document


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\f1 \'97\'5c\'8e\'5a\f0  caf\'e9\par", [("paragraph", "予算 café")]),
        (r"\u20104?\u31639? {\uc2\u233\'c3\'a9}t\u233 e\par", [("paragraph", "予算 été")]),
        (r"fee {\strike 6,000}{\strikedl 5,000}4,800 yen\par", [("paragraph", "fee 4,800 yen")]),
        (r"{\upr{old}{\*\ud{\u20104?\u31639?}}}, {\upr{fee}{\*\ud{f\u233?}}} b\par", [("paragraph", "予算, fé b")]),
        (r"a\upr{old}{\*\ud{new}} b{\footnote {\upr{x}{\*\ud{Y}}} z}\par", [("paragraph", "anew b"), ("paragraph", "¹ Y z")]),
        (r"a {\deleted gone }{\v secret }b\par", [("paragraph", "a b")]),
        (r"\pard\s1 Plan\par\pard Text.\par", [("heading", "Plan"), ("paragraph", "Text.")]),
        (r"{\listtext 2.\tab}\pard\ls1 Two\par", [("list", "2. Two")]),
        (r"{\listtext \'b7\tab}\pard\ls1 Dot\par", [("list", "Dot")]),
        (r"120{\super 1} m\par", [("paragraph", "120¹ m")]),
        (r"10{\super\u8722?3} bar, Ca{\super 2}{\super +}\par", [("paragraph", "10⁻³ bar, Ca²⁺")]),
        (r"120{\up6 1} m {\up0 2}\par", [("paragraph", "120¹ m 2")]),
        (r"See{\super\chftn}{\footnote {\super\chftn} Below.}.\par", [("paragraph", "See¹."), ("paragraph", "¹ Below.")]),
        (
            r"\trowd\cellx1\cellx2\intbl City\cell Area\cell\row"
            r"\trowd\cellx1\cellx2\intbl Tokyo\cell 2,194\cell\row\pard End.\par",
            [("table", "City: Tokyo | Area: 2,194"), ("paragraph", "End.")],
        ),
        (  # A header as wide as two columns is no merged cell to the format: only its right side says so.
            r"\trowd\cellx1000\cellx3000\cellx5000\intbl Plant\cell Output\cell Waste\cell\row"
            r"\trowd\cellx1000\cellx2000\cellx3000\cellx4000\cellx5000\intbl\cell Plan\cell Actual\cell Plan\cell Actual\cell\row"
            r"\trowd\cellx1000\cellx2000\cellx3000\cellx4000\cellx5000\intbl"
            r" Lille\cell 500\cell 512\cell 14\cell 11\cell\row\pard\par",
            [("table", "Plant: Lille | Output Plan: 500 | Output Actual: 512 | Waste Plan: 14 | Waste Actual: 11")],
        ),
        (
            r"\trowd\clvmgf\cellx1\cellx2\intbl A\cell B\cell\row\trowd\clvmrg\cellx1\cellx2\intbl \cell C\cell\row\pard",
            [("table", "A: B"), ("table", "A: C")],
        ),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} here\par", [("paragraph", "link here")]),
        (  # The style of characters, which says no number of paragraphs, made headings of all of them.
            r"{\stylesheet{\s0 Normal;}{\*\cs9\snext9 Heading 1 Char;}{\*\cs8 \u35211?\u20986?\u12375? 2;}}\pard\s0 Text.\par",
            [("paragraph", "Text.")],
        ),
        (  # What a number or a note says of its own paragraph took the one it stands in out of its cell.
            r"\trowd\cellx1\cellx2\intbl Item\cell Steps\cell\row\trowd\cellx1\cellx2\pard\intbl Pen\cell"
            r"\pard\intbl{\listtext\pard\plain 1.\tab}\ls1 Order\par"
            r"\pard\intbl{\listtext\pard\plain 2.\tab}\ls1 Pay{\footnote\pard\plain Cash.}\cell\row\pard\par",
            [("table", "Item: Pen | Steps: 1. Order 2. Pay"), ("paragraph", "¹ Cash.")],
        ),
    ],
    ids=[
        "code pages", "unicode", "struck", "twice for old programs", "twice in a note", "deleted and hidden", "heading",
        "number", "bullet",
        "raised", "raised sign", "moved up", "note",
        "table", "wide header",
        "merged", "field", "style of characters", "numbers in a cell",
    ],
)  # fmt: skip
def test_text_is_read_as_it_stands(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(read(tmp_path, body)) == expected


def test_file_that_ends_early_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(HEAD.encode() + rb"\pard One.\par {\b Tw")
    (document,) = read_file(path, relative_path="a.rtf")
    assert document.text == "One.\n\nTw"
    assert document.warnings == (
        "the file ends before its text does: it was read as far as it goes"
        " / ファイルが途中で終わっているため、あるところまで読みました",
    )


def test_title_author_and_losses_are_told(tmp_path: Path) -> None:
    document = read(tmp_path, r"{\info{\title Plan}{\author Sato}}Yes{\strike  no}. {\pict 00}\par")
    assert (document.info.title, dict(document.metadata), document.text) == (
        "Plan",
        {"author": "Sato"},
        "Yes.",
    )
    assert document.warnings == (
        "struck-through text was left out in 1 place: “no” / 取り消し線の文字を1か所で除きました: 「no」",
        "text inside 1 picture was not read / 画像1点の中の文字は読んでいません",
    )


def test_the_title_is_in_the_code_page_of_the_file_whatever_font_is_used(tmp_path: Path) -> None:
    (tmp_path / "file.rtf").write_bytes(
        rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f1\fcharset0 A;}}\f1 Text{\info{\title \'91\'e8\'96\'bc}}\par}"
    )
    (document,) = read_file(tmp_path / "file.rtf", relative_path="file.rtf")
    assert document.info.title == "題名"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(r"A.\par{\footnote Below.}", "A.\n\n¹ Below.", id="a note with no paragraph behind it"),
        pytest.param(
            r"\u31532?1\u29256?{\header \u31038?\u22806?\u31192?}\par B\sect{\header \u31038?\u22806?\u31192?}C\par",
            "第1版\n\n社外秘\n\nB\n\nC",
            id="a header that every section says again",
        ),
        pytest.param(
            r"A{\shp{\*\shpinst{\sp{\sn wzName}{\sv Shape 2}}{\sp{\sn gtextUNICODE}{\sv \u38750?\u24120?\u21475? east}}}}.\par",
            "A.\n\n非常口 east",
            id="words drawn in a shape",
        ),
    ],
)
def test_nothing_beside_the_text_is_lost_or_said_twice(tmp_path: Path, body: str, text: str) -> None:
    """As LibreOffice writes them: a last note and the words of shapes were lost without a line."""
    assert read(tmp_path, body).text == text
