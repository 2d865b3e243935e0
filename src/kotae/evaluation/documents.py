"""Which documents a set is asked over, and the ids its judgements call them by."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotae.errors import DatasetError
from kotae.evaluation.dataset import Dataset

__all__ = ["corpus_id", "documents_folder"]


@contextmanager
def documents_folder(dataset: Dataset, *, corpus: Path | None, reuse: bool) -> Iterator[Path | None]:
    """Give the folder to build from; None where the index is taken as it stands.

    Args:
        dataset: The set; its ``corpus.jsonl`` is used where there is one.
        corpus: A folder of files in its place.
        reuse: Whether there is an index to fall back on.

    Raises:
        DatasetError: There are no documents at all.
    """
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
