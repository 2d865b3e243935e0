"""Which files a build reads, and that each file left out has its reason in both languages."""

import os
from pathlib import Path

import pytest

from kotae.errors import CorpusError
from kotae.parsing import SUPPORTED_SUFFIXES
from kotae.pipeline import build
from kotae.pipeline.builds.corpus_files import list_files
from tests.pipeline.conftest import CountingEmbedder, write_files


def found(folder: Path, index: Path | None = None) -> tuple[list[str], dict[str, tuple[str, str]]]:
    files = list_files(folder, suffixes=SUPPORTED_SUFFIXES, index=index or folder.parent / "index")
    return list(files.paths), {file.path: (file.reason_en, file.reason_ja) for file in files.skipped}


def test_walk_is_deep_sorted_and_leaves_the_index_out(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    write_files(folder, {"b.md": "x", "a/深い/c.TXT": "x", "a.md": "x", "index/generations/x/d.md": "x"})
    assert found(folder, folder / "index") == (["a.md", "a/深い/c.TXT", "b.md"], {})


def test_each_kind_left_out_says_why(tmp_path: Path) -> None:
    folder = (tmp_path / "corpus").resolve()
    write_files(
        folder, {"a.md": "x", ".hidden.md": "x", ".git/config.md": "x", "photo.xyz": "x", "Makefile": "x"}
    )
    write_files(tmp_path, {"outside.md": "secret", "elsewhere/x.md": "secret"})
    (folder / "out.md").symlink_to(tmp_path / "outside.md")
    (folder / "in.md").symlink_to(folder / "a.md")
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "gone.md").symlink_to(folder / "nothing.md")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.md")
    paths, skipped = found(folder)
    assert paths == ["a.md", "in.md"]
    assert {path: en for path, (en, _) in skipped.items()} == {
        ".git/": "hidden folder",
        ".hidden.md": "hidden file",
        "Makefile": "files of this kind (Makefile) are not read",
        "gone.md": "can't be opened (No such file or directory)",
        "linked/": "link to a folder",
        "loop.md": skipped["loop.md"][0],
        "out.md": "the link leads out of the folder",
        "photo.xyz": "files of this kind (.xyz) are not read",
        "pipe.md": "not a regular file",
    }
    assert "can't be opened" in skipped["loop.md"][0]
    assert skipped["out.md"][1] == "リンク先がフォルダーの外です"
    assert skipped["photo.xyz"][1] == "この種類（.xyz）のファイルは読みません"
    assert list(skipped) == sorted(skipped)


def test_pictures_are_not_opened_without_ocr(tmp_path: Path, embedder: CountingEmbedder) -> None:
    write_files(tmp_path / "c", {"a.md": "予算は三億円です。\n", "photo.PNG": "x"})
    (skipped,) = build(tmp_path / "c", tmp_path / "i", embedder=embedder).skipped
    assert (skipped.path, skipped.reason_en, skipped.reason_ja) == (
        "photo.PNG",
        "files of this kind (.png) are not read; with ocr = true under [reading] the text in pictures is",
        "この種類（.png）のファイルは読みません。[reading] で ocr = true にすると画像の中の文字を読みます",
    )


def test_names_with_odd_characters_are_kept(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    names = ["改\n行.md", "\u202eエスケープ.md", "空 白.md"]
    write_files(folder, dict.fromkeys(names, "x"))
    assert found(folder)[0] == sorted(names)


def test_name_that_is_not_utf8_is_skipped(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    with open(os.fsencode(folder) + b"/\xff.md", "wb") as file:
        file.write(b"x")
    assert found(folder) == (
        [],
        {
            "\ufffd.md": (
                "the name isn't valid UTF-8; rename the file",
                "名前が UTF-8 ではありません。改名してください",
            )
        },
    )


@pytest.mark.parametrize(
    ("make", "en", "ja"),
    [
        (lambda path: None, "there is no such folder", "文書のフォルダーがありません"),
        (lambda path: path.write_text("x"), "this is a file", "これはファイルです"),
        (lambda path: path.mkdir(), "the folder is empty", "フォルダーが空です"),
        (
            lambda path: write_files(path, {"a.xyz": "x", "b.md": "", "c.md": "\x00\x01\x02\xff" * 9}),
            "nothing in it can be read; skipped:\n  a.xyz: files of this kind (.xyz) are not read\n  b.md: ",
            "読める文書がありません。読まなかったもの:\n  a.xyz: この種類（.xyz）のファイルは読みません\n  b.md: ",
        ),
    ],
    ids=["missing", "file", "empty", "unreadable"],
)
def test_useless_corpus_is_refused_in_both_languages(
    make: object, en: str, ja: str, tmp_path: Path, embedder: CountingEmbedder
) -> None:
    assert callable(make)
    make(tmp_path / "corpus")
    with pytest.raises(CorpusError) as caught:
        build(tmp_path / "corpus", tmp_path / "index", embedder=embedder)
    assert f"{tmp_path / 'corpus'}: {en}" in caught.value.en
    assert f"{tmp_path / 'corpus'}: {ja}" in caught.value.ja


def test_unreadable_files_are_skipped_and_the_rest_goes_on(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    write_files(corpus, {"empty.md": "", "blank.txt": " \n\n", "table.xyz": "x"})
    (corpus / "binary.md").write_bytes(bytes(range(256)) * 20)
    report = build(corpus, index, embedder=embedder)
    assert (report.documents, report.added) == (4, 4)
    assert [file.path for file in report.skipped] == ["binary.md", "blank.txt", "empty.md", "table.xyz"]
    assert all(file.reason_en and file.reason_ja for file in report.skipped)
    again = build(corpus, index, embedder=embedder)
    assert (again.unchanged, again.skipped) == (4, report.skipped)


def test_file_over_the_limit_is_skipped(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    with (corpus / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    report = build(corpus, index, embedder=embedder)
    assert [file.path for file in report.skipped] == ["huge.txt"]
    assert "50" in report.skipped[0].reason_en


def test_file_that_becomes_unreadable_is_removed_and_said(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    (corpus / "budget.txt").write_bytes(bytes(range(256)) * 20)
    report = build(corpus, index, embedder=embedder)
    assert (report.removed, report.unchanged, [file.path for file in report.skipped]) == (
        1,
        3,
        ["budget.txt"],
    )
