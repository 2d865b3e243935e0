"""Serving the page: where, for whom, and for how long.

Gradio sends usage figures and keeps uploads in a folder of its own unless told otherwise; that is
settled here, before the library is imported. Who gets in is settled in :mod:`kotae.ui.server.guard`.
"""

import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from kotae.config import Settings
from kotae.errors import ServerError, failing_as, user_language
from kotae.network.address import is_loopback
from kotae.network.origins import checked_origins
from kotae.network.peers import peers_are_known
from kotae.pipeline.asking.groups import Groups
from kotae.translation.glossary import glossary_is_prepared
from kotae.ui.library.uploads import page_folder
from kotae.ui.server.stubs import without_stubs
from kotae.ui.words import text

if TYPE_CHECKING:
    from kotae.pipeline import KnowledgeBase
    from kotae.pipeline.opened.roots import Root
    from kotae.ui.desk import Desk

__all__ = ["ServerSettings", "credentials", "page_address", "serve_page", "served", "token_of"]

AUTH_VARIABLE = "KOTAE_AUTH"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Where and for whom the page is served.

    Attributes:
        host: Address to listen on.
        port: Port; 0 takes any free one.
        auth_file: File with one ``name:password`` per line, lines that begin with ``#`` aside; the variable ``KOTAE_AUTH`` holds
            the same text. Passwords on the command line would show in the list of processes.
        groups_file: File that says what each of these names is shown (:meth:`~kotae.pipeline.asking.groups.Groups.found`);
            without one everybody is shown everything.
        max_upload_mb: Largest file of an upload, in megabytes.
        follow: Whether the folders of documents are followed from the start.
        allow_origins: Origins whose pages may call this one, ``https://name`` or ``http://name:port``;
            also the page's own where it is reached through another server.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth_file: Path | None = None
    groups_file: Path | None = None
    max_upload_mb: int = 20
    follow: bool = False
    allow_origins: tuple[str, ...] = ()


def credentials(server: ServerSettings) -> list[tuple[str, str]]:
    """Return the names and passwords that may sign in; none means no sign-in.

    Raises:
        ServerError: The file can't be read, a line isn't ``name:password``, or the address can
            be reached from other machines and nobody has to sign in.
    """
    where = str(server.auth_file) if server.auth_file else AUTH_VARIABLE
    with failing_as(
        ServerError,
        "{path}: the sign-in file can't be read ({reason}); check --auth-file.",
        on=(OSError, UnicodeDecodeError),
        path=where,
    ):
        written = (
            server.auth_file.read_text("utf-8-sig") if server.auth_file else os.environ.get(AUTH_VARIABLE, "")
        )
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(map(str.strip, written.splitlines()), start=1):
        name, _, password = line.partition(":")
        if not line or line.startswith("#"):
            continue
        if not name or not password:
            raise ServerError(
                "{path}, line {number}: every line must read name:password.", path=where, number=number
            )
        pairs.append((name, password))
    if not pairs and (server.auth_file or not is_loopback(server.host)):
        raise ServerError(
            "{host}: other machines could reach the page without signing in; give name:password lines in "
            "--auth-file or {auth_variable}, or listen on 127.0.0.1.",
            host=server.host,
            auth_variable=AUTH_VARIABLE,
        )
    return pairs


def token_of(server: ServerSettings, name: str) -> str:
    """Return the token that stands for a name and its password.

    Raises:
        ServerError: As for :func:`credentials`, or the name isn't there.
    """
    from kotae.ui.server.accounts import program_token

    pairs = dict(credentials(server))
    if name not in pairs:
        raise ServerError(
            "{name}: no such name in --auth-file or {auth_variable}; add a line name:password.",
            name=name,
            auth_variable=AUTH_VARIABLE,
        )
    return program_token(name, pairs[name])


def listening_socket(server: ServerSettings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Raises:
        ServerError: The port is in use, or the address isn't this machine's.
    """
    host = server.host.strip("[]")
    with failing_as(
        ServerError,
        "{host}:{port}: can't listen there ({reason}); stop the other program or choose another port "
        "with --port.",
        on=(OSError, UnicodeError),
        host=server.host,
        port=server.port,
    ):
        family, _, _, _, address = socket.getaddrinfo(host, server.port, type=socket.SOCK_STREAM)[0]
        # On every address: IPv4 too where the system has both.
        both = host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server(
            (str(address[0]), server.port), family=family, backlog=1024, dualstack_ipv6=both
        )


def page_address(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine.

    Args:
        host: As listened on; every address of the machine is reached as ``localhost``.
        port: The port.
    """
    name = host.strip("[]")
    if name in ("0.0.0.0", "::", ""):
        name = "localhost"
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def local_credentials(server: ServerSettings) -> list[tuple[str, str]]:
    """Return made-up credentials where nobody has to sign in and the kernel doesn't tell who connects.

    Every account of a shared machine reaches 127.0.0.1. Linux tells whose program connects, and
    :mod:`kotae.network.peers` looks; elsewhere a password is made for this run.
    """
    if not is_loopback(server.host) or peers_are_known():
        return []
    return [("kotae", secrets.token_urlsafe(12))]


def serve_page(
    index: "Root | Mapping[str, Root]",
    *,
    settings: Settings,
    server: ServerSettings,
    announce: Callable[[str], None],
    tell: Callable[[str], None] | None = None,
    beside: "Callable[[KnowledgeBase], AbstractContextManager[None]] | None" = None,
) -> None:
    """Serve the page until the process is interrupted or told to end.

    Args:
        index: The folder of the index; or the folders and addresses of several libraries by name, asked together.
        settings: Of all stages.
        server: Where and for whom.
        announce: Called once with the page's address when it answers.
        tell: Writes a line to the terminal; standard error by default.
        beside: Serves something else from the same open index as long as the page is served, such as the API.

    Raises:
        ServerError: See :func:`credentials` and :func:`listening_socket`.
        StoreError: The index can't be opened.
    """
    from kotae.ui.library.adding import open_desk

    tell = tell or (lambda line: void(sys.stderr.write(f"{line}\n")))
    pairs = credentials(server)
    Groups.found(server.groups_file, pairs)
    checked_origins(server.allow_origins)
    listening_socket(server).close()  # told before anything is loaded for nothing
    if not pairs and (pairs := local_credentials(server)):
        tell(text("local_password", user_language(), name=pairs[0][0], password=pairs[0][1]))
    with open_desk(index, settings=settings, max_upload_mb=server.max_upload_mb) as desk, _ended_by_signals():
        # Loading the model takes seconds: the page is up meanwhile.
        threading.Thread(target=_warm_up, args=(desk, tell), name="kotae-warm-up", daemon=True).start()
        for library in (desk.libraries.values() or (desk,)) if server.follow else ():
            library.following.turn(on=True)
        with (
            beside(desk.knowledge) if beside else nullcontext(),
            served(desk, server, pairs, tell=tell) as address,
        ):
            announce(address)
            threading.Event().wait()


def _warm_up(desk: "Desk", tell: Callable[[str], None]) -> None:
    """Load what the first question needs; say so where the dictionary has to be made first."""
    there = glossary_is_prepared()
    if not there:
        tell(text("dictionary_begun", user_language()))
    desk.warm_up()
    if not there and glossary_is_prepared():
        tell(text("dictionary_done", user_language()))


def void(_: object) -> None:
    """Take a value and give none."""


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let the signals that end a process end it in order, as Ctrl-C does: uploads are removed."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def served(
    desk: "Desk",
    server: ServerSettings,
    pairs: list[tuple[str, str]],
    *,
    tell: Callable[[str], None] = void,
) -> Iterator[str]:
    """Serve the page in the background; gives its address.

    The working folder is an empty one meanwhile: Gradio looks for files to serve there.

    Args:
        desk: The library.
        server: Where; the credentials in it aren't looked at.
        pairs: Names and passwords; none lets in whoever the address lets in.
        tell: Writes a line to the terminal.

    Raises:
        ServerError: See :func:`listening_socket`.
    """
    allowed, groups = checked_origins(server.allow_origins), Groups.found(server.groups_file, pairs)
    before = Path.cwd()
    with listening_socket(server) as listening, page_folder() as state:
        address = page_address(server.host, listening.getsockname()[1])
        empty, cache = state / "empty", state / "cache"
        empty.mkdir()
        cache.mkdir()
        os.environ |= {
            "GRADIO_ANALYTICS_ENABLED": "False",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "GRADIO_TEMP_DIR": str(cache),
        }
        os.chdir(empty)
        with without_stubs():
            from kotae.ui.server.server import Door, running

        door = Door(
            host=server.host,
            loopback=is_loopback(server.host),
            pairs=tuple(pairs),
            allowed=allowed,
            groups=groups,
        )
        try:
            with running(desk, door, listening, uploads=cache, tell=tell):
                yield address
        finally:
            with suppress(FileNotFoundError):
                os.chdir(before)
