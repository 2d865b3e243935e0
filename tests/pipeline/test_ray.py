"""``kotae index --ray``: the same index, by processes that may die, and nothing of Ray where it isn't asked for."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from kotae.errors import ClusterError
from kotae.index.reader import IndexReader
from kotae.pipeline import build
from kotae.pipeline.builds.ray_cluster import RayCluster
from kotae.pipeline.builds.ray_work import Tries
from tests.pipeline.conftest import FILES, write_files

ENVIRONMENT = {"KOTAE_EMBEDDING__MODEL": "hashing", "KOTAE_LANGUAGE": "ja", "OMP_NUM_THREADS": "1"}
LISTENING = "0A"


def long_text(number: int) -> str:
    """Return a document that takes a process a second."""
    return f"# 紙{number}\n\n" + "".join(f"第{number}-{n}条の契約は{n}年に終わる。\n\n" for n in range(300))


def stored(index: Path) -> tuple[object, ...]:
    """Return everything an index holds."""
    with IndexReader.open(index) as reader:
        tables = ("files", "documents", "layouts", "passages")
        rows = [reader.store.query(f"SELECT * FROM {table} ORDER BY 1") for table in tables]
        return (*rows, reader.vectors.vectors(np.arange(len(reader))).tolist(), reader.manifest.model)


def family(root: int) -> list[int]:
    """Return the processes below one."""
    children: list[int] = []
    with suppress(OSError):  # it may end while it is looked at
        for file in Path(f"/proc/{root}/task").glob("*/children"):
            with suppress(OSError):
                children += map(int, file.read_text().split())
    return children + [one for child in children for one in family(child)]


def named(pid: int, start: str) -> bool:
    """Return whether a process is called like this."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().startswith(start)
    except OSError:
        return False


def ports(pids: list[int]) -> Iterator[str]:
    """Yield the addresses, in hexadecimal, on which processes listen."""
    sockets = set[str]()
    for pid in pids:
        with suppress(OSError):  # it may end while it is looked at, or close one
            for one in Path(f"/proc/{pid}/fd").glob("*"):
                with suppress(OSError):
                    sockets.add(os.readlink(one))
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == LISTENING and f"socket:[{inode}]" in sockets:
                yield local.partition(":")[0]


def built_with_one_killed(
    command: list[str], folder: Path, environment: dict[str, str]
) -> tuple[bool, set[str], bytes]:
    """Return whether a process that read was killed meanwhile, where all of them listened, and the report."""
    killed, heard, until = False, set[str](), time.monotonic() + 120
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as building:
        while building.poll() is None and not killed and time.monotonic() < until:
            below = family(building.pid)
            for reading in [pid for pid in below if named(pid, "ray::MapBatches(FileTask)")][:1]:
                heard = set(ports([building.pid, *below]))
                with suppress(ProcessLookupError):
                    os.kill(reading, signal.SIGKILL)
                    killed = True
            time.sleep(0.01)
        out, err = building.communicate(timeout=240)
    assert building.returncode == 0, err.decode()
    return killed, heard, out


def test_two_processes_of_which_one_dies_build_the_index_that_one_builds_alone(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs kotae[ray]")
    write_files(tmp_path / "c", {**FILES, **{f"n{n}/紙.md": long_text(n) for n in range(4)}})
    (tmp_path / "c" / "torn.pdf").write_bytes(b"no PDF")
    command = [sys.executable, "-m", "kotae", "index", "c", "--json", "--index"]
    environment = {**os.environ, **ENVIRONMENT}
    alone = subprocess.run(
        [*command, "alone"], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    for index in ("first", "second", "third"):
        given = [*command, index, "--ray", "local:2"]
        killed, heard, out = built_with_one_killed(given, tmp_path, environment)
        if killed:  # on a busy machine all may be read between two looks
            break
    assert killed
    reports = [json.loads(said) | {"seconds": 0} for said in (out, alone.stdout)]
    assert reports[0] == reports[1]
    assert [one["path"] for one in reports[0]["skipped"]] == ["torn.pdf"]
    assert stored(tmp_path / index) == stored(tmp_path / "alone")
    assert heard <= {"0100007F", "0000000000000000FFFF00000100007F"}  # 127.0.0.1
    assert heard


FATAL = """
import os, sys

def fall(event, arguments):
    if event == "open" and str(arguments[0]).endswith("毒.md"):
        os.abort()

if any("default_worker" in word for word in sys.orig_argv):
    sys.addaudithook(fall)
"""


def test_a_file_over_which_every_process_ends_is_left_out_and_named(tmp_path: Path) -> None:
    """It was given to one process after the other, for ever."""
    pytest.importorskip("ray", reason="needs kotae[ray]")
    write_files(tmp_path / "c", {**FILES, "毒.md": "# 毒\n\n契約は3月に終わる。\n"})
    (tmp_path / "fatal").mkdir()
    (tmp_path / "fatal" / "sitecustomize.py").write_text(FATAL, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path / "fatal"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": paths}
    command = [sys.executable, "-m", "kotae", "index", "c", "--json", "--index", "i", "--ray", "local:2"]
    for added in (len(FILES), 0):  # it isn't tried again until it changes
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=240)
        assert ran.returncode == 0, ran.stderr.decode()
        report = json.loads(ran.stdout)
        (left,) = report["skipped"]
        assert (left["path"], report["added"]) == ("毒.md", added)
        assert "5 processes" in left["reason_en"]
        assert "5 個のプロセス" in left["reason_ja"]


def test_tries_count_what_was_begun_and_not_ended() -> None:
    tries = Tries()
    assert [tries.begun("a"), tries.begun("b"), tries.begun("a")] == [1, 1, 2]
    tries.ended("a")
    assert [tries.begun("a"), tries.begun("b")] == [1, 2]


@pytest.mark.parametrize(
    "address", ["", "locally", "local:0", "host", "ray://host:10001", "host:99999999", "a b:1"]
)
def test_an_address_that_is_none(address: str, tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(ClusterError) as refused:
        build(corpus, tmp_path / "i", ray=address)
    assert "local:2" in refused.value.en
    assert "指定してください" in refused.value.ja
    assert not (tmp_path / "i").exists()


@pytest.mark.loopback
def test_nobody_at_the_address() -> None:
    pytest.importorskip("ray", reason="needs kotae[ray]")
    began = time.monotonic()
    with pytest.raises(ClusterError) as refused, RayCluster("127.0.0.1:1"):
        pass
    assert "no Ray cluster can be reached" in refused.value.en
    assert "接続できません" in refused.value.ja
    assert time.monotonic() - began < 30
    assert "RAY_AUTH_TOKEN" not in os.environ


def test_ray_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError) as refused, RayCluster("local"):
        pass
    assert "pip install 'kotae[ray]'" in refused.value.en
    assert "インストールされていません" in refused.value.ja


def test_without_the_option_ray_is_not_imported(tmp_path: Path, corpus: Path) -> None:
    code = (
        "import sys; from kotae.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as ended: print(ended.code, sorted({m.partition('.')[0] for m in sys.modules} & {'ray', 'pyarrow'}))"
    )
    words = ["index", str(corpus), "--index", str(tmp_path / "i")]
    environment = {**os.environ, **ENVIRONMENT}
    ran = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, check=True
    )
    assert ran.stdout.decode().splitlines()[-1] == "0 []"
