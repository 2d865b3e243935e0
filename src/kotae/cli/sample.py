"""The sample library: 40 short documents in both languages, for whoever starts without any.

It is copied to where the user works, never indexed where it is installed: what is added to a
library later must not land among installed files.
"""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kotae.errors import CorpusError, failing_as, user_language
from kotae.messages import translate

if TYPE_CHECKING:
    from kotae.config import Settings

__all__ = ["begin_empty", "copy_sample", "offer_sample", "sample_folder"]

# Where documents lie if nothing else is said, as for ``kotae index``.
_FOLDER = Path("corpus")


def sample_folder() -> Path:
    """Return where the sample library lies: in the installed package, or in the checkout.

    Raises:
        CorpusError: It is in neither.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "sample", package.parent.parent / "corpus"):
        if (folder / "ja").is_dir() and (folder / "en").is_dir():
            return folder
    raise CorpusError(
        "{path}: the sample library isn't installed; install kotae again.", path=package / "sample"
    )


def copy_sample(target: Path) -> Path:
    """Copy the sample library and return the folder; an unchanged copy is used again.

    Raises:
        CorpusError: Something else is there, or it can't be written.
    """
    from kotae.parsing.tree import files_below

    source = sample_folder()
    wanted = sorted(path.relative_to(source) for path in source.rglob("*.md"))
    if target.exists():
        found = sorted(path.relative_to(target) for path in files_below(target))
        if found != wanted:
            raise CorpusError(
                "{path}: there is something else; name another folder: kotae index FOLDER --sample.",
                path=target,
            )
        return target
    with failing_as(
        CorpusError,
        "{path}: the sample library can't be written ({reason}); check the folder's rights and free space.",
        on=OSError,
        path=target,
    ):
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def offer_sample(index: Path, *, settings: "Settings") -> None:
    """Where there is no index and somebody to ask, offer to set up the sample library.

    Otherwise nothing is done; what opens the index says what is missing.
    """
    from kotae.index.generations import current_stamp

    if current_stamp(index) is not None or not sys.stdin.isatty():
        return
    question = translate(
        "There is no index here yet. Copy the sample library into the folder corpus and index it?",
        user_language(),
    )
    if not typer.confirm(question, err=True):
        return
    from kotae.cli.progress import ProgressLine
    from kotae.pipeline import build

    with ProgressLine(sys.stderr) as progress:
        build(copy_sample(_FOLDER), index, settings=settings, progress=progress)


def begin_empty(index: Path, *, settings: "Settings") -> Path | None:
    """Begin a library without documents where there is neither an index nor a folder with anything in it.

    Returns:
        The folder that documents come into; None where there is an index, or documents that are to be indexed.

    Raises:
        KotaeError: The index or the folder can't be written, or the embedding model can't be had.
    """
    from kotae.index.generations import current_stamp

    if current_stamp(index) is not None or (_FOLDER.is_dir() and any(_FOLDER.iterdir())):
        return None
    from kotae.pipeline import begin

    with failing_as(
        CorpusError,
        "{path}: the folder for documents can't be made ({reason}); start kotae in a folder you may write to.",
        on=OSError,
        path=_FOLDER,
    ):
        _FOLDER.mkdir(exist_ok=True)
    begin(_FOLDER, index, settings=settings)
    return _FOLDER
