"""``kotae evaluate``: figures for a set of questions, on the terminal, as JSON, in a folder.

Retrieval by default; with ``--answers``, whole answers against the set's reference answers.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kotae.cli import options
from kotae.cli.progress import ProgressLine
from kotae.config import Settings
from kotae.new_file import check_new_folder
from kotae.serialise import json_text

__all__ = ["evaluate"]


def evaluate(
    dataset: Annotated[
        Path,
        typer.Argument(
            help="Folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.", show_default=False
        ),
    ],
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            help="Folder to keep the set's index in, reused by the next run; a temporary one by default.",
            show_default=False,
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus",
            help="Folder of the documents that were judged, for a set without corpus.jsonl.",
            show_default=False,
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            help="New or empty folder to write figures and a plot of recall (of refusals with --answers) to.",
            show_default=False,
        ),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            "--compare",
            metavar="RUN",
            help="Folder of an earlier --save: show paired differences with 95 % intervals.",
            show_default=False,
        ),
    ] = None,
    answers: Annotated[
        bool,
        typer.Option(
            "--answers",
            help="Measure answers, citations and refusals against the set's reference answers instead.",
        ),
    ] = False,
    generate: Annotated[
        bool | None,
        typer.Option(
            "--generate/--no-generate",
            help="With --answers: write the answers with the local language model.",
            show_default=False,
        ),
    ] = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Ask every question of the set and print how well its documents were found, or it was answered."""
    if answers and compare is not None:
        raise options.apart("--answers", "--compare")
    if generate is not None and not answers:
        raise options.needs("--generate", "--answers")
    if save is not None:
        check_new_folder(save)
    settings = Settings.load(config)
    if answers:
        _answers(dataset, settings, index, corpus, save, generate=generate, as_json=as_json)
    else:
        _retrieval(dataset, settings, index, corpus, save, compare, as_json=as_json)


def _retrieval(
    dataset: Path,
    settings: Settings,
    index: Path | None,
    corpus: Path | None,
    save: Path | None,
    compare: Path | None,
    *,
    as_json: bool,
) -> None:
    from kotae.evaluation import report
    from kotae.evaluation import runner as evaluation
    from kotae.evaluation.dataset import load_dataset

    earlier = evaluation.load_scores(compare) if compare else None
    with ProgressLine(sys.stderr) as progress:
        found = evaluation.evaluate(
            load_dataset(dataset), settings=settings, index=index, corpus=corpus, progress=progress
        )
    rows = evaluation.compare(found.scores, earlier) if earlier is not None else None
    if save is not None:
        report.save(found, save)
    if as_json:
        summary = report.summary(found) | ({"comparison": rows} if rows is not None else {})
        typer.echo(json_text(summary))
        return
    typer.echo(report.table(found))
    if rows is not None:
        typer.echo(report.comparison_table(rows))


def _answers(
    dataset: Path,
    settings: Settings,
    index: Path | None,
    corpus: Path | None,
    save: Path | None,
    *,
    generate: bool | None,
    as_json: bool,
) -> None:
    from kotae.evaluation import answer_report as report
    from kotae.evaluation.answers import evaluate_answers
    from kotae.evaluation.dataset import load_dataset

    with ProgressLine(sys.stderr) as progress:
        found = evaluate_answers(
            load_dataset(dataset, need_qrels=False),
            settings=settings,
            index=index,
            corpus=corpus,
            generate=generate,
            progress=progress,
        )
    if save is not None:
        report.save_answers(found, save)
    typer.echo(json_text(report.answer_summary(found)) if as_json else report.answer_table(found))
