"""Serving over standard input and output, or over HTTP."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kotae.config import Settings
from kotae.errors import KotaeError, ServerError
from kotae.network.address import is_loopback
from kotae.network.origins import checked_origins
from kotae.network.token import Token, Tokens
from kotae.pipeline import KnowledgeBase, open_index
from kotae.pipeline.opened.roots import Root

__all__ = ["McpSettings", "serve_mcp"]

PATH = "/mcp"


@dataclass(frozen=True, slots=True, kw_only=True)
class McpSettings:
    """Where and for whom.

    Attributes:
        http: Streamable HTTP instead of standard input and output.
        host: Address to listen on.
        port: Port; 0 takes any free one.
        token_file: File with the token as its only line, or a table of tokens with what each is shown
            (:meth:`~kotae.network.token.Tokens.find`); else ``KOTAE_TOKEN`` holds the same, else a new one is made.
        allow_origins: Origins whose pages may call, ``https://name`` or ``http://name:port``.
    """

    http: bool = False
    host: str = "127.0.0.1"
    port: int = 7861
    token_file: Path | None = None
    allow_origins: tuple[str, ...] = ()


def serve_mcp(
    index: Root | Mapping[str, Root],
    *,
    settings: Settings,
    server: McpSettings,
    announce: Callable[[str, Token], None],
) -> None:
    """Serve until the client hangs up, or over HTTP until the process is interrupted.

    Args:
        index: The folder of the index or the address of another kotae or of a library in an engine; or those of several
            libraries by name, asked together.
        settings: Of all stages.
        server: Where and for whom.
        announce: Called once with address and token when HTTP answers; never for standard
            input and output, which belong to the protocol alone.

    Raises:
        ServerError: The SDK isn't installed, the token can't be used, or the address can't be
            listened on.
        StoreError: An index can't be opened.
        EngineError: An engine can't be reached or refuses.
        FederationError: The tokens or certificates for other kotaes can't be read.
    """
    if find_spec("mcp") is None:
        raise ServerError("The MCP SDK isn't installed; run: pip install 'kotae[mcp]'")
    tokens = Tokens.find(server.token_file) if server.http else None
    with open_index(index, settings=settings) as knowledge:
        # Clients wait only seconds for the first reply; the model loads meanwhile.
        threading.Thread(target=_warm_up, args=(knowledge,), name="kotae-warm-up", daemon=True).start()
        if tokens is None:
            _serve_stdio(knowledge)
        else:
            _serve_http(knowledge, server=server, tokens=tokens, announce=announce)


def _warm_up(knowledge: KnowledgeBase) -> None:
    # What is missing is told by the first question.
    with suppress(KotaeError):
        knowledge.warm_up()


def _serve_stdio(knowledge: KnowledgeBase) -> None:
    from kotae.api.library import Library
    from kotae.mcp.server import create_server

    create_server(Library(knowledge=knowledge)).run("stdio")


def _serve_http(
    knowledge: KnowledgeBase, *, server: McpSettings, tokens: Tokens, announce: Callable[[str, Token], None]
) -> None:
    from kotae.api.library import Library
    from kotae.mcp.http import create_http_app
    from kotae.network.running import running

    app = create_http_app(
        Library(knowledge=knowledge),
        token=tokens,
        loopback_only=is_loopback(server.host),
        allowed=checked_origins(server.allow_origins),
    )
    with running(app, host=server.host, port=server.port) as address:
        announce(f"{address}{PATH}", tokens.known[0])
        threading.Event().wait()
