"""A LangChain retriever over a kotae index (``kotae[langchain]``)."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

import kotae
from kotae.integrations.passages import hit_id, hit_metadata
from kotae.records import Language

__all__ = ["KotaeRetriever"]


class KotaeRetriever(BaseRetriever):
    """Finds passages in Japanese and English for a question in either.

    ``ainvoke`` runs the search in a thread. ``k``, ``languages`` and ``documents`` may be given
    anew with each call: ``retriever.invoke(question, k=3)``.

    Attributes:
        index: The folder of the index.
        k: How many passages at most, at least 1.
        languages: Only passages in these languages; None for both.
        documents: Only these documents, by id or path; None for all.
    """

    index: str = "index"
    k: int = 5
    languages: list[Language] | None = None
    documents: list[str] | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        **changes: Any,  # noqa: ANN401 - checked below
    ) -> list[Document]:
        """Return the passages, best first.

        Raises:
            KotaeError: As for ``kotae.retrieve``.
            TypeError: A change isn't one of ``k``, ``languages`` and ``documents``.
        """
        if unknown := changes.keys() - {"k", "languages", "documents"}:
            raise TypeError(
                f"no such argument: {', '.join(sorted(unknown))}; there are k, languages, documents"
            )
        hits = kotae.retrieve(
            query,
            changes.get("k", self.k),
            self.index,
            languages=changes.get("languages", self.languages),
            documents=changes.get("documents", self.documents),
        )
        return [
            Document(id=hit_id(hit), page_content=hit.passage.text, metadata=hit_metadata(hit))
            for hit in hits
        ]
