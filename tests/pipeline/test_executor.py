"""What a process elsewhere says of files, and how it is put together again; no Ray is needed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import ClusterError, ReadingError
from kotae.index.rows import SourceFile
from kotae.parsing import NoWorkerError, Patience, ReadingSettings, UnreachableError
from kotae.passages import PassageSplitter
from kotae.pipeline.builds.executor import ReadFile, read_here
from kotae.pipeline.builds.pieces import Piece, Refusal, ShapedDocument, decode_piece, encode_piece, pieces_of
from kotae.pipeline.builds.ray_executor import Arriving
from kotae.pipeline.builds.ray_work import Embedding, FileTask, Tries, state_here
from kotae.pipeline.builds.shaping import Shaper

TABLE = "品名,価格\n" + "".join(f"品{row},{row}円\n" for row in range(5))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "予算.md").write_text("# 予算\n\n政府は予算を2,000億円に増やした。\n", encoding="utf-8")
    (tmp_path / "lease.txt").write_text("The lease ends in March 2027.\n", encoding="utf-8")
    (tmp_path / "価格.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "torn.pdf").write_bytes(b"no PDF")
    return tmp_path


def source(path: str) -> SourceFile:
    return SourceFile(path=path, stamp="", sha256=b"")


def task(folder: Path) -> FileTask:
    return FileTask(folder=folder, reading=ReadingSettings(), splitter=PassageSplitter(), starts=Tries())


def said(folder: Path, *paths: str) -> list[Piece]:
    """Return what a process that is given these files says."""
    return [decode_piece(batch["piece"][0]) for batch in task(folder)({"path": paths})]


@pytest.mark.parametrize("path", ["予算.md", "lease.txt", "価格.csv"])
def test_a_document_comes_back_as_it_was_read(folder: Path, path: str) -> None:
    here = read_here(folder, source(path), Patience(ReadingSettings()))
    (document, nothing), shaper = next(here.documents), Shaper(PassageSplitter())
    (piece,) = said(folder, path)
    assert nothing is None
    assert (piece.path, piece.sha256, piece.stamp, piece.last) == (path, here.sha256, here.stamp, True)
    assert piece.documents[0].document == document
    assert piece.documents[0] == ShapedDocument.of(document, shaper.shape(document))
    assert piece.documents[0].passages[0].text in document.text


def test_a_file_that_cannot_be_read_or_had_says_why_in_both_languages(folder: Path) -> None:
    torn, gone = said(folder, "torn.pdf", "gone.txt")
    assert torn.refusal is not None
    assert gone.refusal is not None
    assert (torn.refusal.cause, gone.refusal.cause) == ("file", "gone")
    assert torn.sha256 != b""
    assert gone.sha256 == b""
    assert "no PDF" in torn.refusal.error().en
    assert "PDFではない" in torn.refusal.error().ja
    with pytest.raises(UnreachableError, match=r"gone\.txt") as unreachable:
        raise gone.refusal.error()
    assert unreachable.value.gone


def test_nobody_to_read_a_file_stays_that() -> None:
    error = Refusal.of(NoWorkerError("x {y}", path="a.txt", y=1)).error()
    assert (type(error), error.path, error.reason.text("ja")) == (NoWorkerError, "a.txt", "x 1")


def test_a_long_file_comes_in_pieces_and_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kotae.pipeline.builds.pieces._CHARS", 30)
    lines = "".join(f'{{"_id": "{n}", "text": "The lease number {n} ends."}}\n' for n in range(7))
    (folder / "many.jsonl").write_text(lines, encoding="utf-8")
    pieces = said(folder, "many.jsonl", "lease.txt")
    assert [piece.last for piece in pieces].count(True) == 2
    assert len(pieces) > 4
    arriving = Arriving(iter(pieces), lambda file: pytest.fail(f"{file.path} is read here"))
    read = arriving.read(source("many.jsonl"))
    documents = [document.text for document, _ in read.documents]
    assert documents == [f"The lease number {n} ends." for n in range(7)]
    assert next(arriving.read(source("lease.txt")).documents)[0].text.startswith("The lease ends")


def test_what_is_left_of_a_file_is_passed_over(folder: Path) -> None:
    arriving = Arriving(iter(said(folder, "価格.csv", "lease.txt")), lambda file: pytest.fail(file.path))
    arriving.read(source("価格.csv"))
    assert next(arriving.read(source("lease.txt")).documents)[0].text.startswith("The lease ends")


def test_a_file_that_was_not_asked_for_is_read_here(folder: Path) -> None:
    def here(file: SourceFile) -> ReadFile:
        return read_here(folder, file, Patience(ReadingSettings()))

    arriving = Arriving(iter(said(folder, "lease.txt")), here)
    assert "2,000億円" in next(arriving.read(source("予算.md")).documents)[0].text
    assert next(arriving.read(source("lease.txt")).documents)[1] is not None
    assert next(arriving.read(source("lease.txt")).documents)[1] is None


def test_refusals_are_raised_where_this_process_would_raise_them(folder: Path) -> None:
    arriving = Arriving(iter(said(folder, "gone.txt", "torn.pdf")), lambda file: pytest.fail(file.path))
    with pytest.raises(UnreachableError):
        arriving.read(source("gone.txt"))
    read = arriving.read(source("torn.pdf"))
    with pytest.raises(ReadingError, match="no PDF"):
        next(read.documents)


def test_a_file_that_changed_between_two_pieces_is_not_mixed(folder: Path) -> None:
    def pieces() -> Iterator[Piece]:
        yield Piece(path="lease.txt", sha256=b"one")
        yield Piece(path="lease.txt", sha256=b"two", last=True)

    read = Arriving(pieces(), lambda file: pytest.fail(file.path)).read(source("lease.txt"))
    with pytest.raises(ClusterError) as changed:
        list(read.documents)
    assert "changed while it was read" in changed.value.en
    assert "ファイルが変わりました" in changed.value.ja


@pytest.mark.parametrize(
    "torn", [b"", b"{}", b'{"path": "a.txt", "last": 1}', b'{"path": "a.txt", "sha256": "!"}']
)
def test_what_is_no_piece_is_refused(torn: bytes) -> None:
    with pytest.raises(ValueError, match="Piece"):
        decode_piece(torn)


def test_pieces_keep_what_is_in_them(folder: Path) -> None:
    read = ReadFile(stamp="1 2", sha256=b"\x00\xff", documents=iter(()))
    (piece,) = pieces_of("空.txt", read, iter(()))
    assert (
        decode_piece(encode_piece(piece))
        == piece
        == Piece(path="空.txt", stamp="1 2", sha256=b"\x00\xff", last=True)
    )


def test_a_process_embeds_as_this_one_does() -> None:
    texts = ["予算を増やした。", "The lease ends."]
    made = Embedding(EmbeddingSettings(model="hashing"))({"number": [3], "texts": [texts]})
    embedder = HashingEmbedder()
    assert (made["number"], made["fingerprint"], made["failed"]) == ([3], [embedder.fingerprint], [[]])
    assert made["vectors"] == [embedder.embed_passages(texts).astype("<f4").tobytes()]


def test_a_process_without_the_model_says_so_in_both_languages(tmp_path: Path) -> None:
    made = Embedding(EmbeddingSettings(model=str(tmp_path / "nothing")))({"number": [0], "texts": [["a"]]})
    en, ja = made["failed"][0]
    assert "nothing" in en
    assert "nothing" in ja
    assert en != ja


def test_a_process_says_which_kotae_it_has_and_whether_the_folder_is_there(tmp_path: Path) -> None:
    import kotae

    assert state_here(str(tmp_path)) == (kotae.__version__, True)
    assert state_here(str(tmp_path / "nowhere"))[1] is False


def test_settings_travel_as_they_are(folder: Path) -> None:
    splitter = PassageSplitter(max_chars=10)
    small = FileTask(folder=folder, reading=Settings().reading, splitter=splitter, starts=Tries())
    whole = said(folder, "価格.csv")[0].documents[0].passages
    parted = decode_piece(next(small({"path": ["価格.csv"]}))["piece"][0]).documents[0].passages
    assert len(parted) > len(whole)
