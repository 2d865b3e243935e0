"""Engines that let nobody in, or are too old: one clear line in both languages."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("pymilvus", reason="needs kotae[milvus]")

import grpc
import pymilvus

import kotae
from kotae.config import Settings
from kotae.errors import EngineError, IndexDamagedError
from kotae.milvus import client
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client
from kotae.milvus.collections import Names
from kotae.milvus.settings import MilvusSettings

pytestmark = pytest.mark.loopback


@pytest.fixture(params=["UNAUTHENTICATED", "PERMISSION_DENIED"])
def guarded(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an engine that lets nobody in."""

    def refuse(_: object, context: Any) -> None:  # noqa: ANN401 - grpc publishes no types
        context.abort(grpc.StatusCode[request.param], "auth check failure")

    first = {"Connect": grpc.unary_unary_rpc_method_handler(refuse)}
    server = grpc.server(ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers(
        [grpc.method_handlers_generic_handler("milvus.proto.milvus.MilvusService", first)]
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"milvus://127.0.0.1:{port}/library"
    server.stop(None).wait()


@pytest.mark.parametrize("token", ["", "root:wrong"])
def test_an_engine_that_does_not_take_the_token(guarded: str, token: str) -> None:
    """It was said that nothing answers there."""
    settings = Settings(milvus=MilvusSettings(token=token, timeout_s=5.0))
    with pytest.raises(EngineError) as refused:
        kotae.open(guarded, settings=settings)
    assert "KOTAE_MILVUS__TOKEN" in refused.value.en
    assert "KOTAE_MILVUS__TOKEN" in refused.value.ja
    assert "can't be reached" not in refused.value.en
    assert "wrong" not in refused.value.en + refused.value.ja  # half of the token


@pytest.fixture
def failing(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an engine that lets everybody in and answers the next call with a status."""
    from pymilvus.grpc_gen import common_pb2, milvus_pb2

    fine = common_pb2.Status()

    def refuse(_: object, context: Any) -> None:  # noqa: ANN401 - grpc publishes no types
        context.abort(grpc.StatusCode[request.param], "said by the engine")

    def answer(reply: Any) -> Any:  # noqa: ANN401 - grpc publishes no types
        return grpc.unary_unary_rpc_method_handler(
            lambda _, __: reply, response_serializer=type(reply).SerializeToString
        )

    calls = {
        "Connect": answer(milvus_pb2.ConnectResponse(status=fine)),
        "GetVersion": answer(milvus_pb2.GetVersionResponse(status=fine, version="2.6.0")),
        "DescribeAlias": grpc.unary_unary_rpc_method_handler(refuse),
    }
    server = grpc.server(ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers(
        [grpc.method_handlers_generic_handler("milvus.proto.milvus.MilvusService", calls)]
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"milvus://127.0.0.1:{port}/library"
    server.stop(None).wait()


@pytest.mark.parametrize(
    ("failing", "en", "ja"),
    [
        ("DEADLINE_EXCEEDED", "can't be reached", "接続できません"),
        ("UNAUTHENTICATED", "KOTAE_MILVUS__TOKEN", "KOTAE_MILVUS__TOKEN"),
        ("PERMISSION_DENIED", "KOTAE_MILVUS__TOKEN", "KOTAE_MILVUS__TOKEN"),
        ("RESOURCE_EXHAUSTED", "refuses", "受け付けません"),
        ("UNIMPLEMENTED", "refuses", "受け付けません"),
        ("INVALID_ARGUMENT", "refuses", "受け付けません"),
    ],
    indirect=["failing"],
)
def test_a_status_of_the_connection_is_told_on_one_line(failing: str, en: str, ja: str) -> None:
    """The client lets these through as errors of gRPC: an engine that hung ended in a traceback."""
    with pytest.raises(EngineError) as refused:
        kotae.open(failing, settings=Settings(milvus=MilvusSettings(timeout_s=5.0)))
    assert en in refused.value.en
    assert ja in refused.value.ja
    assert "\n" not in refused.value.en + refused.value.ja


@pytest.mark.parametrize(("version", "served"), [("v2.3.21", False), ("2.4.0", True), ("v3.0.1", True)])
def test_an_engine_that_is_too_old_is_named(
    monkeypatch: pytest.MonkeyPatch, version: str, served: bool
) -> None:
    closed: list[str] = []
    engine = SimpleNamespace(get_server_version=lambda timeout: version, close=lambda: closed.append(version))
    module = SimpleNamespace(DataType=None, MilvusException=RuntimeError, MilvusClient=lambda **given: engine)
    monkeypatch.setattr(client, "_pymilvus", lambda: module)
    address = MilvusAddress.of("milvus://127.0.0.1:1/library")
    if served:
        Client(address, MilvusSettings())
        assert closed == []
        return
    with pytest.raises(EngineError) as refused:
        Client(address, MilvusSettings())
    assert "Milvus v2.3.21; 2.4 or later" in refused.value.en
    assert "2.4" in refused.value.ja
    assert closed == [version]


def test_an_alias_that_stands_for_something_else_is_told_and_put_right(
    address: MilvusAddress, settings: Settings, tmp_path: Path
) -> None:
    """A collection of another schema in its place was a KeyError, for who asked and for who built."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.md").write_text(
        "The rent is 120 euros. 賃料は120ユーロです。", encoding="utf-8"
    )
    engine = pymilvus.MilvusClient(uri=address.uri)
    engine.create_collection(f"foreign_{address.library}", dimension=4, auto_id=False)
    engine.insert(f"foreign_{address.library}", [{"id": 5, "vector": [0.0, 0.0, 0.0, 1.0]}])
    engine.create_alias(f"foreign_{address.library}", Names(address.library).answering)
    with pytest.raises(IndexDamagedError) as told:
        kotae.open(address, settings=settings)
    assert "no field text" in told.value.en
    assert "text という項目がありません" in told.value.ja
    kotae.build(tmp_path / "papers", address, settings=settings)
    with kotae.open(address, settings=settings) as knowledge:
        assert [info.path for info in knowledge.documents()] == ["a.md"]
    engine.close()
