"""Language models behind both joints: what is asked of them, what comes back, and how they fail."""

import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest

from kotae.answering.generators import (
    GenerationSettings,
    Note,
    TranslationTask,
    WritingTask,
    load_generator,
)
from kotae.answering.generators.local import LocalGenerator
from kotae.answering.generators.writer import WRITER
from kotae.answering.writing.prompts import translation_grammar, translation_messages
from kotae.errors import GeneratorError, SettingsError
from kotae.models import find_model, located
from kotae.records import Language

pytest.importorskip("openai", reason="needs kotae[generate]")

TASK = WritingTask(
    question="AI活用推進法はいつ成立しましたか？",
    language="ja",
    notes=(
        Note(number=1, text="AI活用推進法は2025年5月に成立しました。"),
        Note(number=2, text="罰則はありません。"),
    ),
)


class Handler(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible server does, from a script."""

    pieces: ClassVar[list[str]] = []
    status: ClassVar[int] = 200
    knows_schemas: ClassVar[bool] = True
    delay: ClassVar[threading.Event | None] = None
    requests: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.requests.append(request)
        if self.delay is not None:
            self.delay.wait(60)
        status = 400 if "response_format" in request and not self.knows_schemas else self.status
        self.send_response(status)
        self.send_header("Content-Type", "text/event-stream" if status == 200 else "application/json")
        self.end_headers()
        if status != 200:
            self.wfile.write(json.dumps({"error": {"message": "out of order"}}).encode())
            return
        for piece in self.pieces:
            choice = {"index": 0, "delta": {"content": piece}}
            self.wfile.write(f"data: {json.dumps({'id': 'x', 'choices': [choice]})}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in (("status", 200), ("knows_schemas", True), ("delay", None), ("requests", [])):
        monkeypatch.setattr(Handler, name, value)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}/v1"
        running.shutdown()
        thread.join()


def ask(url: str, *, timeout_s: float = 5.0) -> list[str]:
    settings = GenerationSettings(backend="server", base_url=url, timeout_s=timeout_s)
    return list(load_generator(settings).write(TASK))


def script(monkeypatch: pytest.MonkeyPatch, text: str, *, size: int = 4) -> None:
    monkeypatch.setattr(Handler, "pieces", [text[at : at + size] for at in range(0, len(text), size)])


@pytest.mark.loopback
@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("ascii_only", [True, False], ids=["escaped", "plain"])
def test_server_answers_in_json_come_back_as_sentences_with_notes(
    server: str, monkeypatch: pytest.MonkeyPatch, size: int, ascii_only: bool
) -> None:
    sentences = [
        {"text": '2025年5月に"成立"しました。', "note": 1},
        {"text": "罰則はありません。", "note": 2},
    ]
    script(monkeypatch, json.dumps({"sentences": sentences}, ensure_ascii=ascii_only), size=size)
    assert "".join(ask(server)) == '2025年5月に"成立"しました。 [1] 罰則はありません。 [2] '
    (request,) = Handler.requests
    note = request["response_format"]["json_schema"]["schema"]["properties"]["sentences"]["items"]
    assert note["properties"]["note"]["enum"] == [1, 2]
    assert "Note 1: AI活用推進法は2025年5月に成立しました。" in request["messages"][1]["content"]


@pytest.mark.loopback
def test_server_without_schemas_is_asked_again_without(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "knows_schemas", False)
    script(monkeypatch, "2025年5月です。 [1]")
    assert "".join(ask(server)) == "2025年5月です。 [1]"
    assert [("response_format" in request) for request in Handler.requests] == [True, False]


@pytest.mark.loopback
def test_server_errors_say_what_to_do_in_both_languages(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "status", 500)
    with pytest.raises(GeneratorError) as caught:
        ask(server)
    assert "out of order" in caught.value.en
    assert "generation.model を確かめてください" in caught.value.ja


@pytest.mark.loopback
def test_a_server_that_hangs_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(Handler, "delay", released)
    with pytest.raises(GeneratorError) as caught:
        ask(server, timeout_s=0.3)
    released.set()
    assert "longer than 0.3 s" in caught.value.en
    assert "0.3秒以内に終わりませんでした" in caught.value.ja


@pytest.mark.loopback
def test_no_server_is_said_so() -> None:
    with pytest.raises(GeneratorError) as caught:
        ask("http://127.0.0.1:9/v1")
    assert "no language model server answers there" in caught.value.en


def test_a_missing_model_file_is_said_so(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason="needs kotae[generate]")
    settings = GenerationSettings(backend="local", model=str(tmp_path / "none.gguf"))
    with pytest.raises(GeneratorError) as caught:
        load_generator(settings)
    assert "there is no such model file" in caught.value.en
    assert "モデルのファイルがありません" in caught.value.ja


class Engine:
    """Stands where llama.cpp stands: calls back with chunks until it is told to stop."""

    def __init__(self, *chunks: dict[str, Any]) -> None:
        self._chunks = chunks
        self.sent = 0
        self.request: dict[str, Any] = {}
        self.done = threading.Event()

    def handle_chat_completions(self, request: dict[str, Any], receive: Any) -> None:  # noqa: ANN401 - as the library
        self.request = request
        for chunk in self._chunks:
            self.sent += 1
            if receive(chunk):
                break
        self.done.set()


def piece(text: str) -> dict[str, Any]:
    return {"choices": [{"delta": {"content": text}}]}


def test_local_model_streams_under_a_grammar_of_the_given_notes() -> None:
    engine = Engine(piece(" 2025年"), piece("5月です。 [1]"))
    pieces = list(LocalGenerator(engine, settings=GenerationSettings()).write(TASK))
    assert pieces == [" 2025年", "5月です。 [1]"]
    assert 'number ::= "1" | "2"' in engine.request["grammar"]
    assert engine.request["max_tokens"] == 120


def test_local_model_stops_when_nobody_listens_any_more() -> None:
    engine = Engine(*[piece("x")] * 100_000)
    written = LocalGenerator(engine, settings=GenerationSettings()).write(TASK)
    assert next(written) == "x"
    del written  # what an abandoned "for" does
    assert engine.done.wait(60)
    assert engine.sent < 100_000


def test_local_model_errors_are_ours() -> None:
    engine = Engine({"error": {"message": "exceeds the context size"}})
    with pytest.raises(GeneratorError, match="exceeds the context size"):
        list(LocalGenerator(engine, settings=GenerationSettings()).write(TASK))


PROBED = {
    "choices": [
        {
            "delta": {"content": "yes"},
            "logprobs": {
                "content": [
                    {"top_logprobs": [{"token": "yes", "logprob": -0.5}, {"token": "no", "logprob": -1.5}]}
                ]
            },
        }
    ]
}


@pytest.mark.parametrize(
    ("probe", "found"),
    [("on", 1.0), ("off", None)],
)
def test_local_model_is_asked_yes_or_no_where_it_can_tell(
    probe: Literal["on", "off"], found: float | None
) -> None:
    engine = Engine(PROBED)
    generator = LocalGenerator(engine, settings=GenerationSettings(probe=probe))
    assert generator.agreement("罰則はありません。", ["The act sets no penalties."]) == found
    assert engine.sent == (0 if found is None else 1)
    if found is not None:
        asked = json.dumps(engine.request, ensure_ascii=False)
        assert "罰則はありません。" in asked
        assert "The act sets no penalties." in asked
        assert engine.request["max_tokens"] == 1


def test_local_model_that_fails_when_asked_is_our_error() -> None:
    engine = Engine({"error": {"message": "exceeds the context size"}})
    generator = LocalGenerator(engine, settings=GenerationSettings(probe="on"))
    with pytest.raises(GeneratorError, match="exceeds the context size"):
        generator.agreement("罰則はありません。", ["The act sets no penalties."])


def test_local_model_that_takes_too_long_is_given_up() -> None:
    class Sleepy(Engine):
        def handle_chat_completions(self, request: dict[str, Any], receive: Any) -> None:  # noqa: ANN401
            self.done.wait(60)

    engine = Sleepy()
    settings = GenerationSettings(timeout_s=0.1)
    with pytest.raises(GeneratorError, match="took too long"):
        list(LocalGenerator(engine, settings=settings).write(TASK))
    engine.done.set()


def test_local_model_that_still_reads_is_stopped_and_waited_for_when_the_program_ends() -> None:
    """A model that wasn't done when its time was up called back into an interpreter that was gone, which crashed."""
    reading = {"choices": [{"delta": {"role": "assistant", "content": None}}]}

    class Reading(Engine):
        def handle_chat_completions(self, request: dict[str, Any], receive: Any) -> None:  # noqa: ANN401
            self.request = request
            while not receive(reading):
                time.sleep(0.01)
            self.done.set()

    engine = Reading()
    settings = GenerationSettings(timeout_s=0.1)
    with pytest.raises(GeneratorError, match="took too long"):
        list(LocalGenerator(engine, settings=settings).write(TASK))
    assert not any(thread.daemon for thread in threading.enumerate() if "_run" in thread.name)
    assert engine.done.wait(60)
    assert engine.request["return_progress"] is True


@pytest.mark.parametrize(
    ("name", "value", "en", "ja"),
    [
        ("max_tokens", 0, "at least 1", "1 以上"),
        ("timeout_s", 0.0, "above 0", "0より大きい数"),
        ("threads", -1, "at least 0", "0 以上"),
        ("drafts", 3, "between 1 and 2", "1から2の間"),
        (
            "base_url",
            "x",
            "an address that begins with http:// or https://",
            "http:// か https:// で始まるアドレス",
        ),
    ],
)
def test_settings_out_of_range_are_refused_in_both_languages(
    name: str,
    value: Any,  # noqa: ANN401 - of any field
    en: str,
    ja: str,
) -> None:
    with pytest.raises(SettingsError) as caught:
        GenerationSettings(**{name: value})
    assert caught.value.en == f"generation.{name}: {value!r} is not accepted; allowed: {en}."
    assert caught.value.ja == f"generation.{name}: {value!r} は使えません。使える値: {ja}。"


@pytest.mark.model
def test_the_default_model_writes_a_sentence_with_a_given_note() -> None:
    pytest.importorskip("xllamacpp", reason="needs kotae[generate]")
    if located(find_model(WRITER)) is None:
        pytest.skip(f"needs the writer: kotae models get {WRITER}")
    settings = GenerationSettings(backend="local", threads=1, timeout_s=120.0)
    text = "".join(load_generator(settings).write(TASK)).strip()
    assert text.endswith(("[1]", "[2]"))
    assert "2025年5月" in text


@pytest.mark.parametrize(
    ("told", "certainty"), [([-0.5, -1.5], -1.0), ([], None)], ids=["probabilities", "none"]
)
def test_local_translation_tells_how_sure_the_model_was(told: list[float], certainty: float | None) -> None:
    chunks = [
        {"choices": [{"delta": {"content": text}, "logprobs": {"content": [{"logprob": value}]}}]}
        for text, value in zip(("Dogs ", "bark."), told, strict=False)
    ] or [{"choices": [{"delta": {"content": "Dogs bark."}}]}]
    engine = Engine(*chunks)
    task = TranslationTask(text="犬はほえる。", source="ja", target="en")
    draft = LocalGenerator(engine, settings=GenerationSettings()).translate(task)
    assert (draft.text, draft.certainty) == ("Dogs bark.", certainty)
    assert engine.request["messages"][-1]["content"] == "犬はほえる。"
    assert engine.request["grammar"].startswith("root ::= [")


@pytest.mark.parametrize(
    ("target", "text", "word", "asked"),
    [
        ("en", "犬はほえる。", ("犬", "dog"), "犬はほえる。\n(犬 = dog)"),
        ("ja", "Dogs bark.", ("Dogs", "犬"), "Dogs bark.\n(Dogs = 犬)"),
    ],
)
def test_words_of_a_dictionary_stand_under_the_sentence_and_the_examples(
    target: Language, text: str, word: tuple[str, str], asked: str
) -> None:
    """What a document says can't get out of its line, nor what a dictionary says."""
    source: Language = "ja" if target == "en" else "en"
    task = TranslationTask(text=text, source=source, target=target, words=(word, ("a\n<b>", "c]")))
    messages = [message["content"] for message in translation_messages(task)]
    assert messages[-1] == asked.removesuffix(")") + "; a b = c)"
    assert [" = " in message for message in messages[1:-1:2]] == [True, True, True]
    plain = translation_messages(replace(task, words=()))
    assert [" = " in message["content"] for message in plain] == [False] * len(plain)
    around = translation_messages(replace(task, words=(), context="a\n<b>"))[-1]["content"]
    assert around.endswith(f"a b)\n{text}")
    assert around.count("\n") == 1


def test_a_model_that_translates_without_end_is_given_up() -> None:
    engine = Engine(*[piece("dog ")] * 10_000_000)
    settings = GenerationSettings(timeout_s=0.3)
    task = TranslationTask(text="犬はほえる。", source="ja", target="en")
    with pytest.raises(GeneratorError, match="too long"):
        LocalGenerator(engine, settings=settings).translate(task)
    assert engine.request["messages"][-1]["content"] == "犬はほえる。"


@pytest.mark.parametrize("target", ["ja", "en"])
def test_grammar_of_translations_leaves_out_letters_of_other_scripts(target: Language) -> None:
    """The class of the grammar is read as a regular expression is."""
    allowed = re.compile(translation_grammar(target).partition("::= ")[2].rpartition("]")[0] + "]")
    inside = {"ja": "AIは9時に「開館」々、", "en": "The café opens at 9 — “early”"}[target]
    outside = {"ja": "领导们 한국 Закон", "en": "領導 かな 한국 Закон"}[target].replace(" ", "")
    assert [letter for letter in inside if not allowed.fullmatch(letter)] == []
    assert [letter for letter in outside if allowed.fullmatch(letter)] == []


def test_a_translation_that_was_cut_off_is_none() -> None:
    engine = Engine(piece("Dogs may enter only"), {"choices": [{"finish_reason": "length"}]})
    task = TranslationTask(text="犬は容器に入れる。", source="ja", target="en")
    assert LocalGenerator(engine, settings=GenerationSettings()).translate(task).text == ""


@pytest.mark.parametrize(
    ("settings", "languages"),
    [
        (GenerationSettings(backend="local"), ("en",)),
        (GenerationSettings(backend="local", translate_into="both"), ("ja", "en")),
        (GenerationSettings(backend="local", translate_into="ja"), ("ja",)),
        (GenerationSettings(backend="local", model="other.gguf"), ("ja", "en")),
        (GenerationSettings(backend="server"), ("ja", "en")),
        (GenerationSettings(backend="server", translate_into="en"), ("en",)),
    ],
)
def test_the_catalogues_writer_is_asked_for_english_only(
    settings: GenerationSettings, languages: tuple[Language, ...]
) -> None:
    assert settings.languages == languages
