"""A corpus dealt out to several engines and asked as one answers as the index of all of it in a folder."""

import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import EngineError
from kotae.milvus.settings import MilvusSettings
from kotae.records import Hit
from tests.contracts.library import FILES, QUESTIONS
from tests.milvus.conftest import running_engine

pytestmark = pytest.mark.loopback

SHARDS = 3


@dataclass(frozen=True)
class Dealt:
    """The same documents by engine, and all of them in the index of one folder, ``index`` below the root."""

    engines: dict[str, str]
    root: Path
    stop: ExitStack


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    staging = tmp_path_factory.mktemp("staging")
    return Settings(
        embedding=EmbeddingSettings(model="hashing"),
        milvus=MilvusSettings(staging=str(staging), timeout_s=60.0),
    )


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Dealt]:
    """Begun once, for three engines take long to begin; the last test stops one of them."""
    tmp_path = tmp_path_factory.mktemp("dealt")
    for number, (path, text) in enumerate(sorted(FILES.items())):
        for corpus in (f"shard{number % SHARDS}", "all"):
            (tmp_path / corpus / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / corpus / path).write_text(text, encoding="utf-8")
    kotae.build(tmp_path / "all", tmp_path / "index", settings=settings)
    with ExitStack() as running, ExitStack() as last:
        engines = {}
        for number in range(SHARDS):
            (tmp_path / f"engine{number}").mkdir()
            stack = last if number == SHARDS - 1 else running
            engine = stack.enter_context(running_engine(tmp_path / f"engine{number}"))
            engines[f"shard{number}"] = f"{engine}/part_{uuid.uuid4().hex}"
            kotae.build(tmp_path / f"shard{number}", engines[f"shard{number}"], settings=settings)
        yield Dealt(engines, tmp_path, last)


def told(hits: Sequence[Hit]) -> list[tuple[str, int, int]]:
    return [(hit.passage.document.path, hit.passage.start, hit.passage.end) for hit in hits]


def test_engines_asked_as_one_answer_as_one_index(dealt: Dealt, settings: Settings) -> None:
    with (
        kotae.open(dealt.engines, settings=settings) as shards,
        kotae.open(dealt.root / "index", settings=settings) as one,
    ):
        for question in QUESTIONS:
            there, here = shards.retrieve(question, 10), one.retrieve(question, 10)
            assert told(there) == told(here)
            assert len(there) == 4
            assert [hit.score for hit in there] == pytest.approx([hit.score for hit in here], abs=1e-5)
            assert shards.ask(question).text == one.ask(question).text
        libraries = {hit.passage.document.library for hit in shards.retrieve("lease 契約 fire 鍵 会議室", 10)}
        assert libraries == set(dealt.engines)
        alone = shards.retrieve("lease 契約", 10, where={"library": "shard0"})
        assert {hit.passage.document.library for hit in alone} == {"shard0"}

        # A document that moves to another engine is found there and nowhere else.
        shutil.move(dealt.root / "shard0/contracts/lease.md", dealt.root / "shard1/lease.md")
        for name in ("shard0", "shard1"):
            kotae.build(dealt.root / name, dealt.engines[name], settings=settings)
        found = [hit for hit in shards.retrieve("賃料はいくら", 10) if "月額48万円" in hit.passage.text]
        assert [hit.passage.document.library for hit in found] == ["shard1"]


def test_an_engine_of_several_that_is_gone_is_an_error_that_names_it(
    dealt: Dealt, settings: Settings
) -> None:
    """Its library is one of this kotae's own: an answer without it would be one over half of the corpus."""
    with kotae.open(dealt.engines, settings=settings) as shards:
        assert shards.retrieve("賃料はいくら", 1)
        dealt.stop.close()
        with pytest.raises(EngineError) as refused:
            shards.retrieve("賃料はいくら", 1)
    address = dealt.engines[f"shard{SHARDS - 1}"]
    assert address in refused.value.en
    assert address in refused.value.ja
