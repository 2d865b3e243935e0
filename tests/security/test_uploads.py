"""Uploads: how many, how large, and none left lying after an abort, an end, or a kill."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from kotae.config import Settings
from kotae.ui.library import uploads as limits
from kotae.ui.library.changes import twin
from kotae.ui.library.files import accept_upload
from kotae.ui.library.uploads import PartCounter, Uploads, page_folder
from tests.security.conftest import SERVED, Place

pytestmark = SERVED


def cache() -> Path:
    return Path(os.environ["GRADIO_TEMP_DIR"])


def left() -> list[str]:
    return sorted(path.name for path in cache().rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def emptied(place: Place) -> None:
    for path in cache().rglob("*"):
        if path.is_file():
            path.unlink()


def files(*sizes: int) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (f"{number}.md", b"%d" % number * size)) for number, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("sent", "en", "ja"),
    [
        (files(1_200_000), "A file may have 1 MB", "1ファイル 1 MB"),
        (files(*[900_000] * 13), "all files of an upload together 10 MB", "合計 10 MB"),
        (files(*[10] * 120), "At most 100 files", "100 個まで"),
    ],
    ids=["one-large", "many-together", "too-many"],
)
def test_too_much_is_refused_in_both_languages_and_leaves_nothing(
    place: Place, sent: list[tuple[str, tuple[str, bytes]]], en: str, ja: str
) -> None:
    with place.visitor() as client:
        answer = client.post("/gradio_api/upload", files=sent)
        assert answer.status_code == 413
        assert en in answer.text
        assert ja in answer.text
        assert client.get("/config").status_code == 200
    assert left() == []


def test_what_is_allowed_arrives(place: Place) -> None:
    with place.visitor() as client:
        answer = client.post("/gradio_api/upload", files=files(100, 900_000))
        assert answer.status_code == 200
        assert [Path(path).name for path in answer.json()] == ["0.md", "1.md"]
        assert left() == ["0.md", "1.md"]


def test_a_length_that_isnt_told_is_counted(place: Place) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n'
        for _ in range(200):
            yield b"x" * 100_000

    with place.visitor() as client:
        kind = {"content-type": "multipart/form-data; boundary=b"}
        answer = client.post("/gradio_api/upload", content=endless(), headers=kind)
        assert answer.status_code == 413
        assert "1 MB" in answer.text
    assert left() == []


def test_an_upload_that_breaks_off_leaves_nothing(place: Place) -> None:
    host, _, port = place.host.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(
            b"POST /gradio_api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n"
            b"Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n' + b"x" * 300_000
        )
        end = time.monotonic() + 60
        while not left() and time.monotonic() < end:
            time.sleep(0.05)
        assert left() != [], "the upload is on its way"
    end = time.monotonic() + 60
    while left() and time.monotonic() < end:
        time.sleep(0.05)
    assert left() == []


def test_how_far_an_upload_is_is_told_to_its_sender_alone(place: Place) -> None:
    """Whoever knew its number was told the file's name."""
    on = threading.Event()

    def slow() -> Iterator[bytes]:
        yield (
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="secret.md"\r\n\r\n'
            + b"x" * 200_000
        )
        on.wait(60)
        yield b"\r\n--b--\r\n"

    kind = {"content-type": "multipart/form-data; boundary=b"}
    asked = "/gradio_api/upload_progress?upload_id=mine"
    with place.visitor() as sender, place.visitor() as other, ThreadPoolExecutor(1) as pool:
        sent = pool.submit(sender.post, "/gradio_api/upload?upload_id=mine", content=slow(), headers=kind)
        try:
            end = time.monotonic() + 60
            while not left() and time.monotonic() < end:
                time.sleep(0.05)
            with other.stream("GET", asked) as told:
                assert told.status_code == 404
            with httpx.stream("GET", place.origin + asked, cookies=dict(sender.cookies), timeout=30) as told:
                assert "secret.md" in next(told.iter_lines())
            assert other.get("/gradio_api/upload_progress").status_code == 403
        finally:
            on.set()
        assert sent.result().status_code == 200


def test_nonsense_is_refused(place: Place) -> None:
    with place.visitor() as client:
        for kind in ("text/plain", "multipart/form-data", "multipart/form-data; boundary="):
            answer = client.post("/gradio_api/upload", content=b"x", headers={"content-type": kind})
            assert answer.status_code in (400, 413), kind
            assert "アップロード" in answer.text
    assert left() == []


def test_waiting_uploads_are_bounded_and_old_ones_removed(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path, each_mb=1)
    (tmp_path / "sha").mkdir()
    for number in range(3):
        (tmp_path / "sha" / f"{number}.md").write_bytes(b"x" * 7_000_000)
    assert uploads.begin(1_000, "a") == "refused_upload_waiting"
    old = time.time() - limits.KEPT_S - 1
    for path in (tmp_path / "sha").iterdir():
        os.utime(path, (old, old))
    assert uploads.begin(1_000, "a") == ""
    assert list((tmp_path / "sha").iterdir()) == []
    names = ["a", "a", "b", "b", "c"]
    assert [uploads.begin(0, name) for name in names] == [
        "", "refused_upload_waiting", "", "", "refused_upload_waiting",
    ]  # fmt: skip
    (tmp_path / "tmpabc").write_bytes(b"half")
    for name in ("a", "b", "a", "b"):
        assert (tmp_path / "tmpabc").exists()
        uploads.end(name)
    assert not (tmp_path / "tmpabc").exists()
    assert uploads.begin(11_000_000, "a") == "refused_upload_size"


def dripping(place: Place, pause: float, until: float, over: threading.Event | None = None) -> str:
    """Send an upload a byte at a time; return the answer, empty where none comes until then, or until it is over."""
    host, _, port = place.host.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(
            b"POST /gradio_api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n"
            b"Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n'
        )
        while time.monotonic() < until and not (over and over.is_set()):
            if select.select([connection], [], [], pause)[0]:
                answer = b""
                # Who answers before all is sent may reset the connection behind the answer.
                with contextlib.suppress(ConnectionError):
                    while select.select([connection], [], [], 1.0)[0] and (piece := connection.recv(65_536)):
                        answer += piece
                return answer.decode()
            if pause < 1:
                with contextlib.suppress(ConnectionError):
                    connection.sendall(b"x")
    return ""


def test_an_upload_that_drips_ends_and_is_told_why(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then held one of four places for as long as its sender liked."""
    monkeypatch.setattr(limits, "GRACE_S", 1.0)
    answer = dripping(place, 0.1, time.monotonic() + 60)
    assert answer.startswith("HTTP/1.1 413")
    assert "20 kB" in answer
    assert "遅すぎます" in answer
    assert left() == []


@pytest.mark.parametrize("pause", [0.05, 1.0], ids=["drips", "silent"])
def test_dripping_uploads_leave_places_to_others(
    place: Place, monkeypatch: pytest.MonkeyPatch, pause: float
) -> None:
    """Four of one sender were all that could be under way."""
    monkeypatch.setattr(limits, "GRACE_S", 120.0)
    taken = Uploads(Path("absent"), each_mb=1)
    assert [taken.begin(0, "mallory") for _ in range(5)] == ["", "", *["refused_upload_waiting"] * 3]
    assert [taken.begin(0, name) for name in ("花子", "bob")] == ["", ""]
    until, over = time.monotonic() + 60, threading.Event()

    def sent(_: int) -> str:
        answer = dripping(place, pause, until, over)
        if answer:  # the others would have theirs by then
            threading.Timer(1.0, over.set).start()
        return answer

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(sent, range(3)))
    refused = [answer for answer in answers if answer]
    assert len(refused) == 1
    assert refused[0].startswith("HTTP/1.1 413")
    assert "Too many uploads" in refused[0]


def test_the_time_of_an_upload_grows_with_what_came_and_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000.0]
    monkeypatch.setattr("kotae.ui.library.uploads.time", SimpleNamespace(monotonic=lambda: now[0]))
    counter = PartCounter("multipart/form-data; boundary=b", most_bytes=10**9)
    assert counter.seconds_left == limits.GRACE_S
    counter.refusal(b"x" * 2_000_000)
    assert counter.seconds_left == limits.GRACE_S + 100
    now[0] += 131
    assert counter.seconds_left < 0
    counter.bytes = 10**9
    assert counter.seconds_left == limits.LONGEST_S - 131


@pytest.mark.parametrize("step", [1, 3, 7, 10_000])
def test_delimiters_are_counted_whatever_the_pieces(step: int) -> None:
    body = b"".join(
        b'--AaB\r\nContent-Disposition: form-data; name="files"\r\n\r\n--Aa\r\n' for _ in range(5)
    )
    body += b"--AaB--\r\n"
    counter = PartCounter('multipart/form-data; boundary="AaB"', most_bytes=10_000)
    for start in range(0, len(body), step):
        assert counter.refusal(body[start : start + step]) == ""
    assert (counter.delimiters, counter.bytes) == (6, len(body))


@pytest.mark.parametrize(
    "kind",
    [
        *("; xboundary=zzz; boundary=AaB", '; note="boundary=zzz"; boundary=AaB', "; BOUNDARY=AaB"),
        *(
            '; boundary=zzz; boundary="AaB"',
            "; boundary = AaB",
            "; boundary=zzz, multipart/form-data; boundary=AaB",
        ),
    ],
)
def test_delimiters_are_those_that_gradio_reads(kind: str) -> None:
    """Behind another parameter of the same ending, files weren't counted."""
    counter = PartCounter(f"multipart/form-data{kind}", most_bytes=1_000_000)
    part = b'--AaB\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\nx\r\n'
    assert counter.refusal(part * 100) == ""
    assert counter.refusal(part * 2) == "refused_upload_number"


def test_files_beside_it_that_cannot_be_read_refuse_no_upload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the same size that went away, or may not be read, ended the upload without a word."""
    (tmp_path / "corpus" / "sub").mkdir(parents=True)
    (tmp_path / "upload.md").write_text("文書", encoding="utf-8")
    (tmp_path / "corpus" / "sub" / "other.md").write_text("書類", encoding="utf-8")
    real = os.open

    def refuse(path: Any, flags: int, *rest: Any, **more: Any) -> int:  # noqa: ANN401 - as the system takes them
        if Path(str(path)).name == "other.md":
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    assert twin(tmp_path / "corpus", tmp_path / "upload.md") == ""


def test_what_a_killed_page_left_among_the_documents_is_removed(tmp_path: Path) -> None:
    """A page that was killed while it took an upload in left a hidden half among the documents for ever."""
    folder, old = tmp_path / "corpus", time.time() - limits.KEPT_S - 1
    folder.mkdir()
    for name in (".kotae-upload-1-0a1b2c3d.part", ".mine.part", ".kotae-upload-notes.part"):
        (folder / name).write_text("half")
        os.utime(folder / name, (old, old))
    (folder / ".kotae-upload-2-0a1b2c3d.part").write_text("another page is at it")
    (tmp_path / "upload.md").write_text("文書", encoding="utf-8")
    assert accept_upload(tmp_path / "upload.md", name="a.md", folder=folder) == "a.md"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [".mine.part", ".kotae-upload-notes.part", ".kotae-upload-2-0a1b2c3d.part", "a.md"]
    )


def test_an_upload_taken_in_is_gone_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "upload.md").write_text("文書", encoding="utf-8")
    assert accept_upload(tmp_path / "upload.md", name="文書.md", folder=tmp_path / "corpus") == "文書.md"
    assert not (tmp_path / "upload.md").exists()
    assert (tmp_path / "corpus" / "文書.md").read_text("utf-8") == "文書"


class TestTheEnd:
    """The folder of a run is removed at its end, and that of a killed run at the next start."""

    @pytest.fixture
    def temporary(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        return tmp_path

    def test_what_a_killed_run_left_is_removed_and_a_living_one_stays(self, temporary: Path) -> None:
        (temporary / "kotae-page-left" / "cache").mkdir(parents=True)
        (temporary / "kotae-page-left" / "in-use.lock").touch()
        (temporary / "kotae-page-left" / "cache" / "secret.md").write_text("x")
        (temporary / "kotae-page-mine").mkdir()
        (temporary / "kotae-page-link").symlink_to(temporary / "kotae-page-mine")
        with page_folder() as living:
            assert living.stat().st_mode & 0o777 == 0o700
            assert not (temporary / "kotae-page-left").exists()
            with page_folder() as second:
                assert living.is_dir()
                assert second != living
        assert sorted(path.name for path in temporary.iterdir()) == ["kotae-page-link", "kotae-page-mine"]

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
    def test_signals_leave_nothing(
        self, library: tuple[Path, Settings], temporary: Path, number: signal.Signals
    ) -> None:
        command = [
            sys.executable,
            "-m",
            "kotae",
            "serve",
            "--index",
            str(library[0] / "index"),
            "--port",
            "0",
        ]
        source = str(Path(__file__).parents[2] / "src")
        environment = os.environ | {
            "TMPDIR": str(temporary), "PYTHONPATH": source, "KOTAE_EMBEDDING__MODEL": "hashing",
        }  # fmt: skip
        with subprocess.Popen([*command, "--json"], env=environment, stdout=subprocess.PIPE) as running:
            assert running.stdout is not None
            address = httpx.URL(json.loads(running.stdout.readline())["address"])
            answer = httpx.post(f"{address}gradio_api/upload", files=files(1_000), timeout=120)
            assert answer.status_code == 200
            assert list(temporary.rglob("0.md")) != []
            running.send_signal(number)
            running.wait(timeout=120)
        if number == signal.SIGKILL:
            with page_folder():
                pass
        assert list(temporary.rglob("0.md")) == []
        assert list(temporary.glob("kotae-page-*")) == []
