"""The page's MCP server: the same two functions as tools, over streamable HTTP.

It stands behind the same guard as everything else, so a program signs in here as it does there.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Receive, Scope, Send

import kotae
from kotae.errors import KotaeError
from kotae.pipeline.inputs import AskInput, RetrieveInput
from kotae.ui import programs
from kotae.ui.desk import Desk

__all__ = ["Tools"]

_DESCRIPTIONS = {
    "retrieve": "Find the passages of the user's documents that best match a question, best first.",
    "ask": "Answer a question from the user's documents, every sentence with its exact sources.",
}


class Tools:
    """An ASGI application with the tools ``retrieve`` and ``ask``."""

    def __init__(self, desk: Desk) -> None:
        self._functions: dict[str, Callable[..., Any]] = {"retrieve": programs.retrieve, "ask": programs.ask}
        self._desk = desk
        server: Server[Any, Any] = Server("kotae", version=kotae.__version__)
        # The library leaves its decorators untyped.
        server.list_tools()(self._list)  # type: ignore[no-untyped-call]
        server.call_tool(validate_input=False)(self._call)
        # Host and origin are checked by the guard.
        self._manager = StreamableHTTPSessionManager(app=server, json_response=True, stateless=True)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer requests within the context."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._manager.handle_request(scope, receive, send)

    async def _list(self) -> list[types.Tool]:
        schemas = {"retrieve": RetrieveInput.model_json_schema(), "ask": AskInput.model_json_schema()}
        return [
            types.Tool(
                name=name,
                description=_DESCRIPTIONS[name],
                inputSchema=schema,
                annotations=types.ToolAnnotations(readOnlyHint=True, openWorldHint=False),
            )
            for name, schema in schemas.items()
        ]

    async def _call(self, name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        function = self._functions.get(name)
        if function is None:
            return _told(
                f"there is no tool {name[:80]!r} / {name[:80]!r} というツールはありません", wrong=True
            )
        try:
            found = await anyio.to_thread.run_sync(lambda: function(self._desk, **arguments))
        except KotaeError as error:
            return _told(f"{error.en} / {error.ja}", wrong=True)
        return _told(json.dumps(found, ensure_ascii=False))


def _told(said: str, *, wrong: bool = False) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=said)], isError=wrong)
