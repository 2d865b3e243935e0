"""The server over Streamable HTTP, behind the same guard as the API."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from kotae.api.library import Library
from kotae.api.refusals import refusal
from kotae.api.views import views
from kotae.mcp.server import create_server
from kotae.mcp.worded import Worded
from kotae.network.guard import MAX_BODY_BYTES, SHOWN_TOKEN, Guard
from kotae.network.token import Token, Tokens

__all__ = ["create_http_app"]


class _Views:
    """A server for each token: whoever shows one reaches what it is shown, and no other.

    A session belongs to one of them, so nobody goes on with a session that was begun with another token.
    """

    def __init__(self, servers: Mapping[Token, Starlette]) -> None:
        self._servers = servers
        self._all = Starlette(lifespan=self._running)

    @asynccontextmanager
    async def _running(self, _: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for server in self._servers.values():
                await stack.enter_async_context(server.router.lifespan_context(server))
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._all(scope, receive, send)
        else:
            await Worded(self._servers[scope[SHOWN_TOKEN]])(scope, receive, send)


def create_http_app(
    library: Library, *, token: Token | Tokens, loopback_only: bool, allowed: Sequence[str] = ()
) -> ASGIApp:
    """Return the application; it answers at ``/mcp``.

    Args:
        library: Who answers.
        token: What a caller must show, one or any of several; each sees only what its conditions let through.
        loopback_only: Whether only names of this machine are accepted as host.
        allowed: Origins whose pages may call.

    Raises:
        ServerError: A condition of a token isn't one.
    """
    tokens = token if isinstance(token, Tokens) else Tokens((token,))
    host = "127.0.0.1" if loopback_only else "0.0.0.0"
    seen = views(library, tokens)
    servers = {
        known: create_server(seen[known.conditions]).streamable_http_app(
            host=host, max_request_body_size=MAX_BODY_BYTES
        )
        for known in tokens.known
    }
    return Guard(_Views(servers), token=tokens, loopback_only=loopback_only, refusal=refusal, allowed=allowed)
