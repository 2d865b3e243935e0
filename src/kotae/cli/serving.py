"""``kotae serve``: the page for people, or with ``--api`` the API for programs; ``kotae token`` for the page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kotae.cli import options
from kotae.cli.sample import begin_empty, offer_sample
from kotae.cli.terminal import printable
from kotae.errors import ServerError, user_language
from kotae.messages import marked, translate
from kotae.serialise import json_text

if TYPE_CHECKING:
    from kotae.config import Settings
    from kotae.network.token import Token

__all__ = ["announce", "serve", "token"]

AuthFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="File with one name:password per line; or set KOTAE_AUTH.", show_default=False),
]


def announce(what: str, address: str, *, token: "Token | None" = None, as_json: bool) -> None:
    """Say where something is served, and the token if it was made for this run.

    Args:
        what: Such as ``"The page is at"``.
        address: Its address.
        token: What a program must send; one that was given is not repeated.
        as_json: One JSON object instead of a sentence.
    """
    shown = token.value if token is not None and token.made else None
    if as_json:
        typer.echo(json_text({"address": address} | ({"token": shown} if shown else {})))
        return
    spoken = user_language()
    stop = translate("Stop it with Ctrl-C.", spoken)
    typer.echo(f"{translate(what, spoken)} {address}  {stop}")
    if shown:
        typer.echo(f"{translate('Token for this run:', spoken)} {shown}")


def serve(
    index: options.Indexes = None,
    api: Annotated[
        bool,
        typer.Option(
            "--api", help="Serve the API alone (OpenAI's chat protocol and kotae's own) instead of the page."
        ),
    ] = False,
    api_port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Serve the API beside the page, on this port.", show_default=False
        ),
    ] = None,
    host: options.Host = "127.0.0.1",
    port: options.Port = 7860,
    auth_file: AuthFile = None,
    groups_file: Annotated[
        Path | None,
        typer.Option(
            help="File that says which documents each signed-in name is shown; see docs/permissions.md.",
            show_default=False,
        ),
    ] = None,
    token_file: options.TokenFile = None,
    max_upload_mb: Annotated[
        int, typer.Option(min=1, max=2000, help="Largest file that may be uploaded, in megabytes.")
    ] = 20,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Follow the folders of documents and update after every change."),
    ] = False,
    allow_origin: options.AllowOrigin = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Serve until Ctrl-C."""
    from kotae.config import Settings

    settings = Settings.load(config)
    opened = options.indexes_of(index)
    if isinstance(opened, Path):
        offer_sample(opened, settings=settings)
        _begin(opened, settings=settings, chosen=bool(index), api=api)
    from kotae.api import ApiSettings, api_beside, serve_api

    origins = tuple(allow_origin or ())
    api_port = port if api and api_port is None else api_port
    programs = ApiSettings(host=host, port=api_port or 0, token_file=token_file, allow_origins=origins)

    def tell_programs(address: str, token: "Token") -> None:
        announce(marked("The API is at"), f"{address}/v1", token=token, as_json=as_json)

    if api and groups_file is not None:
        raise ServerError(
            "--groups-file is for the page, where names sign in; for programs write conditions behind each token in the "
            "file of --token-file (docs/permissions.md)."
        )
    if api:
        serve_api(opened, settings=settings, server=programs, announce=tell_programs)
        return
    from kotae.ui import ServerSettings, serve_page

    serve_page(
        opened,
        settings=settings,
        server=ServerSettings(
            host=host,
            port=port,
            auth_file=auth_file,
            groups_file=groups_file,
            max_upload_mb=max_upload_mb,
            follow=watch,
            allow_origins=origins,
        ),
        announce=lambda address: announce(marked("The page is at"), address, as_json=as_json),
        tell=lambda line: typer.echo(printable(line), err=True),
        beside=None if api_port is None else lambda kb: api_beside(kb, programs, tell_programs),
    )


def _begin(opened: Path, *, settings: "Settings", chosen: bool, api: bool) -> None:
    """Begin an empty library for the page where nothing is there; one that was named must be there."""
    folder = None if chosen or api else begin_empty(opened, settings=settings)
    if folder is not None:
        said = translate(
            "An empty library was begun; what is dropped on the page is kept in", user_language()
        )
        typer.echo(f"{said} {folder.resolve()}", err=True)


def token(
    name: Annotated[str, typer.Argument(help="A name of the sign-in file.", show_default=False)],
    auth_file: AuthFile = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
) -> None:
    """Print one line."""
    from kotae.ui.server.serving import ServerSettings, token_of

    written = token_of(ServerSettings(auth_file=auth_file), name)
    typer.echo(json_text({"token": written}) if as_json else written)
