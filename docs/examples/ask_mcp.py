"""Call the MCP tools of a running kotae page.

Needs ``pip install 'kotae[mcp]'`` here and where the page runs.
Usage: ``python ask_mcp.py ADDRESS QUESTION``
"""

import asyncio
import sys

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client


async def main(address: str, question: str) -> None:
    """Print the names of the tools, then what ``ask`` answers."""
    async with (
        streamablehttp_client(f"{address.rstrip('/')}/gradio_api/mcp/") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        print("tools:", ", ".join(sorted(tool.name for tool in tools.tools)))
        ask = next(tool.name for tool in tools.tools if tool.name.endswith("ask"))
        result = await session.call_tool(ask, {"question": question})
        for part in result.content:
            print(getattr(part, "text", part))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
