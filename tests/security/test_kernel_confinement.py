"""The kernel itself holds the worker: the same attacks with the audit hook left out, from native code too."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.parsing.confined.confinement import confinement_here
from kotae.parsing.confined.process import NO_THREADS

pytestmark = pytest.mark.skipif(
    not confinement_here().whole, reason="this kernel has no Landlock or no seccomp; `kotae doctor` says so"
)

# Of the protocols a kernel may know: AF_UNIX, INET, AX25, NETLINK, PACKET, CAN, BLUETOOTH, ALG, VSOCK, XDP.
_FAMILIES = (1, 2, 3, 10, 16, 17, 29, 31, 38, 40, 44)

_TRY = """
import sys
sys.path[:] = {path!r}
import _posixsubprocess, ctypes, fcntl, os, resource, socket, struct, subprocess, termios, threading
from kotae.parsing.confined.confinement import confine
from kotae.parsing.confined.worker import _limit_for_good
system = ctypes.CDLL(None, use_errno=True)
opened = os.open({folder!r}, os.O_RDONLY)
sys.addaudithook = lambda hook: None  # the kernel alone
_limit_for_good(3_000_000_000)
confine(threads={threads})

def native(number):
    if number < 0:
        raise OSError(ctypes.get_errno(), "native")
    return number

def program(*, shell=0):
    if system.system(b"true") != 0:
        raise PermissionError("no program ran")

for act in {acts!r}:
    try:
        exec(act)
    except (OSError, ValueError, RuntimeError) as error:
        print(f"refused: {{error}}", flush=True)
    else:
        print("done", flush=True)
"""


def tried(*acts: str, folder: Path, threads: bool = False) -> list[str]:
    """What came of each act, all of them in one confined process."""
    code = _TRY.format(
        path=[path for path in sys.path if path], acts=acts, folder=str(folder), threads=threads
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", code],
        env={**os.environ, **NO_THREADS},
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    return ran.stdout.splitlines()


ACTS = [
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
    # A thread is a process to the kernel: they would fill the account's share, or the machine's.
    "threading.Thread(target=lambda: None).start()",
    "native(system.syscall(56, 0x10f00, ctypes.create_string_buffer(64), 0, 0, 0))",
    *(f"socket.socket({family}, {kind})" for family in _FAMILIES for kind in (1, 3)),
    "socket.fromfd(0, socket.AF_UNIX, socket.SOCK_STREAM).sendmsg([b'x'])",
    # A program from memory.
    "os.execve(os.memfd_create('a'), ['a'], {})",
    "native(system.syscall(322, os.memfd_create('a'), b'', None, None, 0x1000))",
    "os.ftruncate(os.memfd_create('a'), 1 << 30)",
    "os.posix_fallocate(os.memfd_create('a'), 0, 1 << 30)",
    "os.write(os.memfd_create('a'), b'x')",
    # What other processes hold.
    "native(system.process_vm_readv(os.getppid(), bytes(16), 1, bytes(16), 1, 0))",
    "native(system.process_vm_writev(os.getppid(), bytes(16), 1, bytes(16), 1, 0))",
    "native(system.syscall(438, 0, 0, 0))",
    "native(system.syscall(274, os.getppid(), bytes(8), bytes(8)))",
    "native(system.syscall(312, os.getpid(), os.getppid(), 0, 0, 0))",
    *(
        f"open(f'/proc/{{os.getppid()}}/{name}', 'rb').read(1)"
        for name in ("mem", "maps", "cmdline", "environ", "stat", "fd/0", "task", "syscall", "auxv")
    ),
    *(f"open('/proc/self/{name}', 'rb').read(1)" for name in ("environ", "maps", "mountinfo")),
    "os.readlink(f'/proc/{os.getppid()}/exe')",
    "os.readlink(f'/proc/{os.getppid()}/fd/0')",
    "open('/proc/self/oom_score_adj', 'w')",
    "open('/proc/sys/kernel/core_pattern').read()",
    # Namespaces, mounts, keys, tracing.
    *(f"native(system.unshare({flag:#x}))" for flag in (0x20000, 0x20000000, 0x40000000, 0x8000000)),
    "native(system.setns(0, 0))",
    "native(system.mount(b'none', b'/tmp', b'tmpfs', 0, None))",
    "native(system.umount2(b'/proc', 2))",
    "native(system.syscall(430, b'tmpfs', 0))",
    "native(system.syscall(428, -100, b'/', 1))",
    "native(system.syscall(457, bytes(24), bytes(512), 512, 0))",
    "native(system.syscall(458, bytes(24), bytes(512), 64, 0))",
    "native(system.syscall(250, 0, -3, 1))",
    "native(system.syscall(248, b'user', b'a', b'b', 1, -3))",
    "native(system.syscall(321, 0, bytes(72), 72))",
    "native(system.syscall(298, bytes(112), 0, -1, -1, 0))",
    "native(system.syscall(323, 1))",
    # Memory that others share.
    "native(system.shm_open(b'/kotae-probe', 0x42, 0o600))",
    "native(system.shmget(0x1234, 4096, 0o1600))",
    "native(system.msgget(0x1234, 0o1600))",
    "native(system.semget(0x1234, 1, 0o1600))",
    "native(system.syscall(240, b'a', 0x42, 0o600, None))",
    # Limits, and what slows others down.
    *(
        f"resource.setrlimit(resource.RLIMIT_{name}, (1 << 20, 1 << 20))"
        for name in ("NOFILE", "CORE", "FSIZE")
    ),
    "native(system.setfsuid(1))",
    "native(system.syscall(162))",
    "native(system.syncfs(0))",
    "fcntl.flock(os.open(os.__file__, os.O_RDONLY), fcntl.LOCK_EX)",
    "native(system.syscall(305, 0, bytes(208)))",
    "native(system.reboot(0))",
    "native(system.syscall(103, 10, None, 0))",
    "native(system.sethostname(b'a', 1))",
    "native(system.capset(bytes(8), bytes(24)))",
    "native(system.prctl(38, 0, 0, 0, 0))",
    "native(system.prctl(62, 2, os.getppid(), 0, 0))",
    "native(system.prctl(35, 1, 0, 0, 0))",
    # Memory of the kernel's that no limit of this process counts, and what the account has one share of.
    "native(system.syscall(444, struct.pack('QQ', 0, 1), 16, 0))",
    "native(system.syscall(445, 0, 2, struct.pack('QQ', 1, 80), 0))",
    "native(system.timer_create(0, None, ctypes.create_string_buffer(8)))",
    # At the end: what is open stays so.
    "[os.eventfd(0) for _ in range(1_000)]",
    "[os.pipe() for _ in range(1_000)]",
]


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each act ended in, tried one after the other in one process, and nothing changed."""
    folder = tmp_path_factory.mktemp("confined")
    kept = folder / "kept"
    kept.write_text("予算 budget", encoding="utf-8")
    os.setxattr(kept, b"user.a", b"secret")
    before = kept.stat()
    found = dict(zip(ACTS, tried(*ACTS, folder=folder), strict=True))
    after = kept.stat()
    assert [path.name for path in folder.iterdir()] == ["kept"]
    assert kept.read_text(encoding="utf-8") == "予算 budget"
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    return found


@pytest.mark.parametrize("act", ACTS)
def test_kernel_refuses(act: str, refusals: dict[str, str]) -> None:
    assert refusals[act].startswith("refused: ")


@pytest.fixture
def segment() -> Iterator[int]:
    """Memory that programs of this account share; whoever knows its number may remove it."""
    system = ctypes.CDLL(None, use_errno=True)
    made = system.shmget(0, 4096, 0o600)
    assert made >= 0
    yield made
    system.shmctl(made, 0, None)


def test_shared_memory_of_others_stays(segment: int, tmp_path: Path) -> None:
    (said,) = tried(f"native(system.shmctl({segment}, 0, None))", folder=tmp_path)
    assert said.startswith("refused: ")
    assert ctypes.CDLL(None).shmctl(segment, 2, bytes(256)) == 0  # it tells about itself still


def test_other_programs_are_not_slowed_down(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        said = tried(
            f"os.setpriority(os.PRIO_PROCESS, {other.pid}, 19)",
            f"os.sched_setscheduler({other.pid}, os.SCHED_IDLE, os.sched_param(0))",
            f"os.sched_setaffinity({other.pid}, {{0}})",
            folder=tmp_path,
        )
        assert [one.partition(":")[0] for one in said] == ["refused"] * 3
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
    assert tried(asked, folder=tmp_path) == ["done"]


def test_calls_of_newer_kernels_are_not_there(tmp_path: Path) -> None:
    # 470 is a call of Linux 6.19, the next one nobody's yet: refused here whatever runs.
    acts = ("native(system.syscall(470, 0))", "native(system.syscall(9999, 0))")
    assert tried(*acts, folder=tmp_path) == ["refused: [Errno 38] native"] * 2


@pytest.mark.parametrize(
    "act",
    [
        "import decimal, lxml.etree, openpyxl, pypdfium2, charset_normalizer",
        "open(os.__file__).read()",
        "open('/dev/null').read()",
        "[os.pipe() for _ in range(100)]",
        "bytearray(50_000_000)",
        "resource.getrlimit(resource.RLIMIT_AS)",
        "resource.setrlimit(resource.RLIMIT_CPU, (50, resource.RLIM_INFINITY))",
    ],
)
def test_what_reading_needs_is_allowed(act: str, tmp_path: Path) -> None:
    assert tried(act, folder=tmp_path) == ["done"]


def test_threads_are_for_recognising_characters_alone(tmp_path: Path) -> None:
    acts = (
        "thread = threading.Thread(target=lambda: None); thread.start(); thread.join()",
        "os.fork()",
        "native(system.fork())",
    )
    said = tried(*acts, folder=tmp_path, threads=True)
    assert [one.partition(":")[0] for one in said] == ["done", "refused", "refused"]
