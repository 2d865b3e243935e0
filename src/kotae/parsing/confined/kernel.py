"""Landlock and seccomp, asked for with ctypes: what the Linux kernel refuses a process for good.

Neither can be taken back, and both hold for native code as for Python. Landlock (5.13 and newer)
says which folders may be read; seccomp which system calls may be made. The numbers and structures
are those of the kernel's own headers.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kotae.parsing.confined.calls import ALLOWED_IF, CALLS, FIRST_UNKNOWN, FOREIGN_BIT, NOT_THERE

__all__ = ["forbid_calls", "forbid_privileges", "landlock_version", "only_read", "seccomp_known"]

# Numbers of the kernel's own headers, which never change; Python's library has no names for them.
_PR_SET_NO_NEW_PRIVS: Final = 38
_CAPABILITIES_VERSION: Final = 0x20080522
_PR_GET_SECCOMP: Final = 21
_PR_SET_SECCOMP: Final = 22
_FILTER_MODE: Final = 2

_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_VERSION_FLAG: Final = 1
_PATH_BENEATH: Final = 1
_READ_FILE: Final = 1 << 2
_READ_FOLDER: Final = 1 << 3
# How many rights over files each version of Landlock knows: all of them are taken away.
_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK: Final = 0b11
_SCOPES: Final = 0b11

_LOAD: Final = 0x20
_EQUALS: Final = 0x15
_HAS_BITS: Final = 0x45
_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000
_KILL: Final = 0x80000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _system() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def landlock_version() -> int:
    """Return which version of Landlock this kernel has; 0 for none."""
    if sys.platform != "linux":
        return 0
    found = _system().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    return max(0, int(found))


def seccomp_known() -> bool:
    """Return whether this kernel filters system calls and kotae knows this processor's numbers."""
    if sys.platform != "linux" or platform.machine() not in CALLS:
        return False
    return int(_system().prctl(_PR_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def forbid_privileges() -> None:
    """Give up for good what root may do beyond others, and what set-user-ID programs would bring.

    Raises:
        OSError: The kernel refused.
    """
    _checked(_system().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _checked(_system().capset(struct.pack("=Ii", _CAPABILITIES_VERSION, 0), bytes(24)))


def only_read(places: Iterable[Path]) -> None:
    """Let this process read these files and folders, and do nothing else with the file system.

    Files that are open stay open. Names and sizes of other files can still be asked for.

    Args:
        places: Files and folders; those that aren't there are passed over.

    Raises:
        OSError: The kernel refused.
    """
    version, system = landlock_version(), _system()
    rights = (1 << _RIGHTS.get(version, max(_RIGHTS.values()))) - 1
    attributes = [rights, _NETWORK, _SCOPES][: 1 if version < 4 else 2 if version < 6 else 3]
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    rules = _checked(
        system.syscall(_CREATE_RULESET, packed, ctypes.c_size_t(len(packed)), ctypes.c_uint32(0))
    )
    try:
        for place in places:
            _let_read(system, rules, place)
        _checked(system.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0)))
    finally:
        os.close(rules)


def _let_read(system: ctypes.CDLL, rules: int, place: Path) -> None:
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        right = _READ_FILE | (_READ_FOLDER if place.is_dir() else 0)
        rule = struct.pack("=Qi", right, descriptor)
        _checked(system.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, ctypes.c_uint32(0)))
    finally:
        os.close(descriptor)


def forbid_calls(*, threads: bool) -> None:
    """Refuse from here on every system call that reaches out of this process; see ``calls.py``.

    Args:
        threads: Whether it may start threads. They are all it could start, and without end.

    Raises:
        OSError: The kernel refused.
    """
    program = _program(platform.machine(), threads=threads)
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in program)
    asked = _Program(length=len(program), instructions=code)
    _checked(_system().prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(asked), 0, 0))


def _program(machine: str, *, threads: bool) -> list[tuple[int, int, int, int]]:
    """The filter: (what, steps if so, steps if not, operand) for each instruction."""
    known = CALLS[machine]
    program = [
        (_LOAD, 0, 0, 4),  # the processor's kind
        (_EQUALS, 1, 0, known["architecture"]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # the call's number
        (_AT_LEAST, 0, 1, FOREIGN_BIT),
        (_RETURN, 0, 0, _REFUSE | errno.EPERM),
        (_AT_LEAST, 0, 1, FIRST_UNKNOWN),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
    ]
    for name, number in known.items():
        if name == "architecture":
            continue
        if name in ALLOWED_IF and (threads or name != "clone"):
            program += _conditional(number, name)
        else:
            error = errno.ENOSYS if name in NOT_THERE else errno.EPERM
            program += [(_EQUALS, 0, 1, number), (_RETURN, 0, 0, _REFUSE | error)]
    return [*program, (_RETURN, 0, 0, _ALLOW)]


def _conditional(number: int, name: str) -> list[tuple[int, int, int, int]]:
    """The part of the filter that looks at the call's arguments: any condition that holds allows it."""
    checks: list[tuple[int, int, int, int]] = []
    conditions = ALLOWED_IF[name](os.getpid())
    for place, (argument, test, operand) in enumerate(conditions):
        left = 2 * (len(conditions) - place - 1) + 1  # steps to the end: over the refusal
        checks.append((_LOAD, 0, 0, 16 + 8 * argument))
        if test == "equals":
            checks.append((_EQUALS, left, 0, operand))
        elif test == "has":
            checks.append((_HAS_BITS, left, 0, operand))
        else:
            checks.append((_HAS_BITS, 0, left, operand))
    checks.append((_RETURN, 0, 0, _REFUSE | errno.EPERM))
    after = [(_LOAD, 0, 0, 0)]
    return [(_EQUALS, 0, len(checks), number), *checks, *after]
