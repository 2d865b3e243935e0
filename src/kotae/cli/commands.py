"""The commands, each parse → call → print."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kotae import __version__
from kotae.cli import options
from kotae.cli.conflicts import conflicts
from kotae.cli.evaluating import evaluate
from kotae.cli.gathering import gather
from kotae.cli.indexing import index
from kotae.cli.mcp import mcp
from kotae.cli.models import models
from kotae.cli.output import answer_text, awaited, hits_text
from kotae.cli.proving import HashesOnly, ProofFile, ProofWish, SigningKey, verify
from kotae.cli.selftest import selftest
from kotae.cli.serving import serve, token
from kotae.cli.terminal import printable
from kotae.cli.training import train_bridge
from kotae.errors import user_language
from kotae.messages import translate
from kotae.serialise import JsonValue, hit_fields, json_text, to_json

if TYPE_CHECKING:
    from kotae.pipeline import KnowledgeBase
    from kotae.pipeline.opened.roots import Root
    from kotae.records import Answer

__all__ = ["application", "command"]

application = typer.Typer(
    name="kotae",
    help="Ask your own documents in Japanese or English; every sentence points at its source.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def command(language: str) -> Callable[..., Any]:
    """Return the whole command line with its help in ``"ja"`` or ``"en"``."""
    group: Any = typer.main.get_command(application)
    for part in (group, *group.commands.values()):
        part.help = translate(part.help or "", language)
        part.short_help = part.help
        part.options_metavar = part.options_metavar and "[OPTIONS]"
        for parameter in part.params:
            parameter.help = translate(parameter.help or "", language)
        part.get_help_option(typer.Context(part)).help = translate("Show this message and exit.", language)
    return group  # type: ignore[no-any-return]  # typer's own command classes are private


def say(text: str) -> None:
    """Write a line for people, or of JSON, to standard output."""
    typer.echo(text)


def say_json(value: JsonValue) -> None:
    """Write one JSON object as one line, Japanese as it is."""
    typer.echo(json_text(value))


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"kotae {__version__}")
        raise typer.Exit


@application.callback()
def _program(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
    language: options.MessageLanguage = None,
) -> None:
    """Hold the options that belong to no command."""


application.command(help="Build or update the index of a folder of documents.")(index)


@application.command(help="Find the passages that best match a question.")
def search(
    question: options.Question,
    index: options.Indexes = None,
    top_k: options.TopK = 5,
    only_language: options.OnlyLanguages = None,
    only_document: options.OnlyDocuments = None,
    where: options.WhereConditions = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Print the hits, best first."""
    from kotae.pipeline.federated.left_out import left_out_text

    with _opened(options.indexes_of(index), config) as knowledge:
        found = knowledge.search(
            question,
            top_k=top_k,
            languages=only_language or None,
            documents=only_document or None,
            where=options.where_of(where),
        )
    if found.left_out:
        typer.echo(printable(left_out_text(found.left_out, user_language())), err=True)
    if not as_json:
        say(hits_text(found.hits, user_language()))
        return
    for rank, hit in enumerate(found.hits, start=1):
        say_json(hit_fields(rank, hit))


@application.command(help="Answer a question from the documents, with exact sources.")
def ask(
    question: options.Question,
    index: options.Indexes = None,
    top_k: options.TopK = 5,
    generate: Annotated[
        bool | None,
        typer.Option(
            "--generate/--no-generate",
            help="Write the answer with the local language model, checked against the sources.",
            show_default=False,
        ),
    ] = None,
    only_language: options.OnlyLanguages = None,
    only_document: options.OnlyDocuments = None,
    where: options.WhereConditions = None,
    proof: ProofFile = None,
    hashes_only: HashesOnly = False,
    sign: SigningKey = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Print the answer, or that the documents don't hold one (exit code 0 as well)."""
    wish = ProofWish.of(proof, hashes=hashes_only, sign=sign)
    with _opened(options.indexes_of(index), config) as knowledge:
        events = knowledge.stream(
            question,
            top_k=top_k,
            generate=generate,
            languages=only_language or None,
            documents=only_document or None,
            where=options.where_of(where),
        )
        answer = awaited(events)
        if as_json:
            say_json(to_json(answer))
        else:
            say(answer_text(answer, user_language()) + _offer(question, answer, user_language()))
        if wish is not None:
            wish.write(knowledge, answer)


def _offer(question: str, answer: "Answer", language: str) -> str:
    """Where a question asks for all there is, the command that goes through every document; else nothing."""
    from kotae.question import asks_for_all

    if not asks_for_all(question) or answer.form == "summary":
        return ""
    said = translate("This question asks for everything; an answer quotes only the best place.", language)
    if answer.form == "documents":
        said = translate(
            "These were found by searching. To be sure of all of them, have every document read.", language
        )
    return f"\n\n{said}\n    kotae gather {printable(shlex.quote(question))}"


application.command(help="List, count or add up everything that fits a question (experimental).")(gather)
application.command(help="Show where documents contradict one another, with both places (experimental).")(
    conflicts
)
application.command(
    help="Let the library test itself: how well it answers, and what to improve (experimental)."
)(selftest)
application.command(help="Check a proof against the documents, without index and network.")(verify)
application.command(help="Serve the chat page, or the API for programs.")(serve)
application.command(help="Print the token that a program signs in with instead of a name's password.")(token)
application.command(help="Serve tools and documents to assistants, over the Model Context Protocol.")(mcp)


@application.command(help="Check the environment, the models, the dictionary and the index.")
def doctor(
    index: options.Index = options.DEFAULT_INDEX,
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild what can be rebuilt from the documents.")
    ] = False,
    corpus: Annotated[
        Path | None,
        typer.Option(
            help="Folder of documents to repair the index from; by default the one it was built from.",
            show_default=False,
        ),
    ] = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Print one line per check; exit code 1 where something needed is missing."""
    from kotae.cli.doctor import run_checks

    spoken = user_language()
    failed = False
    for check in run_checks(index, config, repair=repair, corpus=corpus):
        failed = failed or check.status == "problem"
        say_json(to_json(check)) if as_json else say(check.line(spoken))
    if failed:
        raise typer.Exit(1)


application.command(help="Show the models kotae knows; fetch, check or remove one.")(models)
application.command(help="Measure retrieval or answers on an evaluation set in the BEIR layout.")(evaluate)
application.command(
    name="train-bridge", help="Train the table of translations on your own translated sentences."
)(train_bridge)


@application.command(help="Export the page's feedback as an evaluation set for kotae evaluate.")
def feedback(
    folder: Annotated[
        Path, typer.Argument(help="Folder to write the evaluation set to.", show_default=False)
    ],
    index: options.Index = options.DEFAULT_INDEX,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Write corpus.jsonl, queries.jsonl and qrels/test.tsv."""
    from kotae.ui.conversations.feedback import FeedbackStore

    with _opened(index, config) as knowledge:
        documents = {info.id: knowledge.document(info.id) for info in knowledge.documents()}
    written = FeedbackStore(index).export(folder, documents)
    if as_json:
        say_json({"folder": str(folder), "questions": written})
    else:
        say(f"{translate('Judged answers written', user_language())}: {written:,}")


def _opened(index: "Root | dict[str, Root]", config: Path | None) -> "KnowledgeBase":
    from kotae.config import Settings
    from kotae.pipeline import open_index

    return open_index(index, settings=Settings.load(config))
