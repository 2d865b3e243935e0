"""Mail: headers in front, newest words apart from quotes and signatures, attachments as documents."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.records import QUOTED_EN, QUOTED_JA, Document
from tests.parsing.msg_files import make_msg, make_msg_of_bytes


def read(folder: Path, data: bytes) -> Document:
    (document,) = read_all(folder, data)
    return document


def read_all(folder: Path, data: bytes, name: str = "mail.eml") -> tuple[Document, ...]:
    path = folder / name
    path.write_bytes(data)
    return read_file(path, relative_path=name)


def said(document: Document, kind: str) -> list[str]:
    """The text of the blocks of a kind, headers and subject aside."""
    return [document.text[block.start : block.end] for block in document.blocks[2:] if block.kind == kind]


def message(subject: str = "予算の会議 Budget meeting") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "佐藤花子 <sato@example.org>"
    mail["To"] = "Ms. Smith <smith@example.org>"
    mail["Date"] = "Thu, 01 May 2025 09:30:00 +0900"
    return mail


def contents(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


HEADERS = (
    "From: 佐藤花子 <sato@example.org>\nTo: \"Ms. Smith\" <smith@example.org>\nDate: 2025-05-01 09:30"
)  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "shift_jis"])
def test_message_is_read_with_its_headers(tmp_path: Path, charset: str) -> None:
    mail = message()
    mail.set_content("会議は五月十日です。\n\nPlease bring the report.\n", charset=charset, cte="base64")
    document = read(tmp_path, mail.as_bytes())
    assert contents(document) == [
        "予算の会議 Budget meeting",
        HEADERS,
        "会議は五月十日です。",
        "Please bring the report.",
    ]
    assert document.info.title == "予算の会議 Budget meeting"
    assert document.metadata["date"] == "2025-05-01 09:30"
    assert document.metadata["from"] == "佐藤花子 <sato@example.org>"


def test_plain_text_goes_before_html(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("本文です。")
    mail.add_alternative("<p>HTMLの本文です。</p>", subtype="html")
    assert contents(read(tmp_path, mail.as_bytes()))[2:] == ["本文です。"]


def test_html_alone_is_read(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("<html><body><h2>日程</h2><p>The 10th of <b>May</b>.</p></body></html>", subtype="html")
    assert contents(read(tmp_path, mail.as_bytes()))[2:] == ["日程", "The 10th of May."]


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("添付します。")
    report = "# 報告\n\n予算は三億円です。"
    mail.add_attachment(report.encode(), maintype="text", subtype="markdown", filename="報告.md")
    mail.add_attachment(b"P1,No contact\n", maintype="text", subtype="csv", filename="../../codes.csv")
    first, *attached = read_all(tmp_path, mail.as_bytes())
    assert (first.info.path, said(first, "paragraph"), first.warnings) == ("mail.eml", ["添付します。"], ())
    assert [(one.info.path, one.info.title) for one in attached] == [
        ("mail.eml/報告.md", "報告"),
        ("mail.eml/codes.csv", "codes"),
    ]
    assert attached[0].text == report


def test_invitations_are_named(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("会議の招待です。 An invitation.")
    mail.add_alternative("BEGIN:VCALENDAR\nLOCATION:3階\nEND:VCALENDAR\n", subtype="calendar")
    document = read(tmp_path, mail.as_bytes())
    assert document.warnings == (
        "attachments of these kinds are not read: calendar.ics / この種類の添付ファイルは読みません: calendar.ics",
    )


def test_message_inside_a_message_is_a_document(tmp_path: Path) -> None:
    inner = message("古い連絡 Old news")
    inner.set_content("集合は八時です。")
    mail = message()
    mail.set_content("転送します。")
    mail.add_attachment(inner)
    documents = read_all(tmp_path, mail.as_bytes())
    assert [one.info.title for one in documents] == ["予算の会議 Budget meeting", "古い連絡 Old news"]
    assert said(documents[1], "paragraph") == ["集合は八時です。"]


def test_attachments_that_are_not_read_are_named(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("添付します。")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="報告.pdf")
    mail.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="drawing.dwg")
    assert read(tmp_path, mail.as_bytes()).warnings == (
        "attachments of these kinds are not read: drawing.dwg / この種類の添付ファイルは読みません: drawing.dwg",
        "mail.eml/報告.pdf: this is no PDF, or a badly damaged one. Save it again from where it comes from."
        " / mail.eml/報告.pdf: PDFではないか、ひどく壊れています。作成元のソフトで保存し直してください。",
    )


NEW = "会議は3月21日に変わりました。"
OLD = "会議は3月14日です。"


@pytest.mark.parametrize(
    "history",
    [
        f"> {OLD}",
        f">{OLD}\n>\n> ",
        f"> > {OLD}",
        f"＞ {OLD}",
        f"On Mon, Mar 2, 2026 at 9:30 AM Soumu <soumu@example.com> wrote:\n\n> {OLD}",
        f"On Mon, 2 Mar 2026 09:30:00 +0900\nSoumu <soumu@example.com> wrote:\n{OLD}",
        f"2026年3月2日(月) 9:30 総務 <soumu@example.com>:\n\n> {OLD}",
        f"2026年3月2日（月） 9:30 総務 <soumu@example.com>：\n{OLD}",
        f"2026/03/02 9:30、総務 <soumu@example.com>のメール:\n\n> {OLD}",
        f"(2026/03/02 9:30), 総務 wrote:\n> {OLD}",
        f"総務さんは書きました:\n{OLD}",
        f"-----Original Message-----\nFrom: Soumu\nSent: Monday\n\n{OLD}",
        f"-----元のメッセージ-----\n差出人: 総務\n送信日時: 2026年3月2日\n件名: 会議\n\n{OLD}",
        f"---------- Forwarded message ---------\nFrom: Soumu <s@example.com>\n\n{OLD}",
        f"---------- 転送メッセージ ----------\n差出人: 総務\n\n{OLD}",
        f"________________________________\nFrom: Soumu\nSent: Monday\nTo: All\nSubject: Meeting\n\n{OLD}",
        f"差出人: 総務 <soumu@example.com>\n送信日時: 2026年3月2日 9:30\n宛先: 小川\n件名: 会議\n\n{OLD}",
        f"-----総務 花子/ABC からの転送メール -----\n{OLD}",
        f"＜転送メール＞\n{OLD}",
        f"----- 以下、引用 -----\n{OLD}",
        f"-----　元のメッセージ　-----\n{OLD}",
        f"##- Please type your reply above this line -##\n\n{OLD}",
        f"この行より上に返信してください\n\n{OLD}",
        f"| {OLD}",
        f"| 場所は三階、\n| {OLD}",
        f"｜ {OLD}",
        f"| > {OLD}",
        f"総務> 場所は三階の会議室、\n総務> {OLD}",
        f"Soumu> The room is on the\nSoumu> third floor. {OLD}",
        f"総務＞場所は三階の会議室、\n総務＞{OLD}",
        f"Smith> {OLD}",
        f"総務>> 場所は三階の会議室、\n総務>> {OLD}",
        f">総務> 場所は三階の会議室、\n>総務> {OLD}",
        f"総務さんのメール:\n> {OLD}",
        f"総務様からのご連絡（3月2日）：\n\n> {OLD}",
        f"Soumu said:\n> {OLD}",
        f"----- 以前のメール -----\n{OLD}",
        f"===== 以下、前回のメールです =====\n{OLD}",
        f"-----受信メール-----\n{OLD}",
        f"▼▼▼ 以下、いただいたメール ▼▼▼\n{OLD}",
        f"---------- これまでのやりとり ----------\n{OLD}",
        f"----- 原文 -----\n{OLD}",
        f"（以下、引用）\n{OLD}",
        f"以下、いただいたメールです。\n\n{OLD}",
        f"以下転送\n\n{OLD}",
        f"----- Previous message -----\n{OLD}",
        f"---- On Mon, 2 Mar 2026 09:30:00 +0900 Soumu wrote ----\n{OLD}",
        f"発信者: 総務\n受信日時: 2026年3月2日 9:30\n題名: 会議\n\n{OLD}",
        f"》{OLD}",
    ],
)
def test_quoted_history_is_kept_and_marked(tmp_path: Path, history: str) -> None:
    mail = message()
    mail.set_content(f"{NEW}\n\n{history}\n")
    document = read(tmp_path, mail.as_bytes())
    quoted = said(document, "quote")
    assert said(document, "paragraph") == [NEW]
    assert quoted[-1].endswith(OLD)
    assert ">" not in quoted[-1].replace(">", "", quoted[-1].count("@"))
    assert all(
        block.headings and block.headings[-1].startswith((QUOTED_JA, QUOTED_EN))
        for block in document.blocks
        if block.kind == "quote"
    )


def test_each_older_message_keeps_its_own_writer(tmp_path: Path) -> None:
    """All forwarded messages stood under the first one's name, and lost a ``>`` in each line."""
    mail = message()
    forwarded = (
        "---------- Forwarded message ---------\nFrom: {} <{}@example.org>\nSubject: 会議\nTo: all\n\n{}\n\n"
    )
    mail.set_content(
        "転送します。\n\n"
        + forwarded.format("佐藤", "sato", "会議は14日です。単価は5 > 3です。")
        + forwarded.format(
            "Suzuki", "suzuki", "> On 2026/03/01 9:00, Kato wrote:\n>> The 7th.\n> 確認しました。"
        )
    )
    quoted = [block for block in read(tmp_path, mail.as_bytes()).blocks if block.kind == "quote"]
    text = read(tmp_path, mail.as_bytes()).text
    assert [(block.headings[-1].partition(": ")[2], text[block.start : block.end]) for block in quoted] == [
        ("From: 佐藤", "From: 佐藤 <sato@example.org>\nSubject: 会議\nTo: all"),
        ("From: 佐藤", "会議は14日です。単価は5 > 3です。"),
        ("From: Suzuki", "From: Suzuki <suzuki@example.org>\nSubject: 会議\nTo: all"),
        ("On 2026/03/01 9:00, Kato wrote:", "On 2026/03/01 9:00, Kato wrote:"),
        ("On 2026/03/01 9:00, Kato wrote:", "The 7th."),
        ("From: Suzuki", "確認しました。"),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>会費は<s>5,000円</s>4,000円です。</p>", "会費は4,000円です。"),
        (
            '<p>The fee is <span style="text-decoration:line-through">50</span> 40 euros.</p>',
            "The fee is 40 euros.",
        ),
        (
            "<table><tr><th>品名</th><th>数</th></tr><tr><td>ペン</td><td>3</td></tr></table>",
            "品名: ペン | 数: 3",
        ),
    ],
)
def test_html_is_read_where_only_it_says_what_holds(tmp_path: Path, markup: str, text: str) -> None:
    """The plain form has what is crossed out beside what holds, and tables as single words."""
    mail = message()
    mail.set_content("会費は5,000円4,000円です。 The fee is 50 40 euros. 品名 数 ペン 3")
    mail.add_alternative(markup, subtype="html")
    document = read(tmp_path, mail.as_bytes())
    assert contents(document)[2:] == [text]
    assert [piece.text for piece in document.struck] == {"p": ["5,000円"], "T": ["50"]}.get(
        markup[1] if "会" in markup else markup[3], []
    )


def test_words_between_quotes_are_the_newest(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("> いつですか。\n\n十日です。\n\n> Where is it?\n\nIn room 4.\n")
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == ["十日です。", "In room 4."]
    assert said(document, "quote") == ["いつですか。", "Where is it?"]


def test_lines_under_different_names_keep_their_writers(tmp_path: Path) -> None:
    mail = message()
    mail.set_content(
        "田中> 会議の場所はどこですか。\n佐藤> 三階の会議室です。\n田中> 何時に始まりますか。\n佐藤> 十時からの予定です。\n\n"
        "変更はありません。\n\nSuzuki> Who brings the report?\nSuzuki> Is it ready by now?\n\nI do.\n"
    )
    document = read(tmp_path, mail.as_bytes())
    quoted = [block for block in document.blocks if block.kind == "quote"]
    assert [
        (block.headings[-1].partition(": ")[2], document.text[block.start : block.end]) for block in quoted
    ] == [
        ("田中", "会議の場所はどこですか。"),
        ("佐藤", "三階の会議室です。"),
        ("田中", "何時に始まりますか。"),
        ("佐藤", "十時からの予定です。"),
        ("Suzuki", "Who brings the report?\nIs it ready by now?"),
    ]
    assert said(document, "paragraph") == ["変更はありません。", "I do."]


@pytest.mark.parametrize(
    "words",
    [
        "| 室 | 席 |\n| A | 8 |\n| B | 9 |",
        "このメールの宛先に山田さんを加えてください。",
        "If the file is in error, delete it and notify the desk.",
        "取扱注意の札を貼ってください。",
        "==========\n議題は予算です。\n==========",
        "New hours from Monday:\nFrom: 9:00\nTo: 17:00\nDate: 21 April",
        "連絡先は次のとおりです。\n\n佐藤花子\nTEL 03-1234-5678",
        "Thanks\nThe room has been moved to the third floor.",
        "ホーム>製品>一覧\nホーム>会社>沿革",
        "mysql> select 1;\nmysql> show tables;",
        "x>5 and y>3\nx>=9 and y>8",
        "src\n|-- a.py\n|-- b.py",
        "これまでの経緯\n4月に決めました。",
        "田中さんのメール:\ntanaka@example.com",
    ],
)
def test_ordinary_words_are_neither_quoted_nor_closing(tmp_path: Path, words: str) -> None:
    mail = message()
    mail.set_content(f"{NEW}\n\n{words}\n\n以上です。\n")
    kinds = {block.kind for block in read(tmp_path, mail.as_bytes()).blocks}
    assert not kinds & {"quote", "references"}


@pytest.mark.parametrize(
    "closing",
    [
        "-- \n小川太郎\n電話 03-1234-5678",
        "--\nTaro Ogawa\nTel 03-1234-5678",
        "==========================\n小川太郎\n株式会社 浜\nTEL: 03-1234-5678\n==========================",
        "━━━━━━━━━━━━━━━\n総務部 小川\nE-mail: ogawa@example.com\n〒425-0021 焼津市\n━━━━━━━━━━━━━━━",
        "This e-mail is confidential and intended only for the addressee.",
        "本メールには機密情報が含まれる場合があります。誤って受信された方は破棄してください。",
        "Sent from my iPhone",
        "iPhoneから送信",
        "Kind regards,\n\nHanako Sato\nHead of Supply | Hama Ltd\nT: +81 3 1234 5678\nwww.example.com",
        "佐藤 花子\n株式会社浜 総務部\nTEL 03-1234-5678",
    ],
)
def test_signatures_and_disclaimers_give_no_passage(tmp_path: Path, closing: str) -> None:
    mail = message()
    mail.set_content(f"{NEW}\n\n{closing}\n")
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == [NEW]
    assert "".join("\n".join(said(document, "references")).split()) in "".join(document.text.split())
    assert closing.split("\n")[1 if "\n" in closing else 0] in document.text


def test_quotes_in_html_are_marked(tmp_path: Path) -> None:
    mail = message()
    quote = f"<div>On Mon, Mar 2, 2026 at 9:30 Soumu &lt;s@example.com&gt; wrote:<br></div><blockquote>{OLD}</blockquote>"
    mail.set_content(f"<html><body><p>{NEW}</p>{quote}</body></html>", subtype="html")
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == [NEW]
    assert said(document, "quote")[1:] == [OLD]


def test_outlooks_history_in_html_is_marked(tmp_path: Path) -> None:
    mail = message()
    head = "<p><b>差出人:</b> 総務<br><b>送信日時:</b> 2026年3月2日<br><b>宛先:</b> 小川<br><b>件名:</b> 会議</p>"
    mail.set_content(f"<p>{NEW}</p><hr><div>{head}</div><p>{OLD}</p>", subtype="html")
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == [NEW]
    assert said(document, "quote")[-1] == OLD


@pytest.mark.parametrize(
    "attribution",
    ["On Tuesday, 1 April 2025, Sato wrote:", "2025年4月1日(火) 10:00 佐藤 <sato@example.org>:"],
)
def test_history_without_a_mark_of_its_own_is_quoted_in_html_too(tmp_path: Path, attribution: str) -> None:
    """What stood below who wrote it was the newest message where no blockquote said otherwise."""
    mail = message()
    shown = attribution.replace("<", "&lt;")
    mail.set_content(
        f"<div>{NEW}</div><div class='yahoo_quoted'><div>{shown}</div><div>{OLD}</div></div>",
        subtype="html",
    )
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == [NEW]
    assert said(document, "quote") == [attribution, OLD]


@pytest.mark.parametrize(
    "closing",
    [
        "<pre class='moz-signature'>-- \n小川太郎\nTEL 03-1234-5678</pre>",
        "<div class='gmail_signature'>Taro Ogawa<br>Hama Ltd</div>",
        "<p>Best regards,</p><p>Taro Ogawa</p><p>T: +81 3 1234 5678</p>",
    ],
)
def test_signatures_in_html_give_no_passage(tmp_path: Path, closing: str) -> None:
    mail = message()
    mail.set_content(f"<p>{NEW}</p>{closing}", subtype="html")
    document = read(tmp_path, mail.as_bytes())
    assert {block.kind for block in document.blocks[3:]} == {"references"}
    assert said(document, "paragraph") == [NEW]


def test_outlook_message_is_read_with_its_attachments(tmp_path: Path) -> None:
    data = make_msg(
        subject="予算の会議",
        sender="佐藤花子",
        body=f"{NEW}\r\n\r\n-----元のメッセージ-----\r\n{OLD}",
        attachments={"報告.txt": "予算は三億円です。".encode(), "a.dwg": b"\0"},
    )
    document, attached = read_all(tmp_path, data, "a.msg")
    assert (document.info.title, document.metadata["from"]) == ("予算の会議", "佐藤花子")
    assert (said(document, "paragraph"), said(document, "quote")) == ([NEW], [OLD])
    assert (attached.info.path, attached.text) == ("a.msg/報告.txt", "予算は三億円です。")
    assert document.warnings == (
        "attachments of these kinds are not read: a.dwg / この種類の添付ファイルは読みません: a.dwg",
    )


def test_outlook_message_in_html_is_read(tmp_path: Path) -> None:
    markup = "<html><head><meta charset=cp932></head><body><p>会議は10日です。</p></body></html>"
    data = make_msg(subject="Meeting", sender="Sato", html=markup.encode("cp932"))
    assert said(read_all(tmp_path, data, "a.msg")[0], "paragraph") == ["会議は10日です。"]


@pytest.mark.parametrize("data", [b"x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100])
def test_what_is_no_outlook_message_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read_all(tmp_path, data, "a.msg")
    assert "no Outlook message" in caught.value.en
    assert "Outlookのメッセージではありません" in caught.value.ja


def test_broken_headers_do_no_harm(tmp_path: Path) -> None:
    data = (
        b"Subject: =?utf-8?B?5LqI566X?= =?x-none?B?!!?=\nDate: yesterday\nFrom: \xff\xfe\n"
        b"Content-Type: text/plain; charset=nope\n\n"
    )
    document = read(tmp_path, data + "予算についてのメールです。".encode())
    assert document.info.title.startswith("予算")
    assert contents(document)[-1] == "予算についてのメールです。"
    assert "Date: yesterday" in document.text


@pytest.mark.parametrize(
    "data", [b"", b"just a line of text\n", b"\x00" * 500], ids=["empty", "text", "nuls"]
)
def test_file_without_headers_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, data)
    assert "this is no mail" in caught.value.en
    assert "メールではありません" in caught.value.ja


def test_deeply_nested_parts_do_no_harm(tmp_path: Path) -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    with pytest.raises(ReadingError):
        read(tmp_path, b"From: a@example.org\n" + parts + b"\nx")


@pytest.mark.parametrize(
    ("parameters", "body", "written"),
    [
        pytest.param(
            "format=flowed",
            "The rent for the hall \nis 900 euros a day.\n\n Indented line.\n-- \nInes\n",
            ["The rent for the hall is 900 euros a day.", "Indented line."],
            id="English",
        ),
        pytest.param(
            "format=flowed; delsp=yes",
            "会議室の使用料は一日 \n九千円です。\n",
            ["会議室の使用料は一日九千円です。"],
            id="Japanese, space added with the break",
        ),
        pytest.param(
            "Format=Flowed",
            "会議室の使用料は一日 \n九千円です。\n> 前の \n> 料金です。\n返事です。\n",
            ["会議室の使用料は一日九千円です。", "前の料金です。", "返事です。"],
            id="quoted lines go on among themselves",
        ),
        pytest.param(
            "format=fixed",
            "First line. \nSecond line.\n",
            ["First line. \nSecond line."],
            id="not flowed",
        ),
    ],
)
def test_softly_broken_lines_are_put_together(
    tmp_path: Path, parameters: str, body: str, written: list[str]
) -> None:
    head = (
        f"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8; {parameters}\nContent-Transfer-Encoding: 8bit\n\n"
    )
    document = read(tmp_path, (head + body).encode())
    shown = [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind in ("paragraph", "quote")
    ]
    assert [piece for piece in shown if piece in written] == written


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc_jp", "koi8_r"])
def test_headers_of_bytes_that_are_not_encoded_are_read(tmp_path: Path, charset: str) -> None:
    """Each byte of such a subject was shown as unreadable."""
    subject = (
        "Отчёт о бюджете нужно сдать до конца февраля" if charset == "koi8_r" else "予算の会議の日程について"
    )
    data = b"From: a@example.org\nSubject: " + subject.encode(charset) + b"\n\nhello\n"
    assert read(tmp_path, data).info.title == subject


@pytest.mark.parametrize(("kind", "name", "data"), [
    ("text/csv; charset=utf-8", "料金.csv", "区分,料金\n団体,420円\n"), ("text/csv", "fees.csv", "kind,fee\ngroup,420 yen\n"),
])  # fmt: skip
def test_a_message_that_is_a_file_is_read_as_that_file(
    tmp_path: Path, kind: str, name: str, data: str
) -> None:
    """Scanners send pages so: the message has no text, it is the file."""
    whole = EmailMessage()
    whole["From"], whole["Subject"] = "scan@example.jp", "Scan"
    whole.set_content(data.encode(), maintype=kind.split("/")[0], subtype="csv", filename=name)
    _, inside = read_all(tmp_path, whole.as_bytes())
    assert "420" in inside.text


@pytest.mark.parametrize("kind", ["pkcs7-mime", "pgp-encrypted"])
def test_an_encrypted_message_is_reported(tmp_path: Path, kind: str) -> None:
    whole = EmailMessage()
    whole["From"], whole["Subject"] = "a@example.jp", "機密 Secret"
    whole.set_content(b"0\x80\x06\x09", maintype="application", subtype=kind, filename="smime.p7m")
    assert (
        "attachments of these kinds are not read: smime.p7m" in read(tmp_path, whole.as_bytes()).warnings[0]
    )


@pytest.mark.parametrize(
    ("plain", "page"),
    [
        ("This message is in HTML. Use a viewer that shows HTML.", "The pool closes on 9 June."),
        ("このメールはHTML形式です。対応するメールソフトでご覧ください。", "プールは六月九日に閉めます。"),
        ("HTML only", "The pool closes on 9 June."),
        ("HTMLメール", "プールは六月九日に閉めます。"),
    ],
)
def test_a_text_that_stands_for_the_page_gives_way_to_it(tmp_path: Path, plain: str, page: str) -> None:
    """Newsletters say in their plain text only that they have none; that was read and the page lost."""
    mail = message()
    mail.set_content(plain)
    mail.add_alternative(f"<p>{page}</p>", subtype="html")
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == [page]
    assert f"its plain text says something else and was left out: “{plain}”" in document.warnings[0]
    assert f"内容の異なるテキスト形式は除きました：「{plain}」" in document.warnings[0]


@pytest.mark.parametrize(
    ("plain", "page"), [("OK!", "OK!"), ("Thanks, see you on Friday.", "Thanks, see you on <b>Friday</b>.")]
)
def test_a_text_that_stands_on_the_page_is_read(tmp_path: Path, plain: str, page: str) -> None:
    mail = message()
    mail.set_content(f"{plain}\n\n> Are you coming?\n")
    mail.add_alternative(f"<p>{page}</p>", subtype="html")
    document = read(tmp_path, mail.as_bytes())
    assert said(document, "paragraph") == [plain]
    assert not document.warnings


@pytest.mark.parametrize(
    ("page", "charset", "text"),
    [
        (932, "cp932", "①受付は髙橋が担当します。会議は二階で九時から始めます。"),
        (932, "cp932", "ｶｲｷﾞは十日です。資料を持参してください。"),
        (936, "gbk", "會議改到星期三下午三點，請準時參加。"),
        (950, "big5", "會議改到星期三下午三點，請準時參加。"),
        (949, "cp949", "회의는 수요일 오후 세 시에 시작합니다."),
        (1252, "cp1252", "The café closes at nine – bring the “blue” key."),
    ],
)
@pytest.mark.parametrize("named", [0x3FFD0003, 0x3FDE0003])
def test_outlook_messages_in_code_pages_are_read(
    tmp_path: Path, page: int, charset: str, text: str, named: int
) -> None:
    """Before Outlook wrote Unicode; a message in Big5, or with ①, was refused as damaged."""
    data = make_msg_of_bytes(
        {0x0037001E: text.encode(charset), 0x1000001E: text.encode(charset)}, {named: page}
    )
    document = read_all(tmp_path, data, "a.msg")[0]
    assert document.info.title == text
    assert document.text.count(text) == 2
