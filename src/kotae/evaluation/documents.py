"""The index that a set is asked over, and the ids its judgements call its documents by."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import DatasetError
from kotae.evaluation.dataset import Dataset
from kotae.pipeline import BuildProgress, KnowledgeBase, build, open_index

__all__ = ["corpus_id", "opened_for"]


@contextmanager
def opened_for(
    dataset: Dataset,
    *,
    settings: Settings | None,
    embedder: Embedder | None,
    index: Path | None,
    corpus: Path | None,
    progress: BuildProgress | None,
) -> Iterator[KnowledgeBase]:
    """Give the index of a set's documents, built where it brings any, else as it stands.

    Args:
        dataset: The set; its ``corpus.jsonl`` is used where there is one.
        settings: As for building and opening; the defaults where None.
        embedder: A model in place of the one the settings name.
        index: Where the index is or is kept; a temporary folder where None.
        corpus: A folder of files in the place of the set's documents.
        progress: Called with (stage, done, total) while it is built.

    Raises:
        DatasetError: There are no documents at all.
        KotaeError: Building or opening failed.
    """
    with ExitStack() as stack:
        folder = index or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kotae-evaluate-")))
        with _documents(dataset, corpus=corpus, reuse=index is not None) as documents:
            if documents is not None:
                build(documents, folder, settings=settings, embedder=embedder, progress=progress)
        yield stack.enter_context(open_index(folder, settings=settings, embedder=embedder))


@contextmanager
def _documents(dataset: Dataset, *, corpus: Path | None, reuse: bool) -> Iterator[Path | None]:
    """Give the folder to build from; None where the index is taken as it stands."""
    if corpus is not None or (dataset.corpus is None and reuse):
        yield corpus
    elif dataset.corpus is not None:
        # A build takes a folder; one that holds the corpus and not the questions.
        with tempfile.TemporaryDirectory(prefix="kotae-corpus-") as folder:
            shutil.copy2(dataset.corpus, folder)
            yield Path(folder)
    else:
        raise DatasetError(
            "{path}: has no corpus.jsonl. Say which documents with --corpus or --index.",
            path=dataset.folder,
        )


def corpus_id(path: str) -> str:
    """Return the id the judgements use: the ``_id`` of a JSONL row, else the file's path."""
    return path.partition("corpus.jsonl#")[2] or path
