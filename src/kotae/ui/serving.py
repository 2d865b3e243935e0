"""Serving the page: who may reach it, what it may serve, and nothing else.

Gradio serves files below its cache, sends usage figures and fetches web addresses for its
callers unless told otherwise. All of that is settled here, before the library is imported.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kotae.config import Settings
from kotae.errors import ServerError, user_language
from kotae.network.address import free_port, is_loopback

if TYPE_CHECKING:
    from kotae.ui.desk import Desk

__all__ = ["ServerSettings", "credentials", "serve_page", "served"]

AUTH_VARIABLE = "KOTAE_AUTH"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Where and for whom the page is served.

    Attributes:
        host: Address to listen on.
        port: Port; 0 takes any free one.
        auth_file: File with one ``name:password`` per line; the variable ``KOTAE_AUTH`` holds
            the same text. Passwords on the command line would show in the list of processes.
        max_upload_mb: Largest upload, in megabytes.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth_file: Path | None = None
    max_upload_mb: int = 20


def credentials(server: ServerSettings) -> list[tuple[str, str]]:
    """Return the names and passwords that may sign in; none means no sign-in.

    Raises:
        ServerError: The file can't be read, a line isn't ``name:password``, or the address can
            be reached from other machines and nobody has to sign in.
    """
    where = str(server.auth_file) if server.auth_file else AUTH_VARIABLE
    try:
        written = (
            server.auth_file.read_text("utf-8") if server.auth_file else os.environ.get(AUTH_VARIABLE, "")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(
            en=f"{where}: the sign-in file can't be read ({error}); check --auth-file.",
            ja=f"{where}: サインインのファイルを読めません（{error}）。--auth-file を確かめてください。",
        ) from error
    pairs = [line.strip().partition(":")[::2] for line in written.splitlines() if line.strip()]
    if any(not name or not password for name, password in pairs):
        raise ServerError(
            en=f"{where}: every line must read name:password.",
            ja=f"{where}: 各行を「名前:パスワード」の形で書いてください。",
        )
    if not pairs and (server.auth_file or not is_loopback(server.host)):
        raise ServerError(
            en=f"{server.host}: other machines could reach the page without signing in; "
            f"give name:password lines in --auth-file or {AUTH_VARIABLE}, or listen on 127.0.0.1.",
            ja=f"{server.host}: サインインなしで他のマシンから接続できてしまいます。"
            f"--auth-file か {AUTH_VARIABLE} に「名前:パスワード」を指定するか、"
            "127.0.0.1 で待ち受けてください。",
        )
    return [(name, password) for name, password in pairs]


def serve_page(
    index: Path, *, settings: Settings, server: ServerSettings, announce: Callable[[str], None]
) -> None:
    """Serve the page until the process is interrupted.

    Args:
        index: The folder of the index.
        settings: Of all stages.
        server: Where and for whom.
        announce: Called once with the page's address when it answers.

    Raises:
        ServerError: See :func:`credentials` and ``kotae.network.address.free_port``.
        StoreError: The index can't be opened.
    """
    from kotae.ui.desk import Desk

    pairs = credentials(server)
    server = replace(
        server, port=free_port(server.host, server.port)
    )  # before anything is loaded for nothing
    with Desk.open(index, settings=settings, max_upload_mb=server.max_upload_mb) as desk:
        # Loading the model takes seconds: the page is up meanwhile.
        threading.Thread(target=desk.warm_up, name="kotae-warm-up", daemon=True).start()
        with served(desk, server, pairs) as address:
            announce(address)
            threading.Event().wait()


@contextmanager
def served(desk: "Desk", server: ServerSettings, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Serve the page in the background; gives its address.

    The working folder is an empty one meanwhile: Gradio looks for files to serve there.

    Raises:
        ServerError: See ``kotae.network.address.free_port``.
    """
    port = free_port(server.host, server.port)
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="kotae-page-", ignore_cleanup_errors=True) as state:
        empty, cache = Path(state, "empty"), Path(state, "cache")
        empty.mkdir()
        cache.mkdir()
        os.environ |= {
            "GRADIO_ANALYTICS_ENABLED": "False",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "GRADIO_TEMP_DIR": str(cache),
        }
        os.chdir(empty)
        from kotae.ui.app import create_page

        blocks = create_page(desk, only_here=is_loopback(server.host) and not pairs)
        try:
            _, address, _ = blocks.launch(**_launch_settings(desk, server, port, pairs))
            yield address
        finally:
            blocks.close(verbose=False)
            os.chdir(before)


def _launch_settings(
    desk: "Desk", server: ServerSettings, port: int, pairs: list[tuple[str, str]]
) -> dict[str, Any]:
    from starlette.middleware import Middleware

    from kotae.ui.guard import Guard
    from kotae.ui.look import page_head, page_theme

    guard = Middleware(Guard, loopback_only=is_loopback(server.host))
    return {
        "server_name": server.host,
        "server_port": port,
        "auth": pairs or None,
        "share": False,
        "quiet": True,
        "show_error": False,
        "prevent_thread_lock": True,
        "max_file_size": desk.max_upload_mb * 1_000_000,
        "allowed_paths": [],
        "blocked_paths": [str(path) for path in desk.private_paths()],
        "app_kwargs": {"middleware": [guard], "docs_url": None, "redoc_url": None},
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "pwa": False,
        "ssr_mode": False,
        # Tools for MCP clients are served by `kotae mcp`: this library's own need an older SDK.
        "mcp_server": False,
        "theme": page_theme(),
        "head": page_head(user_language()),
    }
