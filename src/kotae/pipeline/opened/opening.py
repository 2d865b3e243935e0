"""Ways to an open index: for as long as needed, or kept open between calls."""

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.opened.knowledge_base import KnowledgeBase
from kotae.pipeline.opened.model import Model
from kotae.pipeline.opened.roots import Root, Roots, named_roots
from kotae.records import Hit, Language

__all__ = ["open_index", "retrieve"]


def open_index(
    index: Roots = "index",
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
) -> KnowledgeBase:
    """Open an index for questions, or several that are asked as one; the model is loaded at the first one.

    Args:
        index: The folder of the index; the address of another kotae (``https://host:port``), which answers from its
            own documents; or that of a library in a Milvus engine (``milvus://host:19530/library``). Or several of
            them, by name (``{"contracts": "a/index"}``) or as a list, each named after its folder, its host or its
            name in the engine. Their documents say which library they are in, and
            ``where={"library": "contracts"}`` asks one alone.
        settings: None reads file and environment.
        embedder: A model in place of the one the settings name.

    Raises:
        IndexNotFoundError: Nothing was built there yet.
        IndexFormatError: It was made by another version, with other settings or another model;
            or several weren't built alike.
        IndexDamagedError: A file is missing, torn or altered; it names the file.
        EngineError: The engine can't be reached or refuses.
        FederationError: An address can't be used, or the tokens for it can't be read.
        SettingsError: A setting is unknown or out of range.
        ValueError: The list of indexes is empty.
    """
    settings = settings or Settings()
    return KnowledgeBase(named_roots(index), settings=settings, model=Model(settings.embedding, embedder))


_kept: dict[Root, KnowledgeBase] = {}
_kept_lock = threading.Lock()


def retrieve(
    question: str,
    top_k: int = 5,
    index: str | Path = "index",
    *,
    languages: Sequence[Language] | None = None,
    documents: Sequence[str] | None = None,
    where: Mapping[str, object] | Where | None = None,
) -> list[Hit]:
    """Return the passages that best match a question; the index stays open between calls.

    Args:
        question: As for :meth:`KnowledgeBase.retrieve`.
        top_k: As for :meth:`KnowledgeBase.retrieve`.
        index: The folder of the index, or the address of another kotae or of a library in an engine.
        languages: As for :meth:`KnowledgeBase.retrieve`.
        documents: As for :meth:`KnowledgeBase.retrieve`.
        where: As for :meth:`KnowledgeBase.retrieve`.

    Raises:
        KotaeError: As for :func:`open_index` and :meth:`KnowledgeBase.retrieve`.
    """
    (named,) = named_roots(index).values()
    # By its real place: a relative path, or one through a link, may lead elsewhere at the next call.
    root = Path(os.path.realpath(named)) if isinstance(named, Path) else named
    with _kept_lock:
        if root not in _kept:
            _kept[root] = open_index(root)
        knowledge_base = _kept[root]
    return knowledge_base.retrieve(question, top_k, languages, documents, where=where)
