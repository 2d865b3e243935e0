"""An import that goes wrong leaves what answered before, and nothing of itself that anybody sees."""

from pathlib import Path
from typing import Any

import pytest

import kotae
from kotae.config import Settings
from kotae.embedding import HashingEmbedder
from kotae.errors import EngineError, IndexBusyError, IndexDamagedError, IndexFormatError, IndexWriteError
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client, Row
from kotae.milvus.collections import NOTHING, Names
from kotae.milvus.head import building, read_head
from kotae.milvus.refusals import refusal
from kotae.milvus.settings import MilvusSettings
from kotae.milvus.snapshot import packed
from kotae.passages import PassageSplitter
from tests.milvus.conftest import running_engine

pytestmark = pytest.mark.loopback


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("The lease ends in March 2027.\n", encoding="utf-8")
    (folder / "b.txt").write_text("防災訓練は九月に行う。\n", encoding="utf-8")
    return folder


def paths(address: MilvusAddress, settings: Settings, question: str = "zebra lease 訓練") -> list[str]:
    with kotae.open(str(address), settings=settings) as knowledge:
        return sorted({hit.passage.document.path for hit in knowledge.retrieve(question, 10)})


@pytest.mark.parametrize("collection", ["passages", "parts", "documents", "head"])
def test_a_build_that_is_killed_is_never_seen_and_done_again(
    corpus: Path,
    address: MilvusAddress,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    collection: str,
) -> None:
    kotae.build(corpus, str(address), settings=settings)
    (corpus / "a.txt").write_text("The zebra lease ends in May 2028.\n", encoding="utf-8")
    (corpus / "c.txt").write_text("A zebra.\n", encoding="utf-8")
    insert = Client.insert

    def killed(self: Client, name: str, rows: list[Row], *, partition: str = "") -> None:
        insert(self, name, rows, partition=partition)
        if f"__{collection}_" in name and rows[0].get("id") != 0:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Client, "insert", killed)
        patched.setattr(
            "kotae.milvus.head.Client.forget", lambda self, alias: None
        )  # nor is the lock let go of
        with pytest.raises(KeyboardInterrupt):
            kotae.build(corpus, str(address), settings=settings)
    assert paths(address, settings) == ["a.txt", "b.txt"]
    with kotae.open(str(address), settings=settings) as knowledge:
        assert "March 2027" in knowledge.document("a.txt").text
        assert "March 2027" in knowledge.retrieve("When does the zebra lease end?", 1)[0].passage.text
    kotae.build(corpus, str(address), settings=settings)
    assert paths(address, settings) == ["a.txt", "b.txt", "c.txt"]
    client = Client(address, settings.milvus)
    own = Names(address.library).own(client.collections())
    numbers = [
        row["document"]
        for name in own
        if "__documents_" in name
        for row in client.rows(name, "document >= 0", ["document"])
    ]
    client.close()
    assert len(own) == 4  # one snapshot, one collection of each kind
    assert len(numbers) == 3


def test_two_machines_do_not_build_at_once(corpus: Path, address: MilvusAddress, settings: Settings) -> None:
    kotae.build(corpus, str(address), settings=settings)
    client = Client(address, settings.milvus)
    with building(client, "somebody else"):
        (corpus / "c.txt").write_text("A zebra.\n", encoding="utf-8")
        with pytest.raises(IndexBusyError) as busy:
            kotae.build(corpus, str(address), settings=settings)
    client.close()
    assert "has been building" in busy.value.en
    assert "作成中です" in busy.value.ja
    kotae.build(corpus, str(address), settings=settings)
    assert paths(address, settings) == ["a.txt", "b.txt", "c.txt"]


def test_an_engine_that_lost_everything_is_filled_again_without_embedding(
    corpus: Path, address: MilvusAddress, settings: Settings
) -> None:
    kotae.build(corpus, str(address), settings=settings)
    client = Client(address, settings.milvus)
    client.forget(Names(address.library).answering)
    for name in Names(address.library).own(client.collections()):
        client.drop(name)
    client.close()
    assert kotae.build(corpus, str(address), settings=settings).embedded == 0
    assert paths(address, settings) == ["a.txt", "b.txt"]


def test_other_settings_are_refused(corpus: Path, address: MilvusAddress, settings: Settings) -> None:
    kotae.build(corpus, str(address), settings=settings)
    others = settings.model_copy(update={"passages": PassageSplitter(max_chars=100)})
    with pytest.raises(IndexFormatError) as refused:
        kotae.open(str(address), settings=others)
    assert "passages.max_chars: built with 400, now 100" in refused.value.en
    assert "作成時 400、現在 100" in refused.value.ja
    kotae.build(corpus, str(address), settings=others)
    assert paths(address, others) == ["a.txt", "b.txt"]


def test_another_model_makes_another_generation(
    corpus: Path, address: MilvusAddress, settings: Settings
) -> None:
    kotae.build(corpus, str(address), settings=settings)
    kotae.build(corpus, str(address), settings=settings, embedder=HashingEmbedder(dimension=64))
    with kotae.open(str(address), settings=settings, embedder=HashingEmbedder(dimension=64)) as knowledge:
        assert knowledge.retrieve("lease", 1)[0].passage.document.path == "a.txt"
    client = Client(address, settings.milvus)
    assert len(Names(address.library).own(client.collections())) == 4
    client.close()


@pytest.mark.parametrize(
    ("rows", "error", "said"),
    [
        ([{"id": 1, "text": "1 AAAA"}], IndexDamagedError, "missing or altered"),
        ([{"id": 1, "text": "2 AAAA"}], IndexDamagedError, "missing or altered"),
        ([], IndexDamagedError, "missing or altered"),
        ([{"id": 1, "text": f"1 {packed({'layout': 99, 'format': 5})[0]}"}], IndexFormatError, "format 99/5"),
        ([{"id": 1, "text": f"1 {packed([])[0]}"}], IndexFormatError, "format list"),
        ([{"id": 1, "text": f"1 {packed({'layout': 1, 'format': 5})[0]}"}], IndexFormatError, "counted"),
    ],
)
def test_a_snapshot_that_is_altered(
    corpus: Path,
    address: MilvusAddress,
    settings: Settings,
    rows: list[dict[str, Any]],
    error: type[kotae.KotaeError],
    said: str,
) -> None:
    kotae.build(corpus, str(address), settings=settings)
    client = Client(address, settings.milvus)
    head = read_head(client)
    assert head is not None
    client.delete(head.name, "id > 0")
    client.insert(head.name, [{**row, **NOTHING} for row in rows])
    client.close()
    with pytest.raises(error, match=said):
        kotae.open(str(address), settings=settings)
    kotae.build(corpus, str(address), settings=settings)
    assert paths(address, settings) == ["a.txt", "b.txt"]


def test_a_document_that_is_altered_is_named_and_nothing_is_quoted_from_it(
    corpus: Path, address: MilvusAddress, settings: Settings
) -> None:
    kotae.build(corpus, str(address), settings=settings)
    client = Client(address, settings.milvus)
    parts = next(name for name in Names(address.library).own(client.collections()) if "__parts_" in name)
    client.delete(parts, "id >= 0")
    client.close()
    with (
        kotae.open(str(address), settings=settings) as knowledge,
        pytest.raises(IndexDamagedError) as damaged,
    ):
        knowledge.document("a.txt")
    assert "missing or altered in the engine" in damaged.value.en
    assert "欠けているか" in damaged.value.ja


def test_long_and_odd_records_come_back_equal(
    tmp_path: Path, address: MilvusAddress, settings: Settings
) -> None:
    """A title, a passage and a text longer than a row holds; ideographic spaces, quotes and emoji in a path."""
    folder = tmp_path / "odd"
    folder.mkdir()
    sentence = "長" * 70_000 + "い文である。"
    (folder / '長い　"紙" 😀.md').write_text(f"# {'題' * 30_000}\n\n{sentence}\n", encoding="utf-8")
    (folder / "table.csv").write_text(
        "name,note\n" + "".join(f"n{row},x{row}\n" for row in range(2000)), encoding="utf-8"
    )
    kotae.build(folder, tmp_path / "index", settings=settings)
    kotae.build(folder, str(address), settings=settings)
    with (
        kotae.open(tmp_path / "index", settings=settings) as here,
        kotae.open(str(address), settings=settings) as there,
    ):
        assert there.documents() == here.documents()
        for info in here.documents():
            assert there.document(info.path) == here.document(info.path)
            found = [kb.retrieve("長い文 x1999", 10, documents=[info.path]) for kb in (here, there)]
            assert [hit.passage for hit in found[1]] == [hit.passage for hit in found[0]]
            assert found[0]


def test_an_engine_that_is_down(tmp_path: Path, corpus: Path, settings: Settings) -> None:
    pytest.importorskip("pymilvus")
    impatient = settings.model_copy(
        update={"milvus": settings.milvus.__class__(staging=str(tmp_path), timeout_s=1.0)}
    )
    for refused in (
        lambda: kotae.open("milvus://127.0.0.1:1/library", settings=impatient),
        lambda: kotae.build(corpus, "milvus://127.0.0.1:1/library", settings=impatient),
    ):
        with pytest.raises(EngineError) as down:
            refused()
        assert "can't be reached" in down.value.en
        assert "接続できません" in down.value.ja


def test_an_engine_that_goes_down_while_it_is_asked(tmp_path: Path, corpus: Path, settings: Settings) -> None:
    impatient = settings.model_copy(
        update={"milvus": MilvusSettings(staging=str(tmp_path / "staging"), timeout_s=5.0)}
    )
    with running_engine(tmp_path) as engine:
        kotae.build(corpus, f"{engine}/library", settings=impatient)
        knowledge = kotae.open(f"{engine}/library", settings=impatient)
        assert knowledge.retrieve("lease", 1)[0].passage.document.path == "a.txt"
    with pytest.raises(EngineError) as down:
        knowledge.retrieve("lease", 1)
    knowledge.close()
    assert "can't be reached" in down.value.en


class _RefusedError(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@pytest.mark.parametrize(
    ("code", "message", "error", "en", "ja"),
    [
        (9, "quota exceeded[reason=disk quota exceeded]", IndexWriteError, "no room left", "空き容量"),
        (1, "[Errno 28] No space left on device", IndexWriteError, "no room left", "空き容量"),
        (2, "Fail connecting to server", EngineError, "can't be reached", "接続できません"),
        (1, "Deadline Exceeded", EngineError, "can't be reached", "接続できません"),
        (100, "collection not found", EngineError, "Ask again", "もう一度"),
        (
            65535,
            "auth check failure, please check username and password are correct",
            EngineError,
            "KOTAE_MILVUS__TOKEN",
            "このトークン",
        ),
        (1100, "invalid parameter", EngineError, "refuses", "受け付けません"),
    ],
)
def test_what_refusals_mean(code: int, message: str, error: type[Exception], en: str, ja: str) -> None:
    found = refusal(MilvusAddress.of("milvus://engine/library"), _RefusedError(code, message))
    assert type(found) is error
    assert en in found.en
    assert ja in found.ja
