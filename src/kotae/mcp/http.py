"""The server over Streamable HTTP, behind the same guard as the API."""

from collections.abc import Sequence

from starlette.types import ASGIApp

from kotae.api.library import Library
from kotae.api.refusals import refusal
from kotae.mcp.server import create_server
from kotae.network.guard import MAX_BODY_BYTES, Guard
from kotae.network.token import Token

__all__ = ["create_http_app"]


def create_http_app(
    library: Library, *, token: Token, loopback_only: bool, allowed: Sequence[str] = ()
) -> ASGIApp:
    """Return the application; it answers at ``/mcp``.

    Args:
        library: Who answers.
        token: What a caller must show.
        loopback_only: Whether only names of this machine are accepted as host.
        allowed: Origins whose pages may call.
    """
    host = "127.0.0.1" if loopback_only else "0.0.0.0"
    app = create_server(library).streamable_http_app(host=host, max_request_body_size=MAX_BODY_BYTES)
    return Guard(app, token=token, loopback_only=loopback_only, refusal=refusal, allowed=allowed)
