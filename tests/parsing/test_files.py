import os
import socket
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import SUPPORTED_SUFFIXES, ReadingSettings, document_id, read_file


def refusal(path: Path, relative_path: str, settings: ReadingSettings | None = None) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path=relative_path, settings=settings)
    return caught.value


def check(error: ReadingError, *, name: str, en: str, ja: str) -> None:
    assert error.en.startswith(f"{name}: ")
    assert error.ja.startswith(f"{name}: ")
    assert en in error.en
    assert ja in error.ja


def test_read_file_reads_by_suffix_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "A.MD").write_text("# 題\n\n本文です。", encoding="utf-8")
    (document,) = read_file(tmp_path / "A.MD", relative_path="A.MD")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]
    assert document.info.title == "題"
    assert document.info.path == "A.MD"


def test_read_file_takes_the_file_name_where_there_is_no_title(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "議事録.2025.txt").write_text("今日は雨です。", encoding="utf-8")
    (document,) = read_file(tmp_path / "sub" / "議事録.2025.txt", relative_path="sub/議事録.2025.txt")
    assert document.info.title == "議事録.2025"
    assert document.text == "今日は雨です。"


def test_read_file_refuses_other_formats_and_names_those_it_reads(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("text")
    error = refusal(tmp_path / "a.xyz", "a.xyz")
    check(error, name="a.xyz", en="Convert it", ja="変換してください")
    assert {".md", ".txt", ".html"} <= SUPPORTED_SUFFIXES
    assert all(suffix in error.en and suffix in error.ja for suffix in SUPPORTED_SUFFIXES)


@pytest.mark.parametrize("content", ["", " \n\t\n", "<p></p><script>x</script>"])
def test_read_file_refuses_a_file_without_anything_to_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.html").write_text(content)
    check(
        refusal(tmp_path / "a.html", "a.html"),
        name="a.html",
        en="nothing to read",
        ja="読める文章がありません",
    )


def test_read_file_refuses_a_large_file_and_says_how_to_raise_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * 1_500_000)
    error = refusal(path, "big.txt", ReadingSettings(max_file_bytes=1_000_000))
    check(error, name="big.txt", en="1.5 MB, more than the limit of 1.0 MB", ja="1.5 MBあり、上限の1.0 MB")
    assert "max_file_bytes" in error.en
    assert "max_file_bytes" in error.ja
    (document,) = read_file(path, relative_path="big.txt", settings=ReadingSettings(max_file_bytes=1_500_000))
    assert len(document.text) == 1_500_000


def test_reading_settings_refuse_a_limit_below_one_byte() -> None:
    with pytest.raises(ValueError, match="max_file_bytes"):
        ReadingSettings(max_file_bytes=0)


def test_read_file_refuses_a_missing_file_and_a_dangling_link(tmp_path: Path) -> None:
    check(refusal(tmp_path / "a.md", "a.md"), name="a.md", en="not there", ja="ファイルがない")
    (tmp_path / "b.md").symlink_to("nowhere.md")
    check(
        refusal(tmp_path / "b.md", "b.md"), name="b.md", en="a link to nothing", ja="リンク先が存在しません"
    )


def test_read_file_refuses_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    check(refusal(tmp_path / "a.md", "a.md"), name="a.md", en="can't be read", ja="読み込めません")


def test_read_file_follows_links_inside_the_corpus_only(tmp_path: Path) -> None:
    corpus, outside = tmp_path / "corpus", tmp_path / "secret.txt"
    (corpus / "sub").mkdir(parents=True)
    outside.write_text("秘密です。", encoding="utf-8")
    (corpus / "real.txt").write_text("公開です。", encoding="utf-8")
    (corpus / "sub" / "inside.txt").symlink_to(corpus / "real.txt")
    (corpus / "sub" / "escape.txt").symlink_to(outside)
    (corpus / "away").symlink_to(tmp_path)
    (document,) = read_file(corpus / "sub" / "inside.txt", relative_path="sub/inside.txt")
    assert document.text == "公開です。"
    for relative in ("sub/escape.txt", "away/secret.txt"):
        error = refusal(corpus / relative, relative)
        check(error, name=relative, en="leads out of the folder", ja="フォルダーの外を指している")
    (document,) = read_file(
        corpus / "sub" / "escape.txt",
        relative_path="sub/escape.txt",
        settings=ReadingSettings(follow_symlinks=True),
    )
    assert document.text == "秘密です。"


def test_read_file_refuses_what_is_no_ordinary_file_without_hanging(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "null.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
    check(refusal(tmp_path / "pipe.txt", "pipe.txt"), name="pipe.txt", en="named pipe", ja="名前付きパイプ")
    check(refusal(tmp_path / "folder.txt", "folder.txt"), name="folder.txt", en="a folder", ja="フォルダー")
    check(refusal(tmp_path / "s.txt", "s.txt"), name="s.txt", en="a socket", ja="ソケット")
    check(
        refusal(tmp_path / "null.txt", "null.txt"), name="null.txt", en="out of the folder", ja="外を指して"
    )
    device = refusal(tmp_path / "null.txt", "null.txt", ReadingSettings(follow_symlinks=True))
    check(device, name="null.txt", en="a device", ja="デバイス")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_read_file_refuses_a_file_that_is_not_permitted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "a.txt").chmod(0)
    check(refusal(tmp_path / "a.txt", "a.txt"), name="a.txt", en="chmod u+r", ja="権限がありません")


def test_read_file_translates_a_refused_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("text")
    monkeypatch.setattr(os, "open", refuse)
    check(refusal(tmp_path / "a.txt", "a.txt"), name="a.txt", en="chmod u+r", ja="権限がありません")


def test_read_file_escapes_marks_in_names_that_would_garble_a_message(tmp_path: Path) -> None:
    error = refusal(tmp_path / "a\n\u202eb.md", "a\n\u202eb.md")
    assert error.en.startswith("a\\n\\u202eb.md: ")


def test_read_file_stores_names_that_are_not_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x93\xfa.txt"))
    path.write_text("本文です。", encoding="utf-8")
    (document,) = read_file(path, relative_path=path.name)
    assert document.info.path == "\\x93\\xfa.txt"
    assert document.info.path.encode("utf-8").decode("utf-8") == document.info.path


def test_document_id_tells_paths_and_texts_apart() -> None:
    ids = [
        document_id(path, text)
        for path, text in [("a", "bc"), ("ab", "c"), ("a", "bd"), ("b", "bc"), ("", "")]
    ]
    assert len(set(ids)) == 5
    assert document_id("a", "bc") == ids[0]
    assert all(len(name) == 32 and set(name) <= set("0123456789abcdef") for name in ids)
