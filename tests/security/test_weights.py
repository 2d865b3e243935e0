"""Weights that aren't what was written there are never used in silence, whatever their size."""

import logging
import os
from pathlib import Path

import pytest

from kotae.answering.generators import writer
from kotae.embedding import model_folder, preparation
from kotae.embedding.preparation import VERIFIED, prepare_default_model
from kotae.errors import GeneratorError
from kotae.models import places
from kotae.models.catalogue import Folder
from kotae.models.places import place
from tests.embedding.tiny import write_carrier
from tests.models.test_models import CONTENT, model


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, str]:
    monkeypatch.setattr(preparation, "_HASHED_BELOW_BYTES", 2_000)
    carrier = tmp_path / "tiny.bin"
    sha256 = write_carrier(carrier)
    folder = prepare_default_model(folder=tmp_path / "model", carrier=carrier, sha256=sha256)
    return folder, carrier, sha256


@pytest.mark.parametrize("times_kept", [False, True])
@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "isn't what kotae wrote there"), ("ja", "作り直します")]
)
def test_altered_weights_of_equal_size_are_noticed(
    prepared: tuple[Path, Path, str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    times_kept: bool,
    replaced: bool,
    language: str,
    said: str,
) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    folder, carrier, sha256 = prepared
    weights = folder / "model.safetensors"
    whole = weights.read_bytes()
    assert prepare_default_model(folder=folder, carrier=carrier, sha256=sha256) == folder
    before = weights.stat()
    altered = whole[:-1] + bytes([whole[-1] ^ 1])
    if replaced:
        (folder / "new").write_bytes(altered)
        os.replace(folder / "new", weights)
    else:
        with weights.open("r+b") as file:
            file.write(altered)
    if times_kept:
        os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    with caplog.at_level(logging.WARNING, logger="kotae"):
        prepare_default_model(folder=folder, carrier=carrier, sha256=sha256)
    assert weights.read_bytes() == whole
    (record,) = caplog.records
    assert said in record.getMessage()
    assert "model.safetensors" in record.getMessage()


def test_a_big_file_is_read_once_for_each_identity(
    prepared: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, carrier, sha256 = prepared
    read: list[str] = []
    real = model_folder.sha256_of

    def noting(path: Path) -> str:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(preparation, "sha256_of", noting)
    for _ in range(3):
        prepare_default_model(folder=folder, carrier=carrier, sha256=sha256)
    assert read.count("model.safetensors") == 1
    assert read.count("modules.json") == 3
    os.utime(folder / "model.safetensors")
    prepare_default_model(folder=folder, carrier=carrier, sha256=sha256)
    assert read.count("model.safetensors") == 2
    (folder / VERIFIED).write_text("[")
    prepare_default_model(folder=folder, carrier=carrier, sha256=sha256)
    assert read.count("model.safetensors") == 3


@pytest.mark.parametrize(
    ("language", "said"), [("en", "isn't that of the model any more"), ("ja", "モデルのものと違います")]
)
def test_a_writer_that_was_altered_is_not_used_and_a_whole_one_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path))
    tiny = model(Folder(kind="folder"))
    path = place(tiny.file[0])
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    monkeypatch.setattr(writer, "find_model", lambda _: tiny)
    read: list[Path] = []
    real = places.sha256_of

    def noting(file: Path) -> str:
        read.append(file)
        return real(file)

    monkeypatch.setattr(places, "sha256_of", noting)
    assert [writer.writer_path() for _ in range(3)] == [path] * 3
    assert read == [path]
    (path.parent / "sound.json").write_text("[" * 100_000)
    assert writer.writer_path() == path
    path.write_bytes(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))
    for _ in range(2):
        with pytest.raises(GeneratorError) as caught:
            writer.writer_path()
        assert said in caught.value.message(language)
