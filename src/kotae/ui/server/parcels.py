"""The scripts and styles of Gradio's page, straight from memory: a page needs eighty, and Gradio takes milliseconds for each.

Their names hold a digest of what is in them, so a browser that has one needn't ask for it again.
"""

import mimetypes
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["WithParcels"]

_NAMED: Final = re.compile(r"/assets/([\w-]+-[\w-]{8}\.(?:js|css))", re.ASCII)
_FOREVER: Final = {"cache-control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class WithParcels:
    """Middleware that answers for such files, and leaves everything else as it is.

    Attributes:
        app: What it stands before.
        folder: Where the files lie.
    """

    app: ASGIApp
    folder: Path
    _kept: dict[str, bytes] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass a request on."""
        asked = (
            _NAMED.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        )
        content = self._content(asked[1]) if asked else None
        if asked is None or content is None:
            await self.app(scope, receive, send)
            return
        kind = mimetypes.types_map[f".{asked[1].rpartition('.')[2]}"]
        await Response(content, media_type=kind, headers=_FOREVER)(scope, receive, send)

    def _content(self, name: str) -> bytes | None:
        """Return a file's content; None where there is none of this name. There are some hundred, which are kept."""
        path = self.folder / name
        if name not in self._kept and path.is_file():
            self._kept[name] = path.read_bytes()
        return self._kept.get(name)
