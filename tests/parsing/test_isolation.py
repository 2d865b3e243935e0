"""The worker process: limits hold, what breaks is named, the next file is read all the same."""

import base64
import json
import os
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest

from kotae.boxes import Stretch, boxes_of, pack
from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, isolation, read_file
from kotae.parsing.files import Source
from kotae.parsing.isolation import read_isolated
from kotae.records import Box
from tests.parsing.pdf_files import Ink, make_pdf

GOOD = make_pdf([[Ink(x=80, y=700, text="この文書は読むことができます。")]])

# Stands in for the worker: says or does what a subverted one might.
_IMPOSTOR = """
import struct, sys, os, signal, time
lengths = sys.stdin.buffer.read(16)
sys.stdin.buffer.read(sum(struct.unpack(">QQ", lengths)))
{act}
"""


def source(data: bytes = GOOD, **settings: float) -> Source:
    return Source(path="folder/file.pdf", data=data, settings=ReadingSettings(**settings))  # type: ignore[arg-type]  # numbers by name


def text() -> str:
    (draft,) = read_isolated(source(), suffix=".pdf")
    return draft.text


def impostor(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    isolation._stop()
    monkeypatch.setattr(isolation, "_BOOT", _IMPOSTOR.format(act=act))


def test_one_worker_reads_many_files() -> None:
    assert text() == "この文書は読むことができます。"
    worker = isolation._worker
    assert text() == "この文書は読むことができます。"
    assert worker is not None
    assert isolation._worker is worker


def test_worker_loads_nothing_heavy() -> None:
    code = "import sys, kotae.parsing.worker; print([m for m in ('torch', 'numpy', 'faiss', 'gradio') if m in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("act", "en", "ja"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "its reader broke down", "異常終了しました"),
        ("sys.exit(3)", "its reader broke down", "異常終了しました"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "longer than 1 seconds", "1秒以上"),
        ("os.write(1, struct.pack('>Q', 1 << 60))", "its reader broke down", "異常終了しました"),
        ("os.write(1, struct.pack('>Q', 4) + b'nope')", "its reader broke down", "異常終了しました"),
        ("os.write(1, struct.pack('>Q', 2) + b'[]')", "its reader broke down", "異常終了しました"),
    ],
    ids=["crash", "exit", "processor time", "endless reply", "no json", "other json"],
)
def test_broken_worker_is_reported_and_replaced(
    monkeypatch: pytest.MonkeyPatch, act: str, en: str, ja: str
) -> None:
    with monkeypatch.context() as patched:
        impostor(patched, act)
        with pytest.raises(ReadingError) as caught:
            read_isolated(source(max_seconds=1), suffix=".pdf")
    assert caught.value.en.startswith("folder/file.pdf: ")
    assert en in caught.value.en
    assert ja in caught.value.ja
    isolation._stop()
    assert text() == "この文書は読むことができます。"


DRAFT: dict[str, object] = {
    "text": "本文",
    "units": [[0, 2, "paragraph", 0, "", 1]],
    "part": "",
    "title": "",
    "language": None,
    "metadata": {},
    "warnings": [],
    "layouts": [],
}


def layout(start: int = 0, end: int = 2, page: int = 1, packed: bytes = b"") -> list[object]:
    """A layout of the draft, true unless something else is asked for."""
    true = pack(1, [Stretch(0, False, 10, 20, [5, 15, 25])])
    return [start, end, page, base64.b64encode(packed or true.packed).decode()]


@pytest.mark.parametrize(
    "change",
    [
        {"units": [[0, 3, "paragraph", 0, "", 1]]},
        {"units": [[0, 2, "paragraph", 0, "", 1], [1, 2, "paragraph", 0, "", 1]]},
        {"units": [[-1, 2, "paragraph", 0, "", 1]]},
        {"units": [[0, 2, "script", 0, "", 1]]},
        {"units": [[0, 2]]},
        {"units": [["0", 2, "paragraph", 0, "", 1]]},
        {"text": 7},
        {"language": "fr"},
        {"metadata": []},
        {"layouts": {}},
        {"layouts": [layout(end=3)]},
        {"layouts": [layout(start=1)]},
        {"layouts": [layout(page=0)]},
        {"layouts": [layout(packed=b"torn")]},
        {"layouts": [layout(packed=zlib.compress(b"\0" * 10_000_000))]},
    ],
    ids=lambda change: json.dumps(change)[:40],
)
def test_impossible_draft_is_refused(change: dict[str, object]) -> None:
    reply = json.dumps({"drafts": [{**DRAFT, **change}]}).encode()
    true = {**DRAFT, "layouts": [layout()]}
    (draft,) = isolation._drafts(json.dumps({"drafts": [true]}).encode(), source())
    assert draft.text == "本文"
    assert boxes_of(draft.layouts, 1, 2) == (Box(page=1, x0=15, y0=10, x1=25, y1=20),)
    with pytest.raises(ReadingError):
        isolation._drafts(reply, source())


def test_hanging_worker_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        impostor(patched, "time.sleep(600)")
        patched.setattr(isolation, "_GRACE_SECONDS", 0.2)
        started = time.monotonic()
        with pytest.raises(ReadingError) as caught:
            read_isolated(source(max_seconds=1), suffix=".pdf")
    assert time.monotonic() - started < 20
    assert "took longer than 1 seconds" in caught.value.en
    assert "1秒以上かかったため" in caught.value.ja
    isolation._stop()


def test_worker_that_does_not_start_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        isolation._stop()
        patched.setattr(sys, "executable", "/nowhere/python")
        with pytest.raises(ReadingError) as caught:
            read_isolated(source(), suffix=".pdf")
    assert "can't be started (No such file or directory)" in caught.value.en
    assert "起動できません" in caught.value.ja
    assert text() == "この文書は読むことができます。"


def test_memory_is_limited() -> None:
    with pytest.raises(ReadingError) as caught:
        read_isolated(source(b"%PDF-1.7\n" + b" " * 15_000_000, max_memory_bytes=30_000_000), suffix=".pdf")
    assert "folder/file.pdf" in caught.value.en
    isolation._stop()
    assert text() == "この文書は読むことができます。"


def test_worker_can_write_no_file_and_knows_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    target = tmp_path / "written"
    act = (
        "sys.path[:] = __import__('json').loads(sys.argv[1])\n"
        "import resource; from kotae.parsing import worker\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "out = os.dup(1); sys.stdin = open(os.devnull); worker.main()\n"
        f"try:\n open({str(target)!r}, 'w').write('x')\n"
        "except OSError: pass\n"
        "said = __import__('json').dumps({'en': ' '.join(os.environ), 'ja': ''}).encode()\n"
        "os.write(out, struct.pack('>Q', len(said)) + said)"
    )
    impostor(monkeypatch, act)
    with pytest.raises(ReadingError) as caught:
        read_isolated(source(), suffix=".pdf")
    assert "SECRET_TOKEN" not in caught.value.en
    assert "PATH" in caught.value.en
    assert not target.exists() or target.read_text() == ""
    monkeypatch.undo()
    isolation._stop()


def test_threads_share_the_worker() -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(text())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["この文書は読むことができます。"] * 6


def test_fork_gets_a_worker_of_its_own() -> None:
    assert text()
    worker = isolation._worker
    assert worker is not None
    worker.owner += 1
    assert text() == "この文書は読むことができます。"
    assert isolation._worker is not worker
    worker.owner -= 1
    worker.stop()


def test_suffix_in_any_case_chooses_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "文書.PDF"
    path.write_bytes(GOOD)
    (document,) = read_file(path, relative_path="文書.PDF")
    assert (document.text, document.blocks[0].page) == ("この文書は読むことができます。", 1)
