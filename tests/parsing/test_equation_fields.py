"""EQ fields: readings over words, enclosed signs and fractions; files taken over from older ones lost them in silence."""

from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.parsing.office.equation_fields import equation_text
from tests.parsing.office_files import word

READING = r"EQ \* jc2 \* &quot;Font:MS 明朝&quot; \* hps10 \o\ad(\s\up 9(あじさい),紫陽花)".replace(
    "&quot;", '"'
)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        pytest.param(READING, "紫陽花", id="a reading over a word"),
        pytest.param(r"eq \o(\s\up 6(note),word)", "word", id="the same in English"),
        pytest.param(r"eq \o\ac(○,秘)", "秘", id="an enclosed sign"),
        pytest.param(r"eq \o\ac(□,A)", "A", id="an enclosed letter"),
        pytest.param(r"eq \o(\s\up 6(株式),\s\do 2(会社))", "株式会社", id="combined signs"),
        pytest.param(r"EQ \f(1,2)", "1/2", id="a fraction"),
        pytest.param(r"EQ \f(売上高;従業員 数)", "売上高/(従業員 数)", id="a fraction with a semicolon"),
        pytest.param(r"EQ \r(3,x+1)", "³√(x+1)", id="a root"),
        pytest.param(r"EQ x\s\up8(2)+1", "x²+1", id="a power"),
        pytest.param(r"EQ \b\bc\{(a\,b)", "(a,b)", id="brackets and a comma that is one"),
        pytest.param(r"PAGE \* MERGEFORMAT", "", id="another field"),
        pytest.param("EQUAL", "", id="another word"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_a_field_shows(told: str, shown: str) -> None:
    assert equation_text(told) == shown


def test_fields_that_are_broken_give_what_they_hold_and_take_no_time() -> None:
    assert equation_text(r"EQ \f(1") == "1"
    assert equation_text("EQ )a") == ")a"
    assert len(equation_text("EQ " + r"\o(" * 50_000 + "x")) < 200_000


def field(told: str, result: str = "") -> str:
    runs = [f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (told[:9], told[9:])]
    given = (
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>' if result else ""
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{''.join(runs)}{given}{end}"


def said(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (field(READING) + said("会館の利用"), "紫陽花会館の利用"),
        (said("Mark it ") + field(r"eq \o\ac(○,A)") + said(" please."), "Mark it A please."),
        (field(r"EQ \f(1,2)", "½") + said(" day"), "½ day"),
        (field("DATE", "2024") + said(" edition"), "2024 edition"),
    ],
)
def test_word_files_have_them(tmp_path: Path, body: str, text: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(f"<w:p>{body}</w:p>"))
    (document,) = read_file(path, relative_path="a.docx")
    assert document.text == text


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (r"EQ \\o\\ad(\\s\\up 9(\u12354?\u12376?),\u32043?\u38525?\u33457?)", "紫陽花 b"),
        (r"EQ \\f(1,2)", "1/2 b"),
        ("DATE", "b"),
    ],
)
def test_rich_text_has_them(tmp_path: Path, told: str, text: str) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rf"{{\rtf1\ansi {{\field{{\*\fldinst {{{told}}}}}{{\fldrslt }}}} b\par}}".encode())
    (document,) = read_file(path, relative_path="a.rtf")
    assert document.text.strip() == text
