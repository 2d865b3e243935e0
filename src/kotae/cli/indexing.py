"""``kotae index``."""

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kotae.cli import options
from kotae.cli.output import report_text
from kotae.cli.terminal import printable
from kotae.errors import KotaeError, user_language
from kotae.messages import translate
from kotae.serialise import json_text, to_json

if TYPE_CHECKING:
    from kotae.records import BuildReport

__all__ = ["index"]


def index(
    corpus: options.Corpus = None,
    index: options.Built = str(options.DEFAULT_INDEX),
    sample: Annotated[
        bool, typer.Option("--sample", help="Copy the sample library into the folder corpus, and index that.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running: follow the folder and update after every change.")
    ] = False,
    allow_shrink: Annotated[
        bool,
        typer.Option(
            "--allow-shrink",
            help="Let documents leave the index though their folder or disk seems to be gone.",
        ),
    ] = False,
    ray: options.Ray = None,
    earlier: options.Earlier = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Build, showing progress on standard error."""
    from kotae.cli.progress import ProgressLine
    from kotae.config import Settings
    from kotae.pipeline import build

    if sample:
        from kotae.cli.sample import copy_sample
        from kotae.pipeline.builds.elsewhere import is_elsewhere

        if is_elsewhere(corpus):
            raise typer.BadParameter(
                translate("The sample library is copied into a folder; name one.", user_language()),
                param_hint="--sample",
            )

        corpus = str(copy_sample(Path(corpus or "corpus")))
    if watch and ray is not None:
        raise options.apart("--ray", "--watch")
    if watch and earlier is not None:
        raise options.apart("--from", "--watch")
    if watch:
        from kotae.cli.watching import follow

        follow(
            corpus,
            index,
            settings=Settings.load(config),
            say=_say_outcome(as_json),
            allow_shrink=allow_shrink,
        )
        return
    # Ray writes what becomes of its processes to standard output, which is for the report.
    with ProgressLine(sys.stderr) as progress, redirect_stdout(sys.stderr):
        report = build(
            corpus,
            index,
            settings=Settings.load(config),
            progress=progress,
            allow_shrink=allow_shrink,
            ray=ray,
            earlier=earlier,
        )
    typer.echo(json_text(to_json(report)) if as_json else report_text(report, user_language()))


def _say_outcome(as_json: bool) -> "Callable[[BuildReport | KotaeError], None]":
    """Return what shows each build of a watch: one JSON object, or text."""

    def show(outcome: "BuildReport | KotaeError") -> None:
        if isinstance(outcome, KotaeError):
            typer.echo(json_text({"error": str(outcome)}) if as_json else printable(f"kotae: {outcome}"))
        elif as_json:
            typer.echo(json_text(to_json(outcome)))
        else:
            typer.echo(f"{report_text(outcome, user_language())}\n")

    return show
