"""Ask over MCP: ``python mcp_client.py INDEX QUESTION`` starts ``kotae mcp`` itself.

One that runs (``kotae mcp --http``) is asked at its address, with its token in ``KOTAE_TOKEN``:
``python mcp_client.py http://127.0.0.1:7861/mcp QUESTION``.
"""

import asyncio
import os
import sys

import httpx2
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from mcp import Client


async def main(where: str, question: str) -> None:
    """Ask a server that is started here, or one that runs."""
    if where.startswith("http"):
        token = {"Authorization": f"Bearer {os.environ['KOTAE_TOKEN']}"}
        async with httpx2.AsyncClient(headers=token, timeout=60) as http:
            await ask(Client(streamable_http_client(where, http_client=http)), question)
    else:
        command = ["-m", "kotae", "mcp", "--index", where]
        await ask(
            Client(StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))),
            question,
        )


async def ask(server: Client, question: str) -> None:
    """Print the names of the tools, then the answer and its sources."""
    async with server as client:
        print("tools:", ", ".join(sorted(tool.name for tool in (await client.list_tools()).tools)))
        answer = (await client.call_tool("ask", {"question": question})).structured_content
        print(answer["text"])
        for source in answer["sources"]:
            print(f"[{source['number']}] {source['document']['path']} {source['start']}-{source['end']}")


asyncio.run(main(sys.argv[1], sys.argv[2]))
