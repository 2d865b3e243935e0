"""``kotae doctor``: what it finds, what it says to do, and what ``--repair`` puts right."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from kotae.index.generations import read_current
from kotae.pipeline.builds import changes
from kotae.pipeline.builds.reader_code import fingerprints
from tests.cli.conftest import Ran, Run

WORDS = {
    "en": {"problem": "[problem]", "repaired": "[repaired]"},
    "ja": {"problem": "[問題]", "repaired": "[修復済み]"},
}


def checks(ran: Ran) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in map(json.loads, ran.out.splitlines())}


def torn(index: Path, name: str) -> Path:
    path = read_current(index).folder(index) / name
    path.write_bytes(path.read_bytes()[:40])
    return path


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ["vectors.npy", "documents.sqlite", "words/words.rows.npy"])
def test_damage_is_named_and_repaired(run: Run, index: Path, name: str, language: str) -> None:
    path = torn(index, name)
    ran = run("doctor", "--index", str(index), "--language", language)
    (line,) = [line for line in ran.out.splitlines() if line.startswith(WORDS[language]["problem"])]
    assert ran.code == 1
    assert line.startswith(f"{WORDS[language]['problem']} index: {path}")
    repaired = run("doctor", "--index", str(index), "--repair", "--language", language)
    assert repaired.code == 0
    (line,) = [line for line in repaired.out.splitlines() if line.startswith(WORDS[language]["repaired"])]
    assert str(path) in line  # what was wrong is said too
    assert run("doctor", "--index", str(index)).code == 0
    assert run("search", "予算", "--index", str(index)).code == 0


def test_leftovers_of_an_interrupted_build_are_found_and_removed(run: Run, index: Path) -> None:
    half = index / "generations" / "00000007-01234567"
    shutil.copytree(read_current(index).folder(index), half)
    (half / "owners.npy").unlink()
    found = checks(run("doctor", "--index", str(index), "--json"))
    assert found["index folder"]["status"] == "problem"
    assert "interrupted builds left" in found["index folder"]["detail"]
    assert found["index"]["status"] == "ok"
    repaired = checks(run("doctor", "--index", str(index), "--json", "--repair"))
    assert repaired["index folder"]["status"] == "repaired"
    assert not half.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "name that folder"), ("ja", "文書のフォルダーを指定")]
)
def test_corpus_is_asked_for_where_it_is_not_recorded(
    run: Run, index: Path, corpus: Path, language: str, words: str
) -> None:
    (read_current(index).folder(index) / "manifest.json").unlink()
    ran = run("doctor", "--index", str(index), "--repair", "--language", language)
    assert ran.code == 1
    assert words in ran.out
    assert run("doctor", "--index", str(index), "--repair", "--corpus", str(corpus)).code == 0


def test_missing_index_is_built_only_from_a_named_corpus(run: Run, corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "new"
    assert run("doctor", "--index", str(index), "--repair").code == 1
    ran = run("doctor", "--index", str(index), "--repair", "--corpus", str(corpus), "--json")
    assert checks(ran)["index"]["status"] == "repaired"


@pytest.mark.parametrize(("language", "words"), [("en", "makes the model again"), ("ja", "作り直せます")])
def test_damaged_model_cache_is_named_and_made_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, words: str
) -> None:
    """The preparation itself is tested in ``tests/embedding``; here the weights are a few bytes."""
    from kotae.cli import doctor
    from kotae.embedding import preparation

    folder = tmp_path / "cache" / "models" / preparation.FOLDER_NAME

    def make(*, anew: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model.safetensors").write_bytes(b"weights")
        sums = {"model.safetensors": (7, hashlib.sha256(b"weights").hexdigest())}
        (folder / preparation.MARKER).write_text(json.dumps({"files": sums}))

    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    monkeypatch.delenv("KOTAE_EMBEDDING__MODEL")
    monkeypatch.setattr(preparation, "prepare_default_model", make)
    make()
    (folder / "model.safetensors").write_bytes(b"weighed")
    (part,) = [part for part in doctor._parts(tmp_path / "none", None, None) if part.name == "model files"]
    found = doctor._tried(part, repair=False)
    assert (found.status, "model.safetensors" in found.detail) == ("problem", True)
    assert re.search(words, found.detail)
    assert doctor._tried(part, repair=True).status == "repaired"
    assert doctor._tried(part, repair=False).status == "ok"


def test_healthy_index_is_left_alone(run: Run, index: Path) -> None:
    before = read_current(index)
    ran = run("doctor", "--index", str(index), "--repair", "--json")
    assert ran.code == 0
    assert {check["status"] for check in checks(ran).values()} <= {"ok", "optional"}
    assert read_current(index) == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "3 files were indexed before kotae read such files as it does now; `kotae index` reads them anew",
        ),
        ("ja", "3個のファイルは、今より古い読み方で索引に入っています。`kotae index` で読み直します"),
    ],
)
def test_files_that_an_older_kotae_read_are_told(
    run: Run, index: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """What it had read wrongly stayed, and nothing said so."""
    known = fingerprints()
    monkeypatch.setattr(changes, "fingerprints", lambda: known | {".md": "0123456789abcdef"})
    assert said in run("doctor", "--index", str(index), "--language", language).out
    monkeypatch.setattr(changes, "fingerprints", lambda: known)
    assert said not in run("doctor", "--index", str(index), "--language", language).out
