"""What was looked at for an answer: the certificate of coverage that goes into its proof."""

from collections.abc import Collection, Mapping
from typing import Final

from kotae.config import Settings
from kotae.gathering import Unread
from kotae.index.reader import IndexReader
from kotae.messages import Message
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.gathering import IndexPapers, unreadable_files
from kotae.proof.coverage import Coverage, CoveredFile, UncoveredFile
from kotae.proof.part import MOST
from kotae.records.reasons import reasons

__all__ = ["coverage_of"]

_MOST_NAMED: Final = 1_000


def coverage_of(
    narrowed: Mapping[str, tuple[str, ...]],
    reader: IndexReader,
    settings: Settings,
    *,
    read: Collection[str] | None = None,
) -> Coverage:
    """Return what was looked at for an answer: never more than was done.

    Every file in scope is looked at again: one that has changed since it was indexed wasn't searched as it is now.

    Args:
        narrowed: The conditions an answer was looked for under; see :attr:`kotae.records.Answer.narrowed`.
        reader: The index.
        settings: All settings.
        read: Ids of the documents that were read to their end, where not all were; None for all.
    """
    where = _where(narrowed)
    papers = IndexPapers.of(reader, settings)
    scope, only = papers.within(where), narrowed.get("documents")
    if only is not None:
        scope = [info for info in scope if {info.id, info.path} & set(only)]
    unread = [] if only is not None else list(unreadable_files(reader, where))
    searched, files, passages = 0, {}, 0
    left = Message("not read: the limit was reached, or it was stopped")
    for info in scope:
        if read is not None and info.id not in read:
            unread.append(papers.refused(info) or Unread(path=info.path, **reasons(left)))
            continue
        file = reader.file_of(info.id)
        if (why := papers.refused(info)) is not None:
            unread += [why]
            continue
        searched += 1
        files[file.path] = file.sha256.hex()
        passages += len(papers.passages(info))
    listed = sorted(files.items()) if len(files) <= MOST else []
    return Coverage(
        narrowed=dict(narrowed),
        in_scope=searched + len(unread),
        searched=searched,
        unread=tuple(
            UncoveredFile(path=one.path, en=one.reason_en, ja=one.reason_ja) for one in unread[:_MOST_NAMED]
        ),
        uncovered=len(unread),
        passages=passages,
        files=tuple(CoveredFile(path=path, sha256=sha256) for path, sha256 in listed),
        searched_files=len(files),
    )


def _where(narrowed: Mapping[str, tuple[str, ...]]) -> Where | None:
    """The conditions on documents that an answer was looked for under; None for none."""
    told = {name: values for name, values in narrowed.items() if name in Where.model_fields}
    told.pop("library", None)  # a proof is of one library
    if not told:
        return None
    return Where.model_validate(
        {name: values[0] if name in ("after", "before") else values for name, values in told.items()}
    )
