"""One snapshot of a library that an engine holds, open, with what searches and answers over it."""

import threading
from typing import TYPE_CHECKING

from kotae.config import Settings
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client
from kotae.milvus.collections import Names
from kotae.milvus.reader import MilvusReader
from kotae.pipeline.opened.generation import fitting
from kotae.pipeline.opened.leases import Leases
from kotae.pipeline.opened.lender import Lender, translations
from kotae.pipeline.opened.model import Model
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.retrieval.distant import DistantRetriever

__all__ = ["EngineGeneration", "EngineSource"]


class EngineGeneration:
    """One snapshot, open; see :class:`~kotae.pipeline.opened.generation.Generation`.

    Attributes:
        reader: The library as it is in the engine.
        lender: Its embedding model and what answers.
        leases: Who uses it.
    """

    def __init__(self, reader: MilvusReader, *, settings: Settings, model: Model) -> None:
        self.reader = reader
        self.leases = Leases(reader.close)
        self.lender = Lender(settings=settings, model=model, manifest=reader.manifest, where=reader.address)
        self._settings = settings
        self._loading = threading.Lock()
        self._retriever: DistantRetriever | None = None

    @property
    def stamp(self) -> object:
        """The snapshot's name."""
        return self.reader.stamp

    @property
    def warm(self) -> bool:
        """Whether it was asked anything yet."""
        return self._retriever is not None

    def warm_up(self, analyzer: Analyzer) -> None:
        """Make what the first question needs; see :meth:`retriever`."""
        self.retriever(analyzer)

    def retriever(self, analyzer: Analyzer) -> "DistantRetriever":
        """Return what searches, made the first time.

        Raises:
            ModelError: The embedding model can't be had.
            IndexFormatError: The model's files aren't those the index was built with.
        """
        from kotae.retrieval.distant import DistantRetriever

        with self._loading:
            if self._retriever is None:
                self._retriever = DistantRetriever(
                    engine=self.reader.engine,
                    embedder=self.lender.embedder(),
                    analyzer=analyzer,
                    settings=self._settings.retrieval,
                    table=translations(self._settings),
                )
            return self._retriever


class EngineSource:
    """Snapshots of a library in an engine; see :class:`~kotae.pipeline.opened.switching.Source`."""

    def __init__(self, address: MilvusAddress, *, settings: Settings, model: Model) -> None:
        """Connect.

        Raises:
            EngineError: The engine can't be reached or refuses.
        """
        self._address, self._settings, self._model = address, settings, model
        self._client = Client(address, settings.milvus)
        self._alias = Names(address.library).answering

    def stamp(self) -> object | None:
        """Return which snapshot answers now.

        Raises:
            EngineError: The engine can't be reached.
        """
        return self._client.target(self._alias)

    def open(self) -> EngineGeneration:
        """Open the snapshot that answers now.

        Raises:
            StoreError: It can't be opened; see :meth:`kotae.milvus.reader.MilvusReader.open`.
            IndexFormatError: It was made with other settings or by another model.
        """
        reader = MilvusReader.open(self._address, self._settings.milvus)
        try:
            model = fitting(self._model, reader.manifest, self._address, self._settings)
        except BaseException:
            reader.close()
            raise
        return EngineGeneration(reader, settings=self._settings, model=model)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()
