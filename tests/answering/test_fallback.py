"""Whatever goes wrong with a language model, the quoted answer comes, with a note in the reader's language.

The server is a real one on loopback that misbehaves in one way at a time.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kotae.answering import Answerer, AnsweringSettings
from kotae.answering.generators import GenerationSettings, load_generator
from kotae.question import read_question
from kotae.reader.overlap import OverlapReader
from kotae.records import Answer, TextEvent
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits

pytest.importorskip("openai", reason="needs kotae[generate]")

ASKED = {
    "ja": ("AI推進法は2025年5月に成立しました。", "AI推進法はいつ成立しましたか？"),
    "en": ("The AI promotion act was enacted in May 2025.", "When was the AI promotion act enacted?"),
}
UNVERIFIED = {"ja": "出典で確かめられなかった", "en": "could not be verified"}
NO_REPLY = {"ja": "言語モデルの返事ではありません", "en": "no reply of a language model"}
TRUE = {"ja": "AI推進法は2025年5月に成立しました。", "en": "The AI promotion act was enacted in May 2025."}


class Handler(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible server does, or fails as one."""

    behave: "Callable[[Handler], None]"
    request_body: str
    over: threading.Event
    broken: threading.Event

    def do_POST(self) -> None:
        self.request_body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            type(self).behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.broken.set()

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def piece(self, text: str) -> None:
        chunk = {"id": "x", "choices": [{"index": 0, "delta": {"content": text}}]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def say(self, text: str) -> None:
        self.begin()
        self.piece(text)
        self.wfile.write(b"data: [DONE]\n\n")

    def probe(self, yes: float | None) -> None:
        top = [{"token": "yes", "logprob": yes}, {"token": "no", "logprob": -4.0}]
        content = [{"token": "yes", "logprob": yes, "top_logprobs": top}]
        choice = {
            "index": 0,
            "message": {"content": "yes"},
            "logprobs": {"content": content} if yes else None,
        }
        self.fail(200, json.dumps({"id": "x", "choices": [choice]}).encode())

    def fail(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html><body>Sign in</body></html>")

    def hang(self) -> None:
        self.over.wait(120)

    def hang_midway(self) -> None:
        self.begin()
        self.piece("AI")
        self.over.wait(120)

    def die_midway(self) -> None:
        self.protocol_version = "HTTP/1.1"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\ndata:")  # half a chunk
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def loop(self) -> None:
        self.begin()
        while not self.over.is_set():
            self.piece("同じ same ")
            time.sleep(0.001)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, type[Handler]]]:
    class Own(Handler):
        over = threading.Event()
        broken = threading.Event()

    with ThreadingHTTPServer(("127.0.0.1", 0), Own) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/v1", Own
        Own.over.set()
        running.shutdown()
        thread.join()


def make_answerer(analyzer: Analyzer, settings: GenerationSettings) -> Answerer:
    return Answerer(
        reader=OverlapReader,
        analyzer=analyzer,
        generator=lambda: load_generator(settings),
        settings=AnsweringSettings(min_confidence=0.0, max_sentences=1),
    )


def settings_for(url: str, *, timeout_s: float = 20.0) -> GenerationSettings:
    return GenerationSettings(backend="server", base_url=url, timeout_s=timeout_s, max_tokens=60)


def check_quoted(answer: Answer, language: str, note: str) -> None:
    quote, _ = ASKED[language]
    assert [(s.text, s.support, s.citations[0].quote) for s in answer.sentences] == [(quote, "quoted", quote)]
    assert (answer.status, answer.language) == ("answered", language)
    assert note in answer.note


FAILURES: dict[str, tuple[Callable[[Handler], None], dict[str, str]]] = {
    "http-500": (
        lambda handler: handler.fail(500, b'{"error": {"message": "out of memory"}}'),
        {"ja": "サーバーがエラーを返しました", "en": "answered with an error"},
    ),
    "http-404": (
        lambda handler: handler.fail(404, b'{"error": {"message": "no such model"}}'),
        {"ja": "no such model", "en": "check generation.model"},
    ),
    "http-400": (
        lambda handler: handler.fail(400, b"not even json"),
        {"ja": "generation.model を確かめてください", "en": "answered with an error"},
    ),
    "hangs": (Handler.hang, {"ja": "0.6秒以内に終わりませんでした", "en": "longer than 0.6 s"}),
    "hangs-midway": (Handler.hang_midway, {"ja": "0.6秒以内に終わりませんでした", "en": "longer than 0.6 s"}),
    "loops": (Handler.loop, {"ja": "0.6秒以内に終わりませんでした", "en": "longer than 0.6 s"}),
    "dies-midway": (Handler.die_midway, {"ja": "サーバー", "en": "server"}),
    "a-page": (Handler.page, NO_REPLY),
    "no-events": (Handler.begin, NO_REPLY),
    "nonsense": (lambda handler: handler.say("]]]] {{{{ 0x00"), UNVERIFIED),
    "nothing": (lambda handler: handler.say(""), UNVERIFIED),
    "torn-json": (lambda handler: handler.say('{"sentences": [{"text": "AI'), UNVERIFIED),
    "unknown-note": (
        lambda handler: handler.say(
            '{"sentences": [{"text": "AI推進法は2025年5月に成立しました。", "note": 9}]}'
        ),
        UNVERIFIED,
    ),
    "false": (
        lambda handler: handler.say(
            '{"sentences": [{"text": "AI推進法は2024年5月に成立しました。", "note": 1}]}'
        ),
        UNVERIFIED,
    ),
}


SLOW = ("hangs", "hangs-midway", "loops")


@pytest.mark.loopback
@pytest.mark.dealt
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("failure", list(FAILURES))
def test_a_failing_server_leaves_the_quote_and_a_note(
    server: tuple[str, type[Handler]], analyzer: Analyzer, make_hits: MakeHits, failure: str, language: str
) -> None:
    url, handler = server
    handler.behave, notes = FAILURES[failure]
    quote, question = ASKED[language]
    settings = settings_for(url, timeout_s=0.6 if failure in SLOW else 20.0)
    answer = make_answerer(analyzer, settings).answer(
        read_question(question, analyzer), make_hits(quote), generate=True
    )
    check_quoted(answer, language, notes[language])


ACROSS = {"ja": ASKED["en"][0], "en": ASKED["ja"][0]}
"""A quote in the other language for the question of each."""
LYING: dict[str, tuple[Callable[[Handler], None], dict[str, str]]] = {
    name: FAILURES[name]
    for name in (
        "http-500",
        "http-404",
        "hangs",
        "hangs-midway",
        "loops",
        "dies-midway",
        "a-page",
        "no-events",
        "nonsense",
        "nothing",
    )
} | {
    "other-figure": (
        lambda handler: handler.say("The act was enacted in May 2024. 2024年5月に成立しました。"),
        UNVERIFIED,
    ),
    "Korean": (lambda handler: handler.say("AI 진흥법은 May 2025에 2025年5月 통과되었습니다."), UNVERIFIED),
    "Russian": (lambda handler: handler.say("Закон принят May 2025, 2025年5月."), UNVERIFIED),
}


@pytest.mark.loopback
@pytest.mark.dealt
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("failure", list(LYING))
def test_a_failing_server_leaves_the_quote_of_the_other_language_with_its_gloss(
    server: tuple[str, type[Handler]], analyzer: Analyzer, make_hits: MakeHits, failure: str, language: str
) -> None:
    url, handler = server
    handler.behave, notes = LYING[failure]
    settings = settings_for(url, timeout_s=0.6 if failure in SLOW else 20.0)
    began = time.monotonic()
    answer = make_answerer(analyzer, settings).answer(
        read_question(ASKED[language][1], analyzer), make_hits(ACROSS[language]), generate=True
    )
    (sentence,) = answer.sentences
    assert (sentence.text, sentence.support, sentence.original) == (ACROSS[language], "quoted", "")
    assert {"ja": "2025年5月", "en": "May 2025"}[language] in dict(sentence.gloss).values()
    assert notes[language] in answer.note
    assert time.monotonic() - began < 60  # it hangs for two minutes


@pytest.mark.loopback
@pytest.mark.parametrize("yes", [-0.1, None], ids=["probed", "no-probabilities"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_server_that_tells_the_truth_is_believed(
    server: tuple[str, type[Handler]],
    analyzer: Analyzer,
    make_hits: MakeHits,
    language: str,
    yes: float | None,
) -> None:
    url, handler = server
    said = {"sentences": [{"text": TRUE[language], "note": 1}]}
    handler.behave = lambda self: (
        self.probe(yes) if "logprobs" in self.request_body else self.say(json.dumps(said))
    )
    quote, question = ASKED[language]
    answer = make_answerer(analyzer, settings_for(url)).answer(
        read_question(question, analyzer), make_hits(quote), generate=True
    )
    assert [(s.text, s.support) for s in answer.sentences] == [(TRUE[language], "verified")]
    assert answer.note == ""
    assert answer.sentences[0].votes[-1].checker == "likelihood"
    assert answer.sentences[0].votes[-1].passed is (None if yes is None else True)


@pytest.mark.loopback
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_server_that_doubts_what_it_wrote_is_not_believed(
    server: tuple[str, type[Handler]], analyzer: Analyzer, make_hits: MakeHits, language: str
) -> None:
    said = {"sentences": [{"text": TRUE[language], "note": 1}]}
    url, handler = server
    handler.behave = lambda self: (
        self.probe(-9.0) if "logprobs" in self.request_body else self.say(json.dumps(said))
    )
    quote, question = ASKED[language]
    answer = make_answerer(analyzer, settings_for(url)).answer(
        read_question(question, analyzer), make_hits(quote), generate=True
    )
    check_quoted(answer, language, UNVERIFIED[language])


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("language", "note"), [("ja", "サーバーが応答しません"), ("en", "no language model server answers")]
)
def test_a_missing_server_leaves_the_quote_and_a_note(
    analyzer: Analyzer, make_hits: MakeHits, language: str, note: str
) -> None:
    quote, question = ASKED[language]
    answerer = make_answerer(analyzer, settings_for("http://127.0.0.1:9/v1"))
    check_quoted(
        answerer.answer(read_question(question, analyzer), make_hits(quote), generate=True), language, note
    )


@pytest.mark.parametrize(
    ("language", "note"), [("ja", "モデルのファイルがありません"), ("en", "no such model file")]
)
def test_a_missing_model_leaves_the_quote_and_a_note(
    analyzer: Analyzer, make_hits: MakeHits, tmp_path: Path, language: str, note: str
) -> None:
    pytest.importorskip("xllamacpp", reason="needs kotae[generate]")
    quote, question = ASKED[language]
    settings = GenerationSettings(backend="local", model=str(tmp_path / "無い.gguf"))
    answer = make_answerer(analyzer, settings).answer(
        read_question(question, analyzer), make_hits(quote), generate=True
    )
    check_quoted(answer, language, note)


@pytest.mark.loopback
def test_closing_the_stream_ends_the_request(
    server: tuple[str, type[Handler]], analyzer: Analyzer, make_hits: MakeHits
) -> None:
    url, handler = server
    handler.behave = Handler.loop
    quote, question = ASKED["ja"]
    settings = GenerationSettings(backend="server", base_url=url, timeout_s=30.0)
    events = make_answerer(analyzer, settings).stream(
        read_question(question, analyzer), make_hits(quote), generate=True
    )
    assert any(isinstance(event, TextEvent) for event in events)  # stops taking at the first piece
    events.close()  # type: ignore[attr-defined]
    assert handler.broken.wait(60)
