"""A Haystack retriever over a kotae index (``kotae[haystack]``)."""

import asyncio
from typing import Any

from haystack import Document, component, default_from_dict, default_to_dict

import kotae
from kotae.errors import FilterError
from kotae.integrations.passages import hit_id, hit_metadata
from kotae.pipeline.asking.filters import checked_where
from kotae.records import Hit

__all__ = ["KotaeRetriever"]

_FIELDS = {"language": "languages", "document": "documents", "path": "paths"}


@component
class KotaeRetriever:
    """Finds passages in Japanese and English for a question in either.

    Args:
        index: The folder of the index.
        top_k: How many passages at most, at least 1.
        filters: In Haystack's form, on ``meta.language``, ``meta.path`` and ``meta.document``
            (one of the last two) with ``==`` and ``in``, joined by ``AND``; None for everything.
        where: Further conditions on documents, as for ``kotae.retrieve``: ``{"folder": "minutes"}``.

    Raises:
        FilterError: A filter or a condition can't be applied.
    """

    def __init__(
        self,
        index: str = "index",
        top_k: int = 5,
        filters: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
    ) -> None:
        self.index = index
        self.top_k = top_k
        self.filters = filters
        self.where = where
        narrowed(filters)
        checked_where(where)

    def to_dict(self) -> dict[str, Any]:
        """Return the component as Haystack stores it in a pipeline."""
        return default_to_dict(
            self, index=self.index, top_k=self.top_k, filters=self.filters, where=self.where
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "KotaeRetriever":
        """Return the component that :meth:`to_dict` stored."""
        return default_from_dict(cls, data)

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, top_k: int | None = None, filters: dict[str, Any] | None = None
    ) -> dict[str, list[Document]]:
        """Return the passages, best first, as ``documents``.

        Args:
            query: In Japanese or English.
            top_k: In place of the component's own.
            filters: In place of the component's own.

        Raises:
            KotaeError: As for ``kotae.retrieve``.
        """
        kept = narrowed(self.filters if filters is None else filters)
        if not all(kept.values()):
            return {"documents": []}
        hits = kotae.retrieve(
            query,
            self.top_k if top_k is None else top_k,
            self.index,
            languages=kept.get("languages"),
            documents=kept.get("documents") or kept.get("paths"),
            where=self.where,
        )
        return {"documents": [_document(hit) for hit in hits]}

    @component.output_types(documents=list[Document])
    async def run_async(
        self, query: str, top_k: int | None = None, filters: dict[str, Any] | None = None
    ) -> dict[str, list[Document]]:
        """Return the same from a thread, so that the event loop goes on."""
        return await asyncio.to_thread(self.run, query, top_k, filters)


def _document(hit: Hit) -> Document:
    meta = {name: value for name, value in hit_metadata(hit).items() if name != "score"}
    return Document(id=hit_id(hit), content=hit.passage.text, meta=meta, score=hit.score)


def narrowed(filters: dict[str, Any] | None) -> dict[str, list[str]]:
    """Return the languages, paths and documents that filters leave, each only where it is limited.

    Args:
        filters: See :class:`KotaeRetriever`; None or empty leaves everything.

    Raises:
        FilterError: They ask for something kotae can't filter by.
    """
    if not filters:
        return {}
    if filters.get("operator") != "AND":
        return _one(filters)
    conditions = filters.get("conditions")
    if not isinstance(conditions, list) or not all(isinstance(entry, dict) for entry in conditions):
        raise _refused(filters)
    kept: dict[str, list[str]] = {}
    for condition in conditions:
        for name, values in narrowed(condition).items():
            kept[name] = [value for value in kept.get(name, values) if value in values]
    if kept.keys() >= {"paths", "documents"}:  # two names for one thing can't be compared here
        raise _refused(filters)
    return kept


def _one(condition: dict[str, Any]) -> dict[str, list[str]]:
    name = _FIELDS.get(str(condition.get("field")).removeprefix("meta."))
    value, operator = condition.get("value"), condition.get("operator")
    if name is not None and operator == "==" and isinstance(value, str):
        return {name: [value]}
    if name is not None and operator == "in" and isinstance(value, list):
        return {name: [str(item) for item in value]}
    raise _refused(condition)


def _refused(given: dict[str, Any]) -> FilterError:
    return FilterError(
        "filters: {given!r} can't be applied; use == and in on meta.language and on one of meta.path "
        "and meta.document, joined by AND.",
        given=given,
    )
