"""A LangChain retriever over a kotae index (``kotae[langchain]``)."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import field_validator

import kotae
from kotae.integrations.passages import hit_id, hit_metadata
from kotae.pipeline.asking.filters import checked_where
from kotae.records import Language

__all__ = ["KotaeRetriever"]


class KotaeRetriever(BaseRetriever):
    """Finds passages in Japanese and English for a question in either.

    ``ainvoke`` runs the search in a thread. Everything but ``index`` may be given anew with each
    call: ``retriever.invoke(question, k=3)``. ``langchain_core.load`` stores and restores it, where
    ``kotae`` is among the namespaces it may load.

    Attributes:
        index: The folder of the index.
        k: How many passages at most, at least 1.
        languages: Only passages in these languages; None for both.
        documents: Only these documents, by id or path; None for all.
        where: Further conditions on documents, as for ``kotae.retrieve``: ``{"folder": "minutes"}``.

    Raises:
        ValidationError: A field has the wrong type, or ``where`` a condition there isn't.
    """

    index: str = "index"
    k: int = 5
    languages: list[Language] | None = None
    documents: list[str] | None = None
    where: dict[str, Any] | None = None

    @classmethod
    def is_lc_serializable(cls) -> bool:
        """Tell LangChain that the retriever may be stored."""
        return True

    @classmethod
    def get_lc_namespace(cls) -> list[str]:
        """Return where LangChain finds the class again."""
        return cls.__module__.split(".")

    @field_validator("where")
    @classmethod
    def _checked(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        checked_where(value)
        return value

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
            TypeError: A change isn't one of ``k``, ``languages``, ``documents`` and ``where``.
        """
        if unknown := changes.keys() - {"k", "languages", "documents", "where"}:
            raise TypeError(
                f"no such argument: {', '.join(sorted(unknown))}; there are k, languages, documents, where"
            )
        hits = kotae.retrieve(
            query,
            changes.get("k", self.k),
            self.index,
            languages=changes.get("languages", self.languages),
            documents=changes.get("documents", self.documents),
            where=changes.get("where", self.where),
        )
        return [
            Document(id=hit_id(hit), page_content=hit.passage.text, metadata=hit_metadata(hit))
            for hit in hits
        ]
