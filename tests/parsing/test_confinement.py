"""What the worker process is refused, tried in a process of its own: the hook can't be taken off again."""

import subprocess
import sys
from pathlib import Path

import pytest

_TRY = """
import sys
sys.path[:] = {path!r}
import os, socket, subprocess, shutil, urllib.request
from kotae.parsing.confined.confinement import confine
confine(threads=False)
try:
    {act}
except PermissionError as error:
    print(f"refused: {{error}}")
else:
    print("done")
"""


def tried(act: str, folder: Path) -> str:
    code = _TRY.format(path=[path for path in sys.path if path], act=act)
    ran = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, check=True, cwd=folder
    )
    return ran.stdout.strip()


@pytest.mark.parametrize(
    "act",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "open('new', 'w')",
        "open('kept', 'a')",
        "open('kept', 'r+')",
        "os.open('kept', os.O_RDONLY | os.O_TRUNC)",
        "os.remove('kept')",
        "os.rename('kept', 'gone')",
        "os.mkdir('folder')",
        "os.symlink('kept', 'link')",
        "os.chmod('kept', 0)",
        "shutil.rmtree('.')",
        "open('kept').read()",
        "open('/etc/passwd').read()",
        "os.kill(os.getppid(), 0)",
    ],
)
def test_worker_is_refused(act: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("予算 budget", encoding="utf-8")
    assert tried(act, tmp_path).startswith("refused: reading a file doesn't need ")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "予算 budget"


@pytest.mark.parametrize(
    "act",
    [
        "open(os.__file__).read()",
        "open(os.devnull).read()",
        "import decimal, lxml.etree, openpyxl, pypdfium2",
        "os.listdir(os.path.dirname(os.__file__))",
    ],
)
def test_what_reading_needs_is_allowed(act: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("x", encoding="utf-8")
    assert tried(act, tmp_path) == "done"
