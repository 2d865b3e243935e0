"""Documents of a store: fetched once, read as those of a folder, and kept where the store vanishes or tells half.

The store is fsspec's own in memory; what it does when it fails is added to it here.
"""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import CorpusError
from kotae.parsing import ReadingSettings
from kotae.pipeline import build, open_index, watch
from kotae.pipeline.builds.elsewhere import local_folder
from tests.pipeline.conftest import FILES

SETTINGS = Settings(
    embedding=EmbeddingSettings(model="hashing"), reading=ReadingSettings(max_file_bytes=2_000)
)
ADDRESS = "memory://archive/papers"
ROOT = "/archive/papers"
SECRET = "hunter2hunter2"


class Store:
    """The store, and what was asked of it.

    Attributes:
        opened: Paths below the address, in the order they were read.
        down: What reading a file raises, by path; what listing raises stands under a folder's path.
    """

    def __init__(self) -> None:
        self.system = MemoryFileSystem()
        self.opened: list[str] = []
        self.down: dict[str, Exception] = {}

    def write(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            self.system.pipe_file(f"{ROOT}/{path}", text.encode())

    def remove(self, *paths: str) -> None:
        for path in paths:
            self.system.rm_file(f"{ROOT}/{path}")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    made = Store()
    opening, listing = MemoryFileSystem._open, MemoryFileSystem.ls

    def path_of(path: str) -> str:
        return str(MemoryFileSystem._strip_protocol(path)).removeprefix(ROOT).lstrip("/")

    def _open(self: MemoryFileSystem, path: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - fsspec's own
        if "r" in (rest[0] if rest else more.get("mode", "rb")):
            made.opened.append(path_of(path))
            if (error := made.down.get(path_of(path))) is not None:
                raise error
        return opening(self, path, *rest, **more)

    def ls(self: MemoryFileSystem, path: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - fsspec's own
        if (error := made.down.get(f"{path_of(path)}/")) is not None:
            raise error
        return listing(self, path, *rest, **more)

    monkeypatch.setattr(MemoryFileSystem, "_open", _open)
    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    made.write(FILES)
    yield made
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def paths(index: Path) -> set[str]:
    with open_index(index, settings=SETTINGS) as knowledge:
        return {info.path for info in knowledge.documents()}


def test_it_is_the_index_of_the_same_files_in_a_folder(store: Store, corpus: Path, tmp_path: Path) -> None:
    fetched = build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    read = build(corpus, tmp_path / "j", settings=SETTINGS)
    assert (fetched.documents, fetched.passages, fetched.skipped) == (read.documents, read.passages, ())
    with (
        open_index(tmp_path / "i", settings=SETTINGS) as far,
        open_index(tmp_path / "j", settings=SETTINGS) as near,
    ):
        for question in ("予算はいくらに増えましたか", "Who named MirrorFace?"):
            answers = [knowledge.ask(question) for knowledge in (far, near)]
            assert answers[0].text == answers[1].text
            cited = [answer.sentences[0].citations[0] for answer in answers]
            assert cited[0].document == cited[1].document


def test_only_what_is_new_or_changed_is_fetched(store: Store, tmp_path: Path) -> None:
    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert sorted(store.opened) == sorted(FILES)
    store.opened.clear()
    assert build(None, tmp_path / "i", settings=SETTINGS).unchanged == len(FILES)
    assert store.opened == []
    store.write(
        {"budget.txt": "The budget was cut to 100 billion yen.\n", "new/紙.md": "# 紙\n\n新しい紙である。\n"}
    )
    store.remove("en/defence.md")
    report = build(None, tmp_path / "i", settings=SETTINGS)
    assert sorted(store.opened) == ["budget.txt", "new/紙.md"]
    assert (report.added, report.changed, report.removed) == (1, 1, 1)
    assert paths(tmp_path / "i") == {*FILES, "new/紙.md"} - {"en/defence.md"}
    held = {path.name for path in (tmp_path / "i" / "fetched" / "files").rglob("*") if path.is_file()}
    assert held == {"予算.md", "防御.md", "budget.txt", "紙.md"}


def test_what_is_too_large_hidden_or_unreadable_is_named_and_never_fetched(
    store: Store, tmp_path: Path
) -> None:
    store.write(
        {
            "big.txt": "long " * 1_000,
            ".secret.md": "# x\n\nhidden.\n",
            ".git/a.md": "# x\n\nhidden.\n",
            "tool.exe": "MZ",
            "x" * 300 + ".md": "# x\n\ntoo long a name.\n",
            "shut.md": "# x\n\nshut.\n",
        }
    )
    store.down["shut.md"] = PermissionError(f"AccessDenied for key {SECRET}")
    report = build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    said = {one.path: one for one in report.skipped}
    assert said["big.txt"].reason_en.startswith("the file has 0.0 MB")
    assert said[".secret.md"].reason_en == "hidden file"
    assert said[".git/"].reason_en == "hidden folder"
    assert said["tool.exe"].reason_en == "files of this kind (.exe) are not read"
    assert said["x" * 300 + ".md"].reason_ja.startswith("この名前")
    assert said["shut.md"].reason_ja.startswith("保管先の一覧にはありますが")
    assert len(said) == 6
    assert sorted(store.opened) == sorted([*FILES, "shut.md"])
    assert SECRET not in str(report)


@pytest.mark.parametrize(
    "name", ["../../evil.md", "/etc/evil.md", "a//evil.md", "./evil.md", "a\0evil.md", "\ud800.md"]
)
def test_a_name_cannot_lead_out_of_the_folder(
    store: Store, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = MemoryFileSystem.ls

    def ls(self: MemoryFileSystem, path: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - fsspec's own
        told = listing(self, path, *rest, **more)
        evil = {"name": f"{ROOT}/{name}", "size": 3, "type": "file", "created": 1}
        return [*told, evil] if str(path).rstrip("/").endswith("papers") else told

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    report = build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert [one.reason_en for one in report.skipped] == ["a file can't be called so"]
    assert not list(tmp_path.rglob("*evil*"))


def test_a_link_is_named_and_not_followed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = MemoryFileSystem.ls

    def ls(self: MemoryFileSystem, path: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - fsspec's own
        links = (f"{ROOT}/budget.txt", f"{ROOT}/en")
        return [
            one | ({"type": "link"} if one["name"] in links else {})
            for one in listing(self, path, *rest, **more)
        ]

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    report = build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert [(one.path, one.reason_en) for one in report.skipped] == [
        ("budget.txt", "not a regular file"),
        ("en", "not a regular file"),
    ]
    assert sorted(store.opened) == ["ja/予算.md", "ja/防御.md"]


def test_a_file_that_grows_while_it_is_read_is_cut_off(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write({"grew.txt": "long " * 100_000})
    listing = MemoryFileSystem.ls

    def ls(self: MemoryFileSystem, path: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - fsspec's own
        return [info | {"size": min(info["size"], 10)} for info in listing(self, path, *rest, **more)]

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    report = build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert [one.path for one in report.skipped] == ["grew.txt"]
    assert "more than the limit" in report.skipped[0].reason_en


def test_a_file_of_which_only_a_part_comes_is_left_out_and_tried_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be indexed as if its document ended there."""
    listing = MemoryFileSystem.ls

    def ls(self: MemoryFileSystem, path: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - fsspec's own
        told = listing(self, path, *rest, **more)
        return [one | {"size": one["size"] + 9 * one["name"].endswith("budget.txt")} for one in told]

    with monkeypatch.context() as patched:
        patched.setattr(MemoryFileSystem, "ls", ls)
        report = build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    size = len(FILES["budget.txt"].encode())
    assert [(one.path, one.reason_en) for one in report.skipped] == [
        ("budget.txt", f"the store gave {size} of {size + 9} bytes.")
    ]
    assert build(None, tmp_path / "i", settings=SETTINGS).added == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"/": ConnectionError("no route to host")},
        {"en/": TimeoutError("timed out")},
        {"en/": RuntimeError("half of it")},
        {"budget.txt": OSError(5, "Input/output error")},
        {"ja/予算.md": FileNotFoundError("gone"), "budget.txt": FileNotFoundError("gone")},
    ],
    ids=["gone", "a folder that times out", "of its own kind", "while it is read", "files that vanish"],
)
def test_a_store_that_vanishes_or_tells_half_keeps_the_last_index(
    store: Store, fault: dict[str, Exception], tmp_path: Path
) -> None:
    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    store.write({path: f"{text}\n変わった。\n" for path, text in FILES.items()})
    store.down.update(fault)
    with pytest.raises(CorpusError) as refused:
        build(None, tmp_path / "i", settings=SETTINGS)
    assert ADDRESS in refused.value.en
    assert "前の索引" in refused.value.ja
    assert paths(tmp_path / "i") == set(FILES)
    store.down.clear()
    assert build(None, tmp_path / "i", settings=SETTINGS).changed == len(FILES)


def test_files_that_are_missing_by_the_many_need_a_word(store: Store, tmp_path: Path) -> None:
    """A store that lists half can't be told from one in which half was deleted."""
    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    store.remove(*sorted(FILES)[:2])
    with pytest.raises(CorpusError, match="2 files can't be reached"):
        build(None, tmp_path / "i", settings=SETTINGS)
    assert paths(tmp_path / "i") == set(FILES)
    assert build(None, tmp_path / "i", settings=SETTINGS, allow_shrink=True).removed == 2
    store.remove(*sorted(FILES)[2:])
    store.system.makedirs(ROOT, exist_ok=True)
    with pytest.raises(CorpusError, match="2 files can't be reached"):
        build(None, tmp_path / "i", settings=SETTINGS)


@pytest.mark.parametrize(
    ("address", "en", "ja"),
    [
        (f"s3://AKIA:{SECRET}@bucket/x", "holds no password", "パスワード"),
        (f"sftp://me:{SECRET}@host/x", "holds no password", "パスワード"),
        (f"az://container/x?sig={SECRET}", "holds no password", "パスワード"),
        ("s3://", "holds no password", "パスワード"),
        ("simplecache::s3://bucket/x", "write a folder", "フォルダー"),
        ("github://a:b@/x", "write a folder", "フォルダー"),
        ("https://host/x", "write a folder", "フォルダー"),
    ],
)
def test_an_address_that_is_none_and_its_secrets(address: str, en: str, ja: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as refused:
        build(address, tmp_path / "i", settings=SETTINGS)
    assert en in refused.value.en
    assert ja in refused.value.ja
    assert SECRET not in refused.value.en + refused.value.ja + repr(refused.value)
    assert not (tmp_path / "i").exists()


def test_nothing_secret_is_said_logged_or_laid_down(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store.down["budget.txt"] = RuntimeError(
        f"GET https://key:{SECRET}@host/x?X-Amz-Signature={SECRET} failed, aws_secret_access_key={SECRET}"
    )
    with pytest.raises(CorpusError) as refused:
        build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert "RuntimeError: GET https://…host/x… failed" in refused.value.en
    held = b"".join(path.read_bytes() for path in (tmp_path / "i").rglob("*") if path.is_file())
    for said in (refused.value.en, refused.value.ja, caplog.text, held.decode("utf-8", "replace")):
        assert SECRET not in said


def test_an_address_of_this_machine_is_its_folder(corpus: Path, tmp_path: Path) -> None:
    assert local_folder(f"file://{corpus}") == corpus
    assert build(f"file://{corpus}", tmp_path / "i", settings=SETTINGS).documents == len(FILES)
    assert not (tmp_path / "i" / "fetched").exists()


def test_an_index_that_gets_another_address_and_then_a_folder(
    store: Store, corpus: Path, tmp_path: Path
) -> None:
    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert build(f"{ADDRESS}/ja", tmp_path / "i", settings=SETTINGS).documents == 2
    assert paths(tmp_path / "i") == {"予算.md", "防御.md"}
    build(corpus, tmp_path / "i", settings=SETTINGS)
    store.down["/"] = ConnectionError("not asked")
    assert build(None, tmp_path / "i", settings=SETTINGS).unchanged == len(FILES)


def test_nothing_there_and_nobody_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="can't be read"):
        build("memory://archive/nowhere", tmp_path / "i", settings=SETTINGS)
    store.system.makedirs("/archive/empty")
    with pytest.raises(CorpusError, match="is empty"):
        build("memory://archive/empty", tmp_path / "i", settings=SETTINGS)


def test_a_store_is_not_followed(store: Store, tmp_path: Path) -> None:
    import threading

    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    for corpus in (ADDRESS, None):
        with pytest.raises(CorpusError, match="isn't followed"):
            next(watch(corpus, tmp_path / "i", stop=threading.Event(), settings=SETTINGS))


def test_a_record_that_is_damaged_costs_fetching_again(store: Store, tmp_path: Path) -> None:
    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    record = tmp_path / "i" / "fetched" / "store.json"
    assert json.loads(record.read_text())["address"] == ADDRESS
    record.write_text("[")
    store.opened.clear()
    build(ADDRESS, tmp_path / "i", settings=SETTINGS)
    assert sorted(store.opened) == sorted(FILES)
