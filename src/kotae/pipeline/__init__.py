"""The one place that joins the stages: build an index, open it, ask it."""

from kotae.pipeline.building import BuildProgress, begin, build
from kotae.pipeline.info import IndexInfo
from kotae.pipeline.knowledge_base import KnowledgeBase
from kotae.pipeline.opening import open_index, retrieve
from kotae.pipeline.watching import watch

__all__ = ["BuildProgress", "IndexInfo", "KnowledgeBase", "begin", "build", "open_index", "retrieve", "watch"]
