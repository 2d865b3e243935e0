"""A Milvus engine of this machine: milvus-lite as a server, one for all tests."""

import re
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.milvus.address import MilvusAddress
from kotae.milvus.settings import MilvusSettings


@contextmanager
def running_engine(folder: Path) -> Iterator[str]:
    """Run an engine over a folder, and give its address, without a library."""
    pytest.importorskip("pymilvus", reason="needs kotae[milvus]")
    pytest.importorskip("milvus_lite", reason="needs milvus-lite")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(folder / "data")]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout is not None
    try:
        for line in server.stdout:
            if re.search("listening", line):
                break
        yield f"milvus://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an engine, without a library."""
    with running_engine(tmp_path_factory.mktemp("milvus")) as address:
        yield address


@pytest.fixture
def address(engine: str) -> MilvusAddress:
    """Where a library of this test's own is."""
    return MilvusAddress.of(f"{engine}/test_{uuid.uuid4().hex}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings without a model; this machine's copies are kept for the test."""
    return Settings(
        embedding=EmbeddingSettings(model="hashing"),
        milvus=MilvusSettings(staging=str(tmp_path / "staging"), timeout_s=60.0),
    )
