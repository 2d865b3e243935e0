import json
import shutil
from pathlib import Path

import pytest

from kotae.embedding import EmbeddingSettings
from kotae.embedding.locating import folder_fingerprint, model_folder
from kotae.errors import ModelError


def _message(settings: EmbeddingSettings) -> ModelError:
    with pytest.raises(ModelError) as caught:
        model_folder(settings)
    return caught.value


def test_a_hub_name_that_is_not_here_says_how_to_get_it() -> None:
    error = _message(EmbeddingSettings(model="intfloat/multilingual-e5-large"))
    for message in (error.en, error.ja):
        assert "hf download intfloat/multilingual-e5-large" in message
        assert "embedding.allow_download" in message
        assert "multilingual-e5-small" in message
    assert "isn't on this machine" in error.en
    assert "このコンピューターにありません" in error.ja


def test_a_download_that_fails_is_a_model_error() -> None:
    error = _message(EmbeddingSettings(model="intfloat/multilingual-e5-large", allow_download=True))
    assert "can't be downloaded" in error.en
    assert "ダウンロードできません" in error.ja


@pytest.mark.parametrize("name", ["no such folder/or name/at all", "./missing", "..", "名前"])
def test_what_is_neither_folder_nor_name_is_reported(name: str) -> None:
    error = _message(EmbeddingSettings(model=name))
    assert name in error.en
    assert name in error.ja


def test_a_model_in_the_hub_cache_is_found_offline(
    tiny_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(home / "hub"))
    repository = home / "hub" / "models--someone--tiny"
    snapshot = repository / "snapshots" / ("a" * 40)
    shutil.copytree(tiny_folder, snapshot)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("a" * 40)
    assert model_folder(EmbeddingSettings(model="someone/tiny")) == snapshot


def test_a_folder_is_taken_as_it_is(tiny_folder: Path) -> None:
    assert model_folder(EmbeddingSettings(model=str(tiny_folder))) == tiny_folder


@pytest.fixture
def folder(tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_folder, tmp_path / "model"))


@pytest.mark.parametrize("name", ["pytorch_model.bin", "weights.pt", "model.ckpt"])
def test_pickled_weights_are_refused(folder: Path, name: str) -> None:
    (folder / "model.safetensors").rename(folder / name)
    error = _message(EmbeddingSettings(model=str(folder)))
    assert name in error.en
    assert "safetensors" in error.en
    assert "safetensors" in error.ja


def test_pickles_of_a_later_module_are_refused(folder: Path) -> None:
    (folder / "1_Pooling" / "pytorch_model.bin").write_bytes(b"x")
    assert "pytorch_model.bin" in _message(EmbeddingSettings(model=str(folder))).en


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    error = _message(EmbeddingSettings(model=str(tmp_path)))
    assert "modules.json" in error.en
    assert "モデルではありません" in error.ja


def test_modules_outside_the_folder_are_refused(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules[1]["path"] = "../elsewhere"
    (folder / "modules.json").write_text(json.dumps(modules))
    assert "points outside" in _message(EmbeddingSettings(model=str(folder))).en


@pytest.mark.parametrize("text", ["{", "[1]", '[{"idx": 0}]'])
def test_a_torn_modules_file_is_reported(folder: Path, text: str) -> None:
    (folder / "modules.json").write_text(text)
    error = _message(EmbeddingSettings(model=str(folder)))
    assert "modules.json" in error.en
    assert "読めません" in error.ja


def test_the_fingerprint_knows_content_not_place(folder: Path, tiny_folder: Path) -> None:
    expected = folder_fingerprint(tiny_folder)
    assert folder_fingerprint(folder) == expected
    (folder / "README.md").write_text("notes do not count")
    (folder / "kotae.json").unlink()
    assert folder_fingerprint(folder) == expected


@pytest.mark.parametrize("name", ["model.safetensors", "1_Pooling/config.json", "tokenizer.json"])
def test_the_fingerprint_sees_a_changed_byte(folder: Path, name: str) -> None:
    expected = folder_fingerprint(folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    assert folder_fingerprint(folder) != expected


def test_weights_by_another_name_are_none(folder: Path) -> None:
    """Whoever loads the model looks for ``model.safetensors``, and takes the pickle where there is none."""
    (folder / "1_Pooling" / "pytorch_model.bin").write_bytes(b"x")
    (folder / "1_Pooling" / "other.safetensors").write_bytes(b"x")
    assert "pytorch_model.bin" in _message(EmbeddingSettings(model=str(folder))).en
    (folder / "1_Pooling" / "other.safetensors").rename(folder / "1_Pooling" / "model.safetensors")
    assert model_folder(EmbeddingSettings(model=str(folder))) == folder
