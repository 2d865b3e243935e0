"""Engines that let nobody in, or are too old: one clear line in both languages."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("pymilvus", reason="needs kotae[milvus]")

import grpc

import kotae
from kotae.config import Settings
from kotae.errors import EngineError
from kotae.milvus import client
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client
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
