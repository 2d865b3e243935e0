"""kotae for assistants: tools and documents over the Model Context Protocol (``kotae[mcp]``)."""

from kotae.mcp.serving import McpSettings, serve_mcp

__all__ = ["McpSettings", "serve_mcp"]
