"""A small bilingual corpus indexed without a model, and a way to run commands."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kotae.cli import main

DOCUMENTS = {
    "ja/予算.md": "# AI予算\n\n政府はAI戦略の予算を2,000億円に増やした。期間は2025年から5年間である。\n",
    "en/budget.md": "# AI budget\n\nThe government raised the budget of the AI strategy to 200 billion yen. "
    "It runs for five years from 2025.\n",
    "en/defence.md": "# Cyber defence\n\nMirrorFace attacked think tanks and politicians from 2019 onwards.\n",
}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    monkeypatch.setenv("KOTAE_LANGUAGE", "en")

    def running(*words: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        captured = capsys.readouterr()
        return Ran(code=int(ended.value.code or 0), out=captured.out, err=captured.err)

    return running


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name, text in DOCUMENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def index(run: Run, corpus: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    assert run("index", str(corpus), "--index", str(folder)).code == 0
    return folder


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True
