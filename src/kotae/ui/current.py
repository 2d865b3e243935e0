"""The page's first state, sent before its first event: of the library as it is now, not as it was when the server began.

Gradio makes it once. What was taken out of the library since then would be named in it, and offered, until the next start.
"""

import threading
from dataclasses import dataclass, field
from typing import Final

import gradio as gr
from anyio import to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from kotae.errors import user_language
from kotae.ui.filter_controls import set_choices
from kotae.ui.library.tab import set_libraries
from kotae.ui.parts import Page

__all__ = ["FirstState", "WithCurrent"]

# Where the first state is sent.
_PATHS: Final = frozenset({"", "/config", "/reader"})


@dataclass(slots=True)
class FirstState:
    """Keeps the first state of one page up to date.

    Attributes:
        page: Its components.
        blocks: What Gradio sends.
    """

    page: Page
    blocks: gr.Blocks
    _shown: object = field(init=False)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._shown = self._seen()

    def renew(self) -> None:
        """Make it anew where the library has changed since it was made."""
        with self._making:
            if (seen := self._seen()) == self._shown:
                return
            self.page.labels.apply(user_language())
            set_choices(self.page)
            set_libraries(self.page)
            self.blocks.config = self.blocks.get_config_file()
            self._shown = seen

    def _seen(self) -> object:
        desk = self.page.desk
        libraries = desk.libraries.values() or (desk,)
        skipped = [library.info.skipped for library in libraries]
        return desk.documents(), list(desk.libraries), desk.library_names, skipped


@dataclass(frozen=True, slots=True)
class WithCurrent:
    """Middleware that has the first state renewed before it is sent.

    Attributes:
        app: What it stands before.
        state: What is renewed.
    """

    app: ASGIApp
    state: FirstState

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["path"].rstrip("/") in _PATHS:
            await to_thread.run_sync(self.state.renew)
        await self.app(scope, receive, send)
