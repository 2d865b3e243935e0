"""Serving the API: where, for whom, until it is stopped."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kotae.config import Settings
from kotae.network.address import is_loopback
from kotae.network.origins import checked_origins
from kotae.network.token import Token, Tokens
from kotae.pipeline import KnowledgeBase, open_index
from kotae.pipeline.opened.roots import Root

__all__ = ["ApiSettings", "api_beside", "serve_api"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiSettings:
    """Where and for whom the API is served.

    Attributes:
        host: Address to listen on.
        port: Port; 0 takes any free one.
        token_file: File with the token as its only line, or a table of tokens with what each is shown
            (:meth:`~kotae.network.token.Tokens.find`); the variable ``KOTAE_TOKEN`` holds the same. Without either a new
            one is made for this run.
        allow_origins: Origins whose pages may call, ``https://name`` or ``http://name:port``.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    token_file: Path | None = None
    allow_origins: tuple[str, ...] = ()


def serve_api(
    index: Root | Mapping[str, Root],
    *,
    settings: Settings,
    server: ApiSettings,
    announce: Callable[[str, Token], None],
) -> None:
    """Serve the API until the process is interrupted.

    Args:
        index: The folder of the index or the address of another kotae; or those of several libraries by name,
            asked together.
        settings: Of all stages.
        server: Where and for whom.
        announce: Called once, when it answers, with its address and the token.

    Raises:
        ServerError: The token or an origin can't be used, or the address can't be listened on.
        StoreError: The index can't be opened.
        ModelError: The embedding model can't be had.
    """
    tokens, allowed = Tokens.find(server.token_file), checked_origins(server.allow_origins)
    with open_index(index, settings=settings) as knowledge:
        # A program that asks at once gets its answer at once; what is missing is told before.
        knowledge.warm_up()
        with _answering(knowledge, server, tokens, allowed) as address:
            announce(address, tokens.known[0])
            threading.Event().wait()


@contextmanager
def api_beside(
    knowledge: KnowledgeBase, server: ApiSettings, announce: Callable[[str, Token], None]
) -> Iterator[None]:
    """Serve the API from an index that something else keeps open, such as the page.

    Args:
        knowledge: The open index.
        server: Where and for whom.
        announce: Called once with address and token.

    Raises:
        ServerError: As for :func:`serve_api`.
    """
    tokens, allowed = Tokens.find(server.token_file), checked_origins(server.allow_origins)
    with _answering(knowledge, server, tokens, allowed) as address:
        announce(address, tokens.known[0])
        yield


@contextmanager
def _answering(
    knowledge: KnowledgeBase, server: ApiSettings, tokens: Tokens, allowed: tuple[str, ...]
) -> Iterator[str]:
    from kotae.api.app import create_app
    from kotae.api.library import Library
    from kotae.network.running import running

    library = Library(knowledge=knowledge)
    app = create_app(library, token=tokens, loopback_only=is_loopback(server.host), allowed=allowed)
    with running(app, host=server.host, port=server.port) as address:
        yield address
