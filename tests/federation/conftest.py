"""Three small bilingual libraries, each behind a server of its own on this machine, and one index of all of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import kotae
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.federation.settings import FederationSettings
from kotae.network.running import running
from kotae.network.token import Token, Tokens
from tests.libraries import built_libraries

LIBRARIES = {
    "contracts": {
        "public/lease.md": "# 賃貸借契約\n\n事務所の賃料は月額48万円とする。\n\n契約期間は5年とする。\n",
        "public/parking.md": "# Parking\n\nThe parking lease ends on 31 March 2027.\n",
        "secret/wages.md": "# Wages\n\nThe director earns 900,000 yen a month under the zebra agreement.\n",
        "secret/pay.md": "---\ntags: closed\n---\n# 給与\n\n理事長の報酬は月額90万円である。\n",
    },
    "minutes": {
        "lease.md": "# 議事録\n\n賃料の値上げは承認しなかった。\n\n次回の会議は6月12日に開く。\n",
        "fire.txt": "The fire drill takes place on 3 September 2026.\n",
    },
    "rules": {
        "keys.md": "# Keys\n\nKeys are handed out by the porter from 7:30.\n",
        "鍵.csv": "部屋,担当者\n倉庫,田中\n会議室,鈴木\n",
    },
}
FULL = "full-token-0123456789"
PUBLIC = "public-token-0123456789"
TABLE = Tokens(
    (
        Token(value=FULL, made=False),
        Token(value=PUBLIC, made=False, conditions=(("folder", "public"),)),
    )
)


@dataclass(frozen=True, slots=True)
class Served:
    """Where the libraries are: by name their folders and the addresses they are served at."""

    indexes: dict[str, Path]
    addresses: dict[str, str]


@pytest.fixture(scope="session")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The index of each library."""
    return built_libraries(tmp_path_factory.mktemp("federation"), LIBRARIES, settings=plain_settings())


@pytest.fixture(scope="session")
def served(indexes: dict[str, Path]) -> Iterator[Served]:
    """All of them served."""
    addresses = {}
    with ExitStack() as stack:
        for name, index in indexes.items():
            knowledge = stack.enter_context(kotae.open(index, settings=plain_settings()))
            app = create_app(Library(knowledge=knowledge), token=TABLE, loopback_only=True)
            addresses[name] = stack.enter_context(running(app, host="127.0.0.1", port=0))
        yield Served(indexes, addresses)


def plain_settings(**federation: object) -> Settings:
    """Settings without a model; on a busy machine an answer may take longer than anybody would wait."""
    limits = FederationSettings(**{"timeout_s": 20.0, "grace_s": 20.0, **federation})  # type: ignore[arg-type]  # by name
    return Settings(embedding=EmbeddingSettings(model="hashing"), federation=limits)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts tokens where they are looked for: address → token."""

    def tell(tokens: dict[str, str]) -> None:
        lines = "\n".join(f"{address} {token}" for address, token in tokens.items())
        monkeypatch.setenv("KOTAE_LIBRARY_TOKENS", lines)

    return tell


@pytest.fixture(autouse=True)
def many_wrong_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """One server is asked by all tests of a file: what one of them shows holds up none behind it."""
    monkeypatch.setattr("kotae.network.throttle.FREE", 1_000)
