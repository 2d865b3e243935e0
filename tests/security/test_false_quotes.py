"""A quote that isn't its document's text at that place can't leave, whichever way an answer takes."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from kotae.answering.answerer import Answerer
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.citations import citation_of
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import IndexDamagedError, KotaeError
from kotae.index.rows import passage_from_row
from kotae.network.token import Token
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.pipeline.asking.door import Door
from kotae.pipeline.asking.texts import Texts
from kotae.records import (
    AnswerEvent,
    AnswerSentence,
    Citation,
    Document,
    Event,
    Passage,
    SentenceEvent,
    Short,
    Span,
)
from kotae.ui import handlers
from kotae.ui.checks.gathering import gather
from kotae.ui.choices import Choices
from kotae.ui.desk import Desk
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

HASHING = Settings(embedding=EmbeddingSettings(model="hashing"))
DOCUMENTS = {
    "予算.md": "# AI予算\n\n政府はAI戦略の予算を2,000億円に増やした。期間は2025年から5年間である。\n",
    "budget.md": "# AI budget\n\nThe government raised the budget of the AI strategy to 2,000 million yen. "
    "It runs for five years from 2025.\n",
    "old.md": "# Old AI budget\n\nThe government raised the budget of the AI strategy to 2,100 million yen.\n",
}
QUESTIONS = {
    "ja": "政府はAI戦略の予算をいくらに増やしたか",
    "en": "To how many yen did the government raise the budget of the AI strategy?",
}
ALL = {"ja": "AI戦略の予算をすべて挙げて", "en": "List all budgets of the AI strategy"}
SAID = {"ja": "その位置の文字と一致しない", "en": "doesn't stand"}
FALSE: Final = "9,"
SEEN: Final = re.compile(r"9,\d{3}")  # a time, too, may end in 9 before a comma
"""How every amount begins once it was falsified; stands in no document."""


@dataclass(frozen=True)
class Ways:
    """One library, and what an answer can leave it by."""

    knowledge: KnowledgeBase
    index: Path
    run: Run
    client: TestClient
    desk: Desk
    folder: Path


Way = Callable[[Ways, str], str]


def _mcp(ways: Ways, question: str) -> str:
    pytest.importorskip("mcp", reason="needs the extra kotae[mcp]")
    from kotae.mcp.server import create_server
    from mcp import Client

    async def called() -> Any:  # noqa: ANN401 - the SDK's
        async with Client(create_server(Library(knowledge=ways.knowledge))) as client:
            return await client.call_tool("ask", {"question": question})

    return repr(asyncio.run(called()))


def _proof(ways: Ways, question: str) -> str:
    return ways.knowledge.prove(ways.knowledge.ask(question)).decode()


def _printed(ways: Ways, *words: str) -> str:
    """What a command prints, and the files it writes."""
    ran = ways.run(*words, "--index", str(ways.index))
    return "\n".join([ran.out, ran.err, *(file.read_text("utf-8") for file in ways.folder.iterdir())])


def _gathered(question: str) -> str:
    return next(ALL[language] for language, asked in QUESTIONS.items() if asked == question)


def _page(ways: Ways, question: str) -> str:
    views = list(handlers.ask(ways.desk, question, (), Choices(), language="en"))
    return "\n".join(f"{view.html}\n{view.rail}\n{view.turns}" for view in views)


ANSWERS: dict[str, Way] = {
    "Python": lambda ways, question: repr(ways.knowledge.ask(question)),
    "Python's events": lambda ways, question: repr(list(ways.knowledge.stream(question))),
    "proof": _proof,
    "command line": lambda ways, question: _printed(ways, "ask", question),
    "command line, JSON": lambda ways, question: _printed(ways, "ask", question, "--json"),
    "command line, proof": lambda ways, question: _printed(
        ways, "ask", question, "--proof", str(ways.folder / "proof.html")
    ),
    "HTTP": lambda ways, question: ways.client.post("/v1/ask", json={"question": question}).text,
    "HTTP, chat": lambda ways, question: (
        ways.client.post(
            "/v1/chat/completions",
            json={"model": "kotae", "messages": [{"role": "user", "content": question}]},
        ).text
    ),
    "HTTP, chat in pieces": lambda ways, question: (
        ways.client.post(
            "/v1/chat/completions",
            json={"model": "kotae", "stream": True, "messages": [{"role": "user", "content": question}]},
        ).text
    ),
    "HTTP, proof": lambda ways, question: ways.client.post("/v1/prove", json={"question": question}).text,
    "MCP": _mcp,
    "page": _page,
}
ROWS: dict[str, Way] = {
    "Python": lambda ways, question: repr(ways.knowledge.gather(_gathered(question))),
    "command line": lambda ways, question: _printed(ways, "gather", _gathered(question)),
    "file": lambda ways, question: _printed(
        ways, "gather", _gathered(question), "--output", str(ways.folder / "rows.csv")
    ),
    "page": lambda ways, question: repr(
        list(gather(ways.desk, _gathered(question), (), Choices(), language="en"))
    ),
    "contradictions": lambda ways, _: repr(ways.knowledge.conflicts()),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("false")
    for name, text in DOCUMENTS.items():
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "index", settings=HASHING)
    return folder / "index"


@pytest.fixture
def ways(index: Path, run: Run, tmp_path: Path) -> Iterator[Ways]:  # noqa: F811 - the fixture
    folder = tmp_path / "written"
    folder.mkdir()
    token = Token(value="test-token-0123456789", made=False)
    with open_index(index, settings=HASHING) as knowledge, Desk.open(index, settings=HASHING) as desk:
        app = create_app(Library(knowledge=knowledge), token=token, loopback_only=True)
        headers = {"Authorization": f"Bearer {token.value}"}
        with TestClient(app, base_url="http://127.0.0.1", headers=headers) as client:
            yield Ways(knowledge, index, run, client, desk, folder)


def told(way: Way, ways: Ways, question: str) -> str:
    """Return all that leaves by a way, its error too."""
    try:
        return way(ways, question)
    except KotaeError as error:
        return error.said.both()


@pytest.fixture
def falsified(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages come from the index with other amounts than their documents hold; places that are cited are misread."""

    def other_passage(*given: Any) -> Passage:  # noqa: ANN401 - a row
        passage = passage_from_row(*given)
        return replace(passage, text=passage.text.replace("2,", FALSE))

    def other_citation(document: Document, place: Span) -> Citation:
        citation = citation_of(document, place)
        return replace(citation, quote=citation.quote.replace("2,", FALSE))

    monkeypatch.setattr("kotae.index.store.passage_from_row", other_passage)
    for module in ("gathering.rows", "conflicts.finder"):
        monkeypatch.setattr(f"kotae.{module}.citation_of", other_citation)


def _let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Door, "out", lambda _, event: iter([event]))
    monkeypatch.setattr(Texts, "refuse", lambda *_: None)


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_with_a_false_quote_leaves_by_no_way(
    ways: Ways, falsified: None, name: str, language: str
) -> None:
    found = told(ANSWERS[name], ways, QUESTIONS[language])
    assert not SEEN.search(found)
    assert any(words in found for words in SAID.values()), found


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize("name", ROWS)
def test_a_row_with_a_false_quote_leaves_by_no_way(
    ways: Ways, falsified: None, name: str, language: str
) -> None:
    found = told(ROWS[name], ways, QUESTIONS[language])
    assert not SEEN.search(found)
    assert any(words in found for words in SAID.values()), found


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize(
    "way",
    # A proof reads the papers once more, and refuses by itself.
    [way for way in (*ANSWERS.items(), *ROWS.items()) if "proof" not in way[0]],
    ids=lambda way: way[0],
)
def test_without_the_door_it_would(
    ways: Ways, falsified: None, monkeypatch: pytest.MonkeyPatch, way: tuple[str, Way], language: str
) -> None:
    """Or the tests above would prove nothing."""
    _let_through(monkeypatch)
    assert SEEN.search(told(way[1], ways, QUESTIONS[language]))


Change = Callable[[AnswerSentence], AnswerSentence]


def _shifted(sentence: AnswerSentence) -> AnswerSentence:
    first, *rest = sentence.citations
    return replace(sentence, citations=(replace(first, start=first.start + 1, end=first.end + 1), *rest))


def _misquoted(sentence: AnswerSentence) -> AnswerSentence:
    text = f"{sentence.text[:-2]}?{sentence.text[-1]}"
    return replace(
        sentence, text=text, citations=tuple(replace(one, quote=text) for one in sentence.citations)
    )


CHANGES: dict[str, Change] = {
    "a place one further": _shifted,
    "another character": _misquoted,
    "other words than are cited": lambda sentence: replace(sentence, text=f"{sentence.text}!"),
    "no citation": lambda sentence: replace(sentence, citations=()),
    "an unknown document": lambda sentence: replace(
        sentence,
        citations=tuple(
            replace(one, document=replace(one.document, id="0" * 32)) for one in sentence.citations
        ),
    ),
    "an empty quote": lambda sentence: replace(
        sentence,
        text="",
        citations=tuple(replace(one, end=one.start, quote="") for one in sentence.citations),
    ),
    "not verified": lambda sentence: replace(sentence, support="unverified"),
    "a translation of something else": lambda sentence: replace(
        sentence, text="…", support="translated", original="…"
    ),
}


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize("name", CHANGES)
def test_of_two_sentences_the_one_that_does_not_hold_is_left_out_and_that_is_said(
    ways: Ways, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    good = ways.knowledge.ask(QUESTIONS[language])
    first = good.sentences[0]
    other = next(hit.passage for hit in good.hits if hit.passage.document != first.citations[0].document)
    place = other.sentences[-1]
    second = CHANGES[name](_quoted(other, place))

    def with_another(self: Answerer, *given: Any, **named: Any) -> Iterator[Event]:  # noqa: ANN401
        del self, given, named
        yield SentenceEvent(sentence=first)
        yield SentenceEvent(sentence=second)
        yield AnswerEvent(answer=replace(good, sentences=(first, second), text=f"{good.text}\n{second.text}"))

    monkeypatch.setattr(Answerer, "stream", with_another)
    events = list(ways.knowledge.stream(QUESTIONS[language]))
    assert [event.sentence for event in events if isinstance(event, SentenceEvent)] == [first]
    assert isinstance(events[-1], AnswerEvent)
    answer = events[-1].answer
    assert (answer.sentences, answer.text, answer.short) == (good.sentences, good.text, good.short)
    assert {"ja": "引用1件", "en": "1 quote"}[language] in answer.note


def _quoted(passage: Passage, place: Span) -> AnswerSentence:
    text = passage.text[place.start - passage.start : place.end - passage.start]
    cited = Citation(start=place.start, end=place.end, document=passage.document, quote=text)
    return AnswerSentence(text=text, citations=(cited,), support="quoted")


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_short_answer_from_a_false_place_is_left_out(
    ways: Ways, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    good = ways.knowledge.ask(QUESTIONS[language])
    sentence = good.sentences[0]
    false = replace(sentence.citations[0], quote="9,000")
    short = Short(text="9,000", language=good.language, citation=false)

    def shortened(self: Answerer, *given: Any, **named: Any) -> Iterator[Event]:  # noqa: ANN401
        del self, given, named
        yield AnswerEvent(answer=replace(good, short=short, text=f"9,000\n{good.text}"))

    monkeypatch.setattr(Answerer, "stream", shortened)
    answer = ways.knowledge.ask(QUESTIONS[language])
    assert (answer.short, answer.sentences) == (None, good.sentences)
    assert "9,000" not in answer.text
    assert {"ja": "引用1件", "en": "1 quote"}[language] in answer.note


def test_what_was_to_be_answered_wholly_false_is_an_error_that_names_the_documents(
    ways: Ways, falsified: None
) -> None:
    with pytest.raises(IndexDamagedError) as raised:
        ways.knowledge.ask(QUESTIONS["ja"])
    assert "予算.md" in raised.value.ja
    assert SAID["ja"] in raised.value.ja
    assert SAID["en"] in raised.value.en


def test_what_holds_leaves_as_it_is(ways: Ways) -> None:
    for question in QUESTIONS.values():
        answer = ways.knowledge.ask(question)
        assert answer.status == "answered"
        assert "kotae index" not in answer.note
        assert (
            answer.sentences[0].citations[0].quote
            in DOCUMENTS[answer.sentences[0].citations[0].document.path]
        )
