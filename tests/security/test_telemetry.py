"""No library that kotae loads tells anybody of its use: tests that refuse Python's sockets don't see what native code does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")
# The network is taken away where that is allowed; what is tried is seen all the same.
ALONE = ["unshare", "--user", "--map-root-user", "--net"]
ASKED = """
import sys, time, kotae
kotae.build(sys.argv[1], sys.argv[2])
answer = kotae.open(sys.argv[2]).ask(sys.argv[3])
assert answer.hits
import onnxruntime
time.sleep(3)
"""


def ran(folder: Path, question: str, *before: str) -> None:
    (folder / "corpus").mkdir()
    (folder / "corpus" / "灯台.md").write_text(
        "灯台守はアンゼルムです。\nThe keeper is Anselm.\n", encoding="utf-8"
    )
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {
        "HOME": str(folder / "home"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "OMP_NUM_THREADS": "1",
    }
    (folder / "home").mkdir()
    command = [*before, sys.executable, "-c", ASKED, str(folder / "corpus"), str(folder / "index"), question]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.model
@pytest.mark.parametrize("question", ["灯台守はだれですか", "Who is the keeper?"])
def test_nothing_is_written_about_the_use_of_a_library(question: str, tmp_path: Path) -> None:
    """ONNX Runtime 1.32 kept a number of the machine and a queue of events in the user's cache."""
    ran(tmp_path, question)
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []


@pytest.mark.model
@pytest.mark.skipif(STRACE is None, reason="needs strace: apt-get install strace")
def test_no_native_code_connects_either(tmp_path: Path) -> None:
    """It asked for its maker's address a second after the first answer, on shipped code."""
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs a network of its own: this machine lets nobody make one")
    trace = tmp_path / "trace"
    ran(
        tmp_path,
        "Who is the keeper?",
        str(STRACE),
        "-f",
        "-e",
        "trace=connect,sendto",
        "-o",
        str(trace),
        *ALONE,
    )
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert [line for line in lines if "AF_INET" in line] == []


def test_importing_kotae_switches_it_off_whatever_the_environment_says() -> None:
    code = "import kotae, os; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    environment = os.environ | {"ORT_DISABLE_TELEMETRY": "0", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
