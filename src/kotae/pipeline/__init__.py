"""The one place that joins the stages: build an index, open it, ask it."""

from kotae.pipeline.builds.building import BuildProgress, begin, build
from kotae.pipeline.builds.watching import watch
from kotae.pipeline.opened.info import IndexInfo
from kotae.pipeline.opened.knowledge_base import KnowledgeBase
from kotae.pipeline.opened.opening import open_index, retrieve

__all__ = ["BuildProgress", "IndexInfo", "KnowledgeBase", "begin", "build", "open_index", "retrieve", "watch"]
