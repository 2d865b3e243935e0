"""Example questions made from the library at hand: of what its papers say, each tried before it is shown.

An example that is refused would be worse than none, so every candidate is asked first. That takes
seconds and happens beside the page, once for each state of the library.
"""

import re
import threading
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from itertools import chain, islice, zip_longest
from typing import Protocol

from kotae.errors import KotaeError
from kotae.language import opposite
from kotae.records import Answer, Document, DocumentInfo, Language, Passage
from kotae.ui.examples.questions import candidates, summary_asked
from kotae.ui.examples.statements import asked_of
from kotae.ui.people import People

__all__ = ["PreparedExamples"]

PER_LANGUAGE = 3
MAX_DOCUMENTS = 10
# Every one is answered as if somebody had asked, and must be right.
MAX_ASKED = 40
MAX_QUESTION_CHARS = 110
MAX_FURTHER = 3
# Forms that sound stiff where one follows the other: what a paper says of something, what it is about.
_ONCE = (
    re.compile(r"\AWhat does “.*” say about |』?」?の.*について教えてください\Z"),
    re.compile(r"\AWhat is “.*” about\?\Z|をまとめてください\Z"),
)
# Two questions so much like one another are asked of two rows of one table.
ALIKE = 0.6
# Each suggestion is answered before it is shown; after so many that weren't, there are none.
MAX_FURTHER_ASKED = 8
MAX_FURTHER_DOCUMENTS = 5
# Who asks on at once isn't kept waiting for suggestions.
PAUSE_S = 0.6
LOOK_S = 0.2


class Library(Protocol):
    """What is asked of a desk."""

    def documents(self) -> list[DocumentInfo]:
        """Return every document."""

    def document(self, name: str) -> Document | None:
        """Return a whole document by its id."""

    def ask(self, question: str, *, top_k: int, generate: bool) -> Answer:
        """Return the answer to a question."""


class PreparedExamples:
    """The examples of a library once they are tried; safe to use from many threads.

    Args:
        library: What they are made from and asked of.
        people: Whoever else asks it; they go first.
    """

    def __init__(self, library: Library, people: People | None = None) -> None:
        self._library = library
        self._people = people or People()
        self._lock = threading.Lock()
        self._state: frozenset[str] | None = None
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._stopped = False
        self._going_on = threading.Lock()
        self._found: dict[Language, tuple[str, ...]] = {}
        self._answers: dict[str, Answer] = {}
        self._answered_by: frozenset[str] | None = None

    def get(self, language: str, wait: float = 0.0) -> tuple[str, ...]:
        """Return questions that are answered, the last in the other language; none while they are being tried.

        Args:
            language: The page's language.
            wait: How long to wait for them, in seconds.
        """
        thread: threading.Thread | None = None
        # While a new state of the library is opened, the old one still answers: it is looked at again behind the wait.
        while (going_on := self._trying()) is not thread:
            if (thread := going_on) is None:
                return ()
            thread.join(wait)
        here: Language = "ja" if language == "ja" else "en"
        there = opposite(here)
        with self._lock:
            return (*self._found.get(here, ()), *self._found.get(there, ())[:1])

    def _trying(self) -> threading.Thread | None:
        """Return what tries the questions of the library as it is now, begun if it has changed; None once stopped."""
        with self._lock:
            if self._stopped:
                return None
            # An id is made of path and content: other ids are another library, whenever it was built.
            state = frozenset(info.id for info in self._library.documents())
            if state != self._state:
                self._begin(state)
            return self._threads[-1]

    def _begin(self, state: frozenset[str]) -> None:
        """Try the questions of the library as it is now; those of what it was are given up."""
        self._over.set()
        self._over = threading.Event()
        self._state, self._found = state, {}
        self._answered_by, self._answers = state, {}
        thread = threading.Thread(
            target=self._try_all, args=(self._over,), name="kotae-examples", daemon=True
        )
        self._threads = [*(old for old in self._threads if old.is_alive()), thread]
        thread.start()

    def stop(self) -> None:
        """Stop trying, and wait until nothing is asked of the library any more."""
        with self._lock:
            self._stopped = True
            self._over.set()
            threads = list(self._threads)
        for thread in threads:
            thread.join()
        with self._going_on:  # whoever tries what goes on is through with it
            return

    def further(self, answer: Answer, asked: Sequence[str], enough: int = MAX_FURTHER) -> tuple[str, ...]:
        """Return questions that go on from an answer, in its language, each of them answered.

        They are made of the documents that it cites, and of what was found beside them. None where there is nothing
        simple to ask; those found by then where somebody asks meanwhile.

        Args:
            answer: What was answered last.
            asked: Questions of the conversation so far; none of them is suggested again.
            enough: How many to look for; who asks for more later has those tried by then at once.
        """
        if self._people.come_within(PAUSE_S):
            return ()
        names = dict.fromkeys(hit.passage.document.id for hit in answer.hits)
        infos = {info.id: info for info in self._library.documents()}
        with self._lock:
            if (state := frozenset(infos)) != self._answered_by:
                self._answered_by, self._answers = state, {}
        citations = [c for sentence in answer.sentences for c in sentence.citations]
        cited = [c.quote for c in citations]
        whole = {c.document.id for c in citations}
        # What was just said is no question any more.
        known = {
            *asked,
            *(question for said in cited for question in asked_of(said, answer.language)),
        }
        found: list[str] = []
        nearest = [infos[name] for name in names if name in infos][:MAX_FURTHER_DOCUMENTS]
        documents = [document for info in nearest if (document := self._library.document(info.id))]
        going_on = islice(
            _new(_going_on_from(documents, answer.language, found), known, found), MAX_FURTHER_ASKED
        )
        about = _new(_about(documents, answer.language, whole, found), known, found)
        for question, name in chain(going_on, about):
            if len(found) >= enough or not self._people.gone_within(0):
                break
            with self._going_on:
                if self._stopped:
                    return ()
                found_in = () if name in whole else [h.passage for h in answer.hits]
                if self._is_answered(question, name, told=cited, within=found_in):
                    found.append(question)
        return tuple(found)

    def _is_answered(
        self, question: str, name: str, told: Sequence[str] = (), within: Sequence[Passage] = ()
    ) -> bool:
        """Return whether the document that a question was made of answers it, with more than was told just now.

        Args:
            question: To be asked.
            name: The document's id.
            told: What was quoted just now.
            within: The passages one of which must tell it; none for any.
        """
        # A library that can't be asked has no examples; the page tells why when one asks.
        with suppress(KotaeError):
            answers = self._answers  # those of another state of the library are another table
            if (answer := answers.get(question)) is None:
                answer = answers[question] = self._library.ask(question, top_k=5, generate=False)
            cited = [c for sentence in answer.sentences for c in sentence.citations]
            own = [c for c in cited if c.document.id == name]
            # A summary may have a sentence in it that was quoted just now, among others.
            again = (all if _ONCE[1].search(question) else any)(c.quote in told for c in cited)
            beside = not within or any(
                p.document.id == name and p.start <= c.start and c.end <= p.end for p in within for c in own
            )
            return answer.status == "answered" and bool(own) and not again and beside
        return False

    def _try_all(self, over: threading.Event) -> None:
        found: dict[Language, list[str]] = {"ja": [], "en": []}
        asked = 0
        alike: list[tuple[str, DocumentInfo]] = []  # of the same table: where nothing else is answered
        candidates = ((question, info, False) for question, info in self._all())
        for question, info, again in chain(candidates, ((*pair, True) for pair in alike)):
            spoken = info.language
            full = all(len(kept) == PER_LANGUAGE for kept in found.values())
            if over.is_set() or full or asked == MAX_ASKED:
                return
            if len(found[spoken]) == PER_LANGUAGE or not _follows(question, found[spoken]):
                continue
            if not again and _sounds_like(question, found[spoken]):
                alike.append((question, info))
                continue
            asked += 1
            while not over.is_set() and not self._people.gone_within(LOOK_S):
                pass
            if self._is_answered(question, info.id):
                found[spoken].append(question)
                with self._lock:
                    if not over.is_set():
                        self._found = {name: tuple(kept) for name, kept in found.items()}

    def _all(self) -> Iterator[tuple[str, DocumentInfo]]:
        """Yield candidates: the first of every document, then the second of every document; general ones last."""
        infos = self._library.documents()
        chosen = [*_spread(infos, "ja"), *_spread(infos, "en")]
        documents = [found for info in chosen if (found := self._library.document(info.id))]
        # What asks for something is asked sooner than what a paper says of something, or is about.
        for general in (False, True):
            asked = (_questions(document, general=general) for document in documents)
            for round_ in zip_longest(*asked):
                for question, document in zip(round_, documents, strict=True):
                    if question is not None:
                        yield question, document.info


def _new(
    questions: Iterator[tuple[str, str]], known: Container[str], found: Sequence[str]
) -> Iterator[tuple[str, str]]:
    return (pair for pair in questions if pair[0] not in known and _follows(pair[0], found))


def _going_on_from(
    documents: Sequence[Document], language: Language, found: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield questions and the documents they are made of: what sounds otherwise than what was found, then the rest."""
    alike: list[tuple[str, str]] = []
    for document in documents:
        for question in candidates(document) if document.info.language == language else ():
            if _sounds_like(question, found):
                alike.append((question, document.info.id))
            else:
                yield question, document.info.id
    yield from alike


def _about(
    documents: Sequence[Document], language: Language, cited: Container[str], found: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield what a whole paper is about, where nothing else was found.

    Of those that the answer cites, then of others in its language that were found beside them: an answer from a paper in the
    other language has no more to go on.
    """
    own = [document for document in documents if document.info.language == language]
    for document in (
        *(d for d in documents if d.info.id in cited),
        *(d for d in own if d.info.id not in cited),
    ):
        if not found and (question := summary_asked(document, language)):
            yield question, document.info.id


def _questions(document: Document, *, general: bool) -> Iterator[str]:
    for question in chain(
        candidates(document), filter(None, [summary_asked(document, document.info.language)])
    ):
        if any(form.search(question) for form in _ONCE) is general:
            yield question


def _sounds_like(question: str, found: Sequence[str]) -> bool:
    return any(SequenceMatcher(None, question, other).ratio() > ALIKE for other in found)


def _follows(question: str, found: Sequence[str]) -> bool:
    """Return whether a question may stand behind others: it is new, short, and of a stiff form only if none of them is."""
    stiff = any(form.search(question) and any(map(form.search, found)) for form in _ONCE)
    return question not in found and len(question) <= MAX_QUESTION_CHARS and not stiff


def _spread(infos: Sequence[DocumentInfo], language: Language) -> Sequence[DocumentInfo]:
    """Return documents of a language from all over the list, at most half of what is looked at."""
    spoken = [info for info in infos if info.language == language]
    step = max(1, len(spoken) // (MAX_DOCUMENTS // 2))
    return spoken[::step][: MAX_DOCUMENTS // 2]
