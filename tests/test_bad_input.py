"""Bad input as a user meets it: one line saying what, where and what to do, exit code 1, nothing lost.

Some of these failed first: a build that ran out of room left its half-written generation on the
full disk, a file left out was named twice, a file's name with a line break broke the lines, and a
port in use was found only after a thread had begun to load the model.
"""

import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kotae.cli import main
from kotae.index.generations import read_current

LANGUAGES = ["en", "ja"]
FACT = "The lighthouse keeper is called Anselm Grub."


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str) -> Run:
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    monkeypatch.setenv("KOTAE_LANGUAGE", language)

    def running(*words: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code=int(ended.value.code or 0), out=captured.out, err=captured.err)

    return running


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "keeper.md").write_text(f"# Keeper\n\n{FACT} He is 71 years old.\n", encoding="utf-8")
    (folder / "港湾.md").write_text("# 港湾\n\n霧浜港では2025年4月に岸壁を整備した。\n", encoding="utf-8")
    return folder


@pytest.fixture
def index(run: Run, corpus: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    assert run("index", corpus, "--index", folder).code == 0
    return folder


def refused(ran: Ran, *parts: str, language: str) -> None:
    """Check the exit code, that one line alone speaks, in the user's language, and what it says."""
    assert (ran.code, ran.out) == (1, "")
    said = [line for line in ran.err.splitlines() if line.startswith("kotae: ")]
    assert len(said) == 1
    assert ran.err.endswith(said[0] + "\n")
    assert any("\u3040" <= character <= "\u309f" for character in said[0]) == (language == "ja")
    assert [part for part in parts if part not in said[0]] == []


def answers(run: Run, index: Path) -> bool:
    """Return whether the index still finds the fact."""
    ran = run("search", FACT, "--index", index, "--json", "--top-k", "1")
    return ran.code == 0 and FACT in json.loads(ran.out)["text"]


def test_empty_corpus(run: Run, index: Path, tmp_path: Path, language: str) -> None:
    (tmp_path / "none").mkdir()
    what = {
        "en": "the folder is empty; put documents in it",
        "ja": "フォルダーが空です。文書を入れてください",
    }
    refused(
        run("index", tmp_path / "none", "--index", index),
        f"{tmp_path}/none: ",
        what[language],
        language=language,
    )
    assert answers(run, index)


def test_missing_corpus(run: Run, index: Path, tmp_path: Path, language: str) -> None:
    what = {
        "en": "there is no such folder of documents; check the path",
        "ja": "フォルダーがありません。パスを確かめて",
    }
    ran = run("index", tmp_path / "gone", "--index", index)
    refused(ran, f"{tmp_path}/gone: ", what[language], language=language)
    assert answers(run, index)


def test_file_given_as_corpus(run: Run, corpus: Path, index: Path, language: str) -> None:
    what = {
        "en": "this is a file; give the folder",
        "ja": "これはファイルです。文書の入っているフォルダーを指定",
    }
    ran = run("index", corpus / "keeper.md", "--index", index)
    refused(ran, "keeper.md: ", what[language], language=language)
    assert answers(run, index)


def test_file_left_out_is_named_once(run: Run, corpus: Path, tmp_path: Path, language: str) -> None:
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    ran = run("index", corpus, "--index", tmp_path / "i")
    head = {
        "en": "Left out: binary.txt: this is a binary file",
        "ja": "対象外: binary.txt: 名前にかかわらず、",
    }
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith(head[language])
    assert ran.out.count("binary.txt") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_left_out(run: Run, corpus: Path, tmp_path: Path, language: str) -> None:
    (corpus / "locked.md").write_text("secret", encoding="utf-8")
    (corpus / "locked.md").chmod(0)
    ran = run("index", corpus, "--index", tmp_path / "i")
    assert ran.code == 0
    assert {"en": "Left out: locked.md: can't be read", "ja": "対象外: locked.md: 読めません"}[
        language
    ] in ran.out
    assert answers(run, tmp_path / "i")


def test_file_of_50_mb_is_left_out(run: Run, corpus: Path, tmp_path: Path, language: str) -> None:
    with (corpus / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    ran = run("index", corpus, "--index", tmp_path / "i")
    assert ran.code == 0
    last = ran.out.splitlines()[-1]
    assert [part for part in ("huge.txt: ", "50.0 MB", "20.0 MB", "max_file_bytes") if part not in last] == []
    assert answers(run, tmp_path / "i")


def test_one_endless_line_is_indexed(run: Run, corpus: Path, tmp_path: Path) -> None:
    (corpus / "line.txt").write_text("港湾の計画と予算" * 130_000, encoding="utf-8")
    report = json.loads(run("index", corpus, "--index", tmp_path / "i", "--json").out)
    assert (report["documents"], report["skipped"]) == (3, [])
    assert answers(run, tmp_path / "i")


def test_line_break_in_a_name_breaks_no_line(run: Run, corpus: Path, tmp_path: Path) -> None:
    (corpus / "カナ\u202eevil\nname.txt").write_text("The ferry leaves at nine.", encoding="utf-8")
    run("index", corpus, "--index", tmp_path / "i")
    out = run("search", "The ferry leaves at nine.", "--top-k", "1", "--index", tmp_path / "i").out
    assert out.splitlines()[0] == "1. カナ\\u202eevil\\nname"
    assert out.splitlines()[1].startswith("   カナ\\u202eevil\\nname.txt:0-25 ")


@pytest.mark.parametrize("name", ["broken.pdf", "壊れた.pdf", "odd\nname\u202e.pdf"], ids=["en", "ja", "odd"])
def test_a_file_left_out_is_named_once(run: Run, corpus: Path, tmp_path: Path, name: str) -> None:
    (corpus / name).write_bytes(b"%PDF-1.7\nnothing more")
    ran = run("index", corpus, "--index", tmp_path / "i")
    assert ran.code == 0
    shown = name.replace("\n", "\\n").replace("\u202e", "\\u202e")
    (line,) = [line for line in ran.out.splitlines() if shown in line]
    assert line.count(shown) == 1


@pytest.mark.parametrize("question", ["", "   ", "\u3000\n\t"], ids=["empty", "blank", "wide-blank"])
def test_empty_question(run: Run, index: Path, question: str, language: str) -> None:
    what = {"en": "The question is empty; ask", "ja": "質問が空です。日本語か英語で"}
    for command in ("ask", "search"):
        refused(run(command, question, "--index", index, "--json"), what[language], language=language)


def test_question_of_10_000_characters(run: Run, index: Path, language: str) -> None:
    what = {"en": "has 10,000 characters, more than", "ja": "10,000 文字あり"}
    refused(run("ask", "あ" * 10_000, "--index", index, "--json"), what[language], language=language)


HARBOUR = "霧浜港では2025年4月に岸壁を整備した。"


@pytest.mark.parametrize(
    ("question", "said", "missing"),
    [
        ("?!…→※〒", [], []),
        ("🦊🍣", [], []),
        ("港", [HARBOUR], []),
        ("ﾊﾟﾝﾀﾞﾊﾄﾞｺ", [], ["ﾊﾟﾝﾀﾞﾊﾄﾞｺ"]),
        ("霧浜港在哪里", [HARBOUR], []),
        ("Où est le phare ?", [], ["Où", "est", "phare"]),
        ("\u202e\u200b", [], []),
        ("e\u0301" * 2500, [], ["é" * 2500]),
        ("あ" * 5000, [], []),
    ],
    ids=["symbols", "emoji", "kanji", "half-width", "chinese", "french", "invisible", "marks", "long"],
)
def test_odd_question_has_an_honest_answer(
    run: Run, index: Path, question: str, said: list[str], missing: list[str]
) -> None:
    ran = run("ask", question, "--index", index, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert [sentence["text"] for sentence in answer["sentences"]] == said
    assert answer["status"] == ("answered" if said else "not_found")
    assert [unicodedata.normalize("NFC", word) for word in answer["missing"]] == missing


def test_index_of_another_version(run: Run, corpus: Path, index: Path, language: str) -> None:
    current = read_current(index)
    path = current.folder(index) / "manifest.json"
    path.write_text(re.sub(r'"format": ?\d+', '"format": 99', path.read_text()))
    ran = run("ask", FACT, "--index", index)
    refused(ran, str(index), "99", "`kotae index`", language=language)
    assert run("index", corpus, "--index", index).code == 0
    assert answers(run, index)


@pytest.mark.parametrize("harm", ["truncated", "altered", "missing"])
def test_damaged_index(run: Run, corpus: Path, index: Path, harm: str, language: str) -> None:
    path = read_current(index).folder(index) / "documents.sqlite"
    content = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if harm == "truncated" else content[:-1] + b"!")
    refused(run("search", FACT, "--index", index), f"{path}: ", "`kotae index`", language=language)
    assert run("index", corpus, "--index", index).code == 0
    assert answers(run, index)


def test_half_written_index(run: Run, corpus: Path, index: Path, language: str) -> None:
    (index / "CURRENT").unlink()
    refused(run("search", FACT, "--index", index), f"{index}: ", "`kotae index ", language=language)
    assert run("index", corpus, "--index", index).code == 0
    assert answers(run, index)


@contextmanager
def little_room() -> Iterator[None]:
    """Let no file grow over 40 kB, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_960, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_full_disk_keeps_the_last_index_and_leaves_nothing_behind(
    run: Run, corpus: Path, index: Path, language: str
) -> None:
    text = "".join(f"The harbour opened tram line {number} in 1999. " for number in range(4_000))
    (corpus / "more.txt").write_text(text, encoding="utf-8")
    what = {"en": "no room left while writing the index", "ja": "空き容量がなくなりました"}
    with little_room():
        ran = run("index", corpus, "--index", index)
    refused(ran, f"{index}: ", what[language], "--index", language=language)
    assert [path.name for path in (index / "generations").iterdir()] == [read_current(index).generation]
    assert answers(run, index)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_index_answers_and_is_not_built(run: Run, corpus: Path, index: Path, language: str) -> None:
    (corpus / "new.md").write_text("# New\n\nA new document.\n", encoding="utf-8")
    index.chmod(0o500)
    try:
        refused(run("index", corpus, "--index", index), f"{index}: ", "--index", language=language)
        assert answers(run, index)
    finally:
        index.chmod(0o700)


@pytest.mark.loopback
def test_port_in_use(run: Run, index: Path, language: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--index", index, "--port", str(port), "--json")
    refused(ran, f"127.0.0.1:{port}: ", "--port", language=language)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"x = = 3", ("TOML",)),
        (b"\xff\xfe\x00", ("TOML",)),
        (b"[embeding]\n", ("'embeding'", "embedding")),
        (b"[passages]\nmax_char = 3\n", ("'passages.max_char'", "passages.max_chars")),
        (b"[passages]\nmax_chars = 'many'\n", ("passages.max_chars", "'many'")),
        (b"[passages]\nmax_chars = 0\n", ("passages.max_chars", "10")),
    ],
    ids=["syntax", "binary", "stage", "name", "type", "range"],
)
def test_bad_settings_file(
    run: Run, index: Path, tmp_path: Path, content: bytes, parts: tuple[str, ...], language: str
) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    ran = run("ask", FACT, "--index", index, "--config", tmp_path / "bad.toml", "--json")
    refused(ran, *parts, language=language)


@pytest.mark.parametrize(
    ("variable", "value"), [("KOTAE_PASSAGES__MAX_CHARS", "many"), ("KOTAE_NOSUCH__X", "3")]
)
def test_bad_environment(
    run: Run, index: Path, variable: str, value: str, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv(variable, value)
    named = {"KOTAE_PASSAGES__MAX_CHARS": "passages.max_chars", "KOTAE_NOSUCH__X": "KOTAE_NOSUCH__X"}
    refused(run("ask", FACT, "--index", index), named[variable], language=language)


@pytest.mark.parametrize(
    ("model", "advice"),
    [
        ("{folder}/broken", "embedding.model"),
        ("{folder}/gone", "embedding.model"),
        ("intfloat/multilingual-e5-base", "hf download intfloat/multilingual-e5-base"),
    ],
    ids=["broken", "missing", "offline"],
)
def test_model_that_cannot_be_had(
    run: Run,
    corpus: Path,
    tmp_path: Path,
    model: str,
    advice: str,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.json").write_text("{}")
    name = model.replace("{folder}", str(tmp_path))
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", name)
    ran = run("index", corpus, "--index", tmp_path / "i")
    refused(ran, name, advice, language=language)
    assert ".." not in ran.err.replace(str(tmp_path), "")
    assert ".。" not in ran.err


def test_building_is_silent_and_asks_nothing_of_the_network(corpus: Path, tmp_path: Path) -> None:
    code = (
        "import sys, kotae; kotae.build(sys.argv[1], sys.argv[2]); kotae.open(sys.argv[2]).ask(sys.argv[3])"
    )
    environment = os.environ | {
        "KOTAE_EMBEDDING__MODEL": "hashing",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    blocked = "import socket; socket.socket.connect = socket.getaddrinfo = lambda *a, **k: 1 / 0; "
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", blocked + code, str(corpus), str(tmp_path / "i"), FACT],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    shutil.rmtree(tmp_path / "i")
