"""Where the token comes from, what is refused as one, and that it is never shown by accident."""

from pathlib import Path

import pytest

from kotae.errors import ServerError
from kotae.network.token import TOKEN_VARIABLE, Token, Tokens

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
    [
        f"# 合言葉 the token of the desk\n\n{GOOD}\n\n",
        f"\n  # of Sunday\n{GOOD}",
        f"{GOOD}\r\n# end\r\n",
        f"\ufeff{GOOD}\n",
        f"\ufeff# first\n\t{GOOD}  \n",
    ],
    ids=["comment", "indented", "windows", "mark", "mark and comment"],
)
def test_comments_and_empty_lines_stand_beside_a_token(tmp_path: Path, content: str) -> None:
    (tmp_path / "token").write_bytes(content.encode())
    assert Token.find(tmp_path / "token") == Token(value=GOOD, made=False)
    assert Tokens.find(tmp_path / "token").known == (Token(value=GOOD, made=False),)


@pytest.mark.parametrize("before", ["", "# a comment\n\n"])
def test_a_wrong_line_is_told_by_its_number(tmp_path: Path, before: str) -> None:
    (tmp_path / "token").write_text(f"{before}{GOOD}\n# another\nshort folder=x\n", encoding="utf-8")
    with pytest.raises(ServerError) as caught:
        Tokens.find(tmp_path / "token")
    line = 3 + before.count("\n")
    assert f"line {line}" in caught.value.en
    assert f"{line} 行目" in caught.value.ja
    assert GOOD not in caught.value.en


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
