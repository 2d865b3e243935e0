import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kotae.embedding import model_folder, preparation
from kotae.embedding.preparation import MARKER, damaged_files, prepare_default_model
from kotae.errors import ModelError
from tests.conftest import REPOSITORY
from tests.embedding.tiny import write_carrier


class Place:
    """A carrier and the folder to prepare."""

    def __init__(self, root: Path) -> None:
        self.carrier = root / "tiny.bin"
        self.sha256 = write_carrier(self.carrier)
        self.folder = root / "models" / "tiny"

    def prepare(self) -> Path:
        return prepare_default_model(folder=self.folder, carrier=self.carrier, sha256=self.sha256)

    def left_behind(self) -> list[str]:
        return sorted(path.name for path in self.folder.parent.iterdir() if path != self.folder)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_folder_is_complete_and_made_once(place: Place) -> None:
    assert place.prepare() == place.folder
    first = _contents(place.folder)
    assert sorted(first) == [
        "1_Pooling/config.json",
        "2_Normalize/config.json",
        "config.json",
        "config_sentence_transformers.json",
        "kotae.json",
        "model.safetensors",
        "modules.json",
        "sentence_bert_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    place.carrier.unlink()  # what is complete needs no carrier
    assert place.prepare() == place.folder
    assert _contents(place.folder) == first
    assert place.left_behind() == []


def test_two_preparations_write_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert _contents(Place(tmp_path / "a").prepare()) == _contents(Place(tmp_path / "b").prepare())


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json", MARKER])
@pytest.mark.parametrize("damage", ["missing", "cut off"])
def test_a_damaged_folder_is_made_again(place: Place, name: str, damage: str) -> None:
    expected = _contents(place.prepare())
    path = place.folder / name
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    assert _contents(place.prepare()) == expected
    assert place.left_behind() == []


def test_a_changed_small_file_is_noticed_by_its_hash(place: Place) -> None:
    expected = _contents(place.prepare())
    config = place.folder / "config.json"
    config.write_text(config.read_text().replace("gelu", "relu"))
    assert _contents(place.prepare()) == expected


def test_weights_altered_in_place_are_found_when_looked_for_and_made_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``kotae doctor`` reads the big file whatever a start trusts."""
    monkeypatch.setattr(preparation, "_HASHED_BELOW_BYTES", 100)
    assert damaged_files(place.folder) == ()
    whole = _contents(place.prepare())
    assert damaged_files(place.folder) == ()
    weights = place.folder / "model.safetensors"
    weights.write_bytes(whole[weights.name][:-1] + bytes([whole[weights.name][-1] ^ 1]))
    (place.folder / "config.json").unlink()
    assert set(damaged_files(place.folder)) == {weights, place.folder / "config.json"}
    prepare_default_model(folder=place.folder, carrier=place.carrier, sha256=place.sha256, anew=True)
    assert damaged_files(place.folder) == ()
    assert _contents(place.folder) == whole
    (place.folder / MARKER).write_text("{")
    assert damaged_files(place.folder) == (place.folder / MARKER,)


def test_a_bad_carrier_leaves_nothing_behind(place: Place) -> None:
    place.carrier.write_bytes(place.carrier.read_bytes()[:-5])
    with pytest.raises(ModelError, match="SHA-256"):
        place.prepare()
    assert not place.folder.parent.exists()


def test_a_failure_half_way_leaves_nothing_behind(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, carrier: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model_folder, "_write_weights", full)
    with pytest.raises(ModelError) as caught:
        place.prepare()
    for message in (caught.value.en, caught.value.ja):
        assert "No space left on device" in message
        assert "490 MB" in message
        assert "KOTAE_CACHE" in message
    assert list(place.folder.parent.iterdir()) == []


def test_a_place_that_is_a_file_is_reported(place: Place) -> None:
    place.folder.parent.write_text("not a folder")
    with pytest.raises(ModelError) as caught:
        place.prepare()
    assert str(place.folder) in caught.value.en
    assert "書き込めません" in caught.value.ja


def test_what_killed_processes_left_is_removed_when_it_is_old(place: Place) -> None:
    place.folder.parent.mkdir()
    for name, age_s in (("old", 7200), ("new", 10)):
        left = place.folder.parent / f".unfinished-tiny-{name}"
        left.mkdir()
        (left / "model.safetensors").write_bytes(b"half")
        os.utime(left, (time.time() - age_s, time.time() - age_s))
    place.prepare()
    assert place.left_behind() == [".unfinished-tiny-new"]


_SCRIPT = """
import sys
from pathlib import Path
from kotae.embedding.preparation import prepare_default_model
folder, carrier, sha256 = sys.argv[1:]
while not Path(carrier + ".go").exists():
    pass
prepare_default_model(folder=Path(folder), carrier=Path(carrier), sha256=sha256)
"""


@pytest.mark.parametrize("damaged", [False, True], ids=["from nothing", "over a damaged folder"])
def test_processes_preparing_at_once_all_end_with_the_whole_folder(place: Place, damaged: bool) -> None:
    if damaged:
        place.prepare()
        (place.folder / "model.safetensors").unlink()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, str(place.folder), str(place.carrier), place.sha256],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        )
        for _ in range(3)
    ]
    time.sleep(0.5)
    Path(f"{place.carrier}.go").touch()
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    marker = json.loads((place.folder / MARKER).read_text())
    sizes = {name: size for name, (size, _) in marker["files"].items()}
    assert {name: len(data) for name, data in _contents(place.folder).items() if name != MARKER} == sizes
    assert place.left_behind() == []


@pytest.mark.parametrize("name", [MARKER, preparation.VERIFIED])
@pytest.mark.parametrize(
    "written", ["[" * 100_000, "[]", "7", "null", '{"carrier": 1}', '{"carrier": "", "files": []}', "{"]
)
def test_a_marker_that_is_something_else_is_damage(place: Place, name: str, written: str) -> None:
    expected = _contents(place.prepare())
    (place.folder / name).write_text(written.replace('"carrier": ""', f'"carrier": "{place.sha256}"'))
    if name == MARKER:
        assert damaged_files(place.folder) == (place.folder / MARKER,)
    again = _contents(place.prepare())
    assert {path: again[path] for path in expected} == expected
