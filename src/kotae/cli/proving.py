"""``--proof`` of ``ask`` and ``gather``: what was said as a file that travels; ``kotae verify``: whether such a file holds."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from kotae.cli import options
from kotae.cli.terminal import printable
from kotae.errors import user_language
from kotae.messages import marked, translate
from kotae.new_file import check_new, write_new
from kotae.serialise import json_text, to_json

if TYPE_CHECKING:
    from kotae.gathering import Gathered
    from kotae.pipeline import KnowledgeBase
    from kotae.proof import PrivateKey
    from kotae.records import Answer

__all__ = ["HashesOnly", "ProofFile", "ProofWish", "SigningKey", "verify"]

UNCHECKED: Final = 3
"""Exit code where nothing is wrong, but not everything could be checked."""

_WORDS: Final = {
    "holds": marked("holds"),
    "fails": marked("DOESN'T HOLD"),
    "unchecked": marked("not checked"),
}
_VERDICTS: Final = {
    "holds": marked("The proof holds."),
    "fails": marked("The proof doesn't hold."),
    "unchecked": marked("Nothing is wrong, but not everything could be checked."),
}
_CODES: Final = {"holds": 0, "fails": 1, "unchecked": UNCHECKED}
_PAGES: Final = (".html", ".htm")

ProofFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--proof",
        metavar="FILE",
        help="Write a proof of the answer to this new file, for kotae verify; a page for people where its name ends in .html.",
        show_default=False,
    ),
]
HashesOnly: TypeAlias = Annotated[
    bool,
    typer.Option("--hashes-only", help="With --proof: write hashes instead of the documents' text."),
]
SigningKey: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--sign",
        metavar="KEY",
        help="With --proof: sign it with your Ed25519 key, as ssh-keygen makes it; a passphrase comes from KOTAE_KEY_PASSPHRASE.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofWish:
    """A proof to be written; all that can be wrong with the wish is found before a question is asked.

    Attributes:
        path: The new file.
        hashes: Whether hashes stand in the place of what the documents say.
        key: Signs; None leaves it unsigned.
    """

    path: Path
    hashes: bool
    key: "PrivateKey | None"

    @classmethod
    def of(cls, path: Path | None, *, hashes: bool, sign: Path | None) -> "ProofWish | None":
        """Return what is wished for; None for no proof.

        Raises:
            InputError: The file is there already, or its folder isn't.
            ProofError: The key can't be used.
        """
        if path is None:
            if hashes or sign is not None:
                raise options.needs("--sign" if sign else "--hashes-only", "--proof FILE")
            return None
        check_new(path)
        key = None
        if sign is not None:
            from kotae.proof import load_private_key

            key = load_private_key(sign, passphrase=os.environ.get("KOTAE_KEY_PASSPHRASE", ""))
        return cls(path=path, hashes=hashes, key=key)

    def write(self, knowledge: "KnowledgeBase", answer: "Answer | Gathered") -> None:
        """Make the proof and write it, whole or not at all.

        Raises:
            ProofError: It can't be made.
            InputError: The file can't be written.
            ReadingError: A document can't be read.
        """
        spoken = user_language()
        content = knowledge.prove(
            answer,
            page=self.path.suffix.lower() in _PAGES,
            hashes=self.hashes,
            key=self.key,
            language="ja" if spoken == "ja" else "en",
        )
        write_new(self.path, content)
        typer.echo(f"{translate('Proof written', spoken)}: {printable(str(self.path))}", err=True)


def verify(
    file: Annotated[Path, typer.Argument(help="The proof, or the page that holds it.", show_default=False)],
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", help="Folder of the documents the proof refers to.", show_default=False),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="KEY",
            help="Public key of the person who must have signed it (.pub or PEM).",
            show_default=False,
        ),
    ] = None,
    as_json: options.Json = False,
    language: options.MessageLanguage = None,
    config: options.Config = None,
) -> None:
    """Print a line for each thing looked at; exit code 0 it holds, 1 it doesn't, 3 not all could be checked."""
    from kotae.config import Settings
    from kotae.pipeline.checking.verifying import verify as verified
    from kotae.proof import load_public_key

    public = load_public_key(key) if key is not None else None
    report = verified(file, corpus, key=public, settings=Settings.load(config))
    spoken = user_language()
    for finding in report.findings:
        if as_json:
            typer.echo(json_text(to_json(finding)))
        else:
            word = translate(_WORDS[finding.verdict], spoken)
            typer.echo(f"[{word}] {printable(' '.join(finding.text(spoken).split()))}")
    if as_json:
        typer.echo(json_text({"verdict": report.verdict}))
    else:
        typer.echo(translate(_VERDICTS[report.verdict], spoken))
    if code := _CODES[report.verdict]:
        raise typer.Exit(code)
