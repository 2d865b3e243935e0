"""What ``kotae doctor`` asks of an index, and how it is put right."""

from pathlib import Path

from kotae.config import Settings
from kotae.errors import CorpusError, IndexDamagedError, StoreError
from kotae.index import generations
from kotae.index.reader import IndexReader
from kotae.index.recovery import open_or_recover
from kotae.messages import Message
from kotae.pipeline.builds.building import BuildProgress, build_with
from kotae.pipeline.builds.changes import read_otherwise
from kotae.pipeline.builds.recorded import recorded_corpus
from kotae.pipeline.opened.info import IndexInfo
from kotae.pipeline.opened.knowledge_base import KnowledgeBase
from kotae.pipeline.opened.model import Model
from kotae.records import BuildReport

__all__ = ["check_index", "leftover_bytes", "remove_leftovers", "repair_index", "told_of_readers"]

_SAMPLE_CHARS = 200


def check_index(index: Path, *, settings: Settings, model: Model) -> IndexInfo:
    """Open an index, which checks every file, and ask it for one of its own passages.

    Raises:
        IndexNotFoundError: Nothing was built there yet.
        IndexFormatError: It was made by another version, with other settings or another model.
        IndexDamagedError: A file is missing, torn or altered, or the passage wasn't found.
        ModelError: The embedding model can't be had.
    """
    with KnowledgeBase(index, settings=settings, model=model) as knowledge:
        info = knowledge.info
        if not info.passages:
            return info
        document = knowledge.document(knowledge.documents()[0].id)
        block = max(document.blocks, key=lambda block: block.end - block.start)
        question = document.text[block.start : block.end][:_SAMPLE_CHARS]
        if not knowledge.retrieve(question, top_k=1, documents=[document.info.id]):
            raise _unanswered(index)
    return info


def told_of_readers(index: Path) -> Message | None:
    """Return what is to be said of files that this kotae would read otherwise than the one that read them; None for none."""
    with IndexReader.open(index) as reader:
        files = len(read_otherwise(reader))
    said = Message(
        "{files:,} {files:file was|files were} indexed before kotae read such files as it does now; "
        "`kotae index` reads them anew",
        files=files,
    )
    return said if files else None


def leftover_bytes(index: Path) -> int:
    """Return how much room interrupted builds left taken.

    0 while a build is running, and while no generation answers: then one of them may still.
    """
    answering = _answering(index)
    if answering is None or generations.is_building(index):
        return 0
    paths = generations.leftovers(index, keep=answering)
    files = (file for path in paths for file in (path.rglob("*") if path.is_dir() else (path,)))
    return sum(file.stat().st_size for file in files if file.is_file()) + len(paths)


def remove_leftovers(index: Path) -> None:
    """Remove what interrupted builds left; the generation that answers stays.

    Raises:
        IndexBusyError: A build is running.
        IndexWriteError: The folder can't be written.
    """
    with generations.build_lock(index), generations.translated_write_errors(index):
        _recover(index)
        if (answering := _answering(index)) is not None:
            generations.remove_others(index, keep=answering)


def _recover(index: Path) -> None:
    """Let a whole generation answer, if there is any."""
    previous = open_or_recover(index)
    if previous is not None:
        previous.close()


def repair_index(
    index: Path,
    corpus: Path | None = None,
    *,
    settings: Settings,
    model: Model,
    progress: BuildProgress | None = None,
) -> BuildReport:
    """Put an index right: from a whole generation where there is one, then from the documents.

    The last good generation goes only when a better one answers.

    Args:
        index: The folder of the index.
        corpus: The folder of documents; None takes the one the index was built from.
        settings: All settings.
        model: The one the settings name.
        progress: As for :func:`~kotae.pipeline.builds.building.build`.

    Raises:
        CorpusError: It isn't known which documents the index is of, or they are gone.
        KotaeError: As for :func:`~kotae.pipeline.builds.building.build`.
    """
    folder = corpus or recorded_corpus(index)
    if index.is_dir():
        with generations.build_lock(index), generations.translated_write_errors(index):
            _recover(index)  # so that it answers even if the documents are gone
    if folder is None:
        raise CorpusError(
            "{path}: this index no longer says which folder it was built from; name that folder: "
            "`kotae doctor --repair --corpus FOLDER`.",
            path=index,
        )
    return build_with(model, folder, index, settings=settings, progress=progress)


def _answering(index: Path) -> str | None:
    try:
        return generations.read_current(index).generation
    except StoreError:
        return None


def _unanswered(index: Path) -> IndexDamagedError:
    return IndexDamagedError(
        "{path}: the index didn't find a passage of its own; run `kotae doctor --repair`.", path=index
    )
