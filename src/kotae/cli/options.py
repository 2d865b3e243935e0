"""The options that several commands share, each worded once."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from kotae.pipeline.opened.roots import Root

__all__ = [
    "DEFAULT_INDEX",
    "AllowOrigin",
    "Built",
    "Config",
    "Corpus",
    "Earlier",
    "Host",
    "Index",
    "Indexes",
    "Json",
    "MessageLanguage",
    "OnlyDocuments",
    "OnlyLanguages",
    "Port",
    "Question",
    "Ray",
    "TokenFile",
    "TopK",
    "WhereConditions",
    "apart",
    "indexes_of",
    "needs",
    "where_of",
]

DEFAULT_INDEX = Path("index")


def apart(one: str, other: str) -> typer.BadParameter:
    """Return the error that two options exclude one another."""
    from kotae.messages import Message, user_language

    said = Message("{one} and {other} can't go together; leave one out.", one=one, other=other)
    return typer.BadParameter(said.text(user_language()))


def needs(one: str, other: str) -> typer.BadParameter:
    """Return the error that an option means nothing without another."""
    from kotae.messages import Message, user_language

    return typer.BadParameter(Message("{one} needs {other}.", one=one, other=other).text(user_language()))


def _known_language(value: str | None) -> str | None:
    """Refuse other languages; the choice itself was made before parsing, see ``main``."""
    if value not in (None, "ja", "en"):
        raise typer.BadParameter(f"{value!r}: ja, en")
    return value


def _folder(value: Path) -> Path:
    """Refuse the address of a library elsewhere where only a folder will do."""
    from kotae.messages import translate, user_language

    if re.match(r"(https?|milvus(\+tls)?):/", str(value), re.IGNORECASE):
        raise typer.BadParameter(translate("Name the folder of an index, not an address.", user_language()))
    return value


def indexes_of(given: list[str] | None) -> "Root | dict[str, Root]":
    """Return what ``--index`` options name: one folder or address, or those of several libraries by their names."""
    if not given:
        return DEFAULT_INDEX
    from kotae.federation.address import is_address as is_kotae
    from kotae.milvus.address import is_milvus

    def is_address(written: str) -> bool:
        return is_kotae(written) or is_milvus(written)

    if len(given) == 1 and not is_address(given[0]) and ("=" not in given[0] or Path(given[0]).exists()):
        return Path(given[0])
    from kotae.pipeline.opened.roots import named_roots

    named: dict[str, Root] = {}
    folders = []
    for written in given:
        name, sign, folder = written.partition("=")
        if is_address(written) or Path(written).exists() or not (name and sign and folder):
            folders.append(written)
        elif name in named:
            raise typer.BadParameter(f"{name!r} ×2", param_hint="--index")
        else:
            named |= named_roots({name: folder})
    others = named_roots(folders) if folders else {}
    if both := others.keys() & named.keys():
        raise typer.BadParameter(f"{min(both)!r} ×2", param_hint="--index")
    return others | named


def where_of(conditions: list[str] | None) -> dict[str, object] | None:
    """Return ``--where`` options as the Python functions take them; None for none."""
    found: dict[str, object] = {}
    for condition in conditions or ():
        name, sign, value = condition.partition("=")
        if not sign or not value:
            raise typer.BadParameter(f"{condition!r}: NAME=VALUE")
        if name in ("after", "before"):
            found[name] = value
        else:
            found[name] = (*found.get(name, ()), value)  # type: ignore[misc]  # a tuple: made here
    return found or None


Corpus: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="[FOLDER|ADDRESS]",
        help="Folder of documents, or address of a store (s3://bucket/folder); the one the index was built from, else "
        "corpus.",
        show_default=False,
    ),
]
Index: TypeAlias = Annotated[Path, typer.Option("--index", help="Folder of the index.", callback=_folder)]
Built: TypeAlias = Annotated[
    str,
    typer.Option(
        "--index",
        metavar="FOLDER|ADDRESS",
        help="Folder of the index, or address of a library in a Milvus engine (milvus://host:19530/library).",
    ),
]
Earlier: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FOLDER|ADDRESS",
        help="Where there is no index yet, take over what this one of the same documents has read and embedded: a folder, "
        "or a library in an engine that this machine published.",
        show_default=False,
    ),
]
Ray: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--ray",
        metavar="local[:N]|HOST:PORT",
        help="Read and embed with Ray, in N processes of this machine or on a cluster it belongs to.",
        show_default=False,
    ),
]
Indexes: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--index",
        metavar="[NAME=]FOLDER|ADDRESS",
        help="Folder of the index; or address of another kotae (https://host:port) or of a library in a Milvus engine "
        "(milvus://host:19530/library). May be repeated to ask several libraries as one; without NAME= a library is "
        "called after its folder, its host or its name in the engine.",
        show_default="index",
    ),
]
Question: TypeAlias = Annotated[
    str, typer.Argument(help="The question, in Japanese or English.", show_default=False)
]
TopK: TypeAlias = Annotated[
    int, typer.Option("--top-k", min=1, max=100, help="How many passages to look at.")
]
OnlyLanguages: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--only-language", metavar="ja|en", help="Search only documents in this language; may be repeated."
    ),
]
OnlyDocuments: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--only-document", metavar="ID", help="Search only this document (its id); may be repeated."
    ),
]
WhereConditions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="NAME=VALUE",
        help="Search only documents where this holds (folder=minutes, after=2025-04): folder, after, before, tag, kind, "
        "language, document, library; may be repeated.",
    ),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")]
MaxDocuments: TypeAlias = Annotated[
    int | None,
    typer.Option("--max-documents", min=0, help="Read at most this many documents.", show_default=False),
]
MaxSeconds: TypeAlias = Annotated[
    float | None,
    typer.Option("--max-seconds", min=0, help="Read for at most this many seconds.", show_default=False),
]
MessageLanguage: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="ja|en", callback=_known_language, help="Language of messages: ja or en."
    ),
]
Host: TypeAlias = Annotated[
    str,
    typer.Option(help="Address to listen on; any but this machine's own needs a sign-in or a token."),
]
Port: TypeAlias = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")]
TokenFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--token-file",
        help="File with the token programs must send; or set KOTAE_TOKEN; else one is made and shown.",
        show_default=False,
    ),
]
AllowOrigin: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Origin whose pages may call this one, or this page's own origin behind a reverse proxy, "
        "as https://name; may be repeated.",
        show_default=False,
    ),
]
Config: TypeAlias = Annotated[
    Path | None, typer.Option("--config", help="Settings file (TOML).", show_default=False)
]
