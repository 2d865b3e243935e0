"""``kotae mcp``: tools for assistants, over standard input and output or HTTP."""

from typing import Annotated

import typer

from kotae.cli import options
from kotae.cli.serving import announce
from kotae.messages import marked

__all__ = ["mcp"]


def mcp(
    index: options.Indexes = None,
    http: Annotated[
        bool, typer.Option("--http", help="Streamable HTTP instead of standard input and output.")
    ] = False,
    host: options.Host = "127.0.0.1",
    port: options.Port = 7861,
    token_file: options.TokenFile = None,
    allow_origin: options.AllowOrigin = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Serve until the client hangs up, or until Ctrl-C."""
    from kotae.config import Settings
    from kotae.mcp import McpSettings, serve_mcp

    serve_mcp(
        options.indexes_of(index),
        settings=Settings.load(config),
        server=McpSettings(
            http=http, host=host, port=port, token_file=token_file, allow_origins=tuple(allow_origin or ())
        ),
        announce=lambda address, token: announce(
            marked("The MCP server is at"), address, token=token, as_json=as_json
        ),
    )
