"""A folder's index → the same in an engine: what is new is sent, all is checked, then one alias changes hands.

Documents are numbered upwards and a snapshot ends at a number, so what an import has sent is seen by nobody before its
snapshot answers, and an import that was broken off leaves nothing but rows that the next one removes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np

from kotae.errors import IndexBusyError, IndexDamagedError, IndexFormatError
from kotae.index.reader import IndexReader
from kotae.index.rows import as_skipped
from kotae.milvus.client import Client, Row, Sought
from kotae.milvus.collections import DOCUMENTS, PARTS, Names, new_token, passages_fields
from kotae.milvus.head import Head, building, read_head
from kotae.milvus.layout import Facts, StoredDocument, document_row, part_rows, passage_row
from kotae.milvus.snapshot import Snapshot
from kotae.records import DocumentInfo
from kotae.retrieval.collection import collections_of, measured_of
from kotae.retrieval.measured import Counted

__all__ = ["FactsOf", "Publisher", "Sent"]

FactsOf: TypeAlias = Callable[[DocumentInfo, Mapping[str, str]], Facts]
Sent: TypeAlias = Callable[[int, int], None]
"""Told how many documents of how many were looked at."""

_KINDS: Final = ("passages", "documents", "parts")
# As many as an index in a folder is tried with.
_SAMPLES: Final = 16
# Few, for a document may be large; one at a time, the way to the engine and back would count most.
_AT_ONCE: Final = 64


class Publisher:
    """Publishes one index; the caller holds its build lock."""

    def __init__(self, client: Client, index: IndexReader, *, facts: FactsOf) -> None:
        """Take what is published.

        Args:
            client: Connected to where it goes.
            index: The index of the folder.
            facts: Tells what conditions ask of a document.
        """
        self._client, self._index, self._facts = client, index, facts
        self._names = Names(client.address.library)
        self._manifest = replace(index.manifest, files={}, place="")
        self._metadata = index.store.metadata()

    def publish(self, *, owner: str, sent: Sent) -> bool:
        """Bring the engine to the state of the index.

        Args:
            owner: The same from one build to the next on this machine, and of no other.
            sent: Told after each document.

        Returns:
            Whether anything was changed.

        Raises:
            EngineError: The engine can't be reached or refuses; what answered before goes on.
            IndexBusyError: Somebody else builds this library.
            IndexWriteError: The engine is full.
            IndexDamagedError: What was read back isn't what was sent; what answered before goes on.
        """
        with building(self._client, owner) as name:
            before = self._before()
            if (
                before is not None
                and before.snapshot.manifest == self._manifest
                and not before.snapshot.retired
            ):
                return False
            self._clean(name, before)
            begun = self._begun(before)
            snapshot = self._send(begun, self._there(begun), sent)
            self._check(snapshot)
            Head(name, snapshot).write(self._client)
            self._swap(name, before)
            self._remove(name, snapshot)
        return True

    def _before(self) -> Head | None:
        """Return the snapshot that answers; None where none can be read."""
        try:
            return read_head(self._client)
        except (IndexFormatError, IndexDamagedError):
            return None

    def _clean(self, name: str, before: Head | None) -> None:
        """Remove what broken imports left; nothing where an index answers that this kotae can't read."""
        if before is None and self._client.target(self._names.answering) is not None:
            return
        keep = {name}
        if before is not None:
            keep |= {before.name, *self._of(before.snapshot.generation)}
        for other in self._names.own(self._client.collections()):
            if other not in keep:
                self._client.drop(other)

    def _of(self, generation: str) -> list[str]:
        return [self._names.of(kind, generation) for kind in _KINDS]

    def _begun(self, before: Head | None) -> Snapshot:
        """Return the snapshot to go on from: the one before, or one of nothing where no row of it may stay."""
        index = self._manifest
        if before is not None:
            old = before.snapshot.manifest
            if (old.model, old.dimension) == (index.model, index.dimension):
                return before.snapshot
        token = new_token()
        passages, documents, parts = self._of(token)
        self._client.create(passages, passages_fields(index.dimension))
        self._client.create(documents, DOCUMENTS)
        self._client.create(parts, PARTS)
        return self._snapshot(token, last=-1, retired=())

    def _there(self, begun: Snapshot) -> dict[str, int]:
        """Return the numbers of the documents that are there by their digests, after removing all others."""
        gone = f"document > {begun.last}"
        if begun.retired:
            gone += f" or document in {list(begun.retired)}"
        for name in self._of(begun.generation):
            self._client.delete(name, gone)
        _, documents, _ = self._of(begun.generation)
        rows = self._client.rows(documents, begun.visible, ["document", "digest"])
        return {row["digest"]: row["document"] for row in rows}

    def _send(self, begun: Snapshot, there: Mapping[str, int], sent: Sent) -> Snapshot:
        """Send the documents that aren't there and return the snapshot of all."""
        passages = self._of(begun.generation)[0]
        self._client.part(passages, sorted(set(self._index.languages.tolist())))
        last, total = begun.last, len(self._index.documents)
        kept: set[int] = set()
        waiting: dict[int, StoredDocument] = {}
        for place in range(total):
            stored = self._stored(place)
            known = there.get(stored.digest())
            if known is None:
                last += 1
                waiting[last] = stored
            else:
                kept.add(known)
            if len(waiting) >= _AT_ONCE or place + 1 == total:
                self._insert(begun.generation, waiting)
                waiting = {}
            sent(place + 1, total)
        for name in self._of(begun.generation):
            self._client.flush(name)
        retired = tuple(sorted(set(there.values()) - kept))
        return self._snapshot(begun.generation, last=last, retired=retired)

    def _stored(self, place: int) -> StoredDocument:
        store = self._index.store
        document, held = store.document(place), store.stored_passages(place)
        return StoredDocument(
            document=document,
            file=store.file_of(place),
            facts=self._facts(document.info, self._metadata[place]),
            rows=tuple(one.row for one in held),
            passages=tuple(one.passage for one in held),
            terms=tuple(one.terms for one in held),
            embedded=tuple(one.embedded for one in held),
        )

    def _insert(self, generation: str, waiting: Mapping[int, StoredDocument]) -> None:
        passages, documents, parts = self._of(generation)
        by_language: dict[str, list[Row]] = {}
        for number, stored in waiting.items():
            vectors = self._index.vectors.vectors(np.array(stored.rows, dtype=np.int64))
            for place, passage in enumerate(stored.passages):
                row = passage_row(stored, number, place, vectors[place])
                by_language.setdefault(passage.language, []).append(row)
        for language, rows in by_language.items():
            self._client.insert(passages, rows, partition=language)
        self._client.insert(
            parts, [row for number, stored in waiting.items() for row in part_rows(stored, number)]
        )
        self._client.insert(documents, [document_row(stored, number) for number, stored in waiting.items()])

    def _snapshot(self, generation: str, *, last: int, retired: tuple[int, ...]) -> Snapshot:
        index = self._index
        every = np.ones(len(index), dtype=np.bool_)
        return Snapshot(
            generation=generation,
            last=last,
            retired=retired,
            manifest=self._manifest,
            skipped=tuple(as_skipped(file) for _, file in index.store.files().values() if file.skipped_en),
            counted=Counted.of_index(index.words, index.languages),
            measured=measured_of(index, collections_of(index, index.words, every)),
        )

    def _check(self, snapshot: Snapshot) -> None:
        """Refuse a snapshot that doesn't hold what the index does, or doesn't find its own passages.

        Raises:
            IndexDamagedError: Another number of documents or passages, or a passage whose vector isn't the nearest to itself.
        """
        passages, documents, _ = self._of(snapshot.generation)
        counts = snapshot.manifest.counts
        found = {name: self._client.count(name, snapshot.visible) for name in (passages, documents)}
        if found != {passages: counts["passages"], documents: counts["documents"]}:
            raise self._damaged(
                f"{found[documents]}/{counts['documents']}, {found[passages]}/{counts['passages']}"
            )
        if not counts["passages"]:
            return
        index = self._index
        for row in np.unique(np.linspace(0, len(index) - 1, num=_SAMPLES, dtype=np.int64)):
            vector = index.vectors.vectors(np.array([row]))[0]
            nearest = Sought(
                field="vector",
                query=vector.tolist(),
                count=1,
                condition=snapshot.visible,
                part=str(index.languages[row]),
            )
            best = self._client.get(passages, self._client.search(passages, nearest), ["vector"])
            itself = float(vector @ vector)
            if not best or abs(float(vector @ np.array(best[0]["vector"], dtype=np.float32)) - itself) > 1e-4:
                raise self._damaged(index.documents[int(index.owners[row])].path)

    def _damaged(self, what: str) -> IndexDamagedError:
        address = self._client.address
        return IndexDamagedError(
            "{address}: what was read back isn't what was sent ({what}); what "
            "answered before goes on. Index again.",
            address=address,
            what=what,
        )

    def _swap(self, name: str, before: Head | None) -> None:
        """Let the snapshot answer from now on.

        Raises:
            IndexBusyError: Somebody else's does since this build began.
        """
        alias = self._names.answering
        now = self._client.target(alias)
        if before is not None and now != before.name:
            raise IndexBusyError(
                "{address}: another build was done in the meantime; index again.",
                address=self._client.address,
            )
        self._client.point(alias, name, new=now is None)

    def _remove(self, name: str, snapshot: Snapshot) -> None:
        """Remove what no longer answers: documents at once, and the collections of older generations."""
        if snapshot.retired:
            for own in self._of(snapshot.generation):
                self._client.delete(own, f"document in {list(snapshot.retired)}")
        keep = {name, *self._of(snapshot.generation)}
        for other in self._names.own(self._client.collections()):
            if other not in keep:
                self._client.drop(other)
