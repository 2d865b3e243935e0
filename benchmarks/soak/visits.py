"""Load the page again and again in sessions of their own, and watch the memory of its server.

Run from the repository: ``python -m benchmarks.soak.visits [--loads 200] [--closing] [--most 200]``. With ``--closing`` each tab
is closed in order, so that its heartbeat ends; ``--most`` is how many sessions the page keeps.
"""

import argparse
import gc
import os
import tempfile
from pathlib import Path
from typing import Any

import httpx

from benchmarks.soak.run import resident_mb
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.ui import app
from kotae.ui.desk import Desk
from kotae.ui.server.serving import ServerSettings, served

_WARM = 20
_ON_LOADING = ("loaded", "restored", "suggested", "read")


def main() -> None:
    """Load, and print one Markdown row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=200)
    parser.add_argument("--closing", action="store_true")
    parser.add_argument("--most", type=int, default=app.MOST_SESSIONS)
    arguments = parser.parse_args()
    app.MOST_SESSIONS = arguments.most  # type: ignore[misc]  # what is compared
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build(Path("corpus"), index, settings=settings)
        with (
            Desk.open(index, settings=settings) as desk,
            served(desk, ServerSettings(port=0), []) as address,
            httpx.Client(base_url=address, timeout=120) as client,
        ):
            client.get("/")
            events = [
                one
                for one in client.get("/config").json()["dependencies"]
                if str(one["api_name"]).startswith(_ON_LOADING)
            ]
            for number in range(_WARM):
                _load(client, events, number, closing=arguments.closing)
            gc.collect()
            before = resident_mb(os.getpid())
            for number in range(_WARM, _WARM + arguments.loads):
                _load(client, events, number, closing=arguments.closing)
            gc.collect()
            grown = resident_mb(os.getpid()) - before
    print("| loads | closed in order | sessions kept | grown MB | MB a load |\n|---|---|---|---|---|")
    closed = "yes" if arguments.closing else "no"
    print(
        f"| {arguments.loads} | {closed} | {arguments.most} | {grown:.0f} | {grown / arguments.loads:.2f} |"
    )


def _load(client: httpx.Client, events: list[dict[str, Any]], number: int, *, closing: bool) -> None:
    """Send what the page sends when it is loaded, in a session of its own."""
    session, own = f"session {number}", {"origin": str(client.base_url).rstrip("/")}
    for event in events:
        data: list[object] = [None] * len(event["inputs"])
        if event["api_name"] == "loaded":
            data = ["ja", ""]
        body = {"data": data, "fn_index": event["id"], "session_hash": session}
        client.post("/gradio_api/run/predict", json=body, headers=own).raise_for_status()
    if closing:
        with client.stream("GET", f"/gradio_api/heartbeat/{session}") as beating:
            next(beating.iter_lines())


if __name__ == "__main__":
    main()
