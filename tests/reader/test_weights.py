"""Weights are checked before use: missing, damaged or another model's end in one clear line in both languages."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from kotae.errors import ModelError
from kotae.reader.reader import Reader
from kotae.reader.weights import default_weights, load_weights, quantised

WEIGHTS = {
    "layers.0.qkv.weight": np.linspace(-3.0, 3.0, 120 * 100, dtype=np.float32).reshape(120, 100),
    "layers.0.qkv.bias": np.linspace(-1.0, 1.0, 120, dtype=np.float32),
    "span.weight": np.linspace(-1.0, 1.0, 2 * 384, dtype=np.float32).reshape(2, 384),
}


def write(folder: Path, data: bytes | None = None, **card: object) -> Path:
    """Write weights with their card; return where the weights lie."""
    data = save(quantised(WEIGHTS)) if data is None else data
    written = {"backbone": "multilingual-e5-small", "sha256": hashlib.sha256(data).hexdigest(), **card}
    (folder / "card.json").write_text(json.dumps(written), encoding="utf-8")
    (folder / "reader.safetensors").write_bytes(data)
    return folder / "reader.safetensors"


def test_weights_come_back_as_they_were_but_for_the_rounding(tmp_path: Path) -> None:
    loaded = load_weights(write(tmp_path))
    assert loaded.keys() == {*WEIGHTS, "layers.0.qkv.weight.scale"}
    for name, weight in WEIGHTS.items():
        scale = loaded.get(f"{name}.scale", np.ones(1, dtype=np.float32))
        assert scale.ndim == 1
        given = (loaded[name].T * scale).T if scale.size > 1 else loaded[name]
        step = np.abs(weight).max(axis=1, keepdims=True) / 63 if scale.size > 1 else np.zeros(1)
        assert (np.abs(given - weight) <= step / 2 + 1e-6).all(), name
        assert given.dtype == np.float32


def test_matrices_are_stored_in_a_byte_a_weight_and_the_rest_as_it_is() -> None:
    stored = quantised(WEIGHTS)
    assert stored["layers.0.qkv.weight"].dtype == np.int8
    assert stored["layers.0.qkv.weight.scale"].shape == (120, 1)
    assert np.array_equal(stored["span.weight"], WEIGHTS["span.weight"])
    nothing = quantised({"empty.weight": np.zeros((200, 100), dtype=np.float32)})
    assert np.isfinite(nothing["empty.weight.scale"]).all()


def no_file(folder: Path) -> Path:
    return folder / "reader.safetensors"


def no_card(folder: Path) -> Path:
    path = write(folder)
    (folder / "card.json").unlink()
    return path


def torn_card(folder: Path) -> Path:
    path = write(folder)
    (folder / "card.json").write_text('{"backbone": "multi', encoding="utf-8")
    return path


def card_without_sum(folder: Path) -> Path:
    path = write(folder)
    (folder / "card.json").write_text('{"backbone": "multilingual-e5-small"}', encoding="utf-8")
    return path


def card_of_another_kind(folder: Path) -> Path:
    path = write(folder)
    (folder / "card.json").write_text("[]", encoding="utf-8")
    return path


def card_in_another_encoding(folder: Path) -> Path:
    path = write(folder)
    (folder / "card.json").write_bytes("重み".encode("shift_jis"))
    return path


def altered(folder: Path) -> Path:
    path = write(folder)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    return path


def cut_short(folder: Path) -> Path:
    path = write(folder)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def empty(folder: Path) -> Path:
    path = write(folder)
    path.write_bytes(b"")
    return path


def damaged_with_its_sum(folder: Path) -> Path:
    return write(folder, b"\xff" * 64)


def another_backbone(folder: Path) -> Path:
    return write(folder, backbone="xlm-roberta-base")


@pytest.mark.parametrize(
    ("make", "en", "ja"),
    [
        (no_file, "can't be read", "読み込めません"),
        (no_card, "can't be read", "読み込めません"),
        (torn_card, "can't be read", "読み込めません"),
        (card_without_sum, "can't be read", "読み込めません"),
        (card_of_another_kind, "can't be read", "読み込めません"),
        (card_in_another_encoding, "can't be read", "読み込めません"),
        (altered, "isn't the expected one", "想定と異なります"),
        (cut_short, "isn't the expected one", "想定と異なります"),
        (empty, "isn't the expected one", "想定と異なります"),
        (damaged_with_its_sum, "damaged", "壊れています"),
        (another_backbone, "belong to xlm-roberta-base", "xlm-roberta-base）のものです"),
    ],
)
def test_unusable_weights_end_in_one_line_that_says_what_to_do(
    tmp_path: Path, make: Callable[[Path], Path], en: str, ja: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(ModelError) as caught:
        load_weights(path)
    assert en in caught.value.en
    assert ja in caught.value.ja
    for message, found in ((caught.value.en, "only found"), (caught.value.ja, "検索のみ")):
        assert str(path) in message
        assert found in message
        assert "\n" not in message


def test_the_shipped_weights_are_whole_and_small_enough() -> None:
    path = default_weights()
    assert path.stat().st_size <= 24_000_000
    loaded = load_weights()
    assert all(np.isfinite(weight).all() for weight in loaded.values())
    assert {name for name in loaded if "embedding" in name} == set()


@pytest.mark.model
def test_weights_of_another_shape_end_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Reader.load(write(tmp_path))
    assert "don't fit this version of kotae" in caught.value.en
    assert "この版の kotae に合いません" in caught.value.ja
