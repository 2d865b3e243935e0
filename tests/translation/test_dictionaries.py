"""Bitexts and dictionaries as pairs of texts."""

from pathlib import Path

import pytest

from kotae.errors import ModelError
from kotae.translation.dictionaries import read_bitext, read_jmdict, read_sudachi_pairs
from kotae.translation.jmdict import jmdict_path


def test_read_bitext_gives_the_sentences(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text('{"en": "A cat.", "ja": "猫。", "id": 1}\n', encoding="utf-8")
    (pair,) = read_bitext(path)
    assert (pair.english, pair.japanese, pair.weight) == ("A cat.", "猫。", 1.0)


def test_read_sudachi_pairs_gives_every_spelling(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"ja": ["サマリー", "サマリ"], "en": ["summary"]}\n', encoding="utf-8")
    assert [(pair.english, pair.japanese) for pair in read_sudachi_pairs(path)] == [
        ("summary", "サマリー"),
        ("summary", "サマリ"),
    ]


@pytest.mark.parametrize("line", ["not json", "[]", '{"en": "only"}'])
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text('{"en": "A cat.", "ja": "猫。"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="line 2") as caught:
        list(read_bitext(path))
    assert "2 行目" in caught.value.message("ja")


def test_read_jmdict_gives_headwords_with_their_glosses() -> None:
    pairs = {(pair.japanese, pair.english): pair.weight for pair in read_jmdict(jmdict_path())}
    assert len(pairs) > 400_000
    assert pairs["予算", "budget"] > 0
    assert pairs["万年筆", "fountain pen"] > 0
    assert ("予算", "(the) budget") not in pairs


def test_read_jmdict_refuses_another_file(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database at all, and long enough to be read as a header")
    with pytest.raises(ModelError, match=r"x\.db"):
        list(read_jmdict(tmp_path / "x.db"))
