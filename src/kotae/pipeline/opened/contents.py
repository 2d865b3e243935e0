"""What an open index holds: its libraries, documents, pages and tags."""

import copy
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Self

from kotae.closing import Closing
from kotae.config import Settings
from kotae.pipeline.asking.filters import Permission, Where
from kotae.pipeline.asking.inputs import DocumentInput, PageInput, PlacesInput, checked_input
from kotae.pipeline.federated.measures import Measures, measures_of
from kotae.pipeline.opened.here import document_of
from kotae.pipeline.opened.info import IndexInfo
from kotae.pipeline.opened.libraries import Leasing, Libraries, Shelf, narrowed
from kotae.pipeline.opened.model import Model
from kotae.pipeline.opened.roots import Root, named_roots
from kotae.records import (
    Box,
    CitedCell,
    Document,
    DocumentInfo,
    PageImage,
    Span,
)
from kotae.segmentation import Analyzer, Segmenter

__all__ = ["Contents"]

# No document is as long, and the databases compare numbers of 64 bits.
_FURTHEST: Final = 2**62


class Contents(Closing):
    """The libraries behind a knowledge base, and what is in them; safe to use from many threads."""

    def __init__(self, root: Root | Mapping[str, Root], *, settings: Settings, model: Model) -> None:
        self._settings = settings
        self._analyzer = Analyzer(Segmenter())
        roots = root if isinstance(root, Mapping) else named_roots(root)
        self._libraries: Leasing = Libraries(roots, settings=settings, model=model, analyzer=self._analyzer)

    def close(self) -> None:
        """Close the index; questions under way finish. Closing twice is fine."""
        self._libraries.close()

    def within(self, permitted: Where | Permission | None) -> Self:
        """Return the libraries of this machine, as somebody may see them who isn't shown everything.

        What isn't permitted isn't there: not listed, not found, not counted, and no word of it makes another rarer.
        Libraries elsewhere are left aside. What is returned stays open as long as this one.

        Args:
            permitted: Only documents for which all of this holds, or one of several such conditions, whatever a question's
                own ``where`` says; None for all.
        """
        permitted = Permission((permitted,)) if isinstance(permitted, Where) else permitted
        seen = copy.copy(self)
        seen._libraries = narrowed(self._libraries, permitted)
        return seen

    def add_library(self, name: str, root: Path) -> None:
        """Ask one more library of this machine from the next question on.

        Args:
            name: What it is called from now on.
            root: The folder of its index.

        Raises:
            StoreError: It can't be opened.
            IndexFormatError: It was built with other settings or another model.
            ValueError: There is one of this name, or this shows only a part of its libraries.
        """
        self._whole().add(name, root)

    def leave_library_out(self, name: str) -> None:
        """Ask a library no more from the next question on; nothing of it is deleted.

        Raises:
            ValueError: There is none of this name, or no other; or this shows only a part of its libraries.
        """
        self._whole().leave_out(name)

    def _whole(self) -> Libraries:
        if not isinstance(self._libraries, Libraries):
            raise ValueError("what shows a part of the libraries can't change them")
        return self._libraries

    def documents(self) -> list[DocumentInfo]:
        """Return every document in the index, by path."""
        with self._libraries.lease() as shelf:
            return shelf.documents

    def document(self, document_id: str) -> Document:
        """Return a whole document.

        Args:
            document_id: Its id, or its path; of several libraries the first that holds it gives it.

        Raises:
            FilterError: There is no such document in the index.
            InputError: It is no text.
        """
        given = checked_input(DocumentInput, document_id=document_id)
        with self._libraries.lease() as shelf:
            member, found = shelf.home(given.document_id)
            return document_of(member, found)

    def page(self, document_id: str, number: int, *, longest_side: int = 1600) -> PageImage:
        """Return a page of a document as a picture, in the measure of its citations' boxes.

        It is drawn from the file in the corpus, in the process that reads files, within its limits.

        Args:
            document_id: Its id, or its path.
            number: Which page, from 1.
            longest_side: Dots along the picture's longer side, 1 to 4,000.

        Raises:
            FilterError: There is no such document in the index.
            InputError: An argument has the wrong type, or ``longest_side`` is out of range.
            ReadingError: It has no pages or no such page, or its file has moved or changed.
            ValueError: The knowledge base is closed.
        """
        given = checked_input(PageInput, document_id=document_id, number=number, longest_side=longest_side)
        with self._libraries.lease() as shelf:
            member, found = shelf.home(given.document_id)
            return member.page(found, given.number, longest_side=given.longest_side, settings=self._settings)

    def places(
        self, document_id: str, spans: Sequence[Span]
    ) -> list[tuple[tuple[Box, ...], tuple[CitedCell, ...]]]:
        """Return where stretches of a document stand: their boxes on its pages, and the cells of tables they quote.

        Raises:
            FilterError: There is no such document in the index.
            InputError: An argument has the wrong type.
        """
        given = checked_input(PlacesInput, document_id=document_id, spans=spans)
        with self._libraries.lease() as shelf:
            member, found = shelf.home(given.document_id)
            bounds = [(min(span.start, _FURTHEST), min(span.end, _FURTHEST)) for span in given.spans]
            return [(member.boxes(found, *bound), member.cells(found, *bound)) for bound in bounds]

    def tags(self) -> dict[str, int]:
        """Return every tag, category and keyword of documents, as first written, with how many have it.

        Equal but for capitals is equal, as in ``where={"tag": …}``.
        """
        with self._libraries.lease() as shelf:
            return shelf.tags

    @property
    def info(self) -> IndexInfo:
        """What is known of the index: counts, languages, when, model, files skipped; of several, of all together."""
        return IndexInfo.together(list(self.libraries.values()))

    @property
    def libraries(self) -> dict[str, IndexInfo]:
        """What is known of each library, by its name, in the order given; an index alone is one library."""
        with self._libraries.lease() as shelf:
            return shelf.infos

    @property
    def analyzer(self) -> Analyzer:
        """What takes questions and passages apart."""
        return self._analyzer

    @property
    def settings(self) -> Settings:
        """All settings."""
        return self._settings

    def leased(self) -> AbstractContextManager[Shelf]:
        """Hold the libraries as they are asked now."""
        return self._libraries.lease()

    @property
    def measures(self) -> Measures | None:
        """What another kotae must have in common so that scores compare; None where no library is on this machine."""
        with self._libraries.lease() as shelf:
            if not shelf.here:
                return None
            return measures_of(shelf.here[0].reader.manifest, self._settings)
