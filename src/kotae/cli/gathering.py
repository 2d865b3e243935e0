"""``kotae gather``: all there is to a question, with what was read for it, also as a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kotae.cells import cell_place
from kotae.cli import options
from kotae.cli.proving import ProofFile, ProofWish, SigningKey
from kotae.cli.terminal import printable
from kotae.errors import user_language
from kotae.messages import marked, translate
from kotae.new_file import check_new, write_new
from kotae.serialise import json_text

if TYPE_CHECKING:
    from kotae.gathering import Certificate, Gathered, GatherProgress

__all__ = ["gather"]

_KINDS: Final = (".csv", ".xlsx", ".json")
_SAID: Final = {
    "count": marked("count"),
    "sum": marked("total"),
    "average": marked("average"),
    "max": marked("largest"),
    "min": marked("smallest"),
    "difference": marked("difference"),
}


def gather(
    question: options.Question,
    index: options.Indexes = None,
    where: options.WhereConditions = None,
    max_documents: options.MaxDocuments = None,
    max_seconds: options.MaxSeconds = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help="Write the rows to this new file: .csv, .xlsx or .json.",
            show_default=False,
        ),
    ] = None,
    proof: ProofFile = None,
    sign: SigningKey = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Print the rows, the numbers made of them, and the certificate."""
    from kotae.config import Settings
    from kotae.gathering import Budget
    from kotae.pipeline import open_index

    if output is not None:
        if output.suffix.lower() not in _KINDS:
            raise typer.BadParameter(f"--output: {', '.join(_KINDS)}")
        check_new(output)
    wish = ProofWish.of(proof, hashes=False, sign=sign)
    with (
        open_index(options.indexes_of(index), settings=Settings.load(config)) as knowledge,
        _Progress() as progress,
    ):
        gathered = knowledge.gather(
            question,
            where=options.where_of(where),
            budget=Budget(documents=max_documents, seconds=max_seconds),
            progress=progress.show,
        )
        progress.clear()
        if as_json:
            from kotae.gathering.export import plain

            typer.echo(json_text(plain(gathered)))
        else:
            typer.echo(_text(gathered, user_language()))
        if output is not None:
            _write(output, gathered)
        if wish is not None:
            wish.write(knowledge, gathered)


class _Progress:
    """One line on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._rows = 0

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")

    def show(self, progress: "GatherProgress") -> None:
        """Show how far it is."""
        self._rows += len(progress.rows)
        if self._shown:
            sys.stderr.write(f"\r{progress.done:,}/{progress.total:,} ({self._rows:,})\x1b[K")
            sys.stderr.flush()


def _text(gathered: "Gathered", spoken: str) -> str:
    """The rows, the results with their terms, the certificate and the notes, for people."""
    lines = []
    for number, row in enumerate(gathered.rows, start=1):
        place = cell_place(row.citation.cells, spoken)
        document = row.citation.document
        path = ": ".join(filter(None, (document.library, document.path)))
        source = f"{path}{f' {place}' if place else ''}"
        also = f" (+{len(row.also)})" if row.also else ""
        told = " ".join(f"{row.entity}: {row.text}".split())
        lines.append(f"{number}. {told}{'' if row.sure else ' ?'}  [{source}]{also}")
    if not gathered.rows:
        lines.append(translate("Nothing was found.", spoken))
    if gathered.missing:
        lines.append(f"{translate('Not found in what was read', spoken)}: {', '.join(gathered.missing)}")
    for result in gathered.results:
        terms = (
            f" = {_terms(gathered, result.terms)}"
            if result.operation == "sum"
            else f" ({len(result.terms):,})"
        )
        unit = "" if result.unit == "count" else f" {result.unit}"
        whose = f"{result.group} – " if result.group else ""
        lines.append(f"{whose}{translate(_SAID[result.operation], spoken)}: {result.value:,f}{unit}{terms}")
    lines += _certificate(gathered.certificate, spoken)
    for one in gathered.libraries:
        lines.append(f"   {one.library}: {_counts(one.certificate, spoken)}")
    lines += [f"* {note}" for note in gathered.notes]
    return printable("\n".join(lines))


def _certificate(sure: "Certificate", spoken: str) -> list[str]:
    paths = [(": ".join(filter(None, (one.library, one.path))), one.reason(spoken)) for one in sure.unread]
    return [f"-- {_counts(sure, spoken)}", *(f"   {path}: {reason}" for path, reason in paths)]


def _counts(sure: "Certificate", spoken: str) -> str:
    words = [
        (marked("documents in scope"), sure.in_scope),
        (marked("read"), sure.read),
        (marked("not readable"), len(sure.unread)),
        (marked("left out"), sure.left_out),
        (marked("passages read"), sure.passages),
    ]
    return ", ".join(f"{translate(word, spoken)} {count:,}" for word, count in words)


def _terms(gathered: "Gathered", places: tuple[int, ...]) -> str:
    numbers = [gathered.rows[place].number for place in places]
    return " + ".join(f"{number:,f}" for number in numbers if number is not None)


def _write(path: Path, gathered: "Gathered") -> None:
    from kotae.gathering import as_csv, as_json, as_xlsx

    content = {".csv": as_csv, ".xlsx": as_xlsx, ".json": as_json}[path.suffix.lower()](gathered)
    write_new(path, content)
    typer.echo(f"{translate('Rows written', user_language())}: {printable(str(path))}", err=True)
