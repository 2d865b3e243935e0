"""A question → the passages that may answer it."""

from kotae.retrieval.retriever import RankedPassage, Retriever
from kotae.retrieval.settings import RetrievalSettings

__all__ = ["RankedPassage", "RetrievalSettings", "Retriever"]
