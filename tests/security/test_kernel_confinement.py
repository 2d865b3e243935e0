"""The kernel itself holds the worker: the same attacks with the audit hook left out, from native code too."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.parsing.confinement import confinement_here

pytestmark = pytest.mark.skipif(
    not confinement_here().whole, reason="this kernel has no Landlock or no seccomp; `kotae doctor` says so"
)

_TRY = """
import sys
sys.path[:] = {path!r}
import _posixsubprocess, ctypes, fcntl, os, resource, socket, struct, subprocess, termios, threading
from kotae.parsing.confinement import confine
from kotae.parsing.worker import _limit_for_good
system = ctypes.CDLL(None, use_errno=True)
opened = os.open({folder!r}, os.O_RDONLY)
sys.addaudithook = lambda hook: None  # the kernel alone
_limit_for_good(3_000_000_000)
confine()

def native(number):
    if number < 0:
        raise OSError(ctypes.get_errno(), "native")
    return number

def program(*, shell=0):
    if system.system(b"true") != 0:
        raise PermissionError("no program ran")

try:
    {act}
except (OSError, ValueError) as error:
    print(f"refused: {{error}}")
else:
    print("done")
"""


def tried(act: str, folder: Path) -> str:
    code = _TRY.format(path=[path for path in sys.path if path], act=act, folder=str(folder))
    ran = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, check=True, cwd=folder
    )
    return ran.stdout.strip()


@pytest.mark.parametrize(
    "act",
    [
        "_posixsubprocess.fork_exec([b'true'], [b'/bin/true'], True, (), None, None, -1, -1, -1, -1, -1, -1, "
        "*os.pipe(), True, False, -1, None, None, None, -1, None, False)",
        "subprocess.run(['true'])",
        "os.fork()",
        "program()",
        "native(system.fork())",
        "native(system.execl(b'/bin/true', b'true', None))",
        "socket.socket()",
        "socket.socketpair()",
        "native(system.socket(1, 1, 0))",
        "open('/etc/passwd').read()",
        "native(system.open(b'/etc/passwd', 0))",
        "os.open('kept', os.O_RDONLY, dir_fd=opened)",
        "os.listdir('.')",
        "os.listdir(os.path.expanduser('~'))",
        "open(f'/proc/{os.getppid()}/environ').read()",
        "open('/proc/self/mem', 'rb').read(1)",
        "open('new', 'w')",
        "open('kept', 'a')",
        "native(system.creat(b'new', 0o600))",
        "os.truncate('kept', 0)",
        "os.remove('kept')",
        "os.rename('kept', 'gone')",
        "os.mkdir('folder')",
        "os.symlink('kept', 'link')",
        "os.link('kept', 'link')",
        "os.mkfifo('pipe')",
        "os.chmod('kept', 0)",
        "os.utime('kept', (0, 0))",
        "os.setxattr('kept', b'user.a', b'b')",
        "os.getxattr('kept', b'user.a')",
        "os.listxattr('kept')",
        "native(system.syscall(469, -100, b'kept', bytes(24), 24, 0))",
        "os.kill(os.getppid(), 0)",
        "native(system.ptrace(16, os.getppid(), 0, 0))",
        "os.pidfd_open(os.getppid())",
        "native(system.syscall(425, 1, None))",
        "resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))",
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))",
        "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))",
        "os.setuid(0) if os.getuid() else os.setuid(1)",
        "os.chroot('.')",
        "native(system.unshare(0x10000000))",
        "native(system.syscall(0x40000000 + 2, b'/etc/passwd', 0))",
        "native(system.syscall(435, bytes(88), 88))",
        "fcntl.ioctl(0, termios.TIOCSTI, b'x')",
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)",
        "fcntl.ioctl(0, 0x8901, struct.pack('i', os.getppid()))",
        "fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())",
        "fcntl.fcntl(0, 15, struct.pack('ii', 1, os.getppid()))",
        "fcntl.fcntl(0, fcntl.F_SETSIG, 9)",
        "fcntl.fcntl(opened, fcntl.F_NOTIFY, 1)",
        "fcntl.fcntl(opened, fcntl.F_SETLEASE, 0)",
        "native(system.syscall(154, 1, bytes(16), 16))",
        "native(system.syscall(206, 8, bytes(8)))",
    ],
)
def test_kernel_refuses(act: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("予算 budget", encoding="utf-8")
    os.setxattr(tmp_path / "kept", b"user.a", b"secret")
    status = (tmp_path / "kept").stat()
    assert tried(act, tmp_path).startswith("refused: ")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "予算 budget"
    assert ((tmp_path / "kept").stat().st_mode, (tmp_path / "kept").stat().st_mtime_ns) == (
        status.st_mode,
        status.st_mtime_ns,
    )


@pytest.fixture
def segment() -> Iterator[int]:
    """Memory that programs of this account share; whoever knows its number may remove it."""
    system = ctypes.CDLL(None, use_errno=True)
    made = system.shmget(0, 4096, 0o600)
    assert made >= 0
    yield made
    system.shmctl(made, 0, None)


def test_shared_memory_of_others_stays(segment: int, tmp_path: Path) -> None:
    assert tried(f"native(system.shmctl({segment}, 0, None))", tmp_path).startswith("refused: ")
    assert ctypes.CDLL(None).shmctl(segment, 2, bytes(256)) == 0  # it tells about itself still


def test_other_programs_are_not_slowed_down(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        for act in (
            f"os.setpriority(os.PRIO_PROCESS, {other.pid}, 19)",
            f"os.sched_setscheduler({other.pid}, os.SCHED_IDLE, os.sched_param(0))",
            f"os.sched_setaffinity({other.pid}, {{0}})",
        ):
            assert tried(act, tmp_path).startswith("refused: ")
        other.communicate(b"\n")


def test_what_files_and_libraries_ask_is_answered(tmp_path: Path) -> None:
    asked = ", ".join(
        [
            *(
                "os.isatty(0)",
                "os.dup(opened)",
                "os.set_inheritable(opened, True)",
                "os.set_blocking(1, True)",
            ),
            *("fcntl.fcntl(0, fcntl.F_GETFL)", "fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC)"),
        ]
    )
    assert tried(asked, tmp_path) == "done"


def test_calls_of_newer_kernels_are_not_there(tmp_path: Path) -> None:
    # 470 is a call of Linux 6.19, the next one nobody's yet: refused here whatever runs.
    assert tried("native(system.syscall(470, 0))", tmp_path) == "refused: [Errno 38] native"
    assert tried("native(system.syscall(9999, 0))", tmp_path) == "refused: [Errno 38] native"


@pytest.mark.parametrize(
    "act",
    [
        "import decimal, lxml.etree, openpyxl, pypdfium2, charset_normalizer",
        "open(os.__file__).read()",
        "open('/dev/null').read()",
        "thread = threading.Thread(target=lambda: None); thread.start(); thread.join()",
        "bytearray(50_000_000)",
        "resource.getrlimit(resource.RLIMIT_AS)",
        "resource.setrlimit(resource.RLIMIT_CPU, (50, resource.RLIM_INFINITY))",
    ],
)
def test_what_reading_needs_is_allowed(act: str, tmp_path: Path) -> None:
    assert tried(act, tmp_path) == "done"
