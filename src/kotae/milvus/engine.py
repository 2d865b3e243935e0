"""The passages of one snapshot in an engine, as a search asks for them; see :class:`~kotae.retrieval.distant.Engine`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from kotae.errors import IndexDamagedError, failing_as
from kotae.index.far_rows import FarRow, HeldTerms, document_of, place_of
from kotae.index.protocol import FloatVector
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client, Sought
from kotae.milvus.collections import Names
from kotae.milvus.conditions import both
from kotae.milvus.layout import passage_from_record
from kotae.milvus.remembered import Remembered
from kotae.milvus.snapshot import Snapshot, unpacked
from kotae.records import Language, Passage
from kotae.retrieval.measured import Counted, Measured

__all__ = ["MilvusEngine", "Pieces", "damaged"]

_KEPT: Final = 20_000  # passages: about 25 MB of terms, and 1 KB of vector each with the default model


def damaged(address: MilvusAddress) -> IndexDamagedError:
    """Return the error for rows that are missing or altered."""
    return IndexDamagedError(
        "{address}: a document is missing or altered in the engine; publish the index "
        "again under another library name.",
        address=address,
    )


class Pieces:
    """What is too long for one row, put together again."""

    def __init__(self, client: Client, name: str) -> None:
        """Take the collection of parts."""
        self._client, self._name = client, name

    def whole(self, condition: str) -> Any:  # noqa: ANN401 - a JSON value
        """Return what pieces make up together.

        Raises:
            IndexDamagedError: One is missing or altered.
        """
        pieces = sorted(self._client.rows(self._name, condition, ["id", "text"]), key=lambda row: row["id"])
        with failing_as(damaged(self._client.address), on=ValueError):
            return unpacked([row["text"] for row in pieces])


class MilvusEngine:
    """Passages that can be searched; safe to use from many threads."""

    def __init__(self, client: Client, snapshot: Snapshot, pieces: Pieces) -> None:
        """Take a snapshot, and where its longer records are."""
        self._client, self._snapshot, self._pieces = client, snapshot, pieces
        self._passages = Names(client.address.library).of("passages", snapshot.generation)
        # A snapshot's passages don't change, and the same ones are met again by other questions.
        self._terms = Remembered(_KEPT, self._asked_terms)
        self._whole = Remembered(_KEPT, self._asked_whole)

    @property
    def counted(self) -> Counted:
        """In how many passages each term is."""
        return self._snapshot.counted

    @property
    def measured(self) -> Measured:
        """What scores are judged by."""
        return self._snapshot.measured

    def nearest(self, vector: FloatVector, *, language: Language, count: int, condition: str) -> list[int]:
        """Return the numbers of the passages of a language whose vectors are most like a vector."""
        return self._search("vector", vector.tolist(), language=language, count=count, condition=condition)

    def sharing(
        self, weights: Mapping[int, float], *, language: Language, count: int, condition: str
    ) -> list[FarRow]:
        """Return the passages of a language with the most of these terms, as a weighted sum; without vectors."""
        found = self._search("terms", dict(weights), language=language, count=count, condition=condition)
        return list(self._terms.told(found).values())

    def _search(
        self, field: str, query: object, *, language: Language, count: int, condition: str
    ) -> list[int]:
        visible = both(self._snapshot.visible, condition)
        sought = Sought(field=field, query=query, count=count, condition=visible, part=language)
        return self._client.search(self._passages, sought)

    def rows(self, numbers: Sequence[int]) -> list[FarRow]:
        """Return passages with their vectors; those that aren't there are left out."""
        return list(self._whole.told(numbers).values())

    def _asked_whole(self, numbers: Sequence[int]) -> dict[int, FarRow]:
        terms = self._terms.told(numbers)
        rows = self._client.get(self._passages, list(terms), ["id", "vector"])
        vectors = {int(row["id"]): np.array(row["vector"], dtype=np.float32) for row in rows}
        return {number: replace(terms[number], vector=vector) for number, vector in vectors.items()}

    def _asked_terms(self, numbers: Sequence[int]) -> dict[int, FarRow]:
        rows = self._client.get(self._passages, numbers, ["id", "language", "length", "counts"])
        # So many terms that they fit no text: the vector itself is read.
        long = [int(row["id"]) for row in rows if not row["counts"]]
        sparse = {
            int(row["id"]): row["terms"] for row in self._client.get(self._passages, long, ["id", "terms"])
        }
        with failing_as(damaged(self._client.address), on=(KeyError, ValueError)):
            return {
                int(row["id"]): FarRow(
                    number=int(row["id"]),
                    language=row["language"],
                    length=int(row["length"]),
                    terms=HeldTerms.read(row["counts"])
                    if row["counts"]
                    else HeldTerms.counted(sparse[int(row["id"])]),
                )
                for row in rows
            }

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages by number; those that aren't there are left out."""
        rows = self._client.get(self._passages, numbers, ["id", "record"])
        with failing_as(damaged(self._client.address), on=(ValueError, TypeError)):
            return {int(row["id"]): passage_from_record(self._passage_record(row)) for row in rows}

    def _passage_record(self, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a JSON value
        if row["record"]:
            return json.loads(row["record"])
        document, place = document_of(int(row["id"])), place_of(int(row["id"]))
        return self._pieces.whole(f'document == {document} and kind == "passage" and start == {place}')
