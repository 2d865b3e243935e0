import pytest

from kotae.errors import EngineError
from kotae.milvus.address import MilvusAddress, is_milvus
from kotae.milvus.client import Client
from kotae.milvus.settings import MilvusSettings
from kotae.pipeline.opened.roots import named_roots


@pytest.mark.parametrize(
    ("written", "uri", "library", "shown"),
    [
        ("milvus://engine/papers", "http://engine:19530", "papers", "milvus://engine:19530/papers"),
        ("MILVUS+TLS://Engine:443/a_b/", "https://engine:443", "a_b", "milvus+tls://engine:443/a_b"),
        ("milvus://[::1]:1/x", "http://[::1]:1", "x", "milvus://[::1]:1/x"),
    ],
)
def test_addresses(written: str, uri: str, library: str, shown: str) -> None:
    found = MilvusAddress.of(written)
    assert (found.uri, found.library, str(found)) == (uri, library, shown)
    assert MilvusAddress.of(shown) == found


@pytest.mark.parametrize(
    "written",
    [
        *(
            "milvus://engine",
            "milvus://engine/",
            "milvus:///library",
            "milvus://engine/契約",
            "milvus://engine/a/b",
        ),
        *("milvus://engine/a__b", "milvus://engine/a_", "milvus://engine:0/a", "milvus://engine:x/a"),
        *("milvus://engine/a?b", "milvus://engine/a-b", f"milvus://engine/{'a' * 101}"),
    ],
)
def test_what_is_no_address(written: str) -> None:
    assert is_milvus(written)
    with pytest.raises(EngineError) as refused:
        MilvusAddress.of(written)
    assert "milvus://host:19530/library" in refused.value.en
    assert "文書庫名" in refused.value.ja


def test_a_password_is_not_shown() -> None:
    with pytest.raises(EngineError) as refused:
        MilvusAddress.of("milvus://root:secret@engine/a")
    assert "secret" not in refused.value.en + refused.value.ja
    assert "KOTAE_MILVUS__TOKEN" in refused.value.en


def test_a_token_is_not_sent_in_the_clear() -> None:
    address = MilvusAddress.of("milvus://engine.example/a")
    with pytest.raises(EngineError) as refused:
        Client(address, MilvusSettings(token="root:secret"))
    assert "milvus+tls://" in refused.value.en
    assert "暗号化されずに" in refused.value.ja
    assert "secret" not in refused.value.en + refused.value.ja


def test_a_library_is_called_as_in_its_engine() -> None:
    roots = named_roots(["milvus://one/papers", "milvus://two/papers", "milvus://one/papers"])
    assert list(roots) == ["papers", "papers 2"]
    assert is_milvus(roots["papers"])
    assert not is_milvus("./milvus")
