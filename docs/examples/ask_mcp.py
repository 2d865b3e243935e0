"""Call the MCP tools of a running kotae page.

Needs ``pip install 'kotae[mcp]'`` here and where the page runs. Where the page asks for a sign-in,
put the token that ``kotae token NAME`` prints into the variable ``KOTAE_TOKEN``.
Usage: ``python ask_mcp.py ADDRESS QUESTION``
"""

import asyncio
import os
import sys

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client


async def main(address: str, question: str, token: str) -> None:
    """Print the names of the tools, then what ``ask`` answers."""
    headers = {"Authorization": f"Bearer {token}"} if token else None
    async with (
        streamablehttp_client(f"{address.rstrip('/')}/gradio_api/mcp/", headers=headers) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        print("tools:", ", ".join(sorted(tool.name for tool in tools.tools)))
        result = await session.call_tool("ask", {"question": question})
        for part in result.content:
            print(getattr(part, "text", part))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], os.environ.get("KOTAE_TOKEN", "")))
