"""Every command of kotae that a page shows is run, in a home of its own, but for those that need another machine or don't end."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.cli.conftest import DOCUMENTS, Run
from tests.cli.test_documented_commands import PAGES, REPOSITORY, blocks, of_kotae

ELSEWHERE = re.compile(r"milvus://|https?://|s3://|--ray|^models get|^mcp|^serve|--watch|--generate")
"""What needs a network, an engine, a cluster or a language model, or goes on until it is stopped; each has tests of its own."""


OVER_ALL = ("selftest", "conflicts")
"""What asks about or compares every document: over the corpus, the ways shown took a minute and a half and told no more."""

QUESTION = "How much was the budget raised?"


def shown() -> list[tuple[str, str]]:
    """Return each command shown with the first page that shows it, in the pages' order."""
    found: dict[str, str] = {}
    for page in PAGES:
        for words in blocks(page.read_text(encoding="utf-8")):
            called = of_kotae(words)
            if called:
                found.setdefault(shlex.join(called), page.relative_to(REPOSITORY).as_posix())
    return [(command, page) for command, page in found.items() if not ELSEWHERE.search(command)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the pages speak of: papers under several names, and keys; the corpus's index is made by its test."""
    folder = tmp_path_factory.mktemp("documented")
    for name in ("papers", "文書", "Documents/reports", "here/documents", "here/papers"):
        for path, text in DOCUMENTS.items():
            for below in ("", "rules", "規程", "contracts"):
                (folder / name / below / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / name / below / path).write_text(text, encoding="utf-8")
    shutil.copytree(REPOSITORY / "corpus", folder / "here" / "corpus")
    _few_questions(folder / "here" / "benchmarks" / "questions" / "corpus")
    key = Ed25519PrivateKey.generate()
    (folder / ".ssh").mkdir()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    (folder / ".ssh" / "id_ed25519").write_bytes(private)
    (folder / ".ssh" / "id_ed25519").chmod(0o600)
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    for name in ("their-key.pub", "相手の鍵.pub"):
        (folder / "here" / name).write_bytes(public)
    return folder


def _few_questions(folder: Path) -> None:
    """Write a part of the questions about the corpus: all of them take a minute."""
    whole = REPOSITORY / "benchmarks" / "questions" / "corpus"
    asked = (whole / "queries.jsonl").read_text("utf-8").splitlines()[:6]
    (folder / "qrels").mkdir(parents=True)
    (folder / "queries.jsonl").write_text("\n".join(asked), encoding="utf-8")
    known = tuple(json.loads(line)["_id"] for line in asked)
    for table in (whole / "qrels").iterdir():
        head, *rows = table.read_text("utf-8").splitlines()
        kept = [row for row in rows if row.split("\t")[0] in known]
        (folder / "qrels" / table.name).write_text("\n".join([head, *kept, ""]), encoding="utf-8")


@pytest.fixture
def ran(run: Run, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command where the pages are read: beside the documents, the index of the corpus and that of ~/papers there."""
    monkeypatch.chdir(prepared / "here")
    monkeypatch.setenv("HOME", str(prepared))
    if not Path("index").exists():
        assert run("index", str(prepared / "papers"), "--index", "index").code == 0
        assert run("index", str(prepared / "papers"), "--index", "reports").code == 0
        shutil.copytree("index", prepared / "few" / "index")
    return run


SHOWN = shown()


@pytest.mark.parametrize(("command", "page"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_that_a_page_shows_does_what_it_says(
    ran: Run, prepared: Path, monkeypatch: pytest.MonkeyPatch, command: str, page: str
) -> None:
    if command.startswith(OVER_ALL):
        monkeypatch.chdir(prepared / "few")
    words = [str(Path(word).expanduser()) if word.startswith("~") else word for word in shlex.split(command)]
    words = [QUESTION if word == "…" else word for word in words]
    for made in ("answer.html", "answer.json", "答え.html", "答え.json", "allowances.xlsx", "out"):
        if words[0] != "verify":
            shutil.rmtree(made) if Path(made).is_dir() else Path(made).unlink(missing_ok=True)
    if words[0] == "verify":
        corpus = words[words.index("--corpus") + 1]
        assert ran("index", corpus, "--index", "proved").code == 0
        signed = ["--sign", str(prepared / ".ssh" / "id_ed25519")] if "--key" in words else []
        Path(words[1]).unlink(missing_ok=True)
        asked = ran("ask", QUESTION, "--proof", words[1], "--index", "proved", *signed)
        assert asked.code == 0, asked.err
    found = ran(*words)
    # A reader without a model can't judge again all that a proof says.
    assert found.code in ((0, 3) if words[0] == "verify" else (0,)), f"{page}: {found.err}"
    assert "[fails]" not in found.out
    for option in ("--proof", "--output", "--save"):
        if option in words:
            assert Path(words[words.index(option) + 1]).exists()
