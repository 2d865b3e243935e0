"""Text files of other countries: read in the encoding they are in, or told to be in one that can't be told."""

from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.parsing.encodings.decoding import decode, read_text
from kotae.parsing.files import Source
from kotae.parsing.settings import ReadingSettings

CHINESE = "会议定于三月五日在上海举行，我们需要在二月底之前提交预算报告。\n请大家准备好相关的文件，并且通知没有来的人。"
TRADITIONAL = "會議將於三月五日在台北舉行，我們需要在二月底之前提出預算報告。\n請大家準備好相關的文件，並且通知沒有來的人。"
KOREAN = "회의는 삼월 오일 서울에서 열립니다. 이월에 보고서를 제출해야 합니다.\n자료를 준비하고 오지 않은 사람에게 알려 주세요."
RUSSIAN = "Совещание состоится пятого марта в Москве.\nОтчёт о бюджете нужно сдать до конца февраля."
UKRAINIAN = "Нарада відбудеться в березні у Києві.\nЗвіт про бюджет треба подати до кінця лютого, її чекають."
GREEK = (
    "Η συνάντηση θα γίνει στις πέντε Μαρτίου στην Αθήνα.\nΗ έκθεση πρέπει να κατατεθεί ως το τέλος του μήνα."
)
HEBREW = "הפגישה תתקיים בחמישה במרץ בתל אביב.\nיש להגיש את דוח התקציב עד סוף פברואר."
ARABIC = "سيعقد الاجتماع في الخامس من مارس في القاهرة.\nيجب تقديم تقرير الميزانية قبل نهاية فبراير، شكرا."
THAI = "การประชุมจะจัดขึ้นในวันที่ห้ามีนาคมที่กรุงเทพ\nกรุณาส่งรายงานงบประมาณก่อนสิ้นเดือนกุมภาพันธ์"
POLISH = "Spotkanie odbędzie się piątego marca w Łodzi.\nSprawozdanie należy złożyć do końca lutego, a później wysłać."
CZECH = (
    "Schůze se koná pátého března v Brně.\nZprávu o rozpočtu je třeba předložit do konce února, řekl ředitel."
)
HUNGARIAN = "A megbeszélés március ötödikén lesz Győrben.\nA jelentést február végéig kell beküldeni, köszönjük az űrlapot."
TURKISH = "Toplantı beş martta İzmir'de yapılacak.\nBütçe raporu şubat sonuna kadar gönderin, lütfen değişiklikleri bildirin."
LITHUANIAN = (
    "Susitikimas įvyks kovo penktą dieną Vilniuje.\nBiudžeto ataskaitą reikia pateikti vėliau, ačiū už žinią."
)
JAPANESE = "会議は三月五日に東京で開きます。\n予算の報告は二月末までにお出しください。"
FRENCH = "La réunion aura lieu à Genève.\nLe rapport est prêt, merci d'apporter vos idées."

WRITTEN = [
    (CHINESE, "gb18030"),
    (CHINESE, "utf-16-le"),
    (CHINESE, "utf-16-be"),
    (CHINESE, "hz"),
    (TRADITIONAL, "cp950"),
    (TRADITIONAL, "gb18030"),
    (KOREAN, "cp949"),
    (KOREAN, "iso2022_kr"),
    (KOREAN, "utf-16-le"),
    (RUSSIAN, "koi8_r"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "cp866"),
    (RUSSIAN, "iso8859_5"),
    (RUSSIAN, "mac_cyrillic"),
    (RUSSIAN, "utf-16-be"),
    (RUSSIAN.upper(), "koi8_r"),
    (UKRAINIAN, "koi8_u"),
    (UKRAINIAN, "cp1251"),
    (GREEK, "cp1253"),
    (HEBREW, "cp1255"),
    (ARABIC, "cp1256"),
    (THAI, "cp874"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859_2"),
    (CZECH, "cp1250"),
    (CZECH, "iso8859_2"),
    (HUNGARIAN, "cp1250"),
    (TURKISH, "cp1254"),
    (LITHUANIAN, "cp1257"),
    (JAPANESE, "utf-7"),
    (FRENCH, "utf-7"),
    (CHINESE, "utf-7"),
    (RUSSIAN, "utf-7"),
]


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_a_text_file_is_read_in_the_encoding_of_its_country(text: str, encoding: str) -> None:
    """Each was read as kanji, half-width kana or accents without a word, or refused as binary."""
    source = Source(path="a.txt", data=text.encode(encoding), settings=ReadingSettings())
    decoded = read_text(source)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, encoding, ())


@pytest.mark.parametrize("text", [CHINESE, KOREAN, RUSSIAN, POLISH, GREEK])
def test_one_damaged_character_costs_no_more_than_itself(text: str) -> None:
    broken = decode(text[:20].encode() + b"\xff" + text[20:].encode())
    assert (broken.encoding, len(broken.warnings)) == ("utf-8", 1)
    assert broken.text == f"{text[:20]}\ufffd{text[20:]}"


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (CHINESE.encode("gb18030") + "镕".encode("gb18030"), "gb2312", CHINESE + "镕"),
        (KOREAN.encode("cp949") + "똠".encode("cp949"), "euc-kr", KOREAN + "똠"),
        (RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN),
        (KOREAN.encode("cp949"), "us-ascii", KOREAN),
        (JAPANESE.encode("cp932"), "us-ascii", JAPANESE),
        ("20 ± 3 °C, 5 m²".encode("cp1252"), "iso-8859-1", "20 ± 3 °C, 5 m²"),
        (KOREAN.encode("cp949"), "x-windows-949", KOREAN),
        (THAI.encode("cp874"), "windows-874", THAI),
        (b"caf+AOk-", "utf-7", "café"),
        (b"~{VPND~}", "HZ-GB-2312", "中文"),
    ],
)
def test_a_declared_charset_is_taken_as_programs_mean_it(data: bytes, declared: str, text: str) -> None:
    assert (decode(data, declared=declared).text, decode(data, declared=declared).warnings) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "The rest+API is new, and so is the json+API-driven part.",
        "C++ or C+-, 1+1=2, +81-3-1234-5678",
        "x+foo-y",
        "cd ~/work && cat ~{a,b}~",
        "費用+税です。",
    ],
)
def test_signs_of_ascii_stand_for_themselves(text: str) -> None:
    assert (decode(text.encode()).text, decode(text.encode()).warnings) == (text, ())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$)A\x1b$*H\x0eVPND\x0f hi \x1bN!!\nagain", "中文 hi \ufffd\ufffd\nagain"),
        (b"caf\x1b.A\x1bN\x69 \x1b$BF|K\\\x1b(B", "café 日本"),
    ],
    ids=["a set called for one character", "Japanese with Latin letters"],
)
def test_iso_2022_calls_sets_for_one_character(data: bytes, text: str) -> None:
    """All that came behind such a call was lost."""
    assert decode(data).text == text


@pytest.mark.parametrize("name", ["Šarūnas", "Šarūnas Žukauskas"])
def test_a_name_that_no_turkish_word_begins_as_is_baltic(name: str) -> None:
    """Its first letter is ğ in Turkish, which begins no word: the name was read as Ğarûnas."""
    assert decode(name.encode("cp1257")).text == name


@pytest.mark.parametrize(("word", "encoding"), [("안녕", "cp949"), ("서울", "cp949"), ("你好", "gb18030")])
def test_what_cant_be_told_is_said(tmp_path: Path, word: str, encoding: str) -> None:
    """A few characters are in no encoding for certain: the text may be wrong, and that is said."""
    (tmp_path / "a.txt").write_bytes(word.encode(encoding))
    (document,) = read_file(tmp_path / "a.txt", relative_path="a.txt")
    (warning,) = document.warnings
    assert warning.startswith("its encoding can't be told: it was read as euc_jp")
    assert "文字コードを判別できませんでした。euc_jpとして読みました" in warning


@pytest.mark.parametrize(
    "text",
    [
        "薔薇園", "東京都港区芝浦", "株式会社山本製作所 代表取締役 鈴木一郎", "①㈱髙島屋", "ＡＢＣ１２３", "■日時 ●場所",
        "ﾌﾘｺﾐ ﾔﾏﾀﾞ ﾊﾅｺ", "ﾊﾅ ﾄﾏﾄ ﾊﾞﾅﾅ", "請求書在中", "立入禁止 頭上注意 安全第一 火気厳禁",
    ],
)  # fmt: skip
def test_japanese_without_kana_stays_japanese(text: str) -> None:
    decoded = decode(text.encode("cp932"))
    assert (decoded.text, decoded.warnings) == (text, ())


@pytest.mark.parametrize(
    "text", ["東京都港区芝浦", "請求書在中", "立入禁止 頭上注意 安全第一 火気厳禁", "株式会社山本製作所"]
)
def test_japanese_without_kana_stays_japanese_in_euc(text: str) -> None:
    decoded = decode(text.encode("euc_jp"))
    assert (decoded.text, decoded.warnings) == (text, ())


@pytest.mark.parametrize(
    "text",
    ["Señor Muñoz and Frau Müller met in São Paulo.", "Smörgåsbord, piñata, déjà vu", "Þórður býr á Íslandi og á hús.",
     "A tolerance of ±2 mm over 5 m², at 20 °C.", "Price: £5 – “naïve” façade"],
)  # fmt: skip
def test_western_letters_stay_what_they_are(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, "cp1252", ())


def test_a_mail_says_what_cant_be_told(tmp_path: Path) -> None:
    head = (
        b"From: a@example.org\nSubject: hello\nContent-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\n"
    )
    (tmp_path / "a.eml").write_bytes(head + "안녕".encode("cp949") + b"\n")
    (document,) = read_file(tmp_path / "a.eml", relative_path="a.eml")
    assert any("can't be told" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("JĀNIS", "cp1257"), ("Čiurlionis", "cp1257"), ("Rīga, Brīvības iela 7", "cp1257"), ("Gdańsk", "cp1250"),
        ("Plzeň", "cp1250"), ("да", "koi8_r"), ("да", "cp1251"), ("город", "koi8_r"), ("книга", "koi8_r"),
        ("สวัสดี", "cp874"), ("早安", "big5"), ("Škoda", "cp1250"), ("Škoda", "iso8859_2"), ("Ādaži", "cp1257"),
        ("Ādaži", "iso8859_4"), ("ราคา", "cp874"), ("ขอบคุณครับ", "cp874"),
    ],
)  # fmt: skip
def test_a_word_in_another_encoding_is_right_or_doubted(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text or "can't be told" in decoded.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "très bien",
        "Straße 5",
        "São Paulo",
        "garçon",
        "Åse",
        "città",
        "ﾃｽﾄ",
        "ﾔﾏﾀﾞ ﾀﾛｳ",
        "ｶｰﾄﾞ",
        "ﾃﾚﾋﾞ､ﾗｼﾞｵ",
        "Web会議",
        "Excel版",
    ],
)
def test_words_and_half_width_names_raise_no_doubt(text: str) -> None:
    decoded = decode(text.encode("cp1252" if text[-1] < "\u3000" else "cp932"))
    assert (decoded.text, decoded.warnings) == (text, ())
