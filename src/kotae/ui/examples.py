"""Example questions made from the library at hand: of its headings and sentences, each tried before it is shown.

An example that is refused would be worse than none, so every candidate is asked first. That takes
seconds and happens beside the page, once for each state of the library.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, Protocol

from kotae.errors import KotaeError
from kotae.language import detect_language
from kotae.pipeline import IndexInfo
from kotae.records import Answer, Document, DocumentInfo, Language

__all__ = ["PreparedExamples", "candidates"]

PER_LANGUAGE = 3
MAX_DOCUMENTS = 10
MAX_ASKED = 40
MAX_QUESTION_CHARS = 110

_EMPTY: Final = re.compile(
    r"(?i)\A(?:[\W\d_]*|.*(?:目次|はじめに|おわりに|まとめ|概要|参考|付録|contents|introduction|summary|overview"
    r"|references|appendix|conclusion|notes?|see also).*)\Z"
)
_QUESTION: Final = re.compile(r"[?？]\Z|か。?\Z")
_SENTENCE: Final = re.compile(r"[^。.!?！？\n|#>*`]{12,90}[。.]")


class Library(Protocol):
    """What is asked of a desk."""

    @property
    def info(self) -> IndexInfo:
        """What is known of the index."""

    def documents(self) -> list[DocumentInfo]:
        """Return every document."""

    def document(self, name: str) -> Document | None:
        """Return a whole document by its id."""

    def ask(self, question: str, *, top_k: int, generate: bool) -> Answer:
        """Return the answer to a question."""


def candidates(document: Document) -> Iterator[str]:
    """Yield questions a document may answer, in its language: of its headings, then of its sentences."""
    spoken: Language = document.info.language
    for block in document.blocks:
        heading = " ".join(document.text[block.start : block.end].split())
        if block.kind != "heading" or not 2 <= len(heading) <= 40 or _EMPTY.match(heading):
            continue
        if _QUESTION.search(heading):
            yield heading
        elif spoken == "ja":
            yield f"{heading}とは何ですか？"
        elif len(heading.split()) <= 4:
            yield f"What is {heading}?"
    for block in document.blocks:
        found = _SENTENCE.match(document.text, block.start, block.end) if block.kind == "paragraph" else None
        if found and detect_language(found[0]) == spoken and any(map(str.isdigit, found[0])):
            yield from _asked(found[0].rstrip("。."), spoken)


def _asked(said: str, language: Language) -> Iterator[str]:
    """Yield a statement as a question; none where its ending can't be turned into one simply."""
    if language == "en":
        yield f"Is it true that {_lowered(said)}?"
    elif said.endswith("た"):
        yield f"{said}か？"
    elif said.endswith("である"):
        yield f"{said.removesuffix('である')}ですか？"


def _lowered(sentence: str) -> str:
    """Return the sentence as the middle of another: only articles and pronouns lose their capital."""
    first, space, rest = sentence.partition(" ")
    small = {"The", "A", "An", "It", "This", "These", "In", "On", "At", "For", "There", "They", "We"}
    return f"{first.lower() if first in small else first}{space}{rest}"


class PreparedExamples:
    """The examples of a library once they are tried; safe to use from many threads.

    Args:
        library: What they are made from and asked of.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._state: tuple[str, int] | None = None
        self._thread: threading.Thread | None = None
        self._found: dict[Language, tuple[str, ...]] = {}

    def get(self, language: str, wait: float = 0.0) -> tuple[str, ...]:
        """Return questions that are answered, the last in the other language; none while they are being tried.

        Args:
            language: The page's language.
            wait: How long to wait for them, in seconds.
        """
        with self._lock:
            state = (self._library.info.created, len(self._library.documents()))
            if self._stopped.is_set():
                return ()
            if state != self._state and (self._thread is None or not self._thread.is_alive()):
                self._state, self._found = state, {}
                self._thread = threading.Thread(target=self._try_all, name="kotae-examples", daemon=True)
                self._thread.start()
            thread = self._thread
        if thread is not None:
            thread.join(wait)
        here: Language = "ja" if language == "ja" else "en"
        there: Language = "en" if here == "ja" else "ja"
        return (*self._found.get(here, ()), *self._found.get(there, ())[:1])

    def stop(self) -> None:
        """Stop trying, and wait until nothing is asked of the library any more."""
        with self._lock:
            self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _try_all(self) -> None:
        found: dict[Language, list[str]] = {"ja": [], "en": []}
        asked = 0
        for question, spoken in self._all():
            if (
                self._stopped.is_set()
                or asked == MAX_ASKED
                or all(len(kept) == PER_LANGUAGE for kept in found.values())
            ):
                break
            if len(found[spoken]) == PER_LANGUAGE or len(question) > MAX_QUESTION_CHARS:
                continue
            asked += 1
            try:
                answer = self._library.ask(question, top_k=5, generate=False)
            except (
                KotaeError
            ):  # a library that can't be asked has no examples; the page tells why when one asks
                return
            if answer.status == "answered":
                found[spoken].append(question)
                self._found = {name: tuple(kept) for name, kept in found.items()}

    def _all(self) -> Iterator[tuple[str, Language]]:
        """Yield candidates: the first of every document, then the second of every document."""
        infos = self._library.documents()
        chosen = [*_spread(infos, "ja"), *_spread(infos, "en")]
        documents = [found for info in chosen if (found := self._library.document(info.id))]
        rounds = zip_longest(*(candidates(document) for document in documents))
        for round_ in rounds:
            for question, document in zip(round_, documents, strict=True):
                if question is not None:
                    yield question, document.info.language


def _spread(infos: Sequence[DocumentInfo], language: Language) -> Sequence[DocumentInfo]:
    """Return documents of a language from all over the list, at most half of what is looked at."""
    spoken = [info for info in infos if info.language == language]
    step = max(1, len(spoken) // (MAX_DOCUMENTS // 2))
    return spoken[::step][: MAX_DOCUMENTS // 2]
