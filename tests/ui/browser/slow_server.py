"""Serves a page that writes its answers slowly, to be killed: ``python -m tests.ui.browser.slow_server FOLDER PORT``."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.records import Event, HitsEvent, StageEvent, TextEvent
from kotae.ui.server.serving import ServerSettings, served
from tests.ui.browser.scripted import ScriptedDesk


def slowly(question: str, events: Iterator[Event]) -> Iterator[Event]:
    """Yield the events of an answer with a long draft before its first sentence."""
    for event in events:
        if isinstance(event, HitsEvent):
            yield event
            yield StageEvent(stage="writing")
            for number in range(1200):
                yield TextEvent(text=f"語{number} ")
                time.sleep(0.1)
        else:
            yield event


def main() -> None:
    """Build the index and serve until killed."""
    root, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(root / "corpus", root / "index", settings=settings)
    with ScriptedDesk.open(root / "index", settings=settings) as desk:
        desk.script = slowly
        with served(desk, ServerSettings(port=port), []) as address:
            sys.stdout.write(f"{address}\n")
            sys.stdout.flush()
            time.sleep(600)


if __name__ == "__main__":
    main()
