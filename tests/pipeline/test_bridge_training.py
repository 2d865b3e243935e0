"""A translation table of one's own, from a few sentences, without a dictionary."""

import json
from pathlib import Path

import pytest

from kotae.errors import InputError, ModelError
from kotae.pipeline.builds.bridge_training import train_bridge
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable

SENTENCES = [
    ("The cat sleeps.", "猫が眠る。"),
    ("The cat eats.", "猫が食べる。"),
    ("The dog sleeps.", "犬が眠る。"),
    ("The dog eats.", "犬が食べる。"),
    ("The budget grows.", "予算が増える。"),
    ("The budget sleeps.", "予算が眠る。"),
]
PAIRS = [("cat", "猫"), ("dog", "犬"), ("budget", "予算")]


@pytest.fixture
def bitext(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    lines = [json.dumps({"en": english, "ja": japanese}) for english, japanese in SENTENCES]
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("english", "japanese"), PAIRS)
def test_train_bridge_learns_both_directions(
    bitext: Path, analyzer: Analyzer, tmp_path: Path, english: str, japanese: str
) -> None:
    output = tmp_path / "table.npz"
    train_bridge([bitext], output, jmdict=False, analyzer=analyzer)
    table = TranslationTable.load(output)
    assert table.translations(english, "en")[0][0] == japanese
    assert table.translations(japanese, "ja")[0][0] == english
    assert table.translations(japanese, "ja")[0][1] > 0.8


def test_train_bridge_adds_synonyms_and_several_bitexts(
    bitext: Path, analyzer: Analyzer, tmp_path: Path
) -> None:
    (tmp_path / "more.jsonl").write_text('{"en": "tax", "ja": "税金"}\n', encoding="utf-8")
    (tmp_path / "names.jsonl").write_text('{"ja": ["オラクル"], "en": ["Oracle"]}\n', encoding="utf-8")
    table = train_bridge(
        [bitext, tmp_path / "more.jsonl"],
        tmp_path / "own-table",
        synonyms=tmp_path / "names.jsonl",
        jmdict=False,
        analyzer=analyzer,
    )
    assert (tmp_path / "own-table").is_file()
    assert table.translations("tax", "en")[0][0] == "税金"
    assert table.translations("オラクル", "ja")[0][0] == "oracl"


@pytest.mark.parametrize(
    ("content", "english", "japanese"),
    [
        (b"", "no translated sentences", "対訳文がありません"),
        (b'{"en": "", "ja": ""}\n', "no translated sentences", "対訳文がありません"),
        (b'{"en": "A cat.", "ja": "x"}\nnot json\n', "line 2", "2 行目"),
        (b'{"en": 1, "ja": 2}\n', "line 1", "1 行目"),
        (b"\xff\xfe\n", "line 1", "1 行目"),
    ],
    ids=["empty", "blank", "not JSON", "numbers", "not UTF-8"],
)
def test_a_malformed_bitext_is_refused_and_nothing_written(
    tmp_path: Path, analyzer: Analyzer, content: bytes, english: str, japanese: str
) -> None:
    (tmp_path / "b.jsonl").write_bytes(content)
    with pytest.raises(ModelError, match=english) as caught:
        train_bridge([tmp_path / "b.jsonl"], tmp_path / "t.npz", jmdict=False, analyzer=analyzer)
    assert japanese in caught.value.message("ja")
    assert "b.jsonl" in caught.value.message("ja")
    assert not (tmp_path / "t.npz").exists()


def test_a_missing_folder_is_refused_before_training(tmp_path: Path, analyzer: Analyzer) -> None:
    with pytest.raises(InputError, match=r"t\.npz: the file can't be written there") as caught:
        train_bridge([tmp_path / "none"], tmp_path / "absent" / "t.npz", analyzer=analyzer)
    assert "別の場所" in caught.value.message("ja")
