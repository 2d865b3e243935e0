"""What the worker process may not do: reach the network, start programs, change the file system, read others' files.

Readers and the libraries behind them only take bytes and give text. Where the kernel can (Linux), it
refuses everything else, to native code too: Landlock lets only the folders of code be read, seccomp
lets no connection, program, write or other process be reached, and no privilege is kept. Everywhere
an audit hook, which can't be taken off again, refuses the same to Python code; what that leaves open
stands in ``SECURITY.md``, and ``kotae doctor`` tells what holds on this computer.
"""

import mimetypes
import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kotae.parsing.confined import kernel

__all__ = ["Confinement", "confine", "confinement_here"]

_PREFIXES: Final = ("socket.", "shutil.", "subprocess.", "pty.")
_REFUSED: Final = frozenset(
    f"os.{name}"
    for name in (
        "exec fork forkpty posix_spawn spawn system startfile remove rename rmdir mkdir link symlink truncate"
        " chmod chown chflags setxattr removexattr utime kill killpg"
    ).split()
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Shared libraries and what they ask of the machine; nothing of a user's.
_SYSTEM: Final = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/nix/store"),
    *("/usr/share/zoneinfo", "/etc/localtime", "/dev/null", "/dev/urandom"),
    # Where a PDF names a font that it doesn't bring, the shapes of its characters come from the system's.
    *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/fs/cgroup"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """What holds the worker on this computer.

    Attributes:
        landlock: Which version of Landlock the kernel has; 0: reading files of this user
            is refused to Python code only.
        seccomp: Whether the kernel refuses connections, programs and changes of files; if not,
            they are refused to Python code only.
    """

    landlock: int
    seccomp: bool

    @property
    def whole(self) -> bool:
        """Whether native code is held as well."""
        return self.landlock > 0 and self.seccomp


def confinement_here() -> Confinement:
    """Return what the kernel of this computer can do; nothing changes."""
    return Confinement(landlock=kernel.landlock_version(), seccomp=kernel.seccomp_known())


def confine(*, threads: bool) -> None:
    """Refuse it from here on, with a ``PermissionError``, to this process and its threads to come.

    Args:
        threads: Whether it may start any.

    Raises:
        OSError: The kernel has the means but refused to apply them.
    """
    places = _code_folders()
    here = confinement_here()
    if sys.platform == "linux":
        kernel.forbid_privileges()
    if here.landlock:
        kernel.only_read(places)
    if here.seccomp:
        kernel.forbid_calls(threads=threads)
    sys.addaudithook(_Check(tuple(f"{place}{os.sep}" for place in places), frozenset(map(str, places))))


def _code_folders() -> tuple[Path, ...]:
    """Where Python, the installed packages, kotae itself and the system's libraries are."""
    named = sysconfig.get_paths()
    folders = [Path(named[kind]) for kind in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders += [
        Path(path)
        for path in sys.path
        if Path(path).name in ("site-packages", "dist-packages", "lib-dynload")
    ]
    folders += [
        Path(__file__).parents[2],
        *map(Path, [*_SYSTEM, *mimetypes.knownfiles]),
        Path(sys.base_prefix) / "lib",
    ]
    folders += [
        Path(path) for path in os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep) if path[:1] == "/"
    ]
    return tuple(dict.fromkeys(place for folder in folders for place in (folder, folder.resolve())))


@dataclass(frozen=True, slots=True)
class _Check:
    """The audit hook.

    Attributes:
        inside: What a path that may be read begins with.
        exactly: The paths themselves.
    """

    inside: tuple[str, ...]
    exactly: frozenset[str]

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Refuse an event by raising ``PermissionError``."""
        refused = self._opens_wrongly(*arguments) if event == "open" else False
        if refused or event in _REFUSED or event.startswith(_PREFIXES):
            raise PermissionError(f"reading a file doesn't need {event}")

    def _opens_wrongly(self, path: object, _mode: object, flags: object) -> bool:
        if isinstance(path, int):  # open already
            return False
        if isinstance(flags, int) and flags & _WRITING:
            return True
        named = os.path.abspath(os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else "")
        return named not in self.exactly and not named.startswith(self.inside)
