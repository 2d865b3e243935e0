"""A folder of documents that vanishes never empties the index; removing documents does what it always did."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.cli import main
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import CorpusError, ReadingError
from kotae.index.rows import SourceFile
from kotae.parsing.confined.isolation import stop_workers
from kotae.pipeline import build
from kotae.pipeline.builds.shrinking import Losses, lie_on_one_disk
from tests.pipeline.conftest import write_files
from tests.pipeline.test_incremental import content

FILES = {f"sub{n % 3}/{n}.md": f"# 題{n}\n\n文書{n}の本文である。It is number {n}.\n" for n in range(12)}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Path:
    build(corpus, tmp_path / "index", embedder=HashingEmbedder())
    return tmp_path / "index"


def during(act: Callable[[], object]) -> Callable[[str, int, int], None]:
    """Act once, when the third file is about to be read."""
    done: list[bool] = []

    def progress(stage: str, at: int, _total: int) -> None:
        if stage == "reading" and at == 2 and not done:
            done.append(True)
            act()

    return progress


def refuse_and_keep(corpus: Path, index: Path, act: Callable[[], object]) -> CorpusError:
    before = content(index)
    for path in corpus.rglob("*.md"):
        path.write_text(path.read_text() + "\nMore.\n")  # so that each is read again
    with pytest.raises(CorpusError) as caught:
        build(corpus, index, embedder=HashingEmbedder(), progress=during(act))
    assert content(index) == before
    assert "the last index stays" in caught.value.en
    assert "--allow-shrink" in caught.value.en
    assert "--allow-shrink" in caught.value.ja
    assert "以前の索引をそのまま残します" in caught.value.ja
    return caught.value


def test_folder_that_goes_while_being_read(corpus: Path, index: Path) -> None:
    refuse_and_keep(corpus, index, lambda: shutil.rmtree(corpus))


def test_folder_that_is_exchanged_while_being_read(corpus: Path, index: Path) -> None:
    def exchange() -> None:
        corpus.rename(corpus.with_name("away"))
        write_files(corpus, FILES)

    refuse_and_keep(corpus, index, exchange)


def test_part_of_a_folder_that_goes_while_being_read(corpus: Path, index: Path) -> None:
    error = refuse_and_keep(corpus, index, lambda: shutil.rmtree(corpus / "sub2"))
    assert "4 files can't be reached any more (sub2/11.md, sub2/2.md, sub2/5.md…)" in error.en


def test_insisting_lets_them_go(corpus: Path, index: Path) -> None:
    for path in corpus.rglob("*.md"):
        path.write_text(path.read_text() + "\nMore.\n")
    report = build(
        corpus,
        index,
        embedder=HashingEmbedder(),
        progress=during(lambda: shutil.rmtree(corpus / "sub2")),
        allow_shrink=True,
    )
    assert report.documents == 8
    assert {file.path for file in report.skipped} == {f"sub2/{n}.md" for n in (2, 5, 8, 11)}


def test_one_file_removed_meanwhile_is_only_left_out(corpus: Path, index: Path) -> None:
    (corpus / "sub2" / "8.md").write_text("changed\n")
    act = during((corpus / "sub2" / "8.md").unlink)
    report = build(corpus, index, embedder=HashingEmbedder(), progress=act)
    assert [file.path for file in report.skipped] == ["sub2/8.md"]


def test_documents_removed_before_are_removed(corpus: Path, index: Path) -> None:
    shutil.rmtree(corpus / "sub1")
    shutil.rmtree(corpus / "sub2")
    assert build(corpus, index, embedder=HashingEmbedder()).removed == 8


def test_folder_that_cannot_be_listed(corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: object, *arguments: int, **named: int | None) -> int:
        if str(path) == str(corpus / "sub2"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **named)  # type: ignore[arg-type]

    before = content(index)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(CorpusError) as caught:
        build(corpus, index, embedder=HashingEmbedder())
    assert "sub2/11.md" in caught.value.en
    assert content(index) == before
    assert build(corpus, index, embedder=HashingEmbedder(), allow_shrink=True).documents == 8


NO_RIGHTS = """
import ctypes, sys
# The same account, without root's leave to pass over permissions.
libc = ctypes.CDLL(None, use_errno=True)
for right in (1, 2):
    libc.prctl(24, right, 0, 0, 0)
"""


def run_without_rights(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as an account that permissions hold for, root or not."""
    start = "import os, sys; os.execv(sys.executable, [sys.executable, '-m', 'kotae', *sys.argv[1:]])"
    environment = os.environ | {
        "KOTAE_EMBEDDING__MODEL": "hashing",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "KOTAE_LANGUAGE": "en",
    }
    return subprocess.run(
        [sys.executable, "-c", NO_RIGHTS + start, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("mode", [0o444, 0o111, 0o000], ids=["no entering", "no listing", "nothing"])
@pytest.mark.parametrize(
    "place", ["corpus/top", "corpus", "."], ids=["folder", "corpus", "around the corpus"]
)
def test_folder_nobody_may_look_into(mode: int, place: str, tmp_path: Path) -> None:
    """A folder that can be listed and not entered looked as if it held files without suffix, and the index was emptied."""
    home = tmp_path / "home"
    write_files(home / "corpus" / "top", FILES)
    index = tmp_path / "index"
    build(home / "corpus", index, embedder=HashingEmbedder())
    before = content(index)
    (home / place).chmod(mode)
    try:
        ended = run_without_rights("index", str(home / "corpus"), "--index", str(index))
    finally:
        (home / place).chmod(0o755)
    if mode == 0o111 and place == ".":
        assert ended.returncode == 0, ended.stderr  # it need not be listed
    else:
        assert ended.returncode in (1, 2), ended.stderr
        assert ended.stderr.startswith("kotae: ")
        assert "Traceback" not in ended.stderr
    assert content(index) == before


def test_corpus_whose_disk_answers_nothing(
    index: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a dead network disk says of the folder itself ended in a traceback, and with it a watch."""
    real = os.stat

    def dead(path: object, *arguments: int, **named: int | None) -> os.stat_result:
        if str(path) == str(corpus):
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        return real(path, *arguments, **named)  # type: ignore[arg-type]

    before = content(index)
    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", dead)
        with pytest.raises(CorpusError) as caught:
            build(corpus, index, embedder=HashingEmbedder())
    assert "Transport endpoint is not connected" in caught.value.en
    assert "フォルダーを開けません" in caught.value.ja
    assert content(index) == before


def test_nobody_to_read_the_files(corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process could be started, the changed files were left out one by one, and the build ended well."""
    before = content(index)
    for path in list(corpus.rglob("*.md"))[:5]:
        path.write_text(path.read_text() + "\nMore.\n")
    stop_workers()
    monkeypatch.setattr(sys, "executable", "/not/there")
    with pytest.raises(ReadingError) as caught:
        build(corpus, index, embedder=HashingEmbedder())
    assert "can't be started" in caught.value.en
    assert "起動できません" in caught.value.ja
    assert content(index) == before


def source(path: str, device: int) -> SourceFile:
    return SourceFile(path=path, stamp=f"1 1 1 {device} 1", sha256=path.encode())


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        ({"disk/1": 7, "disk/2": 7, "own": 1}, False),
        ({"disk/1": 8, "disk/2": 8, "own": 1}, False),  # numbered anew after a restart
        ({"disk/1": 8, "own": 1}, True),
        ({"own": 1}, True),
        ({"disk/1": 7, "own": 1}, False),  # one was removed by somebody
    ],
    ids=["all there", "another number", "half on another disk", "no disk", "removed"],
)
def test_disk_that_went_since_the_last_build(now: dict[str, int], refused: bool, tmp_path: Path) -> None:
    before = {path: source(path, device) for path, device in {"disk/1": 7, "disk/2": 7, "own": 1}.items()}
    losses = Losses(folder=tmp_path, before=before, allowed=False)
    files = {path: source(path, device) for path, device in now.items()}
    if refused:
        with pytest.raises(CorpusError) as caught:
            losses.check(files)
        assert "disk/2" in caught.value.en
        Losses(folder=tmp_path, before=before, allowed=True).check(files)
    else:
        losses.check(files)


def test_disk_that_is_pulled_out(disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Below it lie other files: those of the folder it was mounted on."""
    write_files(disk, FILES)
    build(disk, tmp_path / "index", embedder=HashingEmbedder())
    before = content(tmp_path / "index")
    subprocess.run(["umount", disk], check=True)
    write_files(disk, {"README.md": "Here the disk is mounted.\n"})
    with pytest.raises(SystemExit) as ended:
        main(["index", str(disk), "--index", str(tmp_path / "index")])
    assert ended.value.code == 1
    assert "--allow-shrink" in capsys.readouterr().err
    assert content(tmp_path / "index") == before
    assert build(disk, tmp_path / "index", embedder=HashingEmbedder(), allow_shrink=True).documents == 1


@pytest.mark.parametrize("left", [{}, dict(list(FILES.items())[:2])], ids=["empty", "two of the files"])
def test_disk_that_is_exchanged_for_another(disk: Path, left: dict[str, str], tmp_path: Path) -> None:
    """The next disk gets the number of the one before; the file system's own tells them apart."""
    write_files(disk, FILES)
    build(disk, tmp_path / "index", embedder=HashingEmbedder())
    before, number = content(tmp_path / "index"), disk.stat().st_dev
    subprocess.run(["umount", disk], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=True)
    if disk.stat().st_dev != number:
        pytest.skip("another mount took the number meanwhile")
    write_files(disk, left)
    with pytest.raises(CorpusError, match="--allow-shrink"):
        build(disk, tmp_path / "index", embedder=HashingEmbedder())
    assert content(tmp_path / "index") == before
    write_files(disk, FILES)
    assert build(disk, tmp_path / "index", embedder=HashingEmbedder()).documents == 12


@pytest.mark.parametrize("place", [".", "写真/2025"], ids=["the folder", "within it"])
def test_disk_that_documents_were_moved_to_and_that_is_pulled_out(place: str, tmp_path: Path) -> None:
    """The build between changed nothing and wrote nothing, so that nobody knew of the disk; the index was emptied in silence."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    own = {"own.md": "One of the folder itself. これはフォルダー自身の文書である。\n"} if place != "." else {}
    write_files(corpus, own)
    write_files(corpus / place, FILES)
    build(corpus, index, embedder=HashingEmbedder())
    for path in (corpus / place).iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(corpus / place)]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a folder isn't allowed here")
    try:
        write_files(corpus / place, FILES)
        build(corpus, index, embedder=HashingEmbedder())
        before = content(index)
    finally:
        subprocess.run(["umount", corpus / place], check=True)
    with pytest.raises(CorpusError, match="--allow-shrink"):
        build(corpus, index, embedder=HashingEmbedder())
    assert content(index) == before


def test_disk_that_is_mounted_over_documents(tmp_path: Path) -> None:
    """An empty disk, changed after the last build, was taken for a folder from which somebody had removed something."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_files(corpus, FILES)
    build(corpus, index, embedder=HashingEmbedder())
    before = content(index)
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(corpus / "sub1")]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a folder isn't allowed here")
    try:
        with pytest.raises(CorpusError, match="--allow-shrink"):
            build(corpus, index, embedder=HashingEmbedder())
        assert content(index) == before
    finally:
        subprocess.run(["umount", corpus / "sub1"], check=True)


@pytest.mark.parametrize(
    ("before", "now", "one"),
    [
        ("7:5001", "9:5001", True),  # a restart gives numbers anew
        ("7:5001", "7:5002", False),
        ("7:0", "9:0", False),  # the file system has no name of its own
        ("7", "7:5001", True),  # as an older kotae wrote it down
        ("7", "9:5001", False),
    ],
)
def test_whether_files_lie_on_one_disk(before: str, now: str, one: bool) -> None:
    files = [SourceFile(path="a", stamp=f"1 1 1 {disk} 1", sha256=b"a") for disk in (before, now)]
    assert lie_on_one_disk(*files) is one
    assert lie_on_one_disk(files[0], replace(files[1], stamp=""))


@pytest.mark.parametrize("place", [".", "写真/2025"], ids=["the folder", "within it"])
def test_folder_of_the_same_disk_that_is_mounted_no_more(place: str, tmp_path: Path) -> None:
    """Below a folder that was mounted lies an empty one of the same disk, and the index was emptied in silence."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    (corpus / place).mkdir(parents=True)
    write_files(
        corpus,
        {"own.md": "One of the folder itself. これはフォルダー自身の文書である。\n"} if place != "." else {},
    )
    write_files(tmp_path / "real", FILES)
    mount = ["mount", "--bind", str(tmp_path / "real"), str(corpus / place)]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a folder isn't allowed here")
    try:
        build(corpus, index, embedder=HashingEmbedder())
        before = content(index)
    finally:
        subprocess.run(["umount", corpus / place], check=True)
    with pytest.raises(CorpusError, match="--allow-shrink"):
        build(corpus, index, embedder=HashingEmbedder())
    assert content(index) == before
    assert build(corpus, index, embedder=HashingEmbedder(), allow_shrink=True).removed == 12


def test_documents_removed_under_another_clock_are_removed(corpus: Path, index: Path) -> None:
    """Where the clock was set back, nothing can be told from it."""
    losses = Losses(
        folder=corpus,
        before={path: source(path, 1) for path in FILES},
        allowed=False,
        built="2999-01-01T00:00:00+09:00",
    )
    shutil.rmtree(corpus / "sub1")
    assert losses._unremoved({}) == []
