"""Zip archives: documents inside, names that lead out, bombs, nesting, passwords, time."""

import io
import resource
import zipfile
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.parsing.confined.isolation import stop_workers
from kotae.parsing.files import Source
from kotae.parsing.packages.archive import member
from kotae.records import Document
from tests.parsing.pdf_files import Ink, make_pdf

JA = "予算は2,000億円です。"
EN = "The budget is 200 billion yen."


def zipped(members: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return content.getvalue()


def read(folder: Path, data: bytes, **limits: int) -> tuple[Document, ...]:
    path = folder / "a.zip"
    path.write_bytes(data)
    settings = ReadingSettings(**limits)  # type: ignore[arg-type]  # none of them is the switch among the settings
    return read_file(path, relative_path="docs/a.zip", settings=settings)


def test_members_become_documents_under_the_archive(tmp_path: Path) -> None:
    pdf = make_pdf([[Ink(x=80, y=700, text=JA)]])
    rows = '{"_id": "7", "title": "題", "text": "行の文章です。"}\n'
    data = zipped({"文書/予算.md": f"# 予算\n\n{JA}", "en.txt": EN, "p.pdf": pdf, "corpus.jsonl": rows})
    documents = read(tmp_path, data)
    assert [(d.info.path, d.info.title, d.info.language, d.warnings) for d in documents] == [
        ("docs/a.zip/文書/予算.md", "予算", "ja", ()),
        ("docs/a.zip/en.txt", "en", "en", ()),
        ("docs/a.zip/p.pdf", "p", "ja", ()),
        ("docs/a.zip/corpus.jsonl#7", "題", "ja", ()),
    ]
    assert documents[2].blocks[0].page == 1
    assert documents[1].text == EN


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_of_one_name_the_later_is_read_and_that_is_said(tmp_path: Path) -> None:
    """The first was, and the other called a file of a kind that isn't read; whatever unpacks archives gives the last."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in (
            ("予算.txt", "古い文章。"),
            ("en.txt", EN),
            ("./予算.txt", JA),
            ("予算.txt", f"{JA}新しい。"),
        ):
            package.writestr(name, text)
    documents = read(tmp_path, content.getvalue())
    assert [(document.info.path, document.text) for document in documents] == [
        ("docs/a.zip/en.txt", EN),
        ("docs/a.zip/予算.txt", f"{JA}新しい。"),
    ]
    assert documents[-1].warnings == (
        "left out, a later file of the same name replaces them: 予算.txt, 予算.txt / "
        "後にある同じ名前のファイルが取って代わるため除きました: 予算.txt, 予算.txt",
    )
    inner = member(Source(path="a.zip", data=content.getvalue(), settings=ReadingSettings()), "予算.txt")
    assert inner is not None
    assert inner.data.decode() == documents[-1].text


def test_what_holds_no_text_is_named(tmp_path: Path) -> None:
    documents = read(tmp_path, zipped({"空.txt": "", "en.txt": EN, "empty.md": "\n"}))
    assert [document.info.path for document in documents] == ["docs/a.zip/en.txt"]
    assert documents[-1].unread == ("/空.txt", "/empty.md")
    assert any("空.txt" in warning for warning in documents[-1].warnings)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../outside.txt", "outside.txt"),
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\folder\\..\\file.txt", "folder/file.txt"),
        ("./a//b.txt", "a/b.txt"),
    ],
)
def test_names_stay_inside_and_nothing_is_written(tmp_path: Path, name: str, path: str) -> None:
    before = set(tmp_path.parent.iterdir())
    (document,) = read(tmp_path, zipped({name: JA}))
    assert document.info.path == f"docs/a.zip/{path}"
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]
    assert set(tmp_path.parent.iterdir()) == before


def test_japanese_windows_names_are_read(tmp_path: Path) -> None:
    data = zipped({"xxxxxxxx.txt": JA}).replace(b"xxxxxxxx", "議事録表".encode("cp932").replace(b"\\", b"\\"))
    (document,) = read(tmp_path, data)
    assert document.info.path in ("docs/a.zip/議事録表.txt",)


def test_bad_member_is_named_and_the_rest_read(tmp_path: Path) -> None:
    documents = read(
        tmp_path,
        zipped({"bad.pdf": b"no pdf", "good.txt": EN, "film.mp4": b"ftyp", "__MACOSX/x.txt": EN}),
    )
    assert [document.info.path for document in documents] == ["docs/a.zip/good.txt"]
    first, second = documents[0].warnings
    assert first.startswith("docs/a.zip/bad.pdf: this is no PDF")
    assert "docs/a.zip/bad.pdf: PDFではないか" in first
    assert second == (
        "left out, files of this kind are not read: film.mp4 / この種類のファイルは読まないため除きました: film.mp4"
    )


def test_nesting_is_followed_to_its_limit(tmp_path: Path) -> None:
    data = zipped({"deep.txt": JA})
    for _ in range(2):
        data = zipped({"inner.zip": data, "here.txt": f"{EN} {len(data)}"})
    documents = read(tmp_path, data)
    assert [document.info.path for document in documents] == [
        "docs/a.zip/inner.zip/inner.zip/deep.txt",
        "docs/a.zip/inner.zip/here.txt",
        "docs/a.zip/here.txt",
    ]
    shallow = read(tmp_path, data, max_nesting=1)
    assert [document.info.path for document in shallow] == ["docs/a.zip/here.txt"]
    assert "nested too deep" in shallow[0].warnings[0]
    assert "入れ子が深すぎます" in shallow[0].warnings[0]


def test_bomb_is_refused_unexpanded(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, zipped({"a.txt": b"\n" * 30_000_000}), max_expanded_bytes=20_000_000)
    assert "would expand to 30 MB" in caught.value.en
    assert "展開すると30 MB" in caught.value.ja


def test_bomb_inside_counts_for_the_whole(tmp_path: Path) -> None:
    inner = zipped({"a.txt": b"\n" * 3_000_000})
    data = zipped({"big.txt": JA + "\n" * 1_000_000, "inner.zip": inner})
    (document,) = read(tmp_path, data, max_expanded_bytes=3_500_000)
    assert "inner.zip: it would expand to 3 MB" in document.warnings[0]


def test_member_over_the_limit_is_left_out(tmp_path: Path) -> None:
    (document,) = read(tmp_path, zipped({"big.txt": "x" * 2000, "ok.txt": JA}), max_file_bytes=1000)
    assert document.text == JA
    assert "max_file_bytes" in document.warnings[0]


def test_password_is_reported(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": JA}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, bytes(data))
    assert caught.value.en.startswith("docs/a.zip: nothing in this archive can be read.")
    assert "a.txt" in caught.value.en
    assert "asks for a password" in caught.value.en
    assert "パスワード" in caught.value.ja


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x05\x06", zipped({"a.txt": JA})[:40], b"text", b"PK\x01\x02" * 30_000],
    ids=["empty", "end only", "torn", "text", "entries"],
)
def test_broken_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, data)
    assert caught.value.en.startswith("docs/a.zip: ")
    assert caught.value.ja.startswith("docs/a.zip: ")


def test_damaged_member_is_named(tmp_path: Path) -> None:
    data = zipped({"a.txt": JA * 50, "b.txt": EN})
    at = data.index(b"a.txt") + 20
    (document,) = read(tmp_path, data[:at] + b"\xff" * 8 + data[at + 8 :])
    assert document.text == EN
    assert document.warnings[0].startswith("a.txt: docs/a.zip: the file is damaged")


def test_time_is_limited_for_the_whole(tmp_path: Path) -> None:
    """One entry after another takes too long; what was read before them is kept."""
    slow = "<p>" + "<div><b>" * 150_000
    members: dict[str, bytes | str] = {"a.txt": JA, **{f"{n}.html": slow + str(n) for n in range(40)}}
    (document,) = read(tmp_path, zipped(members), max_seconds=1)
    assert document.text == JA
    assert "0.html" in document.warnings[0]
    assert "the rest of it was left out" in document.warnings[-1]
    assert "残りを除きました" in document.warnings[-1]


def test_copies_are_read_once(tmp_path: Path) -> None:
    """One member's bytes listed fifteen thousand times were fifteen thousand documents."""
    inner = zipped({"c.txt": JA, "d.md": JA})
    data = zipped({"a.txt": JA, "b.txt": JA, "one.zip": inner, "two.zip": inner, "e.txt": EN})
    documents = read(tmp_path, data)
    assert [document.info.path for document in documents] == [
        *("docs/a.zip/a.txt", "docs/a.zip/one.zip/d.md", "docs/a.zip/e.txt"),
    ]
    en = "read once, the same as other files of this archive: {}"
    ja = "このアーカイブのほかのファイルと同じ内容のため、一度だけ読みました: {}"
    assert documents[-1].warnings == tuple(
        f"{en} / {ja}".format(named, named) for named in ("c.txt", "b.txt, two.zip")
    )


@pytest.mark.parametrize("kind", [".zip", ".jsonl"])
def test_time_grows_with_the_size(kind: str) -> None:
    settings = ReadingSettings(max_seconds=60)
    sizes = (0, 300_000, 3_000_000, 27_000_000, 256_000_000)
    assert [settings.seconds_for(kind, size) for size in sizes] == [60, 66, 120, 600, 600]
    assert settings.seconds_for(".pdf", 20_000_000) == 60


def test_hostile_archive_takes_the_time_of_one_file(tmp_path: Path) -> None:
    """Forty files that each take longer than one may: the archive had ten times its time, whatever its size."""
    slow = "<p>" + "<div><b>" * 150_000
    members: dict[str, bytes | str] = {f"{n}.html": slow + str(n) for n in range(40)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, zipped({**members, "bad.pdf": "x"}), max_seconds=2)
    stop_workers()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 8
    assert "0.html" in caught.value.en
    assert "longer than 3 seconds" in caught.value.en
    assert "longer than 600" not in caught.value.en
