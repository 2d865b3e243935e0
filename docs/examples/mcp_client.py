"""Ask over MCP; the client starts ``kotae mcp`` itself. Usage: ``python mcp_client.py INDEX QUESTION``."""

import asyncio
import os
import sys

from mcp.client.stdio import StdioServerParameters

from mcp import Client


async def main(index: str, question: str) -> None:
    """Print the names of the tools, then the answer and its sources."""
    command = ["-m", "kotae", "mcp", "--index", index]
    async with Client(
        StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
    ) as client:
        print("tools:", ", ".join(sorted(tool.name for tool in (await client.list_tools()).tools)))
        answer = (await client.call_tool("ask", {"question": question})).structured_content
        print(answer["text"])
        for source in answer["sources"]:
            print(f"[{source['number']}] {source['document']['path']} {source['start']}-{source['end']}")


asyncio.run(main(sys.argv[1], sys.argv[2]))
