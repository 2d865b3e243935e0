"""A server in the background: answers while it runs, is gone afterwards, tells when it can't start."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kotae.errors import ServerError
from kotae.network.running import running

pytestmark = pytest.mark.loopback


async def _greet(request: Request) -> Response:
    return PlainTextResponse("答え")


def test_application_answers_and_is_gone() -> None:
    with running(Starlette(routes=[Route("/", _greet)]), host="127.0.0.1", port=0) as address:
        assert httpx.get(address).text == "答え"
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "on purpose"})


def test_application_that_does_not_start_is_told() -> None:
    with pytest.raises(ServerError, match="didn't start"), running(_broken, host="127.0.0.1", port=0):
        pass
