"""A LlamaIndex retriever over a kotae index (``kotae[llama-index]``)."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

import kotae
from kotae.integrations.passages import hit_id, hit_metadata
from kotae.pipeline.asking.filters import checked_where
from kotae.records import Hit, Language

__all__ = ["KotaeRetriever"]

_FOR_MODELS = ("title", "path", "page", "heading")


class KotaeRetriever(BaseRetriever):
    """Finds passages in Japanese and English for a question in either.

    Args:
        index: The folder of the index.
        similarity_top_k: How many passages at most, at least 1.
        languages: Only passages in these languages; None for both.
        documents: Only these documents, by id or path; None for all.
        where: Further conditions on documents, as for ``kotae.retrieve``: ``{"folder": "minutes"}``.
        settings: Of LlamaIndex's own base class (``callback_manager``, ``verbose``, …).

    Raises:
        FilterError: ``where`` has a condition there isn't.
    """

    def __init__(
        self,
        index: str = "index",
        *,
        similarity_top_k: int = 5,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
        **settings: Any,  # noqa: ANN401 - the base class checks them
    ) -> None:
        checked_where(where)
        super().__init__(**settings)
        self.index = index
        self.similarity_top_k = similarity_top_k
        self.languages = languages
        self.documents = documents
        self.where = where

    def to_dict(self) -> dict[str, Any]:
        """Return what ``KotaeRetriever(**fields)`` makes this retriever from again, as plain JSON values."""
        return {
            "index": self.index,
            "similarity_top_k": self.similarity_top_k,
            "languages": None if self.languages is None else list(self.languages),
            "documents": None if self.documents is None else list(self.documents),
            "where": None if self.where is None else dict(self.where),
        }

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Return the passages, best first."""
        hits = kotae.retrieve(
            query_bundle.query_str,
            self.similarity_top_k,
            self.index,
            languages=self.languages,
            documents=self.documents,
            where=self.where,
        )
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Return the same from a thread, so that the event loop goes on."""
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(hit: Hit) -> TextNode:
    metadata = hit_metadata(hit)
    hidden = [name for name in metadata if name not in _FOR_MODELS]
    return TextNode(
        id_=hit_id(hit),
        text=hit.passage.text,
        metadata=metadata,
        start_char_idx=hit.passage.start,
        end_char_idx=hit.passage.end,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=hit.passage.document.id)},
    )
