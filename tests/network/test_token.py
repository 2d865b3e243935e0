"""Where the token comes from, what is refused as one, and that it is never shown by accident."""

from pathlib import Path

import pytest

from kotae.errors import ServerError
from kotae.network.token import TOKEN_VARIABLE, Token

GOOD = "a-token-of-sixteen"


def test_token_is_made_when_none_is_given() -> None:
    first, second = Token.find(None), Token.find(None)
    assert first.made
    assert len(first.value) >= 43
    assert first.value != second.value
    assert first.value not in repr(first)


def test_token_comes_from_file_then_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "from-environment-0123")
    (tmp_path / "token").write_text(f"{GOOD}\n")
    assert Token.find(tmp_path / "token") == Token(value=GOOD, made=False)
    assert Token.find(None) == Token(value="from-environment-0123", made=False)


@pytest.mark.parametrize(
    "content",
    [b"", b"short", b"two tokens of enough", "合言葉は十六文字以上あります。".encode(), b"\xff" * 20],
)
def test_bad_token_is_refused_in_both_languages(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    with pytest.raises(ServerError) as caught:
        Token.find(tmp_path / "token")
    assert "token" in caught.value.en
    assert "トークン" in caught.value.ja


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="--token-file"):
        Token.find(tmp_path / "none")


@pytest.mark.parametrize(
    ("header", "matches"),
    [
        (f"Bearer {GOOD}", True),
        (f"bearer {GOOD}", True),
        (f"Basic {GOOD}", False),
        (GOOD, False),
        (f"Bearer {GOOD}x", False),
        ("Bearer ", False),
        ("Bearer 合言葉", False),
        (None, False),
    ],
)
def test_only_the_token_itself_matches(header: str | None, matches: bool) -> None:
    assert Token(value=GOOD, made=False).matches(header) is matches
