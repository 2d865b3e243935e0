import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.errors import ReadingError
from kotae.parsing.encodings.decoding import decode, read_text
from kotae.parsing.files import Source
from kotae.parsing.settings import ReadingSettings

JAPANESE = "日本政府の2023年度におけるAI関連予算は2,000億円弱に留まる。\n単純比較で170分の1以下です。"
SHORT = ["予算は？", "AI戦略本部", "デジタル庁", "はい。", "東京都港区", "ウェブ会議の手引き", "第1章 総則"]
ENGLISH = "Café crème costs €5 – “naïve” façade, says Zoë."


def source(data: bytes, path: str = "a.txt") -> Source:
    return Source(path=path, data=data, settings=ReadingSettings())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-32"]
)
@pytest.mark.parametrize("text", [JAPANESE, *SHORT])
def test_decode_reads_japanese_in_every_usual_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_decode_reads_english_in_every_usual_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)).text == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_decode_reads_utf_16_without_a_mark(encoding: str) -> None:
    assert decode(JAPANESE.encode(encoding)).text == JAPANESE


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        pytest.param("①㈱髙島屋ⅳ".encode("cp932"), "cp932", "①㈱髙島屋ⅳ", id="letters only Windows has"),
        pytest.param("ｶﾞﾊﾞﾒﾝﾄ ｸﾗｳﾄﾞ".encode("cp932"), "cp932", "ｶﾞﾊﾞﾒﾝﾄ ｸﾗｳﾄﾞ", id="half-width kana"),
        pytest.param(
            "①番の窓口です".encode("euc_jis_2004"), "euc_jis_2004", "①番の窓口です", id="EUC with ①"
        ),
        pytest.param(
            b"x" * 100_000 + "\nだった。".encode("cp932"), "cp932", "x" * 100_000 + "\nだった。", id="late"
        ),
        pytest.param(b"plain " * 1000 + b"\xe9t\xe9", "cp1252", "plain " * 1000 + "été", id="late accent"),
        pytest.param(b"plain", "utf-8", "plain", id="ASCII"),
        pytest.param(b"", "utf-8", "", id="nothing"),
    ],
)
def test_decode_names_the_encoding(data: bytes, encoding: str, text: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.text) == (encoding, text)


@pytest.mark.parametrize(
    "text",
    [
        "ﾃｽﾄ", "ｶﾌﾞｼｷｶﾞｲｼｬ", "ID:ｻﾝﾛｸ", "A-1 ﾔﾏﾀﾞ", "｢ｻﾞｲｺ｣", "ｼﾞｭｳｼｮ", "ﾄｳｷｮｳﾄﾃﾞｽ｡", "1,ｻﾝﾛｸ,ｷｰﾎﾞｰﾄﾞ",
        "ﾃﾞｰﾀ･ｺｳｻﾞ", "ｽｽﾞｷ ﾊﾅｺ", "ﾋﾞｰﾙ/ﾊﾟｽﾜｰﾄﾞ", "商品名:ﾉｰﾄ", "株式会社ﾐﾅﾄ",
    ],
)  # fmt: skip
def test_decode_reads_half_width_kana_in_short_files(text: str) -> None:
    """110 of 400 made lines were once taken for kanji of EUC-JP."""
    decoded = decode(text.encode("cp932"))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, "cp932", ())


@pytest.mark.parametrize(
    "text",
    ["請求書", "契約", "道路", "東京都", "サーバー", "データ", "山田太郎", "図書館の休み", "会議", "憂鬱"],
)
def test_decode_reads_short_words_in_euc_jp(text: str) -> None:
    assert decode(text.encode("euc_jp")).text == text


@pytest.mark.parametrize("text", ["Привет", "Ελλάδα", "Łódź", "ñ", "½", "안녕", "ąę", "Ωж", "שא"])
def test_decode_keeps_utf_8_of_other_scripts(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$B-!!&\x1b(B 1", "①・ 1"),
        (b"\x1b$B-jFb\x1b(B", "㈱内"),
        (b"\x1b(I6E\x1b(B ok", "ｶﾅ ok"),
        (b"\x1b$)C\x0e>H3g\x0f hi", "안녕 hi"),
        (b"\x1b$)A\x0eVPND\x0f hi", "中文 hi"),
        (b"\x1b$AVPND\x1b(B", "中文"),
    ],
    ids=["row 13", "firm", "half-width kana", "Korean", "Chinese", "Chinese in JP-2"],
)
def test_decode_reads_iso_2022_of_all_nations(data: bytes, text: str) -> None:
    assert (decode(data).text, decode(data).warnings) == (text, ())


def test_decode_says_what_a_set_of_iso_2022_has_not() -> None:
    decoded = decode(b"\x1b$)G\x0eVP\x0f hi")
    assert decoded.text == "\ufffd\ufffd hi"
    assert "2 characters show as" in decoded.warnings[0]
    assert "2文字を" in decoded.warnings[0]


def test_decode_believes_a_declaration_that_fits() -> None:
    assert decode("誘導".encode("euc_jp")).text != "誘導"
    assert decode("余分な".encode("euc_jp") + b" \xff", declared="euc-jp").text.startswith("余分な")
    assert decode("カフェ".encode("cp932"), declared="Shift_JIS").text == "カフェ"
    assert decode(b"\x93quoted\x94", declared="iso-8859-1").text == "“quoted”"


@pytest.mark.parametrize(
    "declared", ["utf-16", "hex", "rot13", "no-such-charset", "\x00", "日本語", "idna", "utf-7"]
)
def test_decode_ignores_a_declaration_that_is_none(declared: str) -> None:
    assert decode(JAPANESE.encode("cp932"), declared=declared).text == JAPANESE


@pytest.mark.parametrize(
    ("data", "start"),
    [
        pytest.param((JAPANESE * 20).encode()[:-2], JAPANESE, id="UTF-8 cut short"),
        pytest.param((JAPANESE * 20).encode("cp932")[:-1], JAPANESE, id="Shift_JIS cut short"),
        pytest.param((JAPANESE * 20).encode("euc_jp") + b"\xa4", JAPANESE, id="EUC-JP cut short"),
        pytest.param((ENGLISH * 20).encode() + b"\xff", ENGLISH, id="UTF-8 with a stray byte"),
        pytest.param(codecs.BOM_UTF16_LE + JAPANESE.encode("utf-16-le") + b"\x00", JAPANESE, id="odd UTF-16"),
        pytest.param(codecs.BOM_UTF8 + JAPANESE.encode() + b"\x80", JAPANESE, id="marked UTF-8, broken"),
    ],
)
def test_decode_shows_what_is_broken_and_says_so(data: bytes, start: str) -> None:
    decoded = decode(data)
    assert decoded.text.startswith(start)
    assert decoded.text.count("\ufffd") == 1
    assert [("1 character " in warning, "1文字" in warning) for warning in decoded.warnings] == [(True, True)]


def test_decode_makes_line_breaks_one_character_and_replaces_nul() -> None:
    decoded = decode("一\r\n二\r三\n四\x00五".encode())
    assert decoded.text == "一\n二\n三\n四\ufffd五"
    assert decoded.warnings == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_read_text_refuses_a_binary_file_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_text(source(data, "報告.txt"))
    for message in (caught.value.en, caught.value.ja):
        assert message.startswith("報告.txt: ")
        assert kind in message
        assert "UTF-8" in message


def test_read_text_refuses_other_binary_data() -> None:
    with pytest.raises(ReadingError, match="binary file, not text"):
        read_text(source(bytes(range(32)) * 100))


def test_read_text_keeps_text_with_a_stray_nul() -> None:
    assert (
        read_text(source(b"one two three four five\x00 six seven")).text
        == "one two three four five\ufffd six seven"
    )


@settings(deadline=None)  # the first text in doubt loads word lists
@given(st.binary(max_size=300))
def test_decode_never_fails(data: bytes) -> None:
    text = decode(data).text
    assert "\x00" not in text
    assert "\r" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cs"],
            exclude_characters="\r\x00\ufffd\ufeff\x1b\x08\x1a",
            max_codepoint=0xFFFFF,
        )
    )
)
def test_decode_reads_back_marked_text(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["給料は\U0010004a万円です。", "It is \U00100041 yen."])
def test_characters_of_a_font_alone_are_shown_as_unreadable_and_told(text: str) -> None:
    decoded = decode(text.encode())
    assert "\ufffd" in decoded.text
    assert not any(sign >= "\U00100000" for sign in decoded.text)
    assert "1" in decoded.warnings[0]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_lines_in_different_encodings_are_decoded_each(encoding: str) -> None:
    other = "警察庁は攻撃を公表した。"
    decoded = decode(JAPANESE.encode() + b"\n" + other.encode(encoding) + b"\n" + ENGLISH.encode())
    assert decoded.text == f"{JAPANESE}\n{other}\n{ENGLISH}"
    assert decoded.encoding == f"utf-8+{encoding}"
    (warning,) = decoded.warnings
    assert warning.startswith(f"some lines are in UTF-8 and some in {encoding}; ")
    assert f"UTF-8の行と{encoding}の行が混ざっています" in warning


def test_damaged_utf_8_is_not_taken_for_two_encodings() -> None:
    data = (JAPANESE * 3).encode()
    decoded = decode(data[:400] + b"\xff" + data[401:])
    assert decoded.encoding == "utf-8"
    assert decoded.warnings[0].startswith("not everything could be decoded as utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("фирмы выро", "koi8_r"), ("дажі нашої", "koi8_u"), ("ем подойди", "cp1251"), ("십이 퍼센트 늘었습", "cp949"),
        ("은 그 전 해보다", "cp949"), ("แล้วมารับท", "cp874"), ("שני הספריי", "cp1255"), ("مبيعات شر", "cp1256"),
        ("wypożyczy", "cp1250"), ("n başlayar", "cp1254"), ("Nuo pirmadienio biblioteka veiks iki dešimtos", "cp1257"),
        ("薔薇", "cp932"), ("name: 薔薇", "cp932"), ("北京", "gb18030"),
        ("薔薇", "euc_jp"), ("充電", "euc_jp"), ("変更", "euc_jp"), ("原稿", "euc_jp"),
        ("Hello תודה", "cp1255"), ("مرحبا", "cp1256"), ("The sign says да at the door.", "koi8_r"),
    ],
)  # fmt: skip
def test_decode_says_that_so_short_a_text_cannot_be_told(text: str, encoding: str) -> None:
    """Each was once read as something else without a word: half-width kana, rare kanji, another alphabet."""
    decoded = decode(text.encode(encoding))
    assert decoded.text != text
    assert decoded.warnings[0].startswith("its encoding can't be told: it was read as ")
    assert "文字コードを判別できませんでした" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("会議室予約表", "cp932"), ("東京都港区", "cp932"), ("実施権", "cp932"), ("ﾄｳｷｮｳﾄﾃﾞｽ｡", "cp932"), ("ｼｽﾃﾑ ﾒﾝﾃﾅﾝｽ", "cp932"),
        ("東京都港区", "euc_jp"), ("営業時間", "euc_jp"), ("Jørgen was late", "cp1252"), ("naïve façade", "cp1252"),
        ("Señor Muñoz and Frau Müller in São Paulo", "cp1252"), ("5 m² ± 2 µm", "cp1252"), ("café", "cp1252"),
        ("The Citroën is in bay 4.", "cp1252"), ("Raphaël", "cp1252"), ("齋藤", "cp932"), ("嵯峨野", "cp932"),
    ],
)  # fmt: skip
def test_decode_doubts_no_short_japanese_or_english_that_reads_well(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.warnings) == (text, ())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("N\bNA\bA \b _\bf_\bi\n", "NA fi\n", id="printed over, English"),
        pytest.param("名\b名前\b前　_\b鍵\n", "名前　鍵\n", id="printed over, Japanese"),
        pytest.param("10\b\nyen\b", "10\nyen", id="nothing printed over, English"),
        pytest.param("十\b\n円\b", "十\n円", id="nothing printed over, Japanese"),
        pytest.param("\x1b[1m合格\x1b[0m: \x1b[38;5;2m42 tests\x1b[K\n", "合格: 42 tests\n", id="colours"),
        pytest.param("\x1b]0;title\x07Done \x1b]8;;a\x1b\\here\n", "Done here\n", id="titles and links"),
        pytest.param("施錠は21時。\r\n\x1a", "施錠は21時。\n", id="DOS's end of file"),
    ],
)
def test_text_made_for_a_terminal_is_read_as_it_is_shown(data: str, text: str) -> None:
    """A printed manual page was refused as binary, and colour codes stood beside figures."""
    assert read_text(source(data.encode())).text == text
