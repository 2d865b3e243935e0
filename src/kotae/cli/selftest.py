"""``kotae selftest``: a library tests itself, and says in plain words how well it answers."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from kotae.cli import options
from kotae.cli.progress import ProgressLine
from kotae.cli.terminal import printable
from kotae.errors import user_language
from kotae.messages import translate
from kotae.serialise import JsonValue, json_text, to_json

if TYPE_CHECKING:
    from kotae.pipeline import KnowledgeBase
    from kotae.selftest import Health

__all__ = ["selftest"]


def selftest(
    index: options.Indexes = None,
    where: options.WhereConditions = None,
    questions: Annotated[
        int, typer.Option("--questions", min=0, help="Ask at most this many questions.")
    ] = 200,
    apply: Annotated[
        bool, typer.Option("--apply", help="Use the threshold that is proposed, for this library.")
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Go back to the usual threshold; nothing is tested.")
    ] = False,
    max_documents: options.MaxDocuments = None,
    max_seconds: options.MaxSeconds = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Ask, and print what came of it; exit code 0 however well the library does. Ctrl-C shows what was found by then."""
    from kotae.config import Settings
    from kotae.gathering import Budget
    from kotae.pipeline import open_index
    from kotae.selftest import said

    if apply and reset:
        raise options.apart("--apply", "--reset")
    conditions = options.where_of(where)
    with open_index(options.indexes_of(index), settings=Settings.load(config)) as knowledge:
        if reset:
            knowledge.use_threshold(None, where=conditions)
            typer.echo(printable(translate("The usual threshold is used again.", user_language())))
            return
        with ProgressLine(sys.stderr) as line, interruptible() as interrupted:
            health = knowledge.selftest(
                questions=questions,
                where=conditions,
                budget=Budget(documents=max_documents, seconds=max_seconds),
                progress=lambda told: line(told.stage, told.done, told.total),
                stopped=interrupted,
            )
        if apply:
            _apply(knowledge, health, conditions)
    if as_json:
        words: dict[str, JsonValue] = {spoken: list(said(health, spoken)) for spoken in ("ja", "en")}
        typer.echo(json_text({**_fields(health), "said": words}))
    else:
        typer.echo(printable("\n".join(said(health, user_language()))))

    if interrupted():
        raise typer.Exit(130)


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Take Ctrl-C as a wish to stop, as long as the context lasts, and give what tells whether it came."""
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _fields(health: "Health") -> dict[str, JsonValue]:
    found = to_json(health)
    return found if isinstance(found, dict) else {}


def _apply(knowledge: "KnowledgeBase", health: "Health", conditions: dict[str, object] | None) -> None:
    """Use what is proposed; the reasons are kept with it."""
    spoken = user_language()
    if health.proposal is None:
        typer.echo(
            printable(translate("No other threshold is proposed, so nothing was changed.", spoken)), err=True
        )
        return
    known = {
        "questions": len(health.tested),
        "proposal": to_json(health.proposal),
        "before": health.threshold,
    }
    knowledge.use_threshold(health.proposal.threshold, known=known, where=conditions)
    typer.echo(
        printable(f"{translate('Used from now on', spoken)}: {health.proposal.threshold:.2f}"), err=True
    )
