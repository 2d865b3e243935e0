"""The library that answers, and the names programs know it by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePath

from kotae.pipeline import KnowledgeBase
from kotae.pipeline.asking.filters import Permission, Where
from kotae.segmentation import Segmenter

__all__ = ["Library"]

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """An open index with its name; safe to use from many threads.

    Attributes:
        knowledge: The open index.
        segmenter: Counts words, where an interface wants them counted.
    """

    knowledge: KnowledgeBase
    segmenter: Segmenter = field(default_factory=Segmenter)

    def within(self, permitted: Where | Permission | None) -> "Library":
        """Return the library as somebody may see it; see :meth:`KnowledgeBase.within`."""
        return replace(self, knowledge=self.knowledge.within(permitted))

    @property
    def name(self) -> str:
        """The name of the folder of documents, of several libraries theirs, without what a name in a URL can't hold."""
        libraries = self.knowledge.libraries
        only = next(iter(libraries.values()), None)
        folder = "-".join(libraries) if len(libraries) > 1 or only is None else PurePath(only.corpus).name
        return _NOT_IN_NAMES.sub("-", folder).strip("-.") or "library"

    @property
    def models(self) -> tuple[str, ...]:
        """What the library is called where a model is asked for: ``kotae``, ``kotae-<name>``."""
        return ("kotae", f"kotae-{self.name}")

    def is_called(self, name: str) -> bool:
        """Return whether a program means this library: as a model, or by its bare name."""
        return name in (*self.models, self.name)

    @property
    def created(self) -> int:
        """When the index was built, in seconds since 1970."""
        built = [datetime.fromisoformat(info.created) for info in self.knowledge.libraries.values()]
        return int(max(built).timestamp()) if built else 0

    def words(self, texts: Sequence[str]) -> int:
        """Return how many words texts have, as kotae's own segmenter counts them."""
        return sum(len(self.segmenter.tokens(text)) for text in texts)
