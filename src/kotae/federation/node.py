"""Another kotae, asked over HTTPS: within a time, up to a size, and without believing what it says.

The one module that knows httpx. Requests run in an event loop of their own, where one that takes too long is really
ended: threads that wait on a silent machine would pile up.
"""

import ssl
from collections.abc import Mapping
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from typing import Final, Generic, TypeVar

import anyio
import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from pydantic import BaseModel, ValidationError

from kotae.errors import FederationError, failing_as
from kotae.federation.address import Address, tokens
from kotae.federation.settings import FederationSettings
from kotae.federation.standing import Standing
from kotae.federation.wire import (
    PROTOCOL,
    Asked,
    CountsAsked,
    CountsReply,
    PapersAsked,
    PapersReply,
    PlacesAsked,
    PlacesReply,
    Reply,
    Spoken,
)
from kotae.messages import Message

__all__ = ["Node", "Nodes", "Waiting"]

_Said = TypeVar("_Said", bound=Spoken)

# Small values take many times their bytes once they are read: they are counted before.
_MAX_VALUES: Final = 300_000
"""Most values in the JSON of an answer, told by its commas: a thousand passages have fewer, and a million take a minute."""

_STATUS: Final[Mapping[int, Message]] = {
    400: Message("it refused the question"),
    401: Message("it doesn't know the token"),
    403: Message("it doesn't let this kotae in"),
    404: Message("no kotae answers questions of others there"),
    421: Message("it isn't served under this name"),
    503: Message("its model or index is missing"),
}


class Waiting(Generic[_Said]):
    """An answer that may not be there yet.

    Attributes:
        future: Done when it is; cancelling it ends the request.
    """

    def __init__(self, future: "Future[bytes]", reply: type[_Said]) -> None:
        self.future = future
        self._reply = reply

    def result(self) -> _Said:
        """Wait for the answer and return it.

        Raises:
            FederationError: It can't be reached, takes too long, refuses, or answers something else.
            ValueError: The knowledge base is closed.
        """
        try:
            return _parsed(self.future.result(), self._reply)
        except CancelledError as error:
            raise ValueError("this knowledge base is closed") from error


class Node:
    """One other kotae; safe to use from many threads.

    Args:
        address: Where it answers.
        client: Connections to it, with its token.
        portal: The event loop they run in.
        settings: Limits.

    Attributes:
        standing: Whether it has answered lately.
    """

    def __init__(
        self,
        address: Address,
        *,
        client: httpx.AsyncClient,
        portal: BlockingPortal,
        settings: FederationSettings,
    ) -> None:
        self.address = address
        self._client = client
        self._portal = portal
        self._settings = settings
        self.standing = Standing(settings.aside_s)

    def counts(self, asked: CountsAsked) -> "Waiting[CountsReply]":
        """Ask in how many passages a question's words are; the time runs from now."""
        return self._post("/v1/node/counts", asked, CountsReply, self._settings.timeout_s)

    def ask(self, asked: Asked) -> "Waiting[Reply]":
        """Send a question, and return what waits for its answer; the time runs from now."""
        return self._post("/v1/node/retrieve", asked, Reply, self._settings.timeout_s)

    def places(self, asked: PlacesAsked) -> "Waiting[PlacesReply]":
        """Ask where quotes stand; that is waited for less long, for the quote is good without it."""
        return self._post("/v1/node/places", asked, PlacesReply, self._settings.grace_s)

    def papers(self, asked: PapersAsked) -> "Waiting[PapersReply]":
        """Ask what is needed to compare what documents say; waited for less long, for the answer is good without it."""
        return self._post("/v1/node/papers", asked, PapersReply, self._settings.grace_s)

    def _post(self, path: str, asked: BaseModel, reply: type[_Said], limit: float) -> "Waiting[_Said]":
        body = asked.model_dump_json().encode()
        try:
            return Waiting(self._portal.start_task_soon(self._posted, path, body, limit), reply)
        except RuntimeError as error:  # the loop has ended
            raise ValueError("this knowledge base is closed") from error

    async def _posted(self, path: str, body: bytes, limit: float) -> bytes:
        try:
            with anyio.fail_after(limit):
                async with self._client.stream("POST", f"{self.address.url}{path}", content=body) as response:
                    taken = await self._taken(response)
            self.standing.answered()
            return taken
        except FederationError:  # it answers, whatever it says
            self.standing.answered()
            raise
        except (TimeoutError, httpx.TimeoutException) as error:
            silent = FederationError("it didn't answer within {limit:g} s", limit=limit)
            raise self.standing.failed(silent) from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            raise self.standing.failed(_unreachable(error)) from error

    async def _taken(self, response: httpx.Response) -> bytes:
        if response.status_code != httpx.codes.OK:
            status = response.status_code
            failed = _STATUS.get(status) or Message("it failed")
            raise FederationError("{failed} (status {status})", failed=failed, status=status)
        # A few bytes can unfold to gigabytes.
        if response.headers.get("content-encoding", "identity") != "identity":
            raise FederationError("its answer is compressed")
        content = bytearray()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > self._settings.max_answer_bytes:
                most = self._settings.max_answer_bytes
                raise FederationError("its answer is longer than {limit:,} {limit:byte|bytes}", limit=most)
        return bytes(content)


def _parsed(content: bytes, reply: type[_Said]) -> _Said:
    """Return an answer as typed; one of a newer protocol is known before its form is looked at."""
    if content.count(b",") > _MAX_VALUES:
        raise FederationError("its answer has more than {limit:,} {limit:value|values}", limit=_MAX_VALUES)
    try:
        spoken = Spoken.model_validate_json(content).protocol
        if spoken > PROTOCOL:
            raise FederationError(
                "it speaks protocol {spoken}, newer than {protocol}: update kotae here",
                spoken=spoken,
                protocol=PROTOCOL,
            )
        return reply.model_validate_json(content)
    except ValidationError as error:  # raised without it: it quotes what was sent, however long
        first = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))[:100]
        raise FederationError(
            "its answer can't be read ({where})", where=first or Message("no JSON")
        ) from None


def _unreachable(error: Exception) -> FederationError:
    text = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in text or isinstance(error, ssl.SSLError):
        return FederationError("its certificate isn't trusted")
    if isinstance(error, httpx.RemoteProtocolError):
        return FederationError("what it answers breaks off, or is no HTTP")
    return FederationError("it can't be reached")


class Nodes:
    """All other kotaes of a knowledge base, in one event loop; made only where there are any."""

    def __init__(self, addresses: Mapping[str, Address], *, settings: FederationSettings) -> None:
        """Get ready to ask; nothing is connected to yet.

        Args:
            addresses: By the names of the libraries.
            settings: Tokens and limits.

        Raises:
            FederationError: The tokens or the certificates can't be read.
        """
        known, trusted = tokens(settings.token_file), _trusted(settings.ca_file)
        with ExitStack() as opening:
            self._portal = opening.enter_context(start_blocking_portal())
            self.by_name = {
                name: Node(
                    address,
                    client=self._client(opening, known.get(address, ""), trusted, settings),
                    portal=self._portal,
                    settings=settings,
                )
                for name, address in addresses.items()
            }
            self._open = opening.pop_all()

    def _client(
        self, opening: ExitStack, token: str, trusted: ssl.SSLContext, settings: FederationSettings
    ) -> httpx.AsyncClient:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        client = httpx.AsyncClient(
            headers=headers | ({"Authorization": f"Bearer {token}"} if token else {}),
            verify=trusted,
            timeout=settings.timeout_s,
            # No proxy, no password file: what the environment holds says nothing of these machines.
            trust_env=False,
            follow_redirects=False,
        )
        opening.callback(self._portal.call, client.aclose)
        return client

    def close(self) -> None:
        """End the loop; closing twice is fine."""
        self._open.close()


def _trusted(ca_file: str) -> ssl.SSLContext:
    with failing_as(
        FederationError,
        "{path}: no certificates can be read there ({reason}); check federation.ca_file.",
        on=(OSError, ssl.SSLError),
        path=ca_file,
    ):
        return ssl.create_default_context(cafile=ca_file or None)
