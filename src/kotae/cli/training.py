"""``kotae train-bridge``: a translation table from the user's own translated sentences."""

from pathlib import Path
from typing import Annotated

import typer

from kotae.cli import options
from kotae.errors import user_language
from kotae.messages import marked, translate
from kotae.serialise import json_text

__all__ = ["train_bridge"]


def train_bridge(
    bitext: Annotated[
        list[Path],
        typer.Argument(
            help="JSONL files of translated sentences, with the fields en and ja.", show_default=False
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", help="New file to write the translation table to.", show_default=False)
    ],
    synonyms: Annotated[
        Path | None,
        typer.Option(
            "--synonyms",
            help="JSONL file of synonyms, with the lists ja and en; none by default.",
            show_default=False,
        ),
    ] = None,
    jmdict: Annotated[
        bool,
        typer.Option("--jmdict/--no-jmdict", help="Add the dictionary JMdict, for words the sentences lack."),
    ] = True,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
) -> None:
    """Train, write the table, and say how to use it."""
    from kotae.pipeline.builds import bridge_training

    table = bridge_training.train_bridge(bitext, output, synonyms=synonyms, jmdict=jmdict)
    counts = {"links": len(table), "ja": len(table.words("ja")), "en": len(table.words("en"))}
    path = output.resolve()
    if as_json:
        typer.echo(json_text({"output": str(path), "setting": "retrieval.bridge_table"} | counts))
        return
    spoken = user_language()
    for name, count in zip(
        (marked("Word pairs"), marked("Japanese words"), marked("English words")),
        counts.values(),
        strict=True,
    ):
        typer.echo(f"{translate(name, spoken)}: {count:,}")
    typer.echo(translate("To use it, write in kotae.toml:", spoken))
    typer.echo(f"\n[retrieval]\nbridge_table = {json_text(str(path))}")
