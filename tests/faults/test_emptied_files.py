"""Files emptied where they lie, or another folder in the place of the documents, never empty the index."""

import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import CorpusError
from kotae.parsing.confined import isolation
from kotae.parsing.files import Source
from kotae.parsing.units import Draft
from kotae.pipeline import build
from kotae.records import BuildReport
from tests.faults.test_vanishing_corpus import FILES, during
from tests.pipeline.conftest import write_files
from tests.pipeline.test_incremental import content

Change = Callable[[Path], object]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Path:
    built(corpus, tmp_path / "index")
    return tmp_path / "index"


def built(corpus: Path, index: Path, **named: bool) -> BuildReport:
    return build(corpus, index, embedder=HashingEmbedder(), **named)  # type: ignore[arg-type]  # allow_shrink alone


def refused(corpus: Path, index: Path) -> CorpusError:
    before = content(index)
    with pytest.raises(CorpusError) as caught:
        built(corpus, index)
    assert content(index) == before
    for said, stays in ((caught.value.en, "the last index stays"), (caught.value.ja, "以前の索引をそのまま")):
        assert "--allow-shrink" in said
        assert stays in said
    return caught.value


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\0" * 50),
        lambda path: path.write_text("\n \u3000\n"),
        lambda path: path.write_bytes(os.urandom(500)),
        lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
        _pipe,
        lambda path: (path.unlink(), path.symlink_to(path.name)),
    ],
    ids=["0 bytes", "zeros", "blank", "noise", "link out of it", "pipe", "circle"],
)
@pytest.mark.parametrize("many", [2, 6, 11])
def test_many_files_that_give_nothing_any_more(corpus: Path, index: Path, change: Change, many: int) -> None:
    """A sync tool or a full disk leaves files of no length, and they left the index with exit status 0."""
    for path in sorted(corpus.rglob("*.md"))[:many]:
        change(path)
    said = refused(corpus, index)
    assert f"{many} files" in said.en
    assert f"{many}個" in said.ja.replace(" ", "")
    assert "sub0/0.md" in said.en


def test_insisting_lets_them_go(corpus: Path, index: Path) -> None:
    for number in (0, 3, 6):
        (corpus / f"sub0/{number}.md").write_bytes(b"")
    assert built(corpus, index, allow_shrink=True).removed == 3
    assert built(corpus, index).documents == 9  # and they aren't missed again


def test_one_file_emptied_on_purpose_leaves_the_index(corpus: Path, index: Path) -> None:
    (corpus / "sub0/0.md").write_bytes(b"")
    report = built(corpus, index)
    assert (report.documents, report.removed) == (11, 1)


def test_two_files_with_most_of_the_documents(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{number}番の記録である。It is row {number}."}}\n' for number in range(100))
    files = {f"{number}.md": f"文書{number}である。\n" for number in range(30)}
    write_files(tmp_path / "corpus", files | {"a.jsonl": rows, "b.jsonl": rows.replace("row", "line")})
    assert built(tmp_path / "corpus", tmp_path / "index").documents == 230
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / "corpus" / name).write_bytes(b"")
    assert "2 files" in refused(tmp_path / "corpus", tmp_path / "index").en


def test_what_never_gave_anything_is_no_loss(corpus: Path, index: Path) -> None:
    write_files(corpus, {f"空{number}.md": "" for number in range(20)})
    assert built(corpus, index).documents == 12


@pytest.mark.parametrize("left", [{}, dict(list(FILES.items())[:3])], ids=["empty", "three of the files"])
def test_another_folder_in_its_place(corpus: Path, index: Path, left: dict[str, str]) -> None:
    corpus.rename(corpus.with_name("away"))
    corpus.mkdir()
    write_files(corpus, {"new.md": "新しい文書である。\n", **left} if left else {})
    refused(corpus, index)
    assert built(corpus, index, allow_shrink=True).removed == 12 - len(left)
    if left:
        (corpus / "new.md").unlink()
        assert built(corpus, index).removed == 1  # it is the folder now


@pytest.mark.parametrize(
    "other", [{"他.md": "ほかの文書である。\n"}, {}], ids=["another one", "an empty one"]
)
def test_a_link_that_leads_elsewhere(corpus: Path, tmp_path: Path, other: dict[str, str]) -> None:
    link, index = tmp_path / "link", tmp_path / "index"
    link.symlink_to(corpus)
    built(link, index)
    (tmp_path / "other").mkdir()
    write_files(tmp_path / "other", other)
    link.unlink()
    link.symlink_to(tmp_path / "other")
    refused(link, index)


def test_a_link_that_leads_elsewhere_while_files_are_read(corpus: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(corpus)
    write_files(tmp_path / "other", {"他.md": "ほかの文書である。\n"})

    def exchange() -> None:
        link.unlink()
        link.symlink_to(tmp_path / "other")

    report = build(link, tmp_path / "index", embedder=HashingEmbedder(), progress=during(exchange))
    assert report.documents == 12


def test_another_folder_with_the_same_files_is_the_same(corpus: Path, index: Path) -> None:
    """A backup that is exchanged as a whole, and lost one paper."""
    corpus.rename(corpus.with_name("away"))
    write_files(corpus, dict(list(FILES.items())[1:]))
    assert built(corpus, index).removed == 1


def test_another_folder_that_is_named_is_meant(index: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "other", {"他.md": "ほかの文書である。\n"})
    assert built(tmp_path / "other", index).removed == 12


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


IN_ARCHIVE = {
    f"{name}.md": f"# {name}\n\n{name}の本文である。It is {name}.\n".encode() for name in "abcdefgh"
}


@pytest.mark.parametrize("inner", ["", "内側.zip"], ids=["archive", "archive in it"])
@pytest.mark.parametrize("left", [b"", b"\n \xe3\x80\x80\n", b"\0" * 90], ids=["0 bytes", "blank", "zeros"])
def test_files_in_an_archive_that_give_nothing_any_more(tmp_path: Path, left: bytes, inner: str) -> None:
    """The archive itself still gave documents, so that what was lost in it left the index with exit status 0."""
    corpus, index, place = tmp_path / "corpus", tmp_path / "index", tmp_path / (inner or "corpus/本.zip")
    write_files(corpus, {"one.md": "一つの文書である。\n"})

    def packed(files: dict[str, bytes]) -> None:
        zipped(place, files)
        if inner:
            zipped(corpus / "本.zip", {inner: place.read_bytes(), "b.md": b"Beside it.\n"})

    packed(IN_ARCHIVE)
    documents = built(corpus, index).documents
    emptied = dict.fromkeys(("a.md", "c.md", "h.md"), left)
    packed(IN_ARCHIVE | emptied)
    said = refused(corpus, index)
    assert "3 files" in said.en
    assert f"本.zip{inner and '/'}{inner}/c.md" in said.ja
    assert built(corpus, index, allow_shrink=True).documents == documents - 3
    assert built(corpus, index).documents == documents - 3  # and they aren't missed again


def test_an_archive_damaged_in_the_middle(tmp_path: Path) -> None:
    write_files(tmp_path / "corpus", {"one.md": "一つの文書である。\n"})
    path = tmp_path / "corpus" / "本.zip"
    zipped(path, IN_ARCHIVE)
    assert built(tmp_path / "corpus", tmp_path / "index").documents == 9
    data = path.read_bytes()
    path.write_bytes(data[:150] + bytes(200) + data[350:])
    assert "本.zip/" in refused(tmp_path / "corpus", tmp_path / "index").en


def test_files_taken_out_of_an_archive_and_one_emptied_on_purpose_leave_the_index(tmp_path: Path) -> None:
    write_files(tmp_path / "corpus", {"one.md": "一つの文書である。\n"})
    zipped(tmp_path / "corpus" / "本.zip", IN_ARCHIVE)
    built(tmp_path / "corpus", tmp_path / "index")
    kept = dict(list(IN_ARCHIVE.items())[:5])
    zipped(tmp_path / "corpus" / "本.zip", kept)
    assert built(tmp_path / "corpus", tmp_path / "index").documents == 6
    zipped(tmp_path / "corpus" / "本.zip", kept | {"a.md": b""})
    assert built(tmp_path / "corpus", tmp_path / "index").documents == 5


def test_an_archive_that_was_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine gave an archive up half-way, and the rest of it left the index."""
    write_files(tmp_path / "corpus", {"one.md": "一つの文書である。\n"})
    zipped(tmp_path / "corpus" / "本.zip", IN_ARCHIVE)
    built(tmp_path / "corpus", tmp_path / "index")
    zipped(tmp_path / "corpus" / "本.zip", IN_ARCHIVE | {"a.md": "# 新\n\n新しい。\n".encode()})

    def given_up(source: Source, *, suffix: str) -> Iterator[Draft]:
        drafts = list(stream(source, suffix=suffix))
        yield from (replace(draft, unread=("",)) for draft in drafts[: max(1, len(drafts) // 2)])

    stream = isolation.stream_isolated
    monkeypatch.setattr(isolation, "stream_isolated", given_up)
    assert "本.zip" in refused(tmp_path / "corpus", tmp_path / "index").en
