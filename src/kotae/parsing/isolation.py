"""Parsing untrusted files in a child process that can be killed.

Files come from anywhere, and their parsers can hang, eat the memory or crash. They run in a worker
(:mod:`kotae.parsing.worker`) with limits on time and memory, without the right to write a file,
started once and used for many files. What comes back is JSON, checked like any other input: nothing
the child says is executed here.
"""

import atexit
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final, get_args

from kotae.errors import ReadingError
from kotae.parsing.files import Source, printable
from kotae.parsing.places import checked_layouts, checked_picture
from kotae.parsing.units import Draft, Unit
from kotae.records import BlockKind, CellSpan, PageImage

__all__ = ["picture_isolated", "read_isolated"]

# The child gets the search path as it is here: tests and editable installs change it at run time.
_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); sys.dont_write_bytecode = True; "
    "from kotae.parsing.worker import main; main()"
)
_LENGTH: Final = struct.Struct(">Q")
_CHUNK_BYTES: Final = 1 << 16
_FILES_PER_WORKER: Final = 500
_GRACE_SECONDS: Final = 5.0
_KINDS: Final = frozenset(get_args(BlockKind))


class _GoneError(Exception):
    """The worker ended or said something that is no answer."""


class _LateError(Exception):
    """The worker took too long."""


class _Worker:
    """One child process and the pipe to it; not for several threads at once."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOT, json.dumps([path for path in sys.path if path])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG") if name in os.environ
            },
            close_fds=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._into, self._out = self._process.stdin, self._process.stdout
        os.set_blocking(self._into.fileno(), False)
        os.set_blocking(self._out.fileno(), False)
        self.owner = os.getpid()
        self.files = 0

    def ask(self, request: bytes, *, deadline: float, max_reply_bytes: int) -> bytes:
        """Return the worker's reply to one request.

        Raises:
            _GoneError: It ended, or its reply is over the limit.
            _LateError: The deadline passed.
        """
        self.files += 1
        self._send(request, deadline)
        (length,) = _LENGTH.unpack(self._receive(_LENGTH.size, deadline))
        if length > max_reply_bytes:
            raise _GoneError
        return self._receive(length, deadline)

    def stop(self) -> int:
        """Kill the process and return its exit status."""
        if self.owner != os.getpid():
            return 0
        if self._process.poll() is None:
            self._process.kill()
        self._into.close()
        self._out.close()
        return self._process.wait()

    def _send(self, content: bytes, deadline: float) -> None:
        view = memoryview(content)
        while view:
            _wait(self._into.fileno(), selectors.EVENT_WRITE, deadline)
            try:
                view = view[os.write(self._into.fileno(), view[:_CHUNK_BYTES]) :]
            except BlockingIOError:
                continue
            except OSError as exc:
                raise _GoneError from exc

    def _receive(self, length: int, deadline: float) -> bytes:
        parts: list[bytes] = []
        while length:
            _wait(self._out.fileno(), selectors.EVENT_READ, deadline)
            part = os.read(self._out.fileno(), min(length, _CHUNK_BYTES))
            if not part:
                raise _GoneError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise _LateError


_lock = threading.Lock()
_worker: _Worker | None = None


def _stop() -> None:
    global _worker
    if _worker is not None:
        _worker.stop()
        _worker = None


atexit.register(_stop)


def read_isolated(source: Source, *, suffix: str) -> tuple[Draft, ...]:
    """Return what the reader for this suffix finds, run in the worker process.

    Args:
        source: The file. Its settings carry the limits; the time limit counts the worker's
            processor time, and twice as long by the clock.
        suffix: Which reader, in lower case with its dot.

    Raises:
        ReadingError: What the reader raised, or the file broke a limit or its parser.
    """
    return _drafts(_reply(source, suffix), source)


def picture_isolated(source: Source, *, suffix: str, page: int, longest_side: int) -> PageImage:
    """Return a page of a file as a picture, drawn in the worker process.

    Args:
        source: The file; its limits hold as for reading.
        suffix: Which format, in lower case with its dot.
        page: From 1.
        longest_side: Dots along the longer side, at most.

    Raises:
        ReadingError: The file has no such page, can't be drawn, or broke a limit.
    """
    reply = _reply(source, suffix, page=page, longest_side=longest_side)
    try:
        return checked_picture(_answer(reply, source), page)
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise _broken(source) from exc


def _reply(source: Source, suffix: str, **asked: int) -> bytes:
    """What the worker says to one request."""
    global _worker
    settings = source.settings
    header = json.dumps(
        {"path": source.path, "suffix": suffix, "settings": asdict(settings), **asked}
    ).encode()
    request = _LENGTH.pack(len(header)) + _LENGTH.pack(len(source.data)) + header + source.data
    with _lock:
        if _worker is not None and (_worker.owner != os.getpid() or _worker.files >= _FILES_PER_WORKER):
            _stop()
        try:
            _worker = _worker or _Worker()
        except OSError as exc:
            raise _not_started(source, exc) from exc
        try:
            return _worker.ask(
                request,
                deadline=time.monotonic() + 2 * settings.seconds_for(suffix) + _GRACE_SECONDS,
                max_reply_bytes=6 * settings.max_expanded_bytes,
            )
        except (_GoneError, _LateError) as exc:
            status, _worker = _worker.stop(), None
            late = isinstance(exc, _LateError) or status == -signal.SIGXCPU
            raise _too_slow(source) if late else _broken(source) from exc
        except BaseException:
            # Interrupted half-way: what the worker says next would answer another question.
            _stop()
            raise


def _answer(reply: bytes, source: Source) -> dict[str, Any]:
    """The worker's answer; an error it met is raised."""
    answer = json.loads(reply)
    if "en" in answer:
        raise ReadingError(en=str(answer["en"]), ja=str(answer["ja"]))
    if "memory" in answer:
        raise _too_big(source)
    return dict(answer)


def _drafts(reply: bytes, source: Source) -> tuple[Draft, ...]:
    try:
        answer = _answer(reply, source)
        return tuple(_draft(row) for row in answer["drafts"])
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise _broken(source) from exc


def _draft(row: dict[str, object]) -> Draft:
    """A draft from JSON; every field is checked, for the child read an untrusted file."""
    text, units = row["text"], row["units"]
    metadata, warnings = row["metadata"], row["warnings"]
    language = row["language"]
    if not isinstance(text, str) or not isinstance(units, list) or language not in ("ja", "en", None):
        raise TypeError("not a draft")
    if not isinstance(metadata, dict) or not isinstance(warnings, list):
        raise TypeError("not a draft")
    checked = tuple(_unit(unit) for unit in units)
    if any(unit.end > len(text) for unit in checked):
        raise ValueError("a unit leaves the text")
    if any(after.start < before.end for before, after in pairwise(checked)):
        raise ValueError("units overlap")
    return Draft(
        text=text,
        units=checked,
        part=str(row["part"]),
        title=str(row["title"]),
        language="ja" if language == "ja" else "en" if language == "en" else None,
        metadata={str(key): str(value) for key, value in metadata.items()},
        warnings=tuple(str(warning) for warning in warnings),
        layouts=checked_layouts(row["layouts"], len(text)),
    )


def _unit(row: list[object]) -> Unit:
    start, end, kind, level, label, page, cells = row
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(level, int)):
        raise TypeError("not a unit")
    if kind not in _KINDS or not (page is None or isinstance(page, int)):
        raise TypeError("not a unit")
    return Unit(
        start=start,
        end=end,
        kind=kind,  # type: ignore[arg-type]  # one of the literals
        level=level,
        label=str(label),
        page=page,
        cells=_cells(cells, start, end),
    )


def _cells(rows: object, start: int, end: int) -> tuple[CellSpan, ...]:
    if not isinstance(rows, list):
        raise TypeError("not cells")
    found = tuple(CellSpan(start=first, end=last, address=str(address)) for first, last, address in rows)
    if any(cell.start < start or cell.end > end for cell in found):
        raise ValueError("a cell leaves its row")
    return found


def _not_started(source: Source, exc: OSError) -> ReadingError:
    shown, reason = printable(source.path), exc.strerror or str(exc)
    return ReadingError(
        en=f"{shown}: the process that reads files like this one can't be started ({reason}). "
        "Free memory or processes, and index again.",
        ja=f"{shown}: この種類のファイルを読むプロセスを起動できません({reason})。"
        "メモリーやプロセスに空きを作って、索引を作り直してください。",
    )


def _too_slow(source: Source) -> ReadingError:
    shown, seconds = printable(source.path), source.settings.max_seconds
    return ReadingError(
        en=f"{shown}: reading took longer than {seconds:g} seconds and was stopped. "
        "Split the file, or raise max_seconds under [reading] in kotae.toml.",
        ja=f"{shown}: 読み込みに{seconds:g}秒以上かかったため中止しました。"
        "ファイルを分割するか、kotae.tomlの[reading]でmax_secondsを大きくしてください。",
    )


def _too_big(source: Source) -> ReadingError:
    shown, megabytes = printable(source.path), source.settings.max_memory_bytes / 1e6
    return ReadingError(
        en=f"{shown}: reading needs more than {megabytes:,.0f} MB of memory. "
        "Split the file, or raise max_memory_bytes under [reading] in kotae.toml.",
        ja=f"{shown}: 読み込みに{megabytes:,.0f} MBを超えるメモリーが必要です。"
        "ファイルを分割するか、kotae.tomlの[reading]でmax_memory_bytesを大きくしてください。",
    )


def _broken(source: Source) -> ReadingError:
    shown = printable(source.path)
    return ReadingError(
        en=f"{shown}: the file is damaged or made to do harm: its reader broke down. "
        "Save it again from the program it comes from, or take it out of the corpus.",
        ja=f"{shown}: ファイルが壊れているか、悪意のある作りのため、読み込み中に異常終了しました。"
        "作成元のソフトで保存し直すか、コーパスから外してください。",
    )
