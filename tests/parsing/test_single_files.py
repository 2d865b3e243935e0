"""Flat OpenDocument, saved web pages, and the marks that Aozora Bunko and Obsidian put into text."""

from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.parsing.plain.aozora import without_readings
from kotae.records import Document
from tests.parsing.office_files import ODF


def read(folder: Path, name: str, content: str) -> Document:
    (folder / name).write_text(content, encoding="utf-8")
    (document,) = read_file(folder / name, relative_path=name)
    return document


def flat(kind: str, body: str, styles: str = "") -> str:
    return (
        f"<office:document {ODF}><office:meta><dc:title>題 title</dc:title></office:meta>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        "<office:master-styles><style:master-page><style:header><text:p>西棟 West wing</text:p></style:header>"
        f"</style:master-page></office:master-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


STRUCK = (
    '<style:style style:name="X" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    "</style:style>"
)


def row(*cells: str) -> str:
    said = (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{''.join(said)}</table:table-row>"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        (
            "規則.fodt",
            flat(
                "text",
                '<text:p>料金は<text:span text:style-name="X">500円</text:span>700円です。</text:p>'
                '<text:p>式<draw:frame><draw:object><math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>d</mi><mi>t</mi>'
                "</mfrac></math></draw:object></draw:frame></text:p>",
                STRUCK,
            ),
            "西棟 West wing\n\n料金は700円です。\n\n式\n\nd/t",
        ),
        (
            "prices.fods",
            flat(
                "spreadsheet",
                f'<table:table table:name="Shop">{row("Item", "Price")}{row("Pen", "80")}</table:table>',
            ),
            "Shop\n\nItem: Pen | Price: 80",
        ),
        (
            "slides.fodp",
            flat(
                "presentation",
                "<draw:page><draw:frame><draw:text-box><text:p>Bring gloves. 手袋を持参。</text:p></draw:text-box></draw:frame>"
                "</draw:page>",
            ),
            "Bring gloves. 手袋を持参。",
        ),
    ],
)
def test_flat_opendocument_is_read_as_the_packed_one(
    tmp_path: Path, name: str, content: str, text: str
) -> None:
    """*Files of this kind can't be read* before, though LibreOffice saves them."""
    document = read(tmp_path, name, content)
    assert document.text == text
    assert document.info.title == "題 title"


@pytest.mark.parametrize(
    "content", ["", "<office:document", "PK\x03\x04", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_what_is_no_flat_opendocument_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read(tmp_path, "a.fodt", content)
    assert "Save it again" in raised.value.en
    assert "保存し直" in raised.value.ja


SAVED = """From: <Saved by a browser>
Subject: Shop
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="B"

--B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://shop.example/a/index.html

<meta charset=3D"utf-8"><title>=E5=BA=97</title><link rel=3Dstylesheet href=3D"{href}">
<p>Closed on <s>Monday</s> Thursday.</p><p>=E6=9C=A8=E6=9B=9C=E5=AE=9A=E4=BC=91</p><p class=3Dold>Free</p>
--B
Content-Type: text/css
Content-Location: {place}

.old{{display:none}}
--B--
"""


@pytest.mark.parametrize(
    ("href", "place"),
    [
        ("https://shop.example/a.css", "https://shop.example/a.css"),
        ("../a.css", "https://shop.example/a.css"),
        ("cid:1@x", "cid:1@x"),
    ],
)
@pytest.mark.parametrize("name", ["店.mhtml", "shop.mht"])
def test_a_saved_page_is_read_as_its_page(tmp_path: Path, name: str, href: str, place: str) -> None:
    document = read(tmp_path, name, SAVED.format(href=href, place=place))
    assert document.text == "Closed on Thursday.\n\n木曜定休"
    assert document.info.title == "店"
    assert any("hides" in warning for warning in document.warnings)


def test_a_saved_page_without_a_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as raised:
        read(tmp_path, "a.mht", "Subject: x\nContent-Type: text/plain\n\nNot a page.\n")
    assert "there is no web page in this file" in raised.value.en
    assert "ウェブページが入っていません" in raised.value.ja


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("吾輩は｜猫《ねこ》である。名前《なまえ》はまだ無い。", "吾輩は猫である。名前はまだ無い。"),
        ("｜Sputnik《スプートニク》が飛ぶ。", "Sputnikが飛ぶ。"),
        (
            "［＃ここから２字下げ］\n書生《しょせい》という人間。\n［＃ここで字下げ終わり］",
            "\n書生という人間。\n",
        ),
        ("青空［＃「青空」に傍点］を見る。\n底本：「全集」", "青空を見る。\n底本：「全集」"),
        # What a note says stays, and a character that it describes is written.
        ("※［＃「口＋加」、第3水準1-14-93］は鳴く。", "咖は鳴く。"),
        ("※［＃「金＋蛇」、U+9248、12-3］｜甲《こう》", "鉈甲".replace("鉈", "\u9248")),
        ("［＃挿絵（a.png）入る］\n底本：「全集」", "［＃挿絵（a.png）入る］\n底本：「全集」"),
        # A file without a sign of the notation quotes titles so.
        ("新聞の連載《街の灯》と小説《こころ》を読む。", "新聞の連載《街の灯》と小説《こころ》を読む。"),
        ("The essay《Light》is short.", "The essay《Light》is short."),
        # Titles in a file that has signs.
        ("｜猫《ねこ》の小説《猫の話》。", "猫の小説《猫の話》。"),
    ],
)
def test_readings_set_in_plain_text_are_left_out(written: str, read: str) -> None:
    assert without_readings(written) == read


def test_a_text_of_aozora_is_read_without_its_marks(tmp_path: Path) -> None:
    document = read(
        tmp_path, "a.txt", "猫\n\n｜吾輩《わがはい》は猫である。［＃改ページ］\n\n底本：「全集」\n"
    )
    assert "吾輩は猫である。" in document.text
    assert "《" not in document.text
    assert "［＃" not in document.text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("席は十二です。%%後で森に確認%%", "席は十二です。"),
        ("Seats: 12. %%ask Bob%% Bring a form.", "Seats: 12.  Bring a form."),
        ("%% ask Bob first %%\n\nSeats: 12.", "Seats: 12."),
        ("始め。\n\n%%\n書きかけ：席は二十？\n\n二行目\n%%\n\n以上。", "始め。\n\n\n\n以上。"),
        # Percent signs are none, nor is what stands in code.
        (
            "Growth was 5%% in one log and 100%% in another.",
            "Growth was 5%% in one log and 100%% in another.",
        ),
        ("Write %% for a percent sign, %% twice.", "Write %% for a percent sign, %% twice."),
        ("`%%a%%` and %d%%", "`%%a%%` and %d%%"),
        ("```\n%%\nx\n%%\n```", "```\n%%\nx\n%%\n```"),
        ("%%\nNever closed.", "%%\nNever closed."),
    ],
)
def test_comments_of_obsidian_are_left_out_and_told(tmp_path: Path, written: str, text: str) -> None:
    """A draft between %% was answered from as fact."""
    document = read(tmp_path, "a.md", written)
    assert document.text.strip() == text.strip()
    assert any("hides" in warning for warning in document.warnings) == (text.strip() != written.strip())
