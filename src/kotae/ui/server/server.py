"""The page as a server: Gradio behind the guard, in uvicorn, in a thread of its own."""

import socket
import threading
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from kotae.errors import ServerError
from kotae.network.connections import protocol_class, quiet_logs
from kotae.network.origins import Origins
from kotae.network.running import answer_on
from kotae.pipeline.asking.filters import Permission
from kotae.pipeline.asking.groups import Groups
from kotae.ui.app import create_page
from kotae.ui.current import FirstState, WithCurrent
from kotae.ui.desk import Desk
from kotae.ui.library.pointing import Pointing
from kotae.ui.library.uploads import Uploads
from kotae.ui.look import page_head, page_theme
from kotae.ui.models.fetches import Fetches
from kotae.ui.parts import Page
from kotae.ui.reader.page_route import add_page_route
from kotae.ui.server.accounts import Accounts
from kotae.ui.server.endpoints import Endpoints
from kotae.ui.server.guard import Guard, Room
from kotae.ui.server.handover import SIGNED_IN, Handover
from kotae.ui.server.parcels import WithParcels
from kotae.ui.server.sessions import Sessions
from kotae.ui.server.sign_in import SignIn
from kotae.ui.shell import WithShell, shell_html
from kotae.ui.shown import desk_within

__all__ = ["Door", "running"]

_START_S: Final = 30.0
_Pages: TypeAlias = dict[Permission | None, tuple[Page, gr.Blocks]]
# An answer on its way is worth so long; the rest is cut off.
_END_S: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who gets in.

    Attributes:
        host: The address listened on.
        loopback: Whether only this machine can reach it.
        pairs: Names and passwords; where there are none, programs of this account get in.
        allowed: Origins named by the user.
        groups: What each name is shown; empty where everybody is shown everything.
    """

    host: str
    loopback: bool
    pairs: tuple[tuple[str, str], ...]
    allowed: tuple[str, ...]
    groups: Groups = field(default_factory=Groups)


@contextmanager
def running(
    desk: Desk, door: Door, listening: socket.socket, *, uploads: Path, tell: Callable[[str], None]
) -> Iterator[None]:
    """Answer on a socket as long as the context lasts.

    Args:
        desk: The library.
        door: Who gets in.
        listening: The socket; it is the server's from now on.
        uploads: The folder for uploads.
        tell: Writes a line to the terminal.

    Raises:
        ServerError: The server doesn't start.
    """
    pointing = Pointing(tell) if door.loopback and not door.pairs else None
    # What one presses is fetched to this machine: only where nobody else gets in.
    fetches = Fetches() if pointing is not None else None
    pages: _Pages = {}
    for permission in {*(door.groups.permissions.values() or (None,))}:
        page = Page(
            desk=desk if permission is None else desk_within(desk, permission),
            pointing=pointing,
            fetches=fetches,
        )
        pages[permission] = (page, create_page(page))
    guard = _guard(desk, door, pages, port=listening.getsockname()[1], uploads=uploads)
    config = uvicorn.Config(
        guard,
        http=protocol_class(only_own_account=door.loopback and not door.pairs, local=door.loopback),
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # an address that a sender may choose is none
        timeout_keep_alive=5,
        timeout_graceful_shutdown=_END_S,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=answer_on, args=(server, listening.detach()), name="kotae-page", daemon=True
    )
    with quiet_logs():
        thread.start()
        try:
            _wait_for_start(server, thread)
            yield
        finally:
            if fetches is not None:
                fetches.stop()
            for page, blocks in pages.values():
                blocks.close(verbose=False)
                if page.desk is not desk:
                    page.desk.examples.stop()
            _end_streams(guard.app)
            server.should_exit = True
            thread.join(timeout=_START_S)


def _guard(desk: Desk, door: Door, pages: _Pages, *, port: int, uploads: Path) -> Guard:
    apps: dict[Permission | None, FastAPI] = {}
    rooms: dict[Permission | None, Room] = {}
    taken = Uploads(uploads, desk.max_upload_mb)
    for permission, (page, blocks) in pages.items():
        apps[permission] = app = _application(page, blocks, port=port)
        endpoints = Endpoints.of(blocks)
        handover = Handover(app=app, endpoints=endpoints, sessions=Sessions(), uploads=taken)
        rooms[permission] = Room(endpoints=endpoints, handover=handover)
    shown = door.groups.permissions
    return Guard(
        app=_together(apps.values()),
        origins=Origins(host=door.host.strip("[]"), loopback=door.loopback, allowed=door.allowed),
        sign_in=SignIn(Accounts(door.pairs), cookie=f"kotae_sign_in_{port}"),
        # A name that stands in no group has no page, rather than the one with everything.
        room=lambda name: rooms[shown[name] if shown else None],
        visitor=f"kotae_visitor_{port}",
    )


def _together(apps: Iterable[FastAPI]) -> Starlette:
    """Return what starts and ends several applications as one."""
    several = tuple(apps)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in several:
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    return Starlette(lifespan=running, routes=[route for app in several for route in app.routes])


def _application(page: Page, blocks: gr.Blocks, *, port: int) -> FastAPI:
    desk, app = page.desk, FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_page_route(app, desk.pictures)
    app.add_middleware(WithParcels, folder=Path(gr.__file__).parent / "templates" / "frontend" / "assets")
    app.add_middleware(WithCurrent, state=FirstState(page, blocks))
    app.add_middleware(WithShell, shell=lambda: shell_html(empty=not desk.info.documents))
    with warnings.catch_warnings():
        # It says so of every app with two pages, though nobody asked for that mode.
        warnings.filterwarnings("ignore", message="SSR mode is not supported", category=UserWarning)
        return _mounted(app, desk, blocks, port=port)


def _mounted(app: FastAPI, desk: Desk, blocks: gr.Blocks, *, port: int) -> FastAPI:
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        server_port=port,
        show_error=False,
        max_file_size=desk.max_upload_mb * 1_000_000,
        allowed_paths=[],
        blocked_paths=[str(path) for path in desk.private_paths()],
        auth_dependency=lambda request: str(request.scope.get(SIGNED_IN, "")),
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        pwa=False,
        ssr_mode=False,
        mcp_server=False,  # `kotae mcp` is the one there is
        theme=page_theme(),
        head=page_head(),
    )
    return mounted


def _end_streams(app: ASGIApp) -> None:
    """Let the streams that keep sessions alive end, so that the server needn't wait for them."""
    for route in getattr(app, "routes", ()):
        if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
            route.app.stop_event.set()


def _wait_for_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    end = time.monotonic() + _START_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise ServerError("The page's server didn't start; the lines above say why.")
        time.sleep(0.01)
