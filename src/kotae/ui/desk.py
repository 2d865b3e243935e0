"""The library behind the page: asked by many, updated by one, never closed for it.

An update builds the next index beside the present one and swaps it in when it is whole; the
knowledge base moves over by itself, so answers never wait and never see half an index.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kotae.closing import Closing
from kotae.config import Settings
from kotae.errors import CorpusError, FederationError, KotaeError
from kotae.parsing import SUPPORTED_SUFFIXES
from kotae.pipeline import IndexInfo, KnowledgeBase, open_index
from kotae.pipeline.builds.fetched import source_of
from kotae.pipeline.opened.roots import Root, named_roots
from kotae.records import Answer, Document, DocumentInfo, Event, Hit, PageImage
from kotae.ui.checks.checks import Checks
from kotae.ui.choices import Choices
from kotae.ui.conversations.feedback import FeedbackStore
from kotae.ui.conversations.kept import ConversationStore
from kotae.ui.examples.examples import PreparedExamples
from kotae.ui.library.adding import open_added
from kotae.ui.library.following import Following
from kotae.ui.library.removals import Removals
from kotae.ui.library.updating import Step, Updating
from kotae.ui.people import People
from kotae.ui.reader.aid import PreparedAid
from kotae.ui.reader.opened import OpenedDocuments
from kotae.ui.reader.pictures import PagePictures

__all__ = ["Desk"]


@dataclass(slots=True, kw_only=True)
class Desk(Closing):
    """One open index with what the page needs around it; safe to use from many threads.

    Attributes:
        knowledge: The open index.
        index: Its folder, absolute.
        settings: Of all stages.
        feedback: The judgements readers gave.
        conversations: What was asked and answered.
        max_upload_mb: Largest upload, in megabytes.
        aid: Explains words in the reader; made when it is first asked for.
        examples: Questions this library answers.
        pictures: The pages of its documents as they look.
        checks: What was found when it was last looked through.
        people: Who is being answered.
        removals: What has left its folder.
        following: Follows its folder.
        libraries: Where several libraries are asked together, each as a desk of its own by its name, in order;
            else empty.
        unopened: Libraries that were added on the page and can't be asked now, with the reason, by name.
        changing: Held while a library is added or left out.
        among_others: Whether it is asked together with other libraries.
        whole: The desk of which this shows only some documents, to be read and not changed; None where it shows all.
    """

    knowledge: KnowledgeBase
    index: Path
    settings: Settings
    feedback: FeedbackStore
    conversations: ConversationStore
    max_upload_mb: int = 20
    aid: PreparedAid = field(default_factory=PreparedAid)
    examples: PreparedExamples = field(init=False)
    pictures: PagePictures = field(init=False)
    following: Following = field(init=False)
    removals: Removals = field(init=False)
    checks: Checks = field(default_factory=Checks)
    people: People = field(default_factory=People)
    libraries: Mapping[str, "Desk"] = field(default_factory=dict)
    unopened: Mapping[str, KotaeError] = field(default_factory=dict)
    _opened: OpenedDocuments = field(default_factory=OpenedDocuments)
    _updating: Updating = field(init=False)
    changing: threading.Lock = field(default_factory=threading.Lock)
    among_others: bool = False
    whole: "Desk | None" = None

    def __post_init__(self) -> None:
        self.examples = PreparedExamples(self, self.people)
        self.pictures = PagePictures(self)
        self.removals = Removals(self.knowledge, self.aside)
        if self.whole is None:
            self.removals.recall()
        self.following = Following(self.index, settings=self.settings, built=self.removals.begin_again)
        self._updating = Updating(
            self.index, settings=self.settings, built=self.removals.begin_again, emptied=self.removals.notice
        )

    @classmethod
    def open(cls, index: Root | Mapping[str, Root], *, settings: Settings, max_upload_mb: int = 20) -> Self:
        """Open an index, with the libraries that were added to it on the page.

        The model is loaded at the first question, or by :meth:`warm_up`.

        Args:
            index: The folder of the index; or the folders and addresses of several libraries by name. Conversations
                and judgements are kept beside the first folder.
            settings: Of all stages.
            max_upload_mb: Largest upload, in megabytes.

        Raises:
            StoreError: There is none, or it can't be used; or several weren't built alike.
            FederationError: None is on this machine.
        """
        roots = named_roots(index)
        here = {name: Path(os.path.realpath(root)) for name, root in roots.items() if isinstance(root, Path)}
        if not here:
            raise FederationError(
                "The page needs a library on this machine, beside which conversations are kept; add an "
                "--index folder."
            )
        root = next(iter(here.values()))
        desk = cls._opened_at(root, {**roots, **here}, settings=settings, max_upload_mb=max_upload_mb)
        if len(roots) > 1:
            desk.libraries = {name: desk.alone(own) for name, own in here.items()}
        open_added(desk)
        return desk

    @classmethod
    def _opened_at(
        cls, root: Path, roots: Root | Mapping[str, Root], *, settings: Settings, max_upload_mb: int
    ) -> Self:
        return cls(
            knowledge=open_index(roots, settings=settings),
            index=root,
            settings=settings,
            feedback=FeedbackStore(root),
            conversations=ConversationStore(root),
            max_upload_mb=max_upload_mb,
        )

    def alone(self, root: Path) -> Self:
        """Return one library of several, as a desk of its own.

        Raises:
            StoreError: It can't be opened.
        """
        desk = self._opened_at(root, root, settings=self.settings, max_upload_mb=self.max_upload_mb)
        desk.among_others = True
        return desk

    def close(self) -> None:
        """Close the index and what goes on around it; questions under way finish."""
        self.following.turn(on=False)
        self.examples.stop()
        self.knowledge.close()
        for library in self.libraries.values():
            library.close()

    @property
    def library_names(self) -> tuple[str, ...]:
        """The names of all libraries asked together, those elsewhere too; none where there is one alone."""
        names = tuple(self.knowledge.libraries)
        return names if self.libraries or (self.whole is not None and len(names) > 1) else ()

    def library(self, name: object) -> "Desk":
        """Return the library of this name, the first of several where there is none; this one where it is alone."""
        if not self.libraries:
            return self
        found = self.libraries.get(name) if isinstance(name, str) else None
        return found or next(iter(self.libraries.values()))

    def warm_up(self) -> None:
        """Load the model; an error is left for the first question to tell."""
        try:
            self.knowledge.warm_up()
        except KotaeError:
            return

    def retrieve(
        self,
        question: str,
        *,
        top_k: int,
        languages: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Return the passages that best match a question; see ``KnowledgeBase.retrieve``."""
        return self.knowledge.retrieve(
            question, top_k=top_k, languages=languages, documents=self.present(documents)
        )

    def ask(
        self,
        question: str,
        *,
        top_k: int,
        generate: bool,
        languages: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Return the answer to a question; see ``KnowledgeBase.ask``."""
        return self.knowledge.ask(
            question, top_k=top_k, generate=generate, languages=languages, documents=self.present(documents)
        )

    def stream(self, question: str, choices: Choices, history: Sequence[Answer]) -> Iterator[Event]:
        """Yield the events of answering; ``history`` holds the answers given before, oldest first."""
        with self.people.one():
            yield from self.knowledge.stream(
                question,
                top_k=choices.top_k,
                generate=choices.generate,
                languages=choices.languages,
                documents=self.present(choices.documents),
                where=choices.where,
                history=history,
            )

    def present(self, chosen: Sequence[str] | None) -> tuple[str, ...] | None:
        """Return the chosen documents whose files are still there; None for all of the index.

        Raises:
            CorpusError: There is none left to ask.
        """
        if not self.gone and self.info.documents:
            return None if chosen is None else tuple(chosen)
        wanted = None if chosen is None else set(chosen)
        left = tuple(info.id for info in self.documents() if wanted is None or {info.id, info.path} & wanted)
        if not left:
            raise CorpusError("There are no documents in the library; add some to ask about.")
        return left

    @property
    def gone(self) -> frozenset[str]:
        """The ids of documents whose files were seen to have left their folder."""
        if self.whole is not None:
            return self.whole.gone
        return self.removals.ids.union(*(library.gone for library in self.libraries.values()))

    @property
    def info(self) -> IndexInfo:
        """What is known of the index."""
        return self.knowledge.info

    def documents(self) -> list[DocumentInfo]:
        """Return every document whose file is still there, by path."""
        gone = self.gone
        return [info for info in self.knowledge.documents() if info.id not in gone]

    def document(self, name: str) -> Document | None:
        """Return a whole document by its id; None where there is none."""
        if name not in {info.id for info in self.documents()}:
            return None
        try:
            return self._opened.get(name, self.knowledge.document)
        except KotaeError:  # an update took it away in between
            return None

    def drawn_page(self, document: str, number: int, *, longest_side: int) -> PageImage:
        """Return a page of a document as a picture; see ``KnowledgeBase.page``."""
        return self.knowledge.page(document, number, longest_side=longest_side)

    @property
    def folder(self) -> Path | None:
        """The folder of documents; None where it isn't there any more."""
        folder = Path(self.info.corpus)
        return folder if folder.is_dir() else None

    @property
    def source(self) -> str | None:
        """The address that the documents are fetched from; None where they lie in a folder of their own."""
        return source_of(self.index, Path(self.info.corpus))

    def tags(self) -> list[str]:
        """Return the tags of all documents, sorted."""
        return sorted(self.knowledge.tags())

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of files that can be read."""
        return tuple(sorted(SUPPORTED_SUFFIXES))

    @property
    def aside(self) -> Path:
        """Where removed files are kept: beside the index, outside the folder of documents."""
        return self.index / "removed"

    def private_paths(self) -> tuple[Path, ...]:
        """Return the folders the server must never hand out files from."""
        libraries = self.libraries.values() or (self,)
        return tuple(path for library in libraries for path in (library.index, Path(library.info.corpus)))

    def update(self, folder: Path | None = None, *, wait: bool = False) -> Iterator[Step]:
        """Bring the index up to date; see :meth:`kotae.ui.library.updating.Updating.run`."""
        return self._updating.run(folder, wait=wait)
