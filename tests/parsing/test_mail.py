"""Mail: headers in front, plain text before HTML, Japanese encodings, attachments named."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.records import Document


def read(folder: Path, data: bytes) -> Document:
    path = folder / "mail.eml"
    path.write_bytes(data)
    (document,) = read_file(path, relative_path="mail.eml")
    return document


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


def test_attachments_are_named(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("添付します。")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="報告.pdf")
    assert read(tmp_path, mail.as_bytes()).warnings == (
        "attachments were not read; save them into the corpus: 報告.pdf"
        " / 添付ファイルは読み込んでいません。コーパスに保存してください: 報告.pdf",
    )


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
