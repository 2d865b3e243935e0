"""An open index, ready to be asked; the object behind ``kotae.open``."""

import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kotae.config import Settings
from kotae.embedding.protocol import Embedder
from kotae.errors import ModelError, StoreError
from kotae.index.generations import current_stamp
from kotae.index.rows import as_skipped
from kotae.pipeline.generation import Generation
from kotae.pipeline.model import Model
from kotae.pipeline.questions import checked_documents, checked_languages, checked_question, completed
from kotae.records import (
    Answer,
    AnswerEvent,
    Document,
    DocumentInfo,
    Event,
    Hit,
    HitsEvent,
    Language,
    SkippedFile,
    StageEvent,
)
from kotae.segmentation import Analyzer, Segmenter

__all__ = ["IndexInfo", "KnowledgeBase", "open_index", "retrieve"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """What is known of an index without asking it anything.

    Attributes:
        documents: How many documents it holds.
        passages: How many passages.
        languages: Passages per language.
        created: When it was built, ISO 8601 with offset.
        corpus: The folder it was built from.
        model: The embedding model's fingerprint.
        settings: Per stage, the settings it was built with.
        kotae: The version that built it.
        skipped: Files the last build left out, each with its reason.
    """

    documents: int
    passages: int
    languages: Mapping[Language, int]
    created: str
    corpus: str
    model: str
    settings: Mapping[str, Mapping[str, Any]]
    kotae: str
    skipped: tuple[SkippedFile, ...]


class KnowledgeBase:
    """Answers questions from an index; safe to use from many threads.

    When a build puts a new generation in place, the next question is answered from it; questions
    under way finish on the old one.
    """

    def __init__(self, root: Path, *, settings: Settings, model: Model) -> None:
        self._root = root
        self._settings = settings
        self._model = model
        self._analyzer = Analyzer(Segmenter())
        self._moving = threading.Lock()
        self._closed = False
        self._refused: tuple[int, int, int] | None = None
        self._active = Generation.open(root, settings=settings, model=model)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; questions under way finish. Closing twice is fine."""
        with self._moving:
            if not self._closed:
                self._closed = True
                self._active.retire()

    @contextmanager
    def _lease(self) -> Iterator[Generation]:
        """Hold the generation that answers now, moving over to a new one first."""
        if self._closed:
            raise ValueError("this knowledge base is closed")
        stamp = current_stamp(self._root)
        if stamp is not None and stamp not in (self._active.stamp, self._refused):
            self._move_over()
        generation = self._active
        while not generation.acquire():
            if generation is self._active:
                raise ValueError("this knowledge base is closed")
            generation = self._active
        try:
            yield generation
        finally:
            generation.release()

    def _move_over(self) -> None:
        """Open the new generation; while one thread does, the others ask the old one."""
        if not self._moving.acquire(blocking=False):
            return
        try:
            stamp = current_stamp(self._root)
            if self._closed or stamp == self._active.stamp:
                return
            try:
                following = Generation.open(self._root, settings=self._settings, model=self._model)
                if self._active.warm:
                    following.retriever(self._analyzer)
            except (StoreError, ModelError) as error:
                _log.warning("staying with the index opened before: %s", error)
                self._refused = stamp
                return
            left, self._active = self._active, following
            left.retire()
        finally:
            self._moving.release()

    def warm_up(self) -> None:
        """Load what the first question would load: model, dictionary, words.

        Raises:
            ModelError: The embedding model can't be had.
            IndexFormatError: The model isn't the one the index was built with.
        """
        self.retrieve("準備 ready", top_k=1)

    def retrieve(
        self,
        question: str,
        top_k: int = 5,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Return the passages that best match a question, best first.

        Args:
            question: In Japanese or English.
            top_k: How many at most, at least 1.
            languages: Search only passages in these languages (``"ja"``, ``"en"``).
            documents: Search only these documents, by id or path.

        Returns:
            At most ``top_k`` hits; an empty list where nothing is left to search.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A language or document isn't known.
            ModelError: The embedding model can't be had.
            ValueError: ``top_k`` is below 1, or the knowledge base is closed.
        """
        question = checked_question(question, top_k=top_k)
        with self._lease() as generation:
            return self._retrieve(generation, question, top_k=top_k, languages=languages, documents=documents)

    def _retrieve(
        self,
        generation: Generation,
        question: str,
        *,
        top_k: int,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> list[Hit]:
        kept_languages = checked_languages(languages)
        kept_documents = checked_documents(documents, generation.reader.documents)
        retriever = generation.retriever(self._analyzer)
        return list(
            retriever.retrieve(question, top_k=top_k, languages=kept_languages, documents=kept_documents)
        )

    def ask(
        self,
        question: str,
        top_k: int = 5,
        generate: bool | None = None,
        history: Sequence[str | Answer] = (),
        *,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Return the answer to a question, every sentence with its exact sources.

        Args:
            question: In Japanese or English; a follow-up may lean on ``history``.
            top_k: How many passages to look at, at least 1.
            generate: Whether a local language model may write the answer; None lets the
                settings decide.
            history: Questions asked before, or the answers they got, oldest first.
            languages: As for :meth:`retrieve`.
            documents: As for :meth:`retrieve`.

        Returns:
            The answer; ``status`` is ``"not_found"`` where the documents don't hold one.

        Raises:
            QuestionError: The question is empty or too long.
            ModelError: The embedding model can't be had.
            ValueError: ``top_k`` is below 1, or the knowledge base is closed.
        """
        answer = None
        events = self.stream(
            question,
            top_k=top_k,
            generate=generate,
            history=history,
            languages=languages,
            documents=documents,
        )
        for event in events:
            if isinstance(event, AnswerEvent):
                answer = event.answer
        if answer is None:
            raise RuntimeError("the stream of events ended without an answer")
        return answer

    def stream(
        self,
        question: str,
        top_k: int = 5,
        generate: bool | None = None,
        history: Sequence[str | Answer] = (),
        *,
        languages: Sequence[Language] | None = None,
        documents: Sequence[str] | None = None,
    ) -> Iterator[Event]:
        """Yield what happens while a question is answered; the last event holds the answer.

        The question is checked at once; everything else happens as the events are taken.

        Args:
            question: As for :meth:`ask`.
            top_k: As for :meth:`ask`.
            generate: As for :meth:`ask`.
            history: As for :meth:`ask`.
            languages: As for :meth:`retrieve`.
            documents: As for :meth:`retrieve`.

        Raises:
            QuestionError: The question is empty or too long.
            FilterError: A language or document isn't known.
            ModelError: The embedding model can't be had.
            ValueError: ``top_k`` is below 1, or the knowledge base is closed.
        """
        question = checked_question(question, top_k=top_k)
        return self._stream(
            question,
            top_k=top_k,
            generate=generate,
            history=history,
            languages=languages,
            documents=documents,
        )

    def _stream(
        self,
        question: str,
        *,
        top_k: int,
        generate: bool | None,
        history: Sequence[str | Answer],
        languages: Sequence[Language] | None,
        documents: Sequence[str] | None,
    ) -> Iterator[Event]:
        with self._lease() as generation:
            yield StageEvent(stage="searching")
            began = time.perf_counter()
            question = completed(question, history)
            hits = self._retrieve(generation, question, top_k=top_k, languages=languages, documents=documents)
            seconds = time.perf_counter() - began
            yield HitsEvent(hits=tuple(hits))
            writes = self._settings.generation.backend != "off" if generate is None else generate
            for event in generation.answerer(self._analyzer).stream(question, hits, generate=writes):
                if isinstance(event, AnswerEvent):
                    timings = {"retrieve": seconds, **event.answer.timings}
                    event = AnswerEvent(answer=replace(event.answer, timings=timings))
                yield event

    def documents(self) -> list[DocumentInfo]:
        """Return every document in the index, by path."""
        with self._lease() as generation:
            return sorted(generation.reader.documents, key=lambda info: info.path)

    def document(self, document_id: str) -> Document:
        """Return a whole document.

        Args:
            document_id: Its id, or its path.

        Raises:
            FilterError: There is no such document in the index.
        """
        with self._lease() as generation:
            ids = checked_documents([document_id], generation.reader.documents)
            return generation.reader.document((ids or [""])[0])

    @property
    def info(self) -> IndexInfo:
        """What is known of the index: counts, languages, when, model, files skipped."""
        with self._lease() as generation:
            manifest, files = generation.reader.manifest, generation.reader.store.files()
            return IndexInfo(
                documents=manifest.counts["documents"],
                passages=manifest.counts["passages"],
                languages={"ja": manifest.counts["passages.ja"], "en": manifest.counts["passages.en"]},
                created=manifest.created,
                corpus=manifest.corpus,
                model=manifest.model,
                settings=manifest.settings,
                kotae=manifest.kotae,
                skipped=tuple(as_skipped(file) for _, file in files.values() if file.skipped_en),
            )


def open_index(
    index: str | Path = "index", *, settings: Settings | None = None, embedder: Embedder | None = None
) -> KnowledgeBase:
    """Open an index for questions; the model is loaded at the first one.

    Args:
        index: The folder of the index.
        settings: None reads file and environment.
        embedder: A model in place of the one the settings name.

    Raises:
        IndexNotFoundError: Nothing was built there yet.
        IndexFormatError: It was made by another version, with other settings or another model.
        IndexDamagedError: A file is missing, torn or altered; it names the file.
        SettingsError: A setting is unknown or out of range.
    """
    settings = settings or Settings()
    return KnowledgeBase(Path(index), settings=settings, model=Model(settings.embedding, embedder))


_kept: dict[Path, KnowledgeBase] = {}
_kept_lock = threading.Lock()


def retrieve(
    question: str,
    top_k: int = 5,
    index: str | Path = "index",
    *,
    languages: Sequence[Language] | None = None,
    documents: Sequence[str] | None = None,
) -> list[Hit]:
    """Return the passages that best match a question; the index stays open between calls.

    Args:
        question: As for :meth:`KnowledgeBase.retrieve`.
        top_k: As for :meth:`KnowledgeBase.retrieve`.
        index: The folder of the index.
        languages: As for :meth:`KnowledgeBase.retrieve`.
        documents: As for :meth:`KnowledgeBase.retrieve`.

    Raises:
        KotaeError: As for :func:`open_index` and :meth:`KnowledgeBase.retrieve`.
    """
    root = Path(index).resolve()
    with _kept_lock:
        if root not in _kept:
            _kept[root] = open_index(root)
        knowledge_base = _kept[root]
    return knowledge_base.retrieve(question, top_k, languages, documents)
