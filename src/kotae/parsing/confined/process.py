"""One worker process and the pipes to it."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Final

from kotae.parsing.confined.wire import LENGTH

__all__ = ["NO_THREADS", "GoneError", "LateError", "Worker"]

# The child gets the search path as it is here: tests and editable installs change it at run time.
# It ends at once when its parent does, in the middle of a file too: the pipe's other end is gone then.
_BOOT: Final = """
import json, os, select, sys, threading

def end_with_parent():
    parent = select.poll()
    parent.register(0, 0)
    parent.poll()
    os._exit(0)

threading.Thread(target=end_with_parent, daemon=True).start()
sys.path[:] = json.loads(sys.argv[1])
sys.dont_write_bytecode = True
from kotae.parsing.confined.worker import main
main()
"""
_CHUNK_BYTES: Final = 1 << 16
_KEPT_VARIABLES: Final = ("PATH", "LD_LIBRARY_PATH", "LANG", "KOTAE_LANGUAGES")

NO_THREADS: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""What lets NumPy, which some library may import, start no thread: it ends the process where it can't."""


class GoneError(Exception):
    """The worker ended or said something that is no answer."""


class LateError(Exception):
    """The worker took too long."""


class Worker:
    """One child process and the pipe to it; not for several threads at once.

    Attributes:
        owner: The process that started it; a fork of that one can't use it.
        files: How many files it was given.
        memory_bytes: Its limit.
        threads: Whether it may start threads.
        idle_since: When it was last given back, by the monotonic clock.
    """

    def __init__(self, *, memory_bytes: int, threads: bool = False) -> None:
        """Start it.

        Raises:
            OSError: It can't be started.
        """
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-c",
                _BOOT,
                json.dumps([path for path in sys.path if path]),
                str(memory_bytes),
                "threads" if threads else "",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=NO_THREADS | {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            close_fds=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._into, self._out = self._process.stdin, self._process.stdout
        os.set_blocking(self._into.fileno(), False)
        os.set_blocking(self._out.fileno(), False)
        self._ahead = bytearray()
        self.owner = os.getpid()
        self.files = 0
        self.memory_bytes = memory_bytes
        self.threads = threads
        self.idle_since = 0.0

    def send(self, content: bytes, *, deadline: float) -> None:
        """Send bytes.

        Raises:
            GoneError: It ended.
            LateError: The deadline, by the monotonic clock, passed.
        """
        view = memoryview(content)
        while view:
            try:
                view = view[os.write(self._into.fileno(), view[:_CHUNK_BYTES]) :]
            except BlockingIOError:
                _wait(self._into.fileno(), select.POLLOUT, deadline)
            except OSError as exc:
                raise GoneError from exc

    def receive(self, *, deadline: float, max_bytes: int) -> bytes:
        """Return the content of the next frame.

        Raises:
            GoneError: It ended, or the frame is over the limit.
            LateError: The deadline, by the monotonic clock, passed.
        """
        (length,) = LENGTH.unpack(self._read(LENGTH.size, deadline))
        if length > max_bytes:
            raise GoneError
        return self._read(length, deadline)

    def _read(self, length: int, deadline: float) -> bytes:
        """Return so many bytes; what came behind them is kept for the next time."""
        while len(self._ahead) < length:
            try:
                part = os.read(self._out.fileno(), _CHUNK_BYTES)
            except BlockingIOError:
                _wait(self._out.fileno(), select.POLLIN, deadline)
                continue
            if not part:
                raise GoneError
            self._ahead += part
        content = bytes(self._ahead[:length])
        del self._ahead[:length]
        return content

    def processor_seconds(self) -> float | None:
        """Return the processor time that it took, as the kernel counts it; None where that can't be asked."""
        if not sys.platform.startswith("linux"):
            return None
        # As clock_getcpuclockid makes the number of a process' clock.
        with suppress(OSError):  # it ended and was waited for
            return time.clock_gettime((~self._process.pid) << 3 | 2)
        return None

    def stop(self) -> int:
        """Kill the process and return its exit status; 0 in a fork, which leaves it alone."""
        if self.owner != os.getpid():
            return 0
        self._into.close()
        self._out.close()
        if self._process.poll() is None:
            with suppress(PermissionError):  # this process became another user's: it ends by itself
                self._process.kill()
        return self._process.wait()

    def status(self) -> int:
        """Stop it and return how it ended by itself: minus a signal, or its exit status; -9 if it hadn't."""
        try:
            self._process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            return self.stop() or -signal.SIGKILL
        return self.stop()


def _wait(descriptor: int, event: int, deadline: float) -> None:
    waiting = select.poll()
    waiting.register(descriptor, event)
    if not waiting.poll(1_000 * max(0.0, deadline - time.monotonic())):
        raise LateError
