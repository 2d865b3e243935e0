"""A folder full of harm, built as a user would build it: no hang, nothing outside touched, the rest indexed.

``files.py`` beside this makes the files and says what has to become of each. Links, devices, pipes and
names that only a file system can hold are made here.
"""

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.parsing import ReadingSettings
from kotae.pipeline import KnowledgeBase, build
from kotae.records import BuildReport, SkippedFile
from tests.hostile.files import HOSTILE, JA, MAX_EXPANDED_BYTES

GOOD = {
    "港湾.md": "# 港湾計画\n\n港湾計画の責任者は佐藤花子である。\n",
    "harbour.txt": "The harbour master of Kirihama is Beatrix Quill.\n",
}
ODD_NAMES = [
    "改\n行.txt",
    "\u202egnp.exe.txt",
    "空 白\t.txt",
    "a" * 200 + ".txt",
    "'; rm -rf ~; '.txt",
    "$(reboot).txt",
]
SETTINGS = Settings(reading=ReadingSettings(max_expanded_bytes=MAX_EXPANDED_BYTES, max_seconds=30))
# Far above what it takes (40 s alone on two cores): to tell a hang from a busy machine.
PATIENCE_SECONDS = 600
SPARSE_BYTES = 10_000_000_000


@dataclass(frozen=True, kw_only=True)
class Built:
    """What the build did, and the world around it before and after."""

    report: BuildReport
    seconds: float
    root: Path
    before: dict[str, str]
    after: dict[str, str]

    def skipped(self, name: str) -> SkippedFile:
        (found,) = [file for file in self.report.skipped if file.path == name]
        return found


def _snapshot(root: Path) -> dict[str, str]:
    """Every name below ``root``, the index aside, with what is there."""
    found: dict[str, str] = {}
    for folder, folders, names in os.walk(root):
        if Path(folder) == root and "index" in folders:
            folders.remove("index")
        for name in [*folders, *names]:
            path = os.path.join(folder, name)
            status = os.lstat(path)
            ordinary = stat.S_ISREG(status.st_mode) and status.st_size < SPARSE_BYTES
            content = Path(path).read_bytes() if ordinary else b""
            found[path] = f"{status.st_mode} {status.st_size} {hashlib.sha256(content).hexdigest()}"
    return found


def _make(corpus: Path, outside: Path) -> None:
    for name, text in GOOD.items():
        (corpus / name).write_text(text, encoding="utf-8")
    for name, hostile in HOSTILE.items():
        (corpus / name).write_bytes(hostile.make())
    for number, name in enumerate(ODD_NAMES):
        (corpus / name).write_text(
            f"Berth number {number} is free. {number}番の岸壁は空いている。", encoding="utf-8"
        )
    with open(os.fsencode(corpus) + b"/\xff\xfe.txt", "wb") as file:
        file.write(JA.encode())
    (outside / "secret.txt").write_text("The password is swordfish.", encoding="utf-8")
    (outside / "folder").mkdir()
    (outside / "folder" / "inner.txt").write_text("The password is swordfish.", encoding="utf-8")
    (corpus / "out.txt").symlink_to(outside / "secret.txt")
    (corpus / "zero.txt").symlink_to("/dev/zero")
    (corpus / "out-folder").symlink_to(outside / "folder")
    (corpus / "round").symlink_to(corpus)
    (corpus / "itself.txt").symlink_to(corpus / "itself.txt")
    os.mkfifo(corpus / "pipe.txt")
    os.mknod(corpus / "socket.txt", stat.S_IFSOCK | 0o600)
    if os.geteuid() == 0:
        os.mknod(corpus / "device.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    with (corpus / "sparse.txt").open("wb") as file:
        file.truncate(SPARSE_BYTES)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    root = tmp_path_factory.mktemp("hostile")
    corpus, outside = root / "corpus", root / "outside"
    corpus.mkdir()
    outside.mkdir()
    _make(corpus, outside)
    before = _snapshot(root)
    began = time.monotonic()
    report = build(corpus, root / "index", settings=SETTINGS, embedder=HashingEmbedder())
    seconds = time.monotonic() - began
    yield Built(report=report, seconds=seconds, root=root, before=before, after=_snapshot(root))
    (corpus / "sparse.txt").unlink()


@pytest.fixture(scope="module")
def kb(built: Built) -> Iterator[KnowledgeBase]:
    with kotae.open(built.root / "index", settings=SETTINGS, embedder=HashingEmbedder()) as opened:
        yield opened


def test_build_ends(built: Built) -> None:
    assert built.seconds < PATIENCE_SECONDS


def test_nothing_outside_the_index_was_touched(built: Built) -> None:
    assert built.after == built.before
    assert not any("slip" in name for name in os.listdir("/tmp"))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("港湾計画の責任者は誰ですか？", "佐藤花子"),
        ("Who is the harbour master of Kirihama?", "Beatrix Quill"),
    ],
    ids=["ja", "en"],
)
def test_the_rest_of_the_folder_is_indexed(kb: KnowledgeBase, question: str, answer: str) -> None:
    assert answer in kb.retrieve(question, top_k=1)[0].passage.text


@pytest.mark.parametrize("name", [name for name, hostile in HOSTILE.items() if hostile.reason])
def test_file_is_left_out_for_its_reason_in_both_languages(built: Built, name: str) -> None:
    reason = HOSTILE[name].reason
    assert reason is not None
    file = built.skipped(name)
    assert reason[0] in file.reason_en
    assert reason[1] in file.reason_ja
    assert not re.search("[\u3041-\u3096]", file.reason_en)
    assert re.search("[\u3041-\u3096]", file.reason_ja)


@pytest.mark.parametrize("name", [name for name, hostile in HOSTILE.items() if not hostile.reason])
def test_file_is_read_without_what_it_tried(built: Built, kb: KnowledgeBase, name: str) -> None:
    hostile = HOSTILE[name]
    mine = [
        info for info in kb.documents() if info.path == name or info.path.startswith((f"{name}/", f"{name}#"))
    ]
    texts = [kb.document(info.id).text for info in mine]
    assert texts
    if hostile.absent:
        assert not any(hostile.absent in text for text in texts)
    if hostile.warning:
        said = [warning for warning in built.report.warnings if warning.startswith(f"{name}: ")]
        assert any(all(part in warning for part in hostile.warning) for warning in said)


def test_archive_members_that_lead_out_stay_inside(kb: KnowledgeBase) -> None:
    paths = sorted(info.path for info in kb.documents() if info.path.startswith("slip.zip"))
    assert paths == ["slip.zip/slip.txt", "slip.zip/slip/s.txt", "slip.zip/tmp/slip.txt"]


@pytest.mark.parametrize(
    ("name", "en", "ja"),
    [
        ("out.txt", "the link leads out of the folder", "リンク先がフォルダーの外です"),
        ("zero.txt", "the link leads out of the folder", "リンク先がフォルダーの外です"),
        ("out-folder/", "link to a folder", "フォルダーへのリンク"),
        ("round/", "link to a folder", "フォルダーへのリンク"),
        ("itself.txt", "can't be opened", "開けません"),
        ("pipe.txt", "not a regular file", "通常のファイルではありません"),
        ("socket.txt", "not a regular file", "通常のファイルではありません"),
        ("sparse.txt", "10,000.0 MB, more than the limit", "10,000.0 MBあり、上限"),
        ("\ufffd\ufffd.txt", "the name isn't valid UTF-8", "名前が UTF-8 ではありません"),
    ],
)
def test_link_pipe_and_name_are_left_out_for_their_reason(built: Built, name: str, en: str, ja: str) -> None:
    assert en in built.skipped(name).reason_en
    assert ja in built.skipped(name).reason_ja


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a device")
def test_device_is_left_out(built: Built) -> None:
    assert built.skipped("device.txt").reason_en == "not a regular file"
    assert built.skipped("device.txt").reason_ja == "通常のファイルではありません"


def test_secret_behind_a_link_is_not_indexed(kb: KnowledgeBase) -> None:
    assert not any("swordfish" in hit.passage.text for hit in kb.retrieve("password swordfish", top_k=20))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_file_with_an_odd_name_is_read(kb: KnowledgeBase, name: str) -> None:
    (info,) = [info for info in kb.documents() if info.path == name]
    number = ODD_NAMES.index(name)
    assert kb.document(info.id).text == f"Berth number {number} is free. {number}番の岸壁は空いている。"


def test_every_file_is_read_or_explained(built: Built, kb: KnowledgeBase) -> None:
    read = {info.path for info in kb.documents()}
    explained = {file.path for file in built.report.skipped}
    made = {*GOOD, *HOSTILE, *ODD_NAMES}
    unexplained = [
        name
        for name in made - explained
        if name not in read and not any(path.startswith((f"{name}/", f"{name}#")) for path in read)
    ]
    assert unexplained == []


def test_nothing_is_read_again_by_the_next_build(built: Built) -> None:
    report = build(built.root / "corpus", built.root / "index", settings=SETTINGS, embedder=HashingEmbedder())
    assert (report.added, report.changed, report.embedded) == (0, 0, 0)
