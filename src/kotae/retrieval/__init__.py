"""A question → the passages that may answer it."""

from kotae.retrieval.ranked import RankedPassage
from kotae.retrieval.retriever import Retriever
from kotae.retrieval.settings import RetrievalSettings

__all__ = ["RankedPassage", "RetrievalSettings", "Retriever"]
