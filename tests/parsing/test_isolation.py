"""The worker process: limits hold, what breaks is named, the next file is read all the same."""

import base64
import json
import os
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from kotae.boxes import Stretch, boxes_of, pack
from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.parsing.confined import isolation, pool, process
from kotae.parsing.confined.isolation import picture_isolated, stop_workers, stream_isolated
from kotae.parsing.confined.replies import decode_reply
from kotae.parsing.confined.wire import Begun, Found, PageAsked, Pictured, encode_reply
from kotae.parsing.files import Source
from kotae.parsing.units import Draft, Unit
from kotae.records import Box, CellSpan, PageImage
from tests.parsing.pdf_files import Ink, make_pdf

GOOD = make_pdf([[Ink(x=80, y=700, text="この文書は読むことができます。")]])

# Stands in for the worker: says or does what a subverted one might.
_IMPOSTOR = """
import struct, sys, os, signal, time
for _ in range(2):
    sys.stdin.buffer.read(*struct.unpack(">Q", sys.stdin.buffer.read(8)))
def say(content):
    os.write(1, struct.pack(">Q", len(content)) + content)
{act}
"""


def read(given: Source, *, suffix: str) -> tuple[Draft, ...]:
    return tuple(stream_isolated(given, suffix=suffix))


def source(data: bytes = GOOD, **settings: float) -> Source:
    return Source(path="folder/file.pdf", data=data, settings=ReadingSettings(**settings))  # type: ignore[arg-type]  # numbers by name


def text() -> str:
    (draft,) = read(source(), suffix=".pdf")
    return draft.text


def impostor(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    stop_workers()
    monkeypatch.setattr(process, "_BOOT", _IMPOSTOR.format(act=act))


def test_one_worker_reads_many_files() -> None:
    assert text() == "この文書は読むことができます。"
    (worker,) = pool._idle[-1:]
    assert text() == "この文書は読むことができます。"
    assert pool._idle[-1] is worker


def test_worker_ends_with_its_parent_in_the_middle_of_a_file() -> None:
    """It went on with its file until that was read, or its time was up."""
    code = """
from kotae.parsing.confined import process
process._BOOT = process._BOOT.removesuffix("main()\\n") + "print('ready', flush=True)\\nwhile True: pass\\n"
worker = process.Worker(memory_bytes=3_000_000_000)
worker._process.stdout.read(1)
while not worker._out.read(5): pass
print(worker._process.pid, flush=True)
input()
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        reading = int(parent.stdout.readline())
        os.kill(reading, 0)
        parent.kill()
    end = time.monotonic() + 60
    while _is_there(reading) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _is_there(reading)


def _is_there(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_worker_loads_nothing_heavy() -> None:
    code = "import sys, kotae.parsing.confined.worker\n"
    code += "print([m for m in ('torch', 'numpy', 'faiss', 'gradio') if m in sys.modules])"
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
        ("os.kill(os.getpid(), signal.SIGXCPU)", "longer than 1 second", "1秒以上"),
        ("os.write(1, struct.pack('>Q', 1 << 60))", "its reader broke down", "異常終了しました"),
        ("say(b'nope')", "its reader broke down", "異常終了しました"),
        ("say(b'F[]')", "its reader broke down", "異常終了しました"),
        ("say(b'F' + b'[' * 100_000)", "its reader broke down", "異常終了しました"),
        ("sys.exit(77)", "the kernel refused to confine", "制限できなかった"),
    ],
    ids=[
        "crash",
        "exit",
        "processor time",
        "endless reply",
        "no json",
        "other json",
        "deep json",
        "unconfined",
    ],
)
def test_broken_worker_is_reported_and_replaced(
    monkeypatch: pytest.MonkeyPatch, act: str, en: str, ja: str
) -> None:
    with monkeypatch.context() as patched:
        impostor(patched, act)
        with pytest.raises(ReadingError) as caught:
            read(source(max_seconds=1), suffix=".pdf")
    assert caught.value.en.startswith("folder/file.pdf: ")
    assert en in caught.value.en
    assert ja in caught.value.ja
    stop_workers()
    assert text() == "この文書は読むことができます。"


DRAFT: dict[str, object] = {
    "text": "本文",
    "units": [{"start": 0, "end": 2, "kind": "paragraph", "page": 1}],
}


LAYOUT = pack(1, [Stretch(0, False, 10, 20, [5, 15, 25])])


def layout(start: int = 0, end: int = 2, page: int = 1, packed: bytes = LAYOUT.packed) -> dict[str, object]:
    """A layout of the draft, true unless something else is asked for."""
    return {"start": start, "end": end, "page": page, "packed": base64.urlsafe_b64encode(packed).decode()}


def row(*cell: object) -> dict[str, object]:
    """A draft whose row has one cell."""
    cells = [dict(zip(("start", "end", "address"), cell, strict=True))]
    return {"units": [{"start": 0, "end": 1, "kind": "table", "cells": cells}]}


@pytest.mark.parametrize(
    "change",
    [
        {"units": [{"start": 0, "end": 3, "kind": "paragraph"}]},
        {"units": [{"start": 0, "end": 2, "kind": "list"}, {"start": 1, "end": 2, "kind": "list"}]},
        {"units": [{"start": -1, "end": 2, "kind": "paragraph"}]},
        {"units": [{"start": 0, "end": 2, "kind": "script"}]},
        {"units": [{"start": 0}]},
        {"units": [[0, 2, "paragraph"]]},
        {"units": [{"start": "0", "end": 2, "kind": "paragraph"}]},
        {"units": [{"start": 0, "end": 2, "kind": "paragraph", "page": True}]},
        {"text": 7},
        {"language": "fr"},
        {"metadata": []},
        {"metadata": {"a": 1}},
        {"warnings": "x"},
        {"layouts": {}},
        {"layouts": [layout(end=3)]},
        {"layouts": [layout(start=1)]},
        {"layouts": [layout(page=0)]},
        {"layouts": [layout(packed=b"torn")]},
        {"layouts": [layout(packed=zlib.compress(b"\0" * 10_000_000))]},
        {"layouts": [layout(end=0, packed=zlib.compress(b"\0" * 10_000_000))]},
        {"layouts": [{**layout(), "packed": "本"}]},
        row(0, 2, "R1C1"),
        row(1, 0, "R1C1"),
        row(0, 1, 7),
    ],
    ids=lambda change: json.dumps(change)[:60],
)
def test_impossible_draft_is_refused(change: dict[str, object]) -> None:
    true = {**DRAFT, "layouts": [layout()]}
    good = decode_reply(b"F" + json.dumps({"draft": true}).encode())
    assert isinstance(good, Found)
    unit = Unit(start=0, end=2, kind="paragraph", page=1)
    assert good.draft == Draft(text="本文", units=(unit,), layouts=(LAYOUT,))
    assert boxes_of(good.draft.layouts, 1, 2) == (Box(page=1, x0=15, y0=10, x1=25, y1=20),)
    with pytest.raises(ValueError, match=r"."):
        decode_reply(b"F" + json.dumps({"draft": {**DRAFT, **change}}).encode())


def test_every_field_of_a_draft_comes_back() -> None:
    draft = Draft(
        text="題\n本文 text",
        units=(
            Unit(start=0, end=1, kind="heading", level=2, label="題", page=3),
            Unit(start=2, end=9, kind="table", cells=(CellSpan(start=5, end=9, address="売上!B3"),)),
        ),
        layouts=(LAYOUT,),
        part="#7",
        title="題名",
        language="ja",
        metadata={"author": "山田"},
        warnings=("left out / 除きました",),
    )
    assert decode_reply(encode_reply(Found(draft=draft))[8:]) == Found(draft=draft)


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    "change",
    [
        {"png": b"GIF89a"},
        {"width": 0.0},
        {"height": -1.0},
        {"width": float("inf")},
        {"height": float("nan")},
    ],
    ids=str,
)
def test_impossible_picture_is_refused(change: dict[str, float]) -> None:
    image = PageImage(page=2, png=PNG, width=595.5, height=842)
    assert decode_reply(encode_reply(Pictured(image=image))[8:]) == Pictured(image=image)
    with pytest.raises(ValueError, match=r"."):
        decode_reply(encode_reply(Pictured(image=replace(image, **change)))[8:])  # type: ignore[arg-type]  # fields by name


def said(page: int) -> str:
    """Code that says a picture and the end."""
    image = PageImage(page=page, png=PNG, width=1, height=1)
    return f"say({encode_reply(Pictured(image=image))[8:]!r}); say(b'D{{}}')"


TEXT_SAID = f"say({encode_reply(Found(draft=Draft(text='', units=())))[8:]!r}); say(b'D{{}}')"


@pytest.mark.parametrize(
    "act", [said(2), "say(b'D{}')", TEXT_SAID], ids=["another page", "no picture", "text for a picture"]
)
def test_picture_that_was_not_asked_for_is_refused(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    with monkeypatch.context() as patched:
        impostor(patched, act)
        with pytest.raises(ReadingError, match="its reader broke down"):
            picture_isolated(source(), suffix=".pdf", page=PageAsked(number=1, longest_side=100))
    stop_workers()


def test_picture_instead_of_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also behind a document: then that one stays, and a warning says what happened."""
    with monkeypatch.context() as patched:
        impostor(patched, said(1))
        with pytest.raises(ReadingError, match="its reader broke down"):
            read(source(), suffix=".pdf")
        stop_workers()
        impostor(patched, f"say({encode_reply(Found(draft=Draft(text='本文', units=())))[8:]!r}); {said(1)}")
        (draft,) = read(source(), suffix=".pdf")
        assert draft.text == "本文"
        assert "its reader broke down" in draft.warnings[0]
        assert "異常終了しました" in draft.warnings[0]
    stop_workers()


def test_documents_come_one_at_a_time() -> None:
    rows = "".join(f'{{"_id": "{number}", "text": "行 {number}"}}\n' for number in range(50_000))
    stream = stream_isolated(
        Source(path="a.jsonl", data=rows.encode(), settings=ReadingSettings()), suffix=".jsonl"
    )
    assert next(stream).text == "行 0"
    assert next(stream).text == "行 1"
    assert isinstance(stream, Generator)
    stream.close()
    assert text() == "この文書は読むことができます。"


def test_hanging_worker_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        impostor(patched, "time.sleep(600)")
        patched.setattr(isolation, "_GRACE_SECONDS", 0.2)
        started = time.monotonic()
        with pytest.raises(ReadingError) as caught:
            read(source(max_seconds=1), suffix=".pdf")
    assert time.monotonic() - started < 60
    assert "took longer than 1 second" in caught.value.en
    assert "1秒以上かかったため" in caught.value.ja
    stop_workers()


def test_worker_that_does_not_start_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        stop_workers()
        patched.setattr(sys, "executable", "/nowhere/python")
        with pytest.raises(ReadingError) as caught:
            read(source(), suffix=".pdf")
    assert "can't be started (No such file or directory)" in caught.value.en
    assert "起動できません" in caught.value.ja
    assert text() == "この文書は読むことができます。"


def test_memory_is_limited() -> None:
    with pytest.raises(ReadingError) as caught:
        read(source(b"%PDF-1.7\n" + b" " * 15_000_000, max_memory_bytes=30_000_000), suffix=".pdf")
    assert "folder/file.pdf" in caught.value.en
    stop_workers()
    assert text() == "この文書は読むことができます。"


def test_worker_can_write_no_file_and_knows_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    target = tmp_path / "written"
    act = (
        "sys.path[:] = __import__('json').loads(sys.argv[1])\n"
        "import resource; from kotae.parsing.confined import worker\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "out = os.dup(1); sys.stdin = open(os.devnull); worker.main()\n"
        f"try:\n open({str(target)!r}, 'w').write('x')\n"
        "except OSError: pass\n"
        "os.dup2(out, 1)\n"
        "say(b'R' + __import__('json').dumps({'path': '', 'en': ' '.join(os.environ), 'ja': ''}).encode())\n"
        "say(b'D{}')"
    )
    impostor(monkeypatch, act)
    with pytest.raises(ReadingError) as caught:
        read(source(), suffix=".pdf")
    assert "SECRET_TOKEN" not in caught.value.en
    assert "PATH" in caught.value.en
    assert not target.exists() or target.read_text() == ""
    monkeypatch.undo()
    stop_workers()


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
    worker = pool._idle[-1]
    worker.owner += 1
    assert text() == "この文書は読むことができます。"
    assert pool._idle[-1] is not worker
    worker.owner -= 1
    worker.stop()


def test_suffix_in_any_case_chooses_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "文書.PDF"
    path.write_bytes(GOOD)
    (document,) = read_file(path, relative_path="文書.PDF")
    assert (document.text, document.blocks[0].page) == ("この文書は読むことができます。", 1)


def test_worker_starts_without_what_only_some_files_need() -> None:
    """Once 295 modules were loaded at every start, pydantic and every archive's reader among them."""
    named = "pydantic charset_normalizer importlib.metadata bs4 lxml "
    named += "kotae.parsing.packages.archive kotae.parsing.confined.isolation"
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, kotae.parsing.confined.worker; print(*[n for n in {named.split()} if n in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (loaded.stdout, loaded.stderr) == ("\n", "")


def test_worker_that_begins_for_ever_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file of an archive has time of its own; one that was no archive had it too, as often as it said so."""
    begun = encode_reply(Begun(entry=0, path="a", suffix=".pdf"))[8:]
    with monkeypatch.context() as patched:
        impostor(patched, f"while True: say({begun!r}); time.sleep(0.05)")
        started = time.monotonic()
        with pytest.raises(ReadingError, match="its reader broke down"):
            read(source(max_seconds=1), suffix=".pdf")
    assert time.monotonic() - started < 60
    stop_workers()


def test_worker_that_waits_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that a file had taken over could go on for ever between two files."""
    stop_workers()
    # A thread that an earlier test began looks again only after half a minute; this worker gets one of its own.
    pool._ending = threading.Event()
    monkeypatch.setattr(pool, "_IDLE_SECONDS", 0.2)
    worker = pool.take_worker(source().settings)
    pool.give_back(worker)
    end = time.monotonic() + 60
    # It leaves the list first and is killed then, by a thread of its own.
    while (pool._idle or _is_there(worker._process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert pool._idle == []
    assert not _is_there(worker._process.pid)
    assert text() == "この文書は読むことができます。"


def test_a_reply_that_is_all_wrong_is_refused_at_the_first_item() -> None:
    """What was said of each wrong item took a hundred times the memory of the item."""
    frames = [
        b'F{"draft":{"text":"","units":[' + b"[]," * 200_000 + b"{}]}}",
        b'F{"draft":{"text":"","units":[],"warnings":[' + b"0," * 200_000 + b"0]}}",
        b'F{"draft":{"text":"","units":[],"metadata":{'
        + b",".join(b'"%d":0' % number for number in range(200_000))
        + b"}}}",
    ]
    for frame in frames:
        with pytest.raises(ValidationError) as caught:
            decode_reply(frame)
        assert caught.value.error_count() < 5
        assert len(str(caught.value)) < 10_000
