"""``kotae conflicts``: where papers contradict one another, both sides with their places."""

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kotae.cells import cell_place
from kotae.cli import options
from kotae.cli.progress import ProgressLine
from kotae.cli.terminal import printable
from kotae.errors import user_language
from kotae.messages import marked, translate
from kotae.serialise import json_text, to_json

if TYPE_CHECKING:
    from kotae.conflicts import Conflict, Conflicts, Difference, Side

__all__ = ["conflicts"]

_QUOTE_CHARS: Final = 200


def conflicts(
    index: options.Indexes = None,
    where: options.WhereConditions = None,
    differences: Annotated[
        bool,
        typer.Option(
            "--differences", help="Also show what only looks like a contradiction, and why it is none."
        ),
    ] = False,
    dismiss: Annotated[
        str | None,
        typer.Option(
            "--dismiss",
            metavar="ID",
            help="Leave this contradiction out from now on, until one of its documents says something else.",
            show_default=False,
        ),
    ] = None,
    restore: Annotated[
        str | None,
        typer.Option(
            "--restore", metavar="ID", help="Show this dismissed contradiction again.", show_default=False
        ),
    ] = None,
    max_documents: options.MaxDocuments = None,
    max_seconds: options.MaxSeconds = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Print the contradictions, the surest first, and what was read; exit code 0 whether there are any or not."""
    from kotae.config import Settings
    from kotae.gathering import Budget
    from kotae.pipeline import open_index

    if dismiss is not None and restore is not None:
        raise options.apart("--dismiss", "--restore")
    conditions = options.where_of(where)
    with open_index(options.indexes_of(index), settings=Settings.load(config)) as knowledge:
        if (chosen := dismiss or restore) is not None:
            knowledge.dismiss_conflict(chosen, again=restore is not None, where=conditions)
            said = marked("Dismissed") if restore is None else marked("Shown again")
            typer.echo(printable(f"{translate(said, user_language())}: {chosen}"))
            return
        with ProgressLine(sys.stderr) as line:
            found = knowledge.conflicts(
                where=conditions,
                budget=Budget(documents=max_documents, seconds=max_seconds),
                progress=lambda told: line(told.stage, told.done, told.total),
            )
    if as_json:
        typer.echo(json_text(to_json(found)))
    else:
        typer.echo(_text(found, user_language(), differences=differences))


def _text(found: "Conflicts", spoken: str, *, differences: bool) -> str:
    """The contradictions with both sides, the differences where they are wanted, and what was read, for people."""
    from kotae.conflicts.said import KINDS, REASONS

    lines: list[str] = []
    for number, one in enumerate(found.conflicts, start=1):
        lines.append(f"{number}. {KINDS[one.kind].text(spoken)}  ({one.id})")
        lines += _sides(one, spoken)
    if not found.conflicts:
        lines.append(translate("No contradiction was found.", spoken))
    if differences:
        for different in found.differences:
            lines.append(f"-  {REASONS[different.reason].text(spoken)}")
            lines += _sides(different, spoken)
    sure = found.certificate
    counts = [
        (marked("documents in scope"), sure.in_scope),
        (marked("read"), sure.read),
        (marked("not readable"), len(sure.unread)),
        (marked("left out"), sure.left_out),
        (marked("pairs compared"), found.pairs),
        (marked("pairs left"), found.undecided),
        (marked("differences without contradiction"), len(found.differences)),
        (marked("dismissed"), len(found.dismissed)),
    ]
    lines.append("-- " + ", ".join(f"{translate(word, spoken)} {count:,}" for word, count in counts))
    lines += [f"   {one.path}: {one.reason(spoken)}" for one in sure.unread]
    return printable("\n".join(lines))


def _sides(one: "Conflict | Difference", spoken: str) -> list[str]:
    from kotae.conflicts.said import side_names

    return [
        f"   {name.text(spoken)}: {_said(side, spoken)}"
        for name, side in zip(side_names(one), one.sides, strict=True)
    ]


def _said(side: "Side", spoken: str) -> str:
    citation = side.citation
    quote = " ".join(citation.quote.split())[:_QUOTE_CHARS]
    place = cell_place(citation.cells, spoken)
    date = f" {side.date}" if side.date else ""
    return f"{quote}  [{citation.document.path}{f' {place}' if place else ''}{date}]"
